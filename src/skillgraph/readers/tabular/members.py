"""Files one by one, out of files, folders and zips; a zip is read in place, never extracted."""

from __future__ import annotations

import struct
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from skillgraph.errors import InputProblem, InvalidInput, Problems, escaped
from skillgraph.readers.findings import shown_path
from skillgraph.readers.utf8 import open_ordinary
from skillgraph.words import one_of

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterator, Sequence

#: No member of a zip that people have is larger once unpacked; a bomb is.
MAX_BYTES = 2 << 30

#: More members than any release of a taxonomy has.
MAX_MEMBERS = 10_000

#: A zip unpacks to so many times its size at most, beyond what any may: tables become a tenth to a
#: thirtieth by packing, a bomb becomes a thousandth.
MAX_RATIO, FREE_BYTES = 200, 16 << 20

#: The directory of a zip takes a dozen times its size in memory: this is what 100,000 members need.
MAX_DIRECTORY = 16 << 20

#: Encrypted, patched, or strongly encrypted (https://pkware.cachefly.net/webdocs/APPNOTE/, 4.4.4).
_LOCKED = 0x1 | 0x20 | 0x40

#: zipfile unpacks others, a whole chunk of a file at once, into whatever that becomes.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_LOCAL_HEADER = struct.Struct("<4s22xHH")


