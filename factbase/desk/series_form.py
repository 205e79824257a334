"""The form of a series of figures, and the figures that it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import SelectMultipleField, StringField

from factbase.desk.forms import VersionedForm
from factbase.domain.dates import display
from factbase.domain.figures import StatedFigure, in_order
from factbase.domain.measures import measure_of
from factbase.services.series import NewSeries


@dataclass(frozen=True, slots=True)
class FigureOffer:
    """A figure that may be ticked; ``elsewhere`` is the title of the other series that it is in, or None."""

    slug: str
    words: str
    said: str
    what: str
    is_ticked: bool
    elsewhere: str | None


@dataclass(frozen=True, slots=True)
class UnitOffers:
    """The figures of one unit, which can share an axis, oldest first."""

    unit: str
    figures: Sequence[FigureOffer]

    @property
    def is_open(self) -> bool:
        """Whether any of them is ticked."""
        return any(figure.is_ticked for figure in self.figures)


class SeriesForm(VersionedForm):
    """A title, and the claims whose figures count the same thing."""

    title = StringField("What is counted", description="Readers see it over the chart: “Containers sent to Russia”.")
    claims = SelectMultipleField("Figures", choices=[], validate_choice=False)

    def to_command(self, story: str, *, slug: str | None = None) -> NewSeries:
        """What was entered; ``slug`` is that of the series that changes."""
        return NewSeries(
            story=story,
            title=self.text("title") or "",
            claims=self.claims.data or (),
            slug=slug,
            version=self.read_version() if slug else None,
        )

    def offers(self, figures: Sequence[StatedFigure], elsewhere: Mapping[str, str]) -> list[UnitOffers]:
        """All figures of the story by unit, those with a ticked one first; ``elsewhere`` are titles by claim."""
        ticked = set(self.claims.data or ())
        units: dict[str, list[StatedFigure]] = {}
        for figure in in_order(figures):
            units.setdefault(measure_of(figure.quantity), []).append(figure)
        offered = [
            UnitOffers(
                members[0].quantity.unit,
                [_offer(figure, figure.slug in ticked, elsewhere.get(figure.slug)) for figure in members],
            )
            for members in units.values()
        ]
        return sorted(offered, key=lambda unit: (not unit.is_open, -len(unit.figures), unit.unit))


def _offer(figure: StatedFigure, is_ticked: bool, elsewhere: str | None) -> FigureOffer:
    return FigureOffer(
        slug=figure.slug,
        words=figure.words,
        said=f"{figure.speaker}, {display(figure.made)}",
        what=figure.quantity.what,
        is_ticked=is_ticked,
        elsewhere=elsewhere,
    )
