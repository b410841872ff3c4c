"""The same question as a mixed-integer program, for HiGHS: what our own search leaves unfinished.

One binary variable a skill; a need is a row. Plans that only hold themselves up in a circle are cut
off as they turn up. What the solver returns is checked and weighed again in exact integers. Weights
are too wide for floating point, so cost and number of skills come first, and then the positions, a
few at a time, each round within all that the rounds before have settled.

Imported only where needed: highspy brings numpy (150 ms).
"""

from __future__ import annotations

import math
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import highspy

# The public class does no more for us, and prints a banner to standard output when it is made.
from highspy._core import _Highs

from skillgraph.planner.landmarks import Residue
from skillgraph.planner.network import indices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.planner.landmarks import Bound
    from skillgraph.planner.network import Network

#: So many positions are settled a round; their weights are powers of two, all exact in a double.
_ROUND = 20


class Solved(NamedTuple):
    """The best set known, as a mask, and a bound that no set is lighter than; proven if it is both.

    `mask` is None where none is known.
    """

    mask: int | None
    bound: int


def solve_part(
    network: Network, goals: tuple[int, ...], taken: int, out: int, *, deadline: float, known: int
) -> Solved:
    """Return the lightest set that meets the goals beside `taken`, as far as time allows.

    `known` is a weight that some set has; a skill that only heavier ones have is left out.
    """
    residue = Residue(network, goals, taken, out)
    cut = residue.lm_cut(deadline)
    if cut is None:
        return Solved(None, network.endless)
    program = _Program(residue, cut.landmarks, deadline)
    program.drop(cut, known)
    heavy = {skill: network.heavy[skill] for skill, weight in residue.weights.items() if weight}
    least, mask = program.minimise(heavy)
    bound = max(cut.value, (least << network.shift) - (1 << len(network.skills)))
    if mask is None or not program.proven:
        return Solved(mask, bound)
    program.cap(heavy, least)
    program.drop(cut, network.weigh(mask & ~taken))
    free = sorted(heavy)
    for start in range(0, len(free), _ROUND):
        chunk = free[start : start + _ROUND]
        _, better = program.minimise({s: -(1 << _ROUND - i) for i, s in enumerate(chunk)})
        if better is None or not program.proven:
            return Solved(mask, bound)
        mask = better
        for skill in chunk:
            program.fix(skill, value=mask >> skill & 1)
    return Solved(mask, network.weigh(mask & ~taken))


class _Program:
    """A residue as rows and columns of HiGHS. `proven`: the last answer is an optimum."""

    def __init__(
        self, residue: Residue, landmarks: Iterable[tuple[int, ...]], deadline: float
    ) -> None:
        self.residue = residue
        self.deadline = deadline
        self.proven = False
        self.skills = list(residue.watchers)
        self.columns = {skill: column for column, skill in enumerate(self.skills)}
        self.solver = _Highs()
        for option, value in (
            ("output_flag", False), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5),
        ):  # fmt: skip
            self.solver.setOptionValue(option, value)
        for column in range(len(self.skills)):
            self.solver.addCol(0.0, 0.0, 1.0, 0, [], [])
            self.solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for need, count in enumerate(residue.counts):
            for owner in residue.owners[need]:
                self._demand(residue.options[need], count, owner)
        for landmark in landmarks:
            self._demand(landmark, 1, residue.goal)

    def minimise(self, costs: dict[int, int]) -> tuple[int, int | None]:
        """Return a lower bound on the sum of costs, and the best set that can be learnt, if any."""
        solver = self.solver
        for column, skill in enumerate(self.skills):
            solver.changeColCost(column, float(costs.get(skill, 0)))
        while True:
            remaining = self.deadline - monotonic()
            self.proven = False
            if remaining <= 0:
                return 0, None
            solver.setOptionValue("time_limit", solver.getRunTime() + remaining)
            solver.run()
            info = solver.getInfo()
            bound = (
                math.ceil(info.mip_dual_bound - 1e-6) if math.isfinite(info.mip_dual_bound) else 0
            )
            if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
                return bound, None
            values = solver.getSolution().col_value
            mask = sum(
                [1 << s for s, value in zip(self.skills, values, strict=True) if round(value)]
            )
            loose = self._unfounded(mask)
            if loose:
                self._break(loose, mask)
                continue
            self.proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            total = sum([costs.get(skill, 0) for skill in indices(mask)])
            return (total if self.proven else bound), mask

    def drop(self, cut: Bound, known: int) -> None:
        """Leave out the skills with which a set is heavier than one that is known."""
        for skill, surplus in cut.surplus.items():
            if cut.value + surplus > known:
                self.fix(skill, value=0)

    def cap(self, costs: dict[int, int], most: int) -> None:
        """Allow only sets that cost at most so much."""
        columns = [self.columns[skill] for skill in costs]
        values = [float(cost) for cost in costs.values()]
        self.solver.addRow(-highspy.kHighsInf, most + 0.5, len(columns), columns, values)

    def fix(self, skill: int, *, value: int) -> None:
        """Settle whether a skill is in the set."""
        self.solver.changeColBounds(self.columns[skill], value, value)

    def _demand(self, options: Iterable[int], count: int, owner: int) -> None:
        columns = [self.columns[option] for option in options]
        values = [1.0] * len(columns)
        if owner == self.residue.goal:
            self.solver.addRow(count, highspy.kHighsInf, len(columns), columns, values)
        else:
            columns.append(self.columns[owner])
            values.append(-float(count))
            self.solver.addRow(0.0, highspy.kHighsInf, len(columns), columns, values)

    def _unfounded(self, mask: int) -> set[int]:
        """Return those skills of a set that can't be learnt one after the other."""
        residue = self.residue
        left = {skill for skill in self.skills if mask >> skill & 1}
        learnt: set[int] = set()
        grown = True
        while grown:
            grown = False
            for skill in list(left):
                if all(self._met(need, learnt) for need in residue.own[skill]):
                    left.remove(skill)
                    learnt.add(skill)
                    grown = True
        return left

    def _break(self, loose: set[int], mask: int) -> None:
        """Ask of each loose skill one of the options by which the loose ones could be founded.

        Whichever of them is learnt first has each need met from outside the loose ones. One need of
        each had too few there, so a set that can be learnt has an option more in one of these.
        """
        residue = self.residue
        learnt = {skill for skill in self.skills if mask >> skill & 1} - loose
        ways: set[int] = set()
        for skill in loose:
            need = next(n for n in residue.own[skill] if not self._met(n, learnt))
            ways.update(residue.options[need])
        for skill in loose:
            self._demand(sorted(ways - loose - learnt), 1, skill)

    def _met(self, need: int, learnt: set[int]) -> bool:
        return sum(o in learnt for o in self.residue.options[need]) >= self.residue.counts[need]
