"""Catalogues → a compiled graph, and compiled graphs among them → one."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.build import build
from skillgraph.graph.given import compile_given
from skillgraph.graph.store import Graph, is_compiled
from skillgraph.readers import catalog_files, default_catalogs, read_catalogs
from skillgraph.shipped import DEFAULT, shipped_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def catalog_paths(paths: Sequence[str]) -> list[Path]:
    """Return the catalogues that paths stand for, `default` taken apart."""
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


def compile_paths(
    paths: Sequence[str],
    target: str = ":memory:",
    *,
    open_part: Callable[[str], Graph] = compile_given,
) -> Graph:
    """Compile catalogues and compiled graphs, into memory unless a target is named.

    Compiled graphs are merged with what the catalogues make together, which stands where the first
    of them does; `open_part` opens each, of which nothing may be believed (`compile_given`).
    """
    compiled = compiled_paths(paths)
    catalogs = [path for path in paths if path not in compiled]
    if not compiled:
        return _compile_catalogs(catalogs, target)
    if not catalogs and len(set(compiled)) == 1:
        return compile_given(compiled[0], target)
    parts = {path: open_part(path) for path in compiled}
    if catalogs:
        parts[catalogs[0]] = _compile_catalogs(catalogs, ":memory:")
    return _merge([(path, parts[path]) for path in dict.fromkeys(paths) if path in parts], target)


def inputs_of(paths: Sequence[str]) -> list[bytes]:
    """Return every file that goes into catalogues, and every folder that another could come to."""
    shipped = Path(shipped_folder("data"))
    compiled = compiled_paths(paths)
    given = [Path(path) for path in paths if path != DEFAULT and path not in compiled]
    catalogs = [path for path in paths if path not in compiled]
    files = catalog_files(catalog_paths(catalogs), shipped=shipped) if catalogs else []
    folders = {path for path in given if path.is_dir()}
    folders |= {file.parent for file in files if file not in given}
    if any(file.is_relative_to(shipped) for file in files):
        folders.add(shipped)
    everything: list[str | Path] = [*files, *sorted(folders), *compiled]
    return [os.fsencode(os.path.abspath(path)) for path in everything]  # noqa: PTH100 -- links stay


def _compile_catalogs(paths: Sequence[str], target: str) -> Graph:
    return build(read_catalogs(catalog_paths(paths), shipped=Path(shipped_folder("data"))), target)


def _merge(parts: Sequence[tuple[str, Graph]], target: str) -> Graph:
    """Merge graphs that are open, and close them; contradictions are `InvalidInput`."""
    from skillgraph.compare.identity import Input
    from skillgraph.compare.merging import MergeReport, merge_facts

    with ExitStack() as stack:
        inputs = [Input(name, stack.enter_context(closing(graph))) for name, graph in parts]
        return build(merge_facts(inputs, MergeReport()), target)
