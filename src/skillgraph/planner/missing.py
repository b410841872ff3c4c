"""Why there is no plan: rule 10 of DESIGN section 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.plan import Missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.plan import Cause
    from skillgraph.planner.holding import Holding, Need
    from skillgraph.planner.network import Network


def find_missing(holding: Holding, network: Network, chosen: Iterable[int]) -> tuple[Missing, ...]:
    """Return what can't be had, from the target and the chosen skills down, by position."""
    problem = holding.problem
    avoided = problem.options.avoid
    first = _lacking(network, holding.stage_needs(problem.target))
    queue = first + [skill for skill in chosen if skill not in network.bits]
    lacks: dict[int, list[int]] = {}
    for skill in queue:
        if skill not in lacks:
            needs = () if skill in avoided else holding.needs(skill)
            lacks[skill] = _lacking(network, needs)
            queue.extend(lacks[skill])
    return tuple(
        Missing(skill, _cause(skill, lacks, avoided), tuple(sorted(set(lacks[skill]))))
        for skill in sorted(lacks)
    )


def _lacking(network: Network, needs: Iterable[Need]) -> list[int]:
    return [
        option
        for need in needs
        if not network.completes((need,))
        for option in need.options
        if option not in network.bits
    ]


def _cause(skill: int, lacks: dict[int, list[int]], avoided: frozenset[int]) -> Cause:
    if skill in avoided:
        return "avoided"
    seen: set[int] = set()
    queue = [skill]
    while queue:
        for below in lacks[queue.pop()]:
            if below == skill:
                return "circular"
            if below not in seen:
                seen.add(below)
                queue.append(below)
    return "lacks"
