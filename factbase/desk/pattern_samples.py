"""Sample values that are hard on a page: long names, Korean and Arabic, no date, twelve relays, empty sides.

Nothing here is on record.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from factbase.desk.pattern_shapes import (
    Amount,
    ChainNode,
    Change,
    Claim,
    Day,
    Decision,
    DueItem,
    EvidenceItem,
    EvidenceSides,
    FieldChange,
    Origins,
    Quote,
    Rewording,
    Speaker,
    StoryCard,
    Tie,
    TieGroup,
    When,
)
from factbase.domain.links import INWARD, LinkType
from factbase.domain.status import STATUS_ORDER, Aspect, Kind, Status
from factbase.edge.status_mix import status_mix

LONG_NAME = "Interdepartmental Commission for Foodstuffsecurityandhumanitarianassistancecoordination"

JUNE_12 = When("12 June 2024", date(2024, 6, 12), date(2024, 6, 12))
NO_DATE = When("date not known")
LATE_MAY = When("late May 2024", date(2024, 5, 21), date(2024, 5, 31))

LONG = Claim(
    slug="long",
    statement=(
        f"{LONG_NAME} of the Democratic People’s Republic of Korea said that the deliveries announced in the previous "
        "quarter had been received in full, and that none would be accepted before the end of the year."
    ),
    speaker=Speaker("commission", f"Spokesperson of the {LONG_NAME}"),
    role="Acting deputy head of the department for questions of the implementation of long-term programmes",
    country_name="Democratic People’s Republic of Korea",
    made_on=LATE_MAY,
    due_on=When("by the end of 2024", date(2024, 12, 31), date(2024, 12, 31)),
    status=Status.UNCONFIRMED,
    status_since_display="late May 2024",
    kind=Kind.INTENTION,
    origins=Origins(128, 1),
    why="One origin. No comment by any other party is on record.",
)
KOREAN = Claim(
    slug="korean",
    statement="Kim Jong Un said that relations with Russia had become “an unbreakable relationship”.",
    speaker=Speaker("kim-jong-un", "김정은 (Kim Jong Un)"),
    role="조선민주주의인민공화국 국무위원회 위원장",
    country_name="North Korea",
    made_on=JUNE_12,
    quote=Quote(
        "두 나라의 친선협조관계는 불패의 전우관계로 승화발전되였습니다.", "ko-KP", "Korean, as published by KCNA"
    ),
    status=Status.CONFIRMED,
    kind=Kind.POSITION,
    origins=Origins(12, 1),
)
ARABIC = Claim(
    slug="arabic",
    statement="قال المتحدث باسم الوزارة إن نحو 7000 حاوية نُقلت بين 12 و18 يونيو.",
    speaker=Speaker("spokesman", "المتحدث باسم وزارة الخارجية"),
    made_on=NO_DATE,
    quote=Quote("لم نتلقَّ أي تأكيد (AP) حتى الآن، و7000 رقم تقديري.", "ar", "Arabic, as relayed by AP News"),
    quantity=Amount("about 7,000 containers"),
    status=Status.DISPUTED,
    kind=Kind.QUANTITY,
    origins=Origins(2, 2),
)
FOUND = Claim(
    slug="found",
    statement=Markup("North Korea has sent about 7,000 <mark>containers</mark> of ammunition to Russia."),
    speaker=Speaker("shin-wonsik", "Shin Wonsik"),
    role="Minister of National Defence",
    country_name="South Korea",
    made_on=When("March 2024", date(2024, 3, 1), date(2024, 3, 31)),
    quantity=Amount("about 7,000 containers"),
    snippet=Markup("Matched in the assessment: “a count of <mark>containers</mark> seen at one port”"),
    status=Status.DENIED,
    kind=Kind.QUANTITY,
    origins=Origins(3, 1),
)

CLAIM_DAYS = (
    Day("Late May 2024", None, claims=(LONG,)),
    Day("12 June 2024", "2024-06-12", claims=(KOREAN, ARABIC)),
)
CHANGE_DAYS = (
    Day(
        "13 June 2024",
        "2024-06-13",
        changes=(
            Change(KOREAN, Status.CORROBORATED, Status.CONFIRMED, "KCNA published the text."),
            Change(ARABIC, Status.CONFIRMED, Status.REFUTED, is_correction=True),
        ),
    ),
    Day(
        "Date not known",
        None,
        changes=(Change(LONG, None, Status.UNCONFIRMED), Change(FOUND, Status.DENIED, Status.DENIED)),
    ),
)
DUE = (
    DueItem(LONG, When("about 18 June 2024"), "3 days past due", is_overdue=True),
    DueItem(KOREAN, When("by the end of 2024", date(2024, 12, 31), date(2024, 12, 31)), "in 6 months"),
)

ALL_STATUSES = status_mix({status: 7 - place for place, status in enumerate(STATUS_ORDER)})
STORIES = (
    StoryCard(
        "all", "A story in which every status occurs", "One claim or more of each.", ALL_STATUSES, "20 June 2024", 2
    ),
    StoryCard(
        "arabic", "حاويات بين بلدين", None, status_mix({Status.WITHDRAWN: 1, Status.CONFIRMED: 310}), "14 June 2024"
    ),
    StoryCard("empty", "A story that nobody has said anything about yet", None, status_mix({})),
)


def _relays(count: int) -> ChainNode:
    """An origin with ``count`` relays, each of which has it from the one before."""
    node: ChainNode | None = None
    for hop in range(count, 0, -1):
        name = f"Relay number {hop}"
        node = ChainNode(name, ("credits the one before", "12 June 2024, English"), (node,) if node else ())
    return ChainNode("Unidentified diplomatic sources", ("not named", "12 June 2024"), (node,) if node else ())


CHAIN = (
    ChainNode(
        "Дмитрий Песков",
        ("to reporters, Moscow", "24 May 2024"),
        (
            ChainNode(
                "RIA Novosti",
                ("heard it first-hand", "24 May 2024, Russian"),
                (ChainNode("360.ru", ("credits RIA Novosti",)),),
            ),
            ChainNode("연합뉴스 (Yonhap)", ("route not stated", "Korean"), url="https://example.org/", unsure=True),
            *(ChainNode(f"Outlet {number}", ("credits him",)) for number in range(1, 11)),
        ),
    ),
    _relays(12),
)
EVIDENCE = EvidenceSides(
    supports=(
        EvidenceItem("KCNA, 17 June 2024", "https://example.org/", "Korean · origin 1"),
        EvidenceItem("وكالة الأنباء، 17 يونيو 2024", None, "Arabic · origin 2"),
    ),
    context=(EvidenceItem("The visit of July 2000", None, "archive"),),
)
HISTORY = (
    Decision(
        anchor="a3",
        status=Status.CONFIRMED,
        as_of_display="17 June 2024",
        as_of_iso="2024-06-17",
        rationale="The Kremlin announced a state visit for 18–19 June 2024, and North Korea announced the same dates.",
        evidence=EVIDENCE,
        by="M. Duarte",
        approved_by="H. Lind",
        recorded_display="17 June 2024, 14:05 UTC",
        grade="Grade A1: source completely reliable, confirmed by other sources",
        corrects="a2",
    ),
    Rewording(
        anchor="r1",
        made_display="14 June 2024",
        fields=(FieldChange("Made on", "late May 2024", "24 May 2024"), FieldChange("Quote", None, "Визит готовим.")),
        by="J. Okafor",
        why="RIA Novosti dates the remark to 24 May.",
    ),
    Decision(
        anchor="a2",
        status=Status.REFUTED,
        as_of_display="12 June 2024",
        rationale="Taken for another visit.",
        evidence=EvidenceSides(against=(EvidenceItem("NHK, 12 June 2024"),)),
        by="H. Lind",
        recorded_display="12 June 2024, 16:40 UTC",
        decided_alone=True,
        aspect=Aspect.TIMING,
        corrected_by="a3",
    ),
    Decision("a1", Status.UNCONFIRMED, "late May 2024", None, None, "the import", "12 June 2024, 15:58 UTC"),
)
TIES = (
    TieGroup(INWARD[LinkType.DENIES], (Tie(replace(ARABIC, status=Status.DENIED), interested=True), Tie(LONG))),
    TieGroup(INWARD[LinkType.NEITHER_CONFIRMS_NOR_DENIES], (Tie(KOREAN),)),
    TieGroup("Contradicted or denied by"),
)
