"""Components and rings, against networkx."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from skillgraph.model.components import shortest_cycle, strongly_connected_components


def random_edges(seed: int) -> dict[int, list[int]]:
    rng = random.Random(seed)  # noqa: S311 -- no secret, and it must repeat
    nodes = range(rng.randint(1, 9))
    density = rng.choice((0.1, 0.2, 0.4))
    return {
        start: [end for end in nodes if end != start and rng.random() < density] for start in nodes
    }


@pytest.mark.parametrize("block", range(10))
def test_components_are_those_of_networkx(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        edges = random_edges(seed)
        graph = nx.DiGraph(edges)
        found = strongly_connected_components(edges)
        assert {frozenset(each) for each in found} == {
            frozenset(each) for each in nx.strongly_connected_components(graph)
        }
        place = {node: at for at, members in enumerate(found) for node in members}
        assert all(place[end] <= place[start] for start, end in graph.edges)


@pytest.mark.parametrize("block", range(10))
def test_a_ring_is_a_shortest_cycle(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        edges = random_edges(seed)
        cycles = list(nx.simple_cycles(nx.DiGraph(edges)))
        ring = shortest_cycle(edges, set(edges))
        if not cycles:
            assert ring is None
            continue
        assert ring is not None
        assert len(ring) - 1 == min(map(len, cycles))
        assert ring[0] == ring[-1] == min(ring)
        assert all(end in edges[start] for start, end in nx.utils.pairwise(ring))


def test_a_long_ring_takes_no_recursion_and_little_time() -> None:
    size = 50_000
    edges = {node: [(node + 1) % size] for node in range(size)}
    assert len(strongly_connected_components(edges)) == 1
    ring = shortest_cycle(edges, range(size))
    assert ring is not None
    assert len(ring) == size + 1
