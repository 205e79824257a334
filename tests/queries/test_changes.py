from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from factbase.domain import dates
from factbase.domain.status import Aspect, Status
from factbase.domain.vantage import Vantage
from factbase.queries.changes import ChangeFilter, ChangeKind, ChangeOrder, changed_lately, list_changes
from factbase.services.recording import Rewording, publish_claim, reword_claim
from factbase.services.revising import locked_claim
from factbase.services.wording import wording_of
from tests.factories import NOW, editor, make_assessment, make_claim, make_quantity, make_speaker, make_story

TODAY = date(2026, 6, 1)
PLAIN = Vantage.now(TODAY)
MARCH = date(2024, 3, 18)
MAY = date(2024, 5, 2)
JUNE = date(2024, 6, 12)
LATER = NOW + timedelta(days=30)


def on(day):
    return Vantage(as_of=day, today=TODAY)


def by(instant):
    return Vantage(as_of=TODAY, today=TODAY, recorded_by=instant)


def changes(session, vantage=PLAIN, *, limit=50, offset=0, **given):
    return list_changes(session, vantage, ChangeFilter(**given), limit=limit, offset=offset)


def steps(rows):
    return [(row.claim_slug, row.from_status, row.to_status) for row in rows]


def reword(session, claim, *, reason="The source says so.", now=LATER, **changed):
    wording = replace(wording_of(locked_claim(session, claim.slug)), **changed)
    return reword_claim(session, Rewording(claim.slug, claim.version, wording, reason), actor=editor(), now=now)


def test_a_claim_is_new_on_its_first_day_whether_or_not_somebody_called_it_unconfirmed(session):
    make_claim(session, slug="undecided", made_on="2024-03-18")
    called = make_claim(session, slug="called", made_on="2024-03-18")
    make_assessment(session, called, Status.UNCONFIRMED, as_of=MARCH, rationale="One source.")

    rows = changes(session)

    assert [(row.kind, row.claim_slug, row.to_status, row.rationale) for row in rows] == [
        (ChangeKind.NEW, "called", Status.UNCONFIRMED, "One source."),
        (ChangeKind.NEW, "undecided", Status.UNCONFIRMED, None),
    ]


