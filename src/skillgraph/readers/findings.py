"""What a reader finds: problems, raised at once in order of place, and remarks on how it read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import SHOWN, Problems, escaped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class SourceFile(NamedTuple):
    """A file of a catalogue: how people are shown it, and how statements cite it."""

    order: int
    path: Path
    shown: str
    locator: str


class Spot(NamedTuple):
    """A place in a file; line and column count from 1, and 0 means the file as a whole."""

    file: SourceFile
    line: int
    column: int

    def __str__(self) -> str:
        return self._after(self.file.shown)

    @property
    def locator(self) -> str:
        """The place as statements cite it: relative to its catalogue, never a local path."""
        return self._after(self.file.locator)

    def _after(self, name: str) -> str:
        return f"{name}:{self.line}:{self.column}" if self.line else name


class _Finding(NamedTuple):
    spot: Spot
    message: str
    hint: str | Callable[[], str]


class Findings:
    """Problems as they are found; hints that cost a search are made for those shown only."""

    def __init__(self) -> None:
        self._found: list[_Finding] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, spot: Spot, message: str, hint: str | Callable[[], str] = "") -> None:
        """Note a problem; a hint may be a function, called if the problem is shown."""
        self._found.append(_Finding(spot, message, hint))

    def raise_any(self) -> None:
        """Raise `InvalidInput` with everything found so far; without findings do nothing."""
        problems = Problems()
        for spot, message, hint in sorted(self._found, key=_place):
            problems.add(str(spot), message, hint)
        problems.raise_any()


class Remarks:
    """Sentences on how something was read; of each kind those past the first hundred are counted.

    >>> remarks = Remarks()
    >>> for number in range(102):
    ...     remarks.add(f"x{number}: it is left out", "that are left out")
    >>> len(remarks.told()), remarks.told()[-1]
    (101, 'and 2 more that are left out')
    """

    def __init__(self) -> None:
        self._told: list[str] = []
        self._counts: dict[str, int] = {}

    def add(self, text: str | Callable[[], str], kind: str) -> None:
        """Tell something of a kind, whose words follow "and 2 more"; what isn't told isn't made."""
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count <= SHOWN:
            self._told.append(text if isinstance(text, str) else text())

    def told(self) -> tuple[str, ...]:
        """Return the sentences in their order, and how many more there are of each kind."""
        more = ((count - SHOWN, kind) for kind, count in self._counts.items())
        return (*self._told, *(f"and {count:,} more {kind}" for count, kind in more if count > 0))


def shown_path(path: Path) -> str:
    """Return a path as people are shown it: relative where it lies below the current folder."""
    text = os.path.normpath(path)
    if os.path.isabs(text):  # noqa: PTH117 -- normpath gave a text, as os.path takes it
        below = os.path.relpath(text)
        text = text if below.startswith("..") else below
    return escaped(text)


def _place(finding: _Finding) -> tuple[int, str, int, int]:
    file, line, column = finding.spot
    return file.order, file.shown, line, column
