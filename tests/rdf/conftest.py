"""The shipped graph, opened once, and a drawn one as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph

from .triples import ntriples, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph
    from skillgraph.rdf.stores import TripleSource


@pytest.fixture(scope="session")
def shipped() -> Iterator[Graph]:
    with SkillGraph.open() as graph:
        yield graph.graph


@pytest.fixture(scope="session")
def source() -> TripleSource:
    return source_of(ntriples(300))
