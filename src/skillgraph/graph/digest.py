"""What a graph says, as one digest: the same for equal input, wherever and whenever compiled."""

from __future__ import annotations

import hashlib
from typing import Any

from skillgraph.graph import schema

_BYTES = 16

#: So many things are hashed at once.
_TOGETHER = 512


class Digest:
    """The digest of all that is stated, taken while it is written, in the order of its keys.

    Keys follow from content (positions, sorted statements), so neither paths nor times nor the
    order of statements show. What is taken holds no control characters but tabs and line breaks,
    so others part one thing from the next, and the parts of one.
    """

    def __init__(self) -> None:
        self._hashed = hashlib.blake2b(str(schema.VERSION).encode(), digest_size=_BYTES)
        self._waiting: list[str] = []

    def add(self, said: str) -> None:
        """Take what one thing says."""
        self._waiting.append(said)
        if len(self._waiting) >= _TOGETHER:
            self._hash()

    def value(self) -> str:
        """Return the digest of all that was taken."""
        self._hash()
        return self._hashed.hexdigest()

    def _hash(self) -> None:
        self._waiting.append("")
        self._hashed.update("\x1e".join(self._waiting).encode())
        self._waiting.clear()


def told(values: Any) -> str:
    r"""Return values as a digest takes them: `ascii` writes numbers in one way on every machine.

    >>> told((1, None, "é", 0.5))
    "(1, None, '\\xe9', 0.5)"
    """
    return ascii(values)
