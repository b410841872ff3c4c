"""What a check of a plan finds, in the problem's own integers."""

from typing import Literal, NamedTuple


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
