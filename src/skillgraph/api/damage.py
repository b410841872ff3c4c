"""What goes wrong in a graph whose file is damaged, told as that damage."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from skillgraph.errors import SkillgraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.graph.store import Graph

#: What our own code may stumble with over a row that can't be.
_FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError,
             RecursionError, sqlite3.Error)  # fmt: skip


@contextmanager
def watched(graph: Graph) -> Iterator[Graph]:
    """Close a graph at the end; what goes wrong where it is damaged is told as its damage."""
    try:
        yield graph
    except Exception as error:
        tell_damage(graph, error)
        raise
    finally:
        graph.close()


def tell_damage(graph: Graph, error: BaseException) -> None:
    """Raise `GraphVersionError` for an error, where a graph is damaged that may have led to it."""
    if isinstance(error, _FAILURES) and not isinstance(error, SkillgraphError):
        from skillgraph.graph.redigest import check_digest

        check_digest(graph, error)
