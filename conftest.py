"""Tests and doctests keep to a cache of their own, and see nobody's graph or profile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SKILLGRAPH_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setitem(os.environ, "SKILLGRAPH_PROFILE", "")
        patch.delitem(os.environ, "SKILLGRAPH_GRAPH", raising=False)
        yield
