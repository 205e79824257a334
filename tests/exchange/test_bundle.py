"""Factbase's own YAML is read into rows that know their place, and what would harm is refused before it is built."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from factbase.exchange import bundle
from factbase.services.imports.rows import Intake, Table


def read(text: str) -> Intake:
    return bundle.read_text(dedent(text), file="news.yaml")


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def values(text: str) -> Any:
    (row,) = read(f"factbase: 1\nclaims:\n- {text}\n").rows
    return row.values


def test_rows_know_their_table_position_key_and_line():
    intake = read("""\
        factbase: 1
        stories:
        - slug: the-visit
        claims:
        - slug: first
        - statement: no slug
          source_key: desk-2
        reports:
        - url: https://news.example/1
        """)

    assert not intake.problems
    places = [(row.table, row.place.record, row.place.key, row.place.line) for row in intake.rows]
    assert places == [
        (Table.STORIES, "stories[0]", "the-visit", 3),
        (Table.CLAIMS, "claims[0]", "first", 5),
        (Table.CLAIMS, "claims[1]", "desk-2", 6),
        (Table.REPORTS, "reports[0]", "https://news.example/1", 9),
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("made_on: 2024-06-05", "2024-06-05"),
        ("made_on: 2024-02-30", "2024-02-30"),
        ("countries: [NO, KP]", ["NO", "KP"]),
        ("title: yes", "yes"),
        ("title: 12:30:00", "12:30:00"),
        ("value: 7000", 7000),
        ("value: -0.5", -0.5),
        ("value: 0123", "0123"),
        ("interested: true", True),
        ("title:", None),
        ("title: ~", None),
    ],
)
def test_words_are_read_as_they_stand_but_for_numbers_true_false_and_null(written, value):
    assert next(iter(values(written).values())) == value


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("factbase: 1\nclaims: [", 2),
        ("factbase: 1\nclaims:\n- a: b: c\n", 3),
        ("factbase: 1\n\tclaims: x\n", 2),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_line(text, line):
    (problem,) = read(text).problems

    assert problem.message.startswith("This is not YAML")
    assert abs(problem.place.line - line) <= 1


@pytest.mark.parametrize("text", ["", "just words", "- a list", "7"])
def test_a_file_without_fields_is_refused(text):
    assert "factbase: 1" in problems(text)[0]


@pytest.mark.parametrize("text", ["claims: []", "factbase: 2\nclaims: []", "factbase: '1'\nclaims: []"])
def test_a_file_says_which_format_it_has(text):
    assert problems(text) == ["news.yaml: factbase: Write “factbase: 1” at the top of the file."]


def test_a_field_of_the_file_that_is_not_known_is_refused():
    (problem,) = problems("factbase: 1\nclaim: []\n")

    assert problem.startswith("news.yaml: claim: No such field is known here")


def test_a_table_that_is_no_list_is_refused():
    assert "Write a list" in problems("factbase: 1\nclaims: {a: b}\n")[0]


def test_an_empty_table_is_an_empty_list():
    assert read("factbase: 1\nclaims:\nreports: []\n") == Intake([], [])


def test_fields_that_stand_twice_are_all_named():
    found = read("""\
        factbase: 1
        claims:
        - slug: first
          statement: one
          statement: two
        - slug: second
          reports:
          - outlet: a
            outlet: b
        """)

    assert [(problem.place.record, problem.field) for problem in found.problems] == [
        ("claims[0]", "statement"),
        ("claims[1]", "reports[0].outlet"),
    ]


def test_a_table_that_stands_twice_is_refused():
    assert "This field is here twice." in problems("factbase: 1\nclaims: []\nclaims: []\n")[0]


def test_aliases_are_refused_before_they_grow():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    (problem,) = problems("factbase: 1\n" + bomb)

    assert "aliases" in problem


def test_deep_nesting_is_refused_before_it_is_built():
    (problem,) = problems("factbase: 1\nclaims: " + "[" * 100_000)

    assert "nested" in problem


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['true']", "!own x"])
def test_objects_of_programs_are_refused(tag):
    assert "not YAML" in problems(f"factbase: 1\nclaims:\n- slug: {tag}\n")[0]


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "news.yaml"
    path.write_bytes(b"\xff\xfe\x00")

    (problem,) = bundle.read_file(path).problems

    assert "UTF-8" in problem.message


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "MAX_BYTES", 10)
    path = tmp_path / "news.yaml"
    path.write_text("factbase: 1\nclaims: []\n")

    (problem,) = bundle.read_file(path).problems

    assert "larger" in problem.message


def test_a_byte_order_mark_is_passed_over(tmp_path):
    path = tmp_path / "news.yaml"
    path.write_text("factbase: 1\nclaims: []\n", encoding="utf-8-sig")

    assert bundle.read_file(path) == Intake([], [])


# The article that a file is about


def article(**given: str) -> Any:
    lines = "".join(f"  {name}: {value}\n" for name, value in given.items())
    claims = "claims:\n- slug: a\n  reports:\n  - {outlet: Unnamed site, title: Ties}\n"
    intake = bundle.read_text(f"factbase: 1\narticle:\n{lines}{claims}", file="news.yaml")
    return intake.rows[0], intake.problems


def test_an_article_is_a_report_with_note_and_credits_as_a_whole():
    row, found = article(
        title="Ties", outlet="Unnamed site", credits="AP News", section="World", page_header_date="2024-07-05",
        text_written_on="2024-06-12", dating="It says Wednesday.",
    )  # fmt: skip

    assert not found
    assert (row.table, row.place.record, row.place.line) == (Table.REPORTS, "article", 3)
    assert row.values == {
        "title": "Ties",
        "outlet": "Unnamed site",
        "published_on": "2024-06-12",
        "relays": ["AP News"],
        "note": "Section: World. Day in the header of the page: 2024-07-05. It says Wednesday.",
    }


def test_another_name_that_an_article_gives_its_outlet_is_kept():
    row, _ = article(title="Ties", outlet="unnamed site of the article")

    assert row.values["outlet"] == {"name": "Unnamed site", "also_written": ["unnamed site of the article"]}


def test_what_is_not_known_of_an_article_is_refused_rather_than_lost():
    _, found = article(title="Ties", outlet="Unnamed site", author="Nobody")

    assert [(problem.place.record, problem.field) for problem in found] == [("article", "author")]
