"""Paths → a graph: a cached one, or one compiled now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from skillgraph.shipped import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.graph.store import Graph


def open_paths(paths: Sequence[str], *, cache: bool) -> Graph:
    """Open paths as the command line has them; see `SkillGraph.open`.

    A compiled graph is no more believed than a catalogue: it is compiled anew, once.
    """
    paths = chosen_paths(paths)
    if not cache:
        from skillgraph.api.compiling import compile_paths

        return compile_paths(paths)
    from skillgraph.api.cache import find_cached

    def renew() -> Graph:
        from skillgraph.api.caching import compile_cached

        return compile_cached(paths)

    found = find_cached(paths, renew)
    if found is not None:
        return found
    from skillgraph.api.caching import open_cached

    return open_cached(paths)


def chosen_paths(paths: Sequence[str]) -> Sequence[str]:
    """Return the paths that are meant: those given, else SKILLGRAPH_GRAPH's, else the default."""
    environment = os.environ.get("SKILLGRAPH_GRAPH", "")
    return paths or [path for path in environment.split(os.pathsep) if path] or [DEFAULT]
