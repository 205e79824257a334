"""Series of figures: who may name them, what may be in them, and what stays on record."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from factbase.domain.errors import AlreadyRecorded, Conflict, Forbidden, InvalidInput, NotFound
from factbase.domain.vantage import Vantage
from factbase.models import Act, Revision
from factbase.queries.series import named_series, series_for_editing
from factbase.services.ledger import verify_ledger
from factbase.services.series import NewSeries, change_series, name_series, remove_series
from tests.factories import NOW, contributor, editor, make_claim, make_quantity, make_story

LATER = NOW + timedelta(hours=1)
LATEST = NOW + timedelta(hours=2)
TODAY = NOW.date()


@pytest.fixture
def arms(session):
    return make_story(session, slug="arms", title="Arms transfers")


def make_figure(session, story, slug, *, value=7000, unit="containers", **given):
    quantity = make_quantity(value=value, unit=unit)
    return make_claim(session, slug=slug, story=story, kind="quantity", quantity=quantity, **given)


@pytest.fixture
def figures(session, arms):
    return [make_figure(session, arms, slug) for slug in ("one", "two", "three")]


def name(session, claims, *, title="Containers", actor=None, now=NOW, **given):
    return name_series(session, NewSeries("arms", title, claims, **given), actor=actor or editor(), now=now)


def change(session, series, claims, *, title="Containers", version=None, now=LATER):
    command = NewSeries("arms", title, claims, slug=series.slug, version=version)
    return change_series(session, command, actor=editor(), now=now)


def problems(refused):
    return [(problem.field, problem.message) for problem in refused.value.problems]


def seen(session, story, **when):
    return [
        (one.title, one.claims) for one in named_series(session, Vantage(as_of=TODAY, today=TODAY, **when), story.id)
    ]


def acts(session):
    rows = session.scalars(select(Act).where(Act.subject == "series").order_by(Act.seq))
    return [(row.verb, row.subject_slug, json.loads(row.body)["content"]) for row in rows]


def test_naming_a_series_is_one_act_with_what_it_says(session, figures):
    series = name(session, ["two", "one"], title=" Containers of munitions ")

    assert series.slug == "containers-of-munitions"
    assert acts(session) == [
        (
            "name",
            "containers-of-munitions",
            {"story": "arms", "title": "Containers of munitions", "claims": ["one", "two"]},
        )
    ]
    assert verify_ledger(session)


def test_every_version_of_a_series_is_kept(session, figures):
    series = name(session, ["one", "two"])
    change(session, series, ["one", "two", "three"], title="All containers", version=1)
    remove_series(session, series.slug, version=2, actor=editor(), now=LATEST)

    kept = session.scalars(select(Revision).where(Revision.subject == "series").order_by(Revision.version))

    assert [(row.version, row.content["title"], row.content["claims"]) for row in kept] == [
        (1, "Containers", ["one", "two"]),
        (2, "All containers", ["one", "three", "two"]),
        (3, "All containers", []),
    ]
    assert [verb for verb, _, _ in acts(session)] == ["name", "change", "remove"]


def test_by_an_earlier_instant_a_series_is_as_it_was_then(session, arms, figures):
    series = name(session, ["one", "two"])
    change(session, series, ["two", "three"], title="Boxes")
    remove_series(session, series.slug, version=2, actor=editor(), now=LATEST)

    assert seen(session, arms) == []
    assert seen(session, arms, recorded_by=NOW - timedelta(seconds=1)) == []
    assert seen(session, arms, recorded_by=NOW) == [("Containers", ("one", "two"))]
    assert seen(session, arms, recorded_by=LATER) == [("Boxes", ("three", "two"))]
    assert seen(session, arms, recorded_by=LATEST) == []


def test_a_removed_series_is_gone_and_its_figures_are_free_but_its_address_is_not(session, figures):
    gone = name(session, ["one", "two"])
    remove_series(session, gone.slug, version=None, actor=editor(), now=LATER)

    with pytest.raises(NotFound):
        series_for_editing(session, gone.slug)
    with pytest.raises(NotFound):
        change(session, gone, ["one", "two"])
    assert name(session, ["one", "two"], now=LATEST).slug != gone.slug


def test_only_editors_name_change_and_remove(session, figures):
    series = name(session, ["one", "two"])

    with pytest.raises(Forbidden, match="To name series of figures takes the role editor"):
        name(session, ["one", "two"], actor=contributor())
    with pytest.raises(Forbidden):
        change_series(session, NewSeries("arms", "x", ["one"], slug=series.slug), actor=contributor(), now=NOW)
    with pytest.raises(Forbidden):
        remove_series(session, series.slug, version=1, actor=contributor(), now=NOW)


def test_a_claim_of_another_series_is_refused_with_the_name_of_that_series(session, figures):
    name(session, ["one", "two"], title="Containers to Rajin")

    with pytest.raises(InvalidInput) as refused:
        name(session, ["two", "three"], title="Others")

    assert problems(refused) == [
        ("claims", "“two” is in the series “Containers to Rajin” already; take it out there first.")
    ]


def test_what_cannot_be_in_a_series_is_all_named_at_once(session, arms, figures):
    make_figure(session, arms, "draft", publish=False)
    make_figure(session, make_story(session, slug="visit"), "elsewhere")
    make_claim(session, slug="no-figure", story=arms)

    with pytest.raises(InvalidInput) as refused:
        name(session, ["one", "draft", "elsewhere", "no-figure", "nothing"], title=" ")

    assert problems(refused) == [
        ("title", "Say what is counted: “Containers of munitions sent to Russia”."),
        ("claims", "“draft” is a draft; publish it first."),
        ("claims", "“elsewhere” is not in the story “Arms transfers”."),
        ("claims", "“no-figure” states no figure."),
        ("claims", "There is no claim “nothing”."),
    ]


def test_different_units_cannot_share_an_axis(session, arms, figures):
    make_figure(session, arms, "shells", unit="artillery shells")

    with pytest.raises(InvalidInput, match=r"cannot share an axis. container: one, two; shell: shells\."):
        name(session, ["one", "two", "shells"])


def test_units_that_count_the_same_can_share_an_axis(session, arms):
    make_figure(session, arms, "shells", unit="152 mm shells")
    make_figure(session, arms, "rounds", unit="rounds")

    assert name(session, ["shells", "rounds"]).version == 1


@pytest.mark.parametrize("claims", [[], ["one"], ["one", "one"]])
def test_a_series_has_at_least_two_figures(session, figures, claims):
    with pytest.raises(InvalidInput, match="at least 2 figures"):
        name(session, claims)


def test_a_story_that_is_not_there_is_named(session):
    with pytest.raises(InvalidInput, match="There is no story “nowhere”"):
        name_series(session, NewSeries("nowhere", "x", ["a", "b"]), actor=editor(), now=NOW)


def test_a_slug_that_was_asked_for_is_kept_or_refused(session, figures):
    assert name(session, ["one", "two"], slug="boxes").slug == "boxes"

    make_figure(session, series_for_editing(session, "boxes").story, "four")
    with pytest.raises(AlreadyRecorded):
        name(session, ["three", "four"], slug="boxes")
    with pytest.raises(InvalidInput, match="lower-case"):
        name(session, ["three", "four"], slug="Boxes!")


def test_a_change_of_another_version_is_a_conflict_and_leaves_all_as_it_was(session, arms, figures):
    series = name(session, ["one", "two"])
    change(session, series, ["one", "three"], version=1)

    with pytest.raises(Conflict) as conflict:
        change(session, series, ["two", "three"], version=1)
    with pytest.raises(Conflict):
        remove_series(session, series.slug, version=1, actor=editor(), now=LATEST)

    assert (conflict.value.yours, conflict.value.current) == (1, 2)
    assert seen(session, arms) == [("Containers", ("one", "three"))]


def test_a_change_that_changes_nothing_is_refused(session, figures):
    series = name(session, ["one", "two"])

    with pytest.raises(InvalidInput, match="Nothing differs"):
        change(session, series, ["two", "one"])


def test_a_series_of_another_story_is_not_changed_from_this_one(session, figures):
    series = name(session, ["one", "two"])
    make_story(session, slug="visit")

    with pytest.raises(NotFound):
        change_series(session, NewSeries("visit", "x", ["one", "two"], slug=series.slug), actor=editor(), now=NOW)
