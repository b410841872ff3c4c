"""Whether a compiled graph still says what its digest says: what SQLite can't see of damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.errors import GraphVersionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.graph.store import Graph


def check_digest(
    graph: Graph, renew: Callable[[], Graph] | None = None, failure: BaseException | None = None
) -> None:
    """Raise `GraphVersionError` where a graph says something else than it was compiled from.

    All of it is read and compiled once more, in memory. Where `renew` knows how, the file is
    mended, and the error says to ask again. `failure` is what made one look.
    """
    if _is_whole(graph):
        return
    damaged = graph.damaged("what it says is not what its digest says")
    if renew is None:
        raise damaged from failure
    renew().close()
    what = str(damaged).partition(" is damaged")[0]
    message = f"{what} was damaged, and has been compiled again. Ask again."
    raise GraphVersionError(message) from failure


def _is_whole(graph: Graph) -> bool:
    from skillgraph.graph.build import build

    try:
        with build(graph.facts()) as again:
            return again.digest() == graph.digest()
    except Exception:  # noqa: BLE001 -- whatever damage leads to
        return False
