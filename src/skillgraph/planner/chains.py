"""Chains of stages: which there are, and which compete (rules 4 and 5 of DESIGN section 3)."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from skillgraph.planner.holding import Holding

Chain = tuple[int, ...]

#: The clock is read once in so many chains: a usual catalogue has them all listed by then.
_CLOCK = 1000


class Chains:
    """The chains that compete and the others, none of which another of its kind makes needless.

    `no_chain`: a chain was wanted, none exists, and the target stands alone. `complete` is false
    where time ended before all had been listed.
    """

    __slots__ = ("competing", "complete", "no_chain", "others")

    def __init__(
        self,
        competing: list[Chain],
        others: list[Chain],
        *,
        no_chain: bool = False,
        complete: bool = True,
    ) -> None:
        self.competing = competing
        self.others = others
        self.no_chain = no_chain
        self.complete = complete


class Moves:
    """The `next` moves that lead towards the target, and where a chain can start."""

    def __init__(self, holding: Holding) -> None:
        problem = self.problem = holding.problem
        self.held = problem.held_roles
        self.before: dict[int, list[int]] = {}
        for start, end in problem.moves:
            self.before.setdefault(end, []).append(start)
        self.target = problem.target
        alone = self.target not in problem.stages or problem.options.direct
        self.wants_chain = not alone and not self.is_entry(self.target)
        self.stages = self._leading() if self.wants_chain else [self.target]

    def is_entry(self, stage: int) -> bool:
        """Tell whether a stage is marked as an entry, or no move leads to it."""
        return self.problem.stages[stage].entry or stage not in self.before

    def is_start(self, stage: int) -> bool:
        """Tell whether a chain may start at a stage."""
        return stage in self.held or self.is_entry(stage)

    def _leading(self) -> list[int]:
        """Return the stages from which moves lead to the target without passing an entry."""
        found = {self.target: None}
        for stage in (queue := [self.target]):
            if stage != self.target and self.is_entry(stage):
                continue
            for start in self.before.get(stage, ()):
                known = start in self.held or self.problem.stages[start].requirements
                if start not in found and known:
                    found[start] = None
                    queue.append(start)
        return list(found)


def find_chains(
    moves: Moves, holding: Holding, completable: Collection[int], deadline: float
) -> Chains:
    """Return the chains over the stages that can be completed, parted by rule 5."""
    target = moves.target
    options = holding.problem.options
    if not moves.wants_chain:
        return Chains([(target,)] if options.via <= {target} else [], [])
    found = []
    complete = True
    for chain in _walk_back(moves, completable, options.via):
        found.append(chain)
        if not len(found) % _CLOCK and monotonic() > deadline:
            complete = False
            break
    if options.via:
        competing = [chain for chain in found if options.via.issubset(chain)]
    elif options.route == "cheapest":
        competing = found
    else:
        starts = _nearest(holding, {chain[0] for chain in found})
        competing = [chain for chain in found if chain[0] in starts]
    rest = set(found).difference(competing)
    others = [chain for chain in found if chain in rest]
    if not found and not options.via:
        return Chains([(target,)], [], no_chain=True, complete=complete)
    held = moves.held
    return Chains(_needed(competing, held), _needed(others, held), complete=complete)


def _walk_back(moves: Moves, completable: Collection[int], via: frozenset[int]) -> Iterator[Chain]:
    """Yield the chains that no short cut between two of their stages makes needless.

    A stage before the chain's second is only put in front where it has no move to a later one:
    the chain without those between asks for less, and starts at the same place. A stage that
    `via` names is never cut out.
    """
    stack: list[Chain] = [(moves.target,)]
    while stack:
        chain = stack.pop()
        first = chain[0]
        if moves.is_start(first):
            yield chain
            if moves.is_entry(first):
                continue
        for start in moves.before.get(first, ()):
            fits = start in completable and start not in chain
            if fits and not _has_short_cut(moves, start, chain, via):
                stack.append((start, *chain))


def _has_short_cut(moves: Moves, start: int, chain: Chain, via: frozenset[int]) -> bool:
    for skipped, later in pairwise(chain):
        if skipped in via:
            return False
        if start in moves.before.get(later, ()):
            return True
    return False


def _nearest(holding: Holding, starts: Iterable[int]) -> set[int]:
    """Return the starts that are held, else those with the largest share of what they ask met."""
    starts = set(starts)
    held = starts & holding.problem.held_roles
    if held:
        return held
    shares = {start: stage_share(holding, start) for start in starts}
    best_met, best_of = 0, 1
    for met, of in shares.values():
        if met * best_of > best_met * of:
            best_met, best_of = met, of
    return {start for start, (met, of) in shares.items() if met * best_of == best_met * max(of, 1)}


def stage_share(holding: Holding, stage: int) -> tuple[int, int]:
    """Return how many of a stage's mandatory requirements H meets, and how many there are.

    Those that practised or waived options alone meet are left out of both.
    """
    asked = [r for r in holding.stage_requirements(stage) if not holding.asks_nothing(r)]
    return sum(holding.meets(requirement) for requirement in asked), len(asked)


def _needed(chains: list[Chain], held: frozenset[int]) -> list[Chain]:
    """Return the chains without those that ask for all that another asks, and are no shorter.

    Of thousands only the first are sifted: to look for what is needless would cost more than it.
    """
    kept: list[tuple[frozenset[int], Chain]] = []
    for chain in sorted(chains, key=lambda chain: (len(chain), chain)):
        asks = frozenset(chain) - held
        if len(kept) > _CLOCK or not any(other <= asks for other, _ in kept):
            kept.append((asks, chain))
    return [chain for _, chain in kept]
