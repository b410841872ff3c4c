"""Nodes of two graphs that may be one, by their names: proposals for a person, never a decision.

Names are compared folded: whole, without spaces and hyphens ("data base"), and with slips in one
word (optimal string alignment: a swap of neighbours is one slip). A slip is looked for among the
words of the other graph alone, by what is left of a word without one letter or two, so that two
taxonomies take seconds. Only nodes of one kind are compared, a track being a role.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from skillgraph.compare.identity import Input, identify
from skillgraph.errors import Problems
from skillgraph.graph import schema
from skillgraph.vocab import KINDS, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.graph.store import Graph

#: A label's own worth: what a node is called, what it is called as well, what is never shown.
_WORTH = {schema.PREF: 1.0, schema.ALT: 0.9, schema.HIDDEN: 0.85}
_CALLED = {schema.PREF: "label", schema.ALT: "alternative", schema.HIDDEN: "hidden"}
_SLIP, _SPACED = 0.1, 0.05

#: Shorter words have too many neighbours, two slips need a longer word, the longest are no words.
_SHORTEST, _LONG, _LONGEST = 5, 9, 30
#: A label of more words is a text: it is compared whole.
_MOST_WORDS = 20
_LABELS = (
    "SELECT text.node, node.kind, property, value FROM text JOIN node ON node.key = text.node"
    f" WHERE property IN ({schema.PREF}, {schema.ALT}, {schema.HIDDEN})"
    " ORDER BY text.node, property, ordinal"
)
_APART = str.maketrans("", "", " -\u2010\u2011\u2012\u2013")


class _Label(NamedTuple):
    """A label of a node, by what it is."""

    node: int
    property: int
    text: str


class Proposal(NamedTuple):
    """Two nodes, by key, that may be one, how sure that is (at most 1), and why."""

    score: float
    kind: str
    a: int
    b: int
    evidence: str


class Crosswalk(NamedTuple):
    """What was found: proposals by the first graph's nodes, and how many are one already."""

    proposals: list[Proposal]
    known: int


def propose(a: Input, b: Input, *, kinds: Collection[str] = KINDS, most: int = 5) -> Crosswalk:
    """Return for each node of `a` at most `most` nodes of `b` that may be the same thing."""
    # What is wrong with the matches that are there a merge tells.
    identity = identify((a, b), (), Problems())
    known = _known(a.graph, b.graph, identity.renamed)
    theirs = _Names(b.graph, kinds)
    best: dict[tuple[int, int], Proposal] = {}
    for space, label in _labels(a.graph, kinds):
        for other, penalty in theirs.near(space, label.text):
            if label.node in known[0] or other.node in known[1]:
                continue
            worth = _WORTH[label.property] + _WORTH[other.property] - 1
            proposal = Proposal(
                round(worth - penalty, 2), space, label.node, other.node, _evidence(label, other)
            )
            pair = label.node, other.node
            if pair not in best or proposal.score > best[pair].score:
                best[pair] = proposal
    return Crosswalk(_first(best.values(), most), len(known[0]))


def _first(found: Collection[Proposal], most: int) -> list[Proposal]:
    by_node: defaultdict[int, list[Proposal]] = defaultdict(list)
    for proposal in found:
        by_node[proposal.a].append(proposal)
    return [
        proposal
        for node in sorted(by_node)
        for proposal in sorted(by_node[node], key=lambda each: (-each.score, each.b))[:most]
    ]


def _known(a: Graph, b: Graph, renamed: dict[str, str]) -> tuple[set[int], set[int]]:
    """Return the nodes of each graph that are one with some of the other already."""
    keys = [
        {renamed.get(id_, id_): key for key, id_ in graph.scan("SELECT key, id FROM node")}
        for graph in (a, b)
    ]
    both = keys[0].keys() & keys[1].keys()
    return {keys[0][id_] for id_ in both}, {keys[1][id_] for id_ in both}


def _labels(graph: Graph, kinds: Collection[str]) -> Iterator[tuple[str, _Label]]:
    """Yield the labels of the nodes of some kinds, each once a node, with the space of the node."""
    last, seen = 0, set[str]()
    for node, code, property_, value in graph.scan(_LABELS):
        kind = KINDS[code]
        if kind not in kinds:
            continue
        if node != last:
            last, seen = node, set()
        text = fold(value)
        if text and text not in seen:
            seen.add(text)
            yield "role" if kind == "track" else kind, _Label(node, property_, text)


class _Names:
    """The labels of a graph, to be found by what they are like."""

    def __init__(self, graph: Graph, kinds: Collection[str]) -> None:
        self._by_text: defaultdict[tuple[str, str], list[_Label]] = defaultdict(list)
        self._by_letters: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        words = set()
        for space, label in _labels(graph, kinds):
            self._by_text[space, label.text].append(label)
            self._by_letters[space, label.text.translate(_APART)].add(label.text)
            words.update(label.text.split())
        self._words = _Words(words)

    def near(self, space: str, text: str) -> Iterator[tuple[_Label, float]]:
        """Yield the labels that are like a text, each with what that costs."""
        for label in self._by_text.get((space, text), ()):
            yield label, 0.0
        for other in self._by_letters.get((space, text.translate(_APART)), ()):
            if other != text:
                yield from ((label, _SPACED) for label in self._by_text[space, other])
        words = text.split()
        if len(words) > _MOST_WORDS:
            return
        for at, word in enumerate(words):
            for near, slips in self._words.near(word):
                other = " ".join([*words[:at], near, *words[at + 1 :]])
                for label in self._by_text.get((space, other), ()):
                    yield label, _SLIP * slips


class _Words:
    """Distinct words, to be found with slips in them.

    A word without some of its letters is what any word so near to it comes to as well (symmetric
    deletion), so that few words are ever compared.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._remains: defaultdict[str, list[str]] = defaultdict(list)
        self._found: dict[str, list[tuple[str, int]]] = {}
        for word in sorted(words):
            for remains in _deleted(word):
                self._remains[remains].append(word)

    def near(self, word: str) -> list[tuple[str, int]]:
        """Return the words that differ from one by slips, with their number."""
        if word not in self._found:
            candidates = {
                other for remains in _deleted(word) for other in self._remains.get(remains, ())
            }
            slips = {other: OSA.distance(word, other) for other in candidates}
            self._found[word] = [
                (other, count)
                for other, count in sorted(slips.items())
                if 0 < count <= min(_allowed(word), _allowed(other))
            ]
        return self._found[word]


def _allowed(word: str) -> int:
    """Return how many slips a word may have: none in short ones, in numbers and in codes."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return 0
    return 1 if len(word) < _LONG else 2


def _deleted(word: str) -> set[str]:
    """Return a word without as many letters as slips are allowed in it, and without fewer."""
    found = set[str]()
    for count in range(_allowed(word) + 1 if _allowed(word) else 0):
        for gone in combinations(range(len(word)), count):
            found.add("".join(char for at, char in enumerate(word) if at not in gone))
    return found


def _evidence(label: _Label, other: _Label) -> str:
    ours, theirs = _CALLED[label.property], _CALLED[other.property]
    sign = "=" if label.text == other.text else "≈"
    return f"{ours} '{label.text}' {sign} {theirs} '{other.text}'"
