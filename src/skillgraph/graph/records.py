"""The graph as facts again: what went in comes out, statement by statement.

Sets that a fact writes as a tuple (places, the options of a requirement) come out in order of
position.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from skillgraph.graph import schema
from skillgraph.model import facts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

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

#: Importances by their rank.
_IMPORTANCES = {rank: importance for importance, rank in facts.RANKS.items()}

#: The ids of nodes by their keys; no key has the id "".
_Ids = dict[int | None, str]

#: A key beyond all others.
_NO_KEY = 1 << 63


def iter_facts(connection: sqlite3.Connection) -> Iterator[facts.Fact]:
    """Yield every fact of a graph: catalogues, sources, nodes by position, then what hangs between.

    Compiling them again gives the same digest. Every table is read once, from its beginning to its
    end, side by side with the others: their keys ascend together. Of nodes the ids are kept, some
    100 bytes each: statements name nodes all over the graph.
    """
    yield from iter_catalogs(connection)
    sources: dict[int, str] = {}
    for key, *row in connection.execute("SELECT * FROM source ORDER BY key"):
        sources[key] = row[0]
        yield facts.Source(**dict(zip(("id", "label", "url", "licence"), row, strict=True)))
    places = _Places(connection, sources)
    yield from _nodes(connection, places)
    ids: _Ids = {None: "", **dict(connection.execute("SELECT key, id FROM node"))}
    yield from _requirements(connection, places, ids)
    yield from _links(connection, places, ids)
    yield from _salaries(connection, places)
    yield from _retired(connection, places)


def iter_catalogs(connection: sqlite3.Connection) -> Iterator[facts.Catalog]:
    """Yield the catalogues in the order in which they were read."""
    names = ("id", "version", "language", "title", "licence", "source")
    rows = connection.execute("SELECT * FROM catalog ORDER BY key")
    for _, *row, extends, least, most in rows:
        effort = None if least is None else (least, most)
        yield facts.Catalog(
            **dict(zip(names, row, strict=True)),
            extends=tuple(extends.split()),
            default_effort_hours=effort,
        )


class _Rows:
    """Rows that begin with a key, ascending, taken key by key."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        #: The key whose rows come next; most tables have no row for most keys.
        self.key = 0
        self._group: Iterator[tuple[Any, ...]] = iter(())
        self._go_on()

    def _go_on(self) -> None:
        self.key, self._group = next(self._groups, (_NO_KEY, self._group))

    def take(self, key: int) -> list[tuple[Any, ...]]:
        """Return the rows of a key; keys are asked for in ascending order."""
        while self.key < key:
            self._go_on()
        if self.key > key:
            return []
        taken = list(self._group)
        self._go_on()
        return taken


class _Places:
    """Where statements are made: the first place stands with the statement, the rest is here."""

    def __init__(self, connection: sqlite3.Connection, sources: dict[int, str]) -> None:
        self.sources = sources
        #: The place that was asked for last, which neighbours often share, as a row and as a fact.
        self._last: tuple[tuple[Any, ...], tuple[facts.Place, ...]] = ((), ())
        self._more = _Rows(
            connection.execute(
                "SELECT statement, source, fragment, locator FROM place"
                " ORDER BY statement, source, fragment, locator"
            )
        )

    def of(
        self, statement: int, source: int | None, fragment: str, locator: str
    ) -> tuple[facts.Place, ...]:
        """Return the places of a statement, the first of them given; in ascending order."""
        place = (source, fragment, locator)
        last, first = self._last
        if place != last:
            first = () if source is None else (self.at(source, fragment, locator),)
            self._last = place, first
        if self._more.key > statement:
            return first
        return (*first, *(self.at(*place) for _, *place in self._more.take(statement)))

    def at(self, source: int, fragment: str, locator: str) -> facts.Place:
        """Return one place."""
        return facts.Place(self.sources[source], fragment, locator)


