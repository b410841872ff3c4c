"""Catalogues → the cache: compiled into it, with a stamp that says what from.

None of it is imported while the cache is warm.
"""

# ruff: noqa: PTH103, PTH105, PTH112, PTH116, PTH120, PTH123 -- paths are bytes in the cache: any name of a file fits

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from skillgraph.api.cache import catalog_names, entry_file, identity_of, open_entry
from skillgraph.api.compiling import compile_paths, inputs_of
from skillgraph.errors import SkillgraphError
from skillgraph.graph.store import open_graph
from skillgraph.replacing import folder_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from skillgraph.api.cache import Input
    from skillgraph.graph.store import Graph

# A file changed so shortly before may change again within one tick of its file system's clock (two
# seconds on FAT) and show the same time: such a time is not trusted, the digest is.
_TICK_NS = 2_000_000_000
_UNTRUSTED = -1


def compile_cached(paths: Sequence[str]) -> Graph:
    """Compile catalogues into the cache and open them there, or else in memory."""
    identity = identity_of(paths)
    file = entry_file(identity)
    try:
        _compile_into(file, paths, identity)
    except OSError:
        return compile_paths(paths)
    try:
        return open_graph(file)
    except SkillgraphError:  # another process took it away, or broke it, at once
        return compile_paths(paths)


def refresh_cached(paths: Sequence[str], renew: Callable[[], Graph]) -> Graph | None:
    """Return the graph from the cache, if its inputs say what they said: their times are noted.

    `renew` makes it anew, should it turn out to be damaged when it is asked.
    """
    graph, inputs = open_entry(paths, renew)
    if graph is None:
        return None
    if all(map(_is_unchanged, inputs)):
        _restamp(entry_file(identity_of(paths)), [path for path, *_ in inputs])
        return graph
    graph.close()
    return None


def _compile_into(file: str, paths: Sequence[str], identity: str) -> None:
    """Compile catalogues into a file of the cache; it appears whole or not at all.

    The stamp is taken before the catalogues are read: a change in between shows at the next look.
    """
    folder = os.path.dirname(file)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    stamp = [_stamped(path) for path in inputs_of(paths)]
    try:
        with folder_beside(file) as beside:
            compiled = beside / "graph"
            compile_paths(paths, str(compiled)).close()
            with closing(sqlite3.connect(compiled)) as connection, connection:
                connection.execute("CREATE TABLE cached (identity TEXT)")
                connection.execute("INSERT INTO cached VALUES (?)", (identity,))
                connection.execute("CREATE TABLE cached_input (path, size, changed, digest, names)")
                connection.executemany("INSERT INTO cached_input VALUES (?,?,?,?,?)", stamp)
            os.replace(compiled, file)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _restamp(file: str, inputs: Iterable[bytes]) -> None:
    """Note the new times of unchanged inputs; where that can't be written, the old ones stay."""
    with suppress(OSError, sqlite3.Error), folder_beside(file) as beside:
        copy = beside / "graph"
        shutil.copyfile(file, copy)
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("DELETE FROM cached_input")
            stamp = [_stamped(path) for path in inputs]
            connection.executemany("INSERT INTO cached_input VALUES (?,?,?,?,?)", stamp)
        os.replace(copy, file)


def _is_unchanged(known: Input) -> bool:
    """Tell whether an input says what it said, whatever its time."""
    try:
        return _stamped(known[0])[3:] == known[3:]
    except OSError:
        return False


def _stamped(path: bytes) -> Input:
    found = os.stat(path)
    if os.path.isdir(path):
        return (path, 0, 0, "", catalog_names(path))
    with open(path, "rb") as stream:
        digest = hashlib.file_digest(stream, "blake2b").hexdigest()
    settled = time.time_ns() - found.st_mtime_ns > _TICK_NS
    return (path, found.st_size, found.st_mtime_ns if settled else _UNTRUSTED, digest, "")
