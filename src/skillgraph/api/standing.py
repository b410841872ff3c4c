"""Where a person stands, as a document: what they hold, and a plan to each of their goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.naming import level_doc
from skillgraph.api.references import graph_ref

if TYPE_CHECKING:
    import datetime as dt

    from skillgraph.api.opened import SkillGraph
    from skillgraph.api.profile import Person
    from skillgraph.model.documents import Ref
    from skillgraph.model.documents.standing import GoalDoc, HeldEntryDoc, StandingDocument


def standing_document(
    graph: SkillGraph, person: Person, start: dt.date | None = None
) -> StandingDocument:
    """Return where a person stands; dates count from `start`, else from today."""
    labels: dict[str, str] = {}
    return {
        "format": "skillgraph-standing/1",
        "graph": graph_ref(graph.graph),
        "held": [_held(graph, person, id_) for id_ in person.levels],
        "goals": [_goal(graph, person, goal, start, labels) for goal in person.goals],
        "hours_per_week": None
        if person.hours_per_week is None
        else {"min": person.hours_per_week[0], "max": person.hours_per_week[1]},
        "choices": _refs(graph, person.choices),
        "avoid": _refs(graph, person.avoid),
        "waive": _refs(graph, person.waive),
        "labels": labels,
    }


def _refs(graph: SkillGraph, ids: tuple[str, ...]) -> list[Ref]:
    return [{"id": id_, "label": graph.resolve(id_).label} for id_ in ids]


def _held(graph: SkillGraph, person: Person, id_: str) -> HeldEntryDoc:
    node, said = graph.resolve(id_), person.said[id_]
    return {
        "id": node.id,
        "label": node.label,
        "kind": node.kind,
        "level": level_doc(person.levels[id_]),
        "since": said.since,
        "evidence": list(said.evidence),
    }


def _goal(
    graph: SkillGraph, person: Person, goal: str, start: dt.date | None, labels: dict[str, str]
) -> GoalDoc:
    plan = graph.plan(
        goal,
        person.levels,
        prefer=person.choices,
        avoid=person.avoid,
        waive=person.waive,
        hours_per_week=person.hours_per_week,
        start=start,
    )
    labels |= plan["labels"]
    schedule = plan["schedule"]
    return {
        **plan["target"],
        "status": plan["status"],
        "coverage": graph.gap(goal, person.levels)["coverage"],
        "stages": plan["stages"],
        "steps": plan["total"]["skills"],
        "effort_hours": plan["total"]["effort_hours"],
        "unknown_effort": plan["total"]["unknown_effort"],
        "next": plan["steps"][0] if plan["steps"] else None,
        "end": schedule and schedule["end"],
    }
