"""Files that appear whole or not at all, in place of those that were there.

What is written waits in a folder of ours beside its target until it is renamed. Its writer holds a
lock within while it lives, by which whoever writes there next tells what a killed one left, and
removes it (decision 0026). Any trouble with writing names the file that was to be written.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator
    from types import TracebackType
    from typing import Any, Self

    Name = str | os.PathLike[str]

#: A folder of ours has so much of the name that it stands for: none is too long for its place.
_LONGEST = 40
#: How its name ends, as no other's does; the first number stands for the host.
_OURS = re.compile(r"\.skillgraph-([0-9a-f]{8})-[0-9a-f]{12}\.tmp\Z")
#: What is in it: the lock, what is being written, and what was moved aside for that.
_LOCK, _NEW, _OLD = "lock", "new", "old"
#: A writer that no lock tells of is taken for dead after a day in which it wrote nothing.
_SILENCE_SECONDS = 24 * 3600

#: So many seconds one waits for another who puts files in place, and between looks at the lock.
_PATIENCE, _PAUSE = 10.0, 0.02
_BUFFER = 1 << 16
_UNWRITABLE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


@contextmanager
def replaced(
    path: Name, mode: int | None = None, *, stands_for: Path | None = None
) -> Iterator[Path]:
    """Give an empty file to write, under a temporary name: at the end it becomes the file meant.

    `mode` are its permissions, as far as the umask leaves them; without it they are those of the
    file that was there, or that it `stands_for`, else the usual ones. A link stays, and what it
    leads to is replaced.

    Whatever goes wrong, the file that was there before stays as it was.
    """
    target = followed(path)
    told = stands_for or target
    before = _found(told)
    usual = 0o666 if before is None else stat.S_IMODE(before.st_mode)
    with folder_beside(target, told) as folder:
        temporary = folder / _NEW
        with naming(told):
            # Its owner must write it, whoever may write what it becomes.
            wanted = (usual if mode is None else mode) | stat.S_IWUSR
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, wanted))
        yield temporary
        with naming(told):
            _flush(temporary)
            if before is not None and mode is None:
                _make_like(temporary, before)
            temporary.replace(target)


@contextmanager
def whole_file(
    path: Name, mode: int | None = None, *, stands_for: Path | None = None
) -> Iterator[BinaryIO]:
    """Open a file for writing, `replaced` at the end; a device is written to directly."""
    target = followed(path)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder. Name a file.", str(target))
    if target.exists() and not target.is_file():
        with _opened(target, target) as stream:
            yield stream
        return
    with (
        replaced(target, mode, stands_for=stands_for) as temporary,
        _opened(temporary, stands_for or target) as stream,
    ):
        yield stream


@contextmanager
def whole_files(folder: Name, names: Collection[str]) -> Iterator[dict[str, BinaryIO]]:
    """Open files of a folder for writing: at the end it has all of them, else it is as it was.

    A folder that isn't there is made, one that holds these files alone is replaced at once. In one
    that holds others too, that is a mount, or that somebody is in, all but these files stays as it
    is, and they are replaced one after another, once all are written.
    """
    told, target = Path(folder), Path(os.path.realpath(folder))
    check_folder(told)
    beside = target if _has_room_beside(target) else target / target.name
    with folder_beside(beside, told) as waiting:
        new = waiting / _NEW / target.name
        with naming(told):
            new.mkdir(parents=True)
        with ExitStack() as files:
            yield {
                name: files.enter_context(whole_file(new / name, stands_for=told / name))
                for name in names
            }
        with naming(told), alone(waiting.parent, _PATIENCE):
            _put_in_place(new, target)


@contextmanager
def folder_beside(target: Name, told: Path | None = None) -> Iterator[Path]:
    """Make a folder beside a target, for what it will be; at the end what is still in it goes.

    What writers left there that were killed goes first. Trouble names the target, or what is told.
    """
    folder = target = Path(target)
    lock: io.FileIO | None = None
    sweep(target.parent)
    try:
        while lock is None:
            check_folder(target)
            mark = f"skillgraph-{_host()}-{os.urandom(6).hex()}"
            folder = target.with_name(f".{target.name[:_LONGEST]}.{mark}.tmp")
            with naming(told or target):
                lock = _claimed(folder)
        yield folder
    finally:
        if folder != target:
            try:
                _remove(folder, lock, is_mine=True)
            except BaseException:  # interrupted: it goes all the same
                _remove(folder, lock, is_mine=True)
                raise
            finally:
                if lock is not None:
                    lock.close()


@contextmanager
def alone(folder: Path, patience: float) -> Iterator[bool]:
    """Keep other processes of skillgraph from what they would do alone in a folder; tell if so.

    It is not so where one of them takes longer than so many seconds. The lock is the folder's own,
    so that none stays behind. Where there are no such locks nobody waits.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # Windows; a folder that may be written and not read
        yield True
        return
    try:
        until = time.monotonic() + patience
        mine = False
        while not mine and time.monotonic() < until:
            try:
                flock(descriptor, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE)
                continue
            except OSError:
                pass  # a file system without locks
            mine = True
        yield mine
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove what writers in a folder left that were killed, and nothing of those that live.

    Locks may not reach from one host to another, and some file systems have none: what was made
    there goes once nothing was written for a day.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in list(entries):
            ours = _OURS.search(entry.name)
            if ours and entry.is_dir(follow_symlinks=False):
                with suppress(OSError):
                    _sweep(Path(entry.path), is_here=ours[1] == _host())


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


