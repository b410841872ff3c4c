"""The document of `verify`: whether a plan holds on a graph."""

from typing import Literal, TypedDict

from skillgraph.model.documents import Count, GraphDocument, RoleRef
from skillgraph.model.verification import Bound


class ViolationDoc(TypedDict):
    """A statement of a plan that isn't so."""

    rule: Count
    """The rule that it breaks, by number; 0 for what follows from no rule but the graph."""
    path: str
    """Where the plan says it: steps[3].effort_hours.max, say."""
    message: str
    """What isn't so."""


class UncheckedDoc(TypedDict):
    """A value of a plan, with all below it, that was not found to be true or false."""

    path: str
    """Where the plan says it; empty for all that follows from its steps."""
    reason: str
    """Why it was not checked."""


class CheckedDoc(TypedDict):
    """A rule that was replayed."""

    rule: Count
    """Its number; 0 for all that follows from no rule but the graph."""
    name: str
    """What it is about."""


class VerificationDocument(GraphDocument):
    """A check of a plan: which of its values aren't so on a graph, and which can't be told.

    All others are true.
    """

    format: Literal["skillgraph-verification/1"]
    """The form of this document and its version."""
    plan: str
    """The digest of the graph that the plan was made on."""
    target: RoleRef
    """What the plan is to reach."""
    status: str
    """How the plan says that it ends."""
    holds: bool
    """Whether nothing of it is wrong."""
    bound: Bound
    """What became of its claim that nothing costs less: proved, refuted, or not proved where there
    is too much to try; no claim where it makes none."""
    checked: list[CheckedDoc]
    """The rules that were replayed."""
    violations: list[ViolationDoc]
    """What isn't so; empty where the plan holds."""
    unchecked: list[UncheckedDoc]
    """What was not checked; a value that is in neither list is true."""
