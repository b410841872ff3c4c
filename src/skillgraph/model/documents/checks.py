"""The documents of `lint` and `validate`: what checks found."""

from typing import Literal, TypedDict

from skillgraph.model.documents import (
    Cited,
    Count,
    GraphDocument,
    GraphRef,
    Id,
    Labels,
    Positive,
    Ref,
)
from skillgraph.model.whole import Severity


class RuleDoc(TypedDict):
    """A rule that was applied."""

    id: str
    """What the rule is called."""
    description: str
    """What it looks for."""


class ExitDoc(TypedDict):
    """A way out of a cycle: a choice of one of its members that skills elsewhere can meet."""

    owner: Id
    """The member, by id."""
    count: Positive
    """How many of the options it needs."""
    options: list[Id]
    """The ids of the options, by position."""


class FindingDoc(TypedDict):
    """One thing that a rule found."""

    rule: str
    """The rule that found it."""
    severity: Severity
    """How likely it is a slip."""
    nodes: list[Ref]
    """The nodes concerned."""
    message: str
    """What is so."""
    hint: str
    """What to do about it; empty where nothing is to be done."""
    path: list[Id]
    """The ids of the way that proves it; of a cycle the last is the first."""
    exits: list[ExitDoc]
    """The ways out of a cycle."""
    places: list[str]
    """Where it is stated in authored files: file:line:column."""
    sources: list[Cited]
    """Where it is stated, as answers cite it."""


class LintDocument(GraphDocument):
    """What checks of a graph found: what is well-formed, and yet likely a slip."""

    format: Literal["skillgraph-lint/1"]
    """The form of this document and its version."""
    rules: list[RuleDoc]
    """The rules that were applied."""
    warnings: Count
    """How many of the findings are warnings."""
    findings: list[FindingDoc]
    """What was found: by rule, warnings first within a rule, then by position."""
    labels: Labels
    """The label of each node that a finding names by its id."""


class ProblemDoc(TypedDict):
    """One thing that is wrong."""

    place: str
    """Where: file:line:column, or the subject in RDF, which has no lines; empty where it is the
    whole."""
    message: str
    """What is wrong."""
    hint: str
    """What to do next; may be empty."""


class ValidationDocument(TypedDict):
    """A check of catalogues or RDF: whether files make a graph, and if not, why."""

    format: Literal["skillgraph-validation/1"]
    """The form of this document and its version."""
    graph: GraphRef | None
    """The graph that they make; null where they make none."""
    inputs: list[str]
    """The files and catalogues that were checked, as they were named."""
    valid: bool
    """Whether they make a graph."""
    problems: list[ProblemDoc]
    """All that is wrong; empty where they make a graph."""
    nodes: dict[str, Count]
    """How many nodes of each kind there are; empty where they make no graph."""
