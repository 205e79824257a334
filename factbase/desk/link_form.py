"""The form of a tie between two claims."""

from __future__ import annotations

from wtforms import BooleanField, RadioField, StringField

from factbase.desk.forms import VersionedForm, choice
from factbase.domain.links import OUTWARD


class LinkForm(VersionedForm):
    """What this claim does to another one."""

    type = choice("What this claim does", {type_: words.lower() for type_, words in OUTWARD.items()})
    target = StringField("To which claim", description="Its address, the last part of it, or words that it mentions.")
    target_pick = RadioField("Is it one of these?", choices=[], validate_choice=False)
    is_interested = BooleanField(
        "It comes from a party to the matter", description="Only of one that confirms or denies."
    )
    note = StringField("Note")
