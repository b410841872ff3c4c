"""Catalogues compiled once: a file in the cache for each list of them.

The file is the compiled graph and, in a table of its own, what it was compiled from. A look at the
size and time of each input, and at the names in each folder, tells that nothing changed; where
something did, digests tell whether it was more than a time. No cache ever stops an answer: what is
damaged, foreign or old is compiled again, and what can't be written is compiled into memory.
"""

# ruff: noqa: PTH100, PTH111, PTH116, PTH118, PTH208 -- a plain `path` imports no pathlib

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from skillgraph import __version__
from skillgraph.errors import SkillgraphError
from skillgraph.graph.store import Graph, open_graph
from skillgraph.shipped import DEFAULT, shipped_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Path, size, time of change in ns, digest ("" for a folder), names (of a folder).
Input = tuple[bytes, int, int, str, str]


def find_cached(paths: Sequence[str], renew: Callable[[], Graph]) -> Graph | None:
    """Return the graph of some catalogues from the cache, if it is there and nothing was touched.

    `renew` makes it anew, should it turn out to be damaged when it is asked.
    """
    graph, inputs = open_entry(paths, renew)
    if graph is None or all(map(_is_untouched, inputs)):
        return graph
    graph.close()
    return None


def open_entry(
    paths: Sequence[str], renew: Callable[[], Graph]
) -> tuple[Graph | None, list[Input]]:
    """Open what the cache has of some catalogues, however old, with what it was compiled from."""
    identity = identity_of(paths)
    try:
        graph = open_graph(entry_file(identity), renew)
        if graph.rows("SELECT identity FROM cached") == [(identity,)]:
            inputs = "SELECT path, size, changed, digest, names FROM cached_input"
            return graph, graph.rows(inputs)
        graph.close()
    except (SkillgraphError, OSError):
        pass  # not there, not whole, not ours, or not to be read
    return None, []


def cache_folder() -> str:
    """Return the folder of the cache: SKILLGRAPH_CACHE, else the platform's."""
    chosen = os.environ.get("SKILLGRAPH_CACHE")
    if chosen:
        return os.path.abspath(chosen)
    if os.name == "posix" and os.uname().sysname == "Linux":
        # What platformdirs finds, without its import, which costs a plain `path` a quarter more
        # (https://specifications.freedesktop.org/basedir-spec/latest/).
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(base, "skillgraph")
    return _platform_folder()


def _platform_folder() -> str:
    from platformdirs import user_cache_dir

    return user_cache_dir("skillgraph", appauthor=False)


def identity_of(paths: Sequence[str]) -> str:
    """Return what an entry is of: the catalogues, by path, and who compiled them."""
    found = [shipped_folder("data") if path == DEFAULT else os.path.abspath(path) for path in paths]
    return "\n".join([__version__, *(f"{path!r}" for path in found)])


def entry_file(identity: str) -> str:
    """Return the file of an entry, whether it is there or not."""
    return os.path.join(cache_folder(), _file_name(identity))


def _file_name(identity: str) -> str:
    """Return a file name for a list of catalogues; should two share one, they take turns.

    >>> _file_name("a")
    'af63bd4c8601b7be.graph'
    """
    # FNV-1 over 64 bits: neither hashlib nor zlib need be loaded for so little.
    value = 0xCBF29CE484222325
    for byte in identity.encode():
        value = (value * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF) ^ byte
    return f"{value:016x}.graph"


def _is_untouched(known: Input) -> bool:
    path, size, changed, digest, names = known
    try:
        if not digest:
            return catalog_names(path) == names
        found = os.stat(path)
    except OSError:
        return False
    return found.st_size == size and found.st_mtime_ns == changed


def catalog_names(folder: bytes) -> str:
    """Return the names in a folder that may be catalogues: YAML files, and what has no suffix."""
    names = sorted(
        name
        for name in os.listdir(folder)
        if name.endswith((b".yaml", b".yml")) or b"." not in name
    )
    return repr(names)
