"""What each kind of problem means: the addresses that problem+json gives as its ``type``."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from factbase.edge.problems import PROBLEM_KINDS

bp = Blueprint("problems", __name__)


@bp.get("/problems/<int:status>")
def show(status: int) -> str:
    """One kind of problem, and the others."""
    if status not in PROBLEM_KINDS:
        abort(404)
    return render_template("problems/show.html", status=status, kind=PROBLEM_KINDS[status], kinds=PROBLEM_KINDS)
