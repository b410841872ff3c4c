"""Graphs compiled once: a file in the cache for each list of catalogues and compiled graphs.

The file is the compiled graph and, in a table of its own, what it was compiled from. A look at the
size and times of each input, and at the names in each folder, tells that nothing changed; where
something did, digests tell whether it was more than a time. No cache ever stops an answer: what is
damaged, foreign or old is compiled again, and what can't be written is compiled into memory.
"""

# ruff: noqa: PTH100, PTH116, PTH118, PTH208 -- a plain `path` imports no pathlib

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from skillgraph import __version__
from skillgraph.errors import SkillgraphError
from skillgraph.graph.store import Graph, open_graph
from skillgraph.own_cache import find_cache, is_ours_alone, note_use
from skillgraph.shipped import DEFAULT, shipped_folder
from skillgraph.vocab import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: How entries are written: one of another form is another entry.
_FORM = 2

_KNOWN = "SELECT identity, path, seen, digest, names FROM cached, cached_input"

#: Path; what `seen` says of a file; its digest ("" for a folder); names (of a folder).
Input = tuple[bytes, str, str, str]


def find_cached(paths: Sequence[str], renew: Callable[[], Graph]) -> Graph | None:
    """Return the graph of some paths from the cache, if it is there and nothing was touched.

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
    """Open what the cache has of some paths, however old, with what it was compiled from."""
    identity = identity_of(paths)
    file = find_entry(identity)
    found = file and is_ours_alone(file)
    if not file or not found:
        return None, []
    try:
        graph = open_graph(file, renew)
        known = graph.rows(_KNOWN)
        if known and known[0][0] == identity:
            note_use(file, found)
            return graph, [row[1:] for row in known]
        graph.close()
    except (SkillgraphError, OSError):
        pass  # not whole, not ours, or not to be read
    return None, []


def identity_of(paths: Sequence[str]) -> str:
    """Return what an entry is of: the files and folders, by path, and who compiled them how."""
    found = [shipped_folder("data") if path == DEFAULT else os.path.abspath(path) for path in paths]
    return "\n".join([f"{__version__} {_FORM}", *(f"{path!r}" for path in found)])


def find_entry(identity: str) -> str | None:
    """Return the file of an entry, whether it is there or not; None where no cache is used."""
    folder = find_cache()
    return None if folder is None else os.path.join(folder, _file_name(identity))


def _file_name(identity: str) -> str:
    """Return a file name for a list of paths; should two share one, they take turns."""
    return f"{digest(identity)}.graph"


def _is_untouched(known: Input) -> bool:
    path, before, hashed, names = known
    try:
        return seen(os.stat(path)) == before if hashed else catalog_names(path) == names
    except OSError:
        return False


def seen(found: os.stat_result) -> str:
    """Return what tells a file from what it was before, and from another one in its place.

    Anybody can set the time at which a file was written, but not that of the change itself.
    """
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def catalog_names(folder: bytes) -> str:
    """Return the names in a folder that may be catalogues: YAML files, and what has no suffix."""
    names = sorted(
        name
        for name in os.listdir(folder)
        if name.endswith((b".yaml", b".yml")) or b"." not in name
    )
    return repr(names)
