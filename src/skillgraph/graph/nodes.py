"""Nodes on their way into a graph: staged as they are stated, united, then numbered.

A node is staged whole, as plain values in one row: most are stated once, and are looked at only
once more, when they are written.
"""

from __future__ import annotations

from itertools import chain
from marshal import dumps, loads
from typing import TYPE_CHECKING, Any

from skillgraph.graph import schema
from skillgraph.graph.canonical import canonical, is_canonical
from skillgraph.graph.checking import (
    Unfit,
    check_ends,
    check_job_zone,
    check_node,
    check_range,
    check_texts,
)
from skillgraph.graph.citing import NOWHERE
from skillgraph.graph.digest import told
from skillgraph.graph.filling import Filling
from skillgraph.graph.positions import Positions
from skillgraph.graph.uniting import kind_of, unite
from skillgraph.model import facts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from skillgraph.graph.citing import Cited, Sources
    from skillgraph.graph.digest import Digest
    from skillgraph.graph.naming import NameIndex

#: A node as it waits, in plain values: id, code of its kind, notation; texts by property, each with
#: its language after it; tags and exact matches; places as rows have them; foreign statements; what
#: is its kind's own.
_Texts = tuple[tuple[str, ...], ...]
_Staged = tuple[
    str, int, str, _Texts, _Texts, tuple["Cited", ...], tuple[tuple[str, str], ...], Any
]

#: How many columns each table of nodes has.
_WIDTHS = {
    "node": 8, "text": 5, "skill": 7, "role": 4, "scale": 3, "tag": 3, "exact_match": 3,
    "foreign_statement": 4, "place": 4,
}  # fmt: skip

#: Where each kind keeps what is its own.
_OWN = {
    schema.SKILL: "skill", schema.ROLE: "role", schema.TRACK: "role", schema.SCALE: "scale",
}  # fmt: skip

_CLASSES: dict[int, type[facts.Node]] = {
    schema.SKILL: facts.Skill,
    schema.CATEGORY: facts.Category,
    schema.ROLE: facts.Role,
    schema.TRACK: facts.Role,
    schema.STRATEGY: facts.Strategy,
    schema.ORGANISATION: facts.Organisation,
    schema.GROUP: facts.Group,
    schema.SCALE: facts.Scale,
}

_flat = chain.from_iterable


