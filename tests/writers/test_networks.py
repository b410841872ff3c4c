"""The graph in networkx, and as GraphML that networkx reads back."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx
from hypothesis import given
from tests.graph.drawing import SOME, graphs, link, needs, role, skill

from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.writers.graphml import write_graphml
from skillgraph.writers.networks import to_networkx

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.store import Graph

WRITE = """
import sys
from skillgraph.api import SkillGraph
from skillgraph.writers.graphml import write_graphml
with SkillGraph.open() as graph:
    write_graphml(graph.graph.facts(), sys.stdout.buffer)
"""


def graphml(stream: Iterable[facts.Fact]) -> bytes:
    out = io.BytesIO()
    write_graphml(stream, out)
    return out.getvalue()


def edges(nx_graph: nx.MultiDiGraph) -> Counter[Any]:
    found = nx_graph.edges(data=True)
    return Counter((start, end, frozenset(data.items())) for start, end, data in found)


def read(data: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


@SOME
@given(graphs())
def test_graphml_comes_back_with_the_same_nodes_and_edges(stream: list[facts.Fact]) -> None:
    nx_graph = to_networkx(stream)
    again = read(graphml(stream))
    assert dict(again.nodes(data=True)) == dict(nx_graph.nodes(data=True))
    assert list(again) == list(nx_graph)
    assert edges(again) == edges(nx_graph)
    assert again.graph["catalogs"] == nx_graph.graph["catalogs"]


@SOME
@given(graphs())
def test_a_node_each_and_an_edge_each_option_and_link(stream: list[facts.Fact]) -> None:
    with build(stream) as graph:
        united = list(graph.facts())
    nx_graph = to_networkx(united)
    assert list(nx_graph) == [fact.id for fact in united if isinstance(fact, facts.Node)]
    expected = [
        (fact.owner, option, "requires", fact.importance, fact.count < len(fact.options))
        for fact in united
        if isinstance(fact, facts.Requirement)
        for option in fact.options
    ]
    expected += [
        (fact.start, fact.end, fact.kind, None, None)
        for fact in united
        if isinstance(fact, facts.Link)
    ]
    found = [
        (start, end, data["kind"], data.get("importance"), data.get("choice"))
        for start, end, data in nx_graph.edges(data=True)
    ]
    assert Counter(found) == Counter(expected)


@SOME
@given(graphs())
def test_attributes_are_single_values_and_none_is_missing(stream: list[facts.Fact]) -> None:
    nx_graph = to_networkx(stream)
    attributes = [data for _, data in nx_graph.nodes(data=True)]
    attributes += [data for *_, data in nx_graph.edges(data=True)]
    assert all(
        isinstance(value, (str, int, float, bool)) and value != ""
        for data in attributes
        for value in data.values()
    )


def test_an_edge_is_found_by_its_requirement_and_its_kind() -> None:
    nx_graph = to_networkx(
        [
            skill("a"),
            skill("b"),
            role("r"),
            needs("role:r", "a"),
            needs("role:r", "a", "b", level=3.0, scale="scale:s", importance="helpful"),
            link("key-skill", "role:r", "skill:a", assumption="ours"),
        ]
    )
    assert nx_graph.number_of_edges("role:r", "skill:a") == 3
    assert nx_graph["role:r"]["skill:a"]["key-skill"]["assumption"] == "ours"
    (choice,) = nx_graph["role:r"]["skill:b"].values()
    assert choice["choice"] is True
    assert (choice["count"], choice["options"], choice["level"]) == (1, 2, 3.0)
    assert choice["source"] == "source:s"


def test_a_salary_stands_at_its_role() -> None:
    salary = facts.Salary(
        owner="role:r", minimum=1, maximum=2, currency="EUR", period="year", places=(), region="DE"
    )
    assert to_networkx([role("r"), salary]).nodes["role:r"]["salary"] == "1-2 EUR a year, DE"


def test_hostile_labels_are_only_text() -> None:
    label = "</data><!--]]>&amp;\r\n\u2028\x85<script>"
    data = graphml([skill("a", label)])
    assert b"<script>" not in data
    assert read(data).nodes["skill:a"]["label"] == label


def test_no_edge_id_stands_twice(shipped: Graph) -> None:
    found = read(graphml(shipped.facts()))
    ids = [key for *_, key in found.edges(keys=True)]
    assert len(set(ids)) == len(ids) > 1000


def test_the_bytes_follow_from_the_facts_alone(shipped: Graph) -> None:
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", WRITE], env=environment, capture_output=True, check=True
        )
        assert run.stdout == graphml(shipped.facts())
