"""What must hold of a graph as a whole, asked of its tables once they are full.

A reader of catalogues finds the same earlier, with line and column; imports are found out here. The
shapes of `ontology/` refuse what is refused here.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.vocab import source_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from skillgraph.errors import Problems

#: So many nodes of a circle are named.
_NAMED = 10

_PLACE = "coalesce(source.id, ''), r.fragment, r.locator"


def check_wholeness(connection: sqlite3.Connection, problems: Problems) -> None:
    """Note circles of categories, empty groups, practised prerequisites, levels off their scale."""
    for circle in _circles(connection):
        way = " → ".join(f"'{id_}'" for id_ in _ids(connection, circle[:_NAMED]))
        more = " → …" if len(circle) > _NAMED else ""
        message = f"what is broader goes round in a circle: {way}{more}."
        problems.add("", message, "Remove one 'broader'.")
    empty = connection.execute(
        "SELECT id FROM node WHERE kind = ? AND NOT EXISTS"
        " (SELECT 1 FROM link WHERE start = node.key AND kind = ?) ORDER BY key",
        (schema.GROUP, schema.MEMBER),
    )
    for (group,) in empty:
        problems.add("", f"'{group}' is a group without members.", "List them, or remove it.")
    _check_practised(connection, problems)
    for what in ("level", "rating"):
        _check_scales(connection, problems, what)


def _circles(connection: sqlite3.Connection) -> Iterator[list[int]]:
    """Yield circles of broader nodes, until none is left; the last of each is its first."""
    broader: dict[int, list[int]] = {}
    # Only what has both something broader and something narrower can stand in a circle: headings,
    # mostly, and not the many nodes that stand under them.
    rows = connection.execute(
        "SELECT start, end FROM link WHERE kind = ?1"
        " AND start IN (SELECT end FROM link WHERE kind = ?1) ORDER BY start, end",
        (schema.BROADER,),
    )
    for start, end in rows:
        broader.setdefault(start, []).append(end)
    while True:
        try:
            TopologicalSorter(broader).prepare()
        except CycleError as error:
            # It lists predecessors before what they precede: what is broader comes first.
            circle: list[int] = error.args[1][::-1]
            broader[circle[0]].remove(circle[1])
            yield circle
        else:
            return


def _ids(connection: sqlite3.Connection, keys: list[int]) -> list[str]:
    ids = "SELECT id FROM node WHERE key = ?"
    return [connection.execute(ids, (key,)).fetchone()[0] for key in keys]


def _check_practised(connection: sqlite3.Connection, problems: Problems) -> None:
    rows = connection.execute(
        f"SELECT owner.id, asked.id, {_PLACE} FROM option AS o"
        " JOIN skill ON skill.node = o.owner AND NOT skill.practised"
        " JOIN requirement AS r ON r.owner = o.owner AND r.key = o.requirement"
        " JOIN node AS owner ON owner.key = o.owner JOIN node AS asked ON asked.key = o.skill"
        " LEFT JOIN source ON source.key = r.source"
        " WHERE o.skill IN (SELECT node FROM skill WHERE practised)"
        " ORDER BY o.owner, o.requirement, o.skill"
    )
    for owner, asked, *place in rows:
        message = f"'{owner}' is studied but requires '{asked}', which is learnt in practice."
        problems.add(_source_spot(*place), message, "A prerequisite must be studied.")


def _check_scales(connection: sqlite3.Connection, problems: Problems, what: str) -> None:
    scale = {"level": "scale", "rating": "rating_scale"}[what]
    rows = connection.execute(
        f"SELECT owner.id, r.{what}, scale.minimum, scale.maximum, named.id, {_PLACE}"
        f" FROM requirement AS r JOIN scale ON scale.node = r.{scale}"
        " JOIN node AS owner ON owner.key = r.owner JOIN node AS named ON named.key = scale.node"
        " LEFT JOIN source ON source.key = r.source"
        f" WHERE r.{what} < scale.minimum OR r.{what} > scale.maximum ORDER BY r.owner, r.key"
    )
    for owner, value, least, most, named, *place in rows:
        ends = f"{'…' if least is None else f'{least:g}'} to {'…' if most is None else f'{most:g}'}"
        message = f"'{owner}' requires a {what} of {value:g} on '{named}', which goes from {ends}."
        problems.add(_source_spot(*place), message, f"State a {what} on the scale.")


def _source_spot(source: str, fragment: str, locator: str) -> str:
    return locator or source_text(source, fragment)
