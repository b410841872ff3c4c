"""Choices of a plan, with their runners-up and equals: rule 9 of DESIGN section 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.plan import Choice, RunnerUp
from skillgraph.planner.solver import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.planner.chains import Chain
    from skillgraph.planner.holding import Holding, Need
    from skillgraph.planner.solver import Candidate, Solver


#: What is known of a rival when time has ended.
_UNKNOWN = Answer(None, 0, proven=False)


class Comparison:
    """A best plan beside the plans that would have chosen otherwise, by the same chains."""

    def __init__(
        self, holding: Holding, solver: Solver, competing: list[Chain], best: Candidate
    ) -> None:
        self.holding = holding
        self.solver = solver
        self.network = solver.network
        self.competing = competing
        self.best = best
        self.cost = solver.network.price(best.mask)
        self._rivals: dict[int, Answer] = {}
        self._equals: dict[tuple[int, int], Answer] = {}

    def choices(self) -> tuple[Choice, ...]:
        """Return each choice of the plan that H doesn't meet and that a step meets."""
        return tuple(self._choice(owner, need) for owner, need in self.open_choices())

    def open_choices(self) -> Iterator[tuple[int, Need]]:
        """Yield each choice that H doesn't meet and a step does, with its owner."""
        holding, best = self.holding, self.best
        owners = [(stage, holding.stage_needs(stage)) for stage in best.chain]
        owners += [(s, holding.needs(s)) for s in self.network.skills_in(best.mask)]
        seen = set()
        for owner, needs in owners:
            for need in needs:
                asked = need.requirement
                if asked.count >= len(asked.options) or (owner, asked) in seen:
                    continue
                if self.network.mask(need.unstruck) & best.mask:
                    seen.add((owner, asked))
                    yield owner, need

    def _choice(self, owner: int, need: Need) -> Choice:
        network = self.network
        options = network.mask(need.unstruck)
        chosen = options & self.best.mask
        answers = [self._without(bit) for bit in _bits(chosen)]
        proven = all(answer.proven for answer in answers)
        rivals = [answer.best for answer in answers if answer.best is not None]
        runner_up = None
        equal: list[int] = []
        if rivals:
            rival = min(rivals)
            extra = network.price(rival.mask) - self.cost
            runner_up = RunnerUp(network.skills_in(options & rival.mask), extra)
            if extra == 0:
                for bit in _bits(options & ~chosen):
                    found = self._is_equal(bit, chosen)
                    if found:
                        equal.extend(network.skills_in(bit))
                    proven = proven and found is not None
        return Choice(
            owner, need.requirement, network.skills_in(chosen), tuple(equal), runner_up, proven
        )

    def _without(self, bit: int) -> Answer:
        """Return the best plan that leaves out a skill."""
        answer = self._rivals.get(bit)
        if answer is None:
            answer = _UNKNOWN
            if not self.solver.expired:
                answer = self.solver.best(self.competing, out=bit)
            self._rivals[bit] = answer
        return answer

    def _is_equal(self, bit: int, chosen: int) -> bool | None:
        """Tell whether a plan with a skill, and without one of those chosen, costs the same.

        None where time ended before that was known.
        """
        unknown = False
        for dropped in _bits(chosen):
            rival = self._without(dropped).best
            if rival is not None and rival.mask & bit and self._costs_the_same(rival):
                return True
            answer = self._with(bit, dropped)
            if answer.best is not None and self._costs_the_same(answer.best):
                return True
            unknown = unknown or not answer.proven
        return None if unknown else False

    def _with(self, bit: int, dropped: int) -> Answer:
        answer = self._equals.get((bit, dropped))
        if answer is None:
            answer = _UNKNOWN
            if not self.solver.expired:
                dearer = (self.cost + 1) * self.network.unit
                answer = self.solver.best(self.competing, choose=bit, out=dropped, limit=dearer)
            self._equals[bit, dropped] = answer
        return answer

    def _costs_the_same(self, rival: Candidate) -> bool:
        return self.network.price(rival.mask) == self.cost


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low
        mask ^= low
