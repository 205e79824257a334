"""Stories, speakers, outlets and roles are recorded once, found by any of their names, and completed."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.errors import AlreadyRecorded, Forbidden, InvalidInput
from factbase.domain.roles import AccountRole, Actor
from factbase.models import Act, Revision
from factbase.services.completing import complete_outlet, complete_speaker
from factbase.services.naming import (
    NewName,
    NewOutlet,
    NewRole,
    NewSpeaker,
    NewStory,
    add_speaker,
    add_story,
    outlet_named,
    role_titled,
    speaker_named,
)
from tests.factories import NOW, contributor, editor, make_outlet, make_role, make_speaker, make_story


def verbs(session: Session) -> list[tuple[str, str]]:
    return [(act.verb, act.subject) for act in session.scalars(select(Act).order_by(Act.seq))]


def fields_of(refused: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


# Recording


def test_a_story_has_an_address_made_of_its_title_unless_one_is_asked_for(session):
    assert make_story(session, title="Putin’s visit", summary=" A visit. ").slug == "putins-visit"
    assert make_story(session, title="Putin’s visit").slug == "putins-visit-2"
    assert make_story(session, title="Putin’s visit", slug="the-visit").slug == "the-visit"


def test_an_address_of_a_story_is_given_once(session):
    make_story(session, slug="the-visit")

    with pytest.raises(AlreadyRecorded):
        make_story(session, slug="the-visit")
    with pytest.raises(InvalidInput):
        make_story(session, slug="The Visit")


def test_each_record_leaves_its_act_and_its_first_wording(session):
    make_story(session)
    speaker = make_speaker(session)
    make_outlet(session)
    make_role(session, speaker, "Minister")

    assert verbs(session) == [("record", "story"), ("record", "speaker"), ("record", "outlet"), ("role", "speaker")]
    assert session.scalars(select(Revision.subject).order_by(Revision.id)).all() == ["story", "speaker", "outlet"]
    assert speaker.version == 2


def test_an_editor_records_stories_and_a_contributor_whom_a_draft_names(session):
    make_by = {"actor": contributor(), "now": NOW}

    add_speaker(session, NewSpeaker("Somebody", "person"), **make_by)

    with pytest.raises(Forbidden):
        add_story(session, NewStory("A story"), **make_by)
    with pytest.raises(Forbidden):
        add_speaker(session, NewSpeaker("Else", "person"), actor=Actor(1, "R", AccountRole.READER), now=NOW)


def test_everything_that_is_wrong_with_a_speaker_is_named_at_once(session):
    with pytest.raises(InvalidInput) as refused:
        make_speaker(session, name=" ", kind="nobody", country="UK", names=[NewName("x" * 301), NewName("y", "kp")])

    assert fields_of(refused) == {"speaker", "speaker_kind", "speaker_country", "speaker_names"}


def test_everything_that_is_wrong_with_an_outlet_is_named_at_once(session):
    with pytest.raises(InvalidInput) as refused:
        make_outlet(session, name="x" * 301, kind="rumour mill", country="EU", names=[NewName("")])

    assert fields_of(refused) == {"outlet", "outlet_kind", "outlet_country", "outlet_names"}


def test_everything_that_is_wrong_with_a_role_is_named_at_once(session):
    speaker = make_speaker(session)

    with pytest.raises(InvalidInput) as refused:
        make_role(session, speaker, "", country="UK", held_from="then", held_to="now")

    assert fields_of(refused) == {"role", "role_country", "held_from", "held_to"}


def test_a_role_does_not_end_before_it_begins(session):
    with pytest.raises(InvalidInput) as refused:
        make_role(session, make_speaker(session), "Minister", held_from="2024-05", held_to="2023")

    assert fields_of(refused) == {"held_to"}


def test_an_outlet_is_recorded_once_and_namesakes_among_speakers_are_told_apart(session):
    make_outlet(session, name="Yonhap")

    with pytest.raises(AlreadyRecorded, match="Yonhap"):
        make_outlet(session, name=" Yonhap ")

    assert [make_speaker(session, name="Yonhap").slug for _ in range(3)] == ["yonhap", "yonhap-2", "yonhap-3"]


def test_spellings_are_kept_once_each_and_not_the_name_itself(session):
    names = [NewName("신원식", "ko"), NewName(" 신원식 ", "ko"), NewName("Shin Wonsik")]

    speaker = make_speaker(session, name="Shin Wonsik", names=names)

    assert [(row.name, row.language) for row in speaker.names] == [("신원식", "ko")]


# Finding


def test_speakers_and_outlets_are_found_by_name_and_by_any_spelling(session):
    speaker = make_speaker(session, name="Shin Wonsik", names=[NewName("신원식")])
    outlet = make_outlet(session, name="Korean Central News Agency", names=[NewName("KCNA")])

    assert speaker_named(session, "Shin Wonsik") is speaker_named(session, "신원식") is speaker
    assert outlet_named(session, "Korean Central News Agency") is outlet_named(session, "KCNA") is outlet
    assert speaker_named(session, "shin wonsik") is None
    assert outlet_named(session, "kcna") is None


def test_a_name_goes_before_another_speakers_spelling(session):
    make_speaker(session, name="A", names=[NewName("B")])
    b = make_speaker(session, name="B")

    assert speaker_named(session, "B") is b


def test_a_role_is_found_by_its_title_the_latest_recorded_first(session):
    speaker = make_speaker(session)
    make_role(session, speaker, "Minister", held_from="2010", held_to="2012")
    again = make_role(session, speaker, "Minister", held_from="2023")

    assert role_titled(session, speaker, "Minister") is again
    assert role_titled(session, speaker, "Shaman") is None


# Completing


def test_what_is_not_on_record_of_a_speaker_is_added(session):
    speaker = make_speaker(session, name="Shin")
    new = NewSpeaker("Shin", "person", "KR", [NewName("신원식", "ko")])

    assert complete_speaker(session, speaker, new, actor=editor(), now=NOW) == []

    assert (speaker.country, speaker.version, [row.name for row in speaker.names]) == ("KR", 2, ["신원식"])
    assert verbs(session)[-1] == ("complete", "speaker")
    assert session.scalar(select(Revision.content).where(Revision.version == 2))["country"] == "KR"


def test_what_is_on_record_already_changes_nothing(session):
    speaker = make_speaker(session, name="Shin", country="KR")
    outlet = make_outlet(session, name="Yonhap", kind="wire")
    before = verbs(session)

    complete_speaker(session, speaker, NewSpeaker("Shin", "person"), actor=editor(), now=NOW)
    complete_outlet(session, outlet, NewOutlet("Yonhap", "wire"), actor=editor(), now=NOW)

    assert (speaker.version, outlet.version, verbs(session)) == (1, 1, before)


def test_what_contradicts_the_record_is_given_back_and_nothing_is_added(session):
    speaker = make_speaker(session, name="Shin", country="KR")
    new = NewSpeaker("Shin", "government", "KP", [NewName("신원식")])

    problems = complete_speaker(session, speaker, new, actor=editor(), now=NOW)

    assert {problem.field for problem in problems} == {"speaker_kind", "speaker_country"}
    assert (speaker.country, speaker.version, speaker.names) == ("KR", 1, [])


def test_what_is_not_on_record_of_an_outlet_is_added(session):
    outlet = make_outlet(session, name="Yonhap")
    new = NewOutlet("Yonhap", "wire", "KR", [NewName("연합뉴스", "ko")])

    assert complete_outlet(session, outlet, new, actor=editor(), now=NOW) == []

    assert (outlet.kind, outlet.country, outlet.version) == ("wire", "KR", 2)
    assert [problem.field for problem in complete_outlet(
        session, outlet, NewOutlet("Yonhap", "newspaper"), actor=editor(), now=NOW
    )] == ["outlet_kind"]  # fmt: skip


def test_a_role_is_there_with_its_speaker_at_once(session):
    speaker = make_speaker(session)

    role = make_role(session, speaker, "Minister", held_from="2023-10", held_to="2024-09", country="KR")

    assert speaker.roles == [role]
    assert (role.held_from.edtf, role.held_to.edtf, role.country) == ("2023-10", "2024-09", "KR")
    assert NewRole("Minister").held_from is None
