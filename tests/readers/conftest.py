"""The shipped graph, opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph


@pytest.fixture(scope="session")
def shipped() -> Iterator[Graph]:
    with SkillGraph.open() as graph:
        yield graph.graph
