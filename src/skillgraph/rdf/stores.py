"""Where a query finds its triples: in memory, or in a store on disk that is built once.

A store lies in the cache by the digest of its graph: what says the same is never built twice.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from skillgraph.rdf.engines import load
from skillgraph.replacing import folder_beside, naming

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.rdf.engines import Engine

#: Triples of so many bytes (some 7,000) are read into memory in 16 ms, and a store opens in 8 to
#: 50 ms, whatever its size (`bench/query.py`); from there on it is also not to be written again.
IN_MEMORY_BYTES = 1 << 20
#: A store that nobody has opened for so long is swept away.
_UNUSED_SECONDS = 30 * 24 * 3600

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

    `write` writes the graph as N-Triples to a binary stream, and `digest` names what it writes.
    Without a cache folder, and where that can't be written, everything is in memory.
    """

    def __init__(
        self, write: Callable[[BinaryIO], None], digest: str, cache: str | None = None
    ) -> None:
        self._write, self._digest = write, digest
        self._cache = Path(cache) if cache else None
        self._loaded: dict[Engine, Any] = {}

    def dataset(self, engine: Engine) -> Any:
        """Return the data set that an engine asks."""
        if engine not in self._loaded:
            self._loaded[engine] = self._open(engine)
        return self._loaded[engine]

    def _open(self, engine: Engine) -> Any:
        if engine == "oxigraph" and self._cache:
            store = _open_store(self._folder(self._cache))
            if store is not None:
                return store
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as spooled:
            stream = cast("BinaryIO", spooled)
            with naming(tempfile.gettempdir()):
                self._write(stream)
            size = stream.tell()
            stream.seek(0)
            if engine == "oxigraph" and self._cache and size > IN_MEMORY_BYTES:
                store = self._build(self._cache, stream)
                if store is not None:
                    return store
            return load(engine, stream if size > IN_MEMORY_BYTES else BytesIO(stream.read()))

    def _folder(self, cache: Path) -> Path:
        import pyoxigraph

        # Another release may write stores in another way.
        return cache / f"{self._digest}-{pyoxigraph.__version__}.rdf"

    def _build(self, cache: Path, triples: BinaryIO) -> Any:
        """Build the store under another name and rename it; None where the cache can't be written.

        Of two processes that build at once, the one that comes second uses the first one's.
        """
        folder = self._folder(cache)
        try:
            cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            sweep(cache)
            with folder_beside(folder) as built:
                file, store = built / "triples.nt", built / "store"
                with file.open("wb") as copy:
                    shutil.copyfileobj(triples, copy, 1 << 20)
                _run_builder(store, file)
                with suppress(FileExistsError, OSError):  # somebody else's is there, and as good
                    store.rename(folder)
        except (OSError, subprocess.SubprocessError):
            triples.seek(0)
            return None
        triples.seek(0)
        return _open_store(folder)


def sweep(cache: Path) -> None:
    """Remove stores that nobody uses any more."""
    now = time.time()
    with suppress(OSError):
        for path in cache.glob("*.rdf"):
            with suppress(OSError):
                if now - path.stat().st_mtime > _UNUSED_SECONDS:
                    shutil.rmtree(path)


def _open_store(folder: Path) -> Any:
    """Return the store in a folder, opened for reading; None where none is, or a broken one."""
    import pyoxigraph

    if not folder.is_dir():
        return None
    try:
        store = pyoxigraph.Store.read_only(str(folder))
    except (OSError, RuntimeError):  # RocksDB's own errors are the latter
        shutil.rmtree(folder, ignore_errors=True)
        return None
    with suppress(OSError):
        os.utime(folder)  # it is used
    return store


def _run_builder(store: Path, triples: Path) -> None:
    """Build a store in a process of its own, which an interruption ends."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run(  # noqa: S603 -- our own interpreter, our own program
        [sys.executable, "-c", _BUILD, str(store), str(triples), str(os.getpid())],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
