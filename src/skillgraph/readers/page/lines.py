"""The lines of a page: what stands on each, stripped of its bullet, with its number in the file.

Lines end with CRLF, CR or LF, and nothing else, as RFC 5147 (section 2.1.2) counts them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(r"\r\n?|\n")
#: What no text holds; other white space than tabs and line ends counts as a space.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_GLYPHS = "•◦‣\u2043∙·●○■□▪▫◆◇▶►▸➢➤→✓✔☑*+–—-"
_BULLET = re.compile(rf"(?:[{_GLYPHS}]|[0-9]{{1,3}}[.)])(?:\s+|$)")

#: A line of prose that was broken to fit a window is at least so long.
_BROKEN = 60
_CLOSED = re.compile(r"[.!?…][\"'”\u2019)\]]*$")


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, for the lists of words that the form of a page has."""
    return frozenset(text.split())


class Line(NamedTuple):
    """A line of text: white space single, without its bullet.

    `first` and `last` are its lines in the file, which differ where a sentence was broken; `parts`
    are the pieces that the medium keeps apart on one line: a name and the badge beside it.
    """

    first: int
    last: int
    text: str
    parts: tuple[str, ...] = ()
    bullet: bool = False
    #: In HTML: it stands in a menu, a footer or a form, not in the page's own text.
    aside: bool = False


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text, blank ones included.

    >>> split_lines("a\r\n\u2028b\rc\n")
    ['a', '\u2028b', 'c', '']
    """
    return _END.split(text)


def strip_bullet(text: str) -> tuple[str, bool]:
    """Return a text without its bullet or number, and whether it had one.

    >>> strip_bullet("• AWS"), strip_bullet("2) AWS"), strip_bullet("- 5"), strip_bullet("-5")
    (('AWS', True), ('AWS', True), ('5', True), ('-5', False))
    """
    found = _BULLET.match(text)
    return (text[found.end() :], True) if found else (text, False)


def ends_a_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does.

    >>> ends_a_sentence("It (mostly) works."), ends_a_sentence("Cloud Architect")
    (True, False)
    """
    return _CLOSED.search(text) is not None


def iter_text_lines(text: str) -> Iterator[Line]:
    r"""Yield the lines of a plain text that say something; a sentence over several is one.

    A bullet that stands alone belongs to the line below it.

    >>> [(line.first, line.last, line.text) for line in iter_text_lines("A\n\n•\n b\n  c d")]
    [(1, 1, 'A'), (4, 5, 'b c d')]
    """
    held: Line | None = None
    bullet = False
    for number, raw in enumerate(split_lines(text), 1):
        bare, has_bullet = strip_bullet(" ".join(raw.split()))
        bullet = bullet or has_bullet
        if not bare:
            continue
        if held is not None and not bullet and _goes_on(held, bare, number):
            held = held._replace(last=number, text=f"{held.text} {bare}")
        else:
            if held is not None:
                yield held
            held = Line(number, number, bare, bullet=bullet)
        bullet = False
    if held is not None:
        yield held


def _goes_on(held: Line, text: str, number: int) -> bool:
    """Tell whether a line goes on with a sentence that was broken above it."""
    if number != held.last + 1 or ends_a_sentence(held.text):
        return False
    return text[0].islower() or len(held.text) >= _BROKEN
