"""Texts that a person names on the command line: a file, or standard input."""

from __future__ import annotations

from skillgraph.errors import InputProblem, InvalidInput

#: Neither a list of names nor a query is larger than this, in bytes.
_LARGEST = 1 << 20

#: How a zip begins, and so a workbook.
_ZIP = b"PK\x03\x04"


def load_text(file: str, what: str) -> tuple[str, str]:
    """Return the text of a file, `-` for standard input, and what errors call it.

    What isn't UTF-8, or is too large for `what` it is meant to be, is `InvalidInput`.
    """
    place = "standard input" if file == "-" else file
    content = _content(file)
    if b"\0" in content or content.startswith(_ZIP):
        hint = f"A {what} is text: of a workbook, save the sheet as CSV."
        raise InvalidInput(InputProblem(place, "this is no text.", hint))
    if len(content) > _LARGEST:
        raise InvalidInput(InputProblem(place, f"this is too large for a {what} (over 1 MiB)."))
    from skillgraph.readers.utf8 import decode_utf8

    return decode_utf8(content, place, f"the {what}"), place


def _content(file: str) -> bytes:
    if file == "-":
        import sys

        return sys.stdin.buffer.read(_LARGEST + 1) if sys.stdin is not None else b""
    with open(file, "rb") as stream:  # noqa: PTH123 -- pathlib is no part of a plain path
        return stream.read(_LARGEST + 1)
