"""Search: whatever a person may have meant, the likeliest first.

A query is compared with every label. It ranks by how it met one: the whole preferred label, a whole
alias, a beginning, the beginnings of words, a part, then slips of the fingers, by their number
(optimal string alignment: no letter is edited twice), and at last some of the words asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.graph import schema
from skillgraph.graph.names import codes, encodable
from skillgraph.graph.naming import words
from skillgraph.graph.store import listed
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.graph.store import Graph

EXACT, ALIAS, PREFIX, WORD, PART, SLIP = range(6)

#: Beyond every slip: a name that holds not all words asked for.
_SOME_WORDS = 100

#: No name is as long as this; what is longer is a text, and finds nothing.
_LONGEST = 200
#: So many words are compared, so many readings of a slip are looked up, so many rows are ranked.
_WORDS, _READINGS, _RANKED = 8, 24, 400
#: Trigrams find nothing shorter.
_TRIGRAM = 3


class Hit(NamedTuple):
    """A node found: `alias` is the label that was met where it isn't the preferred one."""

    key: int
    id: str
    label: str
    kind: str
    alias: str


def search(
    graph: Graph, text: str, kinds: Collection[str] = schema.KINDS, *, limit: int = 20
) -> list[Hit]:
    """Return the nodes whose names a text comes near to, at most `limit`, the likeliest first."""
    folded = fold(text)
    if not folded or len(folded) > _LONGEST or not encodable(folded):
        return []
    accepted = listed(codes(kinds))
    best: dict[int, tuple[int, int]] = {}
    for rank, node, name in _ranked(graph, folded, accepted, limit, best):
        best[node] = min(best.get(node, (rank, name)), (rank, name))
    chosen = sorted(best, key=lambda node: (best[node][0], node))[:limit]
    return _hits(graph, {node: best[node][1] for node in chosen})


def _ranked(
    graph: Graph, folded: str, accepted: str, limit: int, best: dict[int, tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield (rank, node, name), the dearer ways to look only where the cheaper found too little."""
    yield from _beginnings(graph, folded, accepted)
    asked = words(folded)[:_WORDS]
    if len(best) < limit:
        yield from _parts(graph, asked, accepted)
    if all(rank >= PART for rank, _ in best.values()):
        yield from _slips(graph, asked, accepted)
    if not best and len(asked) > 1:
        for word in asked:
            found: dict[int, tuple[int, int]] = {}
            for rank, node, name in _ranked(graph, word, accepted, limit, found):
                found.setdefault(node, (rank, name))
                yield _SOME_WORDS + rank, node, name


def _beginnings(graph: Graph, folded: str, accepted: str) -> Iterator[tuple[int, int, int]]:
    rows = graph.rows(
        "SELECT name.key, node, property, folded = ?1 FROM name JOIN node ON node.key = name.node"
        " WHERE folded >= ?1 AND folded < ?1 || char(1114111)"
        " AND kind IN (SELECT value FROM json_each(?2))"
        f" ORDER BY folded <> ?1, property, node LIMIT {_RANKED}",
        folded,
        accepted,
    )
    for key, node, property_, whole in rows:
        rank = (EXACT if property_ == schema.PREF else ALIAS) if whole else PREFIX
        yield rank, node, key


def _parts(graph: Graph, asked: list[str], accepted: str) -> Iterator[tuple[int, int, int]]:
    """Yield the names that hold every word asked for, somewhere."""
    wanted = _all_of(asked)
    if not wanted:
        return
    for key, node, folded in _matching(graph, wanted, accepted, longest=max(asked, key=len)):
        if all(word in folded for word in asked):
            own = words(folded)
            starts = all(any(mine.startswith(word) for mine in own) for word in asked)
            yield WORD if starts else PART, node, key


def _slips(graph: Graph, asked: list[str], accepted: str) -> Iterator[tuple[int, int, int]]:
    """Yield the names that hold every word asked for, or one a slip or two away."""
    longest = max(asked, key=len, default="")
    if len(longest) < _TRIGRAM:
        return
    readings = {word: _readings(graph, word) for word in asked}
    wanted = " OR ".join(f"({_all_of([reading])})" for reading in readings[longest])
    if not wanted:
        return
    for key, node, folded in _matching(graph, wanted, accepted, longest=longest):
        own = words(folded)
        slips = [_slip(word, readings[word], own) for word in asked]
        if None not in slips:
            yield SLIP + sum(slip for slip in slips if slip is not None), node, key


def _slip(word: str, readings: dict[str, int], own: list[str]) -> int | None:
    """Return how far a name's nearest word is from the one asked for, or None: too far."""
    if any(mine.startswith(word) for mine in own):
        return 0
    return min((readings[mine] for mine in own if mine in readings), default=None)


def _readings(graph: Graph, word: str) -> dict[str, int]:
    """Return the words of the graph that a word may have meant, each with its distance."""
    length = len(word)
    if length < _TRIGRAM:
        return {}
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    slips = 1 if length < 2 * _TRIGRAM else 2
    known = graph.rows(
        "SELECT words FROM vocabulary WHERE length BETWEEN ? AND ?",
        max(length - slips, _TRIGRAM),
        length + slips,
    )
    near = extract(
        word,
        [candidate for (same,) in known for candidate in same.split(" ")],
        scorer=OSA.distance,
        score_cutoff=slips,
        limit=_READINGS,
    )
    return {reading: int(distance) for reading, distance, _ in near}


def _matching(
    graph: Graph, wanted: str, accepted: str, *, longest: str
) -> list[tuple[int, int, str]]:
    """Return key, node and text of the names that hold the trigrams, words begun first."""
    return graph.rows(
        "SELECT name.key, node, name.folded FROM trigram JOIN name ON name.key = trigram.rowid"
        " JOIN node ON node.key = name.node"
        " WHERE trigram MATCH ? AND kind IN (SELECT value FROM json_each(?))"
        f" ORDER BY instr(' ' || name.folded, ' ' || ?) = 0, node LIMIT {_RANKED}",
        wanted,
        accepted,
        longest,
    )


def _all_of(asked: list[str]) -> str:
    """Return the FTS5 query for texts that hold every trigram of some words.

    >>> _all_of(["kube", "r"])
    '"kub" AND "ube"'
    """
    trigrams = dict.fromkeys(
        word[at : at + _TRIGRAM].replace('"', '""')
        for word in asked
        for at in range(len(word) - _TRIGRAM + 1)
    )
    return " AND ".join(f'"{trigram}"' for trigram in trigrams)


def _hits(graph: Graph, chosen: dict[int, int]) -> list[Hit]:
    nodes = graph.nodes(chosen)
    aliases = dict(
        graph.rows(
            "SELECT name.node, text.value FROM name JOIN text ON text.node = name.node"
            " AND text.property = name.property AND text.ordinal = name.ordinal"
            " WHERE name.key IN (SELECT value FROM json_each(?))",
            listed(chosen.values()),
        )
    )
    return [
        Hit(
            node,
            nodes[node].id,
            nodes[node].label,
            nodes[node].kind,
            "" if aliases[node] == nodes[node].label else aliases[node],
        )
        for node in chosen
    ]
