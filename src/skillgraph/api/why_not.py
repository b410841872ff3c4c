"""Why a node is not in a plan, as a document: from the plan, the question, and what is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.api.explaining import node_ref, requirement_doc
from skillgraph.api.naming import Naming, importance_of
from skillgraph.errors import InvalidInput
from skillgraph.vocab import IMPORTANCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillgraph.api.opened import SkillGraph
    from skillgraph.graph.rows import Requirement
    from skillgraph.model.documents.explanations import Cause, CauseDoc, WhyNotDocument
    from skillgraph.model.documents.plan import PlanDocument

_MOST_ROLES = 5


def why_not_document(
    graph: SkillGraph, plan: PlanDocument, node: str, question: Mapping[str, Any]
) -> WhyNotDocument:
    """Return why a skill or role is not in a plan that this graph gave.

    `question` is what the plan was asked with, target and held apart: the same is asked with the
    node in it, to tell what that costs. A node that is in the plan is told so.
    """
    return _Asking(graph, plan, node, question).document()


class _Asking:
    def __init__(
        self, graph: SkillGraph, plan: PlanDocument, node: str, question: Mapping[str, Any]
    ) -> None:
        self.graph = graph
        self.plan = plan
        self.id = node
        self.key = graph.resolve(node).key
        self.question = question
        self.role = node not in {each["id"] for each in plan["steps"]} and bool(
            graph.graph.roles([self.key])
        )
        self.stages = [each["id"] for each in reversed(plan["stages"]) if not each["held"]]
        self.steps = {each["id"]: each for each in plan["steps"]}
        self.owners = {id_: graph.resolve(id_).key for id_ in (*self.stages, *self.steps)}
        self.naming = Naming(graph.graph, {self.key, *self.owners.values()})

    def document(self) -> WhyNotDocument:
        causes = list(self._causes())
        extra, asked = None, None
        if not {each["cause"] for each in causes} & {"step", "stage", "held", "assumed"}:
            extra, asked = self._with_it()
        return {
            "format": "skillgraph-why-not/1",
            "graph": self.plan["graph"],
            "target": self.plan["target"],
            "node": node_ref(self.naming, self.key),
            "by": self.plan["by"],
            "causes": causes,
            "extra_cost": extra,
            "asked": asked,
            "labels": self.naming.labels(),
        }

    def _causes(self) -> Iterator[CauseDoc]:
        plan = self.plan
        if self.id in self.steps:
            yield _cause("step")
        elif self.id in {stage["id"] for stage in plan["stages"]}:
            yield _cause("stage")
        elif self.id in _ids(plan["held"]):
            yield _cause("held")
        elif self.id in _ids(plan["assumed"]):
            yield _cause("assumed", others=self.naming.ids(self._followed_from()))
        elif plan["status"] not in {"planned", "ready"}:
            yield _cause("no plan")
        elif self.role:
            yield _cause("another way")
        else:
            yield from self._of_skill()

    def _of_skill(self) -> Iterator[CauseDoc]:
        options = self.plan["options"]
        if self.id in options.get("avoid", ()):
            yield _cause("avoided")
        if self.id in options.get("waive", ()):
            yield _cause("waived")
            return
        if self.graph.graph.practised([self.key]):
            yield _cause("practised")
            return
        asked = self.graph.graph.requirements(options=[self.key])
        place = {key: at for at, key in enumerate(self.owners.values())}  # the target first
        on_the_way = [each for each in asked if each.owner in place]
        on_the_way.sort(key=lambda each: (place[each.owner], each.importance))
        yield from (self._asked_on_the_way(each) for each in on_the_way)
        if not on_the_way:
            others = [each.owner for each in sorted(asked, key=lambda each: each.importance)]
            named = self.naming.ids(list(dict.fromkeys(others))[:_MOST_ROLES])
            yield _cause("not on the way" if named else "not asked for", others=named)

    def _asked_on_the_way(self, each: Requirement) -> CauseDoc:
        """Return why a requirement of a stage or a step did not bring the skill."""
        include = self.plan["options"].get("include", "essential")
        least = IMPORTANCES.index(include) if self._is_target(each.owner) else 0
        document = requirement_doc(self.naming, each)
        if IMPORTANCES.index(importance_of(each.importance)) > least:
            return _cause("less important", document)
        had = {*_ids(self.plan["held"]), *_ids(self.plan["assumed"])}
        meeting = [option for option in document["options"] if option in had]
        taken = [option for option in document["options"] if option in self.steps]
        if taken and len(meeting) < each.count:
            return _cause("chosen otherwise", document, taken)
        return _cause("met otherwise", document, meeting)

    def _is_target(self, owner: int) -> bool:
        return self.naming.node(owner).id == self.plan["target"]["id"]

    def _followed_from(self) -> list[int]:
        """Return the held and assumed nodes whose essential prerequisite it is."""
        had = {*_ids(self.plan["held"]), *_ids(self.plan["assumed"])}
        asked = self.graph.graph.requirements(options=[self.key])
        return [each.owner for each in asked if self.naming.node(each.owner).id in had]

    def _with_it(self) -> tuple[int | None, str | None]:
        """Return what the best plan with the node costs more, and the option that asks for it."""
        cost = self.plan["cost"]
        name = "via" if self.role else "choose"
        named = [*self.question.get(name, ()), self.id]
        if cost is None or (not self.role and self.naming.node(self.key).kind != "skill"):
            return None, None
        try:
            again = self.graph.plan(
                self.plan["target"]["id"],
                {each["id"]: None for each in self.plan["held"]},
                **{**self.question, name: named},
            )
        except InvalidInput:  # the question contradicts itself, or no chain passes it
            return None, None
        return (None if again["cost"] is None else again["cost"] - cost), name


def _cause(cause: Cause, requirement: Any = None, others: Iterable[str] = ()) -> CauseDoc:
    return {"cause": cause, "requirement": requirement, "others": list(others)}


def _ids(found: Iterable[Mapping[str, Any]]) -> set[str]:
    return {str(each["id"]) for each in found}
