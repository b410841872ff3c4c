"""`path` as a document: names in, the planner's answer out, in ids, labels and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict, cast

from skillgraph.api.plan_writing import PlanWriter, ask_from_first_stage
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.problem import problem as load_problem
from skillgraph.model.options import NODE_OPTIONS, PLAN_OPTIONS
from skillgraph.model.problem import Options
from skillgraph.planner import Contradiction, plan
from skillgraph.planner.plan import TIMEOUT_SECONDS
from skillgraph.vocab import HOLDABLE, IMPORTANCES, SKILLS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

    from skillgraph.api.opened import SkillGraph
    from skillgraph.api.outlook import Outlook
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.problem import Level
    from skillgraph.vocab import Importance


class Weighed(TypedDict, total=False):
    """How plans are weighed, and what counts as held."""

    by: Literal["effort", "count"]
    include: Importance
    direct: bool
    route: Literal["nearest", "cheapest"]
    without: Iterable[str]
    assume: bool
    timeout: float | None


class Usual(TypedDict, total=False):
    """What a person always avoids and waives, and what they prefer."""

    avoid: Iterable[str]
    waive: Iterable[str]
    prefer: Iterable[str]


class Asked(Weighed, Usual, total=False):
    """All the options of a question to the planner."""

    via: Iterable[str]
    choose: Iterable[str]


class PlanQuestion(Asked, total=False):
    """The options of a plan, and what is asked beyond its steps."""

    alternatives: int
    hours_per_week: float | tuple[float, float] | None
    start: dt.date | None
    max_hours: int | None


def options_of(graph: SkillGraph, asked: Mapping[str, Any]) -> Options:
    """Return the options of a question, its names resolved; one that there isn't is `TypeError`."""
    for name in asked:
        if name not in PlanQuestion.__annotations__:
            raise TypeError(f"a plan has no option '{name}'")
    found = {name: asked[name] for name in PLAN_OPTIONS if name in asked}
    for option in NODE_OPTIONS:
        if option.name in found:
            found[option.name] = _keys(graph, found[option.name], option.kinds)
    if "include" in found:
        found["include"] = IMPORTANCES.index(found["include"]) + 1
    return Options(**found)


def _keys(graph: SkillGraph, names: Iterable[str], kinds: Collection[str]) -> frozenset[int]:
    return frozenset(graph.resolve(name, kinds).key for name in names)


def best_plan(
    graph: SkillGraph,
    target: str,
    held: Iterable[str] | Mapping[str, Level | None],
    asked: PlanQuestion,
) -> PlanDocument:
    """Return a plan; see `SkillGraph.plan`."""
    options, timeout = options_of(graph, asked), asked.get("timeout")
    key, levels = graph.resolve(target, HOLDABLE).key, graph.held_keys(held)

    def choosing(chosen: frozenset[int]) -> PlanDocument:
        return plan_document(
            graph.graph,
            target=key,
            held=levels,
            options=options._replace(choose=chosen),
            timeout=TIMEOUT_SECONDS if timeout is None else timeout,
            outlook=_outlook(asked),
        )

    preferred = [graph.resolve(name, SKILLS).id for name in asked.get("prefer", ())]
    if not preferred:
        return choosing(options.choose)
    from skillgraph.api.preferring import plan_preferring

    ids = [graph.resolve(name, SKILLS).id for name in asked.get("choose", ())]
    return plan_preferring(lambda chosen: choosing(_keys(graph, chosen, SKILLS)), ids, preferred)


def _outlook(asked: PlanQuestion) -> Outlook | None:
    """Return what is asked beyond a plan, None where nothing is: a plain plan pays nothing."""
    alternatives, most = asked.get("alternatives", 0), asked.get("max_hours")
    pace = asked.get("hours_per_week")
    if not alternatives and pace is None and most is None:
        return None
    from skillgraph.api.outlook import Outlook

    weeks = pace if pace is None or isinstance(pace, tuple) else (pace, pace)
    return Outlook(alternatives, weeks, asked.get("start"), most)


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
