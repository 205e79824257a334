from __future__ import annotations


def test_every_component_is_drawn_with_the_data_that_is_hardest_on_it(editor):
    page = editor.get("/desk/patterns")

    assert page.status_code == 200
    assert "Every component, with the data that is hardest on it." in page.text


def test_patterns_are_for_those_who_signed_in(client):
    assert client.get("/desk/patterns").status_code == 303
