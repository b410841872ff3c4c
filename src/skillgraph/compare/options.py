"""A requirement whose options have become fewer, because some of them are one now: exactly.

Holding what stands for several options counts as often as they did, so "k of n" becomes a sum of
weights that must come to k. Where that is "k of n" of something again it is said so; where it isn't
it can't be said, and no part of it is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unsayable(ValueError):  # noqa: N818 -- it says what the requirement is
    """A requirement that no count of options says any more."""


def fold_options(
    owner: str, options: Sequence[str], count: int
) -> tuple[tuple[str, ...], int] | None:
    """Return the options, each once, and how many are needed; None where nothing is left to need.

    >>> fold_options("role:r", ["skill:a", "skill:b"], 1)
    (('skill:a', 'skill:b'), 1)
    >>> fold_options("role:r", ["skill:a", "skill:a", "skill:b"], 3)
    (('skill:a', 'skill:b'), 2)
    >>> fold_options("role:r", ["skill:a", "skill:a", "skill:b"], 2)  # b alone never does
    (('skill:a',), 1)

    An owner among its own options is left out where all of them are needed: it needs the rest.
    """
    weights = Counter(options)
    own = weights.pop(owner, 0)
    if own:
        if count < len(options):
            raise Unsayable("its owner is now one of the options among which it chooses")
        count -= own
    if not weights:
        return None
    if max(weights.values()) == 1:
        return tuple(weights), count
    return _uniform({id_: n for id_, n in weights.items() if _matters(id_, weights, count)}, count)


def _matters(option: str, weights: Counter[str], count: int) -> bool:
    """Tell whether some set of the others is enough with an option and not without it."""
    sums = 1  # bit s: some of the others weigh s
    for other, weight in weights.items():
        if other != option:
            sums |= sums << weight
    below = (1 << count) - 1
    short = (1 << max(count - weights[option], 0)) - 1
    return bool(sums & below & ~short)


def _uniform(weights: dict[str, int], count: int) -> tuple[tuple[str, ...], int]:
    ascending = sorted(weights.values())
    for needed in range(1, len(ascending) + 1):
        if sum(ascending[:needed]) >= count:
            if sum(ascending[len(ascending) - needed + 1 :]) < count:
                return tuple(weights), needed
            break
    raise Unsayable("some of its options count more than others now")
