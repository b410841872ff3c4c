"""What a check of a plan finds, in the problem's own integers, and its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict

if TYPE_CHECKING:
    from skillgraph.model.documents import GraphRef, RoleRef


class Violation(NamedTuple):
    """A statement of a plan that isn't so, by the rule of DESIGN section 3 that it breaks.

    `{0}` and so on in the message stand for `nodes`, skills and stages.
    """

    rule: int
    message: str
    nodes: tuple[int, ...]


#: How far the claim that nothing costs less was followed.
Bound = Literal["proved", "not proved here", "refuted", "no claim"]


class Verdict(NamedTuple):
    """All that is wrong with a plan; nothing wrong is a plan that holds.

    `bound` says what became of its claim to be the best: a checker that never searches can prove
    it where the way is straight, and refute it where it stumbles on something cheaper.
    """

    violations: tuple[Violation, ...]
    bound: Bound


class ViolationDoc(TypedDict):
    """A statement of a plan that isn't so."""

    rule: int
    message: str


class CheckedDoc(TypedDict):
    """A rule that was replayed, and what it is about."""

    rule: int
    name: str


class VerificationDocument(TypedDict):
    """Whether a plan holds on a graph. `checked` names the rules that were replayed."""

    format: str
    graph: GraphRef
    plan: str
    target: RoleRef
    status: str
    holds: bool
    bound: Bound
    checked: list[CheckedDoc]
    violations: list[ViolationDoc]
