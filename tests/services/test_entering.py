"""What a fact-checker enters in one form: names, some of them new, and the report with its credits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from factbase.domain.errors import Conflict, Forbidden, InvalidInput
from factbase.domain.roles import AccountRole, Actor
from factbase.models import Act, Appearance, Claim, Outlet, Relay, Report, Speaker
from factbase.services.citing import AppearanceGiven, ReportGiven, enter_appearance
from factbase.services.entering import WordingGiven, enter_claim, enter_rewording
from factbase.services.ledger import verify_ledger
from factbase.services.wording import ClaimWording

NOW = datetime(2024, 6, 17, 9, 0, tzinfo=UTC)
EDITOR = Actor(account_id=None, name="M. Duarte", role=AccountRole.EDITOR)
CONTRIBUTOR = Actor(account_id=None, name="J. Okafor", role=AccountRole.CONTRIBUTOR)
PAGE = "https://news.example/visit"


def given(speaker="Dmitry Peskov", **fields):
    wording = ClaimWording(
        statement=fields.pop("statement", "Dmitry Peskov said that the visit was being prepared."),
        kind=fields.pop("kind", "intention"),
        speaker="",
        made_on=fields.pop("made_on", "2024-05-24"),
        **{name: fields.pop(name) for name in ("countries", "quantity") if name in fields},
    )
    return WordingGiven(wording, speaker, **{"speaker_kind": "person", **fields})


def a_report(**fields):
    return ReportGiven(**{"outlet": "TASS", "outlet_is_new": True, "url": PAGE, **fields})


def enter(session, wording=None, appearance=None, *, actor=EDITOR, publish=True):
    return enter_claim(session, wording or given(), appearance, publish=publish, actor=actor, now=NOW)


def problems_of(refused):
    return {problem.field for problem in refused.value.problems}


def test_one_submit_records_speaker_role_story_claim_outlet_report_and_credits(session):
    appearance = AppearanceGiven(a_report(), words="in the pipeline", credits="Yonhap > KCNA\nNHK", new_credits=True)
    wording = given(role="Press Secretary of the President", speaker_country="RU", story_title="The visit")

    claim = enter(session, wording, appearance)

    assert (claim.speaker.name, claim.role.title, claim.story.title) == (
        "Dmitry Peskov",
        "Press Secretary of the President",
        "The visit",
    )
    steps = session.execute(
        select(Relay.credit_no, Relay.hop_no, Outlet.name)
        .join(Outlet, Outlet.id == Relay.outlet_id)
        .order_by(Relay.credit_no, Relay.hop_no)
    )
    assert [tuple(step) for step in steps] == [(1, 1, "Yonhap"), (1, 2, "KCNA"), (2, 1, "NHK")]
    assert verify_ledger(session)[0] == session.scalar(select(func.count(Act.seq))) > 5


def test_a_speaker_on_record_is_found_by_name(session):
    first = enter(session)

    second = enter(session, given(speaker=" Dmitry Peskov ", speaker_kind=None))

    assert second.speaker_id == first.speaker_id
    assert session.scalar(select(func.count(Speaker.id))) == 1


def test_a_new_name_is_not_recorded_unless_it_is_said_to_be_new(session):
    with pytest.raises(InvalidInput) as refused:
        enter(session, given(speaker_kind=None))

    assert problems_of(refused) == {"speaker"}


def test_all_that_is_wrong_is_said_at_once(session):
    wording = given(speaker_kind=None, statement="", made_on="late May", countries=["XX"])
    appearance = AppearanceGiven(
        a_report(outlet_is_new=False, url="news.example", published_on="yesterday"), credits="Nobody"
    )

    with pytest.raises(InvalidInput) as refused:
        enter(session, wording, appearance)

    assert problems_of(refused) == {
        "speaker",
        "statement",
        "made_on",
        "countries",
        "report.outlet",
        "report.url",
        "report.published_on",
        "credits",
    }


def test_a_role_that_the_speaker_is_not_known_for_must_be_said_to_be_new(session):
    enter(session, given(role="Press Secretary"))

    with pytest.raises(InvalidInput, match="Press Secretary"):
        enter(session, given(role="Pres Secretary"))
    claim = enter(session, given(role="Deputy Chief of Staff", role_is_new=True))

    assert claim.role.title == "Deputy Chief of Staff"


def test_the_same_address_is_the_same_report_and_is_filled_in(session):
    enter(session, appearance=AppearanceGiven(a_report()))

    enter(session, given(statement="Another."), AppearanceGiven(ReportGiven(url=PAGE, title="Visit in the pipeline")))

    report = session.scalars(select(Report)).one()
    assert report.title == "Visit in the pipeline"
    assert session.scalar(select(func.count(Appearance.id))) == 2


def test_a_report_without_address_is_the_same_by_outlet_and_title(session):
    printed = a_report(url=None, title="In the pipeline")
    enter(session, appearance=AppearanceGiven(printed))

    enter(session, given(statement="Another."), AppearanceGiven(printed))

    assert session.scalar(select(func.count(Report.id))) == 1


def test_what_contradicts_a_report_on_record_is_refused(session):
    enter(session, appearance=AppearanceGiven(a_report(title="One title")))

    with pytest.raises(InvalidInput) as refused:
        enter(session, given(statement="Another."), AppearanceGiven(a_report(title="Another title")))

    assert problems_of(refused) == {"report.title"}


def test_a_report_that_carries_the_claim_already_is_refused_at_its_address(session):
    claim = enter(session, appearance=AppearanceGiven(a_report()))

    with pytest.raises(InvalidInput) as refused:
        enter_appearance(session, claim.slug, AppearanceGiven(a_report()), version=claim.version, actor=EDITOR, now=NOW)

    assert problems_of(refused) == {"report.url"}


@pytest.mark.parametrize("name", ["Dmitry Peskov", "TASS", PAGE])
def test_a_credit_may_name_a_speaker_an_outlet_or_a_report(session, name):
    enter(session, appearance=AppearanceGiven(a_report()))
    other = a_report(outlet="Yonhap", url="https://other.example/1")

    enter(session, given(statement="Another."), AppearanceGiven(other, credits=name))

    relay = session.scalars(select(Relay)).one()
    assert [relay.speaker_id, relay.outlet_id, relay.credited_report_id].count(None) == 2


def test_a_stale_rewording_is_a_conflict_before_anything_new_is_recorded(session):
    claim = enter(session)
    session.commit()

    with pytest.raises(Conflict):
        enter_rewording(
            session,
            claim.slug,
            given(speaker="Somebody New"),
            version=claim.version - 1,
            reason="A slip.",
            actor=EDITOR,
            now=NOW,
        )
    session.commit()

    assert session.scalars(select(Speaker.name)).all() == ["Dmitry Peskov"]


def test_a_claim_is_reworded_by_the_names_that_an_editor_sees(session):
    slug = enter(session).slug

    enter_rewording(session, slug, given(speaker="Yuri Ushakov"), version=1, reason="Wrong man.", actor=EDITOR, now=NOW)

    claim = session.scalar(select(Claim).where(Claim.slug == slug).options(selectinload(Claim.speaker)))
    assert (claim.speaker.name, claim.version) == ("Yuri Ushakov", 2)


def test_a_contributor_drafts_with_a_report_but_publishes_nothing(session):
    claim = enter(session, appearance=AppearanceGiven(a_report()), actor=CONTRIBUTOR, publish=False)

    assert claim.published_at is None
    with pytest.raises(Forbidden):
        enter(session, actor=CONTRIBUTOR)
