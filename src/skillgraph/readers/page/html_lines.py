"""HTML → lines of text, each with its line in the source of the saved file.

The parser is libxml2's, by lxml, which tells events as it is fed (decision 0023): no tree is built,
scripts and styles are passed over, and time and memory are linear in the size of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.readers.page.lines import CONTROL, Line, split_lines, strip_bullet, word_set
from skillgraph.vocab import nfc

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Text within these is none of the page's.
_DROPPED = word_set(
    "script style template noscript svg math iframe object audio video canvas title"
)
#: Text within these stands beside the page's own.
_ASIDE = word_set("nav footer aside button select textarea dialog form")
#: Text within these runs on in its line.
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s"
    " samp small span strike strong sub sup td th time tt u var wbr"
)
#: A line feed by its number is white space, and ends no line of the source.
_LINE_FEED = re.compile(r"&#(?:0*10(?![0-9])|x0*a(?![0-9a-f]));?", re.IGNORECASE)
#: More is nobody's page, and costs libxml2 a time that grows with the square.
MAX_DEPTH = 500
#: So many characters are fed at once: lxml ends with an error of its target when all are parsed.
_FED = 4096


class NoPage(Exception):  # noqa: N818 -- it says what the text is
    """Mark-up that no page has; the message says which."""


class _Target:
    """Takes the events of the parser, and gathers lines."""

    def __init__(self) -> None:
        #: The line that is being fed.
        self._line = 1
        #: Whether the text that is gathered began to come with this line; it may be of one above.
        self._late = False
        self.lines: list[Line] = []
        self.canonical = ""
        self._open: list[str] = []
        self._dropped = self._aside = 0
        self._bullet = False
        self._first = 0
        #: Pieces of text, by the inline elements between which they stand.
        self._parts: list[list[str]] = [[]]

    def feed(self, line: int) -> None:
        """Tell which line comes next; text of lines above may come with it, and ends with it."""
        self._line, self._late = line, False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._open.append(tag)
        if len(self._open) > MAX_DEPTH:
            raise NoPage("its elements are nested deeper than any page's")
        self._boundary(tag)
        self._dropped += tag in _DROPPED
        self._aside += tag in _ASIDE
        if tag == "li":
            self._bullet = True
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or attributes.get("href", "")

    def end(self, tag: str) -> None:
        self._boundary(tag)
        if tag in self._open:
            while (closed := self._open.pop()) != tag:
                self._leave(closed)
            self._leave(tag)
        if tag == "li":
            self._bullet = False

    def data(self, text: str) -> None:
        if self._dropped:
            return
        if self._late:
            self._first -= text.count("\n")
        elif not self._first and (bare := text.lstrip()):
            self._first = self._line - bare.count("\n")
            self._late = True
        # A reference may name a character that no text holds.
        self._parts[-1].append(CONTROL.sub(" ", text))

    def close(self) -> None:
        self._flush()

    def _leave(self, tag: str) -> None:
        self._dropped -= tag in _DROPPED
        self._aside -= tag in _ASIDE

    def _boundary(self, tag: str) -> None:
        if tag in _INLINE:
            if self._parts[-1]:
                self._parts.append([])
        else:
            self._flush()

    def _flush(self) -> None:
        texts = ["".join(pieces) for pieces in self._parts]
        whole, has_bullet = strip_bullet(nfc(" ".join("".join(texts).split())))
        if whole:
            parts = tuple(filter(None, (nfc(" ".join(text.split())) for text in texts)))
            bullet = self._bullet or has_bullet
            self.lines.append(
                Line(self._first, self._first, whole, parts, bullet, bool(self._aside))
            )
            self._bullet = False
        self._first, self._late = 0, False
        self._parts = [[]]


def read_html(text: str) -> tuple[list[Line], str]:
    r"""Return the lines of a page, and the address that it calls its own ("" where it has none).

    The number of a line is that of its first character in the source. `NoPage` is raised for
    one that is nested deeper than `MAX_DEPTH`.

    >>> lines, _ = read_html("<p>A <b>b</b>\nc<ul>\n<li>d</ul><script>e</script>")
    >>> [(line.first, line.text, line.bullet) for line in lines]
    [(1, 'A b c', False), (3, 'd', True)]
    """
    from lxml import etree

    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8")
    for number, line in enumerate(split_lines(_LINE_FEED.sub("&#32;", text)), 1):
        target.feed(number)
        # A line's end comes with the line below, so that no text ends later than it is told.
        fed = f"\n{line}" if number > 1 else line
        for start in range(0, len(fed), _FED):
            parser.feed(fed[start : start + _FED].encode())
    try:
        parser.close()
    except etree.XMLSyntaxError:  # there is no element in it, nor text
        if target.lines:
            raise NoPage("it cannot be parsed to its end") from None
    return target.lines, target.canonical
