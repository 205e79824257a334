"""One's own account: public name, password, and the browsers that are signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, g, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from factbase.desk.blueprint import bp
from factbase.desk.forms import PasswordForm, PublicNameForm
from factbase.desk.gate import TOKEN, log, this_browser
from factbase.domain.errors import InvalidInput, TooManyAttempts
from factbase.extensions import db
from factbase.models import Account
from factbase.models.engine import begin_write
from factbase.queries.sign_ins import open_sign_ins
from factbase.services.accounts import change_public_name, set_password
from factbase.services.passwords import password_fits
from factbase.services.sign_ins import end_one_sign_in, end_sign_ins
from factbase.services.throttling import admit_attempt, forget_attempt

WRONG = "This is not your password."


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One signed-in browser."""

    id: int
    browser: str
    address: str
    since: datetime
    last_seen: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Everything that ``desk/account.html`` shows beside its forms."""

    name: str
    role: str
    sign_ins: Sequence[SignInLine]


@bp.get("/account")
def account() -> ResponseReturnValue:
    """One's own account."""
    return _page(_own_account())


@bp.post("/account/name")
def change_name() -> ResponseReturnValue:
    """Sign later decisions with another name."""
    own = _own_account()
    form = PublicNameForm()
    if form.validate_on_submit():
        try:
            change_public_name(db.session, own, form.public_name.data or "")
        except InvalidInput as error:
            db.session.rollback()
            form.show(error.problems)
        else:
            db.session.commit()
            flash("Your decisions are signed with this name from now on.")
            return redirect(url_for("desk.account"), 303)
    return _page(_own_account(), name_form=form)


@bp.post("/account/password")
def change_password() -> ResponseReturnValue:
    """Set a new password; all other browsers are signed out."""
    form = PasswordForm()
    retry_after = 0
    if form.validate_on_submit():
        try:
            _change_password(form)
        except InvalidInput as error:
            db.session.rollback()
            form.show(error.problems)
        except TooManyAttempts as error:
            db.session.rollback()
            form.form_errors.append(str(error))
            retry_after = error.retry_after
        else:
            flash("Your password is changed, and all other browsers are signed out.")
            return redirect(url_for("desk.account"), 303)
    response = make_response(_page(_own_account(), password_form=form))
    if retry_after:
        response.status_code = 429
        response.headers["Retry-After"] = str(retry_after)
    return response


@bp.post("/account/sign-ins/<int:sign_in_id>/end")
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """Sign one browser out."""
    end_one_sign_in(db.session, sign_in_id, account_id=_own_id(), now=g.now)
    db.session.commit()
    if sign_in_id == g.sign_in_id:
        session.clear()
        return redirect(url_for("auth.login"), 303)
    flash("That browser is signed out.")
    return redirect(url_for("desk.account"), 303)


@bp.post("/account/sign-ins/end-others")
def end_other_sign_ins() -> ResponseReturnValue:
    """Sign all other browsers out."""
    ended = end_sign_ins(db.session, _own_id(), now=g.now, but=session[TOKEN])
    db.session.commit()
    flash("One other browser is signed out." if ended == 1 else f"{ended} other browsers are signed out.")
    return redirect(url_for("desk.account"), 303)


def _change_password(form: PasswordForm) -> None:
    """Check the present password, as slowly as at the sign-in, and set the new one.

    :raises TooManyAttempts: it was tried too often.
    :raises InvalidInput: the present password is wrong, or the new one will not do.
    """
    own = _own_account()
    attempt = admit_attempt(db.session, own.name, this_browser().address, now=g.now)
    kept = own.password_hash
    db.session.commit()
    if not password_fits(kept, form.current.data or ""):
        log.warning("account %s gave a wrong password to change it", g.actor.account_id)
        raise InvalidInput.one("current", WRONG)
    begin_write(db.session)
    forget_attempt(db.session, attempt)
    set_password(db.session, _own_account(), form.password.data or "", now=g.now, but=session[TOKEN])
    db.session.commit()
    log.info("account %s changed its password", g.actor.account_id)


def _page(
    own: Account, *, name_form: PublicNameForm | None = None, password_form: PasswordForm | None = None
) -> tuple[str, int]:
    page = AccountPage(
        name=own.name,
        role=own.role.value,
        sign_ins=[
            SignInLine(
                id=row.id,
                browser=browser_words(row.user_agent),
                address=row.address,
                since=row.created_at,
                last_seen=row.last_seen_at,
                is_this=row.id == g.sign_in_id,
            )
            for row in open_sign_ins(db.session, own.id, now=g.now)
        ],
    )
    has_errors = any(form is not None and form.errors for form in (name_form, password_form))
    shown = render_template(
        "desk/account.html",
        page=page,
        name_form=name_form or PublicNameForm(formdata=None, data={"public_name": own.public_name}),
        password_form=password_form or PasswordForm(formdata=None),
    )
    return shown, 422 if has_errors else 200


def browser_words(user_agent: str) -> str:
    """What a browser says of itself, in short: "Firefox on Linux"."""
    names = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    name = next((one for one in names if f"{one}/" in user_agent), "")
    system = next((one for one in systems if one in user_agent), "")
    known = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}
    words = [known.get(word, word) for word in (name, system) if word]
    return " on ".join(words) or user_agent[:60] or "A browser that does not say what it is"


def _own_id() -> int:
    account_id: int = g.actor.account_id
    return account_id


def _own_account() -> Account:
    return db.session.get_one(Account, _own_id())
