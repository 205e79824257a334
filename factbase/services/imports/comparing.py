"""Holding a row against what is on record of the same claim: what is new in it, and what contradicts the record.

A row that says what any former wording of the claim said is no contradiction: the claim was changed here since, and
the file was not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.errors import FieldProblem
from factbase.models import Appearance, Assessment, Claim, Link, Revision, Story
from factbase.services.assessing import NewAssessment
from factbase.services.contents import (
    appearance_content,
    assessment_content,
    claim_content,
    link_content,
    story_content,
)
from factbase.services.linking import NewLink
from factbase.services.naming import NewStory
from factbase.services.reporting import NewAppearance
from factbase.services.wording import ClaimWording, text_or_none, write_wording

KEPT = "An import does not change what is on record."


def changed_wording(session: Session, claim: Claim, wording: ClaimWording, *, now: datetime) -> list[FieldProblem]:
    """Fields in which ``wording`` is like no wording that ``claim`` ever had.

    :raises InvalidInput: the wording could not be recorded at all.
    """
    draft = Claim(source_key=claim.source_key)
    draft.countries, draft.tags = [], []
    with session.no_autoflush:
        write_wording(session, draft, wording, today=now.date())
        given, held = claim_content(draft), claim_content(claim)
    return _changes(session, "claim", claim.id, held, given)


def changed_story(session: Session, story: Story, new: NewStory) -> list[FieldProblem]:
    """Fields in which ``new`` is like nothing that ``story`` ever said."""
    given = {"title": new.title.strip(), "summary": text_or_none(new.summary)}
    return _changes(session, "story", story.id, story_content(story), given)


def changed_appearance(held: Appearance, new: NewAppearance) -> list[FieldProblem]:
    """Fields in which an appearance differs from the one of the same claim in the same report."""
    given = {
        "words": new.words,
        "place": new.place,
        "hedge": new.hedge,
        "note": new.note,
        "relays": [[hop.content() for hop in way] for way in new.ways],
    }
    return _differences(appearance_content(held), given)


def changed_link(held: Link, new: NewLink) -> list[FieldProblem]:
    """Fields in which a tie differs from the one of the same type between the same claims."""
    return _differences(link_content(held), {"interested": new.is_interested, "note": text_or_none(new.note)})


def new_assessments(held: Sequence[Assessment], given: Sequence[NewAssessment]) -> list[list[FieldProblem] | None]:
    """For each of ``given``: None if it is on record, else what contradicts a decision as of the same day."""
    unmatched = [_comparable(assessment_content(each)) for each in held]
    fresh: list[dict[str, Any] | None] = []
    for new in given:
        content = _given_assessment(new)
        same = next((one for one in unmatched if one == _with_stances(content, one)), None)
        if same is not None:
            unmatched.remove(same)
        fresh.append(None if same is not None else content)
    return [None if content is None else _contradicted(content, unmatched) for content in fresh]


def _with_stances(given: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
    """The decision as given, with the stances of the one on record where it says none: they may be any."""
    if len(held["evidence"]) != len(given["evidence"]):
        return given
    pairs = zip(held["evidence"], given["evidence"], strict=True)
    return {**given, "evidence": [{**piece, "stance": piece["stance"] or known["stance"]} for known, piece in pairs]}


def _contradicted(given: dict[str, Any], unmatched: list[dict[str, Any]]) -> list[FieldProblem]:
    for held in unmatched:
        if (held["as_of"], held["aspect"]) == (given["as_of"], given["aspect"]):
            return _differences(held, _with_stances(given, held))
    return []


def _given_assessment(new: NewAssessment) -> dict[str, Any]:
    return {
        "status": new.status,
        "aspect": new.aspect,
        "outcome": new.outcome,
        "as_of": new.as_of,
        "rationale": new.rationale,
        "evidence": [
            {
                "type": "report" if one.report else "claim",
                "slug": one.report or one.claim,
                "stance": one.stance,
                "note": one.note,
            }
            for one in new.evidence
        ],
        "reliability": new.reliability,
        "credibility": new.credibility,
        "review_by": new.review_by.isoformat() if new.review_by else None,
    }


def _comparable(content: dict[str, Any]) -> dict[str, Any]:
    """What an import can give of a decision."""
    return {name: value for name, value in content.items() if name not in {"id", "approved_by", "corrects"}}


def _changes(
    session: Session, subject: str, subject_id: int, held: Mapping[str, Any], given: Mapping[str, Any]
) -> list[FieldProblem]:
    if all(held[name] == value for name, value in given.items()):
        return []
    revisions = select(Revision.content).where(Revision.subject == subject, Revision.subject_id == subject_id)
    former = list(session.scalars(revisions))
    changed = {
        name: value for name, value in given.items() if not any(each.get(name) == value for each in (held, *former))
    }
    return _differences(held, changed)


def _differences(held: Mapping[str, Any], given: Mapping[str, Any], path: str = "") -> list[FieldProblem]:
    problems = []
    for name, value in given.items():
        if isinstance(value, dict) and isinstance(held[name], dict):
            problems += _differences(held[name], value, f"{path}{name}.")
        elif value != held[name]:
            message = f"On record is {_shown(held[name])}, here it is {_shown(value)}. {KEPT}"
            problems.append(FieldProblem(path + name, message))
    return problems


def _shown(value: object) -> str:
    """A value as a person reads it."""
    if value is None or value == [] or value == "":
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(_shown(each) for each in value.values() if each is not None)
    if isinstance(value, list):
        return "; ".join(_shown(each) for each in value)
    return f"“{value}”"
