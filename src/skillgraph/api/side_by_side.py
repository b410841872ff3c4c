"""`what-if` and `compare` as documents: two plans of the planner, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from skillgraph.api.match import match_changes
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.vocab import HOLDABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from skillgraph.api.opened import SkillGraph
    from skillgraph.model.documents import OptionsDoc, Total
    from skillgraph.model.documents.plan import PlanDocument, StepDoc
    from skillgraph.model.documents.side_by_side import (
        ChangeDoc,
        ChoiceChangeDoc,
        CompareDocument,
        MatchChangeDoc,
        SideDoc,
        StepRefDoc,
        WhatIfDocument,
    )
    from skillgraph.model.problem import Level


#: So many roles are told whose coverage changes.
_MOST_MATCHES = 5


def what_if(
    graph: SkillGraph,
    target: str,
    held: Iterable[str] | Mapping[str, Level | None],
    *,
    hold: Iterable[str],
    drop: Iterable[str],
    changed: Mapping[str, Iterable[str]],
    asked: Mapping[str, Any],
) -> WhatIfDocument:
    """Return what a change does to a plan; see `SkillGraph.what_if`.

    To drop what isn't held is `InvalidInput`: it would change nothing.
    """
    levels = held if isinstance(held, dict) else dict.fromkeys(held)
    had = {graph.resolve(each, HOLDABLE).id: level for each, level in levels.items()}
    more, less = (
        {name.id: name for name in (graph.resolve(each, HOLDABLE) for each in names)}
        for names in (hold, drop)
    )
    for name in less.values():
        if name.id not in had:
            hint = "Assumed skills are taken back with: path --without"
            raise InvalidInput(InputProblem("", f"{name.label} is not held.", hint))
    kept = {id_: level for id_, level in had.items() if id_ not in less}
    before = graph.plan(target, had, **asked)
    after = graph.plan(target, {**dict.fromkeys(more), **kept}, **_after(graph, asked, changed))
    then, now = (cast("Mapping[str, Any]", each["options"]) for each in (before, after))
    new = {name: _new(now.get(name, []), then.get(name, [])) for name in changed}
    change: ChangeDoc = {
        "hold": [{"id": each.id, "label": each.label} for each in more.values()],
        "drop": [{"id": each.id, "label": each.label} for each in less.values()],
        "options": cast("OptionsDoc", {name: ids for name, ids in new.items() if ids}),
    }
    had_keys, has_keys = (graph.held_keys(each) for each in (had, {**dict.fromkeys(more), **kept}))
    return what_if_document(before, after, change, match_changes(graph.graph, had_keys, has_keys))


def _after(
    graph: SkillGraph, asked: Mapping[str, Any], changed: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """Return the options after a change; what it names is left out of what was asked before.

    What is avoided and waived is so besides.
    """
    ids = {
        name: [graph.resolve(each, HOLDABLE).id for each in names]
        for name, names in changed.items()
    }
    named = {id_ for each in ids.values() for id_ in each}
    options = dict(asked)
    for name, new in ids.items():
        before = [graph.resolve(each, HOLDABLE).id for each in asked.get(name, ())]
        options[name] = [*(id_ for id_ in before if id_ not in named), *new]
    return options


def _new(after: list[str], before: list[str]) -> list[str]:
    return [id_ for id_ in after if id_ not in before]


def what_if_document(
    before: PlanDocument,
    after: PlanDocument,
    change: ChangeDoc,
    changed_matches: Sequence[MatchChangeDoc] = (),
) -> WhatIfDocument:
    """Return what a change does, given the plans before and after it, and changes of coverage."""
    extra = None
    if before["cost"] is not None and after["cost"] is not None:
        extra = after["cost"] - before["cost"]
    return {
        "format": "skillgraph-what-if/1",
        "graph": before["graph"],
        "held": [{"id": each["id"], "label": each["label"]} for each in before["held"]],
        "change": change,
        "by": before["by"],
        "before": _side(before, after),
        "after": _side(after, before),
        "extra_cost": extra,
        "shared": _shared(before, after),
        "choices": _choices(before, after),
        "matches": list(changed_matches[:_MOST_MATCHES]),
        "changed_matches": len(changed_matches),
        "labels": {**after["labels"], **before["labels"]},
    }


def compare_document(first: PlanDocument, second: PlanDocument) -> CompareDocument:
    """Return two targets side by side, given their plans from the same start."""
    steps = {step["id"]: step for step in (*first["steps"], *second["steps"])}
    return {
        "format": "skillgraph-compare/1",
        "graph": first["graph"],
        "held": [{"id": each["id"], "label": each["label"]} for each in first["held"]],
        "by": first["by"],
        "first": _side(first, second),
        "second": _side(second, first),
        "shared": _shared(first, second),
        "both": _total(steps.values()),
        "labels": {**second["labels"], **first["labels"]},
    }


def _side(plan: PlanDocument, other: PlanDocument) -> SideDoc:
    theirs = {step["id"] for step in other["steps"]}
    return {
        "target": plan["target"],
        "status": plan["status"],
        "optimal": plan["optimal"],
        "cost": plan["cost"],
        "stages": [{"id": stage["id"], "label": stage["label"]} for stage in plan["stages"]],
        "total": plan["total"],
        "only": [_step(step) for step in plan["steps"] if step["id"] not in theirs],
        "practise": plan["practise"],
    }


def _shared(first: PlanDocument, second: PlanDocument) -> list[StepRefDoc]:
    theirs = {step["id"] for step in second["steps"]}
    return [_step(step) for step in first["steps"] if step["id"] in theirs]


def _step(step: StepDoc) -> StepRefDoc:
    return {
        "id": step["id"],
        "label": step["label"],
        "order": step["order"],
        "stage": step["stage"],
        "effort_hours": step["effort_hours"],
    }


def _choices(before: PlanDocument, after: PlanDocument) -> list[ChoiceChangeDoc]:
    then = {(each["owner"], each["requirement"]): each["chosen"] for each in after["choices"]}
    changes: list[ChoiceChangeDoc] = []
    for each in before["choices"]:
        taken = then.get((each["owner"], each["requirement"]))
        if taken is not None and taken != each["chosen"]:
            changes.append(
                {
                    "requirement": each["requirement"],
                    "owner": each["owner"],
                    "group": each["group"],
                    "before": each["chosen"],
                    "after": taken,
                }
            )
    return changes


def _total(steps: Iterable[StepDoc]) -> Total:
    efforts = [step["effort_hours"] for step in steps]
    return {
        "skills": len(efforts),
        "effort_hours": {
            "min": sum(each["min"] for each in efforts),
            "max": sum(each["max"] for each in efforts),
        },
        "unknown_effort": sum(each["unknown"] for each in efforts),
    }
