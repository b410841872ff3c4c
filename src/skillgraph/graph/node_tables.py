"""Nodes in order of position → rows of the tables of a graph, many at a time, column by column."""

from __future__ import annotations

from itertools import accumulate, chain, repeat
from operator import add, floordiv, mul
from typing import TYPE_CHECKING, Any

from skillgraph.graph import schema
from skillgraph.graph.citing import NOWHERE
from skillgraph.graph.filling import Filling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from skillgraph.graph.citing import Cited

#: A node as it waits, in plain values: id, code of its kind, notation; how many texts it has of
#: each property, their languages (once, if it is one for all) and the texts in UTF-8, apart by NUL:
#: its labels, then the others, after a NUL each; tags and exact matches; places as rows have them;
#: foreign statements; what is its kind's own.
Staged = tuple[
    str, int, str, tuple[int, ...], tuple[str, ...], bytes, bytes, tuple[tuple[str, ...], ...],
    tuple["Cited", ...], tuple[tuple[str, str], ...], Any,
]  # fmt: skip

#: How many columns each table of nodes has, but where they are named. A skill without effort goes
#: by names: sqlite3 takes long over each None that is bound.
_WIDTHS = {
    "node": 8, "text": 5, "skill": 7, "role": 4, "scale": 3, "tag": 3, "exact_match": 3,
    "foreign_statement": 4, "place": 4,
}  # fmt: skip
_UNKNOWN_EFFORT = "skill (node, practised, fragment, locator)"

#: Where each kind keeps what is its own.
_OWN = {
    schema.SKILL: "skill", schema.ROLE: "role", schema.TRACK: "role", schema.SCALE: "scale",
}  # fmt: skip

_flat = chain.from_iterable


class NodeTables:
    """The tables of nodes, filled in order of position."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._tables = {
            name: Filling(connection, f"main.{name}", width) for name, width in _WIDTHS.items()
        }
        self._without_effort = Filling(connection, f"main.{_UNKNOWN_EFFORT}", 4)

    def write(self, positions: range, nodes: Sequence[Staged]) -> None:
        """Write some nodes, one a position."""
        columns = zip(*nodes, strict=True)
        ids, kinds, notations, counts, languages, *said, lists, places, foreign, owns = columns
        tables = self._tables
        sizes = [*map(sum, counts)]
        values = b"\0".join(map(add, *said)).decode().split("\0")
        tables["node"].add_columns(
            positions,
            ids,
            kinds,
            [values[first] for first in accumulate(sizes[:-1], initial=0)],
            notations,
            *zip(*[cited[0] if cited else NOWHERE for cited in places], strict=True),
        )
        tables["text"].add_columns(
            _repeated(positions, sizes), *_by_property(counts),
            _flat(map(mul, languages, map(floordiv, sizes, map(len, languages)))), values,
        )  # fmt: skip
        tags, matches = zip(*lists, strict=True)
        self._write_lists("tag", positions, tags)
        self._write_lists("exact_match", positions, matches)
        if any(foreign):
            columns = zip(*_flat(foreign), strict=True)
            tables["foreign_statement"].add_columns(*_listed(positions, foreign), *columns)
        for position, cited in zip(positions, places, strict=True):
            for place in cited[1:]:
                tables["place"].add((position, *place))
        self._write_own(positions, kinds, owns)

    def _write_lists(self, table: str, positions: range, lists: Sequence[Sequence[str]]) -> None:
        self._tables[table].add_columns(*_listed(positions, lists), _flat(lists))

    def _write_own(self, positions: range, kinds: Iterable[int], owns: Iterable[Any]) -> None:
        for position, kind, own in zip(positions, kinds, owns, strict=True):
            if kind == schema.SKILL and own[1] is None:
                self._without_effort.add((position, own[0], "", ""))
            elif own:
                self._tables[_OWN[kind]].add((position, *own))

    def finish(self) -> None:
        """Write what still waits."""
        for filling in (*self._tables.values(), self._without_effort):
            filling.finish()


def _by_property(counts: Sequence[Sequence[int]]) -> tuple[Iterator[int], Iterator[int]]:
    """Return property and ordinal of each text of some nodes, given how many there are of each.

    >>> [list(column) for column in _by_property([(1, 2, 0, 0, 0, 0), (1, 0, 0, 1, 0, 0)])]
    [[0, 1, 1, 0, 3], [0, 0, 1, 0, 0]]
    """
    each = [*_flat(counts)]
    properties = _flat(map(range, map(len, counts)))
    return _repeated(properties, each), _flat(map(range, each))


def _listed(
    positions: Iterable[int], lists: Iterable[Sequence[Any]]
) -> tuple[Iterator[int], Iterator[int]]:
    """Return position and ordinal of each of the things that nodes have lists of."""
    sizes = [*map(len, lists)]
    return _repeated(positions, sizes), _flat(map(range, sizes))


def _repeated(values: Iterable[int], times: Iterable[int]) -> Iterator[int]:
    return _flat(map(repeat, values, times))
