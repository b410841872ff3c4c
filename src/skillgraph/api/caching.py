"""Catalogues and compiled graphs → the cache: compiled into it, with a stamp that says what from.

None of it is imported while the cache is warm.
"""

# ruff: noqa: PTH112, PTH116, PTH123 -- paths are bytes in the cache: any name of a file fits

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.api.cache import (
    catalog_names,
    find_cached,
    find_entry,
    identity_of,
    open_entry,
    seen,
)
from skillgraph.api.compiling import compile_paths, inputs_of
from skillgraph.errors import SkillgraphError
from skillgraph.graph.store import is_graph, open_graph
from skillgraph.workplaces import remove_unused, workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from skillgraph.api.cache import Input
    from skillgraph.graph.store import Graph

# A file changed so shortly before may change again within one tick of its file system's clock (two
# seconds on FAT) and show the same time: such a time is not trusted, the digest is.
_TICK_NS = 2_000_000_000
_UNTRUSTED = ""

_ENTRY = re.compile(r"[0-9a-f]{16}\.graph")


def open_cached(paths: Sequence[str]) -> Graph:
    """Open the graph of some paths from the cache, compiling it where it isn't there."""

    def renew() -> Graph:
        return compile_cached(paths)

    return find_cached(paths, renew) or _refreshed(paths, renew) or renew()


def compile_cached(paths: Sequence[str]) -> Graph:
    """Compile paths into the cache and open them there, or else in memory.

    Compiled graphs that are merged with others are compiled into it each by itself, too.
    """
    identity = identity_of(paths)
    file = find_entry(identity)
    if file is None:
        return compile_paths(paths)
    try:
        _compile_into(file, paths, identity)
    except OSError:
        return compile_paths(paths)
    try:
        return open_graph(file)
    except SkillgraphError:  # another process took it away, or broke it, at once
        return compile_paths(paths)


def _refreshed(paths: Sequence[str], renew: Callable[[], Graph]) -> Graph | None:
    """Return the graph from the cache, if its inputs say what they said: their times are noted."""
    graph, inputs = open_entry(paths, renew)
    if graph is None:
        return None
    if all(map(_is_unchanged, inputs)):
        _restamp(find_entry(identity_of(paths)), [path for path, *_ in inputs])
        return graph
    graph.close()
    return None


def _compile_into(file: str, paths: Sequence[str], identity: str) -> None:
    """Compile paths into a file of the cache; it appears whole or not at all.

    The stamp is taken before anything is read: a change in between shows at the next look.
    """
    with workplace(Path(file)) as place:
        remove_unused(place.parent, _ENTRY, is_graph)
        stamp = [_stamped(path) for path in inputs_of(paths)]
        prepared = place / "graph"
        compile_paths(paths, str(prepared), open_part=lambda path: open_cached([path])).close()
        with _changing(prepared) as connection:
            connection.execute("CREATE TABLE cached (identity TEXT)")
            connection.execute("INSERT INTO cached VALUES (?)", (identity,))
            connection.execute("CREATE TABLE cached_input (path, seen, digest, names)")
            connection.executemany("INSERT INTO cached_input VALUES (?,?,?,?)", stamp)
        prepared.replace(file)


def _restamp(file: str | None, inputs: Iterable[bytes]) -> None:
    """Note the new times of unchanged inputs; where that can't be written, the old ones stay."""
    if file is None:
        return
    with suppress(OSError), workplace(Path(file)) as place:
        prepared = place / "graph"
        shutil.copyfile(file, prepared)
        with _changing(prepared) as connection:
            connection.execute("DELETE FROM cached_input")
            stamp = [_stamped(path) for path in inputs]
            connection.executemany("INSERT INTO cached_input VALUES (?,?,?,?)", stamp)
        prepared.replace(file)


@contextmanager
def _changing(file: Path) -> Iterator[sqlite3.Connection]:
    """Open an entry that nobody sees yet, to write its stamp; others are to write it never."""
    try:
        with closing(sqlite3.connect(file)) as connection, connection:
            yield connection
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    file.chmod(0o600)


def _is_unchanged(known: Input) -> bool:
    """Tell whether an input says what it said, whatever its times."""
    try:
        return _stamped(known[0])[2:] == known[2:]
    except OSError:
        return False


def _stamped(path: bytes) -> Input:
    found = os.stat(path)
    if os.path.isdir(path):
        return (path, "", "", catalog_names(path))
    with open(path, "rb") as stream:
        digest = hashlib.file_digest(stream, "blake2b").hexdigest()
    settled = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > _TICK_NS
    return (path, seen(found) if settled else _UNTRUSTED, digest, "")
