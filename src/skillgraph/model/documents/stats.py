"""The document of `stats`: how much a graph holds."""

from typing import Literal

from skillgraph.model.documents import CatalogDoc, Count, GraphDocument, Ref


class SourceCountDoc(Ref):
    """A source, and how many statements rest on it."""

    statements: Count
    """How many statements rest on it."""


class StatsDocument(GraphDocument):
    """How much a graph holds: nodes by kind, statements by what they say, and their sources."""

    format: Literal["skillgraph-stats/1"]
    """The form of this document and its version."""
    nodes: dict[str, Count]
    """How many nodes of each kind there are, kinds that it has none of among them."""
    statements: dict[str, Count]
    """How many statements there are by what they say: a requirement, a requirement that leaves a
    choice, a salary, and each kind of link."""
    unknown_effort: Count
    """For how many skills no effort is stated, those that grow at work left out."""
    catalogs: list[CatalogDoc]
    """The catalogues that it was compiled from, with what may be done with them."""
    sources: list[SourceCountDoc]
    """The sources, and how many statements rest on each."""
