"""`flask seed`: the data that factbase comes with, once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from factbase.models import Act, Claim, LedgerHead
from tests.conftest import application, own_session
from tests.factories import make_claim

pytestmark = pytest.mark.seeded


def test_seeding_again_changes_nothing(seeded_copy_url):
    with own_session(seeded_copy_url) as session:
        before = session.execute(select(LedgerHead.seq, LedgerHead.hash)).one()
        versions = session.execute(select(Claim.slug, Claim.version)).all()

    with application(seeded_copy_url) as app:
        done = app.test_cli_runner().invoke(args=["seed"])

    assert done.exit_code == 0, done.output
    assert done.output == (
        "Seed: unchanged 5 stories, 285 outlets, 114 speakers, 132 roles, 478 reports, 311 claims, "
        "611 appearances, 293 links, 523 assessments\n"
    )
    with own_session(seeded_copy_url) as session:
        assert session.execute(select(LedgerHead.seq, LedgerHead.hash)).one() == before
        assert session.execute(select(Claim.slug, Claim.version)).all() == versions
        assert session.scalar(select(func.count(Act.seq))) == before.seq


def test_only_an_empty_database_is_filled_if_asked_so(runner, session):
    make_claim(session)
    session.commit()

    done = runner.invoke(args=["seed", "--if-empty"])

    assert (done.exit_code, done.output) == (0, "There are claims on record; nothing was loaded.\n")
    assert session.scalar(select(func.count(Claim.id))) == 1
