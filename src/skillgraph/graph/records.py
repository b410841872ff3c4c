"""The graph as facts again: what went in comes out, statement by statement.

Sets that a fact writes as a tuple (places, the options of a requirement) come out in order of
position.
"""

from __future__ import annotations

from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from skillgraph.graph import schema
from skillgraph.model import columns, facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model.columns import Streamed

    #: Yields the rows of a query.
    Scan = Callable[[str], Iterator[Any]]

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

#: Rows of options that are made requirements together: few enough for a processor's cache.
_ROWS_AT_ONCE = 256

#: A requirement in no group, without level and rating.
_NO_DETAILS = (None, None, None, None, None)

#: A key beyond all others.
_NO_KEY = 1 << 63


def iter_stream(scan: Scan) -> Iterator[Streamed]:
    """Yield every fact of a graph: catalogues, sources, nodes by position, then what hangs between.

    Plain requirements come as columns. Compiling them again gives the same digest. Every table is
    read once, from its beginning to its end, side by side with the others: their keys ascend
    together. Of nodes the ids are kept, some 100 bytes each: statements name nodes all over the
    graph.
    """
    yield from iter_catalogs(scan)
    sources: dict[int, str] = {}
    for key, *row in scan("SELECT * FROM source ORDER BY key"):
        sources[key] = row[0]
        yield facts.Source(**dict(zip(("id", "label", "url", "licence"), row, strict=True)))
    places = _Places(scan, sources)
    yield from _nodes(scan, places)
    ids: _Ids = {None: "", **dict(scan("SELECT key, id FROM node"))}
    yield from _requirements(scan, places, ids)
    yield from _links(scan, places, ids)
    yield from _salaries(scan, places)
    yield from _retired(scan, places)


def iter_catalogs(scan: Scan) -> Iterator[facts.Catalog]:
    """Yield the catalogues in the order in which they were read."""
    names = ("id", "version", "language", "title", "licence", "source")
    rows = scan("SELECT * FROM catalog ORDER BY key")
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

    def __init__(self, scan: Scan, sources: dict[int, str]) -> None:
        self.sources = sources
        #: The place that was asked for last, which neighbours often share, as a row and as a fact.
        self._last: tuple[tuple[Any, ...], tuple[facts.Place, ...]] = ((), ())
        self._more = _Rows(
            scan(
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

    def alone_to(self, statement: int) -> bool:
        """Tell whether no statement up to one has further places, of those not asked for yet."""
        return self._more.key > statement

    def at(self, source: int, fragment: str, locator: str) -> facts.Place:
        """Return one place."""
        return facts.Place(self.sources[source], fragment, locator)


def _nodes(scan: Scan, places: _Places) -> Iterator[facts.Node]:
    """Yield all nodes by position."""

    def rows(table: str, columns: str, order: str = "node") -> _Rows:
        return _Rows(scan(f"SELECT {columns} FROM {table} ORDER BY {order}"))

    texts = rows("text", "node, property, language, value", "node, property, ordinal")
    foreign = rows("foreign_statement", "node, predicate, object", "node, ordinal")
    skills = rows("skill", "node, practised, effort_min, effort_max, source, fragment, locator")
    roles = rows("role", "node, entry, seniority, job_zone")
    tags = rows("tag", "node, value", "node, ordinal")
    matches = rows("exact_match", "node, match", "node, ordinal")
    scales = rows("scale", "node, minimum, maximum")
    for node, id_, kind, notation, *place in scan(
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
    scan: Scan, places: _Places, ids: _Ids
) -> Iterator[facts.Requirement | columns.Requirements]:
    """Yield all requirements, those of an owner together; a row is an option of one of them."""
    rows = scan(
        "SELECT r.key, r.owner, r.count, r.importance, r.source, r.fragment, r.locator,"
        " option.skill FROM requirement AS r"
        " CROSS JOIN option ON option.owner = r.owner AND option.requirement = r.key"
        " ORDER BY r.owner, r.key, option.skill"
    )
    detailed = _Rows(
        scan(
            "SELECT key, grp, level, scale, rating, rating_scale FROM requirement"
            " WHERE grp NOT NULL OR level NOT NULL OR rating NOT NULL ORDER BY owner, key"
        )
    )
    for some in _whole_requirements(rows):
        last = some[-1][0]
        plain = detailed.key > last and places.alone_to(last)
        together = _columns(some, places, ids) if plain else None
        if together:
            yield together
        else:
            yield from _one_by_one(some, detailed, places, ids)


def _whole_requirements(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield rows some at a time, all of a requirement together, however many it has.

    >>> pairs = [(1, "a"), *[(2, "b")] * 3 * _ROWS_AT_ONCE, (3, "c")]
    >>> [[len(some), some[-1]] for some in _whole_requirements(iter(pairs))]
    [[769, (2, 'b')], [1, (3, 'c')]]
    """
    some = [*islice(rows, _ROWS_AT_ONCE)]
    while some:
        more = [*islice(rows, _ROWS_AT_ONCE)]
        others = [at for at, row in enumerate(more) if row[0] != some[-1][0]]
        same = others[0] if others else len(more)
        some += more[:same]
        if more and not others:
            continue  # it may go on
        yield some
        some = more[same:]


def _columns(
    rows: list[tuple[Any, ...]], places: _Places, ids: _Ids
) -> columns.Requirements | None:
    """Return the requirements of some rows as columns, unless one has several options."""
    keys, owners, counts, ranks, sources, fragments, locators, skills = zip(*rows, strict=True)
    if len(set(keys)) < len(keys) or set(counts) != {1} or None in sources:
        return None
    return columns.Requirements(
        [*map(ids.__getitem__, owners)],
        [*map(ids.__getitem__, skills)],
        [*map(_IMPORTANCES.__getitem__, ranks)],
        [*map(places.sources.__getitem__, sources)],
        fragments,
        locators,
    )


def _one_by_one(
    rows: list[tuple[Any, ...]], detailed: _Rows, places: _Places, ids: _Ids
) -> Iterator[facts.Requirement]:
    """Yield the requirements of some rows, which are all that there are of each."""
    for key, asked in groupby(rows, key=itemgetter(0)):
        (_, owner, count, rank, *place, skill), *others = asked
        details = detailed.take(key)
        group, level, scale, rating, rating_scale = details[0][1:] if details else _NO_DETAILS
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


def _links(scan: Scan, places: _Places, ids: _Ids) -> Iterator[facts.Link]:
    rows = scan(
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


def _salaries(scan: Scan, places: _Places) -> Iterator[facts.Salary]:
    names = ("owner", "minimum", "maximum", "currency", "period", "region", "date")
    rows = scan(
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


def _retired(scan: Scan, places: _Places) -> Iterator[facts.Retired]:
    rows = scan("SELECT key, id, replaced_by, source, fragment, locator FROM retired ORDER BY id")
    for key, id_, replaced_by, *place in rows:
        yield facts.Retired(id=id_, replaced_by=replaced_by, places=places.of(key, *place))
