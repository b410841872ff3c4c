"""Facts that wait until all graphs are read, on disk, by the merged node that they are about."""

from __future__ import annotations

import pickle
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from skillgraph.replacing import TemporaryTables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model import facts


class Holding(TemporaryTables):
    """What several graphs say of one thing."""

    def __init__(self) -> None:
        super().__init__(
            "CREATE TABLE node (id TEXT, graph INTEGER, fact BLOB);"
            "CREATE TABLE statement (about TEXT, what TEXT, rest TEXT, graph INTEGER, fact BLOB);"
        )

    def add_node(self, survivor: str, graph: int, node: facts.Node) -> None:
        """Keep what a graph says of a node, under the id that it has in the merged graph."""
        self._connection.execute(
            "INSERT INTO node VALUES (?, ?, ?)", (survivor, graph, pickle.dumps(node))
        )

    def add_statement(self, identity: tuple[str, str, str], graph: int, fact: facts.Fact) -> None:
        """Keep a statement, under what identifies it."""
        self._connection.execute(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?)", (*identity, graph, pickle.dumps(fact))
        )

    def finish(self) -> None:
        """Make ready for reading: nothing comes after this."""
        self._connection.execute("CREATE INDEX by_id ON node (id, graph)")

    def take(self, survivor: str) -> list[tuple[int, facts.Node]]:
        """Return what the graphs say of a node, in their order; a second time nothing."""
        rows = self._connection.execute(
            "SELECT graph, fact FROM node WHERE id = ? ORDER BY graph, rowid", (survivor,)
        )
        found = [(graph, pickle.loads(fact)) for graph, fact in rows]  # noqa: S301 -- written above
        self._connection.execute("DELETE FROM node WHERE id = ?", (survivor,))
        return found

    def statements(self) -> Iterator[list[tuple[int, facts.Fact]]]:
        """Yield the statements, those of one identity together, in the order of their graphs."""
        rows = self._connection.execute(
            "SELECT about, what, rest, graph, fact FROM statement"
            " ORDER BY about, what, rest, graph, fact"
        )
        for _, same in groupby(rows, key=itemgetter(0, 1, 2)):
            yield [(graph, pickle.loads(fact)) for *_, graph, fact in same]  # noqa: S301 -- written above