class Member(NamedTuple):
    """A file, or a member of a zip: its bare name, how people are shown it, its size unpacked."""

    name: str
    shown: str
    size: int
    path: Path
    packed: zipfile.ZipInfo | None = None

    @property
    def inside(self) -> str:
        """Its name within its zip, folders and all; "" where it is in none."""
        return self.packed.filename if self.packed else ""

    @property
    def suffix(self) -> str:
        """The end of its name in lower case: `.csv`."""
        return PurePosixPath(self.name).suffix.lower()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open its bytes; damage on the way is `InvalidInput`, and so is more than a zip said."""
        with open_ordinary(self.path, self.shown) as file, self.unpacked(file) as stream:
            yield stream

    @contextmanager
    def unpacked(self, file: BinaryIO) -> Iterator[BinaryIO]:
        """Return its bytes out of the open file that it is, or is in."""
        try:
            if self.packed is None:
                yield file
                return
            with _unpacked(file, self.packed) as member:
                yield member  # type: ignore[misc]  # IO[bytes] is what BinaryIO is
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            if isinstance(error, OSError) and error.filename is not None:
                raise  # of the path itself; without a name, of an offset that a zip has wrong
            why = getattr(error, "strerror", None) or str(error)
            message = f"it can't be unpacked: {escaped(why)}."
            raise InvalidInput(InputProblem(self.shown, message, "Download it again.")) from error


def list_members(
    paths: Sequence[str | os.PathLike[str]], suffixes: Collection[str]
) -> list[Member]:
    """Return the files with one of the suffixes that paths hold, zips and folders looked into.

    Folders are looked into as far as their own files and zips. All that is wrong (nothing there, a
    zip that is none, encrypted, with two members of one name) is one `InvalidInput`.
    """
    noted = Problems()
    found: list[Member] = []
    for path in map(Path, paths):
        try:
            found += _of_path(path, suffixes)
        except InvalidInput as error:
            noted.take(error)
    found = [member for member in found if member.suffix in suffixes]
    seen: dict[str, Member] = {}
    for member in found:
        first = seen.setdefault(member.name.casefold(), member)
        if first is not member:
            message = f"there is {member.name} in {first.shown} already."
            noted.add(member.shown, message, "Give each file once.")
    if not found and not noted:
        noted.add(*_none_of([Path(path) for path in paths], one_of(sorted(suffixes))))
    noted.raise_any()
    return found


def _none_of(paths: Sequence[Path], wanted: str) -> tuple[str, str, str]:
    place = ", ".join(map(shown_path, paths))
    if all(path.is_file() and path.suffix.lower() != ".zip" for path in paths):
        named = "its name ends" if len(paths) == 1 else "their names end"
        return place, f"{named} in none of {wanted}.", "Is it the right file?"
    return place, f"there is no {wanted} file in it.", ""


def _of_path(path: Path, suffixes: Collection[str]) -> list[Member]:
    shown = shown_path(path)
    try:
        path.stat()
        children = sorted(path.iterdir()) if path.is_dir() else [path]
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise InvalidInput(InputProblem(shown, f"it can't be read: {reason}.")) from error
    members: list[Member] = []
    for child in children:
        if child.is_dir() or child.name.startswith("."):
            continue
        if child.suffix.lower() == ".zip" and ".zip" not in suffixes:
            members += _of_zip(child)
        else:
            members.append(
                Member(escaped(child.name), shown_path(child), child.stat().st_size, child)
            )
    return members


def _of_zip(path: Path) -> list[Member]:
    shown = shown_path(path)
    with open_ordinary(path, shown) as stream:
        try:
            with open_zip(stream, shown) as archive:
                infos = [info for info in archive.infolist() if info.filename[-1:] != "/"]
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            if isinstance(error, InvalidInput):
                raise
            message = f"it is no whole zip: {escaped(str(error))}."
            raise InvalidInput(InputProblem(shown, message, "Download it again.")) from error
    noted = Problems()
    for problem in _zip_problems(shown, infos):
        noted.add(*problem)
    noted.raise_any()
    return [
        Member(name, f"{shown}/{name}", info.file_size, path, info)
        for info in infos
        if not (name := escaped(PurePosixPath(info.filename).name)).startswith(".")
        and not info.filename.startswith("__MACOSX/")
    ]


def _zip_problems(shown: str, infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, str, str]]:
    names: set[str] = set()
    for info in infos:
        place = f"{shown}/{escaped(info.filename)}"
        if not info.filename:  # the name ends at a NUL
            yield shown, "a member of the zip has no name.", "Pack it anew."
        elif info.filename in names:
            yield place, "the zip has two members of this name.", "Pack it anew."
        names.add(info.filename)
        if info.flag_bits & _LOCKED:
            yield place, "the member is encrypted.", "Unpack it first."
        elif info.compress_type not in _PACKINGS:
            yield place, "the member is packed otherwise than zips are (deflate).", "Pack it anew."
        if info.file_size > MAX_BYTES:
            yield place, f"unpacked it is larger than {MAX_BYTES >> 30} GiB.", ""


def open_zip(stream: BinaryIO, shown: str) -> zipfile.ZipFile:
    """Open a zip; one that has or becomes more than any that people have is `InvalidInput`.

    What its directory says of sizes can be relied on: zipfile unpacks no more of a member. What is
    no zip, or is damaged, is an error of zipfile's.
    """
    size = stream.seek(0, 2)
    archive = zipfile.ZipFile(cast("BinaryIO", _Bounded(stream)))
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        message = f"it has {len(infos):,} members, more than {MAX_MEMBERS:,}."
        raise InvalidInput(InputProblem(shown, message))
    unpacked = sum(info.file_size for info in infos)
    if unpacked > FREE_BYTES + MAX_RATIO * size:
        message = f"unpacked it is {unpacked:,} bytes, more than {MAX_RATIO} times its size."
        raise InvalidInput(InputProblem(shown, message, "Unpack it first, if you trust it."))
    return archive


class _Bounded:
    """A file of which nobody reads much at once: zipfile would read a directory of any size."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            message = f"its directory is larger than {MAX_DIRECTORY >> 20} MiB"
            raise zipfile.BadZipFile(message)
        return self._stream.read(size)


def _unpacked(stream: BinaryIO, info: zipfile.ZipInfo) -> zipfile.ZipExtFile:
    """Return a member of a zip as it is unpacked; its directory isn't read anew for each."""
    stream.seek(info.header_offset)
    header = stream.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
        message = "no member begins where the zip says that it does"
        raise zipfile.BadZipFile(message)
    _, name, extra = _LOCAL_HEADER.unpack(header)
    stream.seek(name + extra, 1)
    return zipfile.ZipExtFile(stream, "r", info)
