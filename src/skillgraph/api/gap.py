"""`gap` as a document: a target's own list beside what is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.api.naming import Naming, importance_of, level_doc
from skillgraph.api.plan_writing import total_of
from skillgraph.graph import schema
from skillgraph.graph.problem import problem as load_problem
from skillgraph.planner.gap import gap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import CoverageDoc, EffortDoc
    from skillgraph.model.documents.gap import GapDocument, GapItemDoc, KeySkillDoc
    from skillgraph.model.gap import Gap, GapItem
    from skillgraph.model.problem import Level, Problem, Requirement


def gap_document(graph: Graph, *, target: int, held: Mapping[int, Level | None]) -> GapDocument:
    """Return what a target lists and what of it is missing, for somebody who holds `held`."""
    roles = graph.roles(held).keys()
    skills = {key: level for key, level in held.items() if key not in roles}
    problem = load_problem(graph, target=target, held_skills=skills, held_roles=roles)
    found = gap(problem)
    naming = Naming(graph, {target, *(item.shortest[0] for item in found.items if not item.met)})
    return {
        "format": "skillgraph-gap/1",
        "graph": references.graph_ref(graph),
        "target": naming.role_ref(target),
        "held": naming.refs(list(held)),
        "assumed": naming.refs(found.assumed),
        "coverage": _coverage(found),
        "requirements": [_item(graph, naming, problem, item) for item in found.items],
        "practise": [
            {
                **naming.ref(each.skill),
                "importance": importance_of(each.importance),
                "met": each.met,
            }
            for each in found.practised
        ],
        "key_skills": _key_skills(graph, naming, target, {*held, *found.assumed}),
        "scales": naming.scales(),
        "labels": naming.labels(),
    }


def _coverage(found: Gap) -> list[CoverageDoc]:
    """Return how much is met of each importance that the target uses, from essential down."""
    ranks = sorted({item.requirement.importance for item in found.items})
    coverage: list[CoverageDoc] = []
    for rank in ranks:
        met = [item.met for item in found.items if item.requirement.importance == rank]
        coverage.append({"importance": importance_of(rank), "met": sum(met), "of": len(met)})
    return coverage


def _item(graph: Graph, naming: Naming, problem: Problem, item: GapItem) -> GapItemDoc:
    stated = naming.stated(item.requirement)
    if stated is None:
        raise AssertionError
    naming.mention_scales(stated.scale, stated.rating_scale)
    return {
        **naming.asked(stated),
        "level": level_doc(item.requirement.level),
        "rating": naming.rating(stated),
        "met": item.met,
        "met_by": naming.ids(item.met_by),
        "effort_hours": None if item.met else _effort(graph, naming, problem, item),
        "after": list(
            dict.fromkeys(each for below in item.after for each in _awaited(naming, below))
        ),
        "sources": naming.cited(stated.places),
    }


def _awaited(naming: Naming, requirement: Requirement) -> list[str]:
    """Return the id of what is waited for: a choice goes by its group, where it has one."""
    stated = naming.stated(requirement)
    if stated is not None and stated.group is not None and len(requirement.options) > 1:
        return naming.ids([stated.group])
    return naming.ids(requirement.options[: requirement.count])


def _effort(graph: Graph, naming: Naming, problem: Problem, item: GapItem) -> EffortDoc:
    total = total_of(problem, list(item.shortest))
    stated = graph.efforts(item.shortest[:1]).get(item.shortest[0])
    return {
        "min": total["effort_hours"]["min"],
        "max": total["effort_hours"]["max"],
        "source": None if stated is None else naming.cited((stated[2],))[0],
        "unknown": total["unknown_effort"] > 0,
    }


def _key_skills(graph: Graph, naming: Naming, target: int, have: set[int]) -> list[KeySkillDoc]:
    links = graph.links(schema.KEY_SKILL, start=[target])
    return [{**naming.ref(link.end), "met": link.end in have} for link in links]
