"""Files that appear whole or not at all, in place of those that were there."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    Name = str | os.PathLike[str]

#: A temporary name has so much of the one that it stands for: none is too long for its folder.
_LONGEST = 40


@contextmanager
def replaced(path: Name, mode: int | None = None) -> Iterator[Path]:
    """Give an empty file to write, under a temporary name: at the end it becomes the file meant.

    `mode` are its permissions, as far as the umask leaves them; without it they are those of the
    file that was there, else the usual ones. A link stays, and what it leads to is replaced.

    Whatever goes wrong, the file that was there before stays as it was.
    """
    target = followed(path)
    before = _found(target)
    usual = 0o666 if before is None else stat.S_IMODE(before.st_mode)
    temporary = target.with_name(f".{target.name[:_LONGEST]}.{os.urandom(6).hex()}.tmp")
    _create(temporary, target, usual if mode is None else mode)
    try:
        yield temporary
        _flush(temporary)
        if before is not None and mode is None:
            _make_like(temporary, before)
        _rename(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def whole_file(path: Name, mode: int | None = None) -> Iterator[BinaryIO]:
    """Open a file for writing, `replaced` at the end; a device is written to directly."""
    target = followed(path)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder. Name a file.", str(target))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    with replaced(target, mode) as temporary, temporary.open("wb") as stream:
        yield stream


def check_folder(path: Name) -> None:
    """Refuse a file whose folder isn't there: before work that would be for nothing, not after."""
    folder = followed(path).parent
    if folder.is_dir():
        return
    if folder.exists():
        told = "this is a file, not a folder. Name a file in a folder."
        raise NotADirectoryError(errno.ENOTDIR, told, str(folder))
    told = "there is no such folder. Make it first, or name a file elsewhere."
    raise FileNotFoundError(errno.ENOENT, told, str(folder))


def followed(path: Name) -> Path:
    """Return the file that is meant where a path is a link: what it leads to is written."""
    return Path(os.path.realpath(path) if os.path.islink(path) else path)  # noqa: PTH114 -- any path


def _found(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _create(temporary: Path, target: Path, mode: int) -> None:
    check_folder(target)
    try:
        # Its owner must write it, whoever may write what it becomes.
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode | stat.S_IWUSR))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None


def _make_like(temporary: Path, before: os.stat_result) -> None:
    """Give a file the owner and the group of another, where one may, and its permissions."""
    for user, group in ((-1, before.st_gid), (before.st_uid, -1)):
        with suppress(OSError, AttributeError):  # Windows knows neither
            os.chown(temporary, user, group)
    temporary.chmod(stat.S_IMODE(before.st_mode))


def _flush(temporary: Path) -> None:
    descriptor = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
