"""What a plan says beyond its steps, as documents: other plans, dates, what a budget reaches."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.api.reach import budget_doc, schedule_doc
from skillgraph.api.rivals import add_alternatives
from skillgraph.planner.alternatives import alternatives
from skillgraph.planner.plan import TIMEOUT_SECONDS
from skillgraph.planner.schedule import critical_path

if TYPE_CHECKING:
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.plan import Plan
    from skillgraph.model.problem import Problem


class Outlook(NamedTuple):
    """What is asked of a plan beyond its steps; nothing is computed that isn't.

    `hours_per_week` is a range.
    """

    alternatives: int = 0
    hours_per_week: tuple[float, float] | None = None
    start: dt.date | None = None
    max_hours: int | None = None
    timeout: float = TIMEOUT_SECONDS


def add_outlook(
    document: PlanDocument, graph: Graph, problem: Problem, found: Plan, asked: Outlook
) -> None:
    """Put what is asked for into the document of a plan, with the labels it brings along."""
    if asked.alternatives:
        rivals = alternatives(problem, most=asked.alternatives, timeout=asked.timeout, found=found)
        add_alternatives(document, graph, problem, found, rivals)
    if asked.hours_per_week is not None:
        critical = graph.nodes(path := critical_path(problem, found))
        document["schedule"] = schedule_doc(
            document["steps"],
            [critical[key].id for key in path],
            hours_per_week=asked.hours_per_week,
            start=asked.start or dt.datetime.now().astimezone().date(),
        )
    if asked.max_hours is not None:
        document["budget"] = budget_doc(document["stages"], document["steps"], asked.max_hours)
