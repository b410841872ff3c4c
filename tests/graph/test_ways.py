"""Ways between nodes are networkx's shortest paths, the lightest first."""

from __future__ import annotations

import itertools
import random
from math import isclose, log2
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from skillgraph.graph.build import build
from skillgraph.graph.ways import find_ways
from skillgraph.model import facts
from skillgraph.readers import default_catalogs, read_catalogs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph

DATA = Path(__file__).parents[2] / "data"
MANY = 10_000


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    with build(read_catalogs(default_catalogs(DATA), shipped=DATA)) as built:
        yield built


@pytest.fixture(scope="module")
def network(graph: Graph) -> nx.MultiGraph:
    """Return what the graph states as networkx has it: an edge a statement, whatever its way."""
    keys = {id_: key for key, id_ in graph.rows("SELECT key, id FROM node")}
    network = nx.MultiGraph()
    network.add_nodes_from(keys.values())
    for fact in graph.facts():
        if isinstance(fact, facts.Requirement):
            network.add_edges_from((keys[fact.owner], keys[option]) for option in fact.options)
        elif isinstance(fact, facts.Link) and fact.kind != "member":
            network.add_edge(keys[fact.start], keys[fact.end])
    return network


def weight(network: nx.MultiGraph, way: tuple[int, ...]) -> float:
    return sum(log2(network.degree[node] + 1) for node in way)


def test_ways_are_the_shortest_paths(graph: Graph, network: nx.MultiGraph) -> None:
    chance = random.Random(5)  # noqa: S311 -- the same pairs in each run
    nodes = sorted(network)
    lengths = set()
    for _ in range(300):
        start, end = chance.choice(nodes), chance.choice(nodes)
        ways = find_ways(graph, start=start, end=end, most=MANY)
        if not nx.has_path(network, start, end):
            assert ways == []
            continue
        paths = {tuple(path) for path in nx.all_shortest_paths(nx.Graph(network), start, end)}
        assert len(ways) == len(paths)
        assert set(ways) == paths
        weights = [weight(network, way) for way in ways]
        assert all(a < b or isclose(a, b) for a, b in itertools.pairwise(weights))
        lengths.add(len(ways[0]))
        few = find_ways(graph, start=start, end=end, most=3)
        assert [weight(network, way) for way in few] == pytest.approx(weights[:3])
    assert lengths >= {2, 3, 4}


def test_a_node_and_itself(graph: Graph) -> None:
    assert find_ways(graph, start=1, end=1, most=3) == [(1,)]


@pytest.mark.parametrize("wide", [1, 2])
def test_a_way_is_as_long_as_there_are_nodes(wide: int) -> None:
    """Each skill needs all of the layer before: no stack is as deep as that."""
    names = [[f"skill:s{at:05}-{lane}" for lane in range(wide)] for at in range(5_000)]
    stream: list[facts.Fact] = [
        facts.Skill(id=name, pref_labels=(facts.Text(name, "en"),)) for row in names for name in row
    ]
    stream += [
        facts.Requirement(owner, (option,), 1, "essential", ())
        for row, before in zip(names[1:], names, strict=False)
        for owner in row
        for option in before
    ]
    with build(stream) as graph:
        keys = {id_: key for key, id_ in graph.rows("SELECT key, id FROM node")}
        ways = find_ways(graph, start=keys[names[0][0]], end=keys[names[-1][0]], most=3)
    assert [len(way) for way in ways] == [5_000] * (1 if wide == 1 else 3)
    assert ways == sorted(ways)  # all weigh the same
    assert ways[0] == tuple(keys[row[0]] for row in names)