def test_what_held_at_the_end_of_the_first_day_is_part_of_being_new(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    make_assessment(session, claim, Status.UNCONFIRMED, as_of=MARCH)
    make_assessment(session, claim, Status.DENIED, as_of=MARCH)

    assert steps(changes(session)) == [("figure", None, Status.DENIED)]


def test_a_change_says_what_the_status_was_before(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    make_assessment(session, claim, Status.CORROBORATED, as_of=MAY)
    make_assessment(session, claim, Status.CONFIRMED, as_of=JUNE)

    assert steps(changes(session, kinds=(ChangeKind.STATUS,))) == [
        ("figure", Status.CORROBORATED, Status.CONFIRMED),
        ("figure", Status.UNCONFIRMED, Status.CORROBORATED),
    ]


def test_a_fresh_look_that_repeats_the_status_is_no_change(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    make_assessment(session, claim, Status.DENIED, as_of=MAY)
    make_assessment(session, claim, Status.DENIED, as_of=JUNE)

    assert steps(changes(session, kinds=(ChangeKind.STATUS,))) == [("figure", Status.UNCONFIRMED, Status.DENIED)]


def test_a_decision_that_is_found_out_later_takes_its_place_in_the_course(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    make_assessment(session, claim, Status.CONFIRMED, as_of=JUNE)
    make_assessment(session, claim, Status.DENIED, as_of=MAY, now=LATER)

    assert steps(changes(session, kinds=(ChangeKind.STATUS,))) == [
        ("figure", Status.DENIED, Status.CONFIRMED),
        ("figure", Status.UNCONFIRMED, Status.DENIED),
    ]


def test_what_was_taken_in_at_one_instant_runs_by_the_days_of_the_world(session):
    late = make_claim(session, slug="late", made_on="2024-05-01")
    early = make_claim(session, slug="early", made_on="2024-03-18")
    make_assessment(session, late, Status.DENIED, as_of=MAY)
    make_assessment(session, early, Status.CONFIRMED, as_of=JUNE)

    assert [(row.day, row.claim_slug) for row in changes(session)] == [
        (JUNE, "early"),
        (MAY, "late"),
        (date(2024, 5, 1), "late"),
        (MARCH, "early"),
    ]


def test_a_month_stays_a_month_and_stands_at_its_last_day(session):
    claim = make_claim(session, made_on="2024-03")
    make_assessment(session, claim, Status.DENIED, as_of="2024-05")

    changed, new = changes(session)

    assert (changed.day, dates.display(changed.when)) == (date(2024, 5, 31), "May 2024")
    assert (new.day, dates.display(new.when)) == (date(2024, 3, 1), "March 2024")


def test_a_correction_says_what_it_puts_right_and_the_wrong_decision_counts_no_longer(session):
    claim = make_claim(session, slug="visit", made_on="2024-03-18")
    wrong = make_assessment(session, claim, Status.REFUTED, as_of=MAY, rationale="Taken for another visit.")
    make_assessment(
        session, claim, Status.DISPUTED, as_of=MAY, corrects=wrong.id, rationale="It was not the visit.", now=LATER
    )

    (correction,) = changes(session, kinds=(ChangeKind.CORRECTION,))

    assert (correction.from_status, correction.to_status) == (Status.UNCONFIRMED, Status.DISPUTED)
    assert correction.rationale == "It was not the visit."
    assert correction.corrects is not None
    assert correction.corrects.status is Status.REFUTED
    assert correction.corrects.rationale == "Taken for another visit."
    assert changes(session, kinds=(ChangeKind.STATUS,)) == []


def test_a_correction_is_listed_even_where_it_leaves_the_status_as_it_was(session):
    claim = make_claim(session, made_on="2024-03-18")
    wrong = make_assessment(session, claim, Status.REFUTED, as_of=MAY)
    make_assessment(session, claim, Status.UNCONFIRMED, as_of=MAY, corrects=wrong.id, now=LATER)

    (correction,) = changes(session, kinds=(ChangeKind.CORRECTION,))

    assert (correction.from_status, correction.to_status) == (Status.UNCONFIRMED, Status.UNCONFIRMED)


def test_before_it_was_recorded_a_correction_is_unknown_and_the_wrong_decision_stands(session):
    claim = make_claim(session, slug="visit", made_on="2024-03-18")
    wrong = make_assessment(session, claim, Status.REFUTED, as_of=MAY)
    make_assessment(session, claim, Status.DISPUTED, as_of=MAY, corrects=wrong.id, now=LATER)

    rows = changes(session, by(NOW), kinds=(ChangeKind.STATUS, ChangeKind.CORRECTION))

    assert [(row.kind, row.to_status) for row in rows] == [(ChangeKind.STATUS, Status.REFUTED)]


def test_the_correction_of_a_later_decision_does_not_tell_of_it_on_an_earlier_day(session):
    claim = make_claim(session, made_on="2024-03-18")
    wrong = make_assessment(session, claim, Status.REFUTED, as_of=JUNE)
    make_assessment(session, claim, Status.DISPUTED, as_of=MAY, corrects=wrong.id, now=LATER)

    (row,) = changes(session, on(MAY), kinds=(ChangeKind.STATUS, ChangeKind.CORRECTION))

    assert (row.kind, row.to_status, row.corrects) == (ChangeKind.STATUS, Status.DISPUTED, None)


def test_a_rewording_says_which_fields_with_both_wordings(session):
    story = make_story(session, title="Arms transfers")
    other = make_speaker(session, name="Pak Jin")
    claim = make_claim(session, made_on="2024-05", kind="quantity", quantity=make_quantity(), countries=["KP"])
    reword(
        session,
        claim,
        made_on="2024-05-24",
        speaker=other.slug,
        story=story.slug,
        quantity=make_quantity(qualifier="more_than", value=9000),
        quote="약 7천 개",
        quote_language="ko",
        countries=("KP", "RU"),
    )

    (rewording,) = changes(session, kinds=(ChangeKind.REWORDING,))

    assert [(field.name, field.before, field.after) for field in rewording.fields] == [
        ("Speaker", "John Kirby", "Pak Jin"),
        ("Made on", "May 2024", "24 May 2024"),
        ("Quantity", "about 7,000 containers (munitions)", "more than 9,000 containers (munitions)"),
        ("Quote", None, "약 7천 개"),
        ("Language of the quote", None, "Korean"),
        ("Countries", "North Korea", "North Korea, Russia"),
        ("Story", None, "Arms transfers"),
    ]
    assert (rewording.rationale, rewording.by, rewording.day) == ("The source says so.", "Ed Itor", LATER.date())
    assert rewording.to_status is None


def test_each_rewording_is_held_against_the_one_before_it(session):
    claim = make_claim(session, statement="First.")
    claim = reword(session, claim, statement="Second.", now=NOW + timedelta(days=1))
    make_assessment(session, claim, Status.DENIED, as_of=MAY, now=NOW + timedelta(days=2))
    reword(session, claim, statement="Third.", now=NOW + timedelta(days=3))

    rows = changes(session, kinds=(ChangeKind.REWORDING,))

    assert [(row.fields[0].before, row.fields[0].after) for row in rows] == [
        ("Second.", "Third."),
        ("First.", "Second."),
    ]


@pytest.mark.parametrize("vantage", [on(LATER.date() - timedelta(days=1)), by(LATER - timedelta(seconds=1))])
def test_a_rewording_is_unknown_before_it_was_recorded(session, vantage):
    reword(session, make_claim(session), statement="Something else.")

    assert changes(session, vantage, kinds=(ChangeKind.REWORDING,)) == []


def test_what_was_reworded_in_a_draft_is_nobody_elses_business(session):
    draft = make_claim(session, slug="draft", publish=False)
    draft = reword(session, draft, statement="Put better.", reason="", now=NOW + timedelta(days=1))

    assert changes(session) == []

    publish_claim(session, "draft", version=draft.version, actor=editor(), now=LATER)
    assert [row.kind for row in changes(session)] == [ChangeKind.NEW]


def test_decisions_on_a_part_run_beside_the_status_and_stay_off_the_front_page(session):
    claim = make_claim(session, made_on="2024-03-18")
    make_assessment(session, claim, Status.CONFIRMED, as_of=MAY)
    make_assessment(session, claim, Status.DISPUTED, as_of=MAY, aspect="magnitude")
    make_assessment(session, claim, Status.CONFIRMED, as_of=JUNE, aspect="magnitude")

    rows = changes(session, kinds=(ChangeKind.STATUS,))

    assert [(row.aspect, row.from_status, row.to_status) for row in rows] == [
        (Aspect.MAGNITUDE, Status.DISPUTED, Status.CONFIRMED),
        (Aspect.MAGNITUDE, None, Status.DISPUTED),
        (None, Status.UNCONFIRMED, Status.CONFIRMED),
    ]
    assert [row.aspect for row in changed_lately(session, PLAIN, 10)] == [None, None]


def test_the_front_page_shows_the_newest_changes_and_no_rewordings(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    make_assessment(session, claim, Status.DENIED, as_of=MAY)
    make_claim(session, slug="other", made_on="2024-06-12")
    reword(session, claim, statement="Put better.")

    assert steps(changed_lately(session, PLAIN, 2)) == [
        ("other", None, Status.UNCONFIRMED),
        ("figure", Status.UNCONFIRMED, Status.DENIED),
    ]


def test_nothing_after_the_day_is_listed(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    make_assessment(session, claim, Status.DENIED, as_of=MAY)
    make_assessment(session, claim, Status.CONFIRMED, as_of=JUNE)
    make_claim(session, made_on="2024-06-12")

    assert steps(changes(session, on(MAY))) == [
        ("figure", Status.UNCONFIRMED, Status.DENIED),
        ("figure", None, Status.UNCONFIRMED),
    ]
    assert {row.claim.status for row in changes(session, on(MAY))} == {Status.DENIED}


def test_nothing_recorded_after_the_instant_is_listed(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    make_assessment(session, claim, Status.DENIED, as_of=MAY, now=LATER)
    make_claim(session, now=LATER)

    assert steps(changes(session, by(NOW))) == [("figure", None, Status.UNCONFIRMED)]


@pytest.mark.parametrize(
    ("given", "slugs"),
    [
        ({"story": "arms"}, ["inside"]),
        ({"story": "nothing"}, []),
        ({"since": MAY}, ["outside"]),
        ({"until": MARCH}, ["inside"]),
        ({"since": MARCH, "until": MAY}, ["outside", "inside"]),
        ({"until": date.max}, ["outside", "inside"]),
        ({"order": ChangeOrder.RECORDED, "since": LATER.date()}, ["inside"]),
        ({"order": ChangeOrder.RECORDED, "until": NOW.date()}, ["outside"]),
        ({"order": ChangeOrder.RECORDED}, ["inside", "outside"]),
    ],
)
def test_the_list_is_narrowed_by_story_and_by_days_of_the_time_it_runs_by(session, given, slugs):
    make_claim(session, slug="outside", made_on="2024-05-02")
    story = make_story(session, slug="arms", title="Arms")
    make_claim(session, slug="inside", made_on="2024-03-18", story=story, now=LATER)

    assert [row.claim_slug for row in changes(session, **given)] == slugs


@pytest.mark.parametrize("order", list(ChangeOrder))
def test_pages_leave_nothing_out_and_repeat_nothing(session, order):
    for month in range(1, 5):
        claim = make_claim(session, made_on=f"2024-0{month}-01")
        make_assessment(session, claim, Status.DENIED, as_of=f"2024-0{month}-09")
        reword(session, claim, statement=f"Claim {month} put better.", now=datetime(2026, 1, 1 + month, tzinfo=UTC))

    whole = changes(session, order=order)
    pages = [row for offset in range(0, 12, 5) for row in changes(session, order=order, limit=5, offset=offset)]

    assert len(whole) == 12
    assert [(row.kind, row.id) for row in pages] == [(row.kind, row.id) for row in whole]
