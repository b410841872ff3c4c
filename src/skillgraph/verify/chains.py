"""Rules 4 and 5: whether a chain of stages is one, and whether it may compete."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from skillgraph.model.verification import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.problem import Problem
    from skillgraph.verify.person import Person


#: More chains than this are not looked at one by one, nor more ways that may lead to one.
MOST_CHAINS, MOST_WALKS = 500, 10_000


class Map:
    """The stages and moves of a problem, and from where the target can be reached."""

    def __init__(self, person: Person, learnable: set[int]) -> None:
        self.problem: Problem = person.problem
        self.person = person
        self._learnable = learnable
        self.moves = set(self.problem.moves)
        self._onward: dict[int, list[int]] = {}
        self._back: dict[int, list[int]] = {}
        for start, end in sorted(self.moves):
            self._onward.setdefault(start, []).append(end)
            self._back.setdefault(end, []).append(start)
        self._passable: dict[int, bool] = {}
        target = self.problem.target
        #: Whether the target is its own only stage.
        self.alone = (
            target in self.problem.skills or self.problem.options.direct or self.is_entry(target)
        )
        #: Where chains to the target start.
        self.starts = set() if self.alone else self._find_starts()

    def is_entry(self, stage: int) -> bool:
        """Tell whether a stage is marked as an entry, or no move leads to it."""
        node = self.problem.stages.get(stage)
        return node is not None and (node.entry or stage not in self._back)

    def may_pass(self, stage: int) -> bool:
        """Tell whether a stage may stand in a chain before the target."""
        if stage not in self._passable:
            self._passable[stage] = self._may_pass(stage)
        return self._passable[stage]

    def onward(self, stage: int) -> list[int]:
        """Return where moves from a stage lead, in order."""
        return self._onward.get(stage, [])

    def _may_pass(self, stage: int) -> bool:
        return stage in self.problem.held_roles or (
            bool(self.problem.stages[stage].requirements)
            and all(
                self.person.meets(need, self._learnable)
                for need in self.person.asked_of_stage(stage)
            )
        )

    def share(self, start: int) -> Fraction:
        """Return how much of a start's mandatory requirements H meets, struck ones left out."""
        asked = self.person.mandatory(start)
        left = [need for need in asked if self.person.left(need)[0] > 0]
        met = sum(self.person.meets(need) for need in left)
        return Fraction(met, len(left)) if left else Fraction(0)

    def _find_starts(self) -> set[int]:
        """Go back over the moves from the target; where there is a way, there is a simple one."""
        found: set[int] = set()
        reached = {self.problem.target}
        queue = [self.problem.target]
        for stage in queue:
            for start in self._back.get(stage, ()):
                if start not in reached and self.may_pass(start):
                    reached.add(start)
                    if start in self.problem.held_roles or self.is_entry(start):
                        found.add(start)
                    if not self.is_entry(start):
                        queue.append(start)
        return found


def check_chain(chart: Map, stages: tuple[int, ...], *, no_chain: bool) -> Iterator[Violation]:
    """Yield what is wrong with a plan's stages."""
    target = chart.problem.target
    if not stages or stages[-1] != target:
        yield Violation(4, "the last stage is not the target {0}", (target,), "stages")
        return
    if chart.alone or not chart.starts:
        if stages != (target,):
            yield Violation(4, "{0} is its own only stage", (target,), "stages")
        if no_chain and chart.alone:
            told = "no chain is missed: {0} is its own only stage"
            yield Violation(4, told, (target,), "no_chain")
        if not no_chain and not chart.alone:
            yield Violation(4, "no chain leads to {0}, which is not said", (target,), "no_chain")
        return
    if no_chain:
        start = min(chart.starts)
        yield Violation(4, "there is a chain to {1}, from {0}", (start, target), "no_chain")
    yield from check_links(chart, stages)
    yield from _check_competing(chart, stages)


