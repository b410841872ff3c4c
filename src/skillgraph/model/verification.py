"""What a check of a plan finds, in the problem's own integers."""

from typing import Literal, NamedTuple

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
