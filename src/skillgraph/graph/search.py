"""Search: whatever a person may have meant, the likeliest first.

A query is compared with every label. It ranks by how it met one: the whole preferred label, a whole
alias, a beginning, the beginnings of words, a part, then slips of the fingers, by their number
(optimal string alignment: no letter is edited twice), and at last some of the words asked for, or
the name but for its spaces.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.graph import schema
from skillgraph.graph.naming import words
from skillgraph.graph.rows import text_of
from skillgraph.graph.schema import codes
from skillgraph.graph.store import encodable, listed
from skillgraph.graph.wording import (
    SHORTEST,
    nodes_beginning,
    nodes_with,
    words_holding,
    words_near,
)
from skillgraph.vocab import KINDS, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.graph.store import Graph

EXACT, ALIAS, PREFIX, WORD, PART, SLIP = range(6)

#: Of names as many slips away the whole ones come first, then preferred labels.
_ASIDE = 4

#: Beyond every slip: a name that holds not all words asked for.
_SOME_WORDS = 100

#: No name is as long as this; what is longer is a text, and finds nothing.
_LONGEST = 200
#: So many words are compared, so many nodes are ranked, so many of them are read at a time.
_WORDS, _RANKED, _READ = 8, 400, 50

#: A name: its node, the property and the ordinal of its text.
_Met = tuple[int, int, int]


class Hit(NamedTuple):
    """A node found: `alias` is the label that was met where it isn't the preferred one."""

    key: int
    id: str
    label: str
    kind: str
    alias: str


def search(
    graph: Graph, text: str, kinds: Collection[str] = KINDS, *, limit: int = 20
) -> list[Hit]:
    """Return the nodes whose names a text comes near to, at most `limit`, the likeliest first."""
    folded = fold(text)
    if not folded or len(folded) > _LONGEST or not encodable(folded):
        return []
    accepted = listed(codes(kinds))
    best: dict[int, tuple[int, _Met]] = {}
    for rank, met in _ranked(graph, folded, accepted, limit, best):
        best[met[0]] = min(best.get(met[0], (rank, met)), (rank, met))
    chosen = sorted(best, key=lambda node: (best[node][0], node))[:limit]
    return _hits(graph, [best[node][1] for node in chosen])


def _ranked(
    graph: Graph, folded: str, accepted: str, limit: int, best: dict[int, tuple[int, _Met]]
) -> Iterator[tuple[int, _Met]]:
    """Yield names with their ranks, the dearer ways to look only where the cheaper found little."""
    yield from _beginnings(graph, folded, accepted)
    asked = words(folded)[:_WORDS]
    if len(best) < limit:
        yield from _parts(graph, asked, accepted, limit + len(best))
    if all(rank >= PART for rank, _ in best.values()):
        yield from _slips(graph, asked, accepted)
    if not best and len(asked) > 1:
        for word in asked:
            found: dict[int, tuple[int, _Met]] = {}
            for rank, met in _ranked(graph, word, accepted, limit, found):
                found.setdefault(met[0], (rank, met))
                yield _SOME_WORDS + rank, met
    if not best:
        yield from _joined(graph, folded, accepted)


def _joined(graph: Graph, folded: str, accepted: str) -> Iterator[tuple[int, _Met]]:
    """Yield the names that begin so but for spaces and hyphens: "dataengineer" is one name in two.

    Every name is looked at, so it is the last to be asked.
    """
    asked = folded.replace(" ", "").replace("-", "")
    if len(asked) < SHORTEST:
        return
    found = list(_beginning_tight(graph, asked))
    yield from _begun(
        graph,
        [label for whole, label in found if whole],
        [label for whole, label in found if not whole],
        accepted,
    )


def _beginning_tight(graph: Graph, asked: str) -> Iterator[tuple[bool, int]]:
    """Yield the labels of names that begin so but for spaces and hyphens, and if that is all."""
    last = -1
    while rows := graph.rows(
        f"SELECT key, names FROM name WHERE key > ? ORDER BY key LIMIT {_READ}", last
    ):
        for _, names in rows:
            tight = names.replace(" ", "").replace("-", "")
            at = tight.find(f"\n{asked}")
            while at >= 0:
                end = tight.index("\n", at + 1)
                name, _, label = tight[at + 1 : end].partition("\t")
                yield name == asked, int(label, 16)
                at = tight.find(f"\n{asked}", end)
        last = rows[-1][0]


def _beginnings(graph: Graph, folded: str, accepted: str) -> Iterator[tuple[int, _Met]]:
    whole = graph.labels(f"{folded}\t")
    longer = set(graph.labels(folded)).difference(whole)
    yield from _begun(graph, whole, longer, accepted)


