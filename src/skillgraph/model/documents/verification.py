"""The document of `verify`: whether a plan holds on a graph."""

from typing import Literal, TypedDict

from skillgraph.model.documents import GraphDocument, Positive, RoleRef
from skillgraph.model.verification import Bound


class ViolationDoc(TypedDict):
    """A statement of a plan that isn't so."""

    rule: Positive
    """The rule that it breaks, by number."""
    message: str
    """What isn't so."""


class CheckedDoc(TypedDict):
    """A rule that was replayed."""

    rule: Positive
    """Its number."""
    name: str
    """What it is about."""


class VerificationDocument(GraphDocument):
    """A check of a plan: whether it holds on a graph, replayed rule by rule."""

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
    """What became of its claim that nothing costs less: proved, refuted, or not proved by a checker
    that never searches; no claim where it makes none."""
    checked: list[CheckedDoc]
    """The rules that were replayed."""
    violations: list[ViolationDoc]
    """What isn't so; empty where the plan holds."""
