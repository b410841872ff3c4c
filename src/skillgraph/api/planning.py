"""What the planner answers about a graph: plans, gaps, and roles by what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.resolving import HOLDABLE, ROLES, SKILLS, Resolving
from skillgraph.vocab import IMPORTANCES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from typing import Literal, TypedDict, Unpack

    from skillgraph.api.outlook import Outlook
    from skillgraph.model.documents.explanations import ExplainDocument
    from skillgraph.model.documents.fringe import NextDocument
    from skillgraph.model.documents.gap import GapDocument
    from skillgraph.model.documents.match import MatchDocument
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.documents.related import RelatedDocument
    from skillgraph.model.problem import Level, Options
    from skillgraph.vocab import Importance

    class Weighed(TypedDict, total=False):
        """How plans are weighed, and what counts as held; `SkillGraph.plan` has the defaults."""

        by: Literal["effort", "count"]
        include: Importance
        direct: bool
        route: Literal["nearest", "cheapest"]
        without: Iterable[str]
        assume: bool
        timeout: float | None

    class Asked(Weighed, total=False):
        """All the options of a question to the planner."""

        via: Iterable[str]
        avoid: Iterable[str]
        choose: Iterable[str]
        waive: Iterable[str]
        prefer: Iterable[str]


class Planning(Resolving):
    """A graph and its planner: a thin method for each question."""

    def plan(
        self,
        target: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        by: Literal["effort", "count"] = "effort",
        include: Importance = "essential",
        direct: bool = False,
        via: Iterable[str] = (),
        route: Literal["nearest", "cheapest"] = "nearest",
        avoid: Iterable[str] = (),
        choose: Iterable[str] = (),
        waive: Iterable[str] = (),
        prefer: Iterable[str] = (),
        without: Iterable[str] = (),
        assume: bool = True,
        timeout: float | None = None,
        alternatives: int = 0,
        hours_per_week: float | tuple[float, float] | None = None,
        start: dt.date | None = None,
        max_hours: int | None = None,
    ) -> PlanDocument:
        """Return the best plan from what is held to a role, track or skill, and its proof.

        Names are resolved as `resolve` does: `held` are skills and roles, a mapping gives skills
        their level. An impossible plan is a `status`; a question that contradicts itself is
        `InvalidInput`. Best is least `by`; `timeout` is in seconds. What is to `prefer` is taken
        where the plan has a choice that it is an option of, and plays no part elsewhere. Beyond
        the plan there are so many `alternatives`, dates at `hours_per_week` (a range: its least
        and its most) from `start` (today) on, and what `max_hours` reach.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     plan = graph.plan("cloud-architect", ["python"])
        ...     plan["optimal"], [stage["label"] for stage in plan["stages"]]
        (True, ['Backend Developer', 'Cloud Architect'])
        """
        from skillgraph.api.path import plan_document
        from skillgraph.planner.plan import TIMEOUT_SECONDS

        options = self._options(
            by=by,
            include=include,
            direct=direct,
            via=via,
            route=route,
            avoid=avoid,
            choose=choose,
            waive=waive,
            without=without,
            assume=assume,
        )
        key, levels = self.resolve(target, HOLDABLE).key, self.held_keys(held)

        def choosing(chosen: frozenset[int]) -> PlanDocument:
            return plan_document(
                self.graph,
                target=key,
                held=levels,
                options=options._replace(choose=chosen),
                timeout=TIMEOUT_SECONDS if timeout is None else timeout,
                outlook=_outlook(alternatives, hours_per_week, start, max_hours),
            )

        preferred = [self.resolve(name, SKILLS).id for name in prefer]
        if not preferred:
            return choosing(options.choose)
        from skillgraph.api.preferring import plan_preferring

        ids = [self.resolve(name, SKILLS).id for name in choose]
        return plan_preferring(lambda chosen: choosing(self._keys(chosen, SKILLS)), ids, preferred)

    def explain(self, node: str, other: str, *, ways: int = 3) -> ExplainDocument:
        """Return how two nodes hang together: the shortest ways, the most specific first.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     way = graph.explain("docker", "cloud-architect")["ways"][0]
        ...     [node["id"] for node in way["nodes"]]
        ['skill:docker', 'role:cloud-architect']
        """
        from skillgraph.api.explaining import explain_document

        start, end = self.resolve(node).key, self.resolve(other).key
        return explain_document(self.graph, start, end, most=ways)

    def next(
        self,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        towards: str | None = None,
        limit: int | None = None,
        **asked: Unpack[Asked],
    ) -> NextDocument:
        """Return what can be learnt next, the most useful first; at most `limit` of them.

        With `towards` it is the steps of the plan there that can be made today; the options are
        those of `plan`, of which only `avoid`, `waive`, `without` and `assume` matter without it.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     found = graph.next(["python"], towards="cloud-architect", limit=1)
        ...     [(each["id"], each["waiting"]) for each in found["candidates"]]
        [('skill:command-line', 9)]
        """
        from skillgraph.api.fringe import next_document

        target = None if towards is None else self.resolve(towards, HOLDABLE).key
        if towards is not None and asked.get("prefer"):
            asked["choose"] = self.plan(towards, held, **asked)["options"].get("choose", ())
        return next_document(
            self.graph,
            held=self.held_keys(held),
            towards=target,
            options=self._options(**asked),
            timeout=asked.get("timeout"),
            limit=limit,
        )

    def match(
        self,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        kind: Literal["role", "track"] | None = None,
        limit: int = 10,
        timeout: float | None = None,
    ) -> MatchDocument:
        """Return roles by how far they are covered, usual next jobs first; at most `limit` of them.

        Requirements are met as in `gap`; the plans of all rows together take at most about
        `timeout` seconds. A role that asks for nothing is unknown, and listed apart.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     found = graph.match(["backend-developer"], limit=1)["matches"][0]
        ...     found["usual_next"], found["essential"]
        (True, {'met': 12, 'of': 15})
        """
        from skillgraph.api.match import match_document
        from skillgraph.planner.plan import TIMEOUT_SECONDS

        return match_document(
            self.graph,
            held=self.held_keys(held),
            kind=kind,
            limit=limit,
            timeout=TIMEOUT_SECONDS if timeout is None else timeout,
        )

    def related(
        self,
        role: str,
        *,
        kind: Literal["role", "track"] | None = None,
        limit: int | None = None,
    ) -> RelatedDocument:
        """Return the roles most like one by what they ask for; at most `limit` of them.

        Both directions are told: which share of a role's needs somebody who holds the other meets,
        and the reverse. What sources state of likeness stands beside, and ranks nothing.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     found = graph.related("devops-engineer", limit=1)["related"][0]
        ...     found["label"], found["meets"] > found["met_by"]
        ('Site Reliability Engineer', False)
        """
        from skillgraph.api.related import related_document

        return related_document(self.graph, self.resolve(role, ROLES).key, kind=kind, limit=limit)

    def gap(
        self, target: str, held: Iterable[str] | Mapping[str, Level | None] = ()
    ) -> GapDocument:
        """Return a target's own list, by importance: what of it is met, and what is missing.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     gap = graph.gap("devops-engineer", ["python", "docker"])
        ...     gap["coverage"][0]["importance"], gap["coverage"][0]["met"]
        ('essential', 2)
        """
        from skillgraph.api.gap import gap_document

        target_key = self.resolve(target, HOLDABLE).key
        return gap_document(self.graph, target=target_key, held=self.held_keys(held))

    def _options(self, **asked: Unpack[Asked]) -> Options:
        """Return the options of a question, its names resolved."""
        from skillgraph.model.problem import Options

        return Options(
            by=asked.get("by", "effort"),
            include=IMPORTANCES.index(asked.get("include", "essential")) + 1,
            direct=asked.get("direct", False),
            via=self._keys(asked.get("via", ()), ROLES),
            route=asked.get("route", "nearest"),
            avoid=self._keys(asked.get("avoid", ()), SKILLS),
            choose=self._keys(asked.get("choose", ()), SKILLS),
            waive=self._keys(asked.get("waive", ()), SKILLS),
            without=self._keys(asked.get("without", ()), SKILLS),
            assume=asked.get("assume", True),
        )


def _outlook(
    alternatives: int,
    hours_per_week: float | tuple[float, float] | None,
    start: dt.date | None,
    max_hours: int | None,
) -> Outlook | None:
    """Return what is asked beyond a plan, None where nothing is: a plain plan pays nothing."""
    if not alternatives and hours_per_week is None and max_hours is None:
        return None
    from skillgraph.api.outlook import Outlook

    pace = (
        hours_per_week
        if hours_per_week is None or isinstance(hours_per_week, tuple)
        else (hours_per_week, hours_per_week)
    )
    return Outlook(alternatives, pace, start, max_hours)