@contextmanager
def naming(place: Name) -> Iterator[None]:
    """Let trouble with a file name what it is about: of a write the system doesn't say.

    >>> with naming("skills.ttl"):
    ...     raise OSError(28, "No space left on device")
    Traceback (most recent call last):
    OSError: [Errno 28] No space left on device: 'skills.ttl'
    """
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, os.fspath(place)) from error


def temporary_file() -> BinaryIO:
    """Open a file without a name, gone when it is closed; trouble with it names its folder."""
    from tempfile import TemporaryFile, gettempdir

    folder = gettempdir()
    with naming(folder), TemporaryFile(buffering=0) as file:
        return io.BufferedRandom(_Named(os.dup(file.fileno()), "r+", folder), _BUFFER)


@contextmanager
def temporary_database() -> Iterator[sqlite3.Connection]:
    """Open a database in a file that SQLite makes and removes; trouble with it names its folder."""
    import sqlite3

    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(_UNWRITABLE):
                raise
            raise unwritten(error, _sqlite_folder()) from error


class TemporaryTables:
    """Tables in a temporary database, which goes at the end of a `with`."""

    def __init__(self, schema: str) -> None:
        with ExitStack() as files:
            self._connection = files.enter_context(temporary_database())
            self._connection.executescript(
                f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; {schema}"
            )
            self._files = files.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._files.__exit__(kind, error, traceback)


def unwritten(error: sqlite3.OperationalError, place: Name) -> OSError:
    """Return as an `OSError` what SQLite says of a file that it can't write.

    It sorts in files of its own, and doesn't tell which of them is full.
    """
    if error.sqlite_errorname != "SQLITE_FULL":
        return OSError(errno.EIO, f"it can't be written: {error}", os.fspath(place))
    told, sorted_in = os.strerror(errno.ENOSPC), _sqlite_folder()
    with suppress(OSError):
        elsewhere = Path(place).parent.stat().st_dev != Path(sorted_in).stat().st_dev
        if place != sorted_in and elsewhere:
            told += f", or none in {sorted_in}, where SQLite sorts"
    return OSError(errno.ENOSPC, told, os.fspath(place))


def _sqlite_folder() -> str:
    """Return where SQLite has files of its own (https://www.sqlite.org/tempfiles.html)."""
    named = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"))
    for folder in (*named, "/var/tmp", "/usr/tmp", "/tmp"):  # noqa: S108 -- the list of SQLite
        if folder and Path(folder).is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return "."


class _Named(io.FileIO):
    """A file whose trouble in writing names what it stands for."""

    def __init__(self, file: Path | int, mode: str, told: Name) -> None:
        self._told = told
        super().__init__(file, mode)

    def write(self, data: Any, /) -> int:
        with naming(self._told):
            return super().write(data)

    def close(self) -> None:
        with naming(self._told):
            super().close()


def _opened(file: Path, told: Path) -> BinaryIO:
    with naming(told):
        return io.BufferedWriter(_Named(file, "w", told), _BUFFER)


