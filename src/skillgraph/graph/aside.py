"""Plain values put aside in order, in memory while they are few and in a file from then on."""

from __future__ import annotations

from array import array
from marshal import dumps, loads
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack


class Aside:
    """Values that come back in the order in which they were put aside.

    Up to so many bytes of them are kept in memory. The file is closed with the stack.
    """

    def __init__(self, files: ExitStack, kept: int) -> None:
        file = SpooledTemporaryFile(kept)  # noqa: SIM115 -- closed with the stack
        self._file = files.enter_context(file)
        self._sizes = array("Q")

    def add(self, value: Any) -> None:
        """Put a value aside."""
        self._sizes.append(self._file.write(dumps(value)))

    def __iter__(self) -> Iterator[Any]:
        """Yield the values; nothing is added from then on."""
        self._file.seek(0)
        for size in self._sizes:
            yield loads(self._file.read(size))  # noqa: S302 -- written by ourselves
