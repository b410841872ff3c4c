"""Redundant prerequisites against networkx's transitive reduction; skills that nothing needs."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx
import pytest

from skillgraph.lint.redundancy import find_redundant, find_unused
from skillgraph.model.problem import Requirement
from skillgraph.model.whole import Whole

from .drawing import drawn, told


def random_dag(seed: int) -> nx.DiGraph:
    rng = random.Random(seed)  # noqa: S311 -- no secret, and it must repeat
    graph = nx.DiGraph()
    graph.add_nodes_from(range(rng.randint(2, 12)))
    density = rng.choice((0.15, 0.3, 0.6))
    graph.add_edges_from(
        (start, end) for start in graph for end in graph if start > end and rng.random() < density
    )
    return nx.relabel_nodes(graph, dict(enumerate(rng.sample(range(len(graph)), len(graph)))))


def whole_of(graph: nx.DiGraph) -> Whole:
    requirements = {
        node: tuple(
            Requirement(node * 100 + end, (end,), 1, 1) for end in sorted(graph.successors(node))
        )
        for node in graph
    }
    names = {node: f"s{node}" for node in sorted(graph)}
    return Whole(names, dict.fromkeys(sorted(graph), "skill"), (), requirements)


@pytest.mark.parametrize("block", range(10))
def test_against_the_transitive_reduction(block: int) -> None:
    redundant = 0
    for seed in range(block * 50, block * 50 + 50):
        graph = random_dag(seed)
        findings = list(find_redundant(whole_of(graph)))
        expected = set(graph.edges) - set(nx.transitive_reduction(graph).edges)
        assert {finding.nodes for finding in findings} == expected, seed
        redundant += len(expected)
        for finding in findings:
            assert (finding.path[0], finding.path[-1]) == finding.nodes
            assert len(finding.path) > 2
            assert all(graph.has_edge(*edge) for edge in pairwise(finding.path))
    assert redundant > 50


CASES = {
    "a long way": ("a: b, d\nb: c\nc: d", ["info a d by a-b-c-d"]),
    "a choice follows from nothing": ("a: b, 1 of c x\nb: c", []),
    "nothing follows from a choice": ("a: 1 of b x, c\nb: c", []),
    "what is less than essential is no way": ("a: b, c\nb: important c", []),
    "a level says more": ("a: b, c@3\nb: c", []),
    "within a cycle nothing is redundant": ("a: b, c\nb: c\nc: b", []),
    "nor is what leads back": ("a: b, c\nb: c, a", []),
    "beside a cycle it is": ("a: b, d\nb: c, d\nc: b", ["info a d by a-b-d"]),
    "a role's own list is its own": ("R: a, b\na: b", []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_drawn_graph(name: str) -> None:
    text, expected = CASES[name]
    whole = drawn(text)
    assert told(whole, find_redundant(whole)) == expected


def test_unused_is_what_nobody_names() -> None:
    whole = drawn("R: a, important b\na: 1 of c d\ne: f")
    listed = whole._replace(listed=frozenset({5}))
    assert told(whole, find_unused(whole)) == ["info e"]
    assert told(listed, find_unused(listed)) == []
