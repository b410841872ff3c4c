"""Pictures as documents: what is drawn, before anything says how."""

from typing import Literal, TypedDict

from skillgraph.model.documents import (
    CatalogDoc,
    Count,
    DescribedDoc,
    GraphDocument,
    Id,
    Labels,
    LinkKind,
    NodeKind,
    Ref,
    RequirementDoc,
)
from skillgraph.model.documents.plan import PlanDocument


class PictureNodeDoc(DescribedDoc):
    """A node with the facts that stand beside the picture."""

    categories: list[Ref]
    """The categories that it stands in, which may lie outside of the picture."""


class PictureLinkDoc(TypedDict):
    """A bare edge between two nodes of the picture."""

    start: Id
    """Where it starts."""
    kind: LinkKind
    """What it says, from its start to its end."""
    end: Id
    """Where it ends."""
    assumption: str | None
    """What of it is read into the source, not stated by it."""


class PictureDocument(GraphDocument):
    """A picture: a graph, a part of it, or a plan, to be looked at."""

    format: Literal["skillgraph-picture/1"]
    """The form of this document and its version."""
    focus: Ref | None
    """The node that the picture is about; null where it is about all."""
    hops: Count
    """How many edges away from it nodes may be."""
    kinds: list[NodeKind]
    """The kinds of nodes that were asked for; empty where all were."""
    candidates: Count
    """How many nodes there were to show. More than are shown were too many to look at: then it is
    the most connected, the nearest to the focus first."""
    nodes: list[PictureNodeDoc]
    """The nodes, in the graph's order."""
    requirements: list[RequirementDoc]
    """The requirements whose owner and at least one option are in the picture."""
    links: list[PictureLinkDoc]
    """The bare edges between nodes of the picture."""
    plan: PlanDocument | None
    """The plan that is drawn; null where it is a graph."""
    catalogs: list[CatalogDoc]
    """The catalogues that went into the graph, with what may be done with them."""
    labels: Labels
    """The labels of all ids that the picture mentions, sources included."""
