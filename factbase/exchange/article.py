"""The ``article`` of a file: the one page whose claims the file holds, described as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factbase.services.imports.fields import Fields, Notes
from factbase.services.imports.rows import Place, Row, RowProblem, Table

ARTICLE = "article"


def article_row(place: Place, values: object, rows: object) -> tuple[Row, list[RowProblem]]:
    """The article as a row of a report, tied to the page that ``rows``, the claims of its file, stand on.

    Section, the day in the header and how the text was dated become the note of the report. Where the article calls
    its outlet by another name than the claims do, that is another name of the outlet.
    """
    notes = Notes(place)
    fields = Fields(values, notes)
    title, outlet = fields.text("title"), fields.text("outlet")
    section, header_day = fields.text("section"), fields.edtf("page_header_date")
    said = [
        f"Section: {section}." if section else None,
        f"Day in the header of the page: {header_day}." if header_day else None,
        fields.text("dating"),
    ]
    report = {
        "title": title,
        "outlet": _outlet(outlet, title, rows),
        "url": fields.text("url"),
        "language": fields.text("language"),
        "published_on": fields.edtf("text_written_on"),
        "relays": [fields.text("credits")] if fields.has("credits") else None,
        "note": " ".join(part for part in said if part) or None,
    }
    fields.done()
    return Row(Table.REPORTS, place, {name: value for name, value in report.items() if value}), notes.problems


def _outlet(outlet: str | None, title: str | None, rows: object) -> object:
    called = next((name for name in _outlets_of(title, rows)), None)
    if called is None or outlet is None or called == outlet:
        return called or outlet
    return {"name": called, "also_written": [outlet]}


def _outlets_of(title: str | None, rows: object) -> Iterator[str]:
    """What claims call the outlet of a page without an address and with this title."""
    for claim in rows if isinstance(rows, list) else []:
        reports = claim.get("reports") if isinstance(claim, Mapping) else None
        for report in reports if isinstance(reports, list) else []:
            if isinstance(report, Mapping) and "url" not in report and report.get("title") == title:
                outlet = report.get("outlet")
                if isinstance(outlet, str):
                    yield outlet
