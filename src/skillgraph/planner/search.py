"""Branch and bound for the lightest set of skills that meets some needs: exact, no imports.

What every plan needs is taken at once; needs that share no skill are solved apart; LM-cut bounds
what is left, skills too dear for the best plan known are put out, and the smallest landmark is
branched on. Weights are exact integers, so nothing is rounded and ties are part of the weight.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from skillgraph.planner.landmarks import Bound, Residue
from skillgraph.planner.network import Network, indices

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Each branch takes a few frames of Python's stack; a search deeper than this is given up.
_DEEPEST = 150


class OutOfTime(Exception):  # noqa: N818  (a signal inside the planner, never an error)
    """The deadline, or the depth that the stack allows, came before the proof."""


class Found:
    """A set of skills, as a mask, and what it weighs."""

    __slots__ = ("mask", "weight")

    def __init__(self, weight: int, mask: int) -> None:
        self.weight = weight
        self.mask = mask

    def __lt__(self, other: Found) -> bool:
        return self.weight < other.weight  # no two sets weigh the same


class Opening:
    """Some needs after all that they can't do without is taken; `parts` share no skill."""

    __slots__ = ("parts", "taken", "weight")

    def __init__(self, weight: int, taken: int, parts: list[tuple[int, ...]]) -> None:
        self.weight = weight
        self.taken = taken
        self.parts = parts


