"""The ledger: every act follows the one before it, whoever writes at once, and whatever is altered is found."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta, timezone
from threading import Barrier

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from factbase.domain.acts import GENESIS, hash_of
from factbase.domain.errors import BrokenChain
from factbase.models import Act, LedgerHead
from factbase.models.engine import begin_write, configure_engine
from factbase.services.ledger import Entry, acts_together, append_act, instant_text, verify_ledger
from tests.factories import NOW, editor, make_claim, make_story

WRITERS = 4
ACTS_EACH = 10


def an_act(session: Session, name: str = "one") -> None:
    append_act(session, Entry("record", "story", name, {"title": name}), actor=editor(), now=NOW)


def acts(session: Session) -> list[Act]:
    return list(session.scalars(select(Act).order_by(Act.seq)))


def without_guards(session: Session, statement: str) -> None:
    """Alter the ledger behind the application's back, as who owns the database can."""
    if session.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER act_no_{verb}"))
    else:
        session.execute(text("DROP TRIGGER act_no_change ON act"))
    session.connection().exec_driver_sql(statement)


def test_an_empty_ledger_holds(session):
    assert verify_ledger(session) == (0, GENESIS)


def test_acts_are_numbered_and_chained(session):
    an_act(session, "one")
    an_act(session, "two")

    first, second = acts(session)
    assert (first.seq, first.prev, second.seq, second.prev) == (1, GENESIS, 2, first.hash)
    assert second.hash == hash_of(second.body)
    assert verify_ledger(session) == (2, second.hash)


def test_an_act_says_who_what_about_which_record_and_when(session):
    an_act(session)

    (act,) = acts(session)
    assert json.loads(act.body) == {
        "verb": "record",
        "subject": {"type": "story", "slug": "one"},
        "by": "Ed Itor",
        "recorded_at": "2026-01-01T12:00:00.000000Z",
        "content": {"title": "one"},
        "prev": GENESIS,
        "seq": 1,
    }
    assert (act.verb, act.subject, act.subject_slug, act.by, act.recorded_at) == (
        "record",
        "story",
        "one",
        "Ed Itor",
        NOW,
    )


def test_an_instant_of_another_zone_is_spelt_in_utc():
    seoul = NOW.astimezone(timezone(timedelta(hours=9)))

    assert instant_text(seoul) == instant_text(NOW) == "2026-01-01T12:00:00.000000Z"


def test_acts_held_together_are_those_that_would_follow_one_another(session):
    with acts_together(session):
        make_claim(session)
        assert acts(session) == []

    assert [act.subject for act in acts(session)] == ["speaker", "claim"]
    assert verify_ledger(session)[0] == 2


def test_acts_of_work_that_fails_are_given_up(session):
    with suppress(LookupError), session.begin_nested(), acts_together(session):
        make_claim(session)
        raise LookupError

    make_story(session)
    assert [act.subject for act in acts(session)] == ["story"]


def test_an_act_that_is_taken_back_leaves_no_gap(session):
    an_act(session, "one")
    session.commit()
    an_act(session, "two")
    session.rollback()

    an_act(session, "three")

    assert [act.subject_slug for act in acts(session)] == ["one", "three"]
    assert verify_ledger(session)[0] == 2


def test_of_writers_at_once_none_is_lost_and_the_chain_never_forks(database_url):
    together = Barrier(WRITERS)

    def write(writer: int) -> None:
        engine = create_engine(database_url)
        configure_engine(engine)
        with Session(engine) as session:
            together.wait()
            for number in range(ACTS_EACH):
                begin_write(session)
                an_act(session, f"act-{writer}-{number}")
                session.commit()
        engine.dispose()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    engine = create_engine(database_url)
    with Session(engine) as session:
        assert verify_ledger(session)[0] == WRITERS * ACTS_EACH
        assert session.scalar(select(func.count(Act.subject_slug.distinct()))) == WRITERS * ACTS_EACH
    engine.dispose()


# Altered behind its back


@pytest.mark.parametrize(
    ("statement", "broken", "reason"),
    [
        ("UPDATE act SET body = replace(body, 'two', 'owt') WHERE seq = 2", 2, "content does not match its hash"),
        ("UPDATE act SET body = '[]', hash = 'x' WHERE seq = 2", 2, "content does not match its hash"),
        ("UPDATE act SET prev = 'x' WHERE seq = 2", 2, "does not follow"),
        ("UPDATE act SET \"by\" = 'Nobody' WHERE seq = 3", 3, "columns"),
        ("UPDATE act SET verb = 'assess' WHERE seq = 1", 1, "columns"),
        ("UPDATE act SET subject_slug = 'four' WHERE seq = 1", 1, "columns"),
        ("DELETE FROM act WHERE seq = 1", 1, "missing"),
        ("DELETE FROM act WHERE seq = 2", 2, "missing"),
        ("DELETE FROM act WHERE seq = 3", 3, "missing"),
        ("DELETE FROM act", 1, "missing"),
        ("UPDATE act SET seq = 4 WHERE seq = 3", 3, "missing"),
    ],
)
def test_the_first_act_that_does_not_hold_is_named(session, statement, broken, reason):
    for name in ("one", "two", "three"):
        an_act(session, name)

    without_guards(session, statement)

    with pytest.raises(BrokenChain, match=reason) as found:
        verify_ledger(session)
    assert found.value.seq == broken


@pytest.mark.parametrize("body", ["{}", "[]", "no JSON", '{"seq":2,"prev":"other"}'])
def test_an_act_that_is_forged_with_its_hash_is_found(session, body):
    an_act(session, "one")
    an_act(session, "two")

    without_guards(session, f"UPDATE act SET body = '{body}', hash = '{hash_of(body)}' WHERE seq = 2")

    with pytest.raises(BrokenChain) as found:
        verify_ledger(session)
    assert found.value.seq == 2


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE ledger_head SET hash = 'x'", 2),
        ("UPDATE ledger_head SET seq = 1", 2),
        ("UPDATE ledger_head SET seq = 5", 3),
        ("DELETE FROM ledger_head", 2),
    ],
)
def test_a_head_that_does_not_fit_is_found(session, statement, broken):
    an_act(session, "one")
    an_act(session, "two")

    session.connection().exec_driver_sql(statement)

    with pytest.raises(BrokenChain, match="head") as found:
        verify_ledger(session)
    assert found.value.seq == broken


def test_the_head_names_the_newest_act(session):
    an_act(session)

    head = session.scalars(select(LedgerHead)).one()
    assert (head.seq, head.hash) == (1, acts(session)[0].hash)