def _nodes(connection: sqlite3.Connection, places: _Places) -> Iterator[facts.Node]:
    """Yield all nodes by position."""

    def rows(table: str, columns: str, order: str = "node") -> _Rows:
        return _Rows(connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"))

    texts = rows("text", "node, property, language, value", "node, property, ordinal")
    foreign = rows("foreign_statement", "node, predicate, object", "node, ordinal")
    skills = rows("skill", "node, practised, effort_min, effort_max, source, fragment, locator")
    roles = rows("role", "node, entry, seniority, job_zone")
    tags = rows("tag", "node, value", "node, ordinal")
    matches = rows("exact_match", "node, match", "node, ordinal")
    scales = rows("scale", "node, minimum, maximum")
    for node, id_, kind, notation, *place in connection.execute(
        "SELECT key, id, kind, notation, source, fragment, locator FROM node ORDER BY key"
    ):
        said: dict[int, list[facts.Text]] = {}
        for _, property_, language, value in texts.take(node):
            said.setdefault(property_, []).append(facts.Text(value, language))
        own: dict[str, Any] = {}
        if kind == schema.SKILL:
            own = _skill(skills.take(node)[0], places)
            own["outcomes"] = tuple(said.get(schema.OUTCOME, ()))
        elif kind in (schema.ROLE, schema.TRACK):
            own = _role(roles.take(node)[0])
            own["experience"] = tuple(said.get(schema.EXPERIENCE, ()))
            own["track"] = kind == schema.TRACK
        elif kind == schema.SCALE:
            own = dict(zip(("minimum", "maximum"), scales.take(node)[0][1:], strict=True))
        yield _CLASSES[kind](
            id=id_,
            pref_labels=tuple(said.get(schema.PREF, ())),
            alt_labels=tuple(said.get(schema.ALT, ())),
            hidden_labels=tuple(said.get(schema.HIDDEN, ())),
            descriptions=tuple(said.get(schema.DESCRIPTION, ())),
            notation=notation,
            tags=tuple([tag for _, tag in tags.take(node)]),
            exact_matches=tuple([match for _, match in matches.take(node)]),
            places=places.of(node, *place),
            foreign=tuple([row[1:] for row in foreign.take(node)]),
            **own,
        )


def _skill(row: tuple[Any, ...], places: _Places) -> dict[str, Any]:
    _, practised, least, most, *place = row
    effort = None if least is None else facts.Effort(least, most, places.at(*place))
    return {"practised": bool(practised), "effort": effort}


def _role(row: tuple[Any, ...]) -> dict[str, Any]:
    _, entry, seniority, job_zone = row
    name = None if seniority is None else schema.SENIORITIES[seniority]
    return {"entry": bool(entry), "seniority": name, "job_zone": job_zone}


def _requirements(
    connection: sqlite3.Connection, places: _Places, ids: _Ids
) -> Iterator[facts.Requirement]:
    """Yield all requirements, those of an owner together; a row is an option of one of them."""
    rows = connection.execute(
        "SELECT r.key, r.owner, r.count, r.importance, r.source, r.fragment, r.locator,"
        " r.grp, r.level, r.scale, r.rating, r.rating_scale, option.skill FROM requirement AS r"
        " CROSS JOIN option ON option.owner = r.owner AND option.requirement = r.key"
        " ORDER BY r.owner, r.key, option.skill"
    )
    for key, asked in groupby(rows, key=itemgetter(0)):
        row, *others = asked
        _, owner, count, rank, *place, group, level, scale, rating, rating_scale, skill = row
        yield facts.Requirement(
            ids[owner],
            (ids[skill], *[ids[other[-1]] for other in others]),
            count,
            _IMPORTANCES[rank],
            places.of(key, *place),
            ids[group],
            level,
            ids[scale],
            rating,
            ids[rating_scale],
        )


def _links(connection: sqlite3.Connection, places: _Places, ids: _Ids) -> Iterator[facts.Link]:
    rows = connection.execute(
        "SELECT key, kind, start, end, assumption, tier, rank, source, fragment, locator"
        " FROM link ORDER BY start, kind, end"
    )
    for key, kind, start, end, assumption, tier, rank, *place in rows:
        yield facts.Link(
            kind=cast("facts.LinkKind", schema.LINKS[kind]),
            start=ids[start],
            end=ids[end],
            places=places.of(key, *place),
            assumption=assumption,
            tier=tier,
            rank=rank,
        )


def _salaries(connection: sqlite3.Connection, places: _Places) -> Iterator[facts.Salary]:
    names = ("owner", "minimum", "maximum", "currency", "period", "region", "date")
    rows = connection.execute(
        "SELECT salary.key, node.id, minimum, maximum, currency, period, region, date, assumption,"
        " salary.source, salary.fragment, salary.locator"
        " FROM salary JOIN node ON node.key = salary.owner ORDER BY salary.key"
    )
    for key, *values, assumption, source, fragment, locator in rows:
        yield facts.Salary(
            **dict(zip(names, values, strict=True)),
            places=places.of(key, source, fragment, locator),
            assumption=assumption,
        )


def _retired(connection: sqlite3.Connection, places: _Places) -> Iterator[facts.Retired]:
    rows = connection.execute(
        "SELECT key, id, replaced_by, source, fragment, locator FROM retired ORDER BY id"
    )
    for key, id_, replaced_by, *place in rows:
        yield facts.Retired(id=id_, replaced_by=replaced_by, places=places.of(key, *place))
