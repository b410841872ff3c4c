"""Plans that differ from the best one in a choice or in the stages, the best of each kind.

A plan is an alternative where it is the best by the chains that compete with some other option of
a choice, one that the best plan takes left out; or the best by another chain. So equal options
give one alternative each, and not one for every way in which they can be combined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.alternatives import Alternative, Swap
from skillgraph.model.plan import Plan
from skillgraph.planner.choices import Comparison
from skillgraph.planner.network import indices
from skillgraph.planner.plan import TIMEOUT_SECONDS, plan, prepare
from skillgraph.planner.solver import Answer, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.problem import Problem
    from skillgraph.planner.holding import Need
    from skillgraph.planner.plan import Question

#: So many skills are tried, one at a time, for what would have to be held.
_MOST_TRIED = 12


def alternatives(
    problem: Problem, *, most: int, timeout: float = TIMEOUT_SECONDS, found: Plan | None = None
) -> tuple[Alternative, ...]:
    """Return the best alternatives to the best plan, at most so many, in the order of rule 7.

    They are compared with the plan that was `found`, where one is given: out of time, it may not be
    the best. Where there is no plan to make there are none. Each is proved to be the best of its
    kind unless time ends first, and what it says of drawing level has been tried, by planning
    again.
    """
    question = prepare(problem, timeout=timeout)
    if isinstance(question, Plan):
        return ()
    if found is not None:
        bits = question.solver.network.bits
        mask = sum(bits[step.skill] for step in found.steps)
        return _Rivals(problem, question, Candidate(0, found.stages, mask)).listed(most)
    best = question.solver.best(question.chains.competing).best
    if best is None:
        return ()
    return _Rivals(problem, question, best).listed(most)


class _Rivals:
    def __init__(self, problem: Problem, question: Question, best: Candidate) -> None:
        self.problem = problem
        self.question = question
        self.best = best
        self.solver = question.solver
        self.network = question.solver.network
        comparison = Comparison(question.holding, question.solver, question.chains.competing, best)
        self.choices = list(comparison.open_choices())

    def listed(self, most: int) -> tuple[Alternative, ...]:
        found: dict[tuple[tuple[int, ...], int], tuple[Candidate, bool]] = {}
        for answer in self._answers():
            rival = answer.best
            if rival is None or (rival.chain, rival.mask) == (self.best.chain, self.best.mask):
                continue
            key = (rival.chain, rival.mask)
            known = found.get(key)
            found[key] = (rival, answer.proven and (known is None or known[1]))
        ranked = sorted(found.values(), key=lambda each: (each[0].weight, each[0].chain))
        return tuple(self._alternative(rival, proven=proven) for rival, proven in ranked[:most])

    def _answers(self) -> Iterator[Answer]:
        """Yield the best plan with each option not taken, and by each other chain."""
        solver, chains = self.solver, self.question.chains
        for options in dict.fromkeys(self.network.mask(need.unstruck) for _, need in self.choices):
            taken = options & self.best.mask
            for option in indices(options & ~taken):
                if not solver.expired:
                    yield self._with(option, taken)
        for chain in (*chains.competing, *chains.others):
            if chain != self.best.chain and not solver.expired:
                yield solver.best([chain])

    def _with(self, option: int, taken: int) -> Answer:
        """Return the best plan with an option that leaves out at least one of those taken."""
        competing = self.question.chains.competing
        answers = [
            self.solver.best(competing, choose=1 << option, out=1 << dropped)
            for dropped in indices(taken)
        ]
        rivals = [answer.best for answer in answers if answer.best is not None]
        return Answer(
            min(rivals, default=None),
            min(answer.bound for answer in answers),
            proven=all(answer.proven for answer in answers),
        )

    def _alternative(self, rival: Candidate, *, proven: bool) -> Alternative:
        network = self.network
        cost = network.price(rival.mask)
        extra = cost - network.price(self.best.mask)
        found = Alternative(
            rival.chain,
            network.skills_in(rival.mask),
            cost,
            extra,
            tuple(self._swaps(rival)),
            proven=proven,
        )
        if extra <= 0:
            return found
        return found._replace(level_if_held=self._level(found), level_at=self._level_at(found))

    def _swaps(self, rival: Candidate) -> Iterator[Swap]:
        for owner, need in self.choices:
            options = self.network.mask(need.unstruck)
            taken, dropped = rival.mask & ~self.best.mask, self.best.mask & ~rival.mask
            if options & taken and options & dropped:
                yield self._swap(owner, need, options & taken, options & dropped)

    def _swap(self, owner: int, need: Need, taken: int, dropped: int) -> Swap:
        skills_in = self.network.skills_in
        return Swap(owner, need.requirement, skills_in(taken), skills_in(dropped))

    def _level_at(self, found: Alternative) -> int | None:
        """Return what the one option swapped in would have to cost for the plan to draw level.

        Every plan with the option gets cheaper by the same, and the best plan has it not; so the
        best of those with it draws level when the option saves its extra cost. None is said where
        that is another plan, which keeps all that the best one takes.
        """
        taken = {skill for swap in found.swaps for skill in swap.taken}
        if self.problem.options.by == "count" or len(taken) != 1:
            return None
        if found.stages != self.best.chain:
            return None
        bit = self.network.bits[taken.pop()]
        with_it = self.solver.best(self.question.chains.competing, choose=bit)
        if with_it.best is None or self.network.price(with_it.best.mask) != found.cost:
            return None
        price = self.network.price(bit)
        return price - found.extra_cost if with_it.proven and price > found.extra_cost else None

    def _level(self, found: Alternative) -> tuple[int, ...]:
        """Return the skills of which one more held would make it as good as any, by planning again.

        The options that are swapped in are left out: that who holds Azure has Azure says nothing.
        """
        bits = self.network.bits
        swapped = {skill for swap in found.swaps for skill in swap.taken}
        own = [s for s in found.skills if not bits[s] & self.best.mask and s not in swapped]
        own.sort(key=lambda skill: (self.network.price(bits[skill]), skill))
        return tuple(
            skill
            for skill in own[:_MOST_TRIED]
            if not self.solver.expired and self._is_level(skill, found, swapped)
        )

    def _is_level(self, skill: int, found: Alternative, swapped: set[int]) -> bool:
        held = {**self.problem.held_skills, skill: None}
        problem = self.problem._replace(held_skills=held)
        best = plan(problem, compare=False)
        if not swapped:  # another way: nearer, or cheaper, as the question has it
            return best.optimal and best.stages == found.stages
        chosen = problem.options._replace(choose=problem.options.choose | swapped)
        rival = plan(problem._replace(options=chosen), compare=False)
        return rival.optimal and rival.stages == found.stages and rival.cost == best.cost
