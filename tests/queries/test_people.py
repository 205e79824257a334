from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from factbase.domain.errors import NotFound
from factbase.domain.links import LinkType
from factbase.domain.status import Kind, Status
from factbase.domain.text import fold_name
from factbase.domain.track_record import Result
from factbase.domain.vantage import Vantage
from factbase.models import OutletKind, SpeakerKind, SpeakerName
from factbase.queries import people
from factbase.queries.credits import credited_by, crediting
from factbase.queries.outlets import reports_of
from factbase.queries.people import PeopleFilter, PeopleOrder
from factbase.queries.profiles import outlet_profile, speaker_profile
from factbase.queries.speakers import roles_of, ties_of
from factbase.queries.track_records import durations, track_record
from factbase.services.naming import NewName
from factbase.services.recording import Rewording, reword_claim
from factbase.services.reporting import Hop
from factbase.services.revising import locked_claim
from factbase.services.wording import wording_of
from tests.factories import (
    NOW,
    editor,
    make_appearance,
    make_assessment,
    make_claim,
    make_link,
    make_outlet,
    make_quantity,
    make_report,
    make_role,
    make_speaker,
)

TODAY = date(2026, 6, 1)
PLAIN = Vantage.now(TODAY)
MAY = Vantage(as_of=date(2024, 5, 31), today=TODAY)
LATER = NOW + timedelta(days=30)
THEN = Vantage(as_of=TODAY, today=TODAY, recorded_by=NOW)


def speakers(session, vantage=PLAIN, *, limit=50, offset=0, **given):
    return people.speakers(session, vantage, PeopleFilter(**given), limit=limit, offset=offset)


def outlets(session, vantage=PLAIN, **given):
    return people.outlets(session, vantage, PeopleFilter(**given), limit=50)


def names(found):
    return [row.name for row in found.rows]


def slugs(rows):
    return [row.slug for row in rows]


def add_name(session, speaker, name):
    session.add(SpeakerName(speaker_id=speaker.id, name=name, folded=fold_name(name), recorded_at=LATER))
    session.flush()


# Lists


def test_speakers_run_by_name_or_by_the_number_of_their_claims(session):
    for _ in range(2):
        make_claim(session, speaker="Zakharova")
    make_claim(session, speaker="antonov")

    assert names(speakers(session)) == ["antonov", "Zakharova"]
    assert names(speakers(session, order=PeopleOrder.CLAIMS)) == ["Zakharova", "antonov"]


def test_a_speaker_comes_with_counts_by_status_and_the_day_of_the_newest_claim(session):
    denied = make_claim(session, speaker="Shin Wonsik", made_on="2024-03-18")
    make_claim(session, speaker="Shin Wonsik", made_on="2024-06")
    make_assessment(session, denied, Status.DENIED, as_of="2024-03-18")

    (row,) = speakers(session).rows

    assert row.claims == 2
    assert row.statuses == {Status.DENIED: 1, Status.UNCONFIRMED: 1}
    assert row.latest is not None
    assert row.latest.edtf == "2024-06"


def test_a_list_says_only_what_was_known_on_the_day(session):
    claim = make_claim(session, speaker="Shin Wonsik", made_on="2024-03-18")
    make_assessment(session, claim, Status.DENIED, as_of="2024-06-01")
    make_claim(session, speaker="Shin Wonsik", made_on="2024-06-14")
    make_claim(session, speaker=make_speaker(session, name="Later", country="RU"), made_on="2024-06-14")

    found = speakers(session, MAY)

    assert [(row.name, row.claims, row.statuses) for row in found.rows] == [("Shin Wonsik", 1, {Status.UNCONFIRMED: 1})]
    assert found.rows[0].latest.edtf == "2024-03-18"
    assert (found.total, found.countries) == (1, [])


def test_who_has_only_drafts_is_not_listed(session):
    make_claim(session, speaker="Drafted", publish=False)

    assert names(speakers(session)) == []