class NodeStage:
    """The nodes read so far."""

    def __init__(self, connection: sqlite3.Connection, sources: Sources) -> None:
        connection.execute("CREATE TEMP TABLE staged (key INTEGER PRIMARY KEY, said BLOB)")
        self._connection = connection
        self._sources = sources
        self._waiting = Filling(connection, "temp.staged", 2)
        self._keys: dict[str, int] = {}

    def add(self, node: facts.Node) -> None:
        """Keep a node, united with what was stated about it before; a conflict is `Unfit`."""
        staged = self._plain(node)
        key = self._keys.get(staged[0])
        if key is None:
            key = self._keys[staged[0]] = len(self._keys) + 1
            self._waiting.add((key, bytearray(dumps(staged))))
            return
        self._waiting.finish()
        united = self._plain(unite(self._fact(self._read(key)), self._fact(staged)))
        self._connection.execute(
            "UPDATE temp.staged SET said = ? WHERE key = ?", (dumps(united), key)
        )

    def write(self, names: NameIndex, digest: Digest, *, by_id: bool) -> Positions:
        """Write the nodes in order of listing, or by id; return their positions."""
        self._waiting.finish()
        tables = {
            name: Filling(self._connection, f"main.{name}", width)
            for name, width in _WIDTHS.items()
        }
        positions = Positions(self._connection)
        for position, staged in enumerate(self._ordered(by_id=by_id), 1):
            positions.add(staged[0], position, staged[1])
            digest.add(_told(staged))
            names.add(position, staged[3])
            for name, values in _rows(position, staged):
                tables[name].add(values)
        for filling in tables.values():
            filling.finish()
        self._connection.execute("DROP TABLE temp.staged")
        return positions

    def _ordered(self, *, by_id: bool) -> Iterator[_Staged]:
        keys, self._keys = self._keys, {}
        if by_id:
            yield from (self._read(keys[id_]) for id_ in sorted(keys))
            return
        keys.clear()
        for (said,) in self._connection.execute("SELECT said FROM temp.staged ORDER BY key"):
            yield loads(said)  # noqa: S302 -- written by ourselves a moment before

    def _read(self, key: int) -> Any:
        row = self._connection.execute("SELECT said FROM temp.staged WHERE key = ?", (key,))
        return loads(row.fetchone()[0])  # noqa: S302 -- as above

    def _plain(self, node: facts.Node) -> _Staged:
        """Return a node as it is staged; one that isn't sound is `Unfit`."""
        texts = _texts(node)
        listed = (*node.tags, *node.exact_matches, *_flat(node.foreign))
        said = " ".join((node.id, node.notation, *_flat(texts), *listed))
        languages = "".join(_flat([flat[1::2] for flat in texts]))
        if languages != languages.lower() or not is_canonical(said):
            node = canonical(node)
            texts = _texts(node)
        if not said.isprintable():
            check_texts((said,))
        check_node(node)
        own: Any = None
        if isinstance(node, facts.Skill):
            own = (int(node.practised), *self._effort(node))
        elif isinstance(node, facts.Role):
            check_job_zone(node.job_zone)
            own = (int(node.entry), _seniority(node.seniority), node.job_zone)
        elif isinstance(node, facts.Scale):
            check_ends(node.minimum, node.maximum)
            own = (_real(node.minimum), _real(node.maximum))
        lists = (tuple(dict.fromkeys(node.tags)), tuple(dict.fromkeys(node.exact_matches)))
        places = self._sources.cited(node.places)
        return node.id, kind_of(node), node.notation, texts, lists, places, node.foreign, own

    def _effort(self, skill: facts.Skill) -> tuple[int | str | None, ...]:
        if skill.effort is None:
            return (None, None, *NOWHERE)
        least, most, place = skill.effort
        check_range(least, most, f"the effort of '{skill.id}'")
        return (least, most, *self._sources.cited((place,))[0])

    def _fact(self, staged: _Staged) -> facts.Node:
        """Return what is staged as a fact again, to unite it with another."""
        id_, kind, notation, texts, lists, places, foreign, own = staged
        labels = [tuple(map(facts.Text, flat[::2], flat[1::2])) for flat in texts]
        more: dict[str, Any] = {}
        if kind == schema.SKILL:
            practised, least, most, *place = own
            effort = None
            if least is not None:
                effort = facts.Effort(least, most, self._sources.place(*place))
            more = {"practised": bool(practised), "effort": effort}
            more["outcomes"] = labels[schema.OUTCOME]
        elif kind in (schema.ROLE, schema.TRACK):
            entry, seniority, job_zone = own
            name = None if seniority is None else schema.SENIORITIES[seniority]
            more = {"track": kind == schema.TRACK, "entry": bool(entry), "seniority": name}
            more["job_zone"] = job_zone
            more["experience"] = labels[schema.EXPERIENCE]
        elif kind == schema.SCALE:
            more = dict(zip(("minimum", "maximum"), own, strict=True))
        return _CLASSES[kind](
            id=id_,
            pref_labels=labels[schema.PREF],
            alt_labels=labels[schema.ALT],
            hidden_labels=labels[schema.HIDDEN],
            descriptions=labels[schema.DESCRIPTION],
            notation=notation,
            tags=lists[0],
            exact_matches=lists[1],
            places=tuple([self._sources.place(*place) for place in places]),
            foreign=foreign,
            **more,
        )


def _texts(node: facts.Node) -> _Texts:
    """Return texts by property, each with its language after it."""
    return (
        tuple(_flat(node.pref_labels)),
        tuple(_flat(node.alt_labels)),
        tuple(_flat(node.hidden_labels)),
        tuple(_flat(node.descriptions)),
        tuple(_flat(node.outcomes)) if isinstance(node, facts.Skill) else (),
        tuple(_flat(node.experience)) if isinstance(node, facts.Role) else (),
    )


def _told(staged: _Staged) -> str:
    """Return what a node says as a digest takes it: how many texts of each property, then them."""
    id_, kind, notation, texts, *rest = staged
    return "\x1f".join((id_, told((kind, [*map(len, texts)], rest)), notation, *_flat(texts)))


def _rows(position: int, staged: _Staged) -> Iterator[tuple[str, Iterable[Any]]]:
    """Yield the rows of a node by table, those of one table one after the other."""
    id_, kind, notation, texts, lists, places, foreign, own = staged
    first = places[0] if places else NOWHERE
    yield "node", (position, id_, kind, texts[schema.PREF][0], notation, *first)
    values: list[Any] = []
    for property_, flat in enumerate(texts):
        for at in range(0, len(flat), 2):
            values += (position, property_, at >> 1, flat[at + 1], flat[at])
    yield "text", values
    if own:
        yield _OWN[kind], (position, *own)
    for name, listed in zip(("tag", "exact_match"), lists, strict=True):
        for ordinal, value in enumerate(listed):
            yield name, (position, ordinal, value)
    for place in places[1:]:
        yield "place", (position, *place)
    for ordinal, statement in enumerate(foreign):
        yield "foreign_statement", (position, ordinal, *statement)


def _real(end: float | None) -> float | None:
    # SQLite keeps no sign of zero.
    return None if end is None else float(end) + 0.0


def _seniority(name: str | None) -> int | None:
    if name is None:
        return None
    if name not in schema.SENIORITIES:
        raise Unfit(f"'{name}' is no seniority.", f"Use {', '.join(schema.SENIORITIES)}.")
    return schema.SENIORITIES.index(name)
