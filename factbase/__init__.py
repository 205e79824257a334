"""Factbase: a ledger of who said what, when, through whom, and what became of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from jinja2 import StrictUndefined
from sqlalchemy import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

from factbase.config import SETTING_NAMES, Settings, kept_secret_key, load_settings, read_settings

MEBIBYTE = 1024 * 1024


def create_app(overrides: Mapping[str, object] | None = None) -> Flask:
    """Build the application.

    Settings come from the environment, or else from ``overrides`` alone: its keys are names of settings without their
    prefix, or of Flask's own configuration.

    :raises BadSetting: a setting has a value that cannot be meant.
    """
    given = dict(overrides or {})
    chosen = {name: given.pop(name) for name in SETTING_NAMES if name in given}
    settings = load_settings(os.environ) if overrides is None else read_settings(chosen)

    app = Flask(__name__, static_folder=None, template_folder="../templates")
    _configure(app, settings)
    app.config.update(given)
    _prepare_templates(app)
    _bind_database(app, settings)
    _set_up_edges(app, settings)
    _register_parts(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update({name.upper(): value for name, value in asdict(settings).items()})
    app.config.update(
        SECRET_KEY=settings.secret_key or kept_secret_key(Path(app.instance_path)),
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        SESSION_COOKIE_NAME="__Host-fb" if settings.https else "fb",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        # A form may lie open for a day of work; its token ends with the session.
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=16 * MEBIBYTE,
        MAX_FORM_MEMORY_SIZE=2 * MEBIBYTE,
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
    )
    if settings.base_url:
        # Probes of the machine itself come by a loopback name.
        app.config["TRUSTED_HOSTS"] = [urlsplit(settings.base_url).hostname, "localhost", "127.0.0.1"]


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _bind_database(app: Flask, settings: Settings) -> None:
    from factbase.extensions import db
    from factbase.models.engine import configure_engine

    addresses = {"default": settings.database_url, "replica": settings.replica_url}
    app.config["SQLALCHEMY_ENGINES"] = {
        # A server may have been restarted, or another one promoted, since a connection was last used.
        name: {"url": url, "pool_pre_ping": make_url(url).host is not None}
        for name, url in addresses.items()
        if url is not None
    }
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            configure_engine(engine)


def _set_up_edges(app: Flask, settings: Settings) -> None:
    from factbase.edge.assets import serve_assets
    from factbase.edge.compression import compress_answers
    from factbase.edge.errors import answer_errors
    from factbase.edge.headers import set_headers
    from factbase.edge.json import use_orjson
    from factbase.edge.logging import log_requests, set_up_logging
    from factbase.extensions import csrf

    set_up_logging(settings.log_level)
    # Flask runs what follows an answer in reverse: the log line, written first here, comes last and counts it all.
    log_requests(app)
    compress_answers(app)
    answer_errors(app)
    use_orjson(app)
    csrf.init_app(app)
    serve_assets(app)
    set_headers(app, https=settings.https)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _register_parts(app: Flask) -> None:
    from factbase import cli, desk, web
    from factbase.edge.replica import use_replica
    from factbase.edge.vantage import use_vantage

    for blueprint in (*web.BLUEPRINTS, *desk.BLUEPRINTS):
        app.register_blueprint(blueprint)
    readers = {blueprint.name for blueprint in web.BLUEPRINTS}
    use_vantage(app, readers=readers)
    if app.config["REPLICA_URL"]:
        use_replica(app, readers=readers)
    for command in cli.COMMANDS:
        app.cli.add_command(command)
