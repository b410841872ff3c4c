"""What a graph says, as one digest: the same for equal input, wherever and whenever compiled."""

from __future__ import annotations

import hashlib
from typing import Any

from skillgraph.graph import schema

_BYTES = 16

#: So many parts are hashed at once.
_TOGETHER = 1024


class Digest:
    """The digest of all that is stated, taken while it is written, in the order of its keys.

    Keys follow from content (positions, sorted statements), so neither paths nor times nor the
    order of statements show.
    """

    def __init__(self) -> None:
        self._hashed = hashlib.blake2b(str(schema.VERSION).encode(), digest_size=_BYTES)
        self._waiting: list[bytes] = []

    def add(self, *parts: bytes) -> None:
        """Take the next parts: they run together, so it has to be plain where each ends."""
        waiting = self._waiting
        waiting += parts
        if len(waiting) >= _TOGETHER:
            self._hash()

    def value(self) -> str:
        """Return the digest of all that was taken."""
        self._hash()
        return self._hashed.hexdigest()

    def _hash(self) -> None:
        self._hashed.update(b"".join(self._waiting))
        self._waiting.clear()


def told(values: Any) -> bytes:
    r"""Return values as a digest takes them: a line, in which `ascii` leaves no line break.

    It writes numbers in one way on every machine.

    >>> told((1, None, "é\n", 0.5))
    b"(1, None, '\\xe9\\n', 0.5)\n"
    """
    return f"{values!a}\n".encode("ascii")
