"""The names of a graph in order: which of them begin so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph.names import label_at, labels_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph

#: So many rows are in memory while all names are looked at.
_ROWS = 64


def beginning(graph: Graph, folded: str) -> list[int]:
    """Return the labels of all names that begin so, the whole ones too; a beginning isn't empty."""
    rows = graph.rows(
        "SELECT names, labels FROM name WHERE first < ?1 || char(1114111)"
        " AND first >= (SELECT coalesce(max(first), '') FROM name WHERE first <= ?1)",
        folded,
    )
    return [label for row in rows for label in labels_between(row, f"\n{folded}")]


def beginning_joined(graph: Graph, joined: str) -> Iterator[tuple[bool, int]]:
    """Yield the labels of names that begin so but for spaces and hyphens, and if that is all.

    Every name is looked at.
    """
    last = -1
    while rows := graph.rows(
        f"SELECT key, names, labels FROM name WHERE key > ? ORDER BY key LIMIT {_ROWS}", last
    ):
        for _, names, labels in rows:
            tight = names.replace(" ", "").replace("-", "")
            at = tight.find(f"\n{joined}")
            while at >= 0:
                number, end = tight.count("\n", 0, at), at + 1 + len(joined)
                yield tight[end] == "\n", label_at(labels, number)
                at = tight.find(f"\n{joined}", end)
        last = rows[-1][0]