@pytest.mark.parametrize("q", ["shin won-sik", "Wonsik", "신원식", "SHIN", "шин"])
def test_a_speaker_is_found_by_a_part_of_any_name_in_any_script(session, q):
    spellings = [NewName("신원식", "ko"), NewName("Син Вонсик", "ru"), NewName("Шин", None)]
    make_claim(session, speaker=make_speaker(session, name="Shin Wonsik", names=spellings))
    make_claim(session, speaker="Dmitry Peskov")

    assert names(speakers(session, q=q)) == ["Shin Wonsik"]


@pytest.mark.parametrize("q", ["%", "_", "\\", "nobody"])
def test_marks_of_patterns_are_plain_characters_in_a_search(session, q):
    make_claim(session, speaker="Dmitry Peskov")

    assert names(speakers(session, q=q)) == []


def test_a_spelling_that_was_recorded_later_finds_nobody_before(session):
    speaker = make_speaker(session, name="Shin Wonsik")
    make_claim(session, speaker=speaker)
    add_name(session, speaker, "신원식")

    assert names(speakers(session, q="신원식")) == ["Shin Wonsik"]
    assert names(speakers(session, THEN, q="신원식")) == []


def test_lists_are_narrowed_by_kind_and_country_and_count_what_is_left(session):
    make_claim(session, speaker=make_speaker(session, name="A person", country="RU"))
    make_claim(session, speaker=make_speaker(session, name="A state", kind="government", country="KR"))

    assert names(speakers(session, kind=SpeakerKind.GOVERNMENT)) == ["A state"]
    assert names(speakers(session, country="RU")) == ["A person"]
    assert speakers(session, country="RU").total == 1
    assert speakers(session, country="RU").countries == ["KR", "RU"]


def test_pages_of_a_list_follow_one_another(session):
    for name in ("A", "B", "C"):
        make_claim(session, speaker=name)

    assert names(speakers(session, limit=2)) == ["A", "B"]
    assert names(speakers(session, limit=2, offset=2)) == ["C"]


def test_an_outlet_counts_what_it_published_and_what_it_is_credited_for_each_claim_once(session):
    wire = make_outlet(session, name="AP News", kind="wire")
    claim = make_claim(session, made_on="2024-03-18")
    for outlet in ("KVIA", "The Post"):
        report = make_report(session, outlet=outlet, published_on="2024-03-18")
        make_appearance(session, claim, report, ways=[[Hop(outlet=wire.slug)]])

    found = {row.name: (row.reports, row.claims) for row in outlets(session).rows}

    assert found == {"AP News": (0, 1), "KVIA": (1, 1), "The Post": (1, 1)}
    assert names(outlets(session, kind=OutletKind.WIRE)) == ["AP News"]


def test_an_outlet_is_listed_from_the_day_on_which_its_first_report_or_credit_was_out(session):
    wire = make_outlet(session, name="AP News")
    claim = make_claim(session, made_on="2024-03-18")
    make_appearance(session, claim, make_report(session, outlet="Early", published_on="2024-03-18"))
    late = make_report(session, outlet="Late", published_on="2024-06-02")
    make_appearance(session, claim, late, ways=[[Hop(outlet=wire.slug)]])

    assert names(outlets(session, MAY)) == ["Early"]
    assert names(outlets(session)) == ["AP News", "Early", "Late"]


def test_a_credit_in_a_draft_makes_nobody_known(session):
    wire = make_outlet(session, name="AP News")
    source = make_speaker(session, name="A source")
    draft = make_claim(session, publish=False)
    report = make_report(session, outlet="The Post", published_on="2024-03-18")
    make_appearance(session, draft, report, ways=[[Hop(outlet=wire.slug), Hop(speaker=source.slug)]])

    assert names(outlets(session)) == ["The Post"]
    assert names(speakers(session)) == []
    assert outlets(session).rows[0].claims == 0


# One speaker


def test_a_profile_has_the_other_spellings_with_their_languages(session):
    speaker = make_speaker(session, name="Shin Wonsik", country="KR", names=[NewName("신원식", "ko")])
    make_claim(session, speaker=speaker)
    add_name(session, speaker, "Shin Won-sik")

    now, then = speaker_profile(session, PLAIN, "shin-wonsik"), speaker_profile(session, THEN, "shin-wonsik")

    assert [(other.name, other.language) for other in now.names] == [("신원식", "ko"), ("Shin Won-sik", None)]
    assert [other.name for other in then.names] == ["신원식"]
    assert (now.kind, now.country) == (SpeakerKind.PERSON, "KR")


