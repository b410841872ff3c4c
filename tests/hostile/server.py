"""What a stranger's server answers: each is given a connection, and does its worst with it."""

from __future__ import annotations

import gzip
import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from tests.hostile.running import Place, Serve

ROWS, GRAPH = "application/sparql-results+json", "application/ld+json"
_CHUNK = 1 << 16
#: Nobody listens for longer.
_LONGEST_SECONDS = 120


def _read(connection: socket.socket) -> None:
    """Read a request, so that the answer isn't lost with it."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(_CHUNK)
    head, _, body = got.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    left = int(fields.get(b"content-length", b"0")) - len(body)
    while left > 0:
        left -= len(connection.recv(_CHUNK))


def answering(
    body: Callable[[int], str | bytes], kind: str = ROWS, *headers: str, status: str = "200 OK"
) -> Serve:
    """Return a server that answers whole, in due form."""

    def serve(connection: socket.socket, place: Place) -> None:
        _read(connection)
        content = body(place.size)
        if isinstance(content, str):
            content = place.filled(content).encode("utf-8", "surrogatepass")
        fields = [f"Content-Type: {kind}", f"Content-Length: {len(content)}", *headers]
        head = place.filled("\r\n".join([f"HTTP/1.1 {status}", *fields]))
        connection.sendall(f"{head}\r\n\r\n".encode("latin-1") + content)

    return serve


def sending(parts: Callable[[int], Iterator[bytes]], pause: float = 0) -> Serve:
    """Return a server that sends bytes as they come, one piece after the other."""

    def serve(connection: socket.socket, place: Place) -> None:
        _read(connection)
        until = time.monotonic() + _LONGEST_SECONDS
        for part in parts(place.size):
            connection.sendall(part)
            if pause:
                time.sleep(pause)
            if time.monotonic() > until:
                return

    return serve


def silent(connection: socket.socket, place: Place) -> None:
    """Say nothing, and stay."""
    del place
    with suppress(OSError):
        _read(connection)
    time.sleep(_LONGEST_SECONDS)


def bindings(*terms: object) -> str:
    """Return rows of SPARQL's JSON, a term each."""
    rows = ", ".join(f'{{"a": {json.dumps(term)}}}' for term in terms)
    return f'{{"head": {{"vars": ["a"]}}, "results": {{"bindings": [{rows}]}}}}'


def head(kind: str = ROWS, *headers: str) -> bytes:
    """Return the beginning of an answer."""
    return "\r\n".join(["HTTP/1.1 200 OK", f"Content-Type: {kind}", *headers, "", ""]).encode()


def forever(part: bytes, first: bytes = b"") -> Callable[[int], Iterator[bytes]]:
    """Return pieces without end."""

    def parts(size: int) -> Iterator[bytes]:
        yield first
        while True:
            yield part * size

    return parts


def packed(size: int) -> bytes:
    """Return a body that is much larger once it is unpacked."""
    return gzip.compress(b" " * size)
