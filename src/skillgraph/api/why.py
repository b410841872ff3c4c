"""Why a step stands in a plan: the statements from it up to a stage, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.naming import Naming, importance_of
from skillgraph.errors import InputProblem, InvalidInput

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.outlook import ReasonDoc, WhyDocument
    from skillgraph.model.documents.plan import PlanDocument, StepDoc


def why_document(graph: Graph, plan: PlanDocument, step: str) -> WhyDocument:
    """Return why a step stands in a plan that this graph gave; the step by id or by its number.

    What is no step of the plan is `InvalidInput`.
    """
    found = _find(plan, step)
    steps = {each["id"]: each for each in plan["steps"]}
    owners = [*(stage["id"] for stage in plan["stages"]), *steps]
    keys = {owner: node.key for owner in owners if (node := graph.find(owner)) is not None}
    naming = Naming(graph, set(keys.values()))
    stated = _statements(naming, list(keys.values()))
    chain = [stated[pair] for pair in _chain(steps, found)]
    direct = dict.fromkeys((each["owner"], each["requirement"]) for each in found["because"])
    others = [stated[pair] for pair in direct if stated[pair] not in chain[:1]]
    equal = [
        option
        for choice in plan["choices"]
        if found["id"] in choice["chosen"]
        for option in choice["equal"]
    ]
    stage = next(each for each in plan["stages"] if each["id"] == found["stage"])
    for statement in (*chain, *others):
        naming.remember(statement["sources"])
        for id_ in (statement["owner"], *statement["options"]):
            node = graph.find(id_)
            if node is not None:
                naming.id(node.key)
    return {
        "format": "skillgraph-why/1",
        "graph": plan["graph"],
        "target": {"id": plan["target"]["id"], "label": plan["target"]["label"]},
        "step": {"id": found["id"], "label": found["label"]},
        "order": found["order"],
        "stage": {"id": stage["id"], "label": stage["label"]},
        "chosen": found["id"] in (plan["options"].get("choose") or ()),
        "chain": chain,
        "others": others,
        "equal": list(dict.fromkeys(equal)),
        "labels": naming.labels(),
    }


def _find(plan: PlanDocument, step: str) -> StepDoc:
    for each in plan["steps"]:
        if step in {each["id"], str(each["order"])}:
            return each
    label = plan["target"]["label"]
    what = f"'{step}' is no step of the plan to {label}."
    if not plan["steps"]:
        raise InvalidInput(InputProblem("", what, "It has no steps."))
    hint = f"Its steps are 1 to {len(plan['steps'])}; each can be named, too."
    raise InvalidInput(InputProblem("", what, hint))


def _statements(naming: Naming, owners: list[int]) -> dict[tuple[str, str], ReasonDoc]:
    """Return what the stages and steps state, by owner and requirement."""
    found: dict[tuple[str, str], ReasonDoc] = {}
    for each in naming.graph.requirements(owners=sorted(owners)):
        owner, requirement = naming.node(each.owner).id, naming.requirement_id(each)
        found[owner, requirement] = {
            "owner": owner,
            "requirement": requirement,
            "importance": importance_of(each.importance),
            "count": each.count,
            "group": naming.group(each),
            "options": [naming.node(option).id for option in each.options],
            "sources": naming.cited(each.places),
        }
    return found


def _chain(steps: dict[str, StepDoc], first: StepDoc) -> list[tuple[str, str]]:
    """Return the shortest way from a step up to its own stage, as owners and requirements.

    A step that was chosen stands under the target without being asked for: then it is the shortest
    way to any stage, and none where nothing asks for it.
    """
    came: dict[str, tuple[str, str]] = {}
    queue = [first["id"]]
    for id_ in queue:
        for reason in steps[id_]["because"] if id_ in steps else ():
            owner = reason["owner"]
            if owner not in came and owner != first["id"]:
                came[owner] = (id_, reason["requirement"])
                queue.append(owner)
    tops = [id_ for id_ in came if id_ not in steps]
    top = first["stage"] if first["stage"] in came else next(iter(tops), first["id"])
    return _way(came, top, first["id"])


def _way(came: dict[str, tuple[str, str]], top: str, first: str) -> list[tuple[str, str]]:
    way = []
    while top != first:
        below, requirement = came[top]
        way.append((top, requirement))
        top = below
    return way[::-1]
