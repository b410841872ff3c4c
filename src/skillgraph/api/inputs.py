"""What a cached graph is compiled from, and the stamp in its file that says so.

None of it is imported while the cache is warm.
"""

# ruff: noqa: PTH100, PTH103, PTH105, PTH108, PTH112, PTH116, PTH120, PTH123 -- paths are bytes in the cache: any name of a file fits

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.api.cache import catalog_names
from skillgraph.api.opening import DEFAULT, catalog_paths, compile_paths, compiled_paths
from skillgraph.readers import catalog_files
from skillgraph.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.api.cache import _Input

# A file changed so shortly before may change again within one tick of its file system's clock (two
# seconds on FAT) and show the same time: such a time is not trusted, the digest is.
_TICK_NS = 2_000_000_000
_UNTRUSTED = -1

#: What a compiler that was killed left behind is swept away after so long.
_STALE_SECONDS = 3600


def compile_into(file: str, paths: Sequence[str], identity: str) -> None:
    """Compile catalogues into a file of the cache; it appears whole or not at all.

    The stamp is taken before the catalogues are read: a change in between shows at the next look.
    """
    folder = os.path.dirname(file)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    _sweep(folder)
    stamp = [_stamped(path) for path in inputs_of(paths)]
    temporary = _temporary(file)
    try:
        compile_paths(paths, temporary).close()
        with closing(sqlite3.connect(temporary)) as connection, connection:
            connection.execute("CREATE TABLE cached (identity TEXT)")
            connection.execute("INSERT INTO cached VALUES (?)", (identity,))
            connection.execute("CREATE TABLE cached_input (path, size, changed, digest, names)")
            connection.executemany("INSERT INTO cached_input VALUES (?,?,?,?,?)", stamp)
        os.replace(temporary, file)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def restamp(file: str, inputs: Iterable[bytes]) -> None:
    """Note the new times of unchanged inputs; where that can't be written, the old ones stay."""
    temporary = _temporary(file)
    try:
        shutil.copyfile(file, temporary)
        with closing(sqlite3.connect(temporary)) as connection, connection:
            connection.execute("DELETE FROM cached_input")
            stamp = [_stamped(path) for path in inputs]
            connection.executemany("INSERT INTO cached_input VALUES (?,?,?,?,?)", stamp)
        os.replace(temporary, file)
    except (OSError, sqlite3.Error):
        return
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def is_unchanged(known: _Input) -> bool:
    """Tell whether an input says what it said, whatever its time."""
    try:
        return _stamped(known[0])[3:] == known[3:]
    except OSError:
        return False


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
    return [os.fsencode(os.path.abspath(path)) for path in everything]


def _stamped(path: bytes) -> _Input:
    found = os.stat(path)
    if os.path.isdir(path):
        return (path, 0, 0, "", catalog_names(path))
    with open(path, "rb") as stream:
        digest = hashlib.file_digest(stream, "blake2b").hexdigest()
    settled = time.time_ns() - found.st_mtime_ns > _TICK_NS
    return (path, found.st_size, found.st_mtime_ns if settled else _UNTRUSTED, digest, "")


def _temporary(file: str) -> str:
    return f"{file}.{os.urandom(6).hex()}.tmp"


def _sweep(folder: str) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            old = time.time() - entry.stat().st_mtime > _STALE_SECONDS
            if entry.name.endswith(".tmp") and ".graph." in entry.name and old:
                os.unlink(entry.path)
