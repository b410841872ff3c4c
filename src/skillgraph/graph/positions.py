"""Positions and kinds by id, once all nodes of a graph are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph import schema
from skillgraph.graph.canonical import canonical_text
from skillgraph.graph.checking import Unfit, check_texts

if TYPE_CHECKING:
    import sqlite3

#: A code is a position and, in its lowest bits, a kind.
KIND_BITS = 3
KIND_MASK = (1 << KIND_BITS) - 1


class Positions:
    """Where each node stands. Kept in memory: there are far fewer nodes than edges.

    A million of ids take some 200 MB, and asking the file instead took most of the time that
    statements need (decision 0017).
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        #: The code of each id: one number, since there are as many as there are nodes.
        self.codes: dict[str, int] = {}

    def add(self, id_: str, position: int, kind: int) -> None:
        """Take a node."""
        self.codes[id_] = position << KIND_BITS | kind

    def end(self, id_: str, kinds: frozenset[int], what: str) -> int:
        """Return the position of a node of some kinds; none, or one of another kind, is `Unfit`."""
        code = self.codes.get(id_)
        if code is None:
            id_ = canonical_text(id_)
            check_texts((id_,))
            code = self.codes.get(id_)
        if code is None:
            raise Unfit(f"{what} '{id_}', which no node is.", "Correct the id, or add the node.")
        if code & KIND_MASK not in kinds:
            wanted = ", ".join(schema.KINDS[kind] for kind in sorted(kinds))
            kind = schema.KINDS[code & KIND_MASK]
            raise Unfit(f"{what} '{id_}', which is a {kind}.", f"Name a {wanted}.")
        return code >> KIND_BITS

    def id(self, position: int) -> str:
        """Return the id of a position, from the graph's own table."""
        row = self._connection.execute("SELECT id FROM main.node WHERE key = ?", (position,))
        return str(row.fetchone()[0])
