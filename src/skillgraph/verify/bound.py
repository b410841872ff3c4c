"""Rule 7: which of two plans is better, and what every plan has, and costs, at the least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.verify.steps import cost, effort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.verify.needs import Needs
    from skillgraph.verify.person import Person


class Found(NamedTuple):
    """A plan in the order of rule 7: of two the smaller is the better one."""

    cost: int
    hours: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which means nothing here
    stage_count: int
    skills: tuple[int, ...]
    chain: tuple[int, ...]


class Forced(NamedTuple):
    """What every plan has with some skills, and what is open then: so many of such options.

    What is open is not forced; `looks` says how many needs were looked at.
    """

    skills: set[int]
    left: list[tuple[int, set[int]]]
    looks: int


def ranked(person: Person, chain: tuple[int, ...], skills: Iterable[int]) -> Found:
    """Return a plan with what it is compared by."""
    learnt = tuple(sorted(skills))
    hours = sum(effort(person, skill) for skill in learnt)
    costs = sum(cost(person, skill) for skill in learnt)
    return Found(costs, hours, len(learnt), len(chain), learnt, chain)


def force(needs: Needs, chain: Sequence[int], taken: Iterable[int], can: set[int]) -> Forced | None:
    """Return what every plan by a chain has that takes some skills, of those that it can.

    None says that there is no such plan.
    """
    forced = set(taken)
    if not forced <= can:
        return None
    queue = [need for stage in chain for need in needs.of_stage(stage)]
    queue += [need for skill in sorted(forced) for need in needs.of_step(skill)]
    unsettled = []
    for need in queue:
        had = need.options & can
        if len(had) < need.count:
            return None
        if len(had) > need.count:
            unsettled.append((need.count, had))
            continue
        fresh = had - forced
        forced |= fresh
        queue += [each for skill in sorted(fresh) for each in needs.of_step(skill)]
    left = [(count - len(had & forced), set(had - forced)) for count, had in unsettled]
    return Forced(forced, [need for need in left if need[0] > 0], len(queue))


def least(person: Person, chain: tuple[int, ...], found: Forced) -> tuple[int, int, int, int]:
    """Return what no plan is better than that has what is forced, and meets what is left.

    These are cost, hours, skills and stages, as `Found` has them: of needs that are open and share
    no option each takes its cheapest ones.
    """
    costs, hours, count, *_ = ranked(person, chain, found.skills)
    used: set[int] = set()
    for number, options in sorted(found.left, key=lambda need: len(need[1])):
        if used.isdisjoint(options):
            used |= options
            count += number
            costs += sum(sorted(cost(person, each) for each in options)[:number])
            hours += sum(sorted(effort(person, each) for each in options)[:number])
    return costs, hours, count, len(chain)


def least_cost(needs: Needs, chains: Iterable[tuple[int, ...]], learnable: set[int]) -> int:
    """Return a cost that no plan by one of these chains is below, without a search."""
    forced = ((chain, force(needs, chain, needs.chosen, learnable)) for chain in chains)
    return min(
        (least(needs.person, chain, found)[0] for chain, found in forced if found is not None),
        default=0,
    )
