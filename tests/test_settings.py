"""Settings: each is read by its type, a bad one is named, and none is undocumented."""

from __future__ import annotations

import stat
from dataclasses import fields
from pathlib import Path

import pytest

from factbase import create_app
from factbase.config import PREFIX, BadSetting, Settings, kept_secret_key, load_settings

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"
KEY = "a key that is long enough"


def test_settings_that_are_not_given_have_their_defaults():
    settings = load_settings({"HOME": "/somewhere", "FACTBASE_PORT": ""})

    assert (settings.host, settings.port, settings.two_person) == ("127.0.0.1", 8000, False)
    assert settings.database_url == "sqlite:///factbase.sqlite"
    assert settings.secret_key is None


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "8080", 8080),
        ("TWO_PERSON", "on", True),
        ("TWO_PERSON", "False", False),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("BASE_URL", "https://facts.example/", "https://facts.example"),
        ("BASE_URL", "http://localhost:8000", "http://localhost:8000"),
        ("DATABASE_URL", "postgresql://me:pass@db/facts", "postgresql+psycopg://me:pass@db/facts"),
        ("DATABASE_URL", "postgres://db/facts", "postgresql+psycopg://db/facts"),
        ("SECRET_KEY_FALLBACKS", f"{KEY} 1, {KEY} 2,", (f"{KEY} 1", f"{KEY} 2")),
    ],
)
def test_a_setting_is_read_by_its_type(name, text, value):
    settings = load_settings({PREFIX + name: text})

    assert getattr(settings, name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "٨٠٨٠"),
        ("WORKERS", "-1"),
        ("TWO_PERSON", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("BASE_URL", "facts.example"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://facts.example/below?x"),
        ("BASE_URL", "https://facts.example/below"),
        ("DATABASE_URL", "facts.sqlite"),
        ("DATABASE_URL", "mysql://db/facts"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY_FALLBACKS", f"{KEY},short"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_setting(name, text):
    with pytest.raises(BadSetting, match=f"^FACTBASE_{name}: "):
        load_settings({PREFIX + name: text})


def test_a_refusal_does_not_repeat_a_password():
    with pytest.raises(BadSetting) as refusal:
        load_settings({"FACTBASE_DATABASE_URL": "mysql://me:hunter2@db/facts"})

    assert "hunter2" not in str(refusal.value)


def test_a_misspelt_setting_is_noticed():
    with pytest.raises(BadSetting, match="FACTBASE_DATABASE_URI is no setting"):
        load_settings({"FACTBASE_DATABASE_URI": "sqlite:///x.sqlite"})


def test_an_application_with_overrides_does_not_read_the_environment(monkeypatch):
    monkeypatch.setenv("FACTBASE_PORT", "not a port")
    monkeypatch.setenv("FACTBASE_TWO_PERSON", "on")

    app = create_app({"SECRET_KEY": KEY, "PORT": 9000})

    assert (app.config["PORT"], app.config["TWO_PERSON"]) == (9000, False)


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path):
    folder = tmp_path / "instance"

    key = kept_secret_key(folder)

    assert len(key) == 64
    assert kept_secret_key(folder) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_cookies_are_bound_to_the_host_where_readers_come_by_https():
    plain = create_app({"SECRET_KEY": KEY}).config
    secure = create_app({"SECRET_KEY": KEY, "BASE_URL": "https://facts.example"}).config

    assert (plain["SESSION_COOKIE_NAME"], plain["SESSION_COOKIE_SECURE"]) == ("fb", False)
    assert (secure["SESSION_COOKIE_NAME"], secure["SESSION_COOKIE_SECURE"]) == ("__Host-fb", True)
    assert secure["SESSION_COOKIE_HTTPONLY"]
    assert secure["SESSION_COOKIE_SAMESITE"] == "Lax"


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_is_in_the_documentation_with_its_meaning(setting):
    start = f"| `{PREFIX}{setting.name.upper()}` |"
    rows = [line for line in DOCS.read_text().splitlines() if line.startswith(start)]

    assert len(rows) == 1
    assert setting.metadata["meaning"] in rows[0]
