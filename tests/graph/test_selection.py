"""Which nodes are looked at: against networkx, by distance, degree and position."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

from skillgraph.api import SkillGraph
from skillgraph.graph.schema import KINDS
from skillgraph.graph.selection import select


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


@pytest.mark.parametrize("kinds", [(), ("skill",), ("role", "track")])
@pytest.mark.parametrize("most", [1, 10, 100, 1000])
@pytest.mark.parametrize("focus", [None, "skill:kubernetes", "role:cto"])
@pytest.mark.parametrize("hops", [0, 1, 3])
def test_the_nearest_then_the_most_connected(
    kinds: tuple[str, ...], most: int, focus: str | None, hops: int
) -> None:
    with SkillGraph.open("default") as graph:
        nx_graph, rank = graph.to_networkx(), degrees(graph)
        nodes = graph.graph.nodes(range(2000))
        keys = {node.id: key for key, node in nodes.items()}
        found = select(
            graph.graph, focus=keys[focus] if focus else None, hops=hops, kinds=kinds, most=most
        )
    both_ways = nx_graph.to_undirected()
    # An owner and all options of a requirement are one step apart, as are two of its options.
    options: dict[str, set[str]] = {}
    for start, end, facts in nx_graph.edges(data=True):
        if facts["kind"] == "requires":
            options.setdefault(facts["requirement"], set()).update((start, end))
    for together in options.values():
        both_ways.add_edges_from((a, b) for a in together for b in together if a != b)
    near = (
        dict.fromkeys(nx_graph, 0)
        if focus is None
        else nx.single_source_shortest_path_length(both_ways, focus, cutoff=hops)
    )
    wanted = [
        key
        for key, node in nodes.items()
        if node.id in near and (node.kind in (kinds or KINDS) or node.id == focus)
    ]
    ranked = sorted(wanted, key=lambda key: (near[nodes[key].id], -rank[nodes[key].id], key))
    assert found.keys == sorted(ranked[:most])
    if len(wanted) <= most:
        assert found.candidates == len(wanted)
