"""How decisions are made and what the words mean: the page that readers and assessors check the rest against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from factbase.domain.grading import CREDIBILITY, RELIABILITY, grade_in_words
from factbase.domain.links import OUTWARD, LinkType
from factbase.domain.quantities import ABOUT
from factbase.domain.roles import AccountRole
from factbase.domain.status import MEANING, OUTCOME_WORDS, Kind, Outcome, Status
from factbase.domain.track_record import LEAST_SETTLED, RESULT_MEANING
from factbase.edge.addresses import absolute
from factbase.edge.cards import DateCard, day_card
from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage
from factbase.web.record_view import RESULT_LABELS

bp = Blueprint("about", __name__)

EXAMPLE = "address-of-the-claim"


@dataclass(frozen=True, slots=True)
class MethodVersion:
    """One version of the method: whoever changes a rule adds one, and says what changed."""

    number: str
    dated: DateCard
    change: str


VERSIONS = (MethodVersion("1.0", day_card(date(2026, 11, 23)), "First version."),)
"""All versions of the page, newest first."""

TAKES: Mapping[Status, str] = {
    Status.UNCONFIRMED: "The claim itself",
    Status.CORROBORATED: "Two origins, independent as far as the record goes, or independent evidence",
    Status.CONFIRMED: "A primary document or record, an acknowledgement by those in a position to know, or the event",
    Status.DISPUTED: "Two credible accounts that cannot both hold",
    Status.DENIED: "The denial, on record as a claim of its own",
    Status.REFUTED: "A primary document or record to the contrary, or a due date that passed without it",
    Status.WITHDRAWN: "The withdrawal, on record",
}
WORDED: Mapping[Status, str] = {
    Status.UNCONFIRMED: "“said”; “has not been confirmed by others”",
    Status.CORROBORATED: "“said separately”; never “proved”",
    Status.CONFIRMED: "“confirmed on 17 June 2024 by …”",
    Status.DISPUTED: "“… said; … found otherwise”",
    Status.DENIED: "“denied by …, a party to the matter”",
    Status.REFUTED: "“the record shows …”; never “lied”",
    Status.WITHDRAWN: "“withdrawn by … on …”",
}
KINDS: Mapping[Kind, str] = {
    Kind.EVENT: "that something happened, or is so",
    Kind.QUANTITY: "how many or how much, with the hedge that came with the figure",
    Kind.INTENTION: "that something will happen, with the day by which it can be judged",
    Kind.POSITION: "what somebody thinks, wants or refuses; it is confirmed only as having been said",
    Kind.DENIAL: "that something is not so; a claim of its own, tied to the one that it denies",
}
TIES: Mapping[LinkType, str] = {
    LinkType.CONFIRMS: "its speaker acknowledges the other claim",
    LinkType.DENIES: "its speaker says that the other claim is not so",
    LinkType.NEITHER_CONFIRMS_NOR_DENIES: "its speaker says so in as many words",
    LinkType.DECLINES_TO_COMMENT: "its speaker was asked and did not answer",
    LinkType.CORROBORATES: "it says the same from an independent origin",
    LinkType.CONTRADICTS: "both cannot hold",
    LinkType.UPDATES: "the same speaker, or the same office, gives a newer figure or date",
    LinkType.REPEATS: "it passes on the same origin, and adds no evidence",
    LinkType.RESPONDS_TO: "it answers without confirming or denying",
    LinkType.RETRACTS: "its speaker or outlet takes the other one back",
}
ROLES: Mapping[AccountRole, str] = {
    AccountRole.READER: "reads everything published, without an account",
    AccountRole.CONTRIBUTOR: "drafts claims, proposes assessments, comments",
    AccountRole.EDITOR: "publishes, assesses, approves, corrects, merges duplicates and undoes a merge",
    AccountRole.ADMIN: "looks after accounts, tokens and settings, and may do what editors may",
}


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A status with its meaning, what it takes, and how it is worded."""

    status: Status
    says: str
    takes: str
    worded: str
    resolved: bool


@dataclass(frozen=True, slots=True)
class MethodPage:
    """Everything that ``about/method.html`` shows. Pairs are of a word and its meaning."""

    versions: Sequence[MethodVersion]
    statuses: Sequence[StatusRule]
    kinds: Sequence[tuple[str, str]]
    ties: Sequence[tuple[str, str]]
    roles: Sequence[tuple[str, str]]
    reliability: Sequence[tuple[str, str]]
    credibility: Sequence[tuple[int, str]]
    grade: str
    outcomes: Sequence[tuple[str, str]]
    results: Sequence[tuple[str, str]]
    least_settled: int
    about_reach: str
    two_person: bool
    today: DateCard
    example_url: str
    example_day_url: str


@bp.get("/about/method")
def method() -> ResponseReturnValue:
    """How statuses are decided, and what the words mean."""
    Parameters().done()
    return render_template("about/method.html", page=method_page())


def method_page() -> MethodPage:
    """The page as it is now: the method has versions, and no vantage."""
    return MethodPage(
        versions=VERSIONS,
        statuses=[StatusRule(one, MEANING[one], TAKES[one], WORDED[one], one.resolved) for one in Status],
        kinds=[(kind.value.capitalize(), KINDS[kind]) for kind in Kind],
        ties=[(OUTWARD[tie], TIES[tie]) for tie in LinkType],
        roles=[(role.value.capitalize(), ROLES[role]) for role in AccountRole],
        reliability=list(RELIABILITY.items()),
        credibility=list(CREDIBILITY.items()),
        grade=grade_in_words("C", 2) or "",
        outcomes=[(one.value.replace("_", " ").capitalize(), OUTCOME_WORDS[one]) for one in Outcome],
        results=[(label, RESULT_MEANING[result]) for result, label in RESULT_LABELS.items()],
        least_settled=LEAST_SETTLED,
        about_reach=f"{100 * ABOUT:.0f} %",
        two_person=bool(current_app.config["TWO_PERSON"]),
        today=day_card(current_vantage().today),
        example_url=absolute(url_for("claims.show", slug=EXAMPLE)),
        example_day_url=absolute(url_for("claims.show", slug=EXAMPLE, as_of="2024-06-12")),
    )
