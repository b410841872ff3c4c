"""`verify` as a document: a plan that somebody claims, replayed against the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.api import references
from skillgraph.api.naming import Naming
from skillgraph.api.path import total_of
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.problem import problem as load_problem
from skillgraph.graph.schema import IMPORTANCES
from skillgraph.model.plan import Missing, Plan, Step
from skillgraph.model.problem import Level, Options
from skillgraph.verify.plan import verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.verification import VerificationDocument, ViolationDoc
    from skillgraph.model.problem import Problem
    from skillgraph.model.verification import Violation

#: What is replayed, by the number of its rule.
CHECKED = {
    1: "assumed", 2: "practised", 3: "mandatory", 4: "chain", 5: "route", 6: "steps", 7: "cost",
    8: "order", 9: "choices", 10: "status", 12: "reasons",
}  # fmt: skip

_SETS = ("via", "avoid", "choose", "waive", "without")


def verification_document(graph: Graph, claim: Mapping[str, Any]) -> VerificationDocument:
    """Return what of a plan document isn't so on a graph.

    An id that the graph doesn't have is `InvalidInput`: then the plan is about another graph.
    """
    keys = _Keys(graph)
    problem = _problem(graph, keys, claim)
    found = _plan(keys, claim)
    keys.raise_missing()
    verdict = verify(problem, found)
    naming = Naming(graph, {problem.target, *found.stages, *(step.skill for step in found.steps)})
    violations = [_named(naming, each) for each in verdict.violations]
    violations += _statements(naming, problem, found, claim)
    return {
        "format": "skillgraph-verification/1",
        "graph": references.graph_ref(graph),
        "plan": claim["graph"]["digest"],
        "target": naming.role_ref(problem.target),
        "status": found.status,
        "holds": not violations,
        "bound": verdict.bound,
        "checked": [{"rule": rule, "name": name} for rule, name in CHECKED.items()],
        "violations": violations,
    }


def _named(naming: Naming, violation: Violation) -> ViolationDoc:
    message = violation.message.format(*(naming.node(node).label for node in violation.nodes))
    return {"rule": violation.rule, "message": f"{message[:1].upper()}{message[1:]}."}


class _Keys:
    """Ids of a document → keys of the graph; those it doesn't have are told together."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._missing: dict[str, None] = {}

    def of(self, id_: str) -> int:
        node = self._graph.find(id_)
        if node is None:
            self._missing[id_] = None
            return 0
        return node.key

    def all(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(map(self.of, ids))

    def raise_missing(self) -> None:
        if self._missing:
            hint = "Name the graph that the plan was made on: --graph PATH"
            raise InvalidInput(
                *(InputProblem(id_, "the graph has no such node.", hint) for id_ in self._missing)
            )


def _problem(graph: Graph, keys: _Keys, claim: Mapping[str, Any]) -> Problem:
    held = {keys.of(each["id"]): _level(each["level"]) for each in claim["held"]}
    asked = claim["options"]
    sets = {name: frozenset(keys.all(_texts(asked, name))) for name in _SETS}
    include = asked.get("include", IMPORTANCES[0])
    unfit = [
        f"{what} can't be {value!r}."
        for what, value, known in (
            ("by", claim["by"], ("effort", "count")),
            ("route", claim["route"], ("nearest", "cheapest")),
            ("options.include", include, IMPORTANCES),
        )
        if value not in known
    ]
    if unfit:
        raise InvalidInput(*(InputProblem("plan", told) for told in unfit))
    target = keys.of(claim["target"]["id"])
    keys.raise_missing()
    roles = graph.roles(held).keys()
    return load_problem(
        graph,
        target=target,
        held_skills={key: level for key, level in held.items() if key not in roles},
        held_roles=roles,
        options=Options(
            by=claim["by"],
            include=IMPORTANCES.index(include) + 1,
            direct=asked.get("direct") is True,
            route=claim["route"],
            assume=asked.get("assume") != "none",
            **sets,
        ),
    )


def _plan(keys: _Keys, claim: Mapping[str, Any]) -> Plan:
    def listed(name: str) -> tuple[int, ...]:
        return keys.all(each["id"] for each in claim[name])

    return Plan(
        status=claim["status"],
        cost=claim["cost"],
        lower_bound=claim["lower_bound"],
        optimal=claim["optimal"],
        stages=listed("stages"),
        steps=tuple(
            Step(
                keys.of(each["id"]),
                keys.of(each["stage"]),
                raised=each["raise"] is not None,
                waiting=each["waiting"],
                because=(),
            )
            for each in claim["steps"]
        ),
        assumed=listed("assumed"),
        practise=listed("practise"),
        waived=listed("waived"),
        no_chain=claim["no_chain"],
        missing=tuple(
            Missing(keys.of(each["id"]), each["cause"], keys.all(each["lacks"]))
            for each in claim["missing"]
        ),
    )


def _level(level: Mapping[str, Any] | None) -> Level | None:
    return None if level is None else Level(level["level"], level["scale"])


def _texts(options: Mapping[str, Any], name: str) -> list[str]:
    value = options.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidInput(InputProblem("plan", f"options.{name} is no list of ids."))
    return value


def _statements(
    naming: Naming, problem: Problem, found: Plan, claim: Mapping[str, Any]
) -> Iterator[ViolationDoc]:
    """Yield what a document says beside the plan itself: totals, choices, reasons."""
    if claim["status"] in {"planned", "ready"} and claim["total"] != total_of(
        problem, [step.skill for step in found.steps if step.skill in problem.skills]
    ):
        yield {"rule": 7, "message": "The total is not that of the steps."}
    stated = _stated(naming, found)
    steps = {each["id"] for each in claim["steps"]}
    for choice in claim["choices"]:
        known = stated.get((choice["owner"], choice["requirement"]))
        taken = [option for option in choice["options"] if option in steps]
        if known is None or set(known[0]) != set(choice["options"]):
            told = f"{choice['owner']} states no choice {choice['requirement']}."
            yield {"rule": 9, "message": told}
        elif set(taken) != set(choice["chosen"]):
            told = f"The choice of {choice['owner']} takes others than the steps do."
            yield {"rule": 9, "message": told}
    for step in claim["steps"]:
        for reason in step["because"]:
            known = stated.get((reason["owner"], reason["requirement"]))
            if known is None or step["id"] not in known[0]:
                told = f"{reason['owner']} does not ask for {step['id']} as is said."
                yield {"rule": 12, "message": told}
            elif (reason["importance"], reason["source"]) not in known[1]:
                told = f"{reason['source']} does not say so of {reason['owner']}."
                yield {"rule": 12, "message": told}


def _stated(
    naming: Naming, found: Plan
) -> dict[tuple[str, str], tuple[list[str], set[tuple[str, str]]]]:
    """Return what stages and steps state, by owner and requirement: its options and its sources."""
    owners = sorted({*found.stages, *(step.skill for step in found.steps)})
    stated: dict[tuple[str, str], tuple[list[str], set[tuple[str, str]]]] = {}
    for each in naming.graph.requirements(owners=owners):
        options = [naming.node(option).id for option in each.options]
        importance = IMPORTANCES[each.importance - 1]
        sources = {(importance, source) for source in references.cited(each.places)}
        stated[naming.node(each.owner).id, naming.requirement_id(each)] = (options, sources)
    return stated
