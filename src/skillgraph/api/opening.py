"""Paths → a graph: a compiled one, a cached one, or one compiled now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from skillgraph.graph.store import Graph, is_compiled, open_graph
from skillgraph.shipped import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Sequence


def open_paths(paths: Sequence[str], *, cache: bool) -> Graph:
    """Open paths as the command line has them; see `SkillGraph.open`."""
    paths = chosen_paths(paths)
    if len(paths) == 1 and paths[0] != DEFAULT and is_compiled(paths[0]):
        return open_graph(paths[0])
    if cache:
        return _open_cached(paths)
    from skillgraph.api.compiling import compile_paths

    return compile_paths(paths)


def _open_cached(paths: Sequence[str]) -> Graph:
    """Open the graph of some catalogues from the cache, compiling it where it isn't there."""
    from skillgraph.api.cache import find_cached

    def renew() -> Graph:
        from skillgraph.api.caching import compile_cached

        return compile_cached(paths)

    found = find_cached(paths, renew)
    if found is not None:
        return found
    from skillgraph.api.caching import refresh_cached

    return refresh_cached(paths, renew) or renew()


def chosen_paths(paths: Sequence[str]) -> Sequence[str]:
    """Return the paths that are meant: those given, else SKILLGRAPH_GRAPH's, else the default."""
    environment = os.environ.get("SKILLGRAPH_GRAPH", "")
    return paths or [path for path in environment.split(os.pathsep) if path] or [DEFAULT]
