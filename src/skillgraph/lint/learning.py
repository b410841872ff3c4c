"""What can be learnt at all, starting from nothing: the AND/OR fixpoint of DESIGN section 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.model.problem import ESSENTIAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.model.problem import Requirement
    from skillgraph.model.whole import Whole


class Need(NamedTuple):
    """What an essential requirement asks for once practised options are struck (rule 2)."""

    key: int
    count: int  # type: ignore[assignment]  # the word of the field; tuple.count is of no use
    options: tuple[int, ...]


def needs_of(whole: Whole, owner: int) -> Iterator[Need]:
    """Yield what an owner needs; what practised options alone meet is left out."""
    for requirement in whole.requirements.get(owner, ()):
        need = _need(whole, requirement)
        if need is not None:
            yield need


def singles_of(whole: Whole, owner: int) -> Iterator[tuple[int, int]]:
    """Yield each skill that an owner needs without a choice, and the requirement's key."""
    for need in needs_of(whole, owner):
        if need.count >= len(need.options):
            for option in need.options:
                yield option, need.key


def meets(need: Need, skills: Collection[int]) -> bool:
    """Tell whether some skills meet a need."""
    return sum(option in skills for option in need.options) >= need.count


def learnable(whole: Whole) -> frozenset[int]:
    """Return the skills that can be put in an order in which each one's needs are met before it.

    What is left out waits for itself, or for a skill that does. It takes time in proportion to the
    options of all skills.
    """
    waiting: dict[int, list[list[int]]] = {}
    open_needs: dict[int, int] = {}
    learnt: list[int] = []
    for skill in whole.skills():
        needs = list(needs_of(whole, skill))
        open_needs[skill] = len(needs)
        if not needs:
            learnt.append(skill)
        for need in needs:
            state = [need.count, skill]
            for option in need.options:
                waiting.setdefault(option, []).append(state)
    for option in learnt:  # grows while it is walked
        for state in waiting.get(option, ()):
            state[0] -= 1
            if state[0] == 0:
                open_needs[state[1]] -= 1
                if not open_needs[state[1]]:
                    learnt.append(state[1])
    return frozenset(learnt)


def _need(whole: Whole, requirement: Requirement) -> Need | None:
    if requirement.importance != ESSENTIAL:
        return None
    options = tuple(o for o in requirement.options if o not in whole.practised)
    count = requirement.count - len(requirement.options) + len(options)
    return Need(requirement.key, count, options) if count > 0 else None
