"""Nodes in order of position → rows of the tables of a graph, many at a time, column by column."""

from __future__ import annotations

from itertools import accumulate, chain, repeat
from operator import add, floordiv, mul
from typing import TYPE_CHECKING, Any

from skillgraph.graph import schema
from skillgraph.graph.citing import NOWHERE
from skillgraph.graph.filling import Filling
from skillgraph.graph.stored import LISTS, OWN_FIELDS, TEXTS
from skillgraph.model import facts
from skillgraph.model.fields import FIELDS, NODES
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from skillgraph.graph.citing import Cited
    from skillgraph.model.fields import Field

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
    "node": 8, "text": 5, **dict.fromkeys(LISTS.values(), 3), "foreign_statement": 4, "place": 4,
    **{table: 1 + len(fields) + 5 * (table == "skill") for table, fields in OWN_FIELDS.items()},
}  # fmt: skip
_UNKNOWN_EFFORT = "skill ({})".format(
    ", ".join(["node", *(field.name for field in OWN_FIELDS["skill"]), "fragment", "locator"])
)

#: Where each kind keeps what is its own.
_OWN = {
    code: NODES[kind].space for code, kind in enumerate(KINDS) if NODES[kind].space in schema.OWN
}

#: Whose properties each class has: the field of each, None where it has no such.
_TEXTS_OF = {
    kind.fact: tuple(
        FIELDS[name] if name in FIELDS and kind.name in FIELDS[name].of else None for name in TEXTS
    )
    for kind in NODES.values()
}


def own_columns() -> dict[str, str]:
    """Return the columns of those tables, as they are created."""
    return {
        table: ", ".join(["node INTEGER PRIMARY KEY", *map(_created, fields)])
        for table, fields in OWN_FIELDS.items()
    }


def _created(field: Field) -> str:
    what = "REAL" if field.sort.name == "decimal" else "INTEGER"
    return f"{field.name} {what}{' NOT NULL' * (field.sort.unset is False)}"


_NONE: tuple[facts.Text, ...] = ()

flattened = chain.from_iterable


def texts_of(node: facts.Node) -> tuple[tuple[facts.Text, ...], ...]:
    """Return the texts of a node by property; what is in no language is a text, too."""
    _, *others = _TEXTS_OF[type(node)]
    return (
        node.pref_labels,
        *[_NONE if field is None else _texts(node, field) for field in others],
    )


def _texts(node: facts.Node, field: Field) -> tuple[facts.Text, ...]:
    said = field.said(node)
    return said if field.sort.spoken else tuple([facts.Text(each) for each in said])


def own_of(node: facts.Node, kind: int) -> tuple[int | float | None, ...]:
    """Return the columns of what a kind alone has."""
    table = _OWN.get(kind)
    return () if table is None else tuple([_column(node, field) for field in OWN_FIELDS[table]])


def _column(node: facts.Node, field: Field) -> int | float | None:
    value = getattr(node, field.name)
    if value is None:
        return None
    if isinstance(value, str):
        return list(field.sort.words).index(value)
    # SQLite keeps no sign of zero.
    return float(value) + 0.0 if field.sort.name == "decimal" else int(value)


def fact_of(
    kind: int,
    texts: Sequence[tuple[facts.Text, ...]],
    lists: Iterable[tuple[str, ...]],
    own: Iterable[int | float | None],
    **more: Any,
) -> facts.Node:
    """Return a node as a fact: what `texts_of` and `own_of` gave, and the rest by name."""
    class_ = NODES[KINDS[kind]].fact
    said = {**more, "pref_labels": texts[0], **dict(zip(LISTS, lists, strict=True))}
    for field, found in zip(_TEXTS_OF[class_][1:], texts[1:], strict=True):
        if field is not None:
            values = found if field.sort.spoken else tuple(text.value for text in found)
            said[field.name] = field.gathered(values)
    if (table := _OWN.get(kind)) is not None:
        for field, value in zip(OWN_FIELDS[table], own, strict=True):
            said[field.name] = _value(field, value)
    if class_ is facts.Role:
        said["track"] = kind == schema.TRACK
    return class_(**said)


def _value(field: Field, column: Any) -> Any:
    if column is None:
        return None
    if field.sort.unset is False:
        return bool(column)
    return [*field.sort.words][column] if field.sort.words else column


class NodeTables:
    """The tables of nodes, filled in order of position."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._tables = {
            name: Filling(connection, f"main.{name}", width) for name, width in _WIDTHS.items()
        }
        self._without_effort = Filling(
            connection, f"main.{_UNKNOWN_EFFORT}", _WIDTHS["skill"] - len(NOWHERE)
        )

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
            flattened(map(mul, languages, map(floordiv, sizes, map(len, languages)))), values,
        )  # fmt: skip
        for table, listed in zip(LISTS.values(), zip(*lists, strict=True), strict=True):
            self._write_lists(table, positions, listed)
        if any(foreign):
            columns = zip(*flattened(foreign), strict=True)
            tables["foreign_statement"].add_columns(*_listed(positions, foreign), *columns)
        for position, cited in zip(positions, places, strict=True):
            for place in cited[1:]:
                tables["place"].add((position, *place))
        self._write_own(positions, kinds, owns)

    def _write_lists(self, table: str, positions: range, lists: Sequence[Sequence[str]]) -> None:
        self._tables[table].add_columns(*_listed(positions, lists), flattened(lists))

    def _write_own(self, positions: range, kinds: Iterable[int], owns: Iterable[Any]) -> None:
        for position, kind, own in zip(positions, kinds, owns, strict=True):
            if kind == schema.SKILL and own[-len(NOWHERE) - 1] is None:
                self._without_effort.add((position, *own[: -len(NOWHERE) - 2], "", ""))
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
    each = [*flattened(counts)]
    properties = flattened(map(range, map(len, counts)))
    return _repeated(properties, each), flattened(map(range, each))


def _listed(
    positions: Iterable[int], lists: Iterable[Sequence[Any]]
) -> tuple[Iterator[int], Iterator[int]]:
    """Return position and ordinal of each of the things that nodes have lists of."""
    sizes = [*map(len, lists)]
    return _repeated(positions, sizes), flattened(map(range, sizes))


def _repeated(values: Iterable[int], times: Iterable[int]) -> Iterator[int]:
    return flattened(map(repeat, values, times))
