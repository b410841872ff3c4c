"""The documents of `list` and `search`: rows of nodes, as JSON has them and Python gets them."""

from __future__ import annotations

from skillgraph.model.documents import GraphDocument, Ref


class ListedDoc(Ref):
    """A row of a listing."""

    kind: str
    categories: list[str]


class ListDocument(GraphDocument):
    """The nodes of a kind, of a category, with a tag, or all of these, in the graph's order."""

    kind: str | None
    tag: str | None
    category: Ref | None
    nodes: list[ListedDoc]


class HitDoc(Ref):
    """A node found; `alias` is the name that was met, where it is not the label."""

    kind: str
    alias: str | None


class SearchDocument(GraphDocument):
    """What a search found, the likeliest first."""

    query: str
    hits: list[HitDoc]
