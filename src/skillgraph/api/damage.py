"""Damage that SQLite can't see: a cached graph that says no more what was compiled into it."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from skillgraph.errors import GraphVersionError, SkillgraphError
from skillgraph.graph import schema
from skillgraph.graph.build import build
from skillgraph.graph.given import FAILURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph


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
        _check(graph, failure)


def _check(graph: Graph, failure: BaseException) -> None:
    """Raise `GraphVersionError` where a graph says something else than was compiled into it.

    All of it is read and compiled once more, in memory. A file of the cache is mended, and the
    error says to ask again.
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
            return again.digest() == graph.digest() and all(
                one == other
                for table in schema.DERIVED
                for one, other in zip_longest(
                    *(each.scan(f"SELECT * FROM {table}") for each in (again, graph))
                )
            )
    except Exception:  # noqa: BLE001 -- whatever damage leads to
        return False
