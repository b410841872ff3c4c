"""Single values that several graphs state: one where they agree, else a problem or a preference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.graph.checking import spot
from skillgraph.vocab import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.errors import Problems
    from skillgraph.model.facts import Place

_HINT = "Make them agree, or merge them with --prefer, which lets one graph's values stand."


class Said(NamedTuple):
    """A value, by which graph (its number) it is stated, and where."""

    graph: int
    value: Any
    places: tuple[Place, ...]


class Overridden(NamedTuple):
    """A value that gave way to that of the preferred graph."""

    about: str
    what: str
    kept: str
    lost: str
    where: str


class Agreement:
    """Settles what is stated several times; what can't be settled goes to the problems.

    What is unset (None, "" or False) says nothing. With a graph to `prefer` its value stands, and
    what it overrides is kept in a list.
    """

    def __init__(self, names: Sequence[str], problems: Problems, prefer: int | None = None) -> None:
        self._names = names
        self._problems = problems
        self._prefer = prefer
        self.overridden: list[Overridden] = []

    def settle(self, about: str, what: str, stated: Iterable[Said]) -> Any:
        """Return the value that stands; where there is none, the first that was stated."""
        everything = list(stated)
        said = [each for each in everything if not _unset(each.value)]
        distinct: list[Said] = []
        for each in said:
            if all(each.value != other.value for other in distinct):
                distinct.append(each)
        if len(distinct) < 2:  # noqa: PLR2004 -- no two differ
            return (distinct or everything)[0].value
        preferred = [each for each in said if each.graph == self._prefer]
        if preferred and all(each.value == preferred[0].value for each in preferred):
            kept = preferred[0]
            for each in distinct:
                if each.value != kept.value:
                    self.overridden.append(
                        Overridden(
                            about, what, spelt(kept.value), spelt(each.value), self._where(each)
                        )
                    )
            return kept.value
        first, *others = distinct
        for each in others:
            message = (
                f"{what} of '{about}' is '{spelt(each.value)}' here"
                f" and '{spelt(first.value)}' in {self._where(first)}."
            )
            self._problems.add(self._where(each), message, _HINT)
        return first.value

    def refuse(self, graph: int, places: tuple[Place, ...], message: str, hint: str) -> None:
        """Note a problem at a statement of a graph."""
        self._problems.add(self._where(Said(graph, None, places)), message, hint)

    def _where(self, said: Said) -> str:
        name, place = self._names[said.graph], spot(said.places)
        return f"{name} ({place})" if place else name


def _unset(value: Any) -> bool:
    return value is None or value is False or value == ""  # 0 is a value, and equals False


def spelt(value: Any) -> str:
    """Return a value as people read it.

    >>> spelt((8, 16)), spelt((5, 5)), spelt("mid"), spelt((3.0, "scale:s"))
    ('8-16', '5', 'mid', '3 on scale:s')
    """
    match value:
        case (float() | int() as measure, str() as scale):
            return f"{decimal(measure)} on {scale}"
        case (int() as least, int() as most):
            return str(least) if least == most else f"{least}-{most}"
        case _:
            return str(value)
