"""Rule 7 by trying: the best plan by some chains, as long as there is little to try.

It is no second planner: it knows no more than that what every plan has can be taken, that some
option of an open need is in every plan, and that what is dearer already gets no cheaper. Most
questions about a catalogue leave a few choices open, and are settled so in hundreds of tries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.verify.bound import Found, force, least, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.verify.bound import Forced
    from skillgraph.verify.needs import Needs

#: So many needs are looked at for all that is asked of one plan; what is left then is unchecked.
MOST_LOOKS = 1_500_000

_NOTHING: frozenset[int] = frozenset()


class TooMuchToTryError(Exception):
    """There was more to look at than `MOST_LOOKS`: nothing is known."""


class Tries:
    """How much may still be looked at: each set that is tried costs as many looks as it has needs.

    So the time is bounded however large a question is, and a question gets as far on any machine.
    """

    def __init__(self, most: int = MOST_LOOKS) -> None:
        self._left = most

    def take(self, looks: int) -> None:
        """Count so many; one too many is `TooMuchToTryError`."""
        self._left -= looks
        if self._left < 0:
            raise TooMuchToTryError


class Search:
    """The best plans of one person, by whichever chains, with skills left out or taken."""

    def __init__(self, needs: Needs, learnable: set[int], tries: Tries) -> None:
        self._needs = needs
        self.person = needs.person
        self._learnable = learnable
        self._tries = tries
        self._known: dict[object, Found | None] = {}

    def best(
        self,
        chains: Sequence[tuple[int, ...]] | None,
        *,
        out: frozenset[int] = _NOTHING,
        taken: frozenset[int] = _NOTHING,
    ) -> Found | None:
        """Return the best plan by one of the chains, without `out` and with `taken`, or None.

        Whatever the question chooses is taken, too. Chains that are too many to be listed (None)
        are `TooMuchToTryError`, like all that takes too many tries.
        """
        if chains is None:
            raise TooMuchToTryError
        key = (tuple(chains), out, taken)
        if key not in self._known:
            self._known[key] = self._search(chains, out, taken | self._needs.chosen)
        return self._known[key]

    def is_within(
        self,
        cost: int,
        chains: Sequence[tuple[int, ...]] | None,
        *,
        out: frozenset[int],
        taken: frozenset[int],
    ) -> bool:
        """Tell whether a plan by one of the chains costs no more than so much."""
        if chains is None:
            raise TooMuchToTryError
        found = self._search(chains, out, taken | self._needs.chosen, most=cost)
        return found is not None

    def _search(
        self,
        chains: Sequence[tuple[int, ...]],
        out: frozenset[int],
        taken: frozenset[int],
        most: int | None = None,
    ) -> Found | None:
        """Return the best plan, or, with `most`, the first one that costs no more."""
        self._tries.take(len(self._learnable))
        can = self._needs.orderable(self._learnable - out)
        if not taken <= can:
            return None
        best: Found | None = None
        for chain in sorted(chains, key=lambda each: (len(each), each)):
            best = self._by(chain, taken, can, best, most)
            if best is not None and most is not None:
                break
        return best

    def _by(
        self,
        chain: tuple[int, ...],
        taken: frozenset[int],
        can: set[int],
        best: Found | None,
        most: int | None,
    ) -> Found | None:
        """Return the better of a plan that is known and the best one by a chain."""
        stack: list[tuple[frozenset[int], frozenset[int]]] = [(taken, _NOTHING)]
        while stack:
            wanted, barred = stack.pop()
            found = self._force(chain, wanted, can - barred)
            if found is None:
                continue
            floor = least(self.person, chain, found)
            if (best is not None and floor > best[:4]) or (most is not None and floor[0] > most):
                continue
            forced, left = found.skills, found.left
            if not left and (circle := forced - self._needs.orderable(forced)):
                left = [(1, self._exits(circle, can - barred) - forced)]
            if not left:
                plan = ranked(self.person, chain, forced)
                best = plan if best is None else min(best, plan)
                if most is not None:
                    return best
                continue
            options = sorted(min(left, key=lambda need: len(need[1]))[1])
            stack += [
                (frozenset({*forced, option}), barred.union(options[:at]))
                for at, option in reversed(list(enumerate(options)))
            ]
        return best

    def _force(self, chain: tuple[int, ...], taken: frozenset[int], can: set[int]) -> Forced | None:
        self._tries.take(1 + len(taken))
        found = force(self._needs, chain, taken, can)
        if found is not None:
            self._tries.take(found.looks)
        return found

    def _exits(self, circle: set[int], can: set[int]) -> set[int]:
        """Return what can lead out of a circle, in which each skill waits for another.

        The first of them to be learnt leans on something that is not taken yet.
        """
        needs = (need for skill in circle for need in self._needs.of_step(skill))
        return can.intersection(option for need in needs for option in need.options)
