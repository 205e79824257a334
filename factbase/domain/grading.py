"""The Admiralty code: two axes, graded by different evidence and never blended (FM 2-22.3)."""

from __future__ import annotations

from collections.abc import Mapping

RELIABILITY: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: Mapping[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


def grade_in_words(reliability: str | None, credibility: int | None) -> str | None:
    """The grade as a reader sees it ("Grade C2: source fairly reliable, probably true"); None when there is none.

    F and 6 say that nobody can judge; they are not the worst grade.
    """
    if reliability is None and credibility is None:
        return None
    words = []
    if reliability is not None:
        meaning = RELIABILITY[reliability]
        words.append(f"source {meaning}" if reliability != "F" else f"source’s {meaning}")
    if credibility is not None:
        words.append(CREDIBILITY[credibility])
    return f"Grade {reliability or ''}{credibility or ''}: {', '.join(words)}"
