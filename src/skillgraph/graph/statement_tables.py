"""Statements in order of their identity → rows of the tables of a graph.

A number and a rest identify a statement while it waits, and sort as its content does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.graph.digest import told
from skillgraph.graph.filling import Filling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from skillgraph.graph.digest import Digest

REQUIREMENT, LINK, SALARY, RETIRED = range(4)

# The number holds the form, and below it a requirement's owner and first option, a link's start and
# kind, or a salary's owner. The rest is "" of a requirement of one skill, which nearly all are.
FORM, OWNER, KIND = 60, 30, 8
_OPTION, _KINDS = (1 << OWNER) - 1, (1 << KIND) - 1

#: What a requirement has that says nothing more than how important it is: sqlite3 takes long over
#: each None that is bound, and most have five.
_PLAIN = ("owner", "key", "count", "importance", "source", "fragment", "locator")
_NOTHING = (None,) * 5


class StatementTables:
    """The tables of statements, filled in order; keys go on from the last node's."""

    def __init__(self, connection: sqlite3.Connection, digest: Digest, last: int) -> None:
        self._key = last
        self._digest = digest
        self._plain = Filling(connection, f"requirement ({', '.join(_PLAIN)})", len(_PLAIN))
        self._requirements = Filling(connection, "requirement", 12)
        self._options = Filling(connection, "option", 3)
        self._links = Filling(connection, "link", 10)
        self._salaries = Filling(connection, "salary", 12)
        self._retired = Filling(connection, "retired", 6)
        self._places = Filling(connection, "place", 4)

    def write(
        self, number: int, rest: Any, said: tuple[Any, ...], told_: str, places: list[Any]
    ) -> None:
        """Write a statement: what identifies it, what it says, and where, at one place or more."""
        key = self._key = self._key + 1
        source, fragment, locator = places[0]
        self._digest.add(f"{number}\x1f{rest}\x1f{told_}\x1f{source}\x1f{fragment}\x1f{locator}")
        if rest == "":
            owner = number >> OWNER
            if said[1:] == _NOTHING:
                self._plain.add((owner, key, 1, said[0], source, fragment, locator))
            else:
                self._requirements.add((owner, key, 1, *said, source, fragment, locator))
            self._options.add((owner, key, number & _OPTION))
        else:
            write = (self._write_choice, self._write_link, self._write_salary, self._write_retired)
            write[number >> FORM](key, number, rest, (*said, source, fragment, locator))
        for place in places[1:]:
            self._digest.add(told(place))
            self._places.add((key, *place))

    def _write_choice(self, key: int, number: int, rest: str, said: tuple[Any, ...]) -> None:
        owner = owner_of(number)
        *options, count = numbers(rest)
        self._requirements.add((owner, key, count, *said))
        for option in (number & _OPTION, *options):
            self._options.add((owner, key, option))

    def _write_link(self, key: int, number: int, end: int, said: tuple[Any, ...]) -> None:
        self._links.add((owner_of(number), number & _KINDS, end, key, *said))

    def _write_salary(self, key: int, number: int, rest: str, said: tuple[Any, ...]) -> None:
        amounts, *texts = rest.split("\0")
        self._salaries.add((key, owner_of(number), *numbers(amounts), *texts, *said))

    def _write_retired(self, key: int, _number: int, id_: str, said: tuple[Any, ...]) -> None:
        self._retired.add((id_, key, *said))

    def finish(self) -> None:
        """Write what still waits."""
        for filling in (
            self._plain, self._requirements, self._options,
            self._links, self._salaries, self._retired, self._places,
        ):  # fmt: skip
            filling.finish()


def owner_of(number: int) -> int:
    """Return the node that a statement is about: an owner, or where a link starts."""
    form = number >> FORM
    number -= form << FORM
    return (number >> OWNER, number >> KIND, number)[form]


def spelled(numbers: Iterable[int]) -> str:
    """Return numbers as a text that sorts as they do, number by number.

    >>> spelled((2, 10)) < spelled((10, 1)), numbers(spelled((2, 10)))
    (True, [2, 10])
    """
    return "".join([f"{number:016x}" for number in numbers])


def numbers(spelled: str) -> list[int]:
    """Return the numbers that a text spells."""
    return [int(spelled[at : at + 16], 16) for at in range(0, len(spelled), 16)]
