"""Signing in and out, and the one-time link that sets a password."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from factbase.desk.forms import SignInForm, WelcomeForm
from factbase.desk.gate import TOKEN, local_path, log, this_browser
from factbase.domain.errors import InvalidInput, NotFound, TooManyAttempts
from factbase.extensions import db
from factbase.models import Account
from factbase.models.base import utc_now
from factbase.models.engine import begin_write
from factbase.services import accounts
from factbase.services.sign_ins import end_sign_in, sign_in_of, start_sign_in
from factbase.services.throttling import admit_attempt, forget_attempt

bp = Blueprint("auth", __name__)

WRONG = "The name or the password is wrong."


@bp.after_request
def keep_private(response: Response) -> Response:
    """These pages are in no cache, and their addresses, one of them a secret, go to no other page."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Sign in."""
    form = SignInForm()
    if request.method == "GET" and sign_in_of(db.session, session.get(TOKEN, ""), now=utc_now()):
        return redirect(_target())
    if not form.validate_on_submit():
        return _login_page(form, 200)
    try:
        token = _try_to_sign_in(form.name.data or "", form.password.data or "")
    except TooManyAttempts as error:
        form.form_errors.append(str(error))
        response = make_response(_login_page(form, 429))
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    if token is None:
        form.form_errors.append(WRONG)
        return _login_page(form, 422)
    _remember(token)
    if form.kept_path.data:
        return _send_again_page(form)
    return redirect(_target(), 303)


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    """Sign out, on the server too."""
    begin_write(db.session)
    end_sign_in(db.session, session.get(TOKEN, ""), now=utc_now())
    db.session.commit()
    session.clear()
    flash("You are signed out.")
    return redirect(url_for("auth.login"), 303)


@bp.route("/welcome/<token>", methods=["GET", "POST"])
def welcome(token: str) -> ResponseReturnValue:
    """Set a name and a password, once."""
    now = utc_now()
    if request.method == "POST":
        begin_write(db.session)
    try:
        account = accounts.account_of_link(db.session, token, now=now)
    except NotFound:
        return render_template("auth/void_link.html"), 404
    names_itself = accounts.names_itself(db.session)
    form = WelcomeForm(data={"name": account.name, "public_name": "" if names_itself else account.public_name})
    if form.validate_on_submit():
        try:
            account = accounts.use_link(db.session, token, form.to_command(names_itself=names_itself), now=now)
        except InvalidInput as error:
            db.session.rollback()
            form.show(error.problems)
        else:
            here = start_sign_in(db.session, account, browser=this_browser(), now=now)
            db.session.commit()
            log.info("account %s set its password by a link", account.id)
            _remember(here)
            flash("Your password is set, and you are signed in.")
            return redirect(url_for("desk.index"), 303)
    page = render_template("auth/welcome.html", form=form, names_itself=names_itself)
    return page, 422 if form.errors else 200


def sign_in_again(path: str, fields: list[tuple[str, str]]) -> ResponseReturnValue:
    """The sign-in in the way of a form that was sent after the sign-in had run out; what was sent is carried along."""
    form = SignInForm(formdata=None, data={"kept_path": path, "kept_fields": urlencode(fields)})
    return _login_page(form, 401)


def _try_to_sign_in(name: str, password: str) -> str | None:
    """The token of a new sign-in; None if name and password do not fit.

    Three transactions: the database is not locked while the password is hashed.

    :raises TooManyAttempts: it was tried too often.
    """
    name, now, browser = accounts.folded_name(name), utc_now(), this_browser()
    begin_write(db.session)
    try:
        attempt = admit_attempt(db.session, name, browser.address, now=now)
    except TooManyAttempts:
        log.warning("sign-in refused from %s: too many attempts", browser.address)
        db.session.rollback()
        raise
    db.session.commit()

    account = accounts.account_with_password(db.session, name, password)
    if account is None:
        log.warning("sign-in failed from %s", browser.address)
        return None

    account_id = account.id
    begin_write(db.session)
    account = db.session.get_one(Account, account_id)
    if account.closed_at is not None:
        return None
    forget_attempt(db.session, attempt)
    accounts.renew_hash(account, password)
    end_sign_in(db.session, session.get(TOKEN, ""), now=now)
    token = start_sign_in(db.session, account, browser=browser, now=now)
    db.session.commit()
    log.info("account %s signed in from %s", account_id, browser.address)
    return token


def _remember(token: str) -> None:
    """Put the token into a session that holds nothing from before the sign-in."""
    session.clear()
    session[TOKEN] = token


def _target() -> str:
    return local_path(request.args.get("next")) or url_for("desk.index")


def _login_page(form: SignInForm, status: int) -> tuple[str, int]:
    return render_template("auth/login.html", form=form), status


def _send_again_page(form: SignInForm) -> ResponseReturnValue:
    path = local_path(form.kept_path.data) or url_for("desk.index")
    fields = parse_qsl(form.kept_fields.data or "", keep_blank_values=True)
    return render_template("auth/send_again.html", path=path, fields=fields)
