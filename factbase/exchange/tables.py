"""Claims as tables, through pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from factbase.domain import quantities
from factbase.domain.dates import display
from factbase.domain.origins import OriginCount
from factbase.exchange.shapes import Address
from factbase.models.base import plain_number
from factbase.queries.claims import ClaimRow

if TYPE_CHECKING:
    import pandas as pd

CLAIM_COLUMNS = (
    "slug", "url", "statement", "kind", "speaker", "speaker_kind", "speaker_country", "role", "via",
    "made_on", "made_on_earliest", "made_on_latest", "made_on_display", "due_on",
    "quantity_qualifier", "quantity_value", "quantity_low", "quantity_high", "quantity_unit", "quantity_what",
    "quantity_display", "quote", "quote_language", "story", "status", "status_since", "last_checked", "rationale",
    "reports", "independent_origins", "origins",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def claims_frame(rows: Iterable[ClaimRow], origins: Mapping[int, OriginCount], at: Address) -> pd.DataFrame:
    """One row a claim, in the order given; columns :data:`CLAIM_COLUMNS`. Days are ISO texts, missing values None."""
    import pandas as pd

    records = [_record(row, origins[row.id], at) for row in rows]
    return pd.DataFrame.from_records(records, columns=list(CLAIM_COLUMNS))


def csv_text(frame: pd.DataFrame) -> str:
    """``frame`` as CSV (RFC 4180, CRLF). A cell that a spreadsheet would run as a formula gets a leading quote mark."""
    return frame.map(_harmless).to_csv(index=False, lineterminator="\r\n")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _record(row: ClaimRow, origins: OriginCount, at: Address) -> tuple[object, ...]:
    figure = row.quantity
    return (
        row.slug, at(f"/claims/{row.slug}"), row.statement, row.kind.value, row.speaker_name, row.speaker_kind.value,
        row.speaker_country, row.role, row.via,
        row.made_on.edtf, row.made_on.earliest, row.made_on.latest, display(row.made_on),
        row.due_on.edtf if row.due_on else None,
        figure.qualifier.value if figure else None, plain_number(figure.value) if figure else None,
        plain_number(figure.low) if figure else None, plain_number(figure.high) if figure else None,
        figure.unit if figure else None, figure.what if figure else None,
        quantities.display(figure) if figure else None, row.quote, row.quote_language, row.story_slug,
        row.status.value, row.status_since, row.last_checked, row.rationale,
        origins.reports, origins.independent, "; ".join(origins.names),
    )  # fmt: skip
