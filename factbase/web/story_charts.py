"""The charts of a story: what each is drawn from, what it shows in words, and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factbase.charts.chapters import Chapter, chapter_with, timeline_chapters
from factbase.charts.figure_series import series_figure, series_frame
from factbase.charts.frames import Lane, Table, counts_in_words, counts_of, lane_title, timeline_frame
from factbase.charts.lanes import drawing_height
from factbase.charts.overview import overview_figure, overview_frame, overview_table, overview_words
from factbase.charts.palette import Theme, Width
from factbase.charts.series_words import NOTE, series_reading, series_table, series_words
from factbase.charts.status_mix import (
    hindsight_frame,
    mix_figure,
    mix_frame,
    mix_span,
    mix_table,
    mix_words,
    vintage_figure,
    vintage_words,
)
from factbase.charts.timeline import timeline_figure
from factbase.charts.vintage import vintage_table
from factbase.charts.window import cut_words
from factbase.domain import dates
from factbase.domain.courses import Stretch
from factbase.domain.dates import EdtfDate
from factbase.domain.errors import NotFound
from factbase.domain.figures import Series, StatedFigure
from factbase.domain.status import STATUS_ORDER, Status
from factbase.edge.figures import figures_of
from factbase.edge.status_mix import StatusMix, status_mix
from factbase.edge.vantage import url_at
from factbase.queries.story_data import StoryData

if TYPE_CHECKING:
    from factbase.charts.canvas import Figure

ONE_LANE = (
    "One lane for each claim, in the order in which they were made. "
    "Colour, pattern and mark all show the status from that day on."
)
CHARTS = ("timeline", "overview", "figures", "mix", "hindsight")


@dataclass(frozen=True, slots=True)
class ChartCard:
    """A chart as ``partials/_figure.html`` shows it."""

    name: str
    src: str
    heading: str
    reading: str
    finding: str
    height: str
    table: Table
    links: Sequence[str | None] = ()
    statuses: Sequence[Status] = ()
    said: bool = False
    due: bool = False
    notes: Sequence[str] = ()
    pixels: Mapping[Width, int] | None = None


@dataclass(frozen=True, slots=True)
class ChapterLink:
    """A chapter of a long timeline."""

    name: str
    url: str
    claims: str
    mix: StatusMix
    is_current: bool


@dataclass(frozen=True, slots=True)
class StoryCharts:
    """All charts of a story. ``overview`` and ``chapters`` are for a story that one timeline cannot show."""

    overview: ChartCard | None
    timeline: ChartCard
    chapters: Sequence[ChapterLink]
    series: Sequence[ChartCard]
    mix: ChartCard
    hindsight: ChartCard | None
    single_figures: Table | None
    single_links: Sequence[str | None]


def story_charts(data: StoryData, chapter_key: str | None) -> StoryCharts:
    """What the page of a story that has claims shows of its charts."""
    chapters = timeline_chapters(lanes_of(data))
    chapter = _chapter(chapters, chapter_key)
    found = figures_of(data)
    charted = [series for series in found if series.is_charted]
    single = [figure for series in found if not series.is_charted for figure in series.figures]
    return StoryCharts(
        overview=_overview_card(data, chapter) if len(chapters) > 1 else None,
        timeline=_timeline_card(data, chapters, chapter),
        chapters=[_chapter_link(data, one, one is chapter) for one in chapters] if len(chapters) > 1 else (),
        series=[_series_card(data, series, explained=place == 0) for place, series in enumerate(charted)],
        mix=_mix_card(data),
        hindsight=_hindsight_card(data),
        single_figures=_single_table(single) if single else None,
        single_links=[url_at("claims.show", slug=figure.slug) for figure in single],
    )


def story_figure(data: StoryData, name: str, part: str | None, *, theme: Theme, width: Width) -> Figure:
    """One chart as plotly takes it; ``part`` is the chapter of a timeline or the series of figures.

    :raises NotFound: the story has no claim in view, or no such series.
    """
    if not data.rows:
        raise NotFound("chart", name)
    figure: Figure = _DRAWERS[name](data, part, theme, width)
    return figure


def lanes_of(data: StoryData) -> list[Lane]:
    """The claims of the story as lanes of a timeline."""
    return [
        Lane(
            slug=row.slug,
            title=lane_title(row.statement, row.speaker_name),
            speaker=row.speaker_name,
            made=row.made_on,
            stretches=tuple(data.courses[row.id]),
            role=row.role,
            due=row.due_on,
            reports=data.origins[row.id].reports,
            origins=data.origins[row.id].independent,
        )
        for row in data.rows
    ]


def _chapter(chapters: Sequence[Chapter], key: str | None) -> Chapter:
    chapter = chapter_with(chapters, key)
    if chapter is None:
        raise NotFound("chapter", key or "of this story")
    return chapter


def _source(data: StoryData, name: str, part: str | None = None) -> str:
    return url_at("stories.chart", slug=data.text.slug, name=name, part=part)


def _overview_card(data: StoryData, chapter: Chapter) -> ChartCard:
    lanes = lanes_of(data)
    present = {lane.status for lane in lanes}
    return ChartCard(
        name="overview",
        src=_source(data, "overview", chapter.key),
        heading="When the claims were made",
        reading=f"Claims by month, by where they stand. On the tinted ground: {chapter.title}, shown below.",
        finding=overview_words(lanes),
        height="short",
        table=overview_table(lanes),
        statuses=[status for status in STATUS_ORDER if status in present],
    )


def _timeline_card(data: StoryData, chapters: Sequence[Chapter], chapter: Chapter) -> ChartCard:
    lanes = chapter.lanes
    counts = counts_of(lanes)
    many = len(chapters) > 1
    period = f" made in {chapter.title}" if many else ""
    day = dates.display(EdtfDate.on(data.vantage.as_of))
    shown = f" Here are the {len(lanes)} claims{period}, of {len(data.rows)} in all." if many else ""
    return ChartCard(
        name="timeline",
        src=_source(data, "timeline", chapter.key if many else None),
        heading="Who said what, and how it held up",
        reading=f"{ONE_LANE}{shown}",
        finding=f"Timeline of {len(lanes)} claims{period}, up to {day}: {counts_in_words(counts)}.",
        height="tall",
        table=_timeline_table(lanes),
        links=[url_at("claims.show", slug=lane.slug) for lane in lanes],
        statuses=_occurring(lanes),
        said=True,
        due=any(lane.due for lane in lanes),
        notes=[note] if (note := cut_words(lanes, data.vantage.as_of)) else (),
        pixels={width: drawing_height([lane.title for lane in lanes], width) for width in Width},
    )


def _occurring(lanes: Sequence[Lane]) -> list[Status]:
    held = {stretch.status for lane in lanes for stretch in lane.stretches}
    return [status for status in STATUS_ORDER if status in held]


def _timeline_table(lanes: Sequence[Lane]) -> Table:
    return Table(
        caption="Status changes by claim",
        columns=("Claim", "Speaker", "Made", "Status and since when"),
        rows=tuple(
            (
                lane.title,
                lane.speaker,
                dates.display(lane.made),
                "; ".join(_since(stretch) for stretch in lane.stretches),
            )
            for lane in lanes
        ),
    )


def _since(stretch: Stretch) -> str:
    return f"{stretch.status.value} {dates.display(EdtfDate.on(stretch.start))}"


def _chapter_link(data: StoryData, chapter: Chapter, is_current: bool) -> ChapterLink:
    count = len(chapter.lanes)
    return ChapterLink(
        name=chapter.title,
        url=url_at("stories.show", slug=data.text.slug, chapter=chapter.key) + "#timeline-caption",
        claims=f"{count} claim{'' if count == 1 else 's'}",
        mix=status_mix(chapter.counts),
        is_current=is_current,
    )


def _series_card(data: StoryData, series: Series, *, explained: bool) -> ChartCard:
    present = {figure.status for figure in series.figures}
    return ChartCard(
        name=f"figures-{series.key}",
        src=_source(data, "figures", series.key),
        heading=f"{series.title}, as stated",
        reading=series_reading(series),
        finding=series_words(series),
        height="medium",
        table=series_table(series),
        links=[url_at("claims.show", slug=figure.slug) for figure in series.figures],
        statuses=[status for status in STATUS_ORDER if status in present],
        notes=(NOTE,) if explained else (),
    )


def _mix_card(data: StoryData) -> ChartCard:
    courses = list(data.courses.values())
    words = mix_words(courses, data.vantage.as_of)
    return ChartCard(
        name="mix",
        src=_source(data, "mix"),
        heading="How firm the record is",
        reading=words,
        finding=f"Claims in this story by status, day by day. {words}",
        height="medium",
        table=mix_table(courses, *mix_span(courses, data.vantage.as_of)),
    )


def _hindsight_card(data: StoryData) -> ChartCard | None:
    """None where no claim has changed its status: then both views are the same."""
    courses = list(data.courses.values())
    words = vintage_words(courses, data.vantage.as_of)
    if words is None:
        return None
    return ChartCard(
        name="hindsight",
        src=_source(data, "hindsight"),
        heading="What hindsight changes",
        reading=words,
        finding=f"The same claims by status, as each day saw them and as they stand now. {words}",
        height="medium",
        table=vintage_table(courses, *mix_span(courses, data.vantage.as_of)),
    )


def _single_table(figures: Sequence[StatedFigure]) -> Table:
    return Table(
        caption="Figures that stand alone",
        columns=("Figure", "What is counted", "Speaker", "Said", "Status"),
        rows=tuple(
            (figure.words, figure.quantity.what, figure.speaker, dates.display(figure.made), figure.status.value)
            for figure in figures
        ),
    )


def _draw_timeline(data: StoryData, part: str | None, theme: Theme, width: Width) -> Figure:
    chapter = _chapter(timeline_chapters(lanes_of(data)), part)
    return timeline_figure(timeline_frame(chapter.lanes), as_of=data.vantage.as_of, theme=theme, width=width)


def _draw_overview(data: StoryData, part: str | None, theme: Theme, width: Width) -> Figure:
    lanes = lanes_of(data)
    chapter = _chapter(timeline_chapters(lanes), part)
    return overview_figure(overview_frame(lanes), theme=theme, width=width, chapter=chapter)


def _draw_figures(data: StoryData, part: str | None, theme: Theme, width: Width) -> Figure:
    series = next((one for one in figures_of(data) if one.key == part), None)
    if series is None:
        raise NotFound("series", part or "")
    return series_figure(series_frame(series), theme=theme, width=width)


def _draw_mix(data: StoryData, part: str | None, theme: Theme, width: Width) -> Figure:
    courses = list(data.courses.values())
    frame = mix_frame(courses, *mix_span(courses, data.vantage.as_of))
    return mix_figure(frame, as_of=data.vantage.as_of, theme=theme, width=width)


def _draw_hindsight(data: StoryData, part: str | None, theme: Theme, width: Width) -> Figure:
    courses = list(data.courses.values())
    span = mix_span(courses, data.vantage.as_of)
    seen, known = mix_frame(courses, *span), hindsight_frame(courses, *span)
    return vintage_figure(seen, known, as_of=data.vantage.as_of, theme=theme, width=width)


_DRAWERS: Mapping[str, Any] = {
    "timeline": _draw_timeline,
    "overview": _draw_overview,
    "figures": _draw_figures,
    "mix": _draw_mix,
    "hindsight": _draw_hindsight,
}
