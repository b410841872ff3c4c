"""What the tests of queries share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .triples import ntriples, source_of

if TYPE_CHECKING:
    from skillgraph.rdf.stores import TripleSource


@pytest.fixture(scope="session")
def source() -> TripleSource:
    return source_of(ntriples(300))
