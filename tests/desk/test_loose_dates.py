from __future__ import annotations

import pytest
from sqlalchemy import func, select

from factbase.models import Claim

GIVEN = {"statement": "Sources said that he would go next week.", "kind": "intention", "then": "dates"}


@pytest.mark.parametrize(
    ("given", "field", "edtf"),
    [
        ({"made_on": "2024-06-12", "due_on_phrase": "next week"}, "due_on", "[2024-06-17..2024-06-23]"),
        ({"made_on_phrase": "late May", "report_published_on": "2024-06-12"}, "made_on", "[2024-05-21..2024-05-31]"),
        ({"made_on": "2024-06-12", "due_on_phrase": "by the end of 2024"}, "due_on", "[..2024-12-31]"),
    ],
)
def test_the_words_of_the_source_are_read_as_a_date_that_the_editor_sees(editor, session, given, field, edtf):
    page = editor.post("/desk/claims/new", data={**GIVEN, **given})

    assert page.status_code == 200
    assert f'value="{edtf}"' in page.text
    assert "It counts once you record the claim." in page.text
    assert session.scalar(select(func.count()).select_from(Claim)) == 0


def test_a_date_that_was_written_is_left_alone(editor):
    page = editor.post(
        "/desk/claims/new", data={**GIVEN, "made_on": "2024-06-12", "due_on": "2024-07", "due_on_phrase": "next week"}
    )

    assert 'value="2024-07"' in page.text
    assert "2024-06-17" not in page.text


def test_words_that_no_rule_reads_are_said_to_be_that(editor):
    page = editor.post("/desk/claims/new", data={**GIVEN, "made_on": "2024-06-12", "due_on_phrase": "in due time"})

    assert "No rule reads “in due time”" in page.text
    assert "Sources said that he would go next week." in page.text
