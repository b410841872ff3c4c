"""Bytes of a file → text, which is UTF-8 or refused with its line."""

from __future__ import annotations

from skillgraph.errors import InputProblem, InvalidInput


def decode_utf8(content: bytes, place: str, what: str = "it") -> str:
    r"""Return a text, without a mark of byte order; what isn't UTF-8 is `InvalidInput`.

    >>> decode_utf8(b"\n\xff", "me.txt")
    Traceback (most recent call last):
      ...
    skillgraph.errors.InvalidInput: me.txt:2: this is not UTF-8. Save it as UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = InputProblem(f"{place}:{line}", "this is not UTF-8.", f"Save {what} as UTF-8.")
        raise InvalidInput(problem) from None
