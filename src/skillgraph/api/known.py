"""A graph that is at hand, as readers ask it for names."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from skillgraph.api.damage import watched
from skillgraph.api.opening import open_paths
from skillgraph.errors import AmbiguousName, NameNotFound
from skillgraph.graph import schema
from skillgraph.graph.names import resolve
from skillgraph.graph.search import search
from skillgraph.graph.store import encodable
from skillgraph.model.facts import Text
from skillgraph.readers.known import KnownNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.graph.store import Graph

#: So many near names are offered.
_OFFERED = 3


class Known:
    """The names of a compiled graph; see `skillgraph.readers.known.KnownGraph`."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def find(self, name: str, kinds: Sequence[str]) -> Sequence[KnownNode]:
        """Return the nodes that a name means: none, the one, or several."""
        try:
            return [self._node(resolve(self._graph, name, kinds).id)]
        except AmbiguousName as error:
            return [self._node(each.id) for each in error.candidates]
        except NameNotFound:
            return []

    def near(self, name: str, kinds: Sequence[str]) -> Sequence[KnownNode]:
        """Return nodes whose names are near, the nearest first."""
        if not encodable(name):
            return []
        return [self._node(hit.id) for hit in search(self._graph, name, kinds, limit=_OFFERED)]

    def _node(self, id_: str) -> KnownNode:
        node = self._graph.find(id_)
        if node is None:
            raise AssertionError
        labels = self._graph.texts(node.key, schema.PREF)
        texts = [Text(value, language) for language, value in labels]
        own = sorted(texts, key=lambda text: text.value != node.label)
        return KnownNode(id_, node.kind, tuple(own))


@contextmanager
def opened_known(paths: Sequence[str]) -> Iterator[Known | None]:
    """Open the graph that names are to be looked up in; without paths there is none."""
    if not paths:
        yield None
        return
    with watched(open_paths(paths, cache=True)) as graph:
        yield Known(graph)
