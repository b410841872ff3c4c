"""What a view draws on: so many columns, with or without colour."""

from __future__ import annotations

from skillgraph.views.text import cut, display_width, wrap

#: Prose is no easier to read on a wider line.
PROSE_COLUMNS = 96
_NARROWEST = 40
_NOTE_COLUMNS = 16
_UNBROKEN = "\u00a0"


class Paper:
    r"""A width in columns, and whether escape sequences are understood.

    >>> Paper(80).bold("SQL"), Paper(80, colour=True).bold("SQL")
    ('SQL', '\x1b[1mSQL\x1b[0m')
    """

    __slots__ = ("colour", "columns")

    def __init__(self, columns: int = 100, *, colour: bool = False) -> None:
        self.columns = max(columns, _NARROWEST)
        self.colour = colour

    def bold(self, text: str) -> str:
        """Mark what a reader looks for first."""
        return self._styled(text, "1")

    def dim(self, text: str) -> str:
        """Mark what a reader may skip."""
        return self._styled(text, "2")

    def accent(self, text: str) -> str:
        """Mark what is the reader's to decide."""
        return self._styled(text, "33")

    def good(self, text: str) -> str:
        """Mark what is met."""
        return self._styled(text, "32")

    def prose(self, text: str, indent: int = 2, *, hang: int | None = None) -> list[str]:
        """Return a paragraph's lines; all but the first are indented by `hang`, if it is given."""
        hang = indent if hang is None else hang
        columns = min(self.columns, PROSE_COLUMNS)
        lines = wrap(text, columns - max(indent, hang))
        return [" " * (hang if at else indent) + line for at, line in enumerate(lines)]

    def of_file(self, path: str, told: str) -> list[str]:
        """Return what is told of a file; its path stays whole, so that it can be copied."""
        if display_width(path) >= self.columns:
            return [f"{path}:", *self.prose(told)]
        return self.prose(f"{path.replace(' ', _UNBROKEN)}: {told}", 0)

    def headline(self, name: str, told: str = "") -> list[str]:
        """Return a name with what is told of it beside it, or below where that is too wide."""
        if 2 + display_width(name) + display_width(told) <= self.columns:
            return [f"  {self.bold(name)}{told}"]
        below = told.removeprefix(":").strip(" ·")
        return [
            f"  {self.bold(cut(name, self.columns - 2))}",
            *(self.prose(below) if below else []),
        ]

    @property
    def note_columns(self) -> int:
        """Return how many columns a note's text has."""
        return min(self.columns, PROSE_COLUMNS) - 2 - _NOTE_COLUMNS

    def note(self, name: str, *paragraphs: str) -> list[str]:
        """Return a named note: the name once at the left, its text beside it."""
        start = 2 + _NOTE_COLUMNS
        lines = [line for text in paragraphs for line in wrap(text, self.note_columns)]
        if display_width(name) > _NOTE_COLUMNS - 2:  # a longer name takes a line of its own
            named = self.bold(cut(name, self.columns - 2))
            return [f"  {named}", *(" " * start + line for line in lines)]
        gap = " " * (_NOTE_COLUMNS - display_width(name))
        first, *rest = lines
        return [f"  {self.bold(name)}{gap}{first}", *(" " * start + line for line in rest)]

    def _styled(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text
