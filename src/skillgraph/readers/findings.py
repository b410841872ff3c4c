"""What a reader finds wrong, gathered over all files and raised at once, in order of place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput, escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

#: So many problems are shown; of the rest the number.
SHOWN = 100

_CLIPPED = 60
_LISTED = 20


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
        if not self._found:
            return
        found = sorted(self._found, key=_place)
        problems = [
            InputProblem(str(spot), message, hint if isinstance(hint, str) else hint())
            for spot, message, hint in found[:SHOWN]
        ]
        if (rest := len(found) - SHOWN) > 0:
            problems.append(InputProblem("", f"and {rest:,} more.", "Mend these first."))
        raise InvalidInput(*problems)


def quoted(text: str) -> str:
    r"""Return a text as messages show it: in quotes, on one line, clipped, nothing unprintable.

    >>> print(quoted("sql"), quoted("a\x1b[2J"))
    'sql' 'a\x1b[2J'
    """
    clipped = text if len(text) <= _CLIPPED else text[:_CLIPPED] + "…"
    return f"'{escaped(clipped)}'"


def listed(names: Sequence[str]) -> str:
    """Return names as messages list them: some, and the number of the others.

    >>> listed(["a", "b"]), listed([str(number) for number in range(10_000)])[-30:]
    ("'a', 'b'", "'18', '19' and 9,980 more")
    """
    some = ", ".join(map(quoted, names[:_LISTED]))
    more = len(names) - _LISTED
    return f"{some} and {more:,} more" if more > 0 else some


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean …?" with the nearest known word, or "" where none is near.

    Near is an optimal string alignment distance (a swap of neighbours counts once) of at most a
    third of the word, but one in two letters and never more than three; case does not count.

    >>> did_you_mean("sql-tunning", ["sql", "sql-tuning"])
    "Did you mean 'sql-tuning'?"
    >>> did_you_mean("lable", ["label", "source"]), did_you_mean("xyz", ["label"])
    ("Did you mean 'label'?", '')
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    nearest = process.extractOne(
        word,
        list(known),  # a mapping would be searched by value
        scorer=OSA.distance,
        processor=str.lower,
        score_cutoff=max(len(word) > 1, min(3, len(word) // 3)),
    )
    return f"Did you mean {quoted(nearest[0])}?" if nearest else ""


def one_of(words: Collection[str]) -> str:
    """Return a short list of words as people read it.

    >>> one_of(("study", "practice"))
    'study or practice'
    """
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


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
