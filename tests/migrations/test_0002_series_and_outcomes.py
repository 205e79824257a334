"""Decisions on record keep all that they say when outcomes and series arrive, and when they go again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from factbase.edge import migrating
from factbase.models.engine import configure_engine

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
DECISION = {
    "id": 7,
    "claim_id": 3,
    "status": "refuted",
    "as_of": date(2024, 6, 1),
    "as_of_edtf": "2024-06-01",
    "rationale": "The day passed without it.",
    "by": "Ed Itor",
}


@pytest.fixture
def engine(databases, tmp_path):
    """A database at the revision before, with one decision on one claim."""
    url = databases.copy(databases.template("at_0001", _fill), tmp_path)
    engine = sa.create_engine(url)
    configure_engine(engine)
    yield engine
    engine.dispose()
    databases.drop(url)


def _fill(url: str) -> None:
    engine = sa.create_engine(url)
    configure_engine(engine)
    migrating.upgrade(engine, "0001")
    with engine.begin() as connection:
        for name, row in {
            "speaker": {"id": 2, "slug": "peskov", "name": "Peskov", "kind": "person", "version": 1},
            "claim": {
                "id": 3,
                "slug": "next-week",
                "statement": "Peskov said: next week.",
                "kind": "intention",
                "speaker_id": 2,
                "made_on_edtf": "2024-05-20",
                "made_on_earliest": date(2024, 5, 20),
                "version": 1,
            },
            "assessment": DECISION,
        }.items():
            table = sa.Table(name, sa.MetaData(), autoload_with=connection)
            connection.execute(table.insert().values(**row, recorded_at=NOW))
    engine.dispose()


def decisions(engine):
    with engine.connect() as connection:
        table = sa.Table("assessment", sa.MetaData(), autoload_with=connection)
        return [dict(row) for row in connection.execute(sa.select(table)).mappings()]


def test_decisions_on_record_are_kept_and_say_nothing_of_an_outcome(engine):
    [before] = decisions(engine)

    migrating.upgrade(engine, "0002")

    assert decisions(engine) == [before | {"outcome": None}]
    assert {name: before[name] for name in DECISION} == DECISION


def test_the_way_back_leaves_decisions_as_they_were(engine):
    before = decisions(engine)
    migrating.upgrade(engine, "0002")

    migrating.downgrade(engine, "0001")

    assert decisions(engine) == before


@pytest.mark.parametrize("revision", ["0002", "0001"])
@pytest.mark.parametrize("change", ["UPDATE assessment SET rationale = 'another'", "DELETE FROM assessment"])
def test_decisions_cannot_be_changed_there_nor_back(engine, revision, change):
    migrating.upgrade(engine, "0002")
    if revision == "0001":
        migrating.downgrade(engine, "0001")

    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text(change))


def test_the_database_holds_outcomes_to_the_four_words(engine):
    migrating.upgrade(engine, "0002")
    table = sa.Table("assessment", sa.MetaData(), autoload_with=engine)
    row = DECISION | {"id": 8, "recorded_at": NOW, "outcome": "perhaps"}

    with pytest.raises(DBAPIError, match="ck_assessment_outcome"), engine.begin() as connection:
        connection.execute(table.insert().values(row))


def test_a_claim_is_in_one_series_at_most(engine):
    migrating.upgrade(engine, "0002")
    with engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection, only=["story", "figure_series", "figure_series_member"])
        connection.execute(
            tables.tables["story"].insert().values(id=1, slug="arms", title="Arms", recorded_at=NOW, version=1)
        )
        for number in (1, 2):
            connection.execute(
                tables.tables["figure_series"]
                .insert()
                .values(id=number, slug=f"s{number}", story_id=1, title="Shells", recorded_at=NOW, version=1)
            )
        member = tables.tables["figure_series_member"].insert()
        connection.execute(member.values(claim_id=3, series_id=1, recorded_at=NOW))

    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(member.values(claim_id=3, series_id=2, recorded_at=NOW))
