"""Pieces that any text may hold, and no reader may stumble over."""

from __future__ import annotations

#: By name, what is no text, or looks like something else on a terminal.
HOSTILE_BYTES = {
    "bad-utf-8": b"\xff\xfe\xc3(",
    "surrogate": b"\xed\xa0\x80",
    "nul": b"\0",
    "escape": b"\x1b[2J\x1b]0;owned\x07",
    "c1-control": "\x9b2J".encode(),
    "backspace": b"\x08\x08\x7f",
    "bidi": "\u202e\u2066".encode(),
    "non-character": "\uffff\ufffe".encode(),
    "line-separator": "\u2028\u2029\x85".encode(),
}


def combining(size: int) -> str:
    """Return a letter with so many marks over and under it, in the order that is slow to sort.

    Unicode's normal forms sort them by class, and CPython does so by insertion: a time that grows
    with the square of their number.
    """
    return "a" + "\u0300\u0327" * (size // 2)


def nested(before: str, after: str, size: int, inner: str = "1") -> str:
    """Return brackets within brackets."""
    return before * size + inner + after * size
