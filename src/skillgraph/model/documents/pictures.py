"""Pictures as documents: what is drawn, before anything says how."""

from typing import Literal, TypedDict

from skillgraph.model.documents import (
    CatalogDoc,
    Cited,
    Count,
    EffortDoc,
    GraphDocument,
    Id,
    Labels,
    LinkKind,
    NodeKind,
    Ref,
    RequirementDoc,
    RoleRef,
    SalaryDoc,
)
from skillgraph.model.documents.plan import PlanDocument


class PictureNodeDoc(RoleRef):
    """A node with the facts that stand beside the picture."""

    alt_labels: list[str]
    """Other names that it goes by."""
    description: str | None
    """What it is, in the source's words."""
    outcome: str | None
    """Of a skill what somebody who has it can do."""
    experience: str | None
    """Of a role the experience that is usual, in the source's words."""
    entry: bool
    """Whether a person may start from this role although others lead to it."""
    practised: bool
    """Whether this skill grows at work, and is never planned."""
    effort_hours: EffortDoc | None
    """Of a skill its effort; null of all else, and where it is practised and none is stated."""
    categories: list[Ref]
    """The categories that it stands in, which may lie outside of the picture."""
    salary: list[SalaryDoc]
    """Pay at a role, as sources state it."""
    sources: list[Cited]
    """Where it is stated."""
    locators: list[str]
    """Where authored files state it: file and line."""


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