class Search:
    """Finds lightest sets over one network; what one question proves serves the next."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.deadline = float("inf")
        self._best: dict[tuple[tuple[int, ...], int, int], Found] = {}
        self._least: dict[tuple[tuple[int, ...], int, int], int] = {}
        self._scopes: dict[tuple[int, ...], int] = {}
        self._depth = 0

    def start(self, *, deadline: float) -> None:
        """Begin a search that ends, proven or not, at a time of the monotonic clock."""
        self.deadline = deadline
        self._depth = 0

    def lightest(self, goals: Iterable[int], taken: int, out: int, limit: int) -> Found | None:
        """Return the lightest set that meets the goals beside `taken`, if lighter than `limit`.

        Raises OutOfTime at `deadline`.
        """
        opening = self.open(goals, taken, out)
        if opening is None:
            return None
        weight, mask = opening.weight, opening.taken & ~taken
        for part in opening.parts:
            if weight >= limit:
                return None
            found = self.lightest_part(part, opening.taken, out, limit - weight)
            if found is None:
                return None
            weight += found.weight
            mask |= found.mask
        return Found(weight, mask) if weight < limit else None

    def open(self, goals: Iterable[int], taken: int, out: int) -> Opening | None:
        """Take what the goals can't do without; None where they can't be met."""
        network = self.network
        weight = 0
        queue = list(goals)
        choices: dict[int, None] = {}
        while queue:
            number = queue.pop()
            count, options, circle = network.needs[number]
            sure = taken & ~circle
            free = options & ~sure & ~out
            spare = free.bit_count() - count + (options & sure).bit_count()
            if spare < 0:
                return None
            if spare or free & circle:
                choices[number] = None
            if not spare:
                for skill in indices(free & ~taken):
                    weight += network.weights[skill]
                    queue.extend(network.own[skill])
                taken |= free
        still_open = [number for number in sorted(choices) if not self._met(number, taken)]
        return Opening(weight, taken, self._parts(still_open, taken | out))

    def lightest_part(
        self, goals: tuple[int, ...], taken: int, out: int, limit: int
    ) -> Found | None:
        """Solve needs that hang together; the answer is kept for whoever asks again."""
        key = self._key(goals, taken, out)
        best = self._best.get(key)
        if best is None and limit > self._least.get(key, 0):
            best = self._branch(goals, taken, out, limit)
            if best is None:
                self._least[key] = limit
            else:
                self._best[key] = best
        return best if best is not None and best.weight < limit else None

    def quick(
        self, goals: tuple[int, ...], taken: int, out: int, *, deadline: float
    ) -> Found | None:
        """Return a set that meets the goals, cheap but not proven; None where none does."""
        residue = Residue(self.network, goals, taken, out)
        bound = residue.lm_cut(deadline)
        return None if bound is None else self._cheap(residue, bound, goals, taken)

    def keep(self, goals: tuple[int, ...], taken: int, out: int, best: Found) -> None:
        """Keep a set that was proven lightest elsewhere."""
        self._best[self._key(goals, taken, out)] = best

    def _key(
        self, goals: tuple[int, ...], taken: int, out: int
    ) -> tuple[tuple[int, ...], int, int]:
        scope = self._scope(goals)
        return goals, taken & scope, out & scope

    def _met(self, number: int, taken: int) -> bool:
        count, options, circle = self.network.needs[number]
        return (options & taken & ~circle).bit_count() >= count

    def _scope(self, goals: tuple[int, ...]) -> int:
        """Return the mask of all that some needs may draw in."""
        scope = self._scopes.get(goals)
        if scope is None:
            scope = 0
            for number in goals:
                scope |= self.network.needs[number][1]
                for option in self.network.members[number]:
                    scope |= self.network.reach[option]
            self._scopes[goals] = scope
        return scope

    def _parts(self, goals: list[int], settled: int) -> list[tuple[int, ...]]:
        """Part needs into groups that share no skill that is still open."""
        parts: list[tuple[int, list[int]]] = []
        for number in goals:
            scope = self._scope((number,)) & ~settled
            joined = [number]
            apart = []
            for other, members in parts:
                if other & scope:
                    scope |= other
                    joined = members + joined
                else:
                    apart.append((other, members))
            parts = [*apart, (scope, joined)]
        parts.sort(key=lambda part: part[0].bit_count())
        return [tuple(sorted(members)) for _, members in parts]

    def _branch(self, goals: tuple[int, ...], taken: int, out: int, limit: int) -> Found | None:
        """Bound one part, and branch on its smallest landmark where the bound doesn't settle it."""
        if monotonic() > self.deadline or self._depth > _DEEPEST:
            raise OutOfTime
        network = self.network
        residue = Residue(network, goals, taken, out)
        bound = residue.lm_cut(self.deadline)
        if bound is None or bound.value >= limit:
            return None
        cheap = self._cheap(residue, bound, goals, taken)
        best = cheap if cheap.weight < limit else None
        limit = min(limit, cheap.weight)
        if bound.value == limit:
            return best
        if not bound.landmarks:  # time ended before there was one
            raise OutOfTime
        self._depth += 1
        for add, drop in self._branches(bound, taken, limit):
            weight = network.weigh(add)
            below = [need for i in indices(add) for need in network.own[i]]
            found = self.lightest([*goals, *below], taken | add, out | drop, limit - weight)
            if found is not None:
                limit = weight + found.weight
                best = Found(limit, found.mask | add)
        self._depth -= 1
        return best

    def _cheap(self, residue: Residue, bound: Bound, goals: tuple[int, ...], taken: int) -> Found:
        """Return the lighter of two sets, cheap by what the bound left of the weights or by all."""
        weigh = self.network.weigh
        first = residue.cheap(bound.left) & ~taken
        if weigh(first) == bound.value:  # as light as any can be
            return Found(bound.value, first)
        masks = (first, residue.cheap(residue.weights) & ~taken)
        pruned = [self._pruned(goals, taken, mask) for mask in masks]
        return min(Found(weigh(mask), mask) for mask in pruned)

    def _branches(self, bound: Bound, taken: int, limit: int) -> list[tuple[int, int]]:
        """Return what to take and what to leave out, as masks, in each branch.

        One branch where some skill is sure, or too dear for the limit; else one for each member of
        the smallest landmark, those before it left out.
        """
        sure = sum({1 << landmark[0] for landmark in bound.landmarks if len(landmark) == 1})
        room = limit - bound.value
        dear = sum([1 << s for s, surplus in bound.surplus.items() if surplus >= room]) & ~taken
        if sure & dear:
            return []
        if sure or dear:
            return [(sure, dear)]
        surplus, weights = bound.surplus, self.network.weights
        branches = []
        drop = 0
        smallest = min(bound.landmarks, key=len)
        for skill in sorted(smallest, key=lambda each: (surplus[each], weights[each])):
            branches.append((1 << skill, drop))
            drop |= 1 << skill
        return branches

    def _pruned(self, goals: tuple[int, ...], taken: int, mask: int) -> int:
        """Return the mask without those skills that it does as well without, dearest first."""
        weights = self.network.weights
        for skill in sorted(indices(mask), key=weights.__getitem__, reverse=True):
            less = mask & ~(1 << skill)
            if self._suffices(goals, taken, less):
                mask = less
        return mask

    def _suffices(self, goals: tuple[int, ...], taken: int, mask: int) -> bool:
        """Tell whether some skills can be learnt one after the other, and then meet the goals."""
        network = self.network
        both = taken | mask
        pending = [number for skill in indices(mask) for number in network.own[skill]]
        for number in (*goals, *pending):
            count, options, _ = network.needs[number]
            if (options & both).bit_count() < count:
                return False
        return self._founded(both)

    def _founded(self, skills: int) -> bool:
        """Tell whether those of some skills that stand in circles can be learnt one by one."""
        network = self.network
        left = list(indices(skills & network.circular))
        learnt = skills & ~network.circular
        while left:
            late = []
            for skill in left:
                own = [network.needs[number] for number in network.own[skill]]
                if all((options & learnt).bit_count() >= count for count, options, _ in own):
                    learnt |= 1 << skill
                else:
                    late.append(skill)
            if len(late) == len(left):
                return False
            left = late
        return True
