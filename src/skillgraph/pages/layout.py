"""Where things are drawn: whole units of a plane, y downwards, the same wherever it is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TypeVar

    Item = TypeVar("Item")

    from collections.abc import Sequence


class Frame(NamedTuple):
    """A field that nodes belong to, by its upper left corner; `node` is the one that names it."""

    x: int
    y: int
    width: int
    height: int
    title: str
    node: str | None = None


class Spot(NamedTuple):
    """The centre of a node, how far it reaches, how wide its label may be; boxes have a height."""

    x: int
    y: int
    radius: int
    label_width: int
    height: int = 0


class Layout(NamedTuple):
    """Spots by id of node, and frames; `boxes` tells whether nodes are boxes with text inside."""

    spots: dict[str, Spot]
    frames: list[Frame]
    width: int
    height: int
    boxes: bool = False


#: No line that is drawn has so many letters.
_LONG = 400
#: Of an em; by kinds of letters, of sans-serif faces at large.
_NARROW, _WIDE, _USUAL, _FULL, _ELLIPSIS = 0.29, 0.86, 0.55, 1.0, 1.0


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is drawn; no font is asked, so that it is the same everywhere.

    >>> text_width("ill", 10) < text_width("sum", 10) < text_width("SUM", 10)
    True
    """
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in "iljtfrI.,:;'|!()[] -/":
        return _NARROW
    if letter in "mwMW@%—":
        return _WIDE
    if ord(letter) > 0x2E80:  # noqa: PLR2004 -- from here on letters are square: CJK and the like
        return _FULL
    return 0.66 if letter.isupper() else _USUAL


def shortened(text: str, size: float, width: float) -> str:
    """Return a text that is about so wide at most, cut with an ellipsis.

    >>> shortened("Relational Database Design", 10, 80)
    'Relational Data…'
    """
    left, fits = width / size, 0
    for letter in text:
        left -= _em(letter)
        if left < 0:
            return f"{text[:fits].rstrip()}…"
        if left >= _ELLIPSIS:
            fits += 1
    return text


def lines_of(text: str, size: float, width: float, most: int) -> list[str]:
    """Return a text in at most so many lines, the last one cut where it must be."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}"[:_LONG], size) <= width:
            lines[-1] += f" {word}"
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
            break
    return [shortened(line, size, width) for line in lines] or [""]


def rows_of(items: Sequence[Item], most: int) -> list[list[Item]]:
    """Return items in rows of at most so many, as even as can be.

    >>> rows_of("abcdefg", 4)
    [['a', 'b', 'c', 'd'], ['e', 'f', 'g']]
    """
    if not items:
        return []
    rows = -(-len(items) // most)
    long = -(-len(items) // rows)
    return [list(items[at : at + long]) for at in range(0, len(items), long)]
