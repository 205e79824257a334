"""Text in figures: made safe for plotly, broken and cut to the room that there is."""

from __future__ import annotations

LINE = 48
"""How many characters a line of hover text may have."""

# Widths in shares of the type size, between those of Inter and DejaVu Sans; wide scripts fill their square.
_WIDTHS = (
    dict.fromkeys("ijlt.,:;'’|!()[]frI ", 0.33)
    | dict.fromkeys("mwMWGOQ@%—", 0.88)
    | dict.fromkeys("“”–…0123456789", 0.6)
)
_CAPITAL, _SMALL, _SQUARE = 0.68, 0.57, 1.0
_BOLD = 1.06
_FIRST_WIDE_SCRIPT = "\u1100"


def safe(text: str) -> str:
    """Text that plotly shows as it is: it reads tags in its labels and would style them inline."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, *, lines: int = 3) -> str:
    """The text in at most ``lines`` lines of hover text, safe."""
    found: list[str] = []
    rest = " ".join(text.split())
    while len(rest) > LINE and len(found) < lines - 1:
        end = rest.rfind(" ", 1, LINE + 1)
        found.append(rest[: end if end > 0 else LINE])
        rest = rest[len(found[-1]) :].lstrip()
    return "<br>".join(safe(line) for line in [*found, shortened(rest, LINE)])


def shortened(text: str, most: int) -> str:
    """The text in at most ``most`` characters, cut between words."""
    return text if len(text) <= most else _cut(text, most - 1)


def fitting(text: str, room: float, *, size: int, bold: bool = False) -> str:
    """As much of the text as fits into so many pixels, cut between words."""
    length = _length(text, room, size, bold)
    if length == len(text):
        return text
    return _cut(text, _length(text, room - text_width("…", size, bold=bold), size, bold))


def broken(text: str, room: float, *, size: int, lines: int, bold: bool = False) -> list[str]:
    """The text in at most ``lines`` lines that fit into so many pixels; what is over is cut."""
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines - 1:
        end = _length(rest, room, size, bold)
        if end < len(rest):
            end = rest.rfind(" ", 1, end + 1) if " " in rest[1 : end + 1] else end
        found.append(rest[:end])
        rest = rest[end:].lstrip()
    if rest:
        found.append(fitting(rest, room, size=size, bold=bold))
    return found


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how many pixels the text takes; errs to the wide side."""
    return sum(map(_ems, text)) * size * (_BOLD if bold else 1.0)


def _ems(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if letter >= _FIRST_WIDE_SCRIPT:
        return _SQUARE
    return _CAPITAL if letter.isupper() else _SMALL


def _length(text: str, room: float, size: float, bold: bool) -> int:
    """How many letters of the text fit, at least one."""
    left = room / (size * (_BOLD if bold else 1.0))
    for number, letter in enumerate(text):
        left -= _ems(letter)
        if left < 0:
            return max(number, 1)
    return len(text)


def _cut(text: str, end: int) -> str:
    """The first ``end`` letters, without the last word if it is cut and others are left."""
    kept = text[:end]
    if text[end : end + 1] != " " and " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" ,;:–-") + "…"
