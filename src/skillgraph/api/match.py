"""`match` as a document: roles by how far they are covered, and what the first ones would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.api.naming import Naming
from skillgraph.api.path import total_of
from skillgraph.graph.demand import listings, touching, without_listing
from skillgraph.graph.problem import holding_problem
from skillgraph.graph.problem import problem as load_problem
from skillgraph.model.problem import ESSENTIAL
from skillgraph.planner.gap import gap
from skillgraph.planner.match import changes, least_effort, match, may_meet
from skillgraph.planner.plan import plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import Essentials
    from skillgraph.model.documents.match import (
        AddDoc,
        HeldRoleDoc,
        MatchDoc,
        MatchDocument,
        PathDoc,
    )
    from skillgraph.model.documents.side_by_side import MatchChangeDoc
    from skillgraph.model.gap import Gap
    from skillgraph.model.match import Coverage, Matches
    from skillgraph.model.problem import Level, Problem


def match_document(
    graph: Graph,
    *,
    held: Mapping[int, Level | None],
    kind: str | None,
    limit: int,
    timeout: float,
) -> MatchDocument:
    """Return roles by how far somebody who holds `held` covers them, `limit` of them in full.

    The plans of all rows together take at most about `timeout` seconds.
    """
    roles = graph.roles(held).keys()
    skills = {key: level for key, level in held.items() if key not in roles}
    found = matches(graph, held, kind)
    shown = found.ranked[:limit]
    unknown = [role for role in without_listing(graph, kind) if role not in roles]
    naming = Naming(graph, {each.role for each in (*shown, *found.held)})
    naming.refs(unknown)
    problems = [
        load_problem(graph, target=each.role, held_skills=skills, held_roles=roles)
        for each in shown
    ]
    rows = [
        _match(naming, each, problem, timeout / len(shown))
        for each, problem in zip(shown, problems, strict=True)
    ]
    return {
        "format": "skillgraph-match/1",
        "graph": references.graph_ref(graph),
        "held": naming.refs(list(held)),
        "assumed": naming.refs(found.assumed),
        "kind": kind,
        "ranked": len(found.ranked),
        "held_roles": [_held(naming, each) for each in found.held],
        "matches": rows,
        "unknown": naming.refs(unknown),
        "labels": naming.labels(),
    }


def matches(graph: Graph, held: Mapping[int, Level | None], kind: str | None = None) -> Matches:
    """Return how far each role is covered by somebody who holds `held` (skills and roles)."""
    roles = graph.roles(held).keys()
    skills = {key: level for key, level in held.items() if key not in roles}
    problem = holding_problem(graph, held_skills=skills, held_roles=roles)
    return match(problem, listings(graph, kind), touching(graph, may_meet(problem)))


def match_changes(
    graph: Graph, before: Mapping[int, Level | None], after: Mapping[int, Level | None]
) -> list[MatchChangeDoc]:
    """Return what a change of what is held does to coverage, the largest change first."""
    found = changes(*(matches(graph, held) for held in (before, after)))
    naming = Naming(graph, ())
    naming.refs([then.role for then, _ in found])
    return [
        {**naming.ref(then.role), "before": _met(then.essential), "after": _met(now.essential)}
        for then, now in found
    ]


def _held(naming: Naming, found: Coverage) -> HeldRoleDoc:
    return {
        **naming.role_ref(found.role),
        "essential": _met(found.essential),
        "every": _met(found.every),
    }


def _met(covered: tuple[int, int]) -> Essentials:
    met, of = covered
    return {"met": met, "of": of}


def _match(naming: Naming, found: Coverage, problem: Problem, timeout: float) -> MatchDoc:
    own = gap(problem)
    return {
        **_held(naming, found),
        "usual_next": found.usual,
        "practised": {"met": sum(each.met for each in own.practised), "of": len(own.practised)},
        "at_least": total_of(problem, list(least_effort(problem, own))),
        "add": _add(naming, own),
        "path": _path(naming, problem, timeout),
    }


def _add(naming: Naming, own: Gap) -> list[AddDoc]:
    missing = (item.requirement for item in own.items if not item.met)
    added: list[AddDoc] = []
    for requirement in missing:
        stated = naming.stated(requirement)
        if requirement.importance == ESSENTIAL and stated is not None:
            added.append(
                {
                    "count": stated.count,
                    "group": naming.group(stated),
                    "options": naming.ids(stated.options),
                }
            )
    return added


def _path(naming: Naming, problem: Problem, timeout: float) -> PathDoc:
    best = plan(problem, compare=False, timeout=timeout)
    return {
        "status": best.status,
        "optimal": best.optimal,
        "stages": naming.refs(best.stages),
        "total": total_of(problem, [step.skill for step in best.steps]),
    }
