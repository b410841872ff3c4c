"""Statements in order of their identity → rows of the tables of a graph.

A number and a rest identify a statement while it waits, and sort as its content does. What is the
same of many statements one after the other is written column by column.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby, repeat
from marshal import loads
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from skillgraph.graph.digest import plain_bytes
from skillgraph.graph.filling import Filling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from skillgraph.graph.digest import Digest
    from skillgraph.graph.gathering import Gathering
    from skillgraph.graph.sorting import Row

#: The single values of a statement.
Said = tuple[Any, ...]

REQUIREMENT, LINK, SALARY, RETIRED = range(4)
_FORMS = 4

# The number holds the form, and below it a requirement's owner and first option, a link's start and
# kind, or a salary's owner. The rest is "" of a requirement of one skill, which nearly all are.
FORM, OWNER, KIND = 60, 30, 8
_OPTION, _KINDS = (1 << OWNER) - 1, (1 << KIND) - 1

#: How many values of a staged row identify its statement: the number and the rest.
IDENTITY = 2

_PLACE = ("source", "fragment", "locator")

_rest = itemgetter(1)

#: What a requirement has that says nothing more than how important it is: sqlite3 takes long over
#: each None that is bound, and most have five. Likewise what a link has that tells no rank.
_PLAIN = ("owner", "key", "count", "importance", *_PLACE)
_UNRANKED = ("start", "kind", "end", "key", "assumption", "tier", *_PLACE)
NOTHING = (None,) * 5


class StatementTables:
    """The tables of statements, filled in order; keys go on from the last node's."""

    def __init__(
        self, connection: sqlite3.Connection, digest: Digest, asking: Gathering, last: int
    ) -> None:
        self._key = last
        self._digest = digest
        self._asking = asking

        def filling(table: str, *columns: str, width: int = 0) -> Filling:
            named = f"{table} ({', '.join(columns)})" if columns else table
            return Filling(connection, named, width or len(columns))

        self._plain = filling("requirement", *_PLAIN)
        self._requirements = filling("requirement", width=12)
        self._options = filling("option", width=3)
        self._unranked = filling("link", *_UNRANKED)
        self._links = filling("link", width=10)
        self._salaries = filling("salary", width=12)
        self._retired = filling("retired", width=6)
        self._places = filling("place", width=4)

    def write(self, rows: list[Row], further: Mapping[int, Sequence[Row]]) -> None:
        """Write statements: what identifies each, what it says in bytes, and a place of it.

        `further` holds the places past the first of those that have more, by their index.
        """
        first = self._key + 1
        self._key += len(rows)
        self._digest_all(rows, further)
        write = (self._write_requirements, self._write_links, self._write_salaries,
                 self._write_retired)  # fmt: skip
        start = 0
        for form in range(_FORMS):
            end = bisect_left(rows, (form + 1 << FORM,), start)
            if start < end:
                write[form](first + start, rows[start:end])
            start = end
        for index, places in further.items():
            for place in places:
                self._places.add((first + index, *place))

    def _digest_all(self, rows: list[Row], further: Mapping[int, Sequence[Row]]) -> None:
        start = 0
        for index, places in further.items():
            self._digest.add_each([*rows[start : index + 1], *places])
            start = index + 1
        self._digest.add_each(rows[start:])

    def _write_requirements(self, key: int, rows: list[Row]) -> None:
        if not any(map(_rest, rows)):
            self._write_singles(key, rows)
            return
        for rest, same in groupby(rows, _rest):
            run = list(same)
            if rest == "":
                self._write_singles(key, run)
            else:
                for at, row in enumerate(run, key):
                    self._write_choice(at, row)
            key += len(run)

    def _write_singles(self, key: int, rows: list[Row]) -> None:
        numbers, _, written, *place = zip(*rows, strict=True)
        keys = range(key, key + len(rows))
        owners = [number >> OWNER for number in numbers]
        options = [number & _OPTION for number in numbers]
        self._options.add_columns(owners, keys, options)
        said = _said(written)
        if all(each[1:] == NOTHING for each in said.values()):
            rank_of = {each: rank for each, (rank, *_) in said.items()}
            ranks = [*map(rank_of.__getitem__, written)]
            self._asking.add_plain(owners, options, ranks)
            self._plain.add_columns(owners, keys, repeat(1), ranks, *_stated(place))
        else:
            stated = [*map(said.__getitem__, written)]
            self._asking.add_singles(owners, options, stated)
            columns = zip(*stated, strict=True)
            self._requirements.add_columns(owners, keys, repeat(1), *columns, *_stated(place))

    def _write_choice(self, key: int, row: Row) -> None:
        number, rest, written, *place = row
        owner = owner_of(number)
        *others, count = numbers(rest)
        options = (number & _OPTION, *others)
        said = _say(written)
        self._asking.add_choice(owner, key, count, options, said)
        self._requirements.add((owner, key, count, *said, *_cited(place)))
        for option in options:
            self._options.add((owner, key, option))

    def _write_links(self, key: int, rows: list[Row]) -> None:
        numbers, ends, written, *place = zip(*rows, strict=True)
        edges = (
            [*map(owner_of, numbers)],
            [number & _KINDS for number in numbers],
            ends,
            range(key, key + len(rows)),
        )
        assumptions, tiers, ranks = zip(*map(_said(written).__getitem__, written), strict=True)
        if ranks.count(None) == len(ranks):
            self._unranked.add_columns(*edges, assumptions, tiers, *_stated(place))
        else:
            self._links.add_columns(*edges, assumptions, tiers, ranks, *_stated(place))

    def _write_salaries(self, key: int, rows: list[Row]) -> None:
        for at, (number, rest, written, *place) in enumerate(rows, key):
            amounts, *texts = rest.split("\0")
            said = (*numbers(amounts), *texts, *_say(written))
            self._salaries.add((at, owner_of(number), *said, *_cited(place)))

    def _write_retired(self, key: int, rows: list[Row]) -> None:
        for at, (_, id_, written, *place) in enumerate(rows, key):
            self._retired.add((id_, at, *_say(written), *_cited(place)))

    def finish(self) -> None:
        """Write what still waits."""
        for filling in (
            self._plain, self._requirements, self._options, self._unranked, self._links,
            self._salaries, self._retired, self._places,
        ):  # fmt: skip
            filling.finish()


def staged(number: int, rest: str | int, said: bytes, place: Iterable[Any]) -> Row:
    """Return a statement at one place as it waits: all its values compare with those of others."""
    source, fragment, locator = place
    return (number, rest, said, source or 0, fragment, locator)


def written(said: Said) -> bytes:
    """Return what a statement says as it waits: as bytes, which compare where None doesn't."""
    return plain_bytes(said)


def _said(written: Iterable[bytes]) -> dict[bytes, Said]:
    """Return what statements say by how it waits; most say the same as others."""
    return {each: _say(each) for each in set(written)}


def _say(written: bytes) -> Said:
    said: Said = loads(written)  # noqa: S302 -- our own
    return said


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


def _cited(place: Sequence[Any]) -> Sequence[Any]:
    """Return a place as the tables have it."""
    return place if place[0] else (None, *place[1:])


def _stated(place: Sequence[tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
    """Return columns of places as the tables have them."""
    sources = place[0]
    return (sources if all(sources) else [source or None for source in sources], *place[1:])
