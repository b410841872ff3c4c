"""Statements of one identity → one statement that says what they say together."""

from __future__ import annotations

from itertools import groupby
from marshal import loads
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from skillgraph.graph.statement_tables import FORM, IDENTITY, RETIRED, owner_of, written
from skillgraph.vocab import IMPORTANCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.errors import Problems
    from skillgraph.graph.citing import Sources
    from skillgraph.graph.positions import Positions
    from skillgraph.graph.sorting import Row

#: The single values of each form of statement, as they are called where two sources disagree.
_VALUES = (
    ("importance", "group", "level", "scale", "rating", "rating_scale"),
    ("assumption", "tier", "rank"),
    ("assumption",),
    ("successor",),
)

#: Numbers alone are compared first: most requirements have one of their own.
_number, _identity = itemgetter(0), itemgetter(*range(IDENTITY))


class Agreement:
    """What unites staged statements; those that contradict each other go to the problems."""

    def __init__(self, problems: Problems, sources: Sources, positions: Positions) -> None:
        self._problems = problems
        self._sources = sources
        self._positions = positions

    def unite(self, rows: list[Row]) -> tuple[list[Row], dict[int, Sequence[Row]]]:
        """Return sorted rows with each identity once, and further places of some by their index.

        Most are stated once: nothing is looked at where no two are of one identity.
        """
        if any(len({*map(part, rows)}) == len(rows) for part in (_number, _identity)):
            return rows, {}
        united: list[Row] = []
        further: dict[int, Sequence[Row]] = {}
        for _, same in groupby(rows, _identity):
            row, *others = same
            if others:
                row, places = self._united([row, *others])
                if places:
                    further[len(united)] = places
            united.append(row)
        return united, further

    def _united(self, rows: list[Row]) -> tuple[Row, Sequence[Row]]:
        """Return what some rows say together, at its first place, and its further places.

        What one of them leaves open says nothing. They come in any order and leave in one.
        """
        number, rest, *_ = rows[0]
        stated = sorted(
            {(loads(said), tuple(place)) for _, _, said, *place in rows},  # noqa: S302 -- our own
            key=lambda each: (each[1], ascii(each[0])),
        )
        agreed = list(stated[0][0])
        for column, name in enumerate(_VALUES[number >> FORM]):
            found = {
                said[column]: place for said, place in stated if said[column] not in (None, "")
            }
            if len(found) > 1:
                self._disagree((number, rest), name, list(found.items()))
            agreed[column] = next(iter(found), agreed[column])
        nowhere = (0, "", "")
        places = sorted({place for _, place in stated if place[0]}) or [nowhere]
        return (number, rest, written(tuple(agreed)), *places[0]), places[1:]

    def _disagree(self, identity: tuple[int, Any], name: str, said: list[tuple[Any, Any]]) -> None:
        (one, here), (other, there) = said[:2]
        number, rest = identity
        about = rest if number >> FORM == RETIRED else self._positions.id(owner_of(number))
        self._problems.add(
            self._spot(here),
            f"a statement about '{about}' has {name} {self._shown(name, one)} here"
            f" and {self._shown(name, other)} in {self._spot(there)}.",
            "Make them agree.",
        )

    def _spot(self, place: tuple[Any, ...]) -> str:
        key, fragment, locator = place
        return self._sources.spot((key or None, fragment, locator))

    def _shown(self, name: str, value: Any) -> str:
        if name == "importance":
            return str(IMPORTANCES[value - 1])
        if name in ("group", "scale", "rating_scale"):
            return self._positions.id(value)
        return f"'{value}'"
