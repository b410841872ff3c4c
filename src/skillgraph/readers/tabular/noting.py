"""What is told of how an input was read, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.errors import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable


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
