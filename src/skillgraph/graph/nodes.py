"""Nodes on their way into a graph: staged as they are stated, united, then numbered.

They are staged in the temporary schema, in tables of the same names as the graph's own: SQLite
takes a bare table name from there first, so that `records.read_node` reads a staged node as well.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from skillgraph.graph import schema
from skillgraph.graph.checking import (
    Unfit,
    check_ends,
    check_fragment,
    check_job_zone,
    check_node,
    check_range,
    check_texts,
    spot,
)
from skillgraph.graph.records import read_node
from skillgraph.model import facts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

#: Rows to write, each with the name of its table.
_Rows = list[tuple[str, tuple[Any, ...]]]

_KINDS = {
    facts.Skill: schema.SKILL,
    facts.Category: schema.CATEGORY,
    facts.Role: schema.ROLE,
    facts.Strategy: schema.STRATEGY,
    facts.Organisation: schema.ORGANISATION,
    facts.Group: schema.GROUP,
    facts.Scale: schema.SCALE,
}


def kind_of(node: facts.Node) -> int:
    """Return the code of a node's kind."""
    if isinstance(node, facts.Role) and node.track:
        return schema.TRACK
    return _KINDS[type(node)]


class NodeStage:
    """The nodes read so far."""

    def __init__(self, connection: sqlite3.Connection, source_key: Callable[[str], int]) -> None:
        self._connection = connection
        self._source_key = source_key
        self._next = 1
        for name in schema.NODE_TABLES:
            connection.execute(schema.table(name, temporary=True))

    def add(self, node: facts.Node) -> None:
        """Keep a node, united with what was stated about it before; a conflict is `Unfit`."""
        check_node(node)
        found = self._connection.execute(
            "SELECT key FROM temp.node WHERE id = ?", (node.id,)
        ).fetchone()
        if found is None:
            self._insert(self._rows(self._next, node))
            self._next += 1
            return
        rows = self._rows(found[0], unite(read_node(self._connection, found[0]), node))
        for name in schema.NODE_TABLES:
            column = {"node": "key", "place": "statement"}.get(name, "node")
            self._connection.execute(f"DELETE FROM temp.{name} WHERE {column} = ?", found)
        self._insert(rows)

    def number(self, *, by_id: bool) -> None:
        """Give the nodes their positions, by order of listing or by id, and empty the stage."""
        execute = self._connection.execute
        execute("CREATE TEMP TABLE position (staged INTEGER PRIMARY KEY, final INTEGER)")
        order = "id" if by_id else "key"
        execute(
            "INSERT INTO position SELECT key, row_number() OVER (ORDER BY"
            f" {order}) FROM temp.node ORDER BY key"
        )
        for name in schema.NODE_TABLES:
            columns = [row[1] for row in execute(f"PRAGMA temp.table_info({name})")]
            rest = "".join(f", {column}" for column in columns[1:])
            execute(
                f"INSERT INTO main.{name} SELECT final{rest} FROM temp.{name}"
                f" JOIN position ON staged = {columns[0]} ORDER BY final{rest}"
            )
            execute(f"DROP TABLE temp.{name}")
        execute("DROP TABLE position")

    def _rows(self, key: int, node: facts.Node) -> _Rows:
        """Return every row of a node; nothing is written before all of them are sound."""
        places = sorted({self._place(place) for place in node.places})
        first = places[0] if places else (None, "", "")
        label = node.pref_labels[0].value
        rows: _Rows = [("node", (key, node.id, kind_of(node), label, node.notation, *first))]
        rows += [("place", (key, *place)) for place in places[1:]]
        rows += [
            ("foreign_statement", (key, ordinal, *statement))
            for ordinal, statement in enumerate(node.foreign)
        ]
        for name, listed in (("tag", node.tags), ("exact_match", node.exact_matches)):
            rows += [(name, (key, *each)) for each in enumerate(dict.fromkeys(listed))]
        texts = {
            schema.PREF: node.pref_labels,
            schema.ALT: node.alt_labels,
            schema.HIDDEN: node.hidden_labels,
            schema.DESCRIPTION: node.descriptions,
        }
        if isinstance(node, facts.Skill):
            rows.append(("skill", (key, node.practised, *self._effort(node))))
            texts[schema.OUTCOME] = node.outcomes
        elif isinstance(node, facts.Role):
            check_job_zone(node.job_zone)
            rows.append(("role", (key, node.entry, _seniority(node.seniority), node.job_zone)))
            texts[schema.EXPERIENCE] = node.experience
        elif isinstance(node, facts.Scale):
            check_ends(node.minimum, node.maximum)
            rows.append(("scale", (key, node.minimum, node.maximum)))
        rows += [
            ("text", (key, property_, ordinal, text.language, text.value))
            for property_, values in texts.items()
            for ordinal, text in enumerate(values)
        ]
        check_texts(value for _, row in rows for value in row)
        return rows

    def _place(self, place: facts.Place) -> tuple[int, str, str]:
        check_fragment(place.fragment)
        return (self._source_key(place.source), place.fragment, place.locator)

    def _effort(self, skill: facts.Skill) -> tuple[int | str | None, ...]:
        if skill.effort is None:
            return (None, None, None, "", "")
        least, most = skill.effort.min_hours, skill.effort.max_hours
        check_range(least, most, f"the effort of '{skill.id}'")
        return (least, most, *self._place(skill.effort.place))

    def _insert(self, rows: _Rows) -> None:
        for name, row in rows:
            marks = ",".join("?" * len(row))
            self._connection.execute(f"INSERT INTO temp.{name} VALUES ({marks})", row)


