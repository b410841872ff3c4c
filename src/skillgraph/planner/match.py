"""How far what is held meets what each role asks for, and what the rest takes at the least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.match import Coverage, Matches, Shortfall
from skillgraph.model.problem import ESSENTIAL
from skillgraph.planner.gap import practised_items
from skillgraph.planner.holding import Holding, requirements_of, singled
from skillgraph.planner.network import effort_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from skillgraph.model.match import Listing
    from skillgraph.model.problem import Problem, Requirement


def may_meet(problem: Problem) -> frozenset[int]:
    """Return skills of which each requirement that is met has one among its options.

    They are those held or assumed, and the options of each choice that is vouched for. Requirements
    that practised skills alone can meet are not looked at.
    """
    holding = Holding(problem)
    vouched = (option for voucher in holding.vouchers for option in voucher.options)
    return frozenset(holding.levels).union(vouched)


def match(
    problem: Problem,
    listings: Iterable[Listing],
    touching: Mapping[int, Sequence[Requirement]],
) -> Matches:
    """Return roles by how far they are covered, usual next jobs before the others.

    A requirement is met as in `gap`. `touching` has of each role the requirements with an option
    that `may_meet`; the problem has all practised skills, and the moves from the held roles. The
    share of the essential requirements decides (of all, where none is essential), the share of
    all, the number met, and the position.
    """
    holding = Holding(problem)
    usual = usual_next(problem)
    ranked: list[Coverage] = []
    held: list[Coverage] = []
    for role, essential, every, _ in listings:
        met = met_essential = 0
        for requirement in touching.get(role, ()):
            if not holding.asks_nothing(requirement) and holding.meets(requirement):
                met += 1
                met_essential += requirement.importance == ESSENTIAL
        found = Coverage(role, (met_essential, essential), (met, every), role in usual)
        (held if role in problem.held_roles else ranked).append(found)
    ranked.sort(key=_rank)
    return Matches(tuple(ranked), tuple(held), holding.assumed)


def usual_next(problem: Problem) -> set[int]:
    """Return the roles that a move leads to from a role that is held."""
    return {end for start, end in problem.moves if start in problem.held_roles}


def shortfall(problem: Problem) -> Shortfall:
    """Return what the target still asks; a requirement is met as in `gap`."""
    holding = Holding(problem)
    practised = practised_items(holding)
    missing = tuple(
        requirement
        for requirement in requirements_of(problem, problem.target)
        if requirement.importance == ESSENTIAL
        and not holding.asks_nothing(requirement)
        and not holding.meets(requirement)
    )
    met = sum(item.met for item in practised)
    return Shortfall(missing, _least_effort(holding, missing), (met, len(practised)))


def _least_effort(holding: Holding, missing: Iterable[Requirement]) -> tuple[int, ...]:
    """Return skills whose efforts together bound from below what some requirements take.

    They meet each in its shortest way; of choices that share options with another need only one is
    counted, the longest, since one skill may meet them all.
    """
    problem = holding.problem
    needs = [holding.need(single) for requirement in missing for single in singled(requirement)]
    ways = []
    for need in needs:
        if need is None:
            continue
        by_effort = sorted(need.options, key=lambda skill: (effort_sum(problem, skill), skill))
        way = by_effort[: need.count]
        ways.append((len(way) == len(need.options), way, need.options))
    # What has no choice comes first, then the longest: each further one adds to the bound.
    ways.sort(key=lambda way: (not way[0], -sum(effort_sum(problem, s) for s in way[1]), way[1]))
    counted: set[int] = set()
    least: list[int] = []
    for _, way, options in ways:
        if counted.isdisjoint(options):
            counted.update(options)
            least += way
    return tuple(sorted(least))


def changes(before: Matches, after: Matches) -> list[tuple[Coverage, Coverage]]:
    """Return the roles whose essential requirements are met more or less after a change.

    The largest change of the share comes first. A role that is held before or after is left out;
    of one that is not among what was found nothing is met.
    """
    held = {found.role for found in (*before.held, *after.held)}
    then, now = ({found.role: found for found in each.ranked} for each in (before, after))
    pairs = [
        (then.get(role) or _nothing_met(now[role]), now.get(role) or _nothing_met(then[role]))
        for role in then.keys() | now.keys()
        if role not in held
    ]
    changed = [pair for pair in pairs if pair[0].essential != pair[1].essential]
    return sorted(changed, key=lambda pair: (-_change(*pair), pair[0].role))


def _nothing_met(found: Coverage) -> Coverage:
    return found._replace(essential=(0, found.essential[1]), every=(0, found.every[1]))


def _change(before: Coverage, after: Coverage) -> float:
    return abs((_share_met(after.essential) or 0.0) - (_share_met(before.essential) or 0.0))


def _rank(found: Coverage) -> tuple[float, ...]:
    essential, every = _share_met(found.essential), _share_met(found.every)
    first = every if essential is None else essential
    return (not found.usual, -(first or 0), -(every or 0), -found.essential[0], found.role)


def _share_met(covered: tuple[int, int]) -> float | None:
    """Return the share that is met; equal fractions give equal numbers."""
    met, of = covered
    return met / of if of else None
