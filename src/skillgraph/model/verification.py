"""What a check of a plan finds, in the problem's own integers, and its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict

if TYPE_CHECKING:
    from skillgraph.model.documents import GraphRef, RoleRef
    from skillgraph.model.plan import Plan


class Violation(NamedTuple):
    """A statement of a plan that isn't so, by the rule of DESIGN section 3 that it breaks.

    `{0}` and so on in the message stand for `nodes`, skills and stages; `path` is where a document
    says it.
    """

    rule: int
    message: str
    nodes: tuple[int, ...]
    path: str


#: How far the claim that nothing costs less was followed.
Bound = Literal["proved", "not proved here", "refuted", "no claim"]


class Unchecked(NamedTuple):
    """A value of a document that nothing here can tell to be true or false, and why."""

    path: str
    reason: str


class Verdict(NamedTuple):
    """All that is wrong with a plan; nothing wrong is a plan that holds.

    `bound` says what became of its claim to be the best: it is proved where there is little to try,
    and refuted where something better was found. `plan` is what the claim has to be, given its
    stages and steps, save for what is `unchecked`; None where they are not of this question.
    """

    violations: tuple[Violation, ...]
    bound: Bound
    plan: Plan | None
    unchecked: tuple[Unchecked, ...]


class ViolationDoc(TypedDict):
    """A statement of a plan that isn't so; `path` is where its document says it."""

    rule: int
    path: str
    message: str


class UncheckedDoc(TypedDict):
    """A value, or all below it, that was not found to be true or false, and why."""

    path: str
    reason: str


class CheckedDoc(TypedDict):
    """A rule that was replayed, and what it is about; 0 is all that follows from none."""

    rule: int
    name: str


class VerificationDocument(TypedDict):
    """Whether a plan holds on a graph.

    `checked` names the rules that were replayed; `unchecked` every value that is neither among the
    `violations` nor known to be true: all others are true where the plan `holds`.
    """

    format: str
    graph: GraphRef
    plan: str
    target: RoleRef
    status: str
    holds: bool
    bound: Bound
    checked: list[CheckedDoc]
    violations: list[ViolationDoc]
    unchecked: list[UncheckedDoc]
