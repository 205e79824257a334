"""Reports are recorded once, completed, and say in which words and with credit to whom a claim stands in them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import AlreadyRecorded, Conflict, Forbidden, InvalidInput
from factbase.domain.roles import AccountRole, Actor
from factbase.models import Act, Relay, Report, Revision
from factbase.services.completing import complete_report
from factbase.services.reporting import Hop, NewAppearance, NewReport, add_appearance, add_report
from tests.factories import (
    NOW,
    contributor,
    editor,
    make_appearance,
    make_claim,
    make_outlet,
    make_report,
    make_speaker,
)

URL = "https://news.example/containers"


def fields_of(refused: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


def steps(session: Session) -> list[tuple[int, int]]:
    return [tuple(row) for row in session.execute(select(Relay.credit_no, Relay.hop_no).order_by(Relay.id))]


def complete(session: Session, report: Report, **given: object) -> list[str]:
    new = NewReport(outlet=report.outlet.slug, url=report.url, **given)
    return [problem.field for problem in complete_report(session, report, new, actor=editor(), now=NOW)]


# Reports


def test_a_report_is_recorded_with_its_act_and_first_wording(session):
    report = make_report(
        session, url=URL, published_on="2024-03", language="ko", archived_url="https://archive.example/1"
    )

    assert (report.published_on.edtf, report.language, report.version) == ("2024-03", "ko", 1)
    act = session.scalars(select(Act).order_by(Act.seq.desc()).limit(1)).one()
    assert (act.verb, act.subject, act.subject_slug) == ("record", "report", report.slug)
    assert session.scalar(select(Revision.content).where(Revision.subject == "report"))["url"] == URL


def test_the_slug_of_a_report_is_the_same_for_the_same_page(session):
    first = make_report(session, url=URL, published_on="2024-03-18")
    slug = first.slug
    session.rollback()

    assert make_report(session, url=URL, published_on="2024-03-18").slug == slug
    assert slug.startswith("the-example-times-2024-03-18-")


def test_an_address_is_one_report(session):
    make_report(session, url=URL)

    with pytest.raises(AlreadyRecorded):
        make_report(session, url=f" {URL} ")


def test_a_report_has_an_address_or_a_title(session):
    make_report(session, url=None, title="Ties")

    with pytest.raises(InvalidInput) as refused:
        make_report(session, url="", title=" ")

    assert fields_of(refused) == {"url"}


def test_everything_that_is_wrong_with_a_report_is_named_at_once(session):
    new = NewReport(
        outlet="nobody", title="x" * 1_001, url="news", archived_url="ftp://x", language="kp", published_on="then"
    )

    with pytest.raises(InvalidInput) as refused:
        add_report(session, new, actor=editor(), now=NOW)

    assert fields_of(refused) == {"outlet", "title", "url", "archived_url", "language", "published_on"}


def test_a_contributor_records_reports_for_drafts_and_a_reader_does_not(session):
    new = NewReport(make_outlet(session).slug, url=URL)

    with pytest.raises(Forbidden):
        add_report(session, new, actor=Actor(1, "R. Eader", AccountRole.READER), now=NOW)

    assert add_report(session, new, actor=contributor(), now=NOW).url == URL


def test_a_report_may_credit_others_as_a_whole(session):
    outlet = make_outlet(session)

    report = make_report(session, ways=[[Hop(outlet=outlet.slug)]])

    relay = session.scalars(select(Relay)).one()
    assert (relay.report_id, relay.appearance_id, relay.outlet_id) == (report.id, None, outlet.id)


# Completing


def test_what_is_not_on_record_of_a_report_is_added_and_its_day_narrowed(session):
    report = make_report(session, title=None, published_on="2023-09")
    outlet = make_outlet(session)
    given = {"title": "Ties", "published_on": "2023-09-15", "language": "ko", "note": "by Hanoi time"}

    assert complete(session, report, **given, ways=[[Hop(outlet=outlet.slug)]]) == []

    assert (report.title, report.published_on_edtf, report.language, report.note) == (
        "Ties",
        "2023-09-15",
        "ko",
        "by Hanoi time",
    )
    assert report.version == 2
    content = session.scalar(select(Revision.content).where(Revision.subject == "report", Revision.version == 2))
    assert (content["published_on"], content["relays"]) == ("2023-09-15", [[{"outlet": outlet.slug}]])


def test_credits_stay_in_the_wording_when_something_else_is_completed(session):
    outlet = make_outlet(session)
    report = make_report(session, ways=[[Hop(outlet=outlet.slug)]])

    complete(session, report, language="ko")

    content = session.scalar(select(Revision.content).where(Revision.subject == "report", Revision.version == 2))
    assert content["relays"] == [[{"outlet": outlet.slug}]]


@pytest.mark.parametrize(
    "given", [{}, {"title": "Ties"}, {"published_on": "2023"}, {"published_on": "2023-09"}, {"note": " "}]
)
def test_what_is_on_record_already_changes_nothing(session, given):
    report = make_report(session, title="Ties", published_on="2023-09")
    acts = session.scalar(select(func.count(Act.seq)))

    assert complete(session, report, **given) == []

    assert (report.version, report.published_on_edtf) == (1, "2023-09")
    assert session.scalar(select(func.count(Act.seq))) == acts


def test_what_contradicts_the_record_is_given_back_and_nothing_is_added(session):
    report = make_report(session, title="Ties", published_on="2023-09")

    assert complete(session, report, title="Other", published_on="2023-10", language="ko") == ["title", "published_on"]

    assert (report.language, report.version) == (None, 1)
    assert not session.dirty


def test_other_credits_than_those_on_record_are_given_back(session):
    first, second = make_outlet(session), make_outlet(session)
    report = make_report(session, ways=[[Hop(outlet=first.slug)]])

    assert complete(session, report, ways=[[Hop(outlet=second.slug)]]) == ["ways"]
    assert complete(session, report, ways=[[Hop(outlet=first.slug)]]) == []


def test_what_cannot_be_recorded_is_refused(session):
    report = make_report(session)

    with pytest.raises(InvalidInput) as refused:
        complete(session, report, language="kp", published_on="then")

    assert fields_of(refused) == {"language", "published_on"}


# Appearances


def test_a_claim_stands_in_a_report_with_its_words_and_the_claim_grows(session):
    claim, report = make_claim(session), make_report(session)

    appearance = make_appearance(
        session, claim, report, words=" sent ", place="third paragraph", hedge="likely", note=""
    )

    assert (appearance.words, appearance.place) == ("sent", "third paragraph")
    assert (appearance.hedge, appearance.note) == ("likely", None)
    assert claim.version == 2
    act = session.scalars(select(Act).order_by(Act.seq.desc()).limit(1)).one()
    assert (act.verb, act.subject_slug) == ("appear", claim.slug)


def test_credits_stand_side_by_side_and_each_way_in_its_order(session):
    outlets = [make_outlet(session) for _ in range(3)]
    other, speaker = make_report(session), make_speaker(session)
    ways = [
        [Hop(outlet=outlets[0].slug)],
        [Hop(outlet=outlets[1].slug), Hop(report=other.slug), Hop(outlet=outlets[2].slug), Hop(speaker=speaker.slug)],
    ]

    make_appearance(session, make_claim(session), ways=ways)

    assert steps(session) == [(1, 1), (2, 1), (2, 2), (2, 3), (2, 4)]
    relays = session.scalars(
        select(Relay).order_by(Relay.id).options(selectinload(Relay.outlet), selectinload(Relay.speaker))
    ).all()
    assert [relay.outlet for relay in relays] == [outlets[0], outlets[1], None, outlets[2], None]
    assert (relays[2].credited_report_id, relays[4].speaker) == (other.id, speaker)


@pytest.mark.parametrize("hop", [Hop(), Hop(outlet="nobody"), Hop(report="nothing"), Hop(speaker="nobody")])
def test_a_step_names_one_that_is_on_record(session, hop):
    with pytest.raises(InvalidInput) as refused:
        make_appearance(session, make_claim(session), ways=[[hop]])

    assert fields_of(refused) == {"ways"}


def test_a_report_does_not_credit_itself(session):
    report = make_report(session)

    with pytest.raises(InvalidInput) as refused:
        make_appearance(session, make_claim(session), report, ways=[[Hop(report=report.slug)]])

    assert fields_of(refused) == {"ways"}


def test_a_claim_stands_in_a_report_once(session):
    claim, report = make_claim(session), make_report(session)
    make_appearance(session, claim, report)

    with pytest.raises(AlreadyRecorded):
        make_appearance(session, claim, report)


def test_the_report_has_to_be_there_and_words_to_fit(session):
    new = NewAppearance(make_claim(session).slug, "nowhere", place="x" * 301, hedge="x" * 301)

    with pytest.raises(InvalidInput) as refused:
        add_appearance(session, new, actor=editor(), now=NOW)

    assert fields_of(refused) == {"report", "place", "hedge"}


def test_a_stale_claim_is_a_conflict(session):
    new = NewAppearance(make_claim(session).slug, make_report(session).slug)

    with pytest.raises(Conflict):
        add_appearance(session, new, actor=editor(), now=NOW, version=2)


def test_a_contributor_adds_reports_to_drafts_only(session):
    report = make_report(session)
    draft, claim = make_claim(session, publish=False), make_claim(session)

    add_appearance(session, NewAppearance(draft.slug, report.slug), actor=contributor(), now=NOW)

    with pytest.raises(Forbidden):
        add_appearance(session, NewAppearance(claim.slug, report.slug), actor=contributor(), now=NOW)
