"""The documents of `explain`: how two nodes hang together, and why a node is not in a plan."""

from typing import Annotated, Literal, TypedDict

from skillgraph.model.documents import (
    By,
    Cited,
    GraphDocument,
    Id,
    Labels,
    LinkKind,
    NodeRef,
    RequirementDoc,
    RoleRef,
    Schema,
)


class EdgeDoc(TypedDict):
    """A bare edge as it is stated."""

    kind: LinkKind
    """What the edge says, from its start to its end."""
    start: Id
    """Where it starts."""
    end: Id
    """Where it ends."""
    tier: str | None
    """Of a `related` one how near it is, in the source's own word; null where it says nothing."""
    assumption: str | None
    """What of it is read into the source, not stated by it."""
    sources: list[Cited]
    """Where it is stated."""


class HopDoc(TypedDict):
    """One hop of a way: all that is stated between two nodes, in either direction."""

    requirements: list[RequirementDoc]
    """The requirements of one that have the other among their options."""
    edges: list[EdgeDoc]
    """The bare edges between them."""


class WayDoc(TypedDict):
    """A way from one node to another."""

    nodes: list[NodeRef]
    """The nodes that it passes, both ends included."""
    hops: list[HopDoc]
    """A hop between each two nodes that follow each other."""


class ExplainDocument(GraphDocument):
    """How two nodes hang together: the shortest ways, the most specific first."""

    format: Literal["skillgraph-explain/1"]
    """The form of this document and its version."""
    start: NodeRef
    """The node that the ways start at."""
    end: NodeRef
    """The node that the ways end at."""
    ways: list[WayDoc]
    """The ways; empty where there is none."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""


Cause = Literal[
    "step", "stage", "held", "assumed", "avoided", "waived", "practised", "chosen otherwise",
    "met otherwise", "less important", "not on the way", "not asked for", "no plan", "another way",
]  # fmt: skip


class CauseDoc(TypedDict):
    """One cause why a node is not in a plan, or that it is."""

    cause: Cause
    """In a word."""
    requirement: RequirementDoc | None
    """What is stated; null where it follows from no statement."""
    others: list[Id]
    """The options taken or held in its place, the roles that ask for it, or what it follows from,
    as the cause has it."""


class WhyNotDocument(GraphDocument):
    """Why a node is not in a plan: from the plan, the question, and what is stated."""

    format: Literal["skillgraph-why-not/1"]
    """The form of this document and its version."""
    target: RoleRef
    """What the plan is to reach."""
    node: NodeRef
    """The node."""
    by: By
    """What cost is: effort, or the count of skills."""
    causes: list[CauseDoc]
    """The causes; one that says that it is in the plan, is held or is assumed stands alone."""
    extra_cost: int | None
    """What the best plan with it costs more, in the unit of `by`; null where there is none, or
    where that makes no sense to ask."""
    asked: Annotated[str, Schema(enum=["choose", "via"])] | None
    """The option of `path` that asks for it; null where none does."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""
