"""What is wrong with tables, gathered over all of them and raised at once, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.findings import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable


class Noted:
    """Problems in the order in which they are found; of those past the first hundred the number.

    >>> noted = Noted()
    >>> noted.add("Sheet1!AF212", "'7' is above the scale.")
    >>> noted.raise_any()
    Traceback (most recent call last):
    skillgraph.errors.InvalidInput: Sheet1!AF212: '7' is above the scale.
    """

    def __init__(self) -> None:
        self._problems: dict[tuple[str, str], InputProblem] = {}
        self._more = 0

    def __len__(self) -> int:
        return len(self._problems) + self._more

    def add(self, place: str, message: str, hint: str | Callable[[], str] = "") -> None:
        """Note a problem, once; a hint that costs a search is made only if the problem is shown."""
        if len(self._problems) >= SHOWN:
            self._more += (place, message) not in self._problems
        elif (place, message) not in self._problems:
            told = hint if isinstance(hint, str) else hint()
            self._problems[place, message] = InputProblem(place, message, told)

    def take(self, error: InvalidInput) -> None:
        """Note the problems of an error that ended the reading of one table."""
        for problem in error.problems:
            self.add(problem.place, problem.message, problem.hint)

    def raise_any(self) -> None:
        """Raise `InvalidInput` with all that was noted; where there is nothing, do nothing."""
        if not self._problems:
            return
        problems = list(self._problems.values())
        if self._more:
            problems.append(InputProblem("", f"and {self._more:,} more.", "Mend these first."))
        raise InvalidInput(*problems)


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
