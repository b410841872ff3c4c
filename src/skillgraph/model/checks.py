"""The documents of `lint` and `validate`: what checks found, as JSON has it and Python gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from skillgraph.model.documents import GraphDocument, Ref

if TYPE_CHECKING:
    from skillgraph.model.documents import GraphRef
    from skillgraph.model.whole import Severity


class RuleDoc(TypedDict):
    """A rule that was applied, and what it looks for."""

    id: str
    description: str


class ExitDoc(TypedDict):
    """A way out of a cycle: a choice of one of its members that skills elsewhere can meet."""

    owner: str
    count: int
    options: list[str]


class FindingDoc(TypedDict):
    """One thing that a rule found: the nodes concerned, what is so, what to do, where it is stated.

    `path` is the way that proves it, by id; of a cycle the last is the first. `places` are in
    authored files, `sources` as answers cite them.
    """

    rule: str
    severity: Severity
    nodes: list[Ref]
    message: str
    hint: str
    path: list[str]
    exits: list[ExitDoc]
    places: list[str]
    sources: list[str]


class LintDocument(GraphDocument):
    """What checks of a graph found: warnings first within a rule, then by position."""

    rules: list[RuleDoc]
    warnings: int
    findings: list[FindingDoc]
    labels: dict[str, str]


class ProblemDoc(TypedDict):
    """One thing that is wrong in a catalogue: where, what, what next."""

    place: str
    message: str
    hint: str


class ValidationDocument(TypedDict):
    """What a check of catalogues found; `graph` is None where they make none."""

    format: str
    graph: GraphRef | None
    inputs: list[str]
    valid: bool
    problems: list[ProblemDoc]
    nodes: dict[str, int]
