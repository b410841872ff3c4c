"""Pictures as documents: what is drawn, before anything says how; in ids, as every answer has it.

Imported for type checking only, like `skillgraph.model.documents`.
"""

from __future__ import annotations

from typing import TypedDict

from skillgraph.model.documents import (
    CatalogDoc,
    EffortDoc,
    GraphDocument,
    PlanDocument,
    Ref,
    RequirementDoc,
    RoleRef,
    SalaryDoc,
)


class PictureNodeDoc(RoleRef):
    """A node with the facts that stand beside the picture; `categories` may lie outside of it."""

    alt_labels: list[str]
    description: str | None
    outcome: str | None
    experience: str | None
    entry: bool
    practised: bool
    effort_hours: EffortDoc | None
    categories: list[Ref]
    salary: list[SalaryDoc]
    sources: list[str]
    locators: list[str]


class PictureLinkDoc(TypedDict):
    """A bare edge between two nodes of the picture, of a kind of `skillgraph.model.facts.Link`."""

    start: str
    kind: str
    end: str
    assumption: str | None


class PictureDocument(GraphDocument):
    """A graph or a plan to be looked at.

    `nodes` are in the graph's order, and are fewer than the `candidates` where those were too many
    to look at: then they are the most connected, the nearest to the focus first. Of a requirement
    the owner and at least one option are in the picture; `labels` has the others.
    """

    focus: Ref | None
    hops: int
    kinds: list[str]
    candidates: int
    nodes: list[PictureNodeDoc]
    requirements: list[RequirementDoc]
    links: list[PictureLinkDoc]
    plan: PlanDocument | None
    catalogs: list[CatalogDoc]
    labels: dict[str, str]
