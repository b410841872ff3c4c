"""Names → nodes, as people type them: exact, ordered by level, nothing guessed."""

from collections.abc import Collection
from typing import Any, Literal, NamedTuple

from skillgraph.errors import AmbiguousName, Candidate, NameNotFound
from skillgraph.graph import schema
from skillgraph.graph.rows import text_of
from skillgraph.graph.schema import codes
from skillgraph.graph.store import Graph, encodable
from skillgraph.vocab import KINDS, SPACES, compact, fold

#: How many near names an error offers.
_OFFERED = 5

Matched = Literal["id", "slug", "label", "alias", "retired"]


class Name(NamedTuple):
    """A node that a name means; `alias` is the label that was met where it isn't its own.

    `retired` is the id that was met where it is one no longer in use, else "".
    """

    key: int
    id: str
    label: str
    kind: str
    matched: Matched
    alias: str
    retired: str = ""


def resolve(graph: Graph, name: str, kinds: Collection[str] = KINDS, *, near: bool = True) -> Name:
    """Return the one node of these kinds that a name means.

    An IRI or CURIE decides, else a bare slug, else a preferred label, else an alternative or hidden
    one, else an id or slug that is retired; the first level with a hit. No hit is `NameNotFound`,
    several are `AmbiguousName`. What is `near` takes a search: of many names it is for those told.
    """
    found = _hits(graph, name, kinds)
    if not found and not near:
        raise NameNotFound(name, kinds=spoken(kinds))
    if not found:
        raise NameNotFound(name, _near(graph, name, kinds), spoken(kinds), _elsewhere(graph, name))
    if len(found) > 1:
        raise AmbiguousName(name, tuple(Candidate(hit.id, hit.label) for hit in found))
    return found[0]


def find_name(graph: Graph, name: str, kinds: Collection[str] = KINDS) -> Name | None:
    """Return the one node that a name means, or None where it means none or several.

    It looks up no near names, so it is the one to ask whether a text is a whole name.
    """
    found = _hits(graph, name, kinds)
    return found[0] if len(found) == 1 else None


def spoken(kinds: Collection[str]) -> str:
    """Return kinds as an error says them.

    >>> spoken(("skill", "role", "track")), spoken(KINDS)
    ('skill, role or track', '')
    """
    *others, last = (kind for kind in KINDS if kind in kinds)
    if len(others) + 1 == len(KINDS):
        return ""
    return f"{', '.join(others)} or {last}" if others else last


def _hits(graph: Graph, name: str, kinds: Collection[str]) -> list[Name]:
    if not encodable(name):
        return []
    folded, accepted = fold(name), ",".join(map(str, codes(kinds)))
    exact = compact(name.strip())
    levels: tuple[tuple[list[str], Matched], ...] = (
        ([exact] if ":" in exact else [], "id"),
        ([compact(folded)] if ":" in exact else [], "id"),
        # As it is typed too: codes of others have capitals (`onet-2.A.1.e`).
        ([f"{space}:{slug}" for space in _spaces(kinds) for slug in {exact, folded}], "slug"),
    )
    for ids, matched in levels:
        found = _by_ids(graph, ids, accepted, matched) if ids else []
        if found:
            return found
    return _by_label(graph, folded, accepted) or _retired_hits(graph, levels, accepted)


def _spaces(kinds: Collection[str]) -> list[str]:
    """Return the id spaces of kinds: a track's is that of roles."""
    return [space for space in SPACES if space in kinds or (space == "role" and "track" in kinds)]


def _by_ids(graph: Graph, ids: list[str], accepted: str, matched: Any) -> list[Name]:
    rows = graph.rows(
        f"SELECT key, id, label, kind FROM node WHERE id IN ({','.join('?' * len(ids))})"
        f" AND kind IN ({accepted}) ORDER BY key",
        *ids,
    )
    return [_name(row, matched) for row in rows]


def _retired_hits(
    graph: Graph, levels: tuple[tuple[list[str], Matched], ...], accepted: str
) -> list[Name]:
    """Return what an id or a slug means now: of the first level with a retired one."""
    for ids, _ in levels:
        found = _by_retired(graph, ids, accepted) if ids else []
        if found:
            return found
    return []


def _by_retired(graph: Graph, ids: list[str], accepted: str) -> list[Name]:
    """Return the nodes that retired ids mean now, be it over others; each node once."""
    rows = graph.rows(
        "WITH RECURSIVE way (stated, at) AS"
        f" (SELECT id, replaced_by FROM retired WHERE id IN ({','.join('?' * len(ids))})"
        " UNION SELECT stated, replaced_by FROM way JOIN retired ON retired.id = way.at)"
        " SELECT key, node.id, label, kind, min(stated) FROM way JOIN node ON node.id = way.at"
        f" WHERE kind IN ({accepted}) GROUP BY key ORDER BY key",
        *ids,
    )
    return [_name(row[:4], "retired")._replace(retired=row[4]) for row in rows]


def _by_label(graph: Graph, folded: str, accepted: str) -> list[Name]:
    """Return the nodes that bear a label; a preferred one outranks the others of all nodes."""
    rows = [
        row
        for text in sorted(map(text_of, graph.labels(f"{folded}\t")))
        for row in graph.rows(
            "SELECT key, id, label, kind, property, value FROM text JOIN node ON key = node"
            f" WHERE node = ? AND property = ? AND ordinal = ? AND kind IN ({accepted})",
            *text,
        )
    ]
    preferred = [_name(row, "label") for row in rows if row[4] == schema.PREF]
    return preferred or [_name(row, "alias") for row in rows]


def _name(row: Any, matched: Matched) -> Name:
    key, id_, label, kind, *alias = row
    # A preferred label in another language is an alias too: an answer shows the catalogue's own.
    met = alias[1] if alias and fold(alias[1]) != fold(label) else ""
    return Name(key, id_, label, KINDS[kind], matched, met)


def _elsewhere(graph: Graph, name: str) -> str:
    """Say what a name means among all kinds, "" where it means nothing."""
    found = _hits(graph, name, KINDS)[:_OFFERED]
    return ", ".join(
        f"{hit.id} is {'an' if hit.kind[0] == 'o' else 'a'} {hit.kind}" for hit in found
    )


def _near(graph: Graph, name: str, kinds: Collection[str]) -> tuple[Candidate, ...]:
    from skillgraph.graph.search import search

    return tuple(Candidate(hit.id, hit.label) for hit in search(graph, name, kinds, limit=_OFFERED))
