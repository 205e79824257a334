"""Recording claims at the desk, and publishing drafts."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from factbase.models import Appearance, Claim, Outlet, Report, Speaker
from tests.desk.pages import errors_of, fields_of, location
from tests.factories import make_claim, make_speaker, make_story

VISIT = {
    "statement": "Dmitry Peskov said that the visit was being prepared.",
    "kind": "intention",
    "speaker": "Dmitry Peskov",
    "speaker_kind": "person",
    "speaker_country": "Russia",
    "role": "Press Secretary",
    "made_on": "2024-05-21/2024-05-31",
    "made_on_phrase": "late May",
    "countries": "Russia, KP",
    "tags": "visit, Pyongyang",
    "story_title": "The visit",
    "report_url": "https://news.example/pipeline",
    "report_outlet": "TASS",
    "report_outlet_is_new": "y",
    "report_outlet_kind": "wire",
    "report_published_on": "2024-05-24",
    "words": "the visit is in the pipeline",
    "credits": "RIA Novosti > Kremlin",
    "new_credits": "y",
    "then": "publish",
}


def claims(session):
    session.rollback()
    return session.scalars(
        select(Claim).options(
            selectinload(Claim.speaker),
            selectinload(Claim.countries),
            selectinload(Claim.tags),
            selectinload(Claim.story),
        )
    ).all()


def test_one_submit_records_and_publishes_a_claim_that_readers_see_in_its_story(editor, session, client):
    answer = editor.post("/desk/claims/new", data=VISIT)

    (claim,) = claims(session)
    assert location(answer) == f"/desk/claims/{claim.slug}"
    assert "The claim is published." in editor.get(location(answer)).text
    assert VISIT["statement"] in client.get("/stories/the-visit").text
    assert "late May 2024" in client.get(f"/claims/{claim.slug}").text
    assert (claim.speaker.country, [row.country for row in claim.countries]) == ("RU", ["KP", "RU"])
    assert [row.tag for row in claim.tags] == ["Pyongyang", "visit"]


def test_a_draft_is_seen_at_the_desk_alone(editor, session, client):
    editor.post("/desk/claims/new", data={**VISIT, "then": "draft"})

    (claim,) = claims(session)
    assert claim.published_at is None
    assert client.get(f"/claims/{claim.slug}").status_code == 404
    assert VISIT["statement"] in editor.get("/desk?queue=drafts").text


def test_a_contributor_drafts_whatever_button_was_pressed(signed_in, session):
    contributor = signed_in("con", "contributor")
    story = make_story(session)
    session.commit()

    contributor.post("/desk/claims/new", data={**VISIT, "story_title": "", "story": story.slug})

    (claim,) = claims(session)
    assert claim.published_at is None
    assert 'value="publish"' not in contributor.get("/desk/claims/new").text


def test_a_draft_is_published(editor, session, client):
    make_claim(session, slug="draft", publish=False)
    session.commit()
    version = fields_of(editor.get("/desk/claims/draft"))["version"]

    answer = editor.post("/desk/claims/draft/publish", data={"version": version})

    assert location(answer) == "/desk/claims/draft"
    assert client.get("/claims/draft").status_code == 200


def test_a_draft_that_changed_meanwhile_is_looked_at_again_first(editor, session, client):
    make_claim(session, slug="draft", publish=False)
    session.commit()

    editor.post("/desk/claims/draft/publish", data={"version": "0"})

    assert "It changed while you were looking at it" in editor.get("/desk/claims/draft").text
    assert client.get("/claims/draft").status_code == 404


def test_all_that_is_wrong_is_named_at_its_field_and_nothing_typed_is_lost(editor, session):
    wrong = {
        **VISIT,
        "statement": "",
        "made_on": "late May",
        "quantity_qualifier": "about",
        "quantity_value": "several",
        "report_url": "news.example",
        "report_published_on": "yesterday",
    }

    answer = editor.post("/desk/claims/new", data=wrong)

    assert answer.status_code == 422
    assert "<title>Error: New claim" in answer.text
    assert {error.split()[0] for error in errors_of(answer)} == {
        "#statement",
        "#made_on",
        "#quantity_value",
        "#quantity_unit",
        "#quantity_what",
        "#report_url",
        "#report_published_on",
    }
    kept = fields_of(answer)
    assert {name: kept.get(name) for name in wrong if name != "then"} == {
        name: value for name, value in wrong.items() if name != "then"
    }
    assert session.scalar(select(func.count(Speaker.id))) == session.scalar(select(func.count(Outlet.id))) == 0


def test_a_speaker_whose_name_is_not_on_record_is_offered_by_likeness(editor, session):
    make_speaker(session, name="Shin Won-sik")
    make_speaker(session, name="Dmitry Peskov")
    session.commit()
    typed = {**VISIT, "speaker": "Shin Wonsick", "speaker_kind": "", "role": ""}

    asked = editor.post("/desk/claims/new", data=typed)
    answer = editor.post("/desk/claims/new", data={**typed, "speaker_pick": "Shin Won-sik"})

    assert "#speaker" in errors_of(asked)[0]
    assert 'name="speaker_pick" type="radio" value="Shin Won-sik"' in asked.text
    assert 'value="Dmitry Peskov" id' not in asked.text.partition('name="speaker_pick"')[2].partition("</fieldset>")[0]
    assert answer.status_code == 303
    assert claims(session)[0].speaker.name == "Shin Won-sik"


def test_the_same_address_is_the_same_report(editor, session):
    editor.post("/desk/claims/new", data=VISIT)

    second = {name: value for name, value in VISIT.items() if not name.startswith(("story", "report", "credits"))}
    editor.post(
        "/desk/claims/new", data={**second, "statement": "Another.", "report_url": VISIT["report_url"], "words": "more"}
    )

    assert session.scalar(select(func.count(Report.id))) == 1
    assert session.scalar(select(func.count(Appearance.id))) == 2


def test_a_claim_may_be_recorded_before_its_report_is_found(editor, session):
    without = {name: value for name, value in VISIT.items() if not name.startswith(("report", "words", "credits"))}

    editor.post("/desk/claims/new", data=without)

    (claim,) = claims(session)
    assert "No report is on record." in editor.get(f"/desk/claims/{claim.slug}").text


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "صرح المتحدث باسم الوزارة", "김정은 위원장 “말했다” & more"]
)
def test_whatever_is_typed_comes_back_as_it_was_and_is_never_run(editor, text):
    answer = editor.post("/desk/claims/new", data={"statement": text, "quote": text, "speaker": text})

    assert answer.status_code == 422
    assert (fields_of(answer)["statement"], fields_of(answer)["quote"]) == (text, text)
    assert "<script>alert" not in answer.text
