"""The seed data, whole: everything in the files is on record, held against the YAML as PyYAML alone reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from factbase.domain.status import Stance, Status
from factbase.models import (
    Act,
    Appearance,
    Assessment,
    Claim,
    ClaimCountry,
    Evidence,
    Link,
    Outlet,
    OutletName,
    Relay,
    Report,
    Revision,
    Role,
    Speaker,
    SpeakerName,
    Story,
)
from factbase.services.ledger import verify_ledger

pytestmark = pytest.mark.seeded

FILES = sorted((Path(__file__).parents[1] / "seed").glob("*.yaml"))
DOCUMENTS: list[dict[str, Any]] = [yaml.safe_load(path.read_text()) for path in FILES]
CLAIMS: list[dict[str, Any]] = [claim for document in DOCUMENTS for claim in document["claims"]]
EVIDENCE_ONLY = [report for document in DOCUMENTS for report in document.get("reports", [])]
(ARTICLE,) = (document["article"] for document in DOCUMENTS if "article" in document)


def appearances() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for claim in CLAIMS:
        for report in claim["reports"]:
            yield claim, report


def page(report: dict[str, Any]) -> Hashable:
    return report.get("url") or (report["outlet"], report.get("title"))


def ways(report: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    chain = tuple(report.get("chain", ()))
    return tuple(chain if chain[:1] == (name,) else (name,) for name in report.get("relays", ()))


def counted(session: Session, statement: Select[*tuple[Any, ...]]) -> Counter[Any]:
    return Counter(tuple(row) for row in session.execute(statement))


def test_the_files_are_those_that_the_product_speaks_of():
    assert [path.name for path in FILES] == ["arms-transfers.yaml", "diplomacy.yaml", "seed-article.yaml"]
    assert len(CLAIMS) == 311
    assert len({page(report) for _, report in appearances()} | {page(report) for report in EVIDENCE_ONLY}) == 478


def test_every_story_is_there(seeded_session):
    given = Counter(
        (story["slug"], story["title"], story["summary"])
        for document in DOCUMENTS
        for story in document.get("stories", [])
    )

    assert counted(seeded_session, select(Story.slug, Story.title, Story.summary)) == given


def test_every_claim_is_there_published_with_its_wording(seeded_session):
    columns = (
        Claim.slug, Claim.source_key, Claim.statement, Claim.kind, Story.slug, Claim.made_on_edtf,
        Claim.made_on_note, Claim.due_on_edtf, Speaker.name, Role.title, Claim.via,
    )  # fmt: skip
    statement = select(*columns).join(Claim.speaker).join(Claim.role).join(Claim.story)

    recorded = counted(seeded_session, statement.where(Claim.published_at.is_not(None)))

    assert recorded == Counter(
        (
            claim["slug"], claim["slug"], claim["statement"], claim["kind"], claim["story"], claim["made_on"],
            claim.get("made_on_note"), claim.get("due_on"), claim["speaker"]["name"], claim["speaker"]["role"],
            claim["speaker"].get("via"),
        )
        for claim in CLAIMS
    )  # fmt: skip


def test_every_quote_is_there(seeded_session):
    recorded = counted(
        seeded_session,
        select(Claim.slug, Claim.quote, Claim.quote_language, Claim.quote_note).where(Claim.quote.is_not(None)),
    )

    quotes = [(claim["slug"], claim["quote"]) for claim in CLAIMS if "quote" in claim]
    assert recorded == Counter((slug, quote["text"], quote["language"], quote.get("note")) for slug, quote in quotes)


def test_every_quantity_is_there(seeded_session):
    names = ("qualifier", "value", "low", "high", "unit", "what", "as_reported")
    columns = [getattr(Claim, f"quantity_{name}") for name in names]

    recorded = counted(seeded_session, select(Claim.slug, *columns).where(Claim.quantity_qualifier.is_not(None)))

    given = [(claim["slug"], claim["quantity"]) for claim in CLAIMS if "quantity" in claim]
    assert recorded == Counter((slug, *(quantity.get(name) for name in names)) for slug, quantity in given)


def test_every_hedge_of_a_claim_is_there(seeded_session):
    recorded = {slug: hedging for slug, hedging in seeded_session.execute(select(Claim.slug, Claim.hedging)) if hedging}

    assert recorded == {claim["slug"]: claim["hedging"] for claim in CLAIMS if "hedging" in claim}


def test_every_country_is_there(seeded_session):
    recorded = counted(seeded_session, select(Claim.slug, ClaimCountry.country).join_from(Claim, ClaimCountry))

    assert recorded == Counter((claim["slug"], code) for claim in CLAIMS for code in claim.get("countries", ()))


def test_the_same_name_is_the_same_speaker(seeded_session):
    speakers = [claim["speaker"] for claim in CLAIMS]

    recorded = counted(seeded_session, select(Speaker.name, Speaker.kind, Speaker.country))

    assert len(recorded) == 114
    assert recorded == Counter({(one["name"], one["kind"], one.get("country")) for one in speakers})


def test_every_role_and_spelling_of_a_speaker_is_there(seeded_session):
    speakers = [claim["speaker"] for claim in CLAIMS]

    roles = counted(seeded_session, select(Speaker.name, Role.title, Role.country).join_from(Speaker, Role))
    names = counted(seeded_session, select(Speaker.name, SpeakerName.name).join_from(Speaker, SpeakerName))

    assert roles == Counter({(one["name"], one["role"], one.get("country")) for one in speakers})
    assert names == Counter({(one["name"], other) for one in speakers for other in one.get("also_written", ())})


def test_the_same_address_is_the_same_report(seeded_session):
    recorded = set()
    for url, outlet, title in seeded_session.execute(select(Report.url, Outlet.name, Report.title).join(Report.outlet)):
        recorded.add(url or (outlet, title))

    assert len(recorded) == 478
    assert recorded == {page(report) for report in [*(report for _, report in appearances()), *EVIDENCE_ONLY]}
    assert seeded_session.scalar(select(func.count(Report.id))) == 478


def test_a_report_has_all_that_any_row_says_of_it(seeded_session):
    reports = {
        report.url or (report.outlet.name, report.title): report
        for report in seeded_session.scalars(select(Report).options(selectinload(Report.outlet)))
    }

    for given in [*(report for _, report in appearances()), *EVIDENCE_ONLY]:
        report = reports[page(given)]
        assert report.outlet.name == given["outlet"]
        assert given.get("title") in (None, report.title)
        assert given.get("language") in (None, report.language)
        # One page has its month in one row and its day in another: the day is kept.
        assert (report.published_on_edtf or "").startswith(given.get("published_on", ""))
    told = {key: report.published_on_edtf for key, report in reports.items() if report.published_on_edtf}
    assert told.keys() == {
        page(given) for given in [*(one for _, one in appearances()), *EVIDENCE_ONLY] if "published_on" in given
    }


def test_every_outlet_is_there(seeded_session):
    publishing = {report["outlet"] for _, report in appearances()}
    publishing_evidence = {report["outlet"] for report in EVIDENCE_ONLY}
    credited = {name for _, report in appearances() for way in ways(report) for name in way}
    credited |= {name for report in EVIDENCE_ONLY for way in ways(report) for name in way} | {ARTICLE["credits"]}

    of_claims = set(
        seeded_session.scalars(select(Outlet.name).join(Report).join(Appearance, Appearance.report_id == Report.id))
    )

    assert of_claims == publishing
    assert len(of_claims) == 214
    assert set(seeded_session.scalars(select(Outlet.name).join(Report))) == publishing | publishing_evidence
    assert len(publishing | publishing_evidence) == 223
    assert set(seeded_session.scalars(select(Outlet.name))) == publishing | publishing_evidence | credited


def test_every_appearance_is_there_with_words_hedge_and_note(seeded_session):
    columns = (Claim.slug, Report.url, Appearance.words, Appearance.hedge, Appearance.note)
    statement = select(*columns).join_from(Appearance, Claim).join(Appearance.report)

    recorded = counted(seeded_session, statement)

    assert recorded == Counter(
        (claim["slug"], one.get("url"), one.get("words"), one.get("hedge"), one.get("note"))
        for claim, one in appearances()
    )


def test_every_relay_and_every_step_of_every_chain_is_there(seeded_session):
    columns = (Claim.slug, Report.url, Relay.credit_no, Relay.hop_no, Outlet.name)
    statement = select(*columns).join(Relay.appearance).join(Claim).join(Appearance.report)

    recorded = counted(seeded_session, statement.join(Relay.outlet))

    assert recorded == Counter(
        (claim["slug"], report.get("url"), credit_no, hop_no, name)
        for claim, report in appearances()
        for credit_no, way in enumerate(ways(report), start=1)
        for hop_no, name in enumerate(way, start=1)
    )


def test_reports_that_are_only_evidence_keep_their_credits_and_notes(seeded_session):
    statement = select(Report.url, Relay.credit_no, Relay.hop_no, Outlet.name).join(Relay, Relay.report_id == Report.id)

    credited = counted(
        seeded_session, statement.join(Relay.outlet).where(Relay.appearance_id.is_(None), Report.url.is_not(None))
    )
    notes = counted(
        seeded_session, select(Report.url, Report.note).where(Report.note.is_not(None), Report.url.is_not(None))
    )

    assert credited == Counter(
        (report["url"], number, 1, name)
        for report in EVIDENCE_ONLY
        for number, name in enumerate(report.get("relays", ()), start=1)
    )
    assert notes == Counter((report["url"], report["note"]) for report in EVIDENCE_ONLY if "note" in report)


def test_nothing_that_is_said_of_the_article_is_lost(seeded_session):
    (article,) = seeded_session.scalars(select(Report).where(Report.url.is_(None)).options(selectinload(Report.outlet)))
    credited = select(Outlet.name).join(Relay, Relay.outlet_id == Outlet.id)

    assert (article.title, article.published_on_edtf) == (ARTICLE["title"], ARTICLE["text_written_on"])
    assert all(ARTICLE[name] in article.note for name in ("section", "page_header_date", "dating"))
    assert counted(seeded_session, select(OutletName.outlet_id, OutletName.name)) == {
        (article.outlet.id, ARTICLE["outlet"]): 1
    }
    assert seeded_session.scalars(
        credited.where(Relay.report_id == article.id, Relay.appearance_id.is_(None))
    ).all() == [ARTICLE["credits"]]


def test_every_assessment_is_there_in_order(seeded_session):
    recorded: dict[str, list[tuple[str, ...]]] = {}
    statement = select(Claim.slug, Assessment.status, Assessment.as_of_edtf, Assessment.rationale).join(
        Assessment, Assessment.claim_id == Claim.id
    )
    for slug, *decision in seeded_session.execute(statement.order_by(Assessment.id)):
        recorded.setdefault(slug, []).append(tuple(decision))

    assert sum(map(len, recorded.values())) == 523
    assert recorded == {
        claim["slug"]: [(one["status"], one["as_of"], one["rationale"]) for one in claim["assessments"]]
        for claim in CLAIMS
    }


def test_every_piece_of_evidence_is_there(seeded_session):
    about, other = aliased(Claim), aliased(Claim)
    statement = (
        select(about.slug, Assessment.as_of_edtf, Assessment.status, other.slug, Report.url)
        .join_from(Evidence, Assessment, Evidence.assessment_id == Assessment.id)
        .join(about, Assessment.claim_id == about.id)
        .outerjoin(other, Evidence.claim_id == other.id)
        .outerjoin(Report, Evidence.report_id == Report.id)
    )

    recorded = counted(seeded_session, statement)

    assert recorded.total() == 616
    assert recorded == Counter(
        (claim["slug"], one["as_of"], one["status"], *((None, name) if "://" in name else (name, None)))
        for claim in CLAIMS
        for one in claim["assessments"]
        for name in one.get("evidence", ())
    )


def test_evidence_speaks_as_the_ties_and_the_decision_say(seeded_session):
    """The files do not say which way evidence speaks."""
    statement = select(Assessment.status, Evidence.stance).join(Evidence.assessment).distinct()

    stances: dict[Status, set[Stance]] = {}
    for status, stance in seeded_session.execute(statement):
        stances.setdefault(status, set()).add(stance)

    assert stances[Status.REFUTED] == stances[Status.DENIED] == stances[Status.WITHDRAWN] == {Stance.AGAINST}
    assert stances[Status.CORROBORATED] == {Stance.SUPPORTS}
    assert stances[Status.DISPUTED] == set(Stance)


def test_every_link_is_there(seeded_session):
    source, target = aliased(Claim), aliased(Claim)
    statement = select(source.slug, Link.type, target.slug, Link.is_interested)

    recorded = counted(seeded_session, statement.join(source, Link.source).join(target, Link.target_id == target.id))

    assert recorded.total() == 293
    assert recorded == Counter(
        (claim["slug"], link["type"], link["target"], False) for claim in CLAIMS for link in claim.get("links", ())
    )


def test_every_write_left_its_act_and_every_record_its_first_wording(seeded_session):
    counts = {
        model: seeded_session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Story, Outlet, Speaker, Role, Report, Claim, Appearance, Assessment, Link)
    }

    number, _ = verify_ledger(seeded_session)

    assert number == seeded_session.scalar(select(func.count(Act.seq))) == sum(counts.values())
    revised = select(Revision.subject, Revision.version, func.count()).group_by(Revision.subject, Revision.version)
    kept = {"story": Story, "outlet": Outlet, "speaker": Speaker, "report": Report, "claim": Claim}
    assert counted(seeded_session, revised) == {(subject, 1, counts[model]): 1 for subject, model in kept.items()}
