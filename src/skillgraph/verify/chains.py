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
        self.led_to = {end for _, end in self.moves}
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
        return node is not None and (node.entry or stage not in self.led_to)

    def may_pass(self, stage: int) -> bool:
        """Tell whether a stage may stand in a chain before the target."""
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
            for start, end in self.moves:
                if end == stage and start not in reached and self.may_pass(start):
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
        yield Violation(4, "the last stage is not the target {0}", (target,))
        return
    if chart.alone or no_chain:
        if stages != (target,):
            yield Violation(4, "{0} is its own only stage", (target,))
        if no_chain and chart.alone:
            yield Violation(4, "no chain is missed: {0} is its own only stage", (target,))
        if no_chain and chart.starts:
            start = min(chart.starts)
            yield Violation(4, "there is a chain to {1}, from {0}", (start, target))
        return
    yield from _check_links(chart, stages)
    yield from _check_competing(chart, stages)


def competing_chains(chart: Map) -> list[tuple[int, ...]] | None:
    """Return the chains that compete (rule 5); None where there are more than `MOST_CHAINS`."""
    if chart.alone or not chart.starts:
        return [(chart.problem.target,)]
    starts = chart.starts
    options = chart.problem.options
    if not options.via and options.route == "nearest":
        best = max(map(chart.share, starts))
        nearest = {start for start in starts if chart.share(start) == best}
        starts = starts & chart.problem.held_roles or nearest
    found: list[tuple[int, ...]] = []
    for walked, chain in enumerate(_walk(chart, starts)):
        if walked > MOST_WALKS or len(found) > MOST_CHAINS:
            return None
        if chain[-1] == chart.problem.target and options.via.issubset(chain):
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
            for start, end in sorted(chart.moves)
            if start == chain[-1]
            and end not in chain
            and not chart.is_entry(end)
            and (end == chart.problem.target or chart.may_pass(end))
        ]


def _check_links(chart: Map, stages: tuple[int, ...]) -> Iterator[Violation]:
    first, *others = stages
    if len(set(stages)) < len(stages):
        yield Violation(4, "a stage comes twice", ())
    if first not in chart.problem.held_roles and not chart.is_entry(first):
        yield Violation(4, "{0} is neither held nor an entry, so no chain starts there", (first,))
    for start, end in pairwise(stages):
        if (start, end) not in chart.moves:
            yield Violation(4, "{0} does not lead to {1}, next", (start, end))
    for stage in others:
        if chart.is_entry(stage):
            yield Violation(4, "{0} is an entry, and stands after the start", (stage,))
    for stage in stages[:-1]:
        if stage in chart.problem.stages and not chart.may_pass(stage):
            yield Violation(4, "{0} asks for nothing, or can't be completed", (stage,))


def _check_competing(chart: Map, stages: tuple[int, ...]) -> Iterator[Violation]:
    options, first = chart.problem.options, stages[0]
    if options.via:
        for stage in sorted(options.via.difference(stages)):
            yield Violation(5, "the chain does not pass {0}", (stage,))
        return
    if options.route == "cheapest" or not chart.starts:
        return
    held = chart.starts & chart.problem.held_roles
    if held:
        if first not in held:
            yield Violation(5, "a chain starts at {0}, which is held", (min(held),))
        return
    nearer = [each for each in chart.starts if chart.share(each) > chart.share(first)]
    if nearer:
        nearest = max(nearer, key=lambda each: (chart.share(each), -each))
        yield Violation(5, "{0} is nearer than {1}", (nearest, first))
