"""The documents of `merge` and `crosswalk`, as JSON has them and Python gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from skillgraph.model.documents import Ref

if TYPE_CHECKING:
    from skillgraph.model.documents import GraphRef
    from skillgraph.model.imports import ReasonCount


class InputDoc(TypedDict):
    """A graph that was given: what it was called, its digest, how many nodes it has."""

    name: str
    digest: str
    nodes: int


class UnitedDoc(Ref):
    """A node that others were united with by a match; they are retired, and still resolve to it."""

    kind: str
    others: list[Ref]


class OverriddenDoc(TypedDict):
    """A value that gave way to that of the preferred graph, and where it was stated."""

    about: str
    what: str
    kept: str
    lost: str
    where: str


class MergeDocument(TypedDict):
    """What a merge made of several graphs.

    `output` is the file that was written, None where none was. `same` counts the nodes that several
    graphs have under one id, `united` lists those that a match made one. `losses` says what the
    form of the output can't.
    """

    format: str
    graph: GraphRef
    output: str | None
    inputs: list[InputDoc]
    nodes: dict[str, int]
    statements: dict[str, int]
    same: int
    united: list[UnitedDoc]
    prefer: str | None
    overridden: list[OverriddenDoc]
    dropped: list[ReasonCount]
    losses: list[str]


class ProposalDoc(TypedDict):
    """Two nodes that may be one: a guess by their names, for a person to judge.

    `score` is 1 where both are called so, and less the further the names are from that. `alike` is
    how many are as good for one of the two, where there is no better: more than 1 is an ambiguity.
    """

    score: float
    kind: str
    a: Ref
    b: Ref
    evidence: str
    alike: int


class CrosswalkDocument(TypedDict):
    """What two graphs may have in common beyond their ids; nothing is merged.

    `known` counts the nodes that are one already, by id or by an exact match.
    """

    format: str
    inputs: list[InputDoc]
    known: int
    proposals: list[ProposalDoc]
