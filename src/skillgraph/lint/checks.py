"""The rules by name, and all of them run at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.lint.cycles import find_cycles
from skillgraph.lint.labels import find_near_duplicates
from skillgraph.lint.learning import learnable
from skillgraph.lint.redundancy import find_redundant, find_unused
from skillgraph.lint.targets import find_unreachable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.model.whole import Finding, Whole

#: What each rule looks for, in the order in which findings are listed.
RULES = {
    "prerequisite-cycle": "Skills whose prerequisites wait for each other",
    "unreachable-target": "Roles, tracks and skills that no plan leads to",
    "unused-skill": "Skills that nothing needs",
    "redundant-prerequisite": "Prerequisites that follow from others",
    "near-duplicate-label": "Labels that differ by a slip",
}


def find_all(whole: Whole, rules: Collection[str] = tuple(RULES)) -> list[Finding]:
    """Return what the rules find, by rule; warnings first, then by position."""
    found = [finding for name in RULES if name in rules for finding in _found(whole, name)]
    order = {rule: number for number, rule in enumerate(RULES)}
    return sorted(
        found, key=lambda each: (order[each.rule], each.severity != "warning", each.nodes)
    )


def _found(whole: Whole, rule: str) -> Iterator[Finding]:
    match rule:
        case "prerequisite-cycle":
            return find_cycles(whole, learnable(whole))
        case "unreachable-target":
            return find_unreachable(whole, learnable(whole))
        case "unused-skill":
            return find_unused(whole)
        case "redundant-prerequisite":
            return find_redundant(whole)
        case _:
            return find_near_duplicates(whole)
