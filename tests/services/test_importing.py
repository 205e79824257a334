"""Importing: all or nothing, every problem at once, the same again changes nothing, rows may refer to one another."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import Forbidden
from factbase.domain.roles import operator
from factbase.models import (
    Act,
    Appearance,
    Assessment,
    Base,
    Claim,
    Evidence,
    Link,
    Outlet,
    Relay,
    Report,
    Speaker,
    SpeakerName,
)
from factbase.models.engine import begin_write
from factbase.services.importing import ImportOvertaken, ImportRefused, Outcome, import_rows
from factbase.services.imports.attempt import Done
from factbase.services.imports.rows import Intake, Place, Row, Table
from factbase.services.ledger import verify_ledger
from factbase.services.recording import Rewording, reword_claim
from factbase.services.wording import wording_of
from tests.conftest import own_session
from tests.factories import NOW, contributor, editor, make_assessment, make_claim

PAGE = "https://news.example/containers"
OTHER_PAGE = "https://paper.example/containers"


def a_page(**given: Any) -> dict[str, Any]:
    return {"outlet": "The Example Times", "url": PAGE, "title": "Containers", "published_on": "2024-03-18", **given}


def a_claim(slug: str = "shin-7000", **given: Any) -> dict[str, Any]:
    claim = {
        "slug": slug,
        "kind": "event",
        "statement": "Shin Wonsik said that containers had been sent.",
        "speaker": {"name": "Shin Wonsik", "kind": "person", "role": "Minister of National Defence", "country": "KR"},
        "made_on": "2024-03-18",
        "reports": [a_page()],
        **given,
    }
    return {name: value for name, value in claim.items() if value is not None}


def a_decision(*evidence: Any, **given: Any) -> dict[str, Any]:
    return {
        "status": "denied",
        "as_of": "2024-03-20",
        "rationale": "Moscow denies it.",
        "evidence": list(evidence),
        **given,
    }


def intake(**tables: Any) -> Intake:
    """Rows of one file: ``claims=[…]``, ``reports=[…]``, ``stories=[…]``."""
    rows = []
    for name, listed in tables.items():
        for index, values in enumerate(listed):
            key = values.get("slug") if isinstance(values, Mapping) else None
            rows.append(Row(Table(name), Place("news.yaml", f"{name}[{index}]", key), deepcopy(values)))
    return Intake(rows)


def take_in(session: Session, *claims: Any, skip_bad: bool = False, **tables: Any) -> Outcome:
    given = intake(**tables, claims=claims)
    return import_rows(session, given, actor=operator("import"), now=NOW, skip_bad=skip_bad)


def problems_of(session: Session, *claims: Any, **tables: Any) -> dict[str, str]:
    """What is wrong: messages by row and field."""
    with pytest.raises(ImportRefused) as refused:
        take_in(session, *claims, **tables)
    return {
        f"{problem.place.record}.{problem.field}".rstrip("."): problem.message for problem in refused.value.problems
    }


def only(session: Session, model: type[Any], *parts: Any) -> Any:
    return session.scalars(select(model).options(*parts)).one()


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    session.flush()
    return {
        table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
    }


# One row


def test_a_claim_is_recorded_with_all_that_its_row_has(session):
    claim = a_claim(
        quote={"text": "7000여개", "language": "ko", "translation": "Some 7,000", "note": "ministry"},
        quantity={"qualifier": "about", "value": 7000, "unit": "containers", "what": "munitions", "period": "2024"},
        kind="quantity",
        made_on_phrase="on Monday",
        made_on_note="the day of the briefing",
        due_on="2024-06",
        due_on_phrase="by summer",
        countries=["RU", "KP"],
        tags=["arms", "containers"],
        hedging=["about"],
        source_key="desk:17",
    )

    take_in(session, claim)

    recorded = only(session, Claim, selectinload(Claim.countries), selectinload(Claim.tags))
    assert (recorded.slug, recorded.source_key, recorded.published_at) == ("shin-7000", "desk:17", NOW)
    assert (recorded.quote, recorded.quote_language, recorded.quote_translation) == ("7000여개", "ko", "Some 7,000")
    assert (recorded.quote_note, recorded.made_on_phrase) == ("ministry", "on Monday")
    assert (recorded.made_on_note, recorded.due_on_phrase) == ("the day of the briefing", "by summer")
    assert (recorded.quantity_value, recorded.quantity_period_latest) == (7000, date(2024, 12, 31))
    assert recorded.due_on_latest == date(2024, 6, 30)
    assert [row.country for row in recorded.countries] == ["KP", "RU"]
    assert [row.tag for row in recorded.tags] == ["arms", "containers"]
    assert recorded.hedging == ["about"]


def test_a_speaker_is_recorded_with_spellings_and_the_dates_of_a_role(session):
    speaker = {
        "name": "Shin Wonsik",
        "kind": "person",
        "country": "KR",
        "also_written": ["Shin Won-sik", {"name": "신원식", "language": "ko"}],
        "role": {"title": "Minister", "held_from": "2023-10", "held_to": "2024-09"},
        "via": "a briefing",
    }

    take_in(session, a_claim(speaker=speaker))

    recorded = only(session, Speaker, selectinload(Speaker.names), selectinload(Speaker.roles))
    assert [(row.name, row.language) for row in recorded.names] == [("Shin Won-sik", None), ("신원식", "ko")]
    (role,) = recorded.roles
    assert (role.title, role.country, role.held_from_edtf, role.held_to_edtf) == (
        "Minister",
        "KR",
        "2023-10",
        "2024-09",
    )
    assert only(session, Claim).via == "a briefing"


def test_relays_are_ways_side_by_side_and_a_chain_is_the_whole_way_of_the_one_it_begins_with(session):
    page = a_page(relays=["Reuters", "Yonhap", "AP News"], chain=["Yonhap", "KCNA", {"speaker": "Shin Wonsik"}])

    take_in(session, a_claim(reports=[page]))

    steps = session.scalars(
        select(Relay)
        .order_by(Relay.credit_no, Relay.hop_no)
        .options(selectinload(Relay.outlet), selectinload(Relay.speaker))
    )
    assert [(step.credit_no, step.hop_no, (step.outlet or step.speaker).name) for step in steps] == [
        (1, 1, "Reuters"),
        (2, 1, "Yonhap"),
        (2, 2, "KCNA"),
        (2, 3, "Shin Wonsik"),
        (3, 1, "AP News"),
    ]


def test_words_place_hedge_and_note_belong_to_the_claim_on_the_page(session):
    page = a_page(words="allegedly sent", place="third paragraph", hedge="allegedly", note="later removed")

    take_in(session, a_claim(reports=[page]))

    appearance = only(session, Appearance)
    assert (appearance.words, appearance.place) == ("allegedly sent", "third paragraph")
    assert (appearance.hedge, appearance.note) == ("allegedly", "later removed")
    assert only(session, Report).note is None


def test_an_assessment_is_recorded_with_its_aspect_grades_and_day_of_review(session):
    evidence = [{"report": PAGE, "stance": "against", "note": "second half"}, {"claim": "peskov", "stance": "context"}]
    decision = a_decision(
        *evidence, aspect="magnitude", reliability="B", credibility=2, review_by="2024-09-01", as_of="2024-03"
    )

    take_in(session, a_claim(assessments=[decision]), a_claim("peskov"))

    assessment = only(session, Assessment, selectinload(Assessment.evidence))
    assert (assessment.as_of, assessment.as_of_edtf) == (date(2024, 3, 31), "2024-03")
    assert (assessment.aspect, assessment.reliability, assessment.credibility) == ("magnitude", "B", 2)
    assert assessment.review_by == date(2024, 9, 1)
    assert [(row.stance, row.note) for row in assessment.evidence] == [("against", "second half"), ("context", None)]


def test_days_and_years_may_come_as_such(session):
    take_in(session, a_claim(made_on=date(2024, 3, 18), due_on=2025, reports=[a_page(published_on=date(2024, 3, 18))]))

    claim = only(session, Claim)
    assert (claim.made_on_edtf, claim.due_on_edtf) == ("2024-03-18", "2025")
    assert only(session, Report).published_on_edtf == "2024-03-18"


# Rows together


def test_rows_may_refer_to_rows_that_come_after_them(session):
    first = a_claim(
        "first",
        links=[{"type": "denies", "target": "second", "interested": True, "note": "same day"}],
        assessments=[a_decision("second", OTHER_PAGE)],
    )
    second = a_claim("second", reports=[a_page(url=OTHER_PAGE, outlet="Paper")])

    take_in(session, first, second)

    link = only(session, Link, selectinload(Link.source), selectinload(Link.target))
    assert (link.source.slug, link.target.slug, link.is_interested, link.note) == ("first", "second", True, "same day")
    assert session.scalar(select(func.count(Evidence.id))) == 2


def test_rows_may_refer_to_what_is_on_record(session):
    make_claim(session, slug="known", source_key="desk:known")

    take_in(
        session,
        a_claim("first", links=[{"type": "updates", "target": "known"}]),
        a_claim("second", links=[{"type": "repeats", "target": "desk:known"}]),
    )

    assert session.scalar(select(func.count(Link.id))) == 2


def test_the_same_name_is_the_same_speaker_however_it_is_spelt(session):
    named = {"name": "Shin Wonsik", "kind": "person", "also_written": ["Shin Won-sik"]}

    take_in(
        session, a_claim("first", speaker={"name": "Shin Won-sik", "kind": "person"}), a_claim("second", speaker=named)
    )

    assert only(session, Speaker).name == "Shin Wonsik"
    assert only(session, SpeakerName).name == "Shin Won-sik"


def test_a_spelling_that_a_later_file_tells_is_added_to_the_speaker_on_record(session):
    take_in(session, a_claim("first", speaker={"name": "Shin Won-sik", "kind": "person"}))

    outcome = take_in(
        session, a_claim("second", speaker={"name": "Shin Wonsik", "kind": "person", "also_written": ["Shin Won-sik"]})
    )

    assert outcome.of("speakers", Done.COMPLETED) == 1
    assert only(session, SpeakerName).name == "Shin Wonsik"


def test_the_same_address_is_the_same_report_and_rows_complete_one_another(session):
    take_in(
        session,
        a_claim("first", reports=[a_page(title=None, published_on="2024-03")]),
        a_claim("second", reports=[a_page(published_on="2024-03-18", language="ko")]),
        a_claim("third", reports=[a_page(title=None, published_on=None)]),
    )

    report = only(session, Report)
    assert (report.title, report.published_on_edtf, report.language, report.version) == (
        "Containers",
        "2024-03-18",
        "ko",
        1,
    )


def test_a_page_on_record_is_completed_and_its_day_narrowed_by_a_later_file(session):
    take_in(session, a_claim("first", reports=[a_page(title=None, published_on="2024-03")]))

    outcome = take_in(session, a_claim("second"))

    report = only(session, Report)
    assert (report.title, report.published_on_edtf, report.version) == ("Containers", "2024-03-18", 2)
    assert outcome.of("reports", Done.COMPLETED) == 1
    assert session.scalars(select(Act.verb).order_by(Act.seq)).all().count("complete") == 1


def test_pages_without_an_address_are_one_if_outlet_and_title_are(session):
    take_in(
        session,
        a_claim("first", reports=[a_page(url=None)]),
        a_claim("second", reports=[a_page(url=None, published_on=None)]),
        a_claim("third", reports=[a_page(url=None, title="Another")]),
    )
    take_in(session, a_claim("fourth", reports=[a_page(url=None)]))

    assert session.scalar(select(func.count(Report.id))) == 2


def test_a_report_with_a_row_of_its_own_keeps_note_and_credits_as_a_whole(session):
    page = {**a_page(), "note": "by Hanoi time", "relays": ["Interfax"]}

    take_in(session, a_claim(reports=[], assessments=[a_decision(PAGE)]), reports=[page])

    relay = only(session, Relay)
    assert relay.appearance_id is None
    assert only(session, Report).note == "by Hanoi time"


def test_a_page_may_credit_another_page(session):
    page = a_page(relays=[{"report": OTHER_PAGE}])

    take_in(session, a_claim(reports=[page]), reports=[{**page, "url": OTHER_PAGE, "relays": []}])

    assert only(session, Relay, selectinload(Relay.credited_report)).credited_report.url == OTHER_PAGE


# Again


def test_importing_again_changes_nothing(session):
    rows = [
        a_claim("first", links=[{"type": "updates", "target": "second"}], assessments=[a_decision("second", PAGE)]),
        a_claim("second", reports=[a_page(words="sent", relays=["Reuters"])]),
    ]
    take_in(session, *rows)
    before = everything(session)

    outcome = take_in(session, *rows)

    assert everything(session) == before
    assert {done for _, done in outcome.counts} == {Done.UNCHANGED}


def test_importing_again_in_another_order_or_in_part_changes_nothing(session):
    first, second = a_claim("first", assessments=[a_decision("second")]), a_claim("second", made_on="2024-03-19")
    take_in(session, first, second)
    before = everything(session)

    take_in(session, second, first)
    take_in(session, first)

    assert everything(session) == before


def test_what_an_editor_changed_since_is_no_contradiction(session):
    take_in(session, a_claim())
    parts = [getattr(Claim, name) for name in ("speaker", "role", "story", "countries", "tags")]
    claim = only(session, Claim, *map(selectinload, parts))
    wording = wording_of(claim)
    reworded = type(wording)(**{**_as_dict(wording), "statement": "Shin Wonsik said that 7,000 containers were sent."})
    reword_claim(session, Rewording(claim.slug, 2, reworded, "The number."), actor=editor(), now=NOW)
    make_assessment(session, claim, "denied")
    before = everything(session)

    outcome = take_in(session, a_claim())

    assert everything(session) == before
    assert outcome.of("claims", Done.UNCHANGED) == 1


def test_what_differs_from_the_record_is_a_problem_with_both_values(session):
    take_in(session, a_claim())
    before = everything(session)

    found = problems_of(session, a_claim(statement="He said otherwise.", made_on="2024-03-19", story=None))

    assert found.keys() == {"claims[0].statement", "claims[0].made_on"}
    assert "“Shin Wonsik said that containers had been sent.”" in found["claims[0].statement"]
    assert "“He said otherwise.”" in found["claims[0].statement"]
    assert everything(session) == before


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"speaker": {"name": "Somebody Else", "kind": "person"}}, "speaker.name"),
        ({"quote": {"text": "other words", "language": "en"}}, "quote.text"),
        ({"countries": ["KP"]}, "countries"),
        ({"reports": [a_page(words="other words")]}, "reports[0].words"),
        ({"reports": [a_page(relays=["Reuters"])]}, "reports[0].relays"),
        ({"reports": [a_page(title="Another title")]}, "reports[0].title"),
        ({"reports": [a_page(outlet="Another Outlet")]}, "reports[0].outlet"),
        ({"reports": [a_page(published_on="2024-04")]}, "reports[0].published_on"),
        ({"assessments": [a_decision(PAGE, rationale="Another reason.")]}, "assessments[0].rationale"),
        ({"assessments": [a_decision(PAGE, status="disputed")]}, "assessments[0].status"),
        ({"links": [{"type": "denies", "target": "second", "interested": True}]}, "links[0].interested"),
        ({"speaker": {"name": "Shin Wonsik", "kind": "government"}}, "speaker.kind"),
    ],
)
def test_every_kind_of_difference_is_named_by_its_field(session, changed, field):
    whole = {"assessments": [a_decision(PAGE)], "links": [{"type": "denies", "target": "second"}]}
    take_in(session, a_claim(**whole), a_claim("second"))
    before = everything(session)

    found = problems_of(session, a_claim(**{**whole, **changed}))

    assert f"claims[0].{field}" in found
    assert everything(session) == before


def test_new_pages_decisions_and_links_of_a_claim_on_record_are_added(session):
    take_in(session, a_claim(), a_claim("second"))
    grown = a_claim(
        reports=[a_page(), a_page(url=OTHER_PAGE)],
        assessments=[a_decision(OTHER_PAGE)],
        links=[{"type": "repeats", "target": "second"}],
    )

    outcome = take_in(session, grown)

    added = {what: count for (what, done), count in outcome.counts.items() if done is Done.ADDED}
    assert added == {"reports": 1, "appearances": 1, "assessments": 1, "links": 1}
    assert session.scalar(select(Claim.version).where(Claim.slug == "shin-7000")) == 5


def test_a_slug_that_belongs_to_another_source_key_is_refused(session):
    make_claim(session, slug="taken", source_key="elsewhere")

    found = problems_of(session, a_claim("taken"))

    assert found.keys() == {"claims[0].slug"}


def test_a_row_without_a_slug_is_known_by_its_source_key(session):
    row = a_claim(slug=None, source_key="desk:17", links=[{"type": "repeats", "target": "desk:18"}])
    take_in(session, row, a_claim(slug=None, source_key="desk:18"))
    before = everything(session)

    outcome = take_in(session, row)

    assert outcome.of("claims", Done.UNCHANGED) == 1
    assert everything(session) == before
    assert session.scalars(select(Claim.slug).order_by(Claim.id)).all() == [
        "shin-wonsik-shin-wonsik-said-that-containers-had-been-sent",
        "shin-wonsik-shin-wonsik-said-that-containers-had-been-sent-2",
    ]


def test_of_two_imports_of_the_same_at_once_everything_is_recorded_once(database_url):
    rows = [a_claim(f"claim-{number}", reports=[a_page(url=f"{PAGE}/{number}")]) for number in range(5)]
    together = Barrier(2)

    def run(_: int) -> str:
        with own_session(database_url) as session:
            together.wait()
            begin_write(session)
            try:
                outcome = take_in(session, *rows)
            except ImportOvertaken:
                return "overtaken"
            session.commit()
            return "added" if outcome.of("claims", Done.ADDED) else "unchanged"

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(run, range(2)))

    assert done in (["added", "overtaken"], ["added", "unchanged"])
    with own_session(database_url) as session:
        assert session.scalar(select(func.count(Claim.id))) == 5
        verify_ledger(session)


# What is wrong


def test_every_problem_of_every_row_is_named_at_once_and_nothing_is_written(session):
    before = everything(session)

    found = problems_of(
        session,
        a_claim("first", kind="rumour", made_on="2024-13-01", quantity={"qualifier": "about", "unit": "tons"}),
        a_claim("second"),
        a_claim("third", reports=[a_page(url="news.example", language="kp")], countries=["UK", "KP"]),
        a_claim("fourth", assessments=[a_decision(as_of="2023-01-01"), a_decision(PAGE, status="true")]),
        a_claim("fifth", story="nowhere", links=[{"type": "denies", "target": "nobody"}]),
        stories=[{"slug": "Bad Slug", "title": ""}],
        reports=[{"url": OTHER_PAGE}],
    )

    assert found.keys() == {
        "stories[0].slug",
        "stories[0].title",
        "reports[0].outlet",
        "claims[0].kind",
        "claims[0].made_on",
        "claims[0].quantity.value",
        "claims[0].quantity.what",
        "claims[2].reports[0].url",
        "claims[2].reports[0].language",
        "claims[2].countries",
        "claims[3].assessments[0].as_of",
        "claims[3].assessments[0].evidence",
        "claims[3].assessments[1].status",
        "claims[4].story",
        "claims[4].links[0].target",
    }
    assert everything(session) == before


def test_a_problem_names_file_record_and_field(session):
    with pytest.raises(ImportRefused) as refused:
        take_in(session, a_claim("first"), a_claim("second", made_on="soon"))

    (problem,) = refused.value.problems
    assert str(problem).startswith("news.yaml: claims[1] (second): made_on: ")
    assert str(problem) in str(refused.value)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"storey": "x"}, "storey"),
        ({"speaker": {"name": "A", "kind": "person", "title": "Mr"}}, "speaker.title"),
        ({"quote": {"txt": "x"}}, "quote.txt"),
        ({"quantity": {"amount": 1}}, "quantity.amount"),
        ({"reports": [a_page(link="x")]}, "reports[0].link"),
        ({"reports": [a_page(outlet={"name": "A", "type": "wire"})]}, "reports[0].outlet.type"),
        ({"assessments": [a_decision(by="me")]}, "assessments[0].by"),
        ({"assessments": [a_decision({"claim": "a", "weight": 1})]}, "assessments[0].evidence[0].weight"),
        ({"links": [{"type": "denies", "target": "b", "claim": "a"}]}, "links[0].claim"),
    ],
)
def test_a_field_that_is_not_known_is_refused(session, given, field):
    found = problems_of(session, a_claim(**given))

    assert "No such field is known here" in found[f"claims[0].{field}"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"statement": 7}, "statement"),
        ({"statement": ["x"]}, "statement"),
        ({"countries": "KP"}, "countries"),
        ({"countries": ["KP", None]}, "countries[1]"),
        ({"quantity": 7000}, "quantity"),
        ({"quantity": {"qualifier": "about", "value": "many", "unit": "a", "what": "b"}}, "quantity.value"),
        ({"speaker": "Shin Wonsik"}, "speaker"),
        ({"reports": {"outlet": "x"}}, "reports"),
        ({"reports": ["https://news.example"]}, "reports[0]"),
        ({"reports": [a_page(relays="Reuters")]}, "reports[0].relays"),
        ({"reports": [a_page(relays=[{"person": "x"}])]}, "reports[0].relays[0].person"),
        ({"reports": [a_page(relays=["A", "A"])]}, "reports[0].relays"),
        ({"reports": [a_page(relays=["A"], chain=["B", "C"])]}, "reports[0].chain"),
        ({"reports": [a_page(), a_page()]}, "reports[0]"),
        ({"reports": [a_page(hedge="x" * 301)]}, "reports[0].hedge"),
        ({"assessments": [a_decision(PAGE, credibility=1.5)]}, "assessments[0].credibility"),
        ({"assessments": [a_decision(PAGE, review_by="soon")]}, "assessments[0].review_by"),
        ({"assessments": [a_decision({"stance": "against"})]}, "assessments[0].evidence[0]"),
        ({"assessments": [a_decision({"claim": "b", "stance": "maybe"})]}, "assessments[0].evidence[0].stance"),
        ({"links": [{"type": "repeats", "target": "b", "interested": True}]}, "links[0].interested"),
        ({"links": [{"type": "denies", "target": "shin-7000"}]}, "links[0].target"),
        ({"links": [{"type": "denies", "target": "b", "interested": "yes"}]}, "links[0].interested"),
        ({"made_on": "2024-03-18\0"}, "made_on"),
        ({"made_on": None}, "made_on"),
        ({"slug": "No Slug"}, "slug"),
        ({"slug": None}, "slug"),
        ({"speaker": None}, "speaker"),
    ],
)
def test_a_field_of_another_shape_is_refused_with_what_would_do(session, given, field):
    found = problems_of(session, a_claim(**given))

    assert found[f"claims[0].{field}"].endswith((".", "?"))


@pytest.mark.parametrize("row", [None, "a claim", ["a", "claim"], 7])
def test_a_row_that_is_no_mapping_is_refused(session, row):
    assert "claims[0]" in problems_of(session, row)


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"kind": "person"}, {"kind": "government"}, "speaker.kind"),
        ({"kind": "person", "country": "KR"}, {"kind": "person", "country": "KP"}, "speaker.country"),
    ],
)
def test_rows_that_contradict_each_other_about_a_speaker_are_refused(session, first, second, field):
    found = problems_of(
        session,
        a_claim("first", speaker={"name": "Shin", **first}),
        a_claim("second", speaker={"name": "Shin", **second}),
    )

    assert "claims[0] (first)" in found[f"claims[1].{field}"]


@pytest.mark.parametrize(
    ("name", "value"), [("title", "Another"), ("outlet", "Another"), ("published_on", "2024-05"), ("language", "ru")]
)
def test_rows_that_contradict_each_other_about_a_page_are_refused(session, name, value):
    found = problems_of(
        session,
        a_claim("first", reports=[a_page(language="ko")]),
        a_claim("second", reports=[a_page(**{"language": "ko", name: value})]),
    )

    assert "same page" in found[f"claims[1].reports[0].{name}"]


def test_a_slug_may_stand_for_one_row_only(session):
    found = problems_of(session, a_claim("first"), a_claim("first"))

    assert "claims[0] (first)" in found["claims[1].slug"]


def test_updates_may_not_go_round_within_a_file(session):
    ring = [a_claim(slug, links=[{"type": "updates", "target": to}]) for slug, to in ("ab", "bc", "ca")]

    found = problems_of(session, *ring)

    assert found.keys() == {"claims[2].links[0].target"}


def test_who_may_not_publish_may_not_import(session):
    with pytest.raises(Forbidden):
        import_rows(session, intake(claims=[a_claim()]), actor=contributor(), now=NOW)


# Leaving out bad rows


def test_bad_rows_are_left_out_and_what_refers_to_them_too(session):
    rows = [
        a_claim("good"),
        a_claim("bad", kind="rumour", speaker={"name": "Nobody Else", "kind": "person"}, reports=[]),
        a_claim("linked", links=[{"type": "denies", "target": "bad"}]),
        a_claim("resting", assessments=[a_decision("linked")]),
    ]

    outcome = take_in(session, *rows, skip_bad=True)

    assert session.scalars(select(Claim.slug)).all() == ["good"]
    assert [problem.place.key for problem in outcome.problems] == ["bad", "linked", "resting"]
    assert (outcome.of("claims", Done.ADDED), outcome.of("claims", Done.REFUSED)) == (1, 3)
    assert session.scalars(select(Speaker.name)).all() == ["Shin Wonsik"]
    verify_ledger(session)


def test_nothing_remains_of_a_row_that_only_the_record_refuses(session):
    make_claim(session, slug="taken", source_key="elsewhere")
    bad = a_claim(
        "taken",
        speaker={"name": "Nobody Else", "kind": "person"},
        reports=[a_page(url=OTHER_PAGE, outlet="Nowhere Post")],
    )

    outcome = take_in(session, bad, a_claim("good"), skip_bad=True)

    assert outcome.of("claims", Done.ADDED) == 1
    assert session.scalar(select(Speaker.id).where(Speaker.name == "Nobody Else")) is None
    assert session.scalar(select(Outlet.id).where(Outlet.name == "Nowhere Post")) is None


def test_a_row_put_right_is_taken_in_the_next_time_with_what_waited_for_it(session):
    waiting = a_claim("waiting", links=[{"type": "denies", "target": "bad"}])
    take_in(session, a_claim("good"), a_claim("bad", kind="rumour"), waiting, skip_bad=True)

    outcome = take_in(session, a_claim("good"), a_claim("bad"), waiting)

    assert (outcome.of("claims", Done.ADDED), outcome.of("claims", Done.UNCHANGED)) == (2, 1)


def test_a_refused_import_leaves_the_session_fit_for_use(session):
    problems_of(session, a_claim("first"), a_claim("second", links=[{"type": "updates", "target": "second"}]))

    take_in(session, a_claim("first"))

    assert only(session, Claim).slug == "first"


def _as_dict(wording: Any) -> dict[str, Any]:
    return {name: getattr(wording, name) for name in wording.__dataclass_fields__}