@pytest.mark.parametrize("vantage", [MAY, THEN])
def test_nobody_is_known_before_anything_was_said(session, vantage):
    make_claim(session, speaker="Shin Wonsik", made_on="2024-06-01", now=LATER)

    with pytest.raises(NotFound):
        speaker_profile(session, vantage, "shin-wonsik")


def test_who_is_only_credited_has_a_profile_too(session):
    source = make_speaker(session, name="Diplomatic sources", kind="anonymous")
    wire = make_outlet(session, name="Kyodo")
    report = make_report(session, published_on="2024-03-18")
    make_appearance(session, make_claim(session), report, ways=[[Hop(outlet=wire.slug), Hop(speaker=source.slug)]])

    assert speaker_profile(session, PLAIN, source.slug).name == "Diplomatic sources"
    assert outlet_profile(session, PLAIN, wire.slug).name == "Kyodo"


def test_roles_run_by_their_beginning_with_the_days_of_the_claims_made_in_them(session):
    speaker = make_speaker(session, name="Shin Wonsik")
    for day in ("2024-06-14", "2024-03"):
        make_claim(session, speaker=speaker, role="Minister of National Defence", made_on=day)
    make_claim(session, speaker=speaker, role="National Security Adviser", made_on="2024-10-01")

    rows = roles_of(session, PLAIN, speaker.id, track_record(session, PLAIN, speaker=speaker.slug))

    assert [(row.title, row.claims, row.first.edtf, row.last.edtf) for row in rows] == [
        ("Minister of National Defence", 2, "2024-03", "2024-06-14"),
        ("National Security Adviser", 1, "2024-10-01", "2024-10-01"),
    ]


def test_neither_a_later_role_nor_the_later_end_of_a_role_shows(session):
    speaker = make_speaker(session, name="Shin Wonsik")
    make_role(session, speaker, "Minister", held_from="2023-10", held_to="2024-08")
    make_role(session, speaker, "Adviser", held_from="2024-08")
    make_role(session, speaker, "Never seen")
    make_claim(session, speaker=speaker, made_on="2024-03-18")

    def at(vantage):
        record = track_record(session, vantage, speaker=speaker.slug)
        return [(row.title, row.held_to and row.held_to.edtf) for row in roles_of(session, vantage, speaker.id, record)]

    assert at(MAY) == [("Minister", None)]
    assert at(PLAIN) == [("Minister", "2024-08"), ("Adviser", None)]


def test_ties_lead_to_claims_of_others_and_back(session):
    claim = make_claim(session, slug="figure", speaker="Shin Wonsik", made_on="2024-03-18")
    newer = make_claim(session, slug="newer", speaker="Shin Wonsik", made_on="2024-04-01")
    denial = make_claim(session, slug="denial", speaker="Dmitry Peskov", made_on="2024-05-01")
    answer = make_claim(session, slug="answer", speaker="Shin Wonsik", made_on="2024-06-01")
    make_link(session, denial, LinkType.DENIES, claim, is_interested=True)
    make_link(session, answer, LinkType.RESPONDS_TO, denial)
    make_link(session, newer, LinkType.UPDATES, claim)

    now = ties_of(session, PLAIN, claim.speaker_id, limit=10)
    then = ties_of(session, MAY, claim.speaker_id, limit=10)

    assert [(tie.type, tie.own.slug, tie.other.slug) for tie in now.said] == [
        (LinkType.RESPONDS_TO, "answer", "denial")
    ]
    assert [(tie.type, tie.own.slug, tie.other.slug, tie.is_interested) for tie in now.heard] == [
        (LinkType.DENIES, "figure", "denial", True)
    ]
    assert (then.said, len(then.heard)) == ([], 1)


def test_a_tie_recorded_later_or_to_a_draft_does_not_show(session):
    claim = make_claim(session, speaker="Shin Wonsik")
    make_link(session, make_claim(session, speaker="Peskov"), LinkType.DENIES, claim, now=LATER)
    make_link(session, make_claim(session, speaker="Peskov", publish=False), LinkType.DENIES, claim)

    assert len(ties_of(session, PLAIN, claim.speaker_id, limit=10).heard) == 1
    assert ties_of(session, THEN, claim.speaker_id, limit=10).heard == []


