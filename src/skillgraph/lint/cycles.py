"""`prerequisite-cycle`: skills that wait for each other, and the ways out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from skillgraph.lint.learning import meets, needs_of
from skillgraph.lint.wording import asked, listed, way
from skillgraph.model.components import shortest_cycle, strongly_connected_components
from skillgraph.model.whole import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.lint.learning import Need
    from skillgraph.model.whole import Whole

RULE = "prerequisite-cycle"

_MEND = "Remove one of these prerequisites, or make one a choice with an option that is elsewhere."


def prerequisite_edges(whole: Whole) -> dict[int, list[int]]:
    """Return, for each skill, the skills that its essential prerequisites name, by position."""
    return {
        skill: sorted({option for need in needs_of(whole, skill) for option in need.options})
        for skill in whole.skills()
    }


def find_cycles(whole: Whole, learnable: frozenset[int]) -> Iterator[Finding]:
    """Yield a finding for each strongly connected component of the essential prerequisites.

    It is a warning where some member can't be learnt. Where all can, each by an exit, it is for
    information: a choice may well name a skill that builds on its owner.
    """
    edges = prerequisite_edges(whole)
    components = [each for each in strongly_connected_components(edges) if len(each) > 1]
    for component in sorted(components):
        members = frozenset(component)
        stuck = members - learnable
        ring = shortest_cycle(edges, stuck) or shortest_cycle(edges, members) or ()
        elsewhere = learnable - members
        exits = [
            (owner, need)
            for owner in component
            for need in needs_of(whole, owner)
            if members.intersection(need.options) and meets(need, elsewhere)
        ]
        yield Finding(
            RULE,
            "warning" if stuck else "info",
            tuple(dict.fromkeys([*ring[:-1], *component])),
            _message(whole, ring, component, stuck) + _ways_out(whole, exits, elsewhere),
            _MEND if stuck else "Leave it if the choice is meant; plans take the way out.",
            statements=tuple(_statements(whole, ring)),
            path=ring,
            exits=tuple((owner, need.key) for owner, need in exits),
        )


def _message(
    whole: Whole, ring: tuple[int, ...], component: tuple[int, ...], stuck: frozenset[int]
) -> str:
    said = f"{way(whole, ring)}: "
    others = [member for member in component if member not in ring]
    if len(stuck) == len(component):
        said += "no exit, none of these can be learnt"
    elif stuck:
        said += f"{listed(whole, sorted(stuck))} can't be learnt"
    else:
        said += "these wait for each other, and all can be learnt"
    return said + (f"; in the same cycle: {listed(whole, others)}." if others else ".")


def _ways_out(whole: Whole, exits: list[tuple[int, Need]], elsewhere: Collection[int]) -> str:
    return "".join(
        f" Exit: {whole.names[owner]} asks for {asked(whole, need)}, and"
        f" {listed(whole, [o for o in need.options if o in elsewhere], 'or')} will do."
        for owner, need in exits
    )


def _statements(whole: Whole, ring: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield, for each edge of a ring, the first requirement that makes it."""
    for owner, option in pairwise(ring):
        yield next((owner, n.key) for n in needs_of(whole, owner) if option in n.options)
