"""What a person names on the command line: the bytes or the text of a file, or standard input."""

from __future__ import annotations

from skillgraph.errors import InputProblem, InvalidInput, escaped

#: Neither a list of names nor a query is larger than this, in bytes.
_LARGEST = 1 << 20

_PIPED = "Give it as standard input, which goes by the name -, or save it as a file."

#: How a zip begins, and so a workbook.
_ZIP = b"PK\x03\x04"


def load_text(file: str, what: str) -> tuple[str, str]:
    """Return the text of a file, `-` for standard input, and what errors call it.

    What isn't UTF-8, or is too large for `what` it is meant to be, is `InvalidInput`.
    """
    place = shown_name(file)
    content = load_bytes(file, _LARGEST + 1)
    if b"\0" in content or content.startswith(_ZIP):
        hint = f"A {what} is text: of a workbook, save the sheet as CSV."
        raise InvalidInput(InputProblem(place, "this is no text.", hint))
    if len(content) > _LARGEST:
        raise InvalidInput(InputProblem(place, f"this is too large for a {what} (over 1 MiB)."))
    from skillgraph.readers.utf8 import decode_utf8

    return decode_utf8(content, place, f"the {what}"), place


def shown_name(file: str) -> str:
    """Return what errors call a file, or `-` for standard input."""
    return "standard input" if file == "-" else escaped(file)


def load_bytes(file: str, most: int) -> bytes:
    """Return so many bytes of an ordinary file at most, or of `-` for standard input."""
    if file == "-":
        import sys

        return sys.stdin.buffer.read(most) if sys.stdin is not None else b""
    from skillgraph.readers.utf8 import open_ordinary

    with open_ordinary(file, hint=_PIPED) as stream:
        return stream.read(most)
