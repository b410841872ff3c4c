"""Documents: the answers as JSON has them, the tables are drawn from, and Python gets them.

One shape, three uses; `docs/schema/` publishes it. Ids are CURIEs. Imported for type checking only,
so a plain `path` pays nothing for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from skillgraph.model.outlook import AlternativeDoc, BudgetDoc, ScheduleDoc


class Range(TypedDict):
    """A range of hours."""

    min: int
    max: int


Status = Literal["held", "unknown", "impossible", "ready", "planned"]


class Ref(TypedDict):
    """A node, by id and preferred label."""

    id: str
    label: str


class CatalogRef(TypedDict):
    """A catalogue that went into the graph."""

    id: str
    version: str


class GraphRef(TypedDict):
    """The graph that an answer is about."""

    digest: str
    catalogs: list[CatalogRef]


class GraphDocument(TypedDict):
    """What every answer about a graph has: the name of its form, and which graph that was."""

    format: str
    graph: GraphRef


class RoleRef(Ref):
    """A role or track as a target or a stage."""

    kind: str
    seniority: str | None


class Essentials(TypedDict):
    """How many of a stage's mandatory requirements are met before the plan."""

    met: int
    of: int


class StageDoc(RoleRef):
    """A stage of a plan's chain."""

    held: bool
    essentials: Essentials


class EffortDoc(TypedDict):
    """Hours of a step; `source` is None and `unknown` true where the default was counted."""

    min: int
    max: int
    source: str | None
    unknown: bool


class BecauseDoc(TypedDict):
    """A statement that a step serves; one entry a source."""

    owner: str
    requirement: str
    importance: str
    source: str


class LevelDoc(TypedDict):
    """A level on a scale."""

    level: float
    scale: str


class RatingDoc(TypedDict):
    """A source's own number for how much something matters, on a scale."""

    rating: float
    scale: str


class ScaleDoc(Ref):
    """A scale that an answer mentions, with its ends where they are known."""

    min: float | None
    max: float | None


#: One skill to learn. `level` is the highest that is asked of it; `raise` is that level where the
#: skill is held below it, and null otherwise; `waiting` counts the steps that wait for this one.
StepDoc = TypedDict(
    "StepDoc",
    {
        "order": int,
        "id": str,
        "label": str,
        "stage": str,
        "level": LevelDoc | None,
        "raise": LevelDoc | None,
        "waiting": int,
        "effort_hours": EffortDoc,
        "because": list[BecauseDoc],
    },
)


class RunnerUpDoc(TypedDict):
    """The best plan without one of the options taken."""

    chosen: list[str]
    extra_cost: int


class ChoiceDoc(TypedDict):
    """A choice of the plan; not `proven` where time ended, and `runner_up` is the best known."""

    requirement: str
    owner: str
    count: int
    group: Ref | None
    options: list[str]
    chosen: list[str]
    equal: list[str]
    runner_up: RunnerUpDoc | None
    proven: bool


class RecommendedDoc(TypedDict):
    """A requirement: as such, one of the target that was not asked for and is not met."""

    requirement: str
    importance: str
    count: int
    group: Ref | None
    options: list[str]


class RouteDoc(TypedDict):
    """The best plan by other chains."""

    stages: list[str]
    extra_cost: int
    skills: int
    effort_hours: Range
    proven: bool


class MissingDoc(Ref):
    """A skill that can't be had, and why."""

    cause: Literal["avoided", "circular", "lacks"]
    lacks: list[str]


class Total(TypedDict):
    """What a plan costs."""

    skills: int
    effort_hours: Range
    unknown_effort: int


class SalaryDoc(TypedDict):
    """A range of pay at the target."""

    role: str
    min: int
    max: int
    currency: str
    period: str
    region: str | None
    date: str | None
    assumption: str | None
    sources: list[str]


class StrategyDoc(Ref):
    """A way to advance that helps towards `towards`."""

    towards: list[str]
    assumption: str | None
    sources: list[str]


class SameFrom(TypedDict):
    """The same question, asked by somebody who holds the first stage."""

    held: list[str]
    skills: int
    effort_hours: Range


class HeldDoc(Ref):
    """A skill or role that is held; a skill perhaps at a level."""

    level: LevelDoc | None