# Track records


def settle(session, status, *, speaker="Peskov", made_on="2024-03-01", as_of="2024-03-11", **given):
    claim = make_claim(session, speaker=speaker, made_on=made_on, **given)
    make_assessment(session, claim, status, as_of=as_of)
    return claim


def test_a_record_counts_every_claim_and_keeps_open_ones_in(session):
    settle(session, Status.CONFIRMED)
    part = settle(session, Status.CONFIRMED, kind="quantity", quantity=make_quantity())
    make_assessment(session, part, Status.DISPUTED, as_of="2024-03-12", aspect="magnitude")
    settle(session, Status.REFUTED, kind="denial")
    settle(session, Status.WITHDRAWN)
    settle(session, Status.DENIED)
    make_claim(session, speaker="Peskov")
    settle(session, Status.CONFIRMED, kind="position")

    record = track_record(session, PLAIN, speaker="peskov")

    assert record.results == {
        Result.BORNE_OUT: 1,
        Result.IN_PART: 1,
        Result.NOT_BORNE_OUT: 1,
        Result.WITHDRAWN: 1,
        Result.OPEN: 2,
        Result.NOT_CHECKABLE: 1,
    }
    assert record.by_kind[Kind.DENIAL][Result.NOT_BORNE_OUT] == 1
    assert record.statuses[Status.CONFIRMED] == 3
    assert record.rate is None


def test_a_claim_that_came_late_is_borne_out_in_part_and_a_fresh_look_leaves_it_so(session):
    claim = make_claim(session, speaker="Peskov", kind="intention", made_on="2024-03-01", due_on="2024-03-10")
    make_assessment(session, claim, Status.CONFIRMED, as_of="2024-04-01", outcome="late")
    make_assessment(session, claim, Status.CONFIRMED, as_of="2024-05-01")

    record = track_record(session, PLAIN, speaker="peskov")

    assert record.results[Result.IN_PART] == 1


def test_of_what_nobody_can_know_no_duration_is_counted(session):
    claim = make_claim(session, speaker="Peskov", kind="intention", made_on="2024-03-01", due_on="2024-03-10")
    make_assessment(session, claim, Status.DISPUTED, as_of="2024-04-01", outcome="cannot_be_known")

    assert track_record(session, PLAIN, speaker="peskov").results[Result.NOT_CHECKABLE] == 1
    assert durations(session, PLAIN, speaker="peskov") == []


def test_from_five_settled_claims_on_there_is_a_rate_with_its_interval(session):
    for status in (Status.CONFIRMED, Status.CONFIRMED, Status.CONFIRMED, Status.CONFIRMED, Status.REFUTED):
        settle(session, status)

    rate = track_record(session, PLAIN, speaker="peskov").rate

    assert rate is not None
    assert (rate.borne_out, rate.settled) == (4, 5)
    assert rate.low < rate.share < rate.high


def test_a_record_says_what_was_settled_by_the_day(session):
    settle(session, Status.CONFIRMED, as_of="2024-06-05")

    assert track_record(session, MAY, speaker="peskov").results[Result.OPEN] == 1
    assert track_record(session, PLAIN, speaker="peskov").results[Result.BORNE_OUT] == 1


def test_a_record_goes_by_the_kind_that_was_on_record_then(session):
    claim = settle(session, Status.CONFIRMED, kind="position")
    wording = replace(wording_of(locked_claim(session, claim.slug)), kind="event")
    reword_claim(session, Rewording(claim.slug, claim.version, wording, "It happened."), actor=editor(), now=LATER)

    assert track_record(session, PLAIN, speaker="peskov").results[Result.BORNE_OUT] == 1
    assert track_record(session, THEN, speaker="peskov").results[Result.NOT_CHECKABLE] == 1


