"""What a graph says, as one digest: the same for equal input, wherever and whenever compiled."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from skillgraph.graph import schema

if TYPE_CHECKING:
    import sqlite3

_BYTES = 16


def content_digest(connection: sqlite3.Connection) -> str:
    """Return the digest of all that is stated, in the order of its keys.

    Keys follow from content (positions, sorted statements), so neither paths nor times nor the
    order of rows show. Texts hold no control characters, which part rows and values here.
    """
    hashed = hashlib.blake2b(str(schema.VERSION).encode(), digest_size=_BYTES)
    for name in schema.STATED:
        key = ", ".join(
            row[1]
            for row in sorted(
                (row for row in connection.execute(f"PRAGMA table_info({name})") if row[5]),
                key=lambda row: row[5],
            )
        )
        hashed.update(f"\x1d{name}".encode())
        for row in connection.execute(f"SELECT * FROM {name} ORDER BY {key}"):
            values = ("" if value is None else str(value) for value in row)
            hashed.update(("\x1e" + "\x1f".join(values)).encode())
    return hashed.hexdigest()
