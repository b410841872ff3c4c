"""What a graph says, as one digest: the same for equal input, wherever and whenever compiled."""

from __future__ import annotations

import hashlib
from marshal import dumps
from typing import Any

from skillgraph.graph import schema

_BYTES = 16

#: A list is written as its length, in so many bytes, and then its items.
_LENGTH = 5


class Digest:
    """The digest of all that is stated, taken while it is written, in the order of its keys.

    Keys follow from content (positions, sorted statements), so neither paths nor times nor the
    order of statements show.
    """

    def __init__(self) -> None:
        self._hashed = hashlib.blake2b(str(schema.VERSION).encode(), digest_size=_BYTES)

    def add(self, written: bytes) -> None:
        """Take a thing as `plain_bytes` has it."""
        self._hashed.update(written)

    def add_each(self, values: list[Any]) -> None:
        """Take several things; how many come at once doesn't show."""
        self._hashed.update(memoryview(plain_bytes(values))[_LENGTH:])

    def value(self) -> str:
        """Return the digest of all that was taken."""
        return self._hashed.hexdigest()


def plain_bytes(value: Any) -> bytes:
    """Return plain values as bytes: equal ones as equal bytes, on every machine.

    That holds of the second version of marshal's format, which has no references; each value tells
    where it ends (https://docs.python.org/3/library/marshal.html).

    >>> plain_bytes((1, None, "é")).hex()
    '280300000069010000004e7502000000c3a9'
    """
    return dumps(value, 2)
