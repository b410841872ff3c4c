"""What hangs between nodes on its way into a graph: staged, sorted by content, united, numbered.

A statement is staged once a place. SQLite then sorts the stage outside of memory, what states the
same comes to lie together, and the tables are filled in order: small trees, whatever the order of
the input, and a key that depends on content alone.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from skillgraph.graph import schema
from skillgraph.graph.checking import (
    ENDS,
    OWNERS,
    Problems,
    Unfit,
    check_fragment,
    check_nearness,
    check_requirement,
    check_retired,
    check_salary,
    check_texts,
)
from skillgraph.graph.retired import check_succession
from skillgraph.vocab import source_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model import facts

#: Each stage: what identifies a statement, then its single values, then a place of it.
_STAGES = {
    "requirement": (
        ("owner", "identity"),
        ("importance", "grp", "level", "scale", "rating", "rating_scale"),
    ),
    "link": (("start", "kind", "end"), ("assumption", "tier", "rank")),
    "salary": (
        ("owner", "minimum", "maximum", "currency", "period", "region", "date"),
        ("assumption",),
    ),
    "retired": (("id",), ("replaced_by",)),
}
_PLACE = ("source", "fragment", "locator")

#: What a single value is called where two sources disagree.
_CALLED = {"grp": "group", "replaced_by": "successor"}

#: A small memory of nodes, for neighbours in the input; the rest is asked of the index.
_REMEMBERED = 4096


class StatementStage:
    """The statements read so far, about nodes that are all numbered."""

    def __init__(self, connection: sqlite3.Connection, source_key: Callable[[str], int]) -> None:
        self._connection = connection
        self._source_key = source_key
        self._node = lru_cache(_REMEMBERED)(self._find)
        for name, (identity, values) in _STAGES.items():
            connection.execute(
                f"CREATE TEMP TABLE stated_{name} ({', '.join((*identity, *values, *_PLACE))})"
            )

    def add_requirement(self, fact: facts.Requirement) -> None:
        """Keep a requirement, or raise `Unfit`."""
        check_requirement(fact)
        owner = self._end(fact.owner, OWNERS, "requirement of")
        options = sorted(
            {self._end(id_, frozenset({schema.SKILL}), "option") for id_ in fact.options}
        )
        # Big-endian, so that the bytes sort as the positions of the options do.
        identity = struct.pack(f">{len(options) + 1}I", *options, fact.count)
        scales = [
            self._end(id_, frozenset({schema.SCALE}), "scale") if id_ else None
            for id_ in (fact.scale, fact.rating_scale)
        ]
        groups = frozenset({schema.GROUP})
        group = self._end(fact.group, groups, "group") if fact.group else None
        importance = schema.IMPORTANCES.index(fact.importance) + 1
        self._stage(
            "requirement",
            (owner, identity, importance, group, fact.level, scales[0], fact.rating, scales[1]),
            fact.places,
        )

    def add_link(self, fact: facts.Link) -> None:
        """Keep a link, or raise `Unfit`."""
        if fact.kind not in schema.LINKS:
            raise Unfit(f"'{fact.kind}' is no kind of link.", f"Use {', '.join(schema.LINKS)}.")
        kind = schema.LINKS.index(fact.kind)
        starts, ends = ENDS[kind]
        start = self._end(fact.start, starts, f"start of '{fact.kind}'")
        end = self._end(fact.end, ends, f"end of '{fact.kind}'")
        if start == end:
            raise Unfit(f"'{fact.start}' has a '{fact.kind}' link to itself.", "Remove it.")
        check_nearness(fact)
        values = (fact.assumption, fact.tier, fact.rank)
        self._stage("link", (start, kind, end, *values), fact.places)

    def add_salary(self, fact: facts.Salary) -> None:
        """Keep a salary, or raise `Unfit`."""
        owner = self._end(fact.owner, OWNERS - {schema.SKILL}, "salary of")
        check_salary(fact)
        values = (fact.currency, fact.period, fact.region, fact.date, fact.assumption)
        self._stage("salary", (owner, fact.minimum, fact.maximum, *values), fact.places)

    def add_retired(self, fact: facts.Retired) -> None:
        """Keep a retired id, or raise `Unfit`; where it leads is seen when all are known."""
        check_retired(fact)
        self._stage("retired", (fact.id, fact.replaced_by), fact.places)

    def finish(self, problems: Problems) -> None:
        """Fill the graph's tables; sources that contradict each other go to the problems."""
        (last,) = self._connection.execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
        for key, name, identity, values, places in self._united(problems, last + 1):
            first = places[0] if places else (None, "", "")
            getattr(self, f"_write_{name}")(key, identity, values, first)
            more = [(key, *place) for place in places[1:]]
            self._connection.executemany("INSERT INTO place VALUES (?,?,?,?)", more)
        for name in _STAGES:
            self._connection.execute(f"DROP TABLE temp.stated_{name}")
        self._check_moves(problems)
        check_succession(self._connection, problems)

    def _check_moves(self, problems: Problems) -> None:
        """Refuse a move that is said to be both next and far: no RDF could tell."""
        rows = self._connection.execute(
            "SELECT start, end FROM link WHERE kind = ? INTERSECT"
            " SELECT start, end FROM link WHERE kind = ?",
            (schema.NEXT, schema.FAR),
        )
        for start, end in rows:
            both = f"the move from '{self._id(start)}' to '{self._id(end)}'"
            problems.add("", f"{both} is next here and far there.", "Make them agree.")

    def _united(
        self, problems: Problems, key: int
    ) -> Iterator[tuple[int, str, tuple[Any, ...], list[Any], list[tuple[Any, ...]]]]:
        for name, (identity, values) in _STAGES.items():
            order = ", ".join((*identity, *_PLACE, *values))
            rows = self._connection.execute(f"SELECT * FROM temp.stated_{name} ORDER BY {order}")
            wide = len(identity)
            for same, group in groupby(rows, key=itemgetter(slice(wide))):
                stated = [(row[wide:-3], row[-3:]) for row in group]
                single = self._agreed(problems, values, same, stated)
                places = sorted({place for _, place in stated if place[0] is not None})
                yield key, name, same, single, places
                key += 1

    def _agreed(
        self, problems: Problems, names: tuple[str, ...], same: tuple[Any, ...], stated: list[Any]
    ) -> list[Any]:
        """Return the single values of a statement; one that a place leaves open says nothing."""
        agreed = list(stated[0][0])
        if len(stated) == 1:
            return agreed
        for column, name in enumerate(names):
            said = {row[column]: place for row, place in stated if row[column] not in (None, "")}
            if len(said) > 1:
                (one, here), (other, there) = list(said.items())[:2]
                label = _CALLED.get(name, name)
                about = same[0] if isinstance(same[0], str) else self._id(same[0])
                problems.add(
                    self._spot(here),
                    f"a statement about '{about}' has {label}"
                    f" {self._shown(name, one)} here and {self._shown(name, other)}"
                    f" in {self._spot(there)}.",
                    "Make them agree.",
                )
            agreed[column] = next(iter(said), agreed[column])
        return agreed

    def _write_requirement(
        self, key: int, identity: tuple[Any, ...], values: list[Any], place: tuple[Any, ...]
    ) -> None:
        owner, packed = identity
        *options, count = (word for (word,) in struct.iter_unpack(">I", packed))
        self._connection.execute(
            "INSERT INTO requirement VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (owner, key, count, *values, *place),
        )
        self._connection.executemany(
            "INSERT INTO option VALUES (?,?,?)", [(owner, key, option) for option in options]
        )

    def _write_link(
        self, key: int, identity: tuple[Any, ...], values: list[Any], place: tuple[Any, ...]
    ) -> None:
        self._connection.execute(
            "INSERT INTO link VALUES (?,?,?,?,?,?,?,?,?,?)", (*identity, key, *values, *place)
        )

    def _write_salary(
        self, key: int, identity: tuple[Any, ...], values: list[Any], place: tuple[Any, ...]
    ) -> None:
        self._connection.execute(
            "INSERT INTO salary VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (key, *identity, *values, *place),
        )

    def _write_retired(
        self, key: int, identity: tuple[Any, ...], values: list[Any], place: tuple[Any, ...]
    ) -> None:
        self._connection.execute(
            "INSERT INTO retired VALUES (?,?,?,?,?,?)", (*identity, key, *values, *place)
        )

    def _stage(self, name: str, row: tuple[Any, ...], places: Iterable[facts.Place]) -> None:
        cited: list[tuple[int | None, str, str]] = [
            (self._source_key(at.source), at.fragment, at.locator) for at in places
        ]
        rows = [(*row, *place) for place in cited or [(None, "", "")]]
        for full in rows:
            check_texts(full)
            check_fragment(full[-2])
        marks = ",".join("?" * len(rows[0]))
        self._connection.executemany(f"INSERT INTO temp.stated_{name} VALUES ({marks})", rows)

    def _find(self, id_: str) -> tuple[int, int] | None:
        check_texts((id_,))
        row = self._connection.execute("SELECT key, kind FROM main.node WHERE id = ?", (id_,))
        return cast("tuple[int, int] | None", row.fetchone())

    def _end(self, id_: str, kinds: frozenset[int], what: str) -> int:
        found = self._node(id_)
        if found is None:
            raise Unfit(f"{what} '{id_}', which no node is.", "Correct the id, or add the node.")
        key, kind = found
        if kind not in kinds:
            wanted = ", ".join(schema.KINDS[code] for code in sorted(kinds))
            raise Unfit(f"{what} '{id_}', which is a {schema.KINDS[kind]}.", f"Name a {wanted}.")
        return key

    def _id(self, key: int) -> str:
        row = self._connection.execute("SELECT id FROM main.node WHERE key = ?", (key,)).fetchone()
        return cast("str", row[0])

    def _spot(self, place: tuple[Any, ...]) -> str:
        source, fragment, locator = place
        if locator or source is None:
            return cast("str", locator)
        row = self._connection.execute("SELECT id FROM source WHERE key = ?", (source,)).fetchone()
        return source_text(row[0], fragment)

    def _shown(self, name: str, value: Any) -> str:
        if name == "importance":
            return schema.IMPORTANCES[value - 1]
        if name in ("grp", "scale", "rating_scale"):
            return self._id(value)
        return f"'{value}'"
