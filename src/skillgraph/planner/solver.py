"""The lightest plan by some chains: our own search first, HiGHS for what that has not finished."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from skillgraph.planner.network import Network, indices
from skillgraph.planner.search import Found, Opening, OutOfTime, Search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.planner.chains import Chain

#: Our own search gets this many seconds for needs that hang together; then HiGHS is asked.
OWN_SECONDS = 1.0


class Candidate:
    """A plan: its skills as a mask, its chain, and its weight with the chain's stages."""

    __slots__ = ("chain", "mask", "weight")

    def __init__(self, weight: int, chain: Chain, mask: int) -> None:
        self.weight = weight
        self.chain = chain
        self.mask = mask

    def __lt__(self, other: Candidate) -> bool:
        return (self.weight, self.chain) < (other.weight, other.chain)


class Answer:
    """The best plan known, if any, and a bound that none is lighter than; proven if it is both.

    Where no plan is lighter than the limit that was set, for certain, `best` is None and `proven`.
    """

    __slots__ = ("best", "bound", "proven")

    def __init__(self, best: Candidate | None, bound: int, *, proven: bool) -> None:
        self.best = best
        self.bound = bound
        self.proven = proven


class _Attempt:
    """The same for one chain: `mask` is None where nothing lighter than the limit is known."""

    __slots__ = ("bound", "mask", "weight")

    def __init__(self, mask: int | None, weight: int, bound: int) -> None:
        self.mask = mask
        self.weight = weight
        self.bound = bound


class Solver:
    """Answers questions over one network until a deadline; what every plan has is `common`."""

    def __init__(self, network: Network, common: Iterable[int], deadline: float) -> None:
        self.network = network
        self.deadline = deadline
        self._common = tuple(common)
        self._search = Search(network)
        self._openings: dict[Chain, Opening | None] = {}

    @property
    def expired(self) -> bool:
        """Whether the deadline has passed; what is asked then is answered, but hardly proved."""
        return monotonic() > self.deadline

    def best(
        self, chains: Iterable[Chain], *, choose: int = 0, out: int = 0, limit: int | None = None
    ) -> Answer:
        """Return the best plan by one of the chains, with all of `choose` and none of `out`.

        Only plans lighter than `limit` are looked for.
        """
        network = self.network
        asked = [network.number(1, 1 << index) for index in indices(choose)]
        ceiling = bound = network.endless if limit is None else limit
        best: Candidate | None = None
        for chain in chains:
            if best is not None and self.expired:
                return Answer(best, 0, proven=False)
            stages = len(chain) * network.stage_weight
            # One more than the ceiling: an equal weight may win by the positions of its stages.
            attempt = self._attempt(chain, asked, out, ceiling + (best is not None) - stages)
            bound = min(bound, attempt.bound + stages)
            if attempt.mask is not None:
                found = Candidate(attempt.weight + stages, chain, attempt.mask)
                best = found if best is None else min(best, found)
                ceiling = best.weight
        return Answer(best, bound, proven=bound >= ceiling)

    def _attempt(self, chain: Chain, asked: list[int], out: int, limit: int) -> _Attempt:
        base = self._opening(chain)
        if base is None or base.taken & out:
            return _Attempt(None, limit, limit)
        left = [need for part in base.parts for need in part]
        opening = self._search.open([*left, *asked], base.taken, out)
        if opening is None:
            return _Attempt(None, limit, limit)
        mask: int | None = opening.taken
        weight = bound = base.weight + opening.weight
        for part in opening.parts:
            if bound >= limit:
                break
            attempt = self._attempt_part(part, opening.taken, out, limit - bound)
            bound += attempt.bound
            weight += attempt.weight
            mask = None if mask is None or attempt.mask is None else mask | attempt.mask
        if bound >= limit:
            return _Attempt(None, limit, limit)
        return _Attempt(mask if weight < limit else None, weight, bound)

    def _opening(self, chain: Chain) -> Opening | None:
        """Return what every plan by a chain has, and what it leaves open; asked for once."""
        if chain not in self._openings:
            goals = [need for stage in chain for need in self.network.goals[stage]]
            self._openings[chain] = self._search.open([*goals, *self._common], 0, 0)
        return self._openings[chain]

    def _attempt_part(self, part: tuple[int, ...], taken: int, out: int, limit: int) -> _Attempt:
        search = self._search
        search.start(deadline=min(self.deadline, monotonic() + OWN_SECONDS))
        try:
            found = search.lightest_part(part, taken, out, limit)
        except OutOfTime:
            return self._by_highs(part, taken, out)
        if found is None:
            return _Attempt(None, limit, limit)
        return _Attempt(found.mask, found.weight, found.weight)

    def _by_highs(self, part: tuple[int, ...], taken: int, out: int) -> _Attempt:
        from skillgraph.planner import milp

        found = self._search.quick(part, taken, out, deadline=self.deadline)
        known = self.network.endless if found is None else found.weight
        solved = milp.solve_part(
            self.network, part, taken, out, deadline=self.deadline, known=known
        )
        if solved.mask is not None:
            mask = solved.mask & ~taken
            theirs = Found(self.network.weigh(mask), mask)
            found = theirs if found is None else min(found, theirs)
        if found is None:
            return _Attempt(None, self.network.endless, self.network.endless)
        if found.weight == solved.bound:
            self._search.keep(part, taken, out, found)
        return _Attempt(found.mask, found.weight, solved.bound)
