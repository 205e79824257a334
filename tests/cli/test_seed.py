"""`flask seed`: the data that factbase comes with, once."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factbase.domain.roles import operator
from factbase.exchange.bundle import read_file
from factbase.models import Act, Claim, LedgerHead
from factbase.services.importing import import_rows
from factbase.services.imports.rows import Intake
from tests.conftest import application, fill_with_seed, own_session
from tests.databases import EMPTY, SEEDED, migrate
from tests.factories import make_claim

pytestmark = pytest.mark.seeded

FILES = sorted((Path(__file__).parents[2] / "seed").glob("*.yaml"))


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


def test_the_order_of_the_rows_does_not_matter(sqlite_databases, tmp_path):
    """On one kind of database only: what is tried is the importer's own doing."""
    intakes = [read_file(path) for path in FILES]
    rows = [row for intake in reversed(intakes) for row in reversed(intake.rows)]
    seeded = sqlite_databases.copy(sqlite_databases.template(SEEDED, fill_with_seed), tmp_path)
    (tmp_path / "other").mkdir()
    other = sqlite_databases.copy(sqlite_databases.template(EMPTY, migrate), tmp_path / "other")

    with own_session(other) as session:
        import_rows(session, Intake(rows), actor=operator(), now=datetime.now(UTC))
        reversed_record = said(session)

    with own_session(seeded) as session:
        assert said(session) == reversed_record


def said(session: Session) -> dict[str, Counter[str]]:
    """What the acts say, whatever their order; ids are left out."""
    acts: dict[str, Counter[str]] = {}
    for act in session.scalars(select(Act)):
        content = {**json.loads(act.body)["content"], "id": None}
        acts.setdefault(f"{act.verb} {act.subject}", Counter())[f"{act.subject_slug} {json.dumps(content)}"] += 1
    return acts


def test_only_an_empty_database_is_filled_if_asked_so(runner, session):
    make_claim(session)
    session.commit()

    done = runner.invoke(args=["seed", "--if-empty"])

    assert (done.exit_code, done.output) == (0, "There are claims on record; nothing was loaded.\n")
    assert session.scalar(select(func.count(Claim.id))) == 1
