"""Other plans than the best, as documents: written from the plans and the graph alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.naming import Naming
from skillgraph.api.plan_writing import total_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.graph.store import Graph
    from skillgraph.model.alternatives import Alternative, Swap
    from skillgraph.model.documents.outlook import AlternativeDoc, SwapDoc
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem


def add_alternatives(
    document: PlanDocument,
    graph: Graph,
    problem: Problem,
    found: Plan,
    rivals: Sequence[Alternative],
) -> None:
    """Put other plans than the best into its document, with the labels that they bring along."""
    best = sorted(step.skill for step in found.steps)
    owners = {problem.target, *found.stages, *best}
    naming = Naming(graph, owners.union(*(each.stages + each.skills for each in rivals)))
    document["alternatives"] = _alternatives(naming, problem, best, rivals)
    document["labels"] |= naming.labels()


def _alternatives(
    naming: Naming, problem: Problem, best: Sequence[int], found: Sequence[Alternative]
) -> list[AlternativeDoc]:
    documents: list[AlternativeDoc] = []
    for each in found:
        total = total_of(problem, list(each.skills))
        documents.append(
            {
                "stages": naming.ids(each.stages),
                "skills": total["skills"],
                "effort_hours": total["effort_hours"],
                "extra_cost": each.extra_cost,
                "swaps": [_swap(naming, swap) for swap in each.swaps],
                "adds": naming.ids(skill for skill in each.skills if skill not in best),
                "spares": naming.ids(skill for skill in best if skill not in each.skills),
                "level_if_held": naming.ids(each.level_if_held),
                "level_at_hours": each.level_at,
                "proven": each.proven,
            }
        )
    return documents


def _swap(naming: Naming, swap: Swap) -> SwapDoc:
    stated = naming.stated(swap.requirement)
    if stated is None:
        raise AssertionError
    return {
        "owner": naming.id(swap.owner),
        "requirement": naming.requirement_id(stated),
        "group": naming.group(stated),
        "taken": naming.ids(swap.taken),
        "dropped": naming.ids(swap.dropped),
    }
