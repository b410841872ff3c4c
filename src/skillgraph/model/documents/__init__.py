"""Documents: the answers as JSON has them, the tables are drawn from, and Python gets them.

One shape, three uses, and `docs/schemas.py` writes it down once more as the JSON Schemas of
`docs/schema/`: types become types, the text under a key its description, the keywords beside a type
stand there as they are (decision 0024). This module has the parts that several
documents share, the others those of one question each. They are imported for type checking only,
so a plain `path` pays nothing for them.
"""

from typing import Annotated, Any, TypedDict

from skillgraph.vocab import IMPORTANCES, KINDS, LINKS, PERIODS, SENIORITIES


class Schema:
    """What a type can't say of a value, in the keywords of JSON Schema (draft 2020-12).

    >>> Schema(minimum=0).keywords
    {'minimum': 0}
    """

    def __init__(self, **keywords: Any) -> None:
        self.keywords = keywords


#: A CURIE, the same on the command line, in JSON and in SPARQL; or an IRI, which a node that was
#: imported from elsewhere may keep.
Id = Annotated[str, Schema(pattern="^[a-z][a-z0-9+.-]*:.+$")]

#: Where a statement comes from: the source's id, with a fragment where the medium defines one
#: (`source:page#line=24,25` is line 25, RFC 5147), else with a locator after a blank.
Cited = Annotated[str, Schema(pattern="^[a-z][a-z0-9+.-]*:.+$")]

Importance = Annotated[str, Schema(enum=[*IMPORTANCES])]
NodeKind = Annotated[str, Schema(enum=[*KINDS])]
Seniority = Annotated[str, Schema(enum=[*SENIORITIES])]
LinkKind = Annotated[str, Schema(enum=[*LINKS])]
Status = Annotated[str, Schema(enum=["held", "unknown", "impossible", "ready", "planned"])]
By = Annotated[str, Schema(enum=["effort", "count"])]

#: How many of something there are.
Count = Annotated[int, Schema(minimum=0)]
#: How many of something there are where there is one at least, or a place in an order from 1.
Positive = Annotated[int, Schema(minimum=1)]
#: A day, ISO 8601.
Day = Annotated[str, Schema(format="date")]
#: Labels by id.
Labels = dict[Id, str]


class Range(TypedDict):
    """A range of hours, or of weeks where it says so."""

    min: Count
    """The fewest."""
    max: Count
    """The most."""


class Ref(TypedDict):
    """A node, by id and preferred label."""

    id: Id
    """Its id."""
    label: str
    """Its preferred label."""


class CatalogRef(TypedDict):
    """A catalogue that went into the graph."""

    id: Id
    """Its id."""
    version: str
    """Its version, as it states it."""


class CatalogDoc(CatalogRef):
    """A catalogue with what may be done with it."""

    title: str
    """What it is called; empty where it states nothing."""
    licence: str
    """Its licence, as it states it; empty where it states none."""


class GraphRef(TypedDict):
    """The graph that an answer is about."""

    digest: Annotated[str, Schema(pattern="^[0-9a-f]+$")]
    """The digest of all that the graph says: equal graphs have equal ones."""
    catalogs: list[CatalogRef]
    """The catalogues that it was compiled from."""


class GraphDocument(TypedDict):
    """What every answer about a graph has: which graph that was."""

    graph: GraphRef
    """The graph that the answer is about."""


class NodeRef(Ref):
    """A node by id and label, with its kind."""

    kind: NodeKind
    """What it is."""


class RoleRef(NodeRef):
    """A node as a target or a stage: a role, a track or a skill."""

    seniority: Seniority | None
    """The seniority of a role or track; null where it is not known, and of all else."""


class Essentials(TypedDict):
    """How many of some requirements are met; which ones, the key says that this stands under.

    A choice counts once. Requirements that practised or waived skills alone can meet are left out.
    """

    met: Count
    """How many are met."""
    of: Count
    """How many there are."""


class CoverageDoc(Essentials):
    """How much of a target's list of one importance is met; what is practised is apart."""

    importance: Importance
    """The importance."""