def unite(old: facts.Node, new: facts.Node) -> facts.Node:
    """Return one node that says what both say: lists unite, single values must agree.

    An unset flag says nothing, so it never contradicts a set one. Effort of the same hours keeps
    the place that came first.
    """
    if kind_of(old) != kind_of(new):
        kinds = [schema.KINDS[kind_of(node)] for node in (old, new)]
        raise Unfit(
            f"'{new.id}' is a {kinds[1]} here and a {kinds[0]} in {spot(old.places)}.",
            "Give one of them another id.",
        )
    united: dict[str, Any] = {"id": old.id}
    for name in (field.name for field in fields(old) if field.name != "id"):
        ours, theirs = getattr(old, name), getattr(new, name)
        if name == "pref_labels":
            united[name] = _unite_labels(old, new)
        elif isinstance(ours, tuple):
            united[name] = tuple(dict.fromkeys(ours + theirs))
        elif name == "effort" and ours and theirs:
            hours = [(effort.min_hours, effort.max_hours) for effort in (ours, theirs)]
            if hours[0] != hours[1]:
                raise _conflict(old, new, "effort_hours", *("{}-{}".format(*h) for h in hours))
            united[name] = ours
        elif _unset(ours) or _unset(theirs) or ours == theirs:
            united[name] = theirs if _unset(ours) else ours
        else:
            raise _conflict(old, new, name, ours, theirs)
    return type(old)(**united)


def _unset(value: Any) -> bool:
    return value is None or value is False or value == ""


def _unite_labels(old: facts.Node, new: facts.Node) -> tuple[facts.Text, ...]:
    labels = {text.language: text for text in old.pref_labels}
    for text in new.pref_labels:
        known = labels.setdefault(text.language, text)
        if known != text:
            raise _conflict(old, new, "label", known.value, text.value)
    return tuple(labels.values())


def _conflict(old: facts.Node, new: facts.Node, what: str, ours: Any, theirs: Any) -> Unfit:
    return Unfit(
        f"{what} of '{new.id}' is '{theirs}' here and '{ours}' in {spot(old.places)}.",
        "Make them agree.",
    )


def _seniority(name: str | None) -> int | None:
    if name is None:
        return None
    if name not in schema.SENIORITIES:
        raise Unfit(f"'{name}' is no seniority.", f"Use {', '.join(schema.SENIORITIES)}.")
    return schema.SENIORITIES.index(name)
