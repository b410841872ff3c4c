"""How like each other two roles are: the share of what one asks for that the other meets."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from skillgraph.model.likeness import Ask, Likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.model.likeness import Asked

#: How much of a role's weight lies with what its source rates, where it also lists without rating.
#: Tuned, with the form of the weights, on one half of O*NET's occupations (`bench/match.py`).
RATED_SHARE = 0.9

_DIGITS = 9


def likeness(role: int, asked: Asked) -> list[Likeness]:
    """Return how like a role others are, the most like first, without those that share nothing.

    Somebody who holds a role has each skill that it asks for to the degree to which it does (one of
    n options of a choice: k/n of that). A requirement is met to the share of its degree that they
    have, a choice by its best options or by a like choice. A requirement weighs its degree,
    squared, times its rarity; what is rated and what is not are weighed apart. Roles are ranked by
    the geometric mean of the shares that each meets of the other: who asks for little is met by
    all, and who asks for everything meets all.
    """
    ours = _Side(asked.own)
    bearing = _Bearing(asked.own)
    found = []
    for other, asks in asked.others.items():
        theirs = _Side(asks)
        meets = _share(ours, asks, asked, other)
        met_by = _share(theirs, bearing.on(theirs), asked, role)
        mean = round(sqrt(meets * met_by), _DIGITS)
        if mean > 0:
            found.append(Likeness(other, meets, met_by, mean))
    found.sort(key=lambda each: (-each.likeness, each.role))
    return found


def shared(asked: Asked, other: int, most: int) -> list[int]:
    """Return the skills that two roles ask for and that weigh most in what the other asks for."""
    ours = _Side(asked.own)
    weights: dict[int, float] = {}
    for each in asked.others.get(other, ()):
        for option in each.options:
            had = ours.degrees.get(option, 0.0)
            share = each.degree * min(each.degree, had) * asked.rarities.get(option, 0.0)
            part = RATED_SHARE if each.rated else 1 - RATED_SHARE
            of = asked.weights[other][not each.rated]
            if share > 0 and of > 0:
                weights[option] = max(weights.get(option, 0.0), part * share / of)
    return sorted(weights, key=lambda option: (-weights[option], option))[:most]


class _Bearing:
    """Which of a role's requirements another may meet: few, where the other shares few skills."""

    def __init__(self, own: Sequence[Ask]) -> None:
        self._own = own
        self._singles: dict[int, list[int]] = {}
        self._choices = [at for at, ask in enumerate(own) if len(ask.options) > 1]
        for at, ask in enumerate(own):
            if len(ask.options) == 1:
                self._singles.setdefault(ask.options[0], []).append(at)

    def on(self, side: _Side) -> list[Ask]:
        """Return those that have a share in what is met, in their order."""
        places = [at for skill in side.degrees for at in self._singles.get(skill, ())]
        return [self._own[at] for at in sorted([*places, *self._choices])]


class _Side:
    """What somebody who holds a role has: each skill to a degree, and choices unnamed."""

    __slots__ = ("choices", "degrees")

    def __init__(self, asks: Iterable[Ask]) -> None:
        self.degrees: dict[int, float] = {}
        self.choices: list[Ask] = []
        for options, count, degree, rated in asks:
            had = degree
            if count < len(options):
                self.choices.append(Ask(options, count, degree, rated))
                had = degree * count / len(options)
            for option in options:
                if self.degrees.get(option, 0.0) < had:
                    self.degrees[option] = had

    def meets(self, asked: Ask) -> float:
        """Return to which degree a choice is met, at most its own."""
        options, count, degree, _ = asked
        had = self.degrees
        best = sorted((min(degree, had.get(option, 0.0)) for option in options), reverse=True)
        met = sum(best[:count]) / count
        for choice in self.choices:
            if choice.count >= count and set(choice.options) <= set(options):
                met = max(met, min(degree, choice.degree))
        return met


def _share(side: _Side, asks: Iterable[Ask], asked: Asked, owner: int) -> float:
    """Return the share of the weight of a role's requirements that is met."""
    met = [0.0, 0.0]
    rarities, degrees = asked.rarities, side.degrees
    for ask in asks:
        options, _, degree, is_rated = ask
        if len(options) == 1:  # nearly always, and this is where the time goes
            had = degrees.get(options[0], 0.0)
            met[not is_rated] += rarities[options[0]] * degree * min(degree, had)
        else:
            rarity = min([rarities[option] for option in options])
            met[not is_rated] += rarity * degree * side.meets(ask)
    rated, unrated = asked.weights[owner]
    if rated > 0 and unrated > 0:
        return RATED_SHARE * met[0] / rated + (1 - RATED_SHARE) * met[1] / unrated
    return sum(met) / (rated or unrated) if rated or unrated else 0.0
