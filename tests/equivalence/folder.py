"""A record on disk: files in folders by what they are, and a list of them with digests."""

from __future__ import annotations

import gzip
import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

#: What is larger is kept compressed; digests are of the content.
_LARGE = 1 << 20
_LIST = "digests.tsv"


class Kept(NamedTuple):
    """A file of a record: what it holds as a digest, and the command line that gave it."""

    digest: str
    size: int
    name: str
    command: str


class Record:
    """A folder that is filled once, and listed at the end."""

    def __init__(self, folder: Path, hidden: str) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._hidden = hidden.encode()
        self.kept: dict[str, Kept] = {}

    def keep(self, name: str, content: bytes, command: str = "") -> None:
        """Keep a file; one that names the folder of this very run can't be compared."""
        if self._hidden in content:
            raise ValueError(f"{name} depends on where it was made: {command}")
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        said = Kept(digest, len(content), name, command)
        if self.kept.setdefault(name, said) != said:
            raise ValueError(f"{name}: {command} says something else the second time")
        file = self._folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if len(content) > _LARGE:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, 1, mtime=0))
        else:
            file.write_bytes(content)

    def close(self) -> None:
        """Write the list: it comes last, so that a record that has one is whole."""
        lines = ["\t".join(map(str, self.kept[name])) for name in sorted(self.kept)]
        (self._folder / _LIST).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def listed(folder: Path) -> dict[str, Kept]:
    """Return what a record holds, by name."""
    found = {}
    for line in (folder / _LIST).read_text(encoding="utf-8").splitlines():
        digest, size, name, command = line.split("\t")
        found[name] = Kept(digest, int(size), name, command)
    return found


def content_of(folder: Path, name: str) -> bytes:
    """Return a file of a record, whichever way it is kept."""
    file = folder / name
    return (
        file.read_bytes()
        if file.exists()
        else gzip.decompress((folder / f"{name}.gz").read_bytes())
    )


def named(command: str) -> str:
    """Return a file name for a command line: readable, and no other's."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", command).strip("-")[:70]
    return f"{words}-{hashlib.blake2b(command.encode(), digest_size=4).hexdigest()}"
