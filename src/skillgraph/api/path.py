"""`path` as a document: names in, the planner's answer out, in ids, labels and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from skillgraph.api.plan_writing import PlanWriter, ask_from_first_stage
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.problem import problem as load_problem
from skillgraph.planner import Contradiction, plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.api.outlook import Outlook
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.problem import Level, Options


def plan_document(
    graph: Graph,
    *,
    target: int,
    held: Mapping[int, Level | None],
    options: Options,
    timeout: float,
    outlook: Outlook | None = None,
) -> PlanDocument:
    """Return the plan from what is held (skills and roles, by key) to a target."""
    roles = graph.roles(held).keys()
    skills = {key: level for key, level in held.items() if key not in roles}
    problem = load_problem(
        graph, target=target, held_skills=skills, held_roles=roles, options=options
    )
    try:
        found = plan(problem, timeout=timeout)
    except Contradiction as contradiction:
        raise _named(graph, contradiction) from None
    again = ask_from_first_stage(problem, found)
    left = None if again is None else plan(again, timeout=timeout, compare=False).steps
    document = PlanWriter(graph, problem, found, list(held)).document(
        None if left is None else [step.skill for step in left]
    )
    if outlook is not None and found.status in {"planned", "ready"}:
        from skillgraph.api.outlook import add_outlook

        add_outlook(document, graph, problem, found, outlook)
    return cast("PlanDocument", ShownPlan(document))


class ShownPlan(dict[str, Any]):
    """A plan's document that a notebook shows as a picture; a dict in all else."""

    def _repr_html_(self) -> str:
        from skillgraph.pages.notebook import picture_of, render_notebook

        return render_notebook(picture_of(cast("PlanDocument", self)))


def _named(graph: Graph, contradiction: Contradiction) -> InvalidInput:
    """Return a contradiction with labels in place of keys, and with what can be asked instead."""
    nodes = graph.nodes([*contradiction.nodes, *contradiction.leading])
    message = f"{contradiction.message} {', '.join(nodes[k].label for k in contradiction.nodes)}."
    leading = ", ".join(nodes[key].id for key in contradiction.leading)
    hint = f"What leads there: {leading}." if leading else "Leave one of these options out."
    return InvalidInput(InputProblem("", message, hint))