class PlanDocument(GraphDocument):
    """A plan; `labels` names every id that is mentioned without its label.

    `alternatives`, `schedule` and `budget` are empty or None where they were not asked for.
    """

    target: RoleRef
    held: list[HeldDoc]
    assumed: list[Ref]
    practise: list[Ref]
    waived: list[Ref]
    options: dict[str, Any]
    status: Status
    optimal: bool
    lower_bound: int | None
    cost: int | None
    by: str
    route: str
    stages: list[StageDoc]
    steps: list[StepDoc]
    choices: list[ChoiceDoc]
    recommended: list[RecommendedDoc]
    no_chain: bool
    other_route: RouteDoc | None
    missing: list[MissingDoc]
    total: Total
    salary: list[SalaryDoc]
    strategies: list[StrategyDoc]
    from_first_stage: SameFrom | None
    alternatives: list[AlternativeDoc]
    schedule: ScheduleDoc | None
    budget: BudgetDoc | None
    scales: list[ScaleDoc]
    labels: dict[str, str]


class CoverageDoc(Essentials):
    """How much of a target's list of one importance is met; what is practised is apart."""

    importance: str


class GapItemDoc(RecommendedDoc):
    """A requirement of the target, met or not, held or assumed as `plan` has it.

    `effort_hours` is that of the `count` shortest options still missing, None where it is met;
    `after` the prerequisites that the first of those waits for; empty, it can be learnt now.
    """

    level: LevelDoc | None
    rating: RatingDoc | None
    met: bool
    met_by: list[str]
    effort_hours: EffortDoc | None
    after: list[str]
    sources: list[str]


class PractisedDoc(Ref):
    """A skill of the target that grows at work."""

    importance: str
    met: bool


class KeySkillDoc(Ref):
    """A skill that a source lists without an importance: shown, never scored."""

    met: bool


class GapDocument(GraphDocument):
    """What a target lists; `coverage` has a row for each importance that it uses, or none."""

    target: RoleRef
    held: list[Ref]
    assumed: list[Ref]
    coverage: list[CoverageDoc]
    requirements: list[GapItemDoc]
    practise: list[PractisedDoc]
    key_skills: list[KeySkillDoc]
    scales: list[ScaleDoc]
    labels: dict[str, str]


class RequirementDoc(RecommendedDoc):
    """A requirement as it is stated: `owner` needs `count` of `options`."""

    owner: str
    level: LevelDoc | None
    rating: RatingDoc | None
    sources: list[str]


class LinkDoc(Ref):
    """A bare edge between the node that is shown and another, whose id and label these are.

    Of a `related` one a source may say how near it is (`tier`) and in which order (`rank`).

    `kind` is that of `skillgraph.model.facts.Link`; `direction` is "out" where it starts at the
    node that is shown, "in" where it ends there.
    """

    kind: str
    direction: Literal["out", "in"]
    assumption: str | None
    tier: str | None
    rank: int | None
    sources: list[str]


class StatementDoc(TypedDict):
    """A statement in a vocabulary that is not ours: predicate IRI, id or text, and how it reads."""

    predicate: str
    object: str
    label: str


class NodeDocument(RoleRef, GraphDocument):
    """All that the graph says of a node: facts, both directions of its edges, sources.

    `requires` are its own requirements, `required_by` those that have it among their options;
    `built_on_by` counts the skills that build on it, transitively; `replaces` has the retired ids
    that mean it now; `notation` is its code in its source; `statements` are in vocabularies that
    are not ours. `locators` are where authored files state it.
    """

    notation: str | None
    alt_labels: list[str]
    tags: list[str]
    exact_matches: list[str]
    replaces: list[str]
    job_zone: int | None
    description: str | None
    outcome: str | None
    experience: str | None
    entry: bool
    practised: bool
    effort_hours: EffortDoc | None
    requires: list[RequirementDoc]
    required_by: list[RequirementDoc]
    built_on_by: int
    links: list[LinkDoc]
    statements: list[StatementDoc]
    salary: list[SalaryDoc]
    sources: list[str]
    locators: list[str]
    scales: list[ScaleDoc]
    labels: dict[str, str]


class SourceCountDoc(Ref):
    """A source, and how many statements rest on it."""

    statements: int


class CatalogDoc(CatalogRef):
    """A catalogue with what may be done with it."""

    title: str
    licence: str


class StatsDocument(GraphDocument):
    """How much a graph holds: nodes by kind, statements by what they say, and their sources.

    A requirement is counted as `requirement` or, where it leaves a choice, as `choice`.
    """

    nodes: dict[str, int]
    statements: dict[str, int]
    unknown_effort: int
    catalogs: list[CatalogDoc]
    sources: list[SourceCountDoc]
