"""Other plans that are claimed beside the best: each replayed, and what it takes otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.alternatives import Alternative, Swap
from skillgraph.model.verification import Violation
from skillgraph.verify.bound import ranked
from skillgraph.verify.chains import Map, check_links
from skillgraph.verify.following import open_choices
from skillgraph.verify.needs import Needs
from skillgraph.verify.person import Person
from skillgraph.verify.steps import cost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem


class Rivals:
    """The plans beside a claimed one, by their stages and skills."""

    def __init__(self, problem: Problem, claim: Plan) -> None:
        self._person = Person(problem)
        self._needs = Needs(self._person)
        self._chart = Map(self._person, self._needs.learnable())
        self._claim = claim
        self._learnt = {step.skill for step in claim.steps}
        self._choices = list(open_choices(self._needs, claim.stages, self._learnt))

    def given(self, said: Alternative) -> Alternative:
        """Return what an alternative has to say, given its stages and its skills.

        Kept is what is said of drawing level, as far as that can be, and whether it is proven.
        """
        person, skills = self._person, set(said.skills)
        costs = sum(cost(person, skill) for skill in skills)
        extra = costs - (self._claim.cost or 0)
        swaps = tuple(self._swaps(skills))
        found = Alternative(
            said.stages, tuple(sorted(skills)), costs, extra, swaps, proven=said.proven
        )
        if extra <= 0:
            return found
        taken = {skill for swap in swaps for skill in swap.taken}
        level = skills.intersection(said.level_if_held) - self._learnt - taken
        by_cost = sorted(level, key=lambda skill: (cost(person, skill), skill))
        return found._replace(
            level_if_held=tuple(by_cost), level_at=self._level_at(found, taken, said.level_at)
        )

    def violations(self, found: Sequence[Alternative]) -> Iterator[Violation]:
        """Yield what is wrong with them as plans, and with their order."""
        best = (self._claim.stages, tuple(sorted(self._learnt)))
        told = {best}
        ranks = [ranked(self._person, each.stages, each.skills) for each in found]
        for at, each in enumerate(found):
            path = f"alternatives[{at}]"
            if (each.stages, each.skills) in told:
                yield Violation(7, "an alternative is no other plan", (), path)
            elif not self._is_plan(each):
                yield Violation(6, "an alternative is no plan", (), path)
            elif at and ranks[at] < ranks[at - 1]:
                yield Violation(7, "an alternative is better than the one before it", (), path)
            told.add((each.stages, each.skills))

    def _is_plan(self, found: Alternative) -> bool:
        person, chart = self._person, self._chart
        if found.stages[-1:] != (person.problem.target,):
            return False
        if len(set(found.stages)) < len(found.stages):
            return False
        alone = found.stages == (person.problem.target,) and (chart.alone or not chart.starts)
        if not alone and next(check_links(chart, found.stages), None) is not None:
            return False
        return all(map(person.can_be_step, found.skills)) and self._needs.is_plan(
            found.stages, set(found.skills)
        )

    def _swaps(self, skills: set[int]) -> Iterator[Swap]:
        for owner, need in self._choices:
            taken = tuple(sorted(need.unstruck & (skills - self._learnt)))
            dropped = tuple(sorted(need.unstruck & (self._learnt - skills)))
            if taken and dropped:
                yield Swap(owner, need.requirement, taken, dropped)

    def _level_at(self, found: Alternative, taken: set[int], said: int | None) -> int | None:
        """Return the hours at which the one option swapped in would draw level, or None.

        They follow from the extra cost; whether to say them, the planner knows.
        """
        by_count = self._person.problem.options.by == "count"
        if said is None or by_count or len(taken) != 1 or found.stages != self._claim.stages:
            return None
        level = cost(self._person, *taken) - found.extra_cost
        return level if level > 0 else None
