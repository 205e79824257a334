"""Series of figures at the desk: suggested, named, changed by two at once, removed."""

from __future__ import annotations

import pytest

from factbase.queries.series import series_for_editing
from tests.desk.pages import errors_of, fields_of
from tests.factories import make_figure, make_series, make_story


@pytest.fixture
def arms(session):
    return make_story(session, slug="arms", title="Arms transfers")


@pytest.fixture
def containers(session, arms):
    """Three figures that the rule puts together."""
    figures = [
        make_figure(session, arms, slug=slug, made_on=made, value=value)
        for slug, made, value in (
            ("one", "2024-02-26", 6700),
            ("two", "2024-03-18", 7000),
            ("three", "2024-06-14", 10000),
        )
    ]
    session.commit()
    return figures


@pytest.fixture
def named(session, arms, containers):
    series = make_series(session, story=arms, slug="boxes", title="Boxes", claims=containers[:2])
    session.commit()
    return series


def members(session, slug="boxes"):
    session.rollback()
    series = series_for_editing(session, slug)
    return series.title, [member.claim.slug for member in series.members]


def test_a_suggestion_is_named_as_it_stands(editor, session, containers):
    listed = editor.get("/desk/stories/arms/series")
    form = editor.get("/desk/stories/arms/series/new?like=one")

    answer = editor.post(
        "/desk/stories/arms/series/new", data=fields_of(form) | {"claims": ["one", "two", "three"], "title": "Boxes"}
    )

    assert "/desk/stories/arms/series/new?like=one" in listed.text
    assert fields_of(form)["title"] == "Containers"
    assert form.text.count(" checked") == 3
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/stories/arms/series")
    assert members(session) == ("Boxes", ["one", "two", "three"])


def test_what_is_wrong_is_said_at_the_fields_and_nothing_is_lost(editor, containers):
    answer = editor.post("/desk/stories/arms/series/new", data={"title": "", "claims": ["one"]})

    assert answer.status_code == 422
    assert [error.split()[0] for error in errors_of(answer)] == ["#title", "#claims"]
    assert 'value="one" checked' in answer.text


def test_a_figure_of_another_series_is_not_on_offer_and_names_it(editor, named):
    page = editor.get("/desk/stories/arms/series/new").text

    assert 'value="three"' in page
    assert 'value="one"' not in page
    assert "in the series “Boxes”; take it out there first" in page


def test_a_series_is_changed(editor, session, named):
    form = editor.get("/desk/series/boxes")

    answer = editor.post("/desk/series/boxes", data=fields_of(form) | {"title": "All", "claims": ["two", "three"]})

    assert answer.status_code == 303
    assert members(session) == ("All", ["two", "three"])


def test_of_two_who_change_a_series_the_second_sees_what_the_first_did(signed_in, session, named):
    first, second = signed_in("ada"), signed_in("duarte")
    mine, theirs = (fields_of(client.get("/desk/series/boxes")) for client in (second, first))
    first.post("/desk/series/boxes", data=theirs | {"title": "Theirs", "claims": ["one", "three"]})

    conflict = second.post("/desk/series/boxes", data=mine | {"title": "Mine", "claims": ["one", "two"]})
    before = members(session)
    again = second.post("/desk/series/boxes", data=fields_of(conflict) | {"claims": ["one", "two"]})

    assert conflict.status_code == 409
    assert "Theirs" in conflict.text
    assert "Ada" in conflict.text
    assert before == ("Theirs", ["one", "three"])
    assert again.status_code == 303
    assert members(session) == ("Mine", ["one", "two"])


def test_removing_asks_once_and_then_removes(editor, named):
    asked = editor.get("/desk/series/boxes/remove")
    answer = editor.post("/desk/series/boxes/remove", data=fields_of(asked))

    assert "Remove this series?" in asked.text
    assert answer.status_code == 303
    assert editor.get("/desk/series/boxes").status_code == 404
    assert "Boxes" not in editor.get("/stories/arms").text


def test_a_series_that_changed_meanwhile_is_not_removed(editor, session, named):
    asked = fields_of(editor.get("/desk/series/boxes/remove"))
    form = fields_of(editor.get("/desk/series/boxes"))
    editor.post("/desk/series/boxes", data=form | {"title": "All", "claims": ["two", "three"]})

    answer = editor.post("/desk/series/boxes/remove", data=asked, follow_redirects=True)

    assert "It changed while you were looking at it" in answer.text
    assert members(session) == ("All", ["two", "three"])


def test_the_desk_leads_to_the_series(editor, named):
    assert "/desk/series" in editor.get("/desk").text
    assert "/desk/stories/arms/series" in editor.get("/desk/series").text
    assert "/desk/stories/arms/series" in editor.get("/desk/claims/one").text
