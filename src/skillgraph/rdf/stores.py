"""Where a query finds its triples: in memory, or in a store on disk that is built once.

A store lies in the cache by what it is of, which includes the digest that we computed of its graph:
what says the same is never built twice. Its name is a hash of that, so that nothing which somebody
wrote is ever a path.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from stat import S_IFDIR
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from skillgraph.isolation import forking
from skillgraph.own_cache import is_ours_alone, note_use
from skillgraph.rdf.engines import load
from skillgraph.replacing import naming
from skillgraph.vocab import digest
from skillgraph.workplaces import is_marked, mark, remove_unused, workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.rdf.engines import Engine

#: Triples of so many bytes (some 7,000) are read into memory in 16 ms, and a store opens in 8 to
#: 50 ms, whatever its size (`bench/query.py`); from there on it is also not to be written again.
IN_MEMORY_BYTES = 1 << 20
_STORE = re.compile(r"[0-9a-f]{16}\.rdf")
#: Where the data lie in a store's folder.
_DATA = "store"

# A process of its own, for two reasons: the bulk loader can't be interrupted, a process can; and
# RocksDB never gets on in a fork of a process that has another store open.
_BUILD = """
import os, sys
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(1, 9)  # what kills its parent ends it, too (PR_SET_PDEATHSIG)
    if os.getppid() != int(sys.argv[3]):
        sys.exit(1)
import pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_TRIPLES)
store.optimize()
"""


class TripleSource:
    """The triples of one graph, each engine's data set read at its first query and then kept.

    `write` writes the graph as N-Triples to a binary stream, and `of` tells what it writes from all
    else. Without a cache folder, and where that can't be written, everything is in memory. Threads
    may share it.
    """

    def __init__(
        self, write: Callable[[BinaryIO], None], of: str, cache: str | None = None
    ) -> None:
        self._write, self._of = write, of
        self._cache = Path(cache) if cache else None
        self._loaded: dict[Engine, Any] = {}
        self._lock = Lock()

    def dataset(self, engine: Engine) -> Any:
        """Return the data set that an engine asks."""
        with self._lock:
            if engine not in self._loaded:
                self._loaded[engine] = self._open(engine)
            return self._loaded[engine]

    def _open(self, engine: Engine) -> Any:
        folder = None
        if engine == "oxigraph" and self._cache:
            of = self._identity()
            folder = self._cache / f"{digest(of)}.rdf"
            store = _open_store(folder, of)
            if store is not None:
                return store
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as spooled:
            stream = cast("BinaryIO", spooled)
            with naming(tempfile.gettempdir()):
                self._write(stream)
            size = stream.tell()
            stream.seek(0)
            if folder and size > IN_MEMORY_BYTES:
                store = _build(folder, of, stream)
                if store is not None:
                    return store
            with forking:
                return load(engine, stream if size > IN_MEMORY_BYTES else BytesIO(stream.read()))

    def _identity(self) -> str:
        import pyoxigraph

        # Another release may write stores in another way.
        return f"{self._of}\npyoxigraph {pyoxigraph.__version__}"


def _build(folder: Path, of: str, triples: BinaryIO) -> Any:
    """Build a store under another name and rename it; None where the cache can't be written.

    Of two processes that build at once, the one that comes second uses the first one's.
    """
    try:
        with workplace(folder) as place:
            sweep(place.parent)
            file, built = place / "triples.nt", place / "built"
            built.mkdir(mode=0o700)
            mark(built, of)
            with file.open("wb") as copy:
                shutil.copyfileobj(triples, copy, 1 << 20)
            _run_builder(built / _DATA, file)
            with suppress(OSError):  # somebody else's is there, and as good
                built.rename(folder)
    except (OSError, subprocess.SubprocessError):
        triples.seek(0)
        return None
    triples.seek(0)
    return _open_store(folder, of)


def sweep(cache: Path) -> None:
    """Remove the stores that nobody has used for long."""
    remove_unused(cache, _STORE, is_marked)


def _open_store(folder: Path, of: str) -> Any:
    """Return the store in a folder, opened for reading; None where none is, or a broken one.

    One that we made and that is broken, or of something else, makes room for another.
    """
    import pyoxigraph

    found = is_ours_alone(folder, S_IFDIR)
    if not found or not is_marked(folder):
        return None
    try:
        if is_marked(folder, of):
            with forking:
                store = pyoxigraph.Store.read_only(str(folder / _DATA))
            note_use(folder, found)
            return store
    except (OSError, RuntimeError):  # RocksDB's own errors are the latter
        pass
    shutil.rmtree(folder, ignore_errors=True)
    return None


def _run_builder(store: Path, triples: Path) -> None:
    """Build a store in a process of its own, which an interruption ends.

    With `-c` alone it would look for modules in the current folder first, which may be anybody's.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run(  # noqa: S603 -- our own interpreter, our own program
        [sys.executable, "-P", "-c", _BUILD, str(store), str(triples), str(os.getpid())],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
