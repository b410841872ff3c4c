"""A plan as a document, written from the plan and the graph alone: in ids, labels and sources.

What the planner decides is in the `Plan`; nothing here asks it. So `verify` can write the document
that a plan ought to have, and lay it beside the one that somebody shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from skillgraph.api import references
from skillgraph.api.naming import Naming, importance_of, level_doc
from skillgraph.graph import schema
from skillgraph.model.options import NODE_OPTIONS
from skillgraph.model.problem import Options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.graph.rows import Link
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents import EffortDoc, OptionsDoc, RecommendedDoc, SalaryDoc, Total
    from skillgraph.model.documents.plan import (
        BecauseDoc,
        ChoiceDoc,
        HeldDoc,
        PlanDocument,
        RouteDoc,
        SameFrom,
        StageDoc,
        StepDoc,
        StrategyDoc,
    )
    from skillgraph.model.plan import Choice, Plan, Step
    from skillgraph.model.problem import Level, Problem, Requirement


class PlanWriter:
    """One plan being written as a document; `labels` gathers whatever is mentioned by id."""

    def __init__(self, graph: Graph, problem: Problem, found: Plan, held: list[int]) -> None:
        self.graph = graph
        self.problem = problem
        self.plan = found
        self.held = held
        owners = {*found.stages, *(step.skill for step in found.steps), problem.target}
        self.naming = Naming(graph, owners)
        self.efforts = graph.efforts([step.skill for step in found.steps])

    def document(self, from_first_stage: Iterable[int] | None = None) -> PlanDocument:
        """Return the document; its keys stand in the order in which they are published.

        `from_first_stage` are the skills that are left to somebody who holds the first stage.
        """
        found, naming, options = self.plan, self.naming, self.problem.options
        same = self._same_from(from_first_stage)
        return {
            "format": "skillgraph-plan/1",
            "graph": references.graph_ref(self.graph),
            "target": naming.role_ref(self.problem.target),
            "held": self._held(),
            "assumed": naming.refs(found.assumed),
            "practise": naming.refs(found.practise),
            "waived": naming.refs(found.waived),
            "options": self._options(),
            "status": found.status,
            "optimal": found.optimal,
            "lower_bound": found.lower_bound,
            "cost": found.cost,
            "by": options.by,
            "route": options.route,
            "stages": self._stages(),
            "steps": [self._step(order, step) for order, step in enumerate(found.steps, 1)],
            "choices": [self._choice(choice) for choice in found.choices],
            "recommended": [self._recommended(asked) for asked in found.recommended],
            "no_chain": found.no_chain,
            "other_route": self._other_route(),
            "missing": [
                {**naming.ref(each.skill), "cause": each.cause, "lacks": naming.ids(each.lacks)}
                for each in found.missing
            ],
            "total": self._total(step.skill for step in found.steps),
            "salary": self._salary(),
            "strategies": self._strategies(),
            "from_first_stage": same,
            "alternatives": [],
            "schedule": None,
            "budget": None,
            "scales": naming.scales(),
            "labels": naming.labels(),
        }

    def _held(self) -> list[HeldDoc]:
        levels = self.problem.held_skills
        return [
            {**ref, "level": level_doc(levels.get(key))}
            for key, ref in zip(self.held, self.naming.refs(self.held), strict=True)
        ]

    def _options(self) -> OptionsDoc:
        """Return the options that differ from their default."""
        asked = self.problem.options
        options: dict[str, Any] = {}
        if asked.include != Options().include:
            options["include"] = importance_of(asked.include)
        if asked.direct:
            options["direct"] = True
        for option in NODE_OPTIONS:
            keys: frozenset[int] = getattr(asked, option.name)
            if keys:
                options[option.name] = self.naming.ids(sorted(keys))
        if not asked.assume:
            options["assume"] = "none"
        return cast("OptionsDoc", options)

    def _stages(self) -> list[StageDoc]:
        shares = dict(zip(self.plan.stages, self.plan.essentials, strict=False))  # none when held
        stages: list[StageDoc] = []
        for stage in self.plan.stages:
            met, of = shares.get(stage, (0, 0))
            stages.append(
                {
                    **self.naming.role_ref(stage),
                    "held": stage in self.problem.held_roles,
                    "essentials": {"met": met, "of": of},
                }
            )
        return stages

    def _step(self, order: int, step: Step) -> StepDoc:
        levels = [reason.requirement.level for reason in step.because]
        asked: Level | None = max((each for each in levels if each is not None), default=None)
        level = level_doc(asked)
        return {
            "order": order,
            **self.naming.ref(step.skill),
            "stage": self.naming.id(step.stage),
            "level": level,
            "raise": level if step.raised else None,
            "waiting": step.waiting,
            "effort_hours": self._effort(step.skill),
            "because": [
                because
                for reason in step.because
                for because in self._because(reason.owner, reason.requirement)
            ],
        }

    def _because(self, owner: int, requirement: Requirement) -> list[BecauseDoc]:
        stated = self.naming.stated(requirement)
        if stated is None:  # a skill as target asks for itself: nobody states that
            return []
        self.naming.mention_scales(stated.scale)
        return [
            {
                "owner": self.naming.id(owner),
                "requirement": self.naming.requirement_id(stated),
                "importance": importance_of(stated.importance),
                "source": source,
            }
            for source in self.naming.cited(stated.places)
        ]

    def _effort(self, skill: int) -> EffortDoc:
        known = self.efforts.get(skill)
        if known is None:
            return references.effort_doc(self.problem.default_effort_hours, None)
        self.naming.cited(known[2:])
        return references.effort_doc(known[:2], known[2])

    def _choice(self, choice: Choice) -> ChoiceDoc:
        naming, stated = self.naming, self.naming.stated(choice.requirement)
        if stated is None:
            raise AssertionError
        runner_up = choice.runner_up
        return {
            "requirement": naming.requirement_id(stated),
            "owner": naming.id(choice.owner),
            "count": stated.count,
            "group": naming.group(stated),
            "options": naming.ids(stated.options),
            "chosen": naming.ids(choice.chosen),
            "equal": naming.ids(choice.equal),
            "runner_up": None
            if runner_up is None
            else {"chosen": naming.ids(runner_up.chosen), "extra_cost": runner_up.extra_cost},
            "proven": choice.proven,
        }

    def _recommended(self, requirement: Requirement) -> RecommendedDoc:
        naming, stated = self.naming, self.naming.stated(requirement)
        if stated is None:
            raise AssertionError
        return naming.asked(stated)

    def _other_route(self) -> RouteDoc | None:
        route = self.plan.other_route
        if route is None:
            return None
        total = self._total(route.skills)
        return {
            "stages": self.naming.ids(route.stages),
            "extra_cost": route.extra_cost,
            "skills": total["skills"],
            "effort_hours": total["effort_hours"],
            "proven": route.proven,
        }

    def _total(self, skills: Iterable[int]) -> Total:
        return total_of(self.problem, list(skills))

    def _salary(self) -> list[SalaryDoc]:
        salary = references.salary_docs(self.graph, self.naming.node(self.problem.target))
        for each in salary:
            self.naming.remember(each["sources"])
        return salary

    def _strategies(self) -> list[StrategyDoc]:
        """Return what helps towards the target or a step, the target's own first."""
        served = [self.problem.target, *(step.skill for step in self.plan.steps)]
        helping: dict[int, list[int]] = {}
        links: dict[int, Link] = {}
        for link in self.graph.links(schema.HELPS_TOWARDS, end=served):
            helping.setdefault(link.start, []).append(link.end)
            links.setdefault(link.start, link)
        target = self.problem.target
        ranked = sorted(
            helping, key=lambda key: (target not in helping[key], -len(helping[key]), key)
        )
        return [
            {
                **ref,
                "towards": self.naming.ids(helping[key]),
                "assumption": links[key].assumption or None,
                "sources": self.naming.cited(links[key].places),
            }
            for key, ref in zip(ranked, self.naming.refs(ranked), strict=True)
        ]

    def _same_from(self, skills: Iterable[int] | None) -> SameFrom | None:
        if skills is None:
            return None
        total = self._total(skills)
        return {
            "held": self.naming.ids([self.plan.stages[0], *self.held]),
            "skills": total["skills"],
            "effort_hours": total["effort_hours"],
        }


def ask_from_first_stage(problem: Problem, found: Plan) -> Problem | None:
    """Return the same question asked from the first stage, for who named little of it, or None."""
    is_chain = len(found.stages) > 1
    if found.status != "planned" or not is_chain or problem.held_roles:
        return None
    met, of = found.essentials[0]
    if 2 * met >= of:
        return None
    return problem._replace(held_roles=frozenset(found.stages[:1]))


def total_of(problem: Problem, skills: list[int]) -> Total:
    """Return what some skills come to, unknown efforts at the default."""
    efforts = [problem.skills[skill].effort_hours for skill in skills]
    hours = [problem.default_effort_hours if each is None else each for each in efforts]
    return {
        "skills": len(skills),
        "effort_hours": {"min": sum(h[0] for h in hours), "max": sum(h[1] for h in hours)},
        "unknown_effort": efforts.count(None),
    }
