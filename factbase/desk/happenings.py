"""What others did to a claim while an editor was writing, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from factbase.domain.dates import display, parse_edtf_date
from factbase.domain.links import INWARD, OUTWARD, LinkType
from factbase.domain.status import Status
from factbase.queries.acts import ActRow, acts_on_claim, newest_seq


@dataclass(frozen=True, slots=True)
class Happening:
    """One act: who, when, what, and for a decision its status with the day from which it holds."""

    by: str
    at: datetime
    what: str
    status: Status | None = None
    as_of: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened to a claim since a form was opened, oldest first, and the newest act of all."""

    happenings: Sequence[Happening]
    seq: int

    @property
    def people(self) -> str:
        """Who did it, each once: "J. Okafor and H. Lind"."""
        names = list(dict.fromkeys(happening.by for happening in self.happenings))
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def meanwhile(session: Session, slug: str, *, after: int) -> Meanwhile:
    """What happened to the claim after the act ``after``."""
    acts = acts_on_claim(session, slug, after=after)
    return Meanwhile([_happening(act, slug) for act in acts], newest_seq(session))


def deed(act: ActRow) -> str:
    """What an act did to its claim, in a few words."""
    match act.verb:
        case "assess":
            return f"decided: {act.content['status']}"
        case "correct":
            return f"corrected a decision: {act.content['status']}"
        case "reword":
            return f"changed {_fields(act.content)}"
        case "appear":
            return "added a report"
        case "link":
            return "tied it to another claim"
        case "publish":
            return "published it"
        case "draft":
            return "drafted it"
        case _:
            return "recorded it"


def _happening(act: ActRow, slug: str) -> Happening:
    content = act.content
    if act.verb in {"assess", "correct"}:
        what = "Corrected a decision" if act.verb == "correct" else "Decided"
        as_of = display(parse_edtf_date(content["as_of"]))
        return Happening(act.by, act.recorded_at, what, Status(content["status"]), as_of, content["rationale"])
    if act.verb == "reword":
        return Happening(act.by, act.recorded_at, f"Changed {_fields(content)}", words=content["reason"])
    if act.verb == "appear":
        what = f"Added a report: {content['report']}"
        return Happening(act.by, act.recorded_at, what, words=content["words"])
    if act.verb == "link":
        return Happening(act.by, act.recorded_at, _tie(act, slug))
    return Happening(act.by, act.recorded_at, deed(act).capitalize())


def _tie(act: ActRow, slug: str) -> str:
    type_ = LinkType(act.content["type"])
    if act.slug == slug:
        return f"Tied it to another claim: {OUTWARD[type_].lower()} {act.content['claim']}"
    return f"Tied another claim to it: {INWARD[type_].lower()} {act.slug}"


def _fields(content: Mapping[str, Any]) -> str:
    return ", ".join(name.replace("_", " ") for name in content["changed"])
