"""What of the seed files was known by a day: a reading of the YAML of its own, by the written rules of visibility.

A claim counts from the first day on which it may have been made; a report from the last day of its date, and one
without a date not at all, for it is only known to have been out when it was recorded; a decision from its day, a month
from its last; a link and a piece of evidence if what it names remains. Names, kinds and countries bear no date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from factbase.domain.hindsight import LEFT_OUT

Row = dict[str, Any]

FILES = sorted((Path(__file__).parents[1] / "seed").glob("*.yaml"))
DOCUMENTS: list[Row] = [yaml.safe_load(path.read_text()) for path in FILES]
CLAIMS: list[Row] = [claim for document in DOCUMENTS for claim in document["claims"]]
EVIDENCE_ONLY: list[Row] = [report for document in DOCUMENTS for report in document.get("reports", ())]
ARTICLES: list[Row] = [document["article"] for document in DOCUMENTS if "article" in document]

STAND_IN = "https://stand-in.example/"
"""Evidence for decisions whose own came out later: a page without a date, which no earlier day can see."""

HINDSIGHT = {
    ("peskov-not-before-march-election", "2024-03-17"): date(2024, 6, 1),
    ("rudenko-kim-visit-2025", "2025-06"): date(2025, 9, 1),
    ("hngn-putin-coming-weeks-2023-10", "2024-01-15"): date(2024, 6, 1),
    ("kim-kang-il-temporary-halt", "2024-06-07"): date(2024, 6, 8),
    ("jcs-full-scale-21-july", "2024-07-22"): date(2025, 6, 1),
    ("seed-neither-side-confirmed", "2024-06-12"): date(2024, 7, 1),
    ("yoon-approves-suspension-2018", "2024-06-04"): date(2024, 6, 9),
    ("jcs-loudspeakers-resumed-9-june", "2024-06-09"): date(2024, 7, 18),
}
"""Decisions whose reasons tell of a later day, and that day: before it their reasons are no part of what was known."""

_PART = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?~?")


def bounds(edtf: str) -> tuple[date, date]:
    """First and last day of a date as the seed files write them: a year, month or day, or two with a slash."""
    first, _, last = edtf.partition("/")
    return _days(first)[0], _days(last or first)[1]


def _days(part: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    assert match, part
    year, month, day = (int(number) if number else None for number in match.groups())
    assert year is not None
    if day and month:
        return date(year, month, day), date(year, month, day)
    last_month = month or 12
    return date(year, month or 1, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


def page_of(report: Row) -> Hashable:
    """What tells a report from others."""
    return report.get("url") or (report["outlet"], report.get("title"))


def all_reports() -> Mapping[Hashable, Row]:
    """Every page once, with all that any row says of it; of two dates the more precise one."""
    found: dict[Hashable, Row] = {}
    for row in [*(report for claim in CLAIMS for report in claim["reports"]), *EVIDENCE_ONLY]:
        known = found.setdefault(page_of(row), {})
        for name in ("outlet", "title", "url", "language"):
            if name in row:
                known.setdefault(name, row[name])
        if "published_on" in row:
            known["published_on"] = min(row["published_on"], known.get("published_on", "0000/9999"), key=_length)
    return found


def _length(edtf: str) -> int:
    first, last = bounds(edtf) if edtf != "0000/9999" else (date.min, date.max)
    return (last - first).days


def is_out(report: Row, day: date) -> bool:
    return "published_on" in report and bounds(report["published_on"])[1] <= day


def known_by(day: date) -> Row:
    """One document, of the form of the seed files, with what was known at the end of ``day``."""
    reports = {page: row for page, row in all_reports().items() if is_out(row, day)}
    made = {claim["slug"]: claim for claim in CLAIMS if bounds(claim["made_on"])[0] <= day}
    named = {claim["story"] for claim in made.values()}
    articles = [article for article in ARTICLES if bounds(article["text_written_on"])[1] <= day]
    document = {
        "factbase": 1,
        "stories": [
            {name: value for name, value in story.items() if name != "summary"}  # a summary is hindsight
            for part in DOCUMENTS
            for story in part.get("stories", ())
            if story["slug"] in named
        ],
        "reports": [*_reports(reports), {"outlet": "Stand-in", "url": STAND_IN}],
        "claims": [_claim(claim, day, made, reports) for claim in made.values()],
    }
    return document | ({"article": articles[0]} if articles else {})


def _reports(reports: Mapping[Hashable, Row]) -> Iterable[Row]:
    """Those that were out, with the credits and notes that the rows of their own give."""
    own = {page_of(row): row for row in EVIDENCE_ONLY}
    for page, row in reports.items():
        if "url" in row:
            more = {name: value for name, value in own.get(page, {}).items() if name in {"relays", "chain", "note"}}
            yield {**row, **more}


def _claim(claim: Row, day: date, made: Mapping[str, Row], reports: Mapping[Hashable, Row]) -> Row:
    kept = {**claim, "speaker": _speaker(claim["speaker"])}
    kept["reports"] = [{**row, **reports[page_of(row)]} for row in claim["reports"] if page_of(row) in reports]
    kept["links"] = [link for link in claim.get("links", ()) if link["target"] in made]
    kept["assessments"] = [
        {**one, "evidence": _evidence(one, made, reports), "rationale": _reasons(claim, one, day)}
        for one in claim["assessments"]
        if bounds(one["as_of"])[1] <= day
    ]
    return kept


def _reasons(claim: Row, assessment: Row, day: date) -> str:
    told = HINDSIGHT.get((claim["slug"], assessment["as_of"]), date.min)
    return LEFT_OUT if told > day else assessment["rationale"]


def _speaker(speaker: Row) -> Row:
    rows = [claim["speaker"] for claim in CLAIMS if claim["speaker"]["name"] == speaker["name"]]
    names = dict.fromkeys(name for row in rows for name in row.get("also_written", ()))
    return {**speaker, "also_written": list(names)} if names else speaker


def _evidence(assessment: Row, made: Mapping[str, Row], reports: Mapping[Hashable, Row]) -> list[str]:
    given = assessment.get("evidence", [])
    kept = [name for name in given if name in made or name in reports]
    return kept or ([STAND_IN] if given else [])
