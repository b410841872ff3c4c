"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
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


def followed(path: str | os.PathLike[str]) -> str:
    """Return the file that is meant where a path is a link: what it leads to is written."""
    return os.path.realpath(path) if os.path.islink(path) else os.fspath(path)  # noqa: PTH114 -- a text stays one


def graph_file(target: str | os.PathLike[str] | BinaryIO | None, form: str) -> str:
    """Return where a graph is compiled: in its file, or in memory where it becomes a text."""
    if target is None or form == "yaml":
        return ":memory:"
    if not isinstance(target, str | os.PathLike):
        raise TypeError("a compiled graph is a file: give its path")
    return followed(target)


@contextmanager
def whole_file(path: str | os.PathLike[str], mode: int | None = None) -> Iterator[BinaryIO]:
    """Open a file for writing under a temporary name beside its own, which it gets at the end.

    `mode` are its permissions, as far as the umask leaves them; without it they are those of the
    file that was there, else the usual ones. A link is followed.

    Whatever goes wrong, the file that was there before stays as it was. A device, such as
    `/dev/null`, is written to directly.
    """
    target = Path(followed(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    # No longer than the name itself may be: what it is of says the folder.
    temporary = target.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        with os.fdopen(_opened(temporary, target, mode), "wb") as stream:
            if mode is None and target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _rename(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _opened(temporary: Path, target: Path, mode: int | None) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(temporary, flags, 0o666 if mode is None else mode)
    except FileNotFoundError as error:
        raise OSError(error.errno, "there is no such folder", str(target.parent)) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None


def _rename(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
