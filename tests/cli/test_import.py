"""`flask import claims`: files in, one line out, and every bad row on the error stream."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from factbase.models import Act, Claim

GOOD = """\
factbase: 1
stories:
- slug: arms
  title: Arms
claims:
- slug: first
  story: arms
  kind: event
  statement: John Kirby said that containers had been sent.
  speaker: {name: John Kirby, kind: person}
  made_on: 2023-10-13
  reports:
  - outlet: The Example Times
    url: https://news.example/1
  links:
  - {type: updates, target: second}
"""
SECOND = """\
factbase: 1
claims:
- slug: second
  story: arms
  kind: event
  statement: John Kirby said that talks were advancing.
  speaker: {name: John Kirby, kind: person}
  made_on: 2023-08-30
"""


@pytest.fixture
def write(tmp_path):
    def write(name: str, text: str) -> str:
        path = Path(tmp_path, name)
        path.write_text(text)
        return str(path)

    return write


@pytest.fixture
def run(runner):
    return lambda *arguments: runner.invoke(args=["import", "claims", *arguments])


def claims_on_record(session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Claim.slug).order_by(Claim.slug)))


def test_files_that_refer_to_one_another_are_taken_in_together(run, write, session):
    done = run(write("b.yaml", GOOD), write("a.yml", SECOND))

    assert done.exit_code == 0, done.output
    assert claims_on_record(session) == ["first", "second"]
    assert done.output == ("added 1 story, 1 outlet, 1 speaker, 1 report, 2 claims, 1 appearance, 1 link\n")


def test_taken_in_again_nothing_changes(run, write, session):
    files = write("b.yaml", GOOD), write("a.yaml", SECOND)
    run(*files)
    acts = session.scalar(select(func.count(Act.seq)))
    session.rollback()

    done = run(*reversed(files))

    assert done.exit_code == 0
    assert done.output.startswith("unchanged ")
    assert session.scalar(select(func.count(Act.seq))) == acts


def test_a_dry_run_says_what_would_be_and_takes_it_back(run, write, session):
    done = run("--dry-run", write("b.yaml", GOOD), write("a.yaml", SECOND))

    assert (done.exit_code, done.output[:19]) == (0, "Dry run: added 1 st")
    assert claims_on_record(session) == []


def test_every_bad_row_is_on_the_error_stream_and_nothing_is_taken_in(run, write, session):
    bad = GOOD.replace("kind: event", "kind: rumour").replace("2023-10-13", "2023-13-10")

    done = run(write("b.yaml", bad), write("a.yaml", SECOND))

    assert done.exit_code == 1
    assert done.stdout == ""
    assert "b.yaml: claims[0] (first): kind: " in done.stderr
    assert "b.yaml: claims[0] (first): made_on: " in done.stderr
    assert claims_on_record(session) == []


def test_bad_rows_may_be_skipped_and_are_still_named(run, write, session):
    bad = SECOND.replace("slug: second", "slug: third").replace("kind: event", "kind: rumour")

    done = run("--skip-bad", write("b.yaml", GOOD), write("a.yaml", SECOND), write("c.yaml", bad))

    assert done.exit_code == 1
    assert "c.yaml: claims[0] (third): kind: " in done.stderr
    assert done.stdout.endswith("; refused 1 claim\n")
    assert claims_on_record(session) == ["first", "second"]


def test_a_file_that_is_no_yaml_is_named_with_those_of_the_others(run, write, session):
    done = run(write("a.yaml", "factbase: 1\nclaims: ["), write("b.yaml", GOOD.replace("kind: event", "kind: rumour")))

    assert done.exit_code == 1
    assert "a.yaml: This is not YAML" in done.stderr
    assert "b.yaml: claims[0] (first): kind: " in done.stderr
    assert claims_on_record(session) == []


def test_a_format_that_is_not_known_is_refused(run, write):
    done = run(write("claims.docx", "x"))

    assert done.exit_code == 1
    assert ".yaml" in done.stderr


def test_a_file_that_is_not_there_is_a_wrong_use(run):
    assert run("nowhere.yaml").exit_code == 2
