"""What the templates under ``templates/partials`` read, written down as the plainest classes that will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factbase.domain.status import Aspect, Kind, Status
from factbase.edge.status_mix import StatusMix


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as its source."""

    display: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words."""

    text: str
    lang: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in words."""

    display: str


@dataclass(frozen=True, slots=True)
class Origins:
    """How many reports, from how many independent origins."""

    reports: int
    independent: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim in a list."""

    slug: str
    statement: str
    speaker: Speaker
    made_on: When
    status: Status
    status_since_display: str = "12 June 2024"
    kind: Kind = Kind.EVENT
    role: str | None = None
    country_name: str | None = None
    quote: Quote | None = None
    quantity: Amount | None = None
    due_on: When | None = None
    origins: Origins = Origins(1, 1)
    why: str | None = None
    snippet: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a claim's status."""

    claim: Claim
    before: Status | None
    after: Status
    reason: str | None = None
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """What belongs to one day of a list."""

    display: str
    iso: str | None = None
    claims: Sequence[Claim] = ()
    changes: Sequence[Change] = ()


@dataclass(frozen=True, slots=True)
class DueItem:
    """A claim that comes due."""

    claim: Claim
    due_on: When
    distance: str
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list."""

    slug: str
    title: str
    summary: str | None
    mix: StatusMix
    last_change_display: str | None = None
    coming_due: int = 0


@dataclass(frozen=True, slots=True)
class ChainNode:
    """Somebody in the chain of who heard it from whom."""

    name: str
    lines: Sequence[str] = ()
    relays: Sequence[ChainNode] = ()
    url: str | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence."""

    label: str
    url: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceSides:
    """Evidence by what it does for the claim."""

    supports: Sequence[EvidenceItem] = ()
    against: Sequence[EvidenceItem] = ()
    context: Sequence[EvidenceItem] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """An assessment in the history of a claim."""

    anchor: str
    status: Status
    as_of_display: str
    rationale: str | None
    evidence: EvidenceSides | None
    by: str
    recorded_display: str
    as_of_iso: str | None = None
    aspect: Aspect | None = None
    outcome: str | None = None
    grade: str | None = None
    approved_by: str | None = None
    decided_alone: bool = False
    corrected_by: str | None = None
    corrects: str | None = None
    kind: str = "assessment"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after a revision."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Rewording:
    """A revision in the history of a claim."""

    anchor: str
    made_display: str
    fields: Sequence[FieldChange]
    by: str
    why: str | None = None
    kind: str = "revision"


@dataclass(frozen=True, slots=True)
class Tie:
    """A related claim."""

    claim: Claim
    interested: bool = False


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Related claims of one kind of tie."""

    label: str
    links: Sequence[Tie] = ()
