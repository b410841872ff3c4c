"""Another graph, as readers ask it for names: what a name means there, and what is near it.

Readers know no compiled graph; the api hands them one in this form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from skillgraph.words import quoted, some_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.facts import Text


class KnownNode(NamedTuple):
    """A node of that graph: its id, its kind, its preferred labels, the first its own."""

    id: str
    kind: str
    labels: tuple[Text, ...]


class KnownGraph(Protocol):
    """The names of another graph."""

    def find(self, name: str, kinds: Sequence[str]) -> Sequence[KnownNode]:
        """Return the nodes that a name means: none, the one, or several where nothing decides."""
        ...

    def near(self, name: str, kinds: Sequence[str]) -> Sequence[KnownNode]:
        """Return nodes whose names are near, the nearest first."""
        ...


def candidates(nodes: Sequence[KnownNode]) -> str:
    """Return nodes as a message offers them.

    >>> from skillgraph.model.facts import Text
    >>> candidates([KnownNode("skill:sql", "skill", (Text("SQL", "en"),))])
    "skill:sql ('SQL')"
    """
    return some_of([f"{node.id} ({quoted(node.labels[0].value)})" for node in nodes], len(nodes))
