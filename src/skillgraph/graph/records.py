"""The graph as facts again: what went in comes out, statement by statement.

Node records are read the same way from the staged tables while a graph is compiled. Sets that a
fact writes as a tuple (places, the options of a requirement) come out in order of position.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from skillgraph.graph import schema
from skillgraph.model import facts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

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


def iter_facts(connection: sqlite3.Connection) -> Iterator[facts.Fact]:
    """Yield every fact of a graph: catalogues, sources, nodes by position, then what hangs between.

    Compiling them again gives the same digest.
    """
    yield from iter_catalogs(connection)
    for _, *row in connection.execute("SELECT * FROM source ORDER BY key"):
        yield facts.Source(**dict(zip(("id", "label", "url", "licence"), row, strict=True)))
    for (key,) in connection.execute("SELECT key FROM node ORDER BY key"):
        yield read_node(connection, key)
    yield from _requirements(connection)
    yield from _links(connection)
    yield from _salaries(connection)


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


def read_node(connection: sqlite3.Connection, key: int) -> facts.Node:
    """Return one node with all that hangs on it alone."""
    id_, kind, notation, *place = connection.execute(
        "SELECT id, kind, notation, source, fragment, locator FROM node WHERE key = ?", (key,)
    ).fetchone()
    texts: dict[int, tuple[facts.Text, ...]] = {
        property_: tuple(facts.Text(value, language) for _, language, value in rows)
        for property_, rows in groupby(
            connection.execute(
                "SELECT property, language, value FROM text WHERE node = ?"
                " ORDER BY property, ordinal",
                (key,),
            ),
            key=lambda row: cast("int", row[0]),
        )
    }
    own: dict[str, Any] = {}
    if kind == schema.SKILL:
        own = _skill(connection, key) | {"outcomes": texts.get(schema.OUTCOME, ())}
    elif kind in (schema.ROLE, schema.TRACK):
        own = _role(connection, key) | {"experience": texts.get(schema.EXPERIENCE, ())}
        own["track"] = kind == schema.TRACK
    elif kind == schema.SCALE:
        row = connection.execute("SELECT minimum, maximum FROM scale WHERE node = ?", (key,))
        own = dict(zip(("minimum", "maximum"), row.fetchone(), strict=True))
    return _CLASSES[kind](
        id=id_,
        pref_labels=texts.get(schema.PREF, ()),
        alt_labels=texts.get(schema.ALT, ()),
        hidden_labels=texts.get(schema.HIDDEN, ()),
        descriptions=texts.get(schema.DESCRIPTION, ()),
        notation=notation,
        places=_places(connection, key, place),
        foreign=tuple(
            connection.execute(
                "SELECT predicate, object FROM foreign_statement WHERE node = ? ORDER BY ordinal",
                (key,),
            )
        ),
        **own,
    )


def _skill(connection: sqlite3.Connection, key: int) -> dict[str, Any]:
    practised, least, most, *place = connection.execute(
        "SELECT practised, effort_min, effort_max, source, fragment, locator FROM skill"
        " WHERE node = ?",
        (key,),
    ).fetchone()
    effort = None
    if least is not None:
        effort = facts.Effort(least, most, _place(connection, *place))
    return {"practised": bool(practised), "effort": effort}


def _role(connection: sqlite3.Connection, key: int) -> dict[str, Any]:
    entry, seniority = connection.execute(
        "SELECT entry, seniority FROM role WHERE node = ?", (key,)
    ).fetchone()
    return {
        "entry": bool(entry),
        "seniority": None if seniority is None else schema.SENIORITIES[seniority],
    }


def _requirements(connection: sqlite3.Connection) -> Iterator[facts.Requirement]:
    rows = connection.execute(
        "SELECT owner.id, r.owner, r.key, r.count, r.importance, grp.id, r.level, scale.id,"
        " r.rating, rating_scale.id, r.source, r.fragment, r.locator"
        " FROM requirement AS r JOIN node AS owner ON owner.key = r.owner"
        " LEFT JOIN node AS grp ON grp.key = r.grp"
        " LEFT JOIN node AS scale ON scale.key = r.scale"
        " LEFT JOIN node AS rating_scale ON rating_scale.key = r.rating_scale"
        " ORDER BY r.owner, r.key"
    )
    for owner, owner_key, key, count, importance, group, *measured, source, part, spot in rows:
        level, scale, rating, rating_scale = measured
        options = connection.execute(
            "SELECT node.id FROM option JOIN node ON node.key = option.skill"
            " WHERE option.owner = ? AND option.requirement = ? ORDER BY option.skill",
            (owner_key, key),
        )
        yield facts.Requirement(
            owner=owner,
            options=tuple(id_ for (id_,) in options),
            count=count,
            importance=cast("facts.Importance", schema.IMPORTANCES[importance - 1]),
            places=_places(connection, key, (source, part, spot)),
            group=group or "",
            level=level,
            scale=scale or "",
            rating=rating,
            rating_scale=rating_scale or "",
        )


def _links(connection: sqlite3.Connection) -> Iterator[facts.Link]:
    rows = connection.execute(
        "SELECT link.key, link.kind, a.id, b.id, link.assumption, link.source, link.fragment,"
        " link.locator FROM link JOIN node AS a ON a.key = link.start"
        " JOIN node AS b ON b.key = link.end ORDER BY link.start, link.kind, link.end"
    )
    for key, kind, start, end, assumption, *place in rows:
        yield facts.Link(
            kind=cast("facts.LinkKind", schema.LINKS[kind]),
            start=start,
            end=end,
            places=_places(connection, key, place),
            assumption=assumption,
        )


def _salaries(connection: sqlite3.Connection) -> Iterator[facts.Salary]:
    names = ("owner", "minimum", "maximum", "currency", "period", "region", "date")
    rows = connection.execute(
        "SELECT salary.key, node.id, minimum, maximum, currency, period, region, date, assumption,"
        " salary.source, salary.fragment, salary.locator"
        " FROM salary JOIN node ON node.key = salary.owner ORDER BY salary.key"
    )
    for key, *values, assumption, source, fragment, locator in rows:
        yield facts.Salary(
            **dict(zip(names, values, strict=True)),
            places=_places(connection, key, (source, fragment, locator)),
            assumption=assumption,
        )


def _place(connection: sqlite3.Connection, source: int, fragment: str, locator: str) -> facts.Place:
    (id_,) = connection.execute("SELECT id FROM source WHERE key = ?", (source,)).fetchone()
    return facts.Place(id_, fragment, locator)


def _places(connection: sqlite3.Connection, statement: int, first: Any) -> tuple[facts.Place, ...]:
    if first[0] is None:
        return ()
    more = connection.execute(
        "SELECT source, fragment, locator FROM place WHERE statement = ?"
        " ORDER BY source, fragment, locator",
        (statement,),
    )
    return tuple(_place(connection, *place) for place in (first, *more))
