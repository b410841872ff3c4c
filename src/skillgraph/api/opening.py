"""Paths → a graph: a compiled one, a cached one, or one compiled now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.store import Graph, is_compiled, open_graph
from skillgraph.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: What stands for the shipped catalogues.
DEFAULT = "default"


def open_paths(paths: Sequence[str], *, cache: bool) -> Graph:
    """Open paths as the command line has them; see `SkillGraph.open`."""
    paths = chosen_paths(paths)
    if len(paths) == 1 and paths[0] != DEFAULT and is_compiled(paths[0]):
        return open_graph(paths[0])
    if cache:
        from skillgraph.api.cache import open_cached

        return open_cached(paths)
    return compile_paths(paths)


def chosen_paths(paths: Sequence[str]) -> Sequence[str]:
    """Return the paths that are meant: those given, else SKILLGRAPH_GRAPH's, else the default."""
    environment = os.environ.get("SKILLGRAPH_GRAPH", "")
    return paths or [path for path in environment.split(os.pathsep) if path] or [DEFAULT]


def catalog_paths(paths: Sequence[str]) -> list[Path]:
    """Return the catalogues that paths stand for, `default` taken apart."""
    from pathlib import Path

    from skillgraph.readers import default_catalogs

    found: list[Path] = []
    for path in paths:
        if path == DEFAULT:
            found += default_catalogs(Path(shipped_folder("data")))
        else:
            found.append(Path(path))
    if not found:
        place = shipped_folder("data")
        raise InvalidInput(
            InputProblem(place, "the shipped catalogues are not here.", "Install skillgraph again.")
        )
    return list(dict.fromkeys(found))


def compiled_paths(paths: Sequence[str]) -> list[str]:
    """Return those of the paths that are compiled graphs."""
    return [path for path in paths if path != DEFAULT and is_compiled(path)]


def compile_paths(paths: Sequence[str], target: str = ":memory:") -> Graph:
    """Read catalogues and compile them, into memory unless a target is named.

    Compiled graphs among them are merged with what the catalogues make together, which stands
    where the first of them does.
    """
    compiled = compiled_paths(paths)
    catalogs = [path for path in paths if path not in compiled]
    if not compiled:
        return _compile_catalogs(catalogs, target)
    from skillgraph.api.merging import merge_parts

    parts = {path: open_graph(path) for path in compiled}
    if catalogs:
        parts[catalogs[0]] = _compile_catalogs(catalogs, ":memory:")
    return merge_parts(
        [(path, parts[path]) for path in dict.fromkeys(paths) if path in parts], target
    )


def _compile_catalogs(paths: Sequence[str], target: str) -> Graph:
    from pathlib import Path

    from skillgraph.graph.build import build
    from skillgraph.readers import read_catalogs

    return build(read_catalogs(catalog_paths(paths), shipped=Path(shipped_folder("data"))), target)
