"""The document of `diff`: what differs between two graphs, and which plans change with it."""

from typing import Literal, TypedDict

from skillgraph.model.difference import Kind
from skillgraph.model.documents import Count, GraphRef, Labels, Ref
from skillgraph.model.documents.side_by_side import WhatIfDocument


class DifferenceDoc(TypedDict):
    """One thing that differs: a node, a requirement, a link or a salary, by its own identity."""

    kind: Kind
    """What became of it; a replaced node goes by another id."""
    what: str
    """What it is: a kind of node or of link, a requirement, a salary, a catalogue, or a node whose
    id was replaced."""
    about: list[str]
    """The ids and values that identify it, the node or the owner first."""
    before: dict[str, str]
    """The single values that changed, as they were, by name."""
    after: dict[str, str]
    """The same values as they are now; empty where there is none any more."""


class PlanChangeDoc(TypedDict):
    """A question whose plan is compared on the two graphs."""

    target: Ref
    """What is to be reached."""
    held: list[Ref]
    """The skills and roles that are held."""
    plan: WhatIfDocument | None
    """The plans on the old graph and on the new one, side by side; null where it can't be asked
    there."""
    problem: str | None
    """Why it can't be asked on the new graph; null where it can."""


class DiffDocument(TypedDict):
    """A difference: what differs from an old graph to a new one, and which plans change with it."""

    format: Literal["skillgraph-diff/1"]
    """The form of this document and its version."""
    old: GraphRef
    """The old graph."""
    new: GraphRef
    """The new graph."""
    counts: dict[str, dict[Kind, Count]]
    """How many changes there are, by what differs and by what became of it."""
    changes: list[DifferenceDoc]
    """All of them, in order of ids."""
    plans: list[PlanChangeDoc]
    """The plans that were asked about."""
    labels: Labels
    """The labels of all ids that the changes mention, those of the new graph before the old's."""
