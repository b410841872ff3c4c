"""The documents of `merge` and `crosswalk`."""

from typing import Annotated, Literal, TypedDict

from skillgraph.model.documents import (
    Count,
    GraphDocument,
    NodeKind,
    NodeRef,
    Positive,
    Ref,
    Schema,
)
from skillgraph.model.documents.imports import ReasonCount


class InputDoc(TypedDict):
    """A graph that was given."""

    name: str
    """What it was called: a path, or the name of a catalogue."""
    digest: str
    """The digest of all that it says."""
    nodes: Count
    """How many nodes it has."""


class UnitedDoc(NodeRef):
    """A node that others were united with by a match."""

    others: list[Ref]
    """Those others: they are retired, and still resolve to it."""


class OverriddenDoc(TypedDict):
    """A value that gave way to that of the preferred graph."""

    about: str
    """What it is said of, by id."""
    what: str
    """Which value."""
    kept: str
    """The value of the preferred graph."""
    lost: str
    """The value that gave way."""
    where: str
    """Where that was stated."""


class MergeDocument(GraphDocument):
    """A merge: what became of several graphs in one."""

    format: Literal["skillgraph-merge/1"]
    """The form of this document and its version."""
    output: str | None
    """The file that was written; null where none was (`--dry-run`)."""
    inputs: list[InputDoc]
    """The graphs that were merged."""
    nodes: dict[str, Count]
    """How many nodes of each kind the merged graph holds."""
    statements: dict[str, Count]
    """How many statements it holds, by what they say."""
    same: Count
    """How many nodes several of the graphs have under one id."""
    united: list[UnitedDoc]
    """The nodes that a match made one."""
    prefer: str | None
    """The graph whose values stand where graphs contradict; null where none was named."""
    overridden: list[OverriddenDoc]
    """The values that gave way to those of the preferred graph."""
    dropped: list[ReasonCount]
    """What was left out, and why."""
    losses: list[str]
    """What the form of the output can't say, a sentence for each thing."""


class ProposalDoc(TypedDict):
    """Two nodes that may be one: a guess by their names, for a person to judge."""

    score: Annotated[float, Schema(minimum=0, maximum=1)]
    """1 where both are called so, and less the further the names are from that."""
    kind: NodeKind
    """What they are."""
    a: Ref
    """The node of the first graph."""
    b: Ref
    """The node of the second graph."""
    evidence: str
    """What speaks for it."""
    alike: Positive
    """How many are as good for one of the two, where there is no better: more than 1 is an
    ambiguity."""


class CrosswalkDocument(TypedDict):
    """A crosswalk: what two graphs may have in common beyond their ids. Nothing is merged."""

    format: Literal["skillgraph-crosswalk/1"]
    """The form of this document and its version."""
    inputs: list[InputDoc]
    """The two graphs."""
    known: Count
    """How many nodes are one already, by id or by an exact match."""
    proposals: list[ProposalDoc]
    """Pairs of nodes that may be one, in the order of the first graph, the likeliest first."""
