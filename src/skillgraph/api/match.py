"""`match` as a document: roles by how far they are covered, and what the first ones would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.api.naming import Naming
from skillgraph.api.plan_writing import total_of
from skillgraph.graph.demand import count_listings, groups, listings, touching, without_listing
from skillgraph.graph.problem import holding_problem
from skillgraph.graph.problem import problem as load_problem
from skillgraph.planner.match import changes, match, may_meet, shortfall, usual_next
from skillgraph.planner.plan import TIMEOUT_SECONDS, plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import Essentials, RoleRef
    from skillgraph.model.documents.match import (
        AddDoc,
        HeldRoleDoc,
        MatchDoc,
        MatchDocument,
        PathDoc,
    )
    from skillgraph.model.documents.side_by_side import MatchChangeDoc
    from skillgraph.model.match import Coverage, Matches
    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Level, Problem, Requirement


def match_document(
    graph: Graph,
    *,
    held: Mapping[int, Level | None],
    kind: str | None,
    limit: int,
    timeout: float | None,
) -> MatchDocument:
    """Return roles by how far somebody who holds `held` covers them, `limit` of them in full.

    The plans of all rows together take at most about `timeout` seconds.
    """
    roles = graph.roles(held).keys()
    skills = {key: level for key, level in held.items() if key not in roles}
    found = matches(graph, held, kind, limit=limit)
    shown = found.ranked[:limit]
    unknown = [role for role in without_listing(graph, kind) if role not in roles]
    naming = Naming(graph, ())
    asked = [
        load_problem(graph, target=each.role, held_skills=skills, held_roles=roles)
        for each in shown
    ]
    short = [shortfall(each) for each in asked]
    named = groups(graph, [each.role for each in shown])
    options = {o for each in short for a in each.missing for o in a.options}
    roles_shown = [each.role for each in (*shown, *found.held)]
    naming.refs(sorted({*roles_shown, *unknown, *options, *named.values(), *held, *found.assumed}))
    refs = dict(zip(roles_shown, naming.role_refs(roles_shown), strict=True))
    seconds = TIMEOUT_SECONDS if timeout is None else timeout
    plans = [plan(each, compare=False, timeout=seconds / len(shown)) for each in asked]
    rows: list[MatchDoc] = [
        {
            **_covered(refs[each.role], each),
            "usual_next": each.usual,
            "practised": _met(lacking.practised),
            "at_least": total_of(problem, list(lacking.least)),
            "add": [_add(naming, each.role, named, a) for a in lacking.missing],
            "path": _path(naming, problem, best),
        }
        for each, problem, lacking, best in zip(shown, asked, short, plans, strict=True)
    ]
    return {
        "format": "skillgraph-match/1",
        "graph": references.graph_ref(graph),
        "held": naming.refs(list(held)),
        "assumed": naming.refs(found.assumed),
        "kind": kind,
        "ranked": count_listings(graph, kind) - len(found.held),
        "held_roles": [_covered(refs[each.role], each) for each in found.held],
        "matches": rows,
        "unknown": naming.refs(unknown),
        "labels": naming.labels(),
    }


def matches(
    graph: Graph,
    held: Mapping[int, Level | None],
    kind: str | None = None,
    *,
    limit: int | None = None,
) -> Matches:
    """Return how far roles are covered by somebody who holds `held` (skills and roles).

    With a `limit` those are left out that nothing bears on and that come later.
    """
    roles = graph.roles(held).keys()
    skills = {key: level for key, level in held.items() if key not in roles}
    problem = holding_problem(graph, held_skills=skills, held_roles=roles)
    touched = touching(graph, may_meet(problem))
    near = {*touched, *usual_next(problem), *roles}
    return match(problem, listings(graph, kind, among=near, others=limit), touched)


def match_changes(
    graph: Graph, before: Mapping[int, Level | None], after: Mapping[int, Level | None]
) -> list[MatchChangeDoc]:
    """Return what a change of what is held does to coverage, the largest change first."""
    found = changes(*(matches(graph, held, limit=0) for held in (before, after)))
    naming = Naming(graph, ())
    naming.refs([then.role for then, _ in found])
    return [
        {**naming.ref(then.role), "before": _met(then.essential), "after": _met(now.essential)}
        for then, now in found
    ]


def _covered(ref: RoleRef, found: Coverage) -> HeldRoleDoc:
    return {**ref, "essential": _met(found.essential), "every": _met(found.every)}


def _met(covered: tuple[int, int]) -> Essentials:
    met, of = covered
    return {"met": met, "of": of}


def _add(
    naming: Naming, role: int, named: Mapping[tuple[int, int], int], asked: Requirement
) -> AddDoc:
    group = named.get((role, asked.key))
    return {
        "count": asked.count,
        "group": None if group is None else naming.ref(group),
        "options": naming.ids(asked.options),
    }


def _path(naming: Naming, problem: Problem, best: Plan) -> PathDoc:
    return {
        "status": best.status,
        "optimal": best.optimal,
        "stages": naming.refs(best.stages),
        "total": total_of(problem, [step.skill for step in best.steps]),
    }