class EffortDoc(TypedDict):
    """Hours of study and practice, for somebody who holds the prerequisites."""

    min: Count
    """The fewest hours."""
    max: Count
    """The most hours."""
    source: Cited | None
    """Where the hours are stated; null where they are not."""
    unknown: bool
    """Whether no hours are stated, and the default was counted."""


class LevelDoc(TypedDict):
    """A level on a scale: how well a skill is known, or must be."""

    level: float
    """The value, on that scale."""
    scale: Id
    """The scale, by id."""


class RatingDoc(TypedDict):
    """A source's own number for how much something matters, on a scale."""

    rating: float
    """The value, as the source has it."""
    scale: Id
    """The scale, by id."""


class ScaleDoc(Ref):
    """A scale of levels or ratings."""

    min: float | None
    """Its lower end; null where that is unknown."""
    max: float | None
    """Its upper end; null where that is unknown."""


class Total(TypedDict):
    """What some steps come to."""

    skills: Count
    """How many skills are learnt."""
    effort_hours: Range
    """Their hours."""
    unknown_effort: Count
    """For how many of them the default was counted, since no hours are stated."""


class OptionsDoc(TypedDict, total=False):
    """The options of a question that differ from their defaults; absent where not asked."""

    include: Importance
    """From which importance upwards the target's requirements are mandatory."""
    direct: Annotated[bool, Schema(const=True)]
    """The target is the only stage."""
    via: list[Id]
    """Roles that the chain has to pass."""
    avoid: list[Id]
    """Skills that are never steps."""
    choose: list[Id]
    """Skills that the plan has to have."""
    waive: list[Id]
    """Skills that are struck from every requirement."""
    without: list[Id]
    """Skills that are not assumed."""
    assume: Annotated[str, Schema(const="none")]
    """Nothing is assumed from what is held."""


class RecommendedDoc(TypedDict):
    """A requirement, by what it asks for."""

    requirement: Id
    """Its id, which follows from its owner, its count and its options."""
    importance: Importance
    """How much it matters to its owner."""
    count: Positive
    """How many of the options are needed."""
    group: Ref | None
    """The group that the options are, which names the choice; null where they have no name."""
    options: list[Id]
    """All options."""


class RequirementDoc(RecommendedDoc):
    """A requirement as it is stated."""

    owner: Id
    """Who asks for it: a role, a track or a skill."""
    level: LevelDoc | None
    """The level that is asked for; null where none is."""
    rating: RatingDoc | None
    """The source's own number for how much it matters; null where there is none."""
    sources: list[Cited]
    """Where it is stated."""


class SalaryDoc(TypedDict):
    """A range of pay at a role."""

    role: Id
    """The role or track."""
    min: Count
    """The least, in whole units of the currency."""
    max: Count
    """The most, in whole units of the currency."""
    currency: Annotated[str, Schema(pattern="^[A-Z]{3}$")]
    """The currency (ISO 4217)."""
    period: Annotated[str, Schema(enum=[*PERIODS])]
    """What the pay is for."""
    region: str | None
    """Where it is paid; null where that is not stated."""
    date: str | None
    """When it was paid, a year, a month or a day; null where that is not stated."""
    assumption: str | None
    """What of it is read into the source, not stated by it."""
    sources: list[Cited]
    """Where it is stated."""


class DescribedDoc(RoleRef):
    """A node with what it says of itself."""

    alt_labels: list[str]
    """Other names that it goes by."""
    description: str | None
    """What it is, in the source's words."""
    outcome: str | None
    """Of a skill what somebody who has it can do."""
    experience: str | None
    """Of a role the experience that is usual, in the source's words; it is not effort."""
    entry: bool
    """Whether a person may start from this role although others lead to it."""
    practised: bool
    """Whether this skill grows at work, and is never planned."""
    effort_hours: EffortDoc | None
    """Of a skill its effort; null of all else, and where it is practised and none is stated."""
    salary: list[SalaryDoc]
    """Pay at a role, as sources state it."""
    sources: list[Cited]
    """Where it is stated."""
    locators: list[str]
    """Where authored files state it: file and line."""
