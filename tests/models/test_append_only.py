"""Decisions, evidence, former wordings and acts are only ever added; models and databases both refuse the rest."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from factbase.domain.errors import AppendOnly
from factbase.models import Act, Assessment, Evidence, Revision
from tests.factories import make_assessment, make_claim

GUARDED = {
    Act: ("verb", "'forged'"),
    Assessment: ("rationale", "'forged'"),
    Evidence: ("note", "'forged'"),
    Revision: ("reason", "'forged'"),
}


@pytest.fixture
def history(session):
    """A claim that was assessed: there is a row of each kind."""
    make_assessment(session, make_claim(session), "denied")
    session.commit()
    return session


@pytest.mark.parametrize("model", GUARDED)
def test_the_model_refuses_a_change(history, model):
    row = history.scalars(select(model).limit(1)).one()

    setattr(row, GUARDED[model][0], "forged")

    with pytest.raises(AppendOnly, match=model.__tablename__):
        history.flush()


@pytest.mark.parametrize("model", GUARDED)
def test_the_model_refuses_a_removal(history, model):
    history.delete(history.scalars(select(model).limit(1)).one())

    with pytest.raises(AppendOnly, match="on record"):
        history.flush()


@pytest.mark.parametrize("model", GUARDED)
def test_the_database_refuses_a_change(history, model):
    column, value = GUARDED[model]

    with pytest.raises(DBAPIError, match="append-only"):
        history.execute(text(f"UPDATE {model.__tablename__} SET {column} = {value}"))


@pytest.mark.parametrize("model", GUARDED)
def test_the_database_refuses_a_removal(history, model):
    with pytest.raises(DBAPIError, match="append-only"):
        history.execute(text(f"DELETE FROM {model.__tablename__}"))


@pytest.mark.parametrize("model", GUARDED)
def test_the_database_refuses_to_put_a_row_in_the_place_of_another(history, model):
    table, column = model.__table__, GUARDED[model][0]
    names = ", ".join(f'"{each.name}"' for each in table.columns)
    forged = names.replace(f'"{column}"', "'forged'")
    before = history.scalar(select(func.count()).select_from(model))
    verb = "INSERT OR REPLACE" if history.get_bind().dialect.name == "sqlite" else "INSERT"

    with pytest.raises(DBAPIError):
        history.execute(text(f"{verb} INTO {table.name} ({names}) SELECT {forged} FROM {table.name}"))

    history.rollback()
    assert history.scalar(select(func.count()).select_from(model)) == before
    assert history.scalar(select(func.count()).where(getattr(model, column) == "forged")) == 0


@pytest.mark.parametrize("model", GUARDED)
def test_postgresql_refuses_to_empty_the_table(history, model):
    if history.get_bind().dialect.name == "sqlite":
        statement = f"DELETE FROM {model.__tablename__} WHERE 1"  # SQLite's own short way to empty a table
    else:
        statement = f"TRUNCATE {model.__tablename__} CASCADE"

    with pytest.raises(DBAPIError, match="append-only"):
        history.execute(text(statement))
