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
    # No longer than the name itself may be: what it is of says the folder.
    temporary = target.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        with os.fdopen(_opened(temporary, target, mode), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _rename(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _opened(temporary: Path, target: Path, mode: int) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(temporary, flags, mode)
    except FileNotFoundError as error:
        raise OSError(error.errno, "there is no such folder", str(target.parent)) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None


def _rename(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
