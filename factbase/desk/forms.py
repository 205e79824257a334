"""What the desk's forms share, and the short ones. A form knows its fields and makes a command; rules are elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from factbase.domain.errors import FieldProblem
from factbase.services.accounts import Welcome
from factbase.services.passwords import ADVISED, SHORTEST

NEW_PASSWORD = (
    f"At least {SHORTEST} characters, better {ADVISED} or more: four or five unrelated words. Any characters will do."
)


def options(labels: Mapping[str, str]) -> list[SelectChoice]:
    """Choices for a field, from value to label."""
    return [SelectChoice(value, label) for value, label in labels.items()]


def choice(label: str, labels: Mapping[str, str], description: str = "") -> SelectField:
    """A field with one of the values of ``labels``; the first one counts where none is sent."""
    return SelectField(label, choices=options(labels), default=next(iter(labels)), description=description)


class DeskForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form to which a service's problems come back."""

    aliases: Mapping[str, str] = {}

    def show(self, problems: Iterable[FieldProblem]) -> None:
        """Put each problem at its field ("quantity.value" is the field ``quantity_value``), or else at the top.

        ``aliases`` says which field stands for a name that is none.
        """
        for problem in problems:
            name = problem.field.replace(".", "_")
            field = self._fields.get(self.aliases.get(name, name))
            if field is None or isinstance(field, HiddenField):
                self.form_errors.append(problem.message)
            else:
                field.errors = [*field.errors, problem.message]

    def is_filled(self, *names: str) -> bool:
        """Whether anything was entered in, or is wrong with, one of the fields ``names``."""
        return any(self[name].data or self[name].errors for name in names)

    def text(self, name: str) -> str | None:
        """What was entered in the field ``name``, without blanks around it; None for nothing."""
        return (self[name].data or "").strip() or None


class VersionedForm(DeskForm):
    """A form about a claim: the version that it was opened with, and the newest act of the ledger at that time."""

    version = HiddenField()
    seen = HiddenField()

    def read_version(self) -> int:
        """The version of the claim that was read; 0, which no claim has, for what is no number."""
        return _whole(self.version.data)

    def read_seq(self) -> int:
        """The number of the newest act when the form was opened."""
        return _whole(self.seen.data)

    def read_again(self, *, version: int, seq: int) -> None:
        """Take what is on record now as read."""
        self.version.data, self.seen.data = str(version), str(seq)


class SignInForm(DeskForm):
    """Name and password. What somebody sent after the sign-in had run out is carried along."""

    name = StringField("Name", [InputRequired("Give the name that you sign in with.")])
    password = PasswordField("Password", [InputRequired("Give your password.")])
    kept_path = HiddenField()
    kept_fields = HiddenField()


class WelcomeForm(DeskForm):
    """What somebody enters who follows a one-time link."""

    name = StringField("Name to sign in with", description="Letters, digits, dots and hyphens. Readers never see it.")
    public_name = StringField("Public name", description="Stands under your decisions, for all readers to see.")
    password = PasswordField("Password", description=NEW_PASSWORD)

    def to_command(self, *, names_itself: bool) -> Welcome:
        """What was entered."""
        return Welcome(
            public_name=self.public_name.data or "",
            password=self.password.data or "",
            name=(self.name.data or "") if names_itself else None,
        )


class PasswordForm(DeskForm):
    """A new password for one who is signed in."""

    current = PasswordField("Current password", [InputRequired("Give the password that you have now.")])
    password = PasswordField("New password", [InputRequired("Give the new password.")], description=NEW_PASSWORD)


class PublicNameForm(DeskForm):
    """The name under decisions."""

    public_name = StringField(
        "Public name", description="Stands under your decisions from now on; those on record keep the name they have."
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else 0
