"""What H leaves open of what is asked: plain sets, once levels, striking and vouching are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.problem import Requirement
    from skillgraph.verify.person import Person


class Need(NamedTuple):
    """What is left of a requirement: `count` of `options`, which are not had, nor struck.

    `unstruck` has those of its options, too, that are had at the level that is asked for.
    """

    requirement: Requirement
    count: int  # type: ignore[assignment]  # hides tuple.count, which means nothing here
    options: frozenset[int]
    unstruck: frozenset[int]


def need_of(person: Person, requirement: Requirement) -> Need | None:
    """Return what H leaves open of a requirement, or None where H meets it."""
    if person.meets(requirement):
        return None
    count, unstruck = person.left(requirement)
    missing = frozenset(each for each in unstruck if not person.has(each, requirement.level))
    return Need(requirement, count - len(unstruck) + len(missing), missing, frozenset(unstruck))


class Waiting:
    """Skills that wait for others: each need is looked at once for each of its options."""

    def __init__(self, needs: Needs, skills: Iterable[int]) -> None:
        #: By skill, how many of its needs are open; by option, who waits for how many of a need.
        self._open: dict[int, int] = {}
        self._asking: dict[int, list[_Asking]] = {}
        for skill in set(skills):
            asked = needs.of_step(skill)
            self._open[skill] = len(asked)
            for need in asked:
                asking = _Asking(skill, need.count)
                for option in need.options:
                    self._asking.setdefault(option, []).append(asking)

    def ready(self) -> list[int]:
        """Return those that wait for nothing."""
        return [skill for skill, count in self._open.items() if not count]

    def learn(self, skill: int) -> list[int]:
        """Return those that wait for nothing once a skill is learnt, and did before."""
        freed = []
        for asking in self._asking.pop(skill, ()):
            asking.left -= 1
            if asking.left == 0:
                self._open[asking.skill] -= 1
                if not self._open[asking.skill]:
                    freed.append(asking.skill)
        return freed


class _Asking:
    """A need of a skill, and how many of its options are still to be learnt."""

    __slots__ = ("left", "skill")

    def __init__(self, skill: int, left: int) -> None:
        self.skill = skill
        self.left = left


class Needs:
    """What is open of stages and of steps, each looked at once."""

    def __init__(self, person: Person) -> None:
        self.person = person
        #: What the question chooses: every plan has it.
        self.chosen = person.problem.options.choose - person.had.keys()
        self._stages: dict[int, tuple[Need, ...]] = {}
        self._steps: dict[int, tuple[Need, ...]] = {}

    def of_stage(self, stage: int) -> tuple[Need, ...]:
        """Return what is open of a stage; nothing of a held role."""
        if stage not in self._stages:
            self._stages[stage] = self._open(self.person.asked_of_stage(stage))
        return self._stages[stage]

    def of_step(self, skill: int) -> tuple[Need, ...]:
        """Return what is open of a step's prerequisites; a raise asks for none."""
        if skill not in self._steps:
            self._steps[skill] = self._open(self.person.asked_of_step(skill))
        return self._steps[skill]

    def learnable(self) -> set[int]:
        """Return all that can be learnt or raised."""
        return self.orderable(filter(self.person.can_be_step, self.person.problem.skills))

    def orderable(self, skills: Iterable[int]) -> set[int]:
        """Return those of some skills that can be learnt with nothing but them."""
        waiting = Waiting(self, skills)
        queue = waiting.ready()
        for skill in queue:
            queue += waiting.learn(skill)
        return set(queue)

    def is_plan(self, stages: Iterable[int], learnt: set[int]) -> bool:
        """Tell whether a set of skills, no raises among them that nothing asks for, is a plan."""
        return (
            self.chosen <= learnt
            and all(
                len(need.options & learnt) >= need.count
                for stage in stages
                for need in self.of_stage(stage)
            )
            and learnt == self.orderable(learnt)
        )

    def _open(self, asked: Iterable[Requirement]) -> tuple[Need, ...]:
        found = (need_of(self.person, requirement) for requirement in asked)
        return tuple(need for need in found if need is not None)
