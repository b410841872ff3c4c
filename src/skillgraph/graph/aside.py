"""Pieces put aside by number, in memory while they are few and in a file from then on."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from skillgraph.replacing import temporary_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from typing import BinaryIO


class Aside:
    """Pieces that come back by their number, which counts from 0.

    Up to so many bytes of them are kept in memory. The file is closed with the stack.

    >>> from contextlib import ExitStack
    >>> with ExitStack() as files:
    ...     aside = Aside(files, kept=3)
    ...     numbers = [aside.add(piece) for piece in (b"a", b"bcd", b"e")]
    ...     [aside.get(number) for number in reversed(numbers)], list(aside)
    ([b'e', b'bcd', b'a'], [b'a', b'bcd', b'e'])
    """

    def __init__(self, files: ExitStack, kept: int) -> None:
        self._files = files
        self._most = kept
        self._size = 0
        self._kept: list[bytes] = []
        self._file: BinaryIO | None = None
        #: Where each piece in the file begins, and where the last of them ends.
        self._starts = array("Q", [0])

    def add(self, piece: bytes) -> int:
        """Put a piece aside and return its number."""
        self._kept.append(piece)
        number = len(self._starts) + len(self._kept) - 2
        self._size += len(piece)
        if self._size > self._most:
            self._write()
        return number

    def get(self, number: int) -> bytes:
        """Return a piece."""
        written = len(self._starts) - 1
        if self._file is None or number >= written:
            return self._kept[number - written]
        start, end = self._starts[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces in order."""
        return map(self.get, range(len(self._starts) + len(self._kept) - 1))

    def _write(self) -> None:
        if self._file is None:
            self._file = self._files.enter_context(temporary_file())
        end = self._starts[-1]
        self._file.seek(end)
        self._file.writelines(self._kept)
        for piece in self._kept:
            end += len(piece)
            self._starts.append(end)
        self._kept.clear()
        self._size = 0
