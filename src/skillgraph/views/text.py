"""Text on a terminal: how wide it is, where it is cut, where it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: What a terminal without the glyphs gets instead, a column for a column.
_ASCII = str.maketrans("─▶→◆–—\u2212…✓·≈\u00a0", "->>*---~x|~ ")
#: What takes a column, for certain, and most texts are made of.
_NARROW = frozenset(map(chr, [*range(128), *_ASCII]))
#: Joiners shape letters and have no width; every other invisible character is replaced.
_JOINERS = "\u200c\u200d"


def display_width(text: str) -> int:
    r"""Return the columns that a text takes: two for a wide character (UAX 11), none for a mark.

    >>> display_width("SQL"), display_width("日本語"), display_width("e\u0301")
    (3, 6, 1)
    """
    return len(text) if text.isascii() or _NARROW.issuperset(text) else sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """Return the text, or as much of it as fits with an ellipsis.

    >>> cut("High Availability", 10), cut("日本語", 5), cut("SQL", 3)
    ('High Avai…', '日本…', 'SQL')
    """
    if display_width(text) <= columns:
        return text
    kept, used = [], 0
    for char in text:
        used += _columns(char)
        if used > columns - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…" if columns > 0 else ""


def pad(text: str, columns: int) -> str:
    """Return the text cut or filled with spaces to exactly so many columns."""
    text = cut(text, columns)
    return text + " " * (columns - display_width(text))


def pad_left(text: str, columns: int) -> str:
    """Return the text at the right end of so many columns, as numbers stand."""
    text = cut(text, columns)
    return " " * (columns - display_width(text)) + text


def fitting(widths: Sequence[int], columns: int) -> list[int]:
    """Return the widths of as many columns of a table, from the left, as fit with two spaces each.

    >>> fitting([5, 8, 4], 17)
    [5, 8]
    """
    kept: list[int] = []
    for width in widths:
        if sum(kept) + 2 * len(kept) + width + 2 > columns:
            break
        kept.append(width)
    return kept


def wrap(text: str, columns: int) -> list[str]:
    """Return the lines of a text broken at its spaces; a word that fits on no line is cut apart.

    A no-break space is kept together with its neighbours and printed as a space.

    >>> wrap("take your employer's", 10)
    ['take your', "employer's"]
    """
    if display_width(text) <= columns:
        return [text.replace("\u00a0", " ")]
    lines: list[str] = []
    line, used = "", 0
    for word in _pieces(text, columns):
        needed = display_width(word)
        if line and used + 1 + needed > columns:
            lines.append(line)
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + needed) if line else (word, needed)
    lines.append(line)
    return [line.replace("\u00a0", " ") for line in lines]


def plain_ascii(text: str) -> str:
    """Return a text for a terminal that has ASCII alone: our own glyphs have a stand-in."""
    return text.translate(_ASCII)


def cleaned(value: Any) -> Any:
    r"""Return a document whose texts are safe to print: no control character, no line of its own.

    Labels come from files that somebody else wrote, and an escape sequence in one would be obeyed
    by the terminal.

    >>> cleaned({"label": "a\x1b[2Jb\n c"})
    {'label': 'a�[2Jb  c'}
    """
    # `repr` puts a backslash before whatever is not printable: without one, nothing is to be done.
    return _cleaned(value) if "\\" in repr(value) else value


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isprintable() else "".join(map(_visible, value))
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_cleaned(member) for member in value]
    return value


def _columns(char: str) -> int:
    if char in _NARROW:
        return 1
    from unicodedata import category, east_asian_width

    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _visible(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    return " " if char.isspace() else "\ufffd"


def _pieces(text: str, columns: int) -> Iterable[str]:
    for word in text.split(" "):
        if display_width(word) <= columns:
            if word:
                yield word
            continue
        head, used = "", 0
        for char in word:
            needed = _columns(char)
            if head and used + needed > columns:
                yield head
                head, used = "", 0
            head, used = head + char, used + needed
        yield head