def _begun(
    graph: Graph, whole: Collection[int], longer: Collection[int], accepted: str
) -> Iterator[tuple[int, _Met]]:
    """Yield names that are the one asked for, and those that go on, in order of property."""
    labels = sorted(whole) + sorted(longer)
    ranked = 0
    for at in range(0, len(labels), _RANKED):
        names = [*map(text_of, labels[at : at + _RANKED])]
        rows = graph.rows(
            "SELECT key FROM node WHERE key IN (SELECT value FROM json_each(?))"
            " AND kind IN (SELECT value FROM json_each(?))",
            listed({met[0] for met in names}),
            accepted,
        )
        fitting = {node for (node,) in rows}
        for number, met in enumerate(names, at):
            if met[0] in fitting:
                exact = EXACT if met[1] == schema.PREF else ALIAS
                yield exact if number < len(whole) else PREFIX, met
                ranked += 1
                if ranked == _RANKED:
                    return


def _parts(
    graph: Graph, asked: list[str], accepted: str, enough: int
) -> Iterator[tuple[int, _Met]]:
    """Yield the names that hold every word asked for, somewhere; first where words begin so.

    A short word is looked up only where there is no longer one, and has to be a whole word then.
    """
    long = [word for word in asked if len(word) >= SHORTEST]
    for ways in (nodes_beginning, _nodes_holding)[: 2 if long else 1]:
        found = 0
        for names in _names(graph, [ways(graph, word) for word in long or asked], accepted):
            ranks = [
                (WORD if _begin(asked, folded) else PART, met)
                for met, folded in names
                if all(word in folded for word in asked)
            ]
            yield from ranks
            found += any(rank == WORD or ways is _nodes_holding for rank, _ in ranks)
            if found >= enough:
                return


def _begin(asked: list[str], folded: str) -> bool:
    """Tell whether each word asked for begins a word of a name."""
    own = words(folded)
    return all(any(mine.startswith(word) for mine in own) for word in asked)


def _nodes_holding(graph: Graph, part: str) -> set[int]:
    return nodes_with(graph, words_holding(graph, part))


def _slips(graph: Graph, asked: list[str], accepted: str) -> Iterator[tuple[int, _Met]]:
    """Yield the names that hold every word asked for, or one a slip or two away."""
    readings = {word: words_near(graph, word) for word in asked}
    nodes = [
        nodes_with(graph, readings[word]) | nodes_beginning(graph, word)
        for word in asked
        if len(word) >= SHORTEST
    ]
    for names in _names(graph, nodes, accepted):
        for met, folded in names:
            own = words(folded)
            slips = [_slip(word, readings[word], own) for word in asked]
            if None not in slips:
                aside = 2 * (len(own) > len(asked)) + (met[1] != schema.PREF)
                yield SLIP + _ASIDE * sum(filter(None, slips)) + aside, met


def _slip(word: str, readings: dict[str, int], own: list[str]) -> int | None:
    """Return how far a name's nearest word is from the one asked for, or None: too far."""
    if any(mine.startswith(word) for mine in own):
        return 0
    return min((readings[mine] for mine in own if mine in readings), default=None)


def _names(graph: Graph, nodes: list[set[int]], accepted: str) -> Iterator[list[tuple[_Met, str]]]:
    """Yield the folded names of each node that is in all sets, in order of position."""
    if not nodes:
        return
    common = sorted(set.intersection(*nodes))
    ranked = 0
    for at in range(0, len(common), _READ):
        rows = graph.rows(
            "SELECT text.node, property, ordinal, value FROM node"
            " JOIN text ON text.node = node.key WHERE node.key IN (SELECT value FROM json_each(?))"
            " AND kind IN (SELECT value FROM json_each(?))"
            f" AND property <= {schema.HIDDEN} ORDER BY text.node, property, ordinal",
            listed(common[at : at + _READ]),
            accepted,
        )
        for _, names in groupby(rows, key=itemgetter(0)):
            yield [((node, *text), fold(value)) for node, *text, value in names]
            ranked += 1
        if ranked >= _RANKED:
            return


def _hits(graph: Graph, chosen: list[_Met]) -> list[Hit]:
    nodes = graph.nodes([node for node, *_ in chosen])
    hits = []
    for met in chosen:
        node = nodes[met[0]]
        ((alias,),) = graph.rows(
            "SELECT value FROM text WHERE node = ? AND property = ? AND ordinal = ?", *met
        )
        hits.append(
            Hit(met[0], node.id, node.label, node.kind, "" if alias == node.label else alias)
        )
    return hits
