"""Layers of a directed graph: who comes after whom, and in which order within a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: So often the layers are ordered by their neighbours, downwards and upwards in turn.
_SWEEPS = 8


def layers_of(ids: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return ids in layers, each a layer below the last of those that lead to it.

    Those of a cycle share a layer. Within a layer they stand near what they are joined to, with
    few crossings; ties keep the order in which they are given.

    >>> layers_of(["c", "b", "a"], [("a", "b"), ("b", "c"), ("a", "c")])
    [['a'], ['b'], ['c']]
    """
    import networkx as nx

    nx_graph = nx.DiGraph()
    nx_graph.add_nodes_from(ids)
    nx_graph.add_edges_from(edges)
    condensed = nx.condensation(nx_graph)
    layers = []
    position = {id_: at for at, id_ in enumerate(ids)}
    for generation in nx.topological_generations(condensed):
        members = [id_ for part in generation for id_ in condensed.nodes[part]["members"]]
        layers.append(sorted(members, key=position.__getitem__))
    return ordered(layers, edges)


def ordered(layers: list[list[str]], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return layers in which each id stands near the middle of those that it is joined to."""
    joined: dict[str, list[str]] = {}
    for start, end in edges:
        joined.setdefault(start, []).append(end)
        joined.setdefault(end, []).append(start)
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            middles = _middles(layer, joined, _places(layers))
            layer.sort(key=middles.__getitem__)
    return layers


def _places(layers: list[list[str]]) -> dict[str, float]:
    """Return where each id stands in its layer, from 0 to 1."""
    return {id_: (at + 0.5) / len(layer) for layer in layers for at, id_ in enumerate(layer)}


def _middles(
    layer: list[str], joined: dict[str, list[str]], where: dict[str, float]
) -> dict[str, float]:
    """Return the mean place of the neighbours of each id of a layer; its own where it has none."""
    found = {}
    for id_ in layer:
        others = [where[other] for other in joined.get(id_, ()) if other in where]
        found[id_] = round(sum(others) / len(others), 6) if others else where[id_]
    return found
