"""The documents of `list` and `search`: rows of nodes."""

from typing import Literal

from skillgraph.model.documents import GraphDocument, NodeKind, NodeRef, Ref


class ListedDoc(NodeRef):
    """A row of a listing."""

    categories: list[str]
    """The labels of the categories that it stands in."""


class ListDocument(GraphDocument):
    """A listing: the nodes of a kind, of a category, with a tag, or all of these."""

    format: Literal["skillgraph-list/1"]
    """The form of this document and its version."""
    kind: NodeKind | None
    """The kind that was asked for; null where all were."""
    tag: str | None
    """The tag that was asked for; null where none was."""
    category: Ref | None
    """The category that was asked for, what stands below it included; null where none was."""
    nodes: list[ListedDoc]
    """The nodes, in the graph's order."""


class HitDoc(NodeRef):
    """A node that was found."""

    alias: str | None
    """The name that was met; null where it is the label."""


class SearchDocument(GraphDocument):
    """A search: the nodes that a text may mean, the likeliest first."""

    format: Literal["skillgraph-search/1"]
    """The form of this document and its version."""
    query: str
    """The text."""
    hits: list[HitDoc]
    """What was found, the likeliest first."""
