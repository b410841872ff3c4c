"""The planner's answer to a `Problem`, in the problem's own integers."""

from typing import Literal, NamedTuple

from skillgraph.model.problem import Requirement

Status = Literal["held", "unknown", "impossible", "ready", "planned"]
Cause = Literal["avoided", "circular", "lacks"]


class Reason(NamedTuple):
    """A requirement that a step serves, and whose it is (a stage, or another step)."""

    owner: int
    requirement: Requirement


class Step(NamedTuple):
    """One skill to learn, under the stage that first reaches it (rule 8)."""

    skill: int
    stage: int
    raised: bool
    waiting: int
    because: tuple[Reason, ...]


class RunnerUp(NamedTuple):
    """The best plan that leaves out an option taken: what it takes, and what it costs more."""

    chosen: tuple[int, ...]
    extra_cost: int


class Choice(NamedTuple):
    """A choice of the plan that what is held doesn't meet (rule 9).

    Where time ended before the proof, `proven` is false and `runner_up` the best known, if any.
    """

    owner: int
    requirement: Requirement
    chosen: tuple[int, ...]
    equal: tuple[int, ...]
    runner_up: RunnerUp | None
    proven: bool = True


class Route(NamedTuple):
    """The best plan by the chains that don't compete (rule 5)."""

    stages: tuple[int, ...]
    extra_cost: int
    skills: tuple[int, ...]
    proven: bool = True


class Missing(NamedTuple):
    """A skill that can't be had, and why (rule 10)."""

    skill: int
    cause: Cause
    lacks: tuple[int, ...]


class Plan(NamedTuple):
    """The answer. `cost` is in the unit that was asked for: min + max hours, or skills.

    `cost` is None where no plan is made (unknown, impossible). `lower_bound` is proven; `optimal`
    says that the whole order of rule 7 is. Lists of skills are in order of position, `steps` in the
    order of rule 8, `stages` from the start to the target. `essentials` has of each stage how many
    of its mandatory requirements are met by what is held or assumed, and how many there are.
    """

    status: Status
    cost: int | None
    lower_bound: int | None
    optimal: bool
    stages: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()
    assumed: tuple[int, ...] = ()
    practise: tuple[int, ...] = ()
    waived: tuple[int, ...] = ()
    choices: tuple[Choice, ...] = ()
    recommended: tuple[Requirement, ...] = ()
    no_chain: bool = False
    other_route: Route | None = None
    missing: tuple[Missing, ...] = ()
    essentials: tuple[tuple[int, int], ...] = ()
