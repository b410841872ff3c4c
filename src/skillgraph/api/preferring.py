"""What a person prefers, taken only where a plan has a choice among it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from skillgraph.model.documents.plan import PlanDocument


def plan_preferring(
    plan: Callable[[Sequence[str]], PlanDocument], choose: Sequence[str], prefer: Sequence[str]
) -> PlanDocument:
    """Return a plan in which each choice takes what is preferred, the first named first.

    `plan` makes one that learns so many skills whatever else, by id: `choose` at least. What is
    chosen outranks what is preferred; a preference that no choice of the plan has an option of, or
    that makes the plan impossible, plays no part.
    """
    chosen = list(choose)
    found = plan(chosen)
    while wanted := _wanted(found, chosen, prefer):
        other = plan([*chosen, *wanted])
        if other["status"] != found["status"]:
            break
        chosen, found = [*chosen, *wanted], other
    return found


def _wanted(found: PlanDocument, chosen: Sequence[str], prefer: Sequence[str]) -> list[str]:
    """Return what is preferred among the options of a plan's choices, and not chosen yet."""
    wanted: list[str] = []
    options = found["options"]
    out = {*options.get("avoid", ()), *options.get("waive", ())}
    for choice in found["choices"]:
        offered = set(choice["options"])
        left = choice["count"] - len(offered.intersection([*chosen, *wanted]))
        open_ = [id_ for id_ in prefer if id_ in offered and id_ not in {*chosen, *wanted, *out}]
        wanted += open_[: max(left, 0)]
    return wanted
