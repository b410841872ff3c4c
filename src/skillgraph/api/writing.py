"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator


def name_of(target: str | os.PathLike[str] | BinaryIO | None) -> str | None:
    """Return what a document calls the place of a result: `-` is a stream, None nothing."""
    if target is None:
        return None
    return os.fspath(target) if isinstance(target, str | os.PathLike) else "-"


@contextmanager
def whole_file(path: str | os.PathLike[str], mode: int = 0o666) -> Iterator[BinaryIO]:
    """Open a file for writing under a temporary name beside its own, which it gets at the end.

    `mode` are its permissions, as far as the umask leaves them.

    Whatever goes wrong, the file that was there before stays as it was. A device, such as
    `/dev/null`, is written to directly.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, mode), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink()
