"""Damage that SQLite can't see: a compiled graph that says no more what its digest says."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from skillgraph.errors import GraphVersionError, SkillgraphError
from skillgraph.graph.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph

#: What our own code may stumble with over a row that can't be.
FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError,
            RecursionError, sqlite3.Error)  # fmt: skip


@contextmanager
def watched(graph: Graph) -> Iterator[Graph]:
    """Close a graph at the end; what went wrong over one that is damaged is told as its damage."""
    with graph:
        try:
            yield graph
        except FAILURES as failure:
            see_damage(graph, failure)
            raise


def see_damage(graph: Graph, failure: BaseException) -> None:
    """Raise that a graph is damaged, if it is, where something failed that no error of ours is."""
    if isinstance(failure, FAILURES) and not isinstance(failure, SkillgraphError):
        check_digest(graph, failure)


def check_digest(graph: Graph, failure: BaseException | None = None) -> None:
    """Raise `GraphVersionError` where a graph says something else than it was compiled from.

    All of it is read and compiled once more, in memory. A file of the cache is mended, and the
    error says to ask again. `failure` is what made one look.
    """
    if _is_whole(graph):
        return
    damaged = graph.damaged("what it says is not what its digest says")
    if graph.renew is None:
        raise damaged from failure
    graph.renew().close()
    what = str(damaged).partition(" is damaged")[0]
    message = f"{what} was damaged, and has been compiled again. Ask again."
    raise GraphVersionError(message) from failure


def _is_whole(graph: Graph) -> bool:
    try:
        with build(graph.facts()) as again:
            return again.digest() == graph.digest()
    except Exception:  # noqa: BLE001 -- whatever damage leads to
        return False
