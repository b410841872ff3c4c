"""How two nodes hang together, and why a node is not in a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from skillgraph.model.documents import GraphDocument, Ref, RoleRef

if TYPE_CHECKING:
    from skillgraph.model.documents import RequirementDoc


class NodeRef(Ref):
    """A node by id and label, with its kind."""

    kind: str


class EdgeDoc(TypedDict):
    """A bare edge as it is stated, from `start` to `end`; `kind` is that of a link."""

    kind: str
    start: str
    end: str
    tier: str | None
    assumption: str | None
    sources: list[str]


class HopDoc(TypedDict):
    """One hop of a way: all that is stated between two nodes, in either direction."""

    requirements: list[RequirementDoc]
    edges: list[EdgeDoc]


class WayDoc(TypedDict):
    """A way from one node to another: its nodes, and a hop between each two of them."""

    nodes: list[NodeRef]
    hops: list[HopDoc]


class ExplainDocument(GraphDocument):
    """How two nodes hang together: the shortest ways, the most specific first."""

    start: NodeRef
    end: NodeRef
    ways: list[WayDoc]
    labels: dict[str, str]


Cause = Literal[
    "step", "stage", "held", "assumed", "avoided", "waived", "practised", "chosen otherwise",
    "met otherwise", "less important", "not on the way", "not asked for", "no plan", "another way",
]  # fmt: skip


class CauseDoc(TypedDict):
    """One cause: what is stated (`requirement`), and what stands there in its place.

    `others` are the options taken or held in its place, the roles that ask for it, or what it
    follows from, as the cause has it.
    """

    cause: Cause
    requirement: RequirementDoc | None
    others: list[str]


class WhyNotDocument(GraphDocument):
    """Why a node is not in a plan.

    `extra_cost` is what the best plan with it costs more, in the unit of `by`, None where there is
    none or where it makes no sense to ask; `asked` is the option of `path` that asks for it.
    """

    target: RoleRef
    node: NodeRef
    by: str
    causes: list[CauseDoc]
    extra_cost: int | None
    asked: str | None
    labels: dict[str, str]
