"""`next` as a document: what can be learnt now, ranked, with the arithmetic of the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.api.match import matches
from skillgraph.api.naming import Naming
from skillgraph.graph.demand import asking, listings
from skillgraph.graph.fringe import surroundings
from skillgraph.graph.problem import NO_TARGET
from skillgraph.graph.problem import problem as load_problem
from skillgraph.planner.fringe import fringe
from skillgraph.planner.plan import TIMEOUT_SECONDS, plan

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.fringe import CandidateDoc, NextDocument
    from skillgraph.model.fringe import Candidate
    from skillgraph.model.problem import Level, Options, Problem

#: Digits that a number of the arithmetic is rounded to.
_DIGITS = 2


def next_document(
    graph: Graph,
    *,
    held: Mapping[int, Level | None],
    towards: int | None,
    options: Options,
    timeout: float | None,
    limit: int | None,
) -> NextDocument:
    """Return what can be learnt next by somebody who holds `held` (skills and roles, by key)."""
    roles = graph.roles(held).keys()
    skills = {key: level for key, level in held.items() if key not in roles}
    towards_plan = None
    if towards is not None:
        towards_plan = plan(
            load_problem(
                graph, target=towards, held_skills=skills, held_roles=roles, options=options
            ),
            timeout=TIMEOUT_SECONDS if timeout is None else timeout,
            compare=False,
        )
    begun, others = _near(graph, held)
    near = begun or others
    problem, asked, left_out = surroundings(
        graph,
        near=near,
        held_skills=skills,
        held_roles=roles,
        target=towards or NO_TARGET,
        options=options,
        steps=None if towards_plan is None else [step.skill for step in towards_plan.steps],
        limit=limit,
    )
    found = fringe(problem, asked, towards=towards_plan, limit=limit)
    shown = found.candidates
    naming = Naming(graph, {each.skill for each in shown})
    return {
        "format": "skillgraph-next/1",
        "graph": references.graph_ref(graph),
        "held": naming.refs(list(held)),
        "assumed": naming.refs(found.assumed),
        "towards": None if towards is None else naming.role_ref(towards),
        "steps": None if towards_plan is None else len(towards_plan.steps),
        "near_roles": len(begun),
        "all_roles": asked.roles,
        "learnable": found.learnable + left_out,
        "candidates": _candidates(graph, naming, problem, near, shown),
        "labels": naming.labels(),
    }


def _near(
    graph: Graph, held: Mapping[int, Level | None]
) -> tuple[dict[int, float], dict[int, float]]:
    """Return the roles of which somebody meets anything, with the share of what each lists.

    Where there are none, the second has all that aren't held, and all alike.
    """
    found = matches(graph, held, limit=0)
    begun = {role: met / of for role, _, (met, of), _ in found.ranked if met}
    if begun:
        return begun, {}
    had = {each.role for each in found.held}
    return {}, {each.role: 1.0 for each in listings(graph) if each.role not in had}


def _candidates(
    graph: Graph,
    naming: Naming,
    problem: Problem,
    near: Collection[int],
    shown: Sequence[Candidate],
) -> list[CandidateDoc]:
    efforts = graph.efforts([each.skill for each in shown])
    asked_by = _asked_by(graph, naming, near, [each.skill for each in shown])
    documents: list[CandidateDoc] = []
    for each in shown:
        known = efforts.get(each.skill)
        hours = problem.default_effort_hours if known is None else known[:2]
        documents.append(
            {
                **naming.ref(each.skill),
                "effort_hours": references.effort_doc(hours, known and known[2]),
                "waiting": each.waiting,
                "opens": naming.ids(each.opens),
                "asked_by": naming.ids(asked_by.get(each.skill, ())),
                "roles": round(each.roles, _DIGITS),
                "own": round(each.own, _DIGITS),
                "opened": round(each.opened, _DIGITS),
                "worth": round(each.own + each.opened, _DIGITS),
            }
        )
    return documents


def _asked_by(
    graph: Graph, naming: Naming, near: Collection[int], skills: Sequence[int]
) -> dict[int, list[int]]:
    """Return the roles near that ask for each skill as essential."""
    asked_by = {
        skill: [role for role in roles if role in near]
        for skill, roles in asking(graph, skills).items()
    }
    naming.refs(sorted({role for roles in asked_by.values() for role in roles}))
    return asked_by
