"""Which nodes are looked at: against networkx, by distance, degree and position."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from skillgraph.api import SkillGraph
from skillgraph.graph.selection import select
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator


def degrees(graph: SkillGraph) -> Counter[str]:
    """Return in how many requirements and links each node takes part, by networkx."""
    nx_graph = graph.to_networkx()
    found: Counter[str] = Counter()
    owners = {}
    for start, end, facts in nx_graph.edges(data=True):
        found[end] += 1
        if facts["kind"] == "requires":
            owners[facts["requirement"]] = start
        else:
            found[start] += 1
    found.update(owners.values())
    return found


class Oracle:
    """The shipped graph, and what networkx makes of it."""

    def __init__(self, graph: SkillGraph) -> None:
        self.graph = graph.graph
        self.nodes = graph.graph.nodes(range(2000))
        self.keys = {node.id: key for key, node in self.nodes.items()}
        self.degrees = degrees(graph)
        nx_graph = graph.to_networkx()
        self.both_ways = nx.Graph(nx_graph.to_undirected())
        # All options of a requirement are one step from its owner, and from each other.
        together: dict[str, set[str]] = {}
        for start, end, facts in nx_graph.edges(data=True):
            if facts["kind"] == "requires":
                together.setdefault(facts["requirement"], set()).update((start, end))
        for ids in together.values():
            self.both_ways.add_edges_from((a, b) for a in ids for b in ids if a != b)

    def distances(self, focus: str | None, hops: int) -> dict[str, int]:
        if focus is None:
            return dict.fromkeys(self.both_ways, 0)
        return dict(nx.single_source_shortest_path_length(self.both_ways, focus, cutoff=hops))


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    with SkillGraph.open("default") as graph:
        yield Oracle(graph)


@pytest.mark.parametrize("kinds", [(), ("skill",), ("role", "track")])
@pytest.mark.parametrize("most", [1, 10, 100, 1000])
@pytest.mark.parametrize("focus", [None, "skill:kubernetes", "role:cto"])
@pytest.mark.parametrize("hops", [0, 1, 3])
def test_the_nearest_then_the_most_connected(
    kinds: tuple[str, ...], most: int, focus: str | None, hops: int, oracle: Oracle
) -> None:
    key = oracle.keys[focus] if focus else None
    found = select(oracle.graph, focus=key, hops=hops, kinds=kinds, most=most)
    near = oracle.distances(focus, hops)
    wanted = [
        key
        for key, node in oracle.nodes.items()
        if node.id in near and (node.kind in (kinds or KINDS) or node.id == focus)
    ]

    def rank(key: int) -> tuple[int, int, int]:
        id_ = oracle.nodes[key].id
        return near[id_], -oracle.degrees[id_], key

    assert found.keys == sorted(sorted(wanted, key=rank)[:most])
    assert found.candidates == len(wanted)
