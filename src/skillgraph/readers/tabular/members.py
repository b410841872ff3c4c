"""Files one by one, out of files, folders and zips; a zip is read in place, never extracted."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.findings import shown_path
from skillgraph.words import escaped, one_of

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterator, Sequence

#: No member of a zip that people have is larger once unpacked; a bomb is.
MAX_BYTES = 2 << 30

#: More members than any release of a taxonomy has.
MAX_MEMBERS = 10_000

_ENCRYPTED = 0x1


class Member(NamedTuple):
    """A file, or a member of a zip: its bare name, how people are shown it, its size unpacked."""

    name: str
    shown: str
    size: int
    path: Path
    inside: str = ""

    @property
    def suffix(self) -> str:
        """The end of its name in lower case: `.csv`."""
        return PurePosixPath(self.name).suffix.lower()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open its bytes; damage on the way is `InvalidInput`, and so is more than a zip said."""
        with self.path.open("rb") as file, self.unpacked(file) as stream:
            yield stream

    @contextmanager
    def unpacked(self, file: BinaryIO) -> Iterator[BinaryIO]:
        """Return its bytes out of the open file that it is, or is in."""
        try:
            if not self.inside:
                yield file
                return
            with zipfile.ZipFile(file) as archive, archive.open(self.inside) as member:
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
    problems: list[InputProblem] = []
    found: list[Member] = []
    for path in map(Path, paths):
        try:
            found += _of_path(path, suffixes)
        except InvalidInput as error:
            problems += error.problems
    found = [member for member in found if member.suffix in suffixes]
    seen: dict[str, Member] = {}
    for member in found:
        first = seen.setdefault(member.name.casefold(), member)
        if first is not member:
            message = f"there is {member.name} in {first.shown} already."
            problems.append(InputProblem(member.shown, message, "Give each file once."))
    if not found and not problems:
        problems.append(_none_of([Path(path) for path in paths], one_of(sorted(suffixes))))
    if problems:
        raise InvalidInput(*problems)
    return found


def _none_of(paths: Sequence[Path], wanted: str) -> InputProblem:
    place = ", ".join(map(shown_path, paths))
    if all(path.is_file() and path.suffix.lower() != ".zip" for path in paths):
        named = "its name ends" if len(paths) == 1 else "their names end"
        return InputProblem(place, f"{named} in none of {wanted}.", "Is it the right file?")
    return InputProblem(place, f"there is no {wanted} file in it.")


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
            members.append(Member(child.name, shown_path(child), child.stat().st_size, child))
    return members


def _of_zip(path: Path) -> list[Member]:
    shown = shown_path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InvalidInput(
            InputProblem(shown, f"it is no whole zip: {error}.", "Download it again.")
        ) from error
    problems = list(_zip_problems(shown, infos))
    if problems:
        raise InvalidInput(*problems)
    return [
        Member(name, f"{shown}/{name}", info.file_size, path, info.filename)
        for info in infos
        if not (name := PurePosixPath(info.filename).name).startswith(".")
        and not info.filename.startswith("__MACOSX/")
    ]


def _zip_problems(shown: str, infos: list[zipfile.ZipInfo]) -> Iterator[InputProblem]:
    if len(infos) > MAX_MEMBERS:
        yield InputProblem(shown, f"it has {len(infos):,} members, more than {MAX_MEMBERS:,}.")
        return
    names: set[str] = set()
    for info in infos:
        place = f"{shown}/{info.filename}"
        if info.filename in names:
            yield InputProblem(place, "the zip has two members of this name.", "Pack it anew.")
        names.add(info.filename)
        if info.flag_bits & _ENCRYPTED:
            yield InputProblem(place, "the member is encrypted.", "Unpack it first.")
        if info.file_size > MAX_BYTES:
            yield InputProblem(place, f"unpacked it is larger than {MAX_BYTES >> 30} GiB.")
