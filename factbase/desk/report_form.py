"""The fields of a report, and of a claim in it."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import BooleanField, RadioField, StringField, TextAreaField

from factbase.desk.forms import DeskForm, VersionedForm, choice
from factbase.desk.wording_form import DATE, WordingForm, country_codes
from factbase.models import OutletKind
from factbase.services.citing import AppearanceGiven, ReportGiven

REPORT_TEXTS = (
    "url",
    "outlet",
    "outlet_kind",
    "outlet_country",
    "title",
    "published_on",
    "language",
    "archived_url",
    "note",
)
APPEARANCE_TEXTS = ("words", "place", "hedge", "credits", "note")


class ReportForm(DeskForm):
    """A publication by its address. One that is on record needs no more than that."""

    report_url = StringField("Address of the page", description="If it is on record already, the rest may stay empty.")
    report_outlet = StringField("Outlet", description="Who published it. Begin to type, and take the name on record.")
    report_outlet_pick = RadioField("Is it one of these?", choices=[], validate_choice=False)
    report_outlet_is_new = BooleanField("This outlet is not on record yet")
    report_outlet_kind = choice(
        "If new: what sort", {"": "not known"} | {kind: kind.capitalize() for kind in OutletKind}
    )
    report_outlet_country = StringField("If new: country", description="A name, or a code such as JP.")
    report_title = StringField("Title")
    report_published_on = StringField("Published on", description=DATE)
    report_language = StringField("Language", description="A code: en, ko, ru, ja, zh.")
    report_archived_url = StringField("Archived copy", description="Its address in an archive of the web.")
    report_note = StringField("Note on the report")

    def to_report(self) -> ReportGiven | None:
        """The report; None if nothing was entered. A name that was picked stands for what was typed."""
        given = {name: self.text(f"report_{name}") for name in REPORT_TEXTS}
        if not any(given.values()):
            return None
        return ReportGiven(
            **{
                **given,
                "outlet": self.text("report_outlet_pick") or given["outlet"],
                "outlet_country": next(iter(country_codes(given["outlet_country"])), None),
            },
            outlet_is_new=bool(self.report_outlet_is_new.data),
        )


class AppearanceForm(ReportForm):
    """A report that carries the claim, in which words, and whom it credits."""

    words = TextAreaField("Words as printed", description="The sentence of the report in which the claim stands.")
    place = StringField("Where they stand", description="“headline”, “third paragraph”")
    hedge = StringField("Hedge used", description="“allegedly”, “likely”")
    credits = TextAreaField(
        "Whom the report credits",
        description="One in a line. Where it says how that one knows, go on to the origin: Yonhap > KCNA",
    )
    new_credits = BooleanField("Record those that are not on record yet as new outlets or agencies")
    note = StringField("Note on this use")

    aliases: Mapping[str, str] = {"ways": "credits", "report": "report_url"}

    def to_appearance(self) -> AppearanceGiven | None:
        """The report with the claim's place in it; None if nothing was entered."""
        report = self.to_report()
        texts = {name: self.text(name) for name in APPEARANCE_TEXTS}
        if report is None and not any(texts.values()):
            return None
        return AppearanceGiven(report or ReportGiven(), **texts, new_credits=bool(self.new_credits.data))


class AddReportForm(AppearanceForm, VersionedForm):
    """One more report of a claim on record."""


class NewClaimForm(AppearanceForm, WordingForm):
    """A claim with the first report that it stands in."""

    aliases: Mapping[str, str] = {**WordingForm.aliases, **AppearanceForm.aliases}
