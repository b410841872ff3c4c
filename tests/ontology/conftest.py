"""The ontology, the shapes, and the shipped graph as it is exported, each loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from skillgraph.api import SkillGraph

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="session")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "skillgraph.ttl")


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


@pytest.fixture(scope="session")
def exported(tmp_path_factory) -> Path:
    """Return the shipped graph, exported as N-Triples."""
    path = tmp_path_factory.mktemp("export") / "shipped.nt"
    with SkillGraph.open() as graph:
        graph.export(path, "ntriples")
    return path
