"""The document that a plan ought to have, written afresh from its verified plan and the graph.

It asks no planner: what only a planner could tell is taken from the claim, and named as unchecked.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from skillgraph.api.plan_writing import PlanWriter, ask_from_first_stage
from skillgraph.api.reach import budget_doc, schedule_doc
from skillgraph.api.rivals import add_alternatives
from skillgraph.errors import InvalidInput
from skillgraph.model.alternatives import Alternative
from skillgraph.model.plan import Route, RunnerUp
from skillgraph.model.verification import Unchecked, Violation
from skillgraph.verify.answers import left_over
from skillgraph.verify.following import critical_path
from skillgraph.verify.person import Person
from skillgraph.verify.rivals import Rivals
from skillgraph.verify.search import Tries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.plan import Choice, Plan
    from skillgraph.model.problem import Problem

_ENDED = "The planner ran out of time."
_TOO_MUCH = "There is too much to try here."
_LISTED = "Each is a plan; that these are the best others, only the planner can tell."
_LEVEL = "When it would draw level, only the planner can tell."


class Expected:
    """A document as it ought to be beside one that is claimed; `unchecked` and `violations` grow.

    `open_paths` are the answers that the checker left open.
    """

    def __init__(
        self,
        graph: Graph,
        problem: Problem,
        plan: Plan,
        claim: Mapping[str, Any],
        open_paths: Iterable[str],
    ) -> None:
        self.graph = graph
        self.problem = problem
        self.claim = claim
        self.open_paths = set(open_paths)
        self.unchecked: list[Unchecked] = []
        self.violations: list[Violation] = []
        self.planned = plan.status in {"planned", "ready"}
        self.plan = self._answered(plan) if self.planned else plan

    def document(self) -> PlanDocument:
        """Return the document, what was left open taken from the claim."""
        left, settled = self._left_over()
        held = [node.key for each in self.claim["held"] if (node := self.graph.find(each["id"]))]
        writer = PlanWriter(self.graph, self.problem, self.plan, list(dict.fromkeys(held)))
        document = writer.document(left)
        keep = {"skills", "effort_hours"}
        if not settled:
            _keep(self.claim, document, "from_first_stage", keep)
        if "other_route" in self.open_paths:
            _keep(self.claim, document, "other_route", keep)
        if self.planned:
            self._add_alternatives(document)
            self._add_schedule(document)
            self._add_budget(document)
        return document

    def _leave(self, path: str, reason: str) -> None:
        self.unchecked.append(Unchecked(path, reason))

    def _answered(self, plan: Plan) -> Plan:
        """Take from the claim what a planner that ran out of time said, and what was left open."""
        said = self.claim["choices"]
        same_length = len(said) == len(plan.choices)
        choices = [
            self._choice(f"choices[{at}]", choice, said[at] if same_length else None)
            for at, choice in enumerate(plan.choices)
        ]
        plan = plan._replace(choices=tuple(choices))
        route = self.claim["other_route"]
        ended = not self.claim["optimal"] if route is None else not route["proven"]
        if ended and "other_route" not in self.open_paths:
            self.open_paths.add("other_route")
            self._leave("other_route", _ENDED)
        if "other_route" in self.open_paths:
            plan = plan._replace(other_route=self._route(route))
        return plan

    def _choice(self, path: str, choice: Choice, said: Mapping[str, Any] | None) -> Choice:
        """Return a choice as it ought to be, or as far as that isn't known, as it is claimed."""
        open_ = f"{path}.runner_up" in self.open_paths
        if said is None or (said["proven"] and not open_):
            return choice
        options, runner_up = set(choice.requirement.options), said["runner_up"]
        claimed = choice._replace(
            equal=tuple(sorted((options & self._keys(said["equal"])) - set(choice.chosen))),
            runner_up=None
            if runner_up is None
            else RunnerUp(
                tuple(sorted(options & self._keys(runner_up["chosen"]))), runner_up["extra_cost"]
            ),
            proven=said["proven"],
        )
        if not open_:  # the planner may have found just what there is to find
            for key in ("equal", "runner_up", "proven"):
                if getattr(claimed, key) != getattr(choice, key):
                    self._leave(f"{path}.{key}", _ENDED)
        return claimed

    def _route(self, said: Mapping[str, Any] | None) -> Route | None:
        if said is None:
            return None
        keys = [self._key(id_) for id_ in said["stages"]]
        stages = tuple(key for key in keys if key in self.problem.stages)
        return Route(stages, said["extra_cost"], (), said["proven"])

    def _left_over(self) -> tuple[tuple[int, ...] | None, bool]:
        """Return what is left from the first stage on, None where nobody asks; and if known."""
        again = ask_from_first_stage(self.problem, self.plan) if self.planned else None
        if again is None:
            return None, True
        left = left_over(again, Tries()) if self.claim["optimal"] else None
        if left is None:
            why = _TOO_MUCH if self.claim["optimal"] else _ENDED
            for key in ("skills", "effort_hours"):
                self._leave(f"from_first_stage.{key}", why)
        return left or (), left is not None

    def _add_alternatives(self, document: PlanDocument) -> None:
        said = self.claim["alternatives"]
        if not said:
            return
        best = {step.skill for step in self.plan.steps}
        rivals = Rivals(self.problem, self.plan)
        found = [rivals.given(self._alternative(each, best)) for each in said]
        self.violations += rivals.violations(found)
        add_alternatives(document, self.graph, self.problem, self.plan, found)
        self._leave("alternatives", _LISTED)
        for at, each in enumerate(found):
            self._leave(f"alternatives[{at}].proven", _LISTED)
            if each.extra_cost > 0:
                self._leave(f"alternatives[{at}].level_if_held", _LEVEL)
                self._leave(f"alternatives[{at}].level_at_hours", _LEVEL)

    def _alternative(self, said: Mapping[str, Any], best: set[int]) -> Alternative:
        skills = (best - self._keys(said["spares"])) | self._keys(said["adds"])
        return Alternative(
            tuple(key for key in map(self._key, said["stages"]) if key),
            tuple(sorted(skills & self.problem.skills.keys())),
            0,
            0,
            (),
            tuple(self._keys(said["level_if_held"])),
            said["level_at_hours"],
            proven=said["proven"],
        )

    def _add_schedule(self, document: PlanDocument) -> None:
        said = self.claim["schedule"]
        if said is None:
            return
        because = {step.skill: step.because for step in self.plan.steps}
        path = critical_path(Person(self.problem), list(because), because)
        nodes = self.graph.nodes(path)
        try:
            document["schedule"] = schedule_doc(
                document["steps"],
                [nodes[key].id for key in path],
                hours_per_week=(said["hours_per_week"], said["most_hours_per_week"]),
                start=dt.date.fromisoformat(said["start"]),
            )
        except InvalidInput as error:
            told = f"schedule can't be: {error.problems[0].message.rstrip('.')}"
            self.violations.append(Violation(0, told, (), "schedule"))
        except (ValueError, OverflowError):
            told = "schedule.start is no day (YYYY-MM-DD)"
            self.violations.append(Violation(0, told, (), "schedule"))

    def _add_budget(self, document: PlanDocument) -> None:
        said = self.claim["budget"]
        if said is None:
            return
        if said["max_hours"] < 0:
            told = "budget.max_hours is below 0"
            self.violations.append(Violation(0, told, (), "budget.max_hours"))
        document["budget"] = budget_doc(document["stages"], document["steps"], said["max_hours"])

    def _key(self, id_: str) -> int:
        node = self.graph.find(id_)
        return node.key if node is not None else 0

    def _keys(self, ids: Iterable[str]) -> set[int]:
        return set(map(self._key, ids)) - {0}


def _keep(claim: Mapping[str, Any], document: PlanDocument, part: str, keys: set[str]) -> None:
    """Take some values of a part of a document from the claim, where both have it."""
    ours = cast("dict[str, Any]", document)[part]
    if ours is not None and claim[part] is not None:
        ours.update({key: claim[part][key] for key in keys})
