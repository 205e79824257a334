"""Origins of a claim, and the tree that leads from them to its reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.domain.dates import parse_edtf_date
from factbase.domain.origins import ClaimSpeaker, OriginCount, attribution_tree, origins
from factbase.domain.relays import Carried, CreditedReport, Party

SHIN = ClaimSpeaker("person", "shin-wonsik", "Shin Wonsik", aliases=("Shin Won-sik",))
KREMLIN = ClaimSpeaker("government", "kremlin", "The Kremlin")
KCNA = ClaimSpeaker("media", "kcna", "Korean Central News Agency", aliases=("KCNA",))
SOURCES = ClaimSpeaker("anonymous", "sources", "Unidentified diplomatic sources")


def party(name, kind="outlet"):
    return Party(kind, name.casefold().replace(" ", "-"), name)


def report(outlet, *chains, on="2024-06-12"):
    """A report that carries the claim; each credit is a chain such as ``"AP < NHK"``."""
    published_on = parse_edtf_date(on) if on else None
    credited = tuple(tuple(party(name) for name in chain.split(" < ")) for chain in chains)
    return Carried(CreditedReport(f"{outlet}-{on}", party(outlet), published_on), credited)


def counted(reports, speaker):
    count = origins(reports, speaker)
    return count.reports, count.independent, list(count.names), count.unstated


def drawn(nodes, indent=""):
    """The tree as lines: ``*`` an origin, ``~`` a way that is not stated, ``(n)`` its reports."""
    lines = []
    for node in nodes:
        marks = ("" if node.stated else "~") + "*" * node.is_origin
        notes = " circular" * node.circular + " repeated" * node.repeated
        lines.append(f"{indent}{marks}{node.name} ({len(node.reports)}){notes}")
        lines += drawn(node.children, indent + "  ")
    return lines


def test_the_example_of_the_contract():
    reports = [report("Yonhap"), report("Kyiv Independent", "Yonhap"), report("The Korea Herald")]

    count = origins(reports, SHIN)

    assert count == OriginCount(reports=3, independent=1, names=("Shin Wonsik",), unstated=3)


CASES = {
    "a claim without reports has no origin on record": ([], SHIN, (0, 0, [], 0)),
    "a wire story in five papers is one origin": (
        [report(f"Paper {number}", "Reuters") for number in range(5)],
        SOURCES,
        (5, 1, ["Reuters"], 0),
    ),
    "an outlet that credits two agencies has both": (
        [report("Herald", "Reuters", "AFP")],
        SOURCES,
        (1, 2, ["Reuters", "AFP"], 0),
    ),
    "the way of a chain is followed to its end": ([report("Post", "AP < NHK")], SOURCES, (1, 1, ["NHK"], 0)),
    "two reports of one outlet are two reports": (
        [report("TASS", "NYT", on="2023-09-04"), report("TASS", "NYT", on="2023-09-05")],
        SOURCES,
        (2, 1, ["NYT"], 0),
    ),
    "the same report twice is one report": (
        [report("TASS", "NYT"), report("TASS", "NYT")],
        SOURCES,
        (1, 1, ["NYT"], 0),
    ),
    # a named speaker
    "a named speaker is the one origin of what he said": (
        [report("Yonhap"), report("Herald", "AP"), report("Post", "AP", "Reuters")],
        SHIN,
        (3, 1, ["Shin Wonsik"], 3),
    ),
    "a way that ends at the speaker is stated": (
        [report("KBS World", "The Kremlin"), report("Pravda", "Reuters")],
        KREMLIN,
        (2, 1, ["The Kremlin"], 1),
    ),
    "another spelling of the speaker is the speaker": (
        [report("Post", "AP < Shin Won-sik")],
        SHIN,
        (1, 1, ["Shin Wonsik"], 0),
    ),
    "the speaker's own publication needs no other source": (
        [report("The Kremlin"), report("Tass", "Kremlin")],
        KREMLIN,
        (2, 1, ["The Kremlin"], 0),
    ),
    # a medium
    "a medium is the origin of what it says itself": (
        [report("Yonhap", "KCNA"), report("Interfax", "Yonhap < KCNA"), report("KCNA")],
        KCNA,
        (3, 1, ["Korean Central News Agency"], 0),
    ),
    "other agencies credited beside it are not independent of it": (
        [report("KBS World", "TASS", "KCNA"), report("Devdiscourse")],
        KCNA,
        (2, 1, ["Korean Central News Agency"], 1),
    ),
    "a medium that credits another is not the origin": ([report("KCNA", "TASS")], KCNA, (1, 1, ["TASS"], 0)),
    "a medium that credits two has both": ([report("KCNA", "TASS", "Xinhua")], KCNA, (1, 2, ["TASS", "Xinhua"], 0)),
    "a medium not on the way gives place to the one party credited": (
        [report("A site", "AP"), report("Another", "AP")],
        KCNA,
        (2, 1, ["AP"], 0),
    ),
    "a medium not on the way stays one origin where several are credited": (
        [report("A site", "AP"), report("Another", "NHK")],
        KCNA,
        (2, 1, ["Korean Central News Agency"], 2),
    ),
    "a medium stays the origin of reports that credit nobody": (
        [report("A site")],
        KCNA,
        (1, 1, ["Korean Central News Agency"], 1),
    ),
    # an anonymous speaker
    "newsrooms with sources of their own are an origin each": (
        [report("West Australian", "Reuters"), report("Pravda", "NYT")],
        SOURCES,
        (2, 2, ["NYT", "Reuters"], 0),
    ),
    "a chain that goes on to the source shows who had it": (
        [report("Post", "AP < NHK < unidentified diplomatic sources"), report("Star", "Yonhap")],
        SOURCES,
        (2, 1, ["NHK"], 1),
    ),
    "the speaker's description shows who had it": (
        [report("KBS World", "TASS", "Yonhap"), report("AOL", "AP")],
        ClaimSpeaker("anonymous", "official", "South Korean official (Yonhap)"),
        (2, 1, ["Yonhap"], 1),
    ),
    "the speaker's role shows it as well": (
        [report("UNN", "BBC"), report("Moscow Times", "BBC Russian Service")],
        ClaimSpeaker("anonymous", "officials", "Western officials", role="officials quoted by the BBC"),
        (2, 1, ["BBC"], 1),
    ),
    "a part of a longer name is not that newsroom": (
        [report("Post", "The Times"), report("Pravda", "The New York Times")],
        ClaimSpeaker("anonymous", "officials", "Officials (The New York Times)"),
        (2, 1, ["The New York Times"], 1),
    ),
    "the only report is an origin though it credits nobody": ([report("Essanews")], SOURCES, (1, 1, ["Essanews"], 0)),
    "the first report is an origin though it credits nobody": (
        [report("Yonhap", on="2024-06-11"), report("Post", "AP", on="2024-06-12")],
        SOURCES,
        (2, 2, ["AP", "Yonhap"], 0),
    ),
    "a report that may not be the first has an unknown route": (
        [report("Yonhap", on="2024-06"), report("Post", "AP", on="2024-06-12")],
        SOURCES,
        (2, 1, ["AP"], 1),
    ),
    "a later report that credits nobody has an unknown route": (
        [report("NHK", on="2024-06-11"), report("KBS World", on="2024-06-12"), report("Post", on=None)],
        SOURCES,
        (3, 1, ["NHK"], 2),
    ),
    "where nobody was certainly first one newsroom counts": (
        [report("KBS World", on="2024-06"), report("JoongAng", on="2024-06-13"), report("QN", on=None)],
        SOURCES,
        (3, 1, ["JoongAng"], 2),
    ),
    "an outlet that others credit is on the way however late it published": (
        [report("Post", "NHK", on="2024-06-12"), report("NHK", on="2024-06-13")],
        SOURCES,
        (2, 1, ["NHK"], 0),
    ),
    "what one report says of an agency's way holds for the others": (
        [report("Post", "AP < NHK"), report("KESQ", "AP")],
        SOURCES,
        (2, 1, ["NHK"], 0),
    ),
    "an outlet that credits itself credits nobody": ([report("Yonhap", "Yonhap")], SOURCES, (1, 1, ["Yonhap"], 0)),
    "a site whose name begins like a source is no source": (
        [report("Unnamed news site", "AP")],
        SOURCES,
        (1, 1, ["AP"], 0),
    ),
    # circles
    "a circle is cut at the one that published first": (
        [report("A", "B", on="2024-06-12"), report("B", "C", on="2024-06-11"), report("C", "A", on="2024-06-13")],
        SOURCES,
        (3, 1, ["B"], 0),
    ),
    "a circle with a way out ends there": ([report("A", "B"), report("B", "A", "NHK")], SOURCES, (2, 1, ["NHK"], 0)),
}


@pytest.mark.parametrize(("reports", "speaker", "expected"), CASES.values(), ids=CASES)
def test_only_what_the_record_shows_counts_as_independent(reports, speaker, expected):
    assert counted(reports, speaker) == expected


def test_a_report_may_be_credited_instead_of_its_outlet():
    original = report("NHK")
    relay = Carried(CreditedReport("post", party("Post")), credits=((original.report,),))

    assert counted([original, relay], SOURCES) == (2, 1, ["NHK"], 0)


def test_a_speaker_may_be_credited():
    relay = Carried(CreditedReport("post", party("Post")), credits=((party("AP"), party("Shin Won-sik", "speaker")),))

    assert counted([relay], SHIN) == (1, 1, ["Shin Wonsik"], 0)


def test_the_tree_leads_from_the_speaker_to_the_reports():
    reports = [
        report("RIA", "Shin Wonsik", on="2024-05-24"),
        report("360.ru", "RIA", on="2024-05-25"),
        report("AP", on="2024-06-12"),
        report("Post", "AP", on="2024-06-13"),
    ]

    assert drawn(attribution_tree(reports, SHIN)) == [
        "*Shin Wonsik (0)",
        "  ~AP (1)",
        "    Post (1)",
        "  RIA (1)",
        "    360.ru (1)",
    ]


def test_the_tree_of_an_anonymous_speaker_marks_the_newsrooms():
    reports = [
        report("KBS World", "NHK"),
        report("Star", "KCNA", "NHK"),
        report("Post", "AP < NHK < unidentified diplomatic sources"),
        report("Blog"),
    ]

    assert drawn(attribution_tree(reports, SOURCES)) == [
        "Unidentified diplomatic sources (0)",
        "  ~Blog (1)",
        "  *NHK (0)",
        "    KBS World (1)",
        "    AP (0)",
        "      Post (1)",
        "    Star (1)",
        "  ~KCNA (0)",
        "    Star (1)",
    ]


def test_a_medium_that_credits_two_has_two_roots():
    reports = [report("KCNA", "TASS", "Xinhua"), report("Post", "KCNA"), report("Blog")]

    assert drawn(attribution_tree(reports, KCNA)) == [
        "*TASS (0)",
        "  Korean Central News Agency (1)",
        "    Post (1)",
        "*Xinhua (0)",
        "  Korean Central News Agency (1) repeated",
        "~Blog (1)",
    ]


def test_circular_relays_are_marked():
    reports = [report("A", "B", on="2024-06-12"), report("B", "A", on="2024-06-11"), report("C", "A")]

    assert drawn(attribution_tree(reports, SOURCES)) == [
        "Unidentified diplomatic sources (0)",
        "  *B (1) circular",
        "    A (1) circular",
        "      C (1)",
    ]


names = st.sampled_from([f"Outlet {letter}" for letter in "ABCDEFGHIJKL"] + ["Shin Wonsik", "KCNA", "unnamed sources"])
chains = st.lists(names, min_size=1, max_size=5).map(" < ".join)
dates = st.sampled_from([None, "2024-06-11", "2024-06-12", "2024-06", "[..2024-06-12]"])
tangles = st.lists(
    st.builds(
        lambda outlet, credited, on: report(outlet, *credited, on=on), names, st.lists(chains, max_size=4), dates
    ),
    max_size=12,
)


@given(tangles, st.sampled_from([SHIN, KREMLIN, KCNA, SOURCES]))
def test_any_tangle_of_credits_has_origins_and_shows_every_report(reports, speaker):
    count = origins(reports, speaker)
    tree = attribution_tree(reports, speaker)

    assert (count.independent >= 1) == bool(reports)
    assert count.independent == 1 or speaker in (KCNA, SOURCES) or not reports
    assert shown(tree) == {carried.report.slug for carried in reports}


def shown(nodes):
    return {report.slug for node in nodes for report in node.reports} | set().union(*(shown(n.children) for n in nodes))