def test_a_claim_is_open_from_its_first_day_until_what_settled_it_for_good(session):
    claim = make_claim(session, slug="visit", speaker="Peskov", made_on="2024-03-01/2024-03-05")
    for status, day in (
        (Status.CONFIRMED, "2024-03-06"),
        (Status.DISPUTED, "2024-03-07"),
        (Status.CONFIRMED, "2024-03-11"),
        (Status.REFUTED, "2024-04-01"),
    ):
        make_assessment(session, claim, status, as_of=day)

    (settled,) = durations(session, PLAIN, speaker="peskov")
    (still_open,) = durations(session, Vantage(as_of=date(2024, 3, 8), today=TODAY), speaker="peskov")

    assert (settled.claim, settled.days, settled.observed) == ("visit", 10, True)
    assert (still_open.days, still_open.observed) == (7, False)


def test_durations_leave_out_what_cannot_be_checked(session):
    settle(session, Status.CONFIRMED, kind="position")

    assert durations(session, PLAIN, speaker="peskov") == []


def test_durations_are_told_apart_by_outlet_and_by_whether_the_speaker_is_named(session):
    settle(session, Status.CONFIRMED, slug="named")
    unnamed = make_speaker(session, name="Sources", kind="anonymous")
    claim = settle(session, Status.CONFIRMED, slug="unnamed", speaker=unnamed)
    make_appearance(session, claim, make_report(session, outlet="NHK", published_on="2024-03-01"))

    def claims(**whose):
        return [one.claim for one in durations(session, PLAIN, **whose)]

    assert claims(anonymous=True) == ["unnamed"]
    assert claims(anonymous=False) == ["named"]
    assert claims(outlet="nhk") == ["unnamed"]
    assert sorted(claims()) == ["named", "unnamed"]


# One outlet


def test_reports_come_newest_first_with_the_claims_that_they_carry(session):
    claim = make_claim(session, slug="figure", made_on="2024-03-18")
    draft = make_claim(session, publish=False)
    late_claim = make_claim(session, slug="late", made_on="2024-06-02")
    old = make_report(session, outlet="NHK", title="Old", published_on="2024-03")
    new = make_report(session, outlet="NHK", title="New", published_on="2024-06-02")
    for carried, report in ((claim, old), (draft, old), (claim, new), (late_claim, new)):
        make_appearance(session, carried, report)

    now, total = reports_of(session, PLAIN, old.outlet_id, limit=10)
    then, _ = reports_of(session, MAY, old.outlet_id, limit=10)

    assert [(one.report.title, slugs(one.claims)) for one in now] == [("New", ["figure", "late"]), ("Old", ["figure"])]
    assert [(one.report.title, slugs(one.claims)) for one in then] == [("Old", ["figure"])]
    assert total == 2


def test_credits_are_counted_in_reports_along_the_whole_way_back(session):
    wire, agency = make_outlet(session, name="AP"), make_outlet(session, name="KCNA")
    speaker = make_speaker(session, name="Sources", kind="anonymous")
    paper = make_outlet(session, name="The Post")
    for number in range(2):
        report = make_report(session, outlet=paper, published_on="2024-03-18")
        ways = [[Hop(outlet=wire.slug), Hop(outlet=agency.slug)]] if number else [[Hop(outlet=wire.slug)]]
        make_appearance(session, make_claim(session), report, ways=ways)
    original = make_report(session, outlet=agency, published_on="2024-03-17")
    late = make_report(session, outlet="The Sun", published_on="2024-06-02")
    make_appearance(session, make_claim(session), late, ways=[[Hop(report=original.slug)], [Hop(speaker=speaker.slug)]])

    def pairs(rows):
        return [(row.kind, row.name, row.reports) for row in rows]

    assert pairs(credited_by(session, PLAIN, paper.id, limit=9)) == [("outlet", "AP", 2), ("outlet", "KCNA", 1)]
    assert pairs(credited_by(session, PLAIN, late.outlet_id, limit=9)) == [
        ("outlet", "KCNA", 1),
        ("speaker", "Sources", 1),
    ]
    assert pairs(crediting(session, PLAIN, agency.id, limit=9)) == [("outlet", "The Post", 1), ("outlet", "The Sun", 1)]
    assert pairs(crediting(session, MAY, agency.id, limit=9)) == [("outlet", "The Post", 1)]
