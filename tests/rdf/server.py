"""A real SPARQL server, PyPI's oxigraph, on loopback."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def serving(triples: bytes, folder: Path, *, timeout: int) -> Iterator[str]:
    """Serve N-Triples, and yield the address that takes queries."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    (folder / "triples.nt").write_bytes(triples)
    store, file = str(folder / "store"), str(folder / "triples.nt")
    subprocess.run(
        [program, "load", "--location", store, "--file", file], check=True, capture_output=True
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve", "--location", store, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        [*command, "--timeout-s", str(timeout)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server doesn't start")
