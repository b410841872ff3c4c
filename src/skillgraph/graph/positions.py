"""Positions and kinds by id, once all nodes of a graph are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph.canonical import canonical_text
from skillgraph.model.values import Unfit, check_text
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


class Positions:
    """Where each node stands. Kept in memory: there are far fewer nodes than edges.

    A million of ids take some 200 MB, and asking the file instead took most of the time that
    statements need (decision 0017).
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        #: The position of each id. Texts that readers use again are found soonest as they are.
        self.of: dict[str, int] = {}
        #: The kind of each position, from 1 on.
        self.kinds = bytearray(1)

    def add(self, ids: Iterable[str], kinds: Sequence[int]) -> range:
        """Take the nodes that come next, and return their positions."""
        first = len(self.kinds)
        self.kinds += bytes(kinds)
        added = range(first, len(self.kinds))
        self.of.update(zip(ids, added, strict=True))
        return added

    def end(self, id_: str, kinds: frozenset[int], what: str) -> int:
        """Return the position of a node of some kinds; none, or one of another kind, is `Unfit`."""
        position = self.of.get(id_)
        if position is None:
            id_ = canonical_text(id_)
            check_text(id_)
            position = self.of.get(id_)
        if position is None:
            raise Unfit(f"{what} '{id_}', which no node is.", "Correct the id, or add the node.")
        kind = self.kinds[position]
        if kind not in kinds:
            wanted = ", ".join(KINDS[kind] for kind in sorted(kinds))
            raise Unfit(f"{what} '{id_}', which is a {KINDS[kind]}.", f"Name a {wanted}.")
        return position

    def id(self, position: int) -> str:
        """Return the id of a position, from the graph's own table."""
        row = self._connection.execute("SELECT id FROM main.node WHERE key = ?", (position,))
        return str(row.fetchone()[0])