def parted_chains(
    chart: Map,
) -> tuple[list[tuple[int, ...]] | None, list[tuple[int, ...]] | None]:
    """Return the chains that compete (rule 5) and the others; None where there are too many."""
    if chart.alone or not chart.starts:
        alone = (chart.problem.target,)
        return ([alone] if chart.problem.options.via.issubset(alone) else []), []
    starts = _competing_starts(chart)
    competing = _listed(chart, starts)
    found = competing if starts == chart.starts else _listed(chart, chart.starts)
    via = chart.problem.options.via
    if competing is not None:
        competing = [chain for chain in competing if via.issubset(chain)]
    if competing is None or found is None:
        return competing, None
    compete = set(competing)
    return competing, [chain for chain in found if chain not in compete]


def _competing_starts(chart: Map) -> set[int]:
    options = chart.problem.options
    if options.via or options.route != "nearest":
        return chart.starts
    held = chart.starts & chart.problem.held_roles
    if held:
        return held
    best = max(map(chart.share, chart.starts))
    return {start for start in chart.starts if chart.share(start) == best}


def _listed(chart: Map, starts: set[int]) -> list[tuple[int, ...]] | None:
    found: list[tuple[int, ...]] = []
    for walked, chain in enumerate(_walk(chart, starts)):
        if walked > MOST_WALKS or len(found) > MOST_CHAINS:
            return None
        if chain[-1] == chart.problem.target:
            found.append(chain)
    return found


def _walk(chart: Map, starts: set[int]) -> Iterator[tuple[int, ...]]:
    """Yield each walk from the starts that repeats no stage, until it is at the target."""
    stack: list[tuple[int, ...]] = [(start,) for start in sorted(starts)]
    while stack:
        chain = stack.pop()
        yield chain
        if chain[-1] == chart.problem.target:
            continue
        stack += [
            (*chain, end)
            for end in chart.onward(chain[-1])
            if end not in chain
            and not chart.is_entry(end)
            and (end == chart.problem.target or chart.may_pass(end))
        ]


def check_links(chart: Map, stages: tuple[int, ...]) -> Iterator[Violation]:
    """Yield what is wrong with stages as a chain (rule 4), whichever compete."""
    first, *others = stages
    if first not in chart.problem.held_roles and not chart.is_entry(first):
        told = "{0} is neither held nor an entry, so no chain starts there"
        yield Violation(4, told, (first,), "stages[0]")
    for at, (start, end) in enumerate(pairwise(stages), 1):
        if (start, end) not in chart.moves:
            told = "{0} does not lead to {1}, next"
            yield Violation(4, told, (start, end), f"stages[{at}]")
    for at, stage in enumerate(others, 1):
        if chart.is_entry(stage):
            told = "{0} is an entry, and stands after the start"
            yield Violation(4, told, (stage,), f"stages[{at}]")
    for at, stage in enumerate(stages[:-1]):
        if stage in chart.problem.stages and not chart.may_pass(stage):
            told = "{0} asks for nothing, or can't be completed"
            yield Violation(4, told, (stage,), f"stages[{at}]")


def _check_competing(chart: Map, stages: tuple[int, ...]) -> Iterator[Violation]:
    options, first = chart.problem.options, stages[0]
    if options.via:
        for stage in sorted(options.via.difference(stages)):
            yield Violation(5, "the chain does not pass {0}", (stage,), "stages")
        return
    if options.route == "cheapest" or not chart.starts:
        return
    held = chart.starts & chart.problem.held_roles
    if held:
        if first not in held:
            told = "a chain starts at {0}, which is held"
            yield Violation(5, told, (min(held),), "stages[0]")
        return
    nearer = [each for each in chart.starts if chart.share(each) > chart.share(first)]
    if nearer:
        nearest = max(nearer, key=lambda each: (chart.share(each), -each))
        yield Violation(5, "{0} is nearer than {1}", (nearest, first), "stages[0]")
