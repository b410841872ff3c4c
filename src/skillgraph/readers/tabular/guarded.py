"""A stream of bytes that is watched as it is read: its size, control characters, progress."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.tabular.members import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.readers.tabular.members import Member

#: So many bytes are decoded at a time. The 8 KiB that a decoder asks for cost a tenth more, and so
#: does what no longer fits into the processor's cache.
_CHUNK = 1 << 15

#: Control characters of ASCII but tab, line feed and carriage return: no text holds them, nor a
#: graph. U+007F it may hold, and then its export does.
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Guarded(io.BufferedIOBase):
    """Bytes on their way to a decoder. What no text has is `InvalidInput` with its line."""

    def __init__(
        self, member: Member, stream: BinaryIO, advance: Callable[[int], None], *, wide: bool
    ) -> None:
        self._member = member
        self._stream = stream
        self._advance = advance
        self._refused = b"" if wide else _CONTROL  # of UTF-16 every other byte is a NUL
        self._lines = 0
        #: How many bytes were read.
        self.size = 0

    @property
    def name(self) -> str:
        """How people are shown the file."""
        return self._member.shown

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read1(self, size: int = -1, /) -> bytes:
        """Read a chunk, however much a decoder asks for: it takes what comes."""
        del size
        return self.read(_CHUNK)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some bytes, and look at them."""
        chunk = self._stream.read(-1 if size is None else size)
        size = len(chunk)
        self.size += size
        if self.size > MAX_BYTES:
            raise InvalidInput(
                InputProblem(self._member.shown, f"it is larger than {MAX_BYTES >> 30} GiB.")
            )
        if self._refused and len(chunk.translate(None, self._refused)) != size:
            self._refuse(chunk)
        self._lines += chunk.count(b"\n")
        self._advance(size)
        return chunk

    def _refuse(self, chunk: bytes) -> None:
        at = next(index for index, byte in enumerate(chunk) if byte in self._refused)
        line = self._lines + chunk.count(b"\n", 0, at) + 1
        raise InvalidInput(
            InputProblem(
                f"{self._member.shown}:{line}",
                f"the control character U+{chunk[at]:04X} stands here.",
                "Is this a text file? Remove the character.",
            )
        )


def open_text(
    member: Member, stream: BinaryIO, advance: Callable[[int], None] = lambda _: None
) -> io.TextIOWrapper:
    """Return a member's text, whose bytes are watched; `advance` is told of each chunk of them.

    It is UTF-8, or UTF-16 with its mark; line ends come as they stand.
    """
    with member.open() as peeked:
        start = peeked.read(4)
    encoding = next((name for bom, name in _BOMS if start.startswith(bom)), "utf-8")
    raw = Guarded(member, stream, advance, wide=encoding == "utf-16")
    return io.TextIOWrapper(raw, encoding, newline="")


def undecodable(member: Member) -> InvalidInput:
    """Return the error for a member that is no UTF-8: the line and the offset of the first byte."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    offset = lines = 0
    with member.open() as stream:
        while chunk := stream.read(_CHUNK):
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                at = error.start - pending
                line = lines + chunk.count(b"\n", 0, max(at, 0)) + 1
                byte = f"the byte 0x{error.object[error.start]:02x} at offset {offset + at:,}"
                return InvalidInput(
                    InputProblem(
                        f"{member.shown}:{line}", f"{byte} is not UTF-8.", "Save the file as UTF-8."
                    )
                )
            offset += len(chunk)
            lines += chunk.count(b"\n")
    return InvalidInput(InputProblem(member.shown, "its text ends within a character."))
