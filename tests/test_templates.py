"""What every template and style sheet keeps to: the content policy, both directions of writing, and both themes."""

import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLE_SHEETS = sorted((ROOT / "factbase" / "static" / "css").rglob("*.css"))
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def name_of(path: Path) -> str:
    return path.name if path.parent == ROOT else f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_no_inline_style_or_handler_and_escapes_everything(path):
    markup = COMMENT.sub("", path.read_text(encoding="utf-8"))

    assert not re.search(r"\sstyle\s*=|<style\b", markup)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", markup)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/(ld\+)?json)", markup)
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", markup)


def test_every_template_compiles_under_the_settings_of_the_application(app: Flask):
    names = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]

    assert [app.jinja_env.get_template(name).name for name in names] == names


@pytest.mark.parametrize("path", STYLE_SHEETS, ids=name_of)
def test_a_style_sheet_names_no_side_by_left_or_right(path):
    rules = CSS_COMMENT.sub("", path.read_text(encoding="utf-8"))

    sides = re.findall(
        r"[\s;{](?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|float:\s*(?:left|right))\b[^;]*",
        rules,
    )
    assert sides == []


@pytest.mark.parametrize("path", STYLE_SHEETS, ids=name_of)
def test_colours_are_written_in_the_tokens_alone(path):
    rules = CSS_COMMENT.sub("", path.read_text(encoding="utf-8"))

    if name_of(path) in {"css/tokens.css", "css/print.css"}:
        return
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!-)|\brgba?\(|\bhsla?\(", rules) == []


def test_every_property_that_a_style_sheet_uses_is_defined():
    text = "\n".join(CSS_COMMENT.sub("", path.read_text(encoding="utf-8")) for path in STYLE_SHEETS)

    used = set(re.findall(r"var\((--[\w-]+)", text))
    defined = set(re.findall(r"[{;]\s*(--[\w-]+)\s*:", text))
    assert used - defined == set()
    assert defined - used == set()
