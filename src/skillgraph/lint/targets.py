"""`unreachable-target`: roles, tracks and skills that no plan leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.lint.cycles import prerequisite_edges
from skillgraph.lint.learning import meets, needs_of
from skillgraph.lint.wording import asked, listed, way
from skillgraph.model.components import strongly_connected_components
from skillgraph.model.whole import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.lint.learning import Need
    from skillgraph.model.whole import Whole

RULE = "unreachable-target"


def find_unreachable(whole: Whole, learnable: frozenset[int]) -> Iterator[Finding]:
    """Yield a finding for each target that can't be completed by all that can be learnt.

    Skills that stand in a cycle themselves are left to `prerequisite-cycle`. For information: roles
    that list nothing, and roles to which moves lead, but no chain from an entry (rule 4).
    """
    components = strongly_connected_components(prerequisite_edges(whole))
    circular = {member for each in components if len(each) > 1 for member in each}
    complete: set[int] = set()
    for node, kind in whole.kinds.items():
        if node not in whole.entries and kind != "skill":
            continue
        lacking = [need for need in needs_of(whole, node) if not meets(need, learnable)]
        if not lacking:
            complete.add(node)
        elif node not in circular:
            yield _incomplete(whole, learnable, node, lacking)
    for node in whole.entries:
        if not whole.requirements.get(node):
            yield _bare(whole, node)
    yield from _without_chain(whole, complete)


def _incomplete(whole: Whole, learnable: frozenset[int], node: int, lacking: list[Need]) -> Finding:
    missing = {
        need.key: [option for option in need.options if option not in learnable] for need in lacking
    }
    said = "; and ".join(_lack(whole, need, missing[need.key]) for need in lacking)
    path = _lasso(whole, learnable, node, missing[lacking[0].key][0])
    return Finding(
        RULE,
        "warning",
        (node, *dict.fromkeys(option for each in missing.values() for option in each)),
        f"{whole.names[node]} can't be completed: it needs {said} ({way(whole, path)}).",
        "Break the cycle that it ends in, or change what is needed.",
        statements=tuple(dict.fromkeys((node, need.key) for need in lacking)),
        path=path,
    )


def _lack(whole: Whole, need: Need, missing: list[int]) -> str:
    if len(need.options) == 1:
        return f"{asked(whole, need)}, which can't be learnt"
    if len(missing) == len(need.options):
        return f"{asked(whole, need)}, none of which can be learnt"
    return f"{asked(whole, need)}, and {listed(whole, missing)} can't be learnt"


def _lasso(whole: Whole, learnable: frozenset[int], node: int, option: int) -> tuple[int, ...]:
    """Return the way from a node over what can't be learnt, up to the first that comes again."""
    path = [node, option]
    seen = {node, option}
    while True:
        option = next(
            each
            for need in needs_of(whole, option)
            if not meets(need, learnable)
            for each in need.options
            if each not in learnable
        )
        path.append(option)
        if option in seen:
            return tuple(path)
        seen.add(option)


def _bare(whole: Whole, node: int) -> Finding:
    return Finding(
        RULE,
        "info",
        (node,),
        f"{whole.names[node]} lists no requirement, so no plan is made for it.",
        "Add what it needs, or leave it if nothing is known.",
    )


def _without_chain(whole: Whole, complete: set[int]) -> Iterator[Finding]:
    """Yield the roles that rule 4 of DESIGN section 3 finds no chain for, though moves lead there.

    A way along moves that repeats a stage, or passes an entry, holds one that doesn't: it is enough
    to reach a role.
    """
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for start, end in whole.moves:
        before.setdefault(end, []).append(start)
        after.setdefault(start, []).append(end)
    entries = {node for node, marked in whole.entries.items() if marked or node not in before}
    usable = {node for node in complete if whole.requirements.get(node)}
    reached = [node for node in whole.entries if node in entries and node in usable]
    seen = set(reached)
    for stage in reached:  # grows while it is walked
        for end in after.get(stage, ()):
            if end in usable and end not in seen:
                seen.add(end)
                reached.append(end)
    for node in whole.entries:
        if node in entries or node not in usable or node in seen:
            continue
        yield Finding(
            RULE,
            "info",
            (node, *before[node]),
            f"No chain of jobs leads to {whole.names[node]} from one that a person may start in,"
            f" though {listed(whole, before[node])} {'lead' if before[node][1:] else 'leads'}"
            " there: its plans are direct.",
            "Mark where one may start as an entry, or add what the jobs before it need.",
        )
