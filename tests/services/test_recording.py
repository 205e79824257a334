"""Claims are recorded, published and reworded, each with its act, its version and its former wordings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.errors import AlreadyRecorded, Conflict, Forbidden, InvalidInput, NotFound
from factbase.models import Act, Claim, Revision
from factbase.services.contents import claim_content
from factbase.services.recording import NewClaim, Rewording, publish_claim, record_claim, reword_claim
from factbase.services.revising import locked_claim
from factbase.services.wording import ClaimWording, wording_of
from tests.factories import NOW, contributor, editor, make_claim, make_quantity, make_speaker, make_story

LATER = NOW + timedelta(days=1)


def fields_of(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.field for problem in refused.value.problems]


def reword(session: Session, claim: Claim, *, version: int = 1, reason: str = "A slip.", **changes: Any) -> Claim:
    wording = replace(wording_of(locked_claim(session, claim.slug)), **changes)
    return reword_claim(session, Rewording(claim.slug, version, wording, reason), actor=editor(), now=LATER)


def revisions(session: Session) -> list[Revision]:
    return list(session.scalars(select(Revision).where(Revision.subject == "claim").order_by(Revision.version)))


def last_act(session: Session) -> Act:
    return session.scalars(select(Act).order_by(Act.seq.desc()).limit(1)).one()


# Recording


def test_a_claim_is_recorded_published_with_its_first_wording_and_its_act(session):
    claim = make_claim(session, statement="  Kirby said so. ", story=make_story(session), countries=["RU", "KP", "RU"])

    (revision,) = revisions(session)
    assert (claim.statement, claim.version, claim.published_at, claim.recorded_at) == ("Kirby said so.", 1, NOW, NOW)
    assert (revision.version, revision.reason, revision.by) == (1, "", "Ed Itor")
    assert revision.content == claim_content(claim)
    assert revision.content["countries"] == ["KP", "RU"]
    assert (last_act(session).verb, last_act(session).subject_slug) == ("record", claim.slug)


def test_a_draft_is_not_published(session):
    claim = make_claim(session, publish=False, actor=contributor())

    assert claim.published_at is None
    assert last_act(session).verb == "draft"


def test_a_contributor_may_draft_but_not_publish(session):
    with pytest.raises(Forbidden, match="editor"):
        make_claim(session, actor=contributor())


@pytest.mark.parametrize(
    ("made_on", "earliest", "latest"),
    [
        ("2024-03-18", date(2024, 3, 18), date(2024, 3, 18)),
        ("2024-03", date(2024, 3, 1), date(2024, 3, 31)),
        ("2024-05-21/2024-05-31", date(2024, 5, 21), date(2024, 5, 31)),
    ],
)
def test_a_date_is_kept_as_written_with_its_bounds(session, made_on, earliest, latest):
    claim = make_claim(session, made_on=made_on)

    assert (claim.made_on_edtf, claim.made_on_earliest, claim.made_on_latest) == (made_on, earliest, latest)


def test_an_address_is_made_of_the_speaker_and_the_statement(session):
    first = make_claim(session, statement="Shells were sent.")
    second = make_claim(session, statement="Shells were sent.")

    assert (first.slug, second.slug) == ("john-kirby-shells-were-sent", "john-kirby-shells-were-sent-2")


def test_an_address_may_be_asked_for_once(session):
    make_claim(session, slug="kirby-shells")

    with pytest.raises(AlreadyRecorded, match="kirby-shells"):
        make_claim(session, slug="kirby-shells")


@pytest.mark.parametrize("slug", ["Kirby", "kirby shells", "kirby--shells", "-kirby", "x" * 121, ""])
def test_an_address_has_only_letters_digits_and_hyphens(session, slug):
    with pytest.raises(InvalidInput) as refused:
        make_claim(session, slug=slug)

    assert fields_of(refused) == ["slug"]


def test_a_source_key_stands_for_one_claim(session):
    claim = make_claim(session, source_key="wire:17")

    with pytest.raises(AlreadyRecorded, match=claim.slug):
        make_claim(session, source_key=" wire:17 ")


def test_everything_that_is_wrong_is_named_at_once(session):
    wording = ClaimWording(
        statement=" ",
        kind="rumour",
        speaker="nobody",
        made_on="soon",
        quote="말",
        quote_language="kp",
        due_on="2024-99",
        countries=["UK"],
        tags=["x" * 81],
        story="nowhere",
        via="x" * 301,
    )

    with pytest.raises(InvalidInput) as refused:
        record_claim(session, NewClaim(wording), actor=editor(), now=NOW)

    assert set(fields_of(refused)) == {
        "statement", "kind", "speaker", "made_on", "quote_language", "due_on", "countries", "tags", "story", "via",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"statement": "x" * 1_001}, "statement"),
        ({"made_on": ""}, "made_on"),
        ({"made_on": "../2024-05"}, "made_on"),
        ({"made_on": "2026-01-02"}, "made_on"),
        ({"quote": "말"}, "quote_language"),
        ({"quote_translation": "words"}, "quote_translation"),
        ({"kind": "quantity"}, "quantity"),
        ({"quantity": make_quantity(value=None)}, "quantity.value"),
        ({"quantity": make_quantity(unit="x" * 201)}, "quantity.unit"),
        ({"quantity": make_quantity(period="then")}, "quantity.period"),
        ({"source_key": "x" * 301}, "source_key"),
    ],
)
def test_a_field_that_is_wrong_is_named(session, given, field):
    with pytest.raises(InvalidInput) as refused:
        make_claim(session, **given)

    assert fields_of(refused) == [field]


def test_a_role_is_one_of_the_speaker(session):
    speaker = make_speaker(session)
    wording = ClaimWording("It was said.", "event", speaker.slug, "2024", role="Minister")

    with pytest.raises(InvalidInput) as refused:
        record_claim(session, NewClaim(wording), actor=editor(), now=NOW)

    assert fields_of(refused) == ["role"]


def test_a_figure_is_kept_with_its_hedge_and_period(session):
    claim = make_claim(session, kind="quantity", quantity=make_quantity(value="7,000", period="2023-08/2024-03"))

    figure = claim.quantity
    assert (figure.qualifier, figure.value, figure.unit, figure.period.edtf) == (
        "about",
        7000,
        "containers",
        "2023-08/2024-03",
    )


# Publishing


def test_a_draft_is_published_once(session):
    draft = make_claim(session, publish=False)

    publish_claim(session, draft.slug, version=1, actor=editor(), now=LATER)

    assert (draft.published_at, draft.version, last_act(session).verb) == (LATER, 2, "publish")
    with pytest.raises(InvalidInput):
        publish_claim(session, draft.slug, version=2, actor=editor(), now=LATER)


def test_a_contributor_does_not_publish(session):
    draft = make_claim(session, publish=False)

    with pytest.raises(Forbidden):
        publish_claim(session, draft.slug, version=1, actor=contributor(), now=LATER)


def test_a_draft_that_changed_since_is_not_published(session):
    draft = make_claim(session, publish=False)

    with pytest.raises(Conflict) as conflict:
        publish_claim(session, draft.slug, version=7, actor=editor(), now=LATER)

    assert (conflict.value.yours, conflict.value.current) == (7, 1)


def test_what_is_not_there_cannot_be_published(session):
    with pytest.raises(NotFound, match="nowhere"):
        publish_claim(session, "nowhere", version=1, actor=editor(), now=LATER)


# Rewording


def test_a_changed_claim_keeps_its_former_wording_with_who_when_and_why(session):
    claim = make_claim(session, statement="Kirby said some.", tags=["arms"], countries=["KP"])

    reword(session, claim, statement="Kirby said 1,000.", tags=["arms", "shells"], countries=[], reason="The number.")

    first, second = revisions(session)
    assert (claim.statement, claim.version) == ("Kirby said 1,000.", 2)
    assert (first.content["statement"], second.content["statement"]) == ("Kirby said some.", "Kirby said 1,000.")
    assert (second.version, second.reason, second.by, second.recorded_at) == (2, "The number.", "Ed Itor", LATER)
    assert (second.content["tags"], second.content["countries"]) == (["arms", "shells"], [])
    assert last_act(session).verb == "reword"


def test_an_act_of_rewording_says_what_changed_and_why(session):
    claim = make_claim(session)

    reword(session, claim, statement="Kirby said otherwise.", due_on="2025", reason="A slip.")

    body = last_act(session).body
    assert '"changed":["statement","due_on"]' in body
    assert '"reason":"A slip."' in body


def test_a_published_claim_changes_only_for_a_reason(session):
    claim = make_claim(session)

    with pytest.raises(InvalidInput) as refused:
        reword(session, claim, statement="Kirby said otherwise.", reason=" ")

    assert fields_of(refused) == ["reason"]


def test_a_draft_changes_without_a_reason_and_by_a_contributor(session):
    draft = make_claim(session, publish=False)
    wording = replace(wording_of(draft), statement="Kirby said otherwise.")

    reword_claim(session, Rewording(draft.slug, 1, wording), actor=contributor(), now=LATER)

    assert draft.statement == "Kirby said otherwise."


def test_a_contributor_does_not_change_what_is_published(session):
    claim = make_claim(session)
    wording = replace(wording_of(claim), statement="Kirby said otherwise.")

    with pytest.raises(Forbidden):
        reword_claim(session, Rewording(claim.slug, 1, wording, "A slip."), actor=contributor(), now=LATER)


def test_a_change_of_nothing_is_refused(session):
    claim = make_claim(session)

    with pytest.raises(InvalidInput, match="Nothing differs"):
        reword(session, claim, statement=f" {claim.statement} ")


def test_a_change_of_a_claim_that_changed_since_is_a_conflict(session):
    claim = make_claim(session)
    reword(session, claim, statement="Kirby said otherwise.")

    with pytest.raises(Conflict):
        reword(session, claim, version=1, statement="Kirby said nothing.")


def test_what_is_written_can_be_read_and_written_again(session):
    claim = make_claim(
        session,
        kind="quantity",
        role="Spokesman",
        quote="말",
        quote_language="ko",
        quote_translation="words",
        quote_note="as heard",
        made_on="2024-05~",
        made_on_phrase="in May",
        made_on_note="by the context",
        due_on="2025",
        due_on_phrase="next year",
        quantity=make_quantity(
            qualifier="between", value=None, low=0.5, high=7000, as_reported="thousands", period="2024"
        ),
        countries=["KP"],
        tags=["arms"],
        hedging=["allegedly"],
        via="a member of parliament",
        story=make_story(session),
    )
    wording = wording_of(claim)

    again = record_claim(session, NewClaim(wording), actor=editor(), now=NOW)

    assert wording_of(again) == wording
    assert claim_content(again) == claim_content(claim)
