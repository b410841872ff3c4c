"""The files of `exports/` are what the commands write today, and load everywhere."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from skillgraph.api import SkillGraph

if TYPE_CHECKING:
    from skillgraph.api.render import Form

EXPORTS = Path(__file__).parents[2] / "exports"
PLANS: dict[str, Form] = {"plan.html": "html", "plan.svg": "svg"}
DATA = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "graphml": "graphml"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of exports made now; with SKILLGRAPH_WRITE_GOLDEN, the one of the project."""
    folder = tmp_path_factory.mktemp("exports")
    if os.environ.get("SKILLGRAPH_WRITE_GOLDEN"):
        folder = EXPORTS
    with SkillGraph.open("default") as graph:
        for suffix, form in DATA.items():
            graph.export(folder / f"skillgraph.{suffix}", form)
        plan = graph.plan("cloud-architect", ["python"])
        graph.render(folder / "graph.html")
        for name, form in PLANS.items():
            graph.render(folder / name, form, plan=plan)
        graph.describe_export(folder / "skillgraph.void.ttl", folder / "skillgraph.ttl", "turtle")
    return folder


@pytest.mark.parametrize(
    "name",
    [*(f"skillgraph.{suffix}" for suffix in (*DATA, "void.ttl")), "graph.html", *PLANS],
)
def test_no_export_is_stale(made: Path, name: str) -> None:
    same = (EXPORTS / name).read_bytes() == (made / name).read_bytes()
    assert same, f"exports/{name} is stale: see exports/README.md"


def test_two_engines_load_the_same_graph_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        theirs = rdflib.Graph().parse(EXPORTS / "skillgraph.ttl")
        store = ox.Store()
        store.load(path=EXPORTS / "skillgraph.ttl", format=ox.RdfFormat.TURTLE)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert isomorphic(theirs, rdflib.Graph().parse(data=dumped, format="nt"))


def test_networkx_loads_the_drawing() -> None:
    drawn = nx.read_graphml(EXPORTS / "skillgraph.graphml")
    with SkillGraph.open("default") as graph:
        ours = graph.to_networkx()
    assert set(drawn) == set(ours)
    assert drawn.number_of_edges() == ours.number_of_edges()