def _found(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


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


def _has_room_beside(folder: Path) -> bool:
    """Tell whether what becomes a folder can be made beside it, and renamed."""
    if os.path.ismount(folder):
        return False
    return os.access(folder.parent, os.W_OK) or not folder.exists()


def _put_in_place(new: Path, target: Path) -> None:
    """Let a folder take the place of one that may hold files, or its files that of theirs.

    What is moved aside for it, `_put_back` looks after.
    """
    before = _found(target)
    if before is not None:
        if not _is_own(target, {each.name for each in new.iterdir()}):
            _put_files_in_place(new, target)
            return
        _make_like(new, before)
    try:
        new.rename(target)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        _change_places(new, target)


def _change_places(new: Path, target: Path) -> None:
    old = new.parent.with_name(_OLD) / target.name
    old.parent.mkdir()
    new.rename(old)
    if _exchange(old, target):
        return
    old.rename(new)
    try:
        target.rename(old)
    except OSError:  # a mount that looks like none, or a layer of an image (overlayfs)
        _put_files_in_place(new, target)
    else:
        new.rename(target)


def _put_files_in_place(new: Path, target: Path) -> None:
    for file in new.iterdir():
        file.replace(followed(target / file.name))


def _is_own(folder: Path, names: Collection[str]) -> bool:
    """Tell whether a folder can be replaced as a whole: nobody would miss it, nor find it gone."""
    sweep(folder)
    with os.scandir(folder) as entries:
        there = {entry.name: entry.is_file(follow_symlinks=False) for entry in entries}
    return (
        all(there.values())
        and set(there) in (set(), set(names))
        and _has_room_beside(folder)
        and os.access(folder, os.W_OK)
        and not Path.cwd().is_relative_to(folder)
    )


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; False where the system has no way for it."""
    import ctypes

    libc = ctypes.CDLL(None)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(first, second, _RENAME_SWAP) == 0)
        ends = (_AT_FDCWD, first, _AT_FDCWD, second)
        return bool(libc.renameat2(*ends, _RENAME_EXCHANGE) == 0)
    except AttributeError:
        return False


def _put_back(folder: Path, *, is_mine: bool) -> None:
    """Return what was moved aside and nothing has come for, and what came into it meanwhile.

    The latter not out of what was found: nobody is to find there what a stranger packed for it.
    """
    aside = folder / _OLD
    for old in aside.iterdir() if aside.is_dir() else ():
        target = folder.with_name(old.name)
        if not target.exists():
            old.rename(target)
            continue
        for each in old.iterdir():
            if not os.path.lexists(target / each.name):
                if not is_mine:
                    raise FileExistsError(errno.EEXIST, "left alone", str(each))
                each.rename(target / each.name)


def _host() -> str:
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{crc32(os.fsencode(name)):08x}"


def _claimed(folder: Path) -> io.FileIO | None:
    """Make a folder of ours and take its lock; None where it was swept before it had one."""
    folder.mkdir(mode=0o700)
    try:
        lock = io.FileIO(folder / _LOCK, "x")
    except FileNotFoundError:
        return None
    if _take(lock) is False or not os.fstat(lock.fileno()).st_nlink:
        lock.close()
        return None
    return lock


def _take(lock: io.FileIO) -> bool | None:
    """Take a lock and tell whether it was free; None where there are no locks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(lock, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True


def _sweep(folder: Path, *, is_here: bool) -> None:
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        lock = io.FileIO(os.open(folder / _LOCK, flags), "r+")
    except FileNotFoundError:
        folder.rmdir()  # it has no lock yet, or no longer: there is nothing in it
        return
    with lock:
        free = _take(lock)
        if (free and is_here) or (free is not False and _is_silent(folder)):
            _remove(folder, lock, is_mine=False)


def _is_silent(folder: Path) -> bool:
    """Tell whether nothing was written in a folder for a day."""
    written = [folder, *(Path(path, name) for path, _, names in os.walk(folder) for name in names)]
    last = max(each.lstat().st_mtime for each in written)
    return time.time() - last > _SILENCE_SECONDS


def _remove(folder: Path, lock: io.FileIO | None, *, is_mine: bool) -> None:
    """Remove a folder of ours, its lock last: as long as anything is in it, it can be swept."""
    with suppress(OSError):
        _put_back(folder, is_mine=is_mine)
        for each in folder.iterdir():
            if each.name != _LOCK:
                _delete(each)
        if lock is not None and os.name == "nt":
            lock.close()  # elsewhere it is held until nobody can take it any more
        (folder / _LOCK).unlink(missing_ok=True)
        folder.rmdir()


def _delete(path: Path) -> None:
    """Delete a file, or a folder with all in it.

    `shutil.rmtree` may turn an interruption into an `OSError`.
    """
    if path.is_symlink() or not path.is_dir():
        path.unlink()
        return
    for each in path.iterdir():
        _delete(each)
    path.rmdir()
