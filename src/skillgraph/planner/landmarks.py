"""LM-cut: a lower bound on what meets some needs, from disjoint shares of disjunctive landmarks.

A landmark is a set of skills of which every plan has at least one. Each round finds the cheapest
way to the goal by its dearest part (h_max), cuts the network there, charges the cheapest skill of
the cut, and lowers the cut's weights by that much; the charges add up to a bound. A need of k of n
counts as one of its options from the k-th cheapest on, since any k of them have one of these.
After Helmert and Domshlak, "Landmarks, Critical Paths and Abstractions" (ICAPS 2009).
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.planner.network import Network

_NEVER = 1 << 60


class Bound:
    """A proven lower bound, the landmarks behind it, and each skill's own least surplus.

    A plan with skill i weighs at least `value + surplus[i]`; a skill without surplus can't be had.
    `left` is what the landmarks left of the weights.
    """

    __slots__ = ("landmarks", "left", "surplus", "value")

    def __init__(
        self,
        value: int,
        landmarks: list[tuple[int, ...]],
        surplus: dict[int, int],
        left: dict[int, int],
    ) -> None:
        self.value = value
        self.landmarks = landmarks
        self.surplus = surplus
        self.left = left


class Residue:
    """What is open of a network once some skills are taken and some are out.

    Needs are renumbered, skills keep the network's numbers. `goal` is the pseudo-skill that owns
    the needs to be met. `weights` are the network's, 0 where a skill is taken: such a one is only
    here when it stands in a circle with whoever needs it.
    """

    def __init__(self, network: Network, goals: Iterable[int], taken: int, out: int) -> None:
        self.counts: list[int] = []
        self.options: list[list[int]] = []
        self.owners: list[list[int]] = []
        self.own: dict[int, list[int]] = {}
        self.watchers: dict[int, list[int]] = {}
        self.weights: dict[int, int] = {}
        self.goal = -1
        numbers: dict[int, int] = {}
        queue = [(self.goal, number) for number in goals]
        self.own[self.goal] = []
        while queue:
            owner, number = queue.pop()
            local = numbers.get(number)
            if local is None:
                count, mask, circle = network.needs[number]
                sure = taken & ~circle
                count -= (mask & sure).bit_count()
                if count <= 0:
                    continue
                local = numbers[number] = len(self.counts)
                self.counts.append(count)
                blocked = sure | out
                free = [i for i in network.members[number] if not blocked >> i & 1]
                self.options.append(free)
                self.owners.append([])
                for option in free:
                    watchers = self.watchers.get(option)
                    if watchers is None:
                        self.watchers[option] = [local]
                        self.own[option] = []
                        self.weights[option] = 0 if taken >> option & 1 else network.weights[option]
                        queue.extend([(option, need) for need in network.own[option]])
                    else:
                        watchers.append(local)
            self.owners[local].append(owner)
            self.own[owner].append(local)

    def lm_cut(self, deadline: float = _NEVER) -> Bound | None:
        """Return a lower bound on the goal's weight, or None where it can't be met at all.

        Whenever time ends (on the monotonic clock), what was charged by then is a bound, too.
        """
        wave = Wave(self, self.weights)
        if wave.goal_value is None:
            return None
        self._drop([skill for skill in self.watchers if skill not in wave.value])
        left = self.weights.copy()
        bound = 0
        landmarks = []
        while wave.goal_value and monotonic() < deadline:
            cut = self._cut(wave, left)
            share = min([left[skill] for skill in cut])
            for skill in cut:
                left[skill] -= share
            bound += share
            landmarks.append(tuple(cut))
            wave = Wave(self, left)
        return Bound(bound, landmarks, wave.value, left)

    def _cut(self, wave: Wave, left: dict[int, int]) -> list[int]:
        """Return the skills by which every plan enters the zone from which the goal is free."""
        first = wave.dearest[self.goal]
        zone = {first}
        stack = [first]
        found: dict[int, None] = {}
        while stack:
            need = stack.pop()
            met_at = wave.met_at[need]
            for option in self.options[need]:
                if wave.rank[option] < met_at:
                    continue
                if left[option]:
                    found[option] = None
                elif wave.dearest[option] not in zone:
                    zone.add(wave.dearest[option])
                    stack.append(wave.dearest[option])
        # A skill that itself needs something of the zone comes after another skill of the cut.
        return [skill for skill in found if zone.isdisjoint(self.own[skill])]

    def _drop(self, unreachable: list[int]) -> None:
        for skill in unreachable:
            del self.weights[skill]
            for need in self.watchers.pop(skill):
                self.options[need].remove(skill)
            for need in self.own.pop(skill):
                self.owners[need].remove(skill)

    def cheap(self, weights: dict[int, int]) -> int:
        """Return the mask of a set of skills that meets the goal, cheap by sums of weights.

        Only to be asked where `lm_cut` has found that the goal can be met.
        """
        wave = Wave(self, weights, additive=True)
        mask = 0
        stack = list(self.own[self.goal])
        seen = set(stack)
        while stack:
            need = stack.pop()
            ranked = sorted(self.options[need], key=wave.rank.__getitem__)
            for option in ranked[: self.counts[need]]:
                if not mask >> option & 1:
                    mask |= 1 << option
                    for below in self.own[option]:
                        if below not in seen:
                            seen.add(below)
                            stack.append(below)
        return mask


class Wave:
    """One sweep of generalised Dijkstra over a residue (Knuth 1977).

    A need costs as much as its k-th cheapest option (`additive`: as its k cheapest together), a
    skill its weight and its dearest need (`additive`: all its needs). Skills are closed in order of
    value: `rank`. `dearest[skill]` is the need that came last, `met_at[need]` the rank of its k-th.
    """

    def __init__(
        self, residue: Residue, weights: dict[int, int], *, additive: bool = False
    ) -> None:
        counts = residue.counts[:]
        pending = {skill: len(needs) for skill, needs in residue.own.items()}
        self.value: dict[int, int] = {}
        self.rank = dict.fromkeys(residue.watchers, _NEVER)
        self.met_at = [_NEVER] * len(counts)
        self.dearest: dict[int, int] = {}
        self.goal_value: int | None = None if pending[residue.goal] else 0
        sums = [0] * len(counts) if additive else []
        totals: dict[int, int] = {}
        heap = [(weights[skill], skill) for skill in residue.watchers if not pending[skill]]
        heapify(heap)
        value = self.value
        rank = 0
        while heap:
            least, closed = heappop(heap)
            value[closed] = least
            self.rank[closed] = rank
            for need in residue.watchers[closed]:
                counts[need] -= 1
                if additive and counts[need] >= 0:
                    sums[need] += least
                if counts[need]:
                    continue
                self.met_at[need] = rank
                for owner in residue.owners[need]:
                    pending[owner] -= 1
                    if additive:
                        totals[owner] = totals.get(owner, 0) + sums[need]
                    if pending[owner]:
                        continue
                    self.dearest[owner] = need
                    reached = totals[owner] if additive else least
                    if owner == residue.goal:
                        self.goal_value = reached
                    else:
                        heappush(heap, (weights[owner] + reached, owner))
            rank += 1
