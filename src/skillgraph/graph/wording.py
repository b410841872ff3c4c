"""The words of a graph's names: which there are, and which nodes have them in a name."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from skillgraph.graph.naming import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.store import Graph

#: Parts and slips of shorter words are too little to go by.
SHORTEST = 3

#: So many readings of a slip are looked up.
_READINGS = 24


def nodes_with(graph: Graph, words: Iterable[str]) -> set[int]:
    """Return the nodes that have one of some words in a name."""
    rows = graph.rows(
        "SELECT nodes FROM word WHERE word IN (SELECT value FROM json_each(?))", dumps(list(words))
    )
    return _united(rows)


def nodes_beginning(graph: Graph, word: str) -> set[int]:
    """Return the nodes with a word that begins so; a short one has to be the whole word."""
    if len(word) < SHORTEST:
        return nodes_with(graph, [word])
    return _united(
        graph.rows("SELECT nodes FROM word WHERE word >= ?1 AND word < ?1 || char(1114111)", word)
    )


def words_holding(graph: Graph, part: str) -> list[str]:
    """Return the words that a text is a part of."""
    found = []
    for length, spelt in graph.rows(
        "SELECT length, words FROM vocabulary WHERE length >= ?", len(part)
    ):
        # All words of a row are as long as each other, with a space between them.
        at = spelt.find(part)
        while at >= 0:
            start = at - at % (length + 1)
            found.append(spelt[start : start + length])
            at = spelt.find(part, start + length)
    return found


def words_near(graph: Graph, word: str) -> dict[str, int]:
    """Return the words that a word may have been meant as, each with its distance."""
    length = len(word)
    if length < SHORTEST:
        return {}
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    slips = 1 if length < 2 * SHORTEST else 2
    known = graph.rows(
        "SELECT words FROM vocabulary WHERE length BETWEEN ? AND ?",
        max(length - slips, SHORTEST),
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


def _united(rows: list[tuple[bytes]]) -> set[int]:
    return set().union(*(unpacked(nodes) for (nodes,) in rows))
