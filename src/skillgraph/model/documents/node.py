"""The document of `show`: all that a graph says of one node."""

from typing import Annotated, Literal, TypedDict

from skillgraph.model.documents import (
    Cited,
    Count,
    DescribedDoc,
    GraphDocument,
    Id,
    Labels,
    LinkKind,
    Ref,
    RequirementDoc,
    ScaleDoc,
    Schema,
)


class LinkDoc(Ref):
    """A bare edge between the node that is shown and another, whose id and label these are."""

    kind: LinkKind
    """What the edge says, from its start to its end: `broader`, start is narrower; `next` and
    `far`, start leads to end; `member`, start is a group and end its option; `key-skill`, a role
    lists a skill without an importance."""
    direction: Literal["out", "in"]
    """out where it starts at the node that is shown, in where it ends there."""
    assumption: str | None
    """What of it is read into the source, not stated by it."""
    tier: str | None
    """Of a `related` one how near it is, in the source's own word; null where it says nothing."""
    rank: int | None
    """Of a `related` one the source's own order; null where it gives none."""
    sources: list[Cited]
    """Where it is stated."""


class StatementDoc(TypedDict):
    """A statement in a vocabulary that is not ours."""

    predicate: Annotated[str, Schema(format="iri")]
    """The IRI of its predicate."""
    object: str
    """What it says: an id, an IRI or a text."""
    label: str
    """How that reads."""


class NodeDocument(DescribedDoc, GraphDocument):
    """A node: all that the graph says of it, with both directions of its edges and its sources."""

    format: Literal["skillgraph-node/1"]
    """The form of this document and its version."""
    notation: str | None
    """Its code in its source; null where it has none."""
    tags: list[str]
    """Words that sort nodes across categories."""
    exact_matches: list[str]
    """Ids or IRIs of what is the same thing elsewhere."""
    url: Annotated[str, Schema(pattern="^[Hh][Tt][Tt][Pp][Ss]?://.+$")] | None
    """Where it is described on the web; null where that isn't stated."""
    replaces: list[Id]
    """The retired ids that mean it now."""
    job_zone: Annotated[int, Schema(minimum=1, maximum=5)] | None
    """How much preparation a role asks for, 1 to 5 (O*NET's job zone); null where unknown."""
    requires: list[RequirementDoc]
    """Its own requirements; of a skill, its prerequisites."""
    required_by: list[RequirementDoc]
    """The requirements that have it among their options."""
    built_on_by: Count
    """How many skills build on it, transitively."""
    links: list[LinkDoc]
    """Its bare edges, those that start at it first."""
    statements: list[StatementDoc]
    """What it says in vocabularies that are not ours."""
    scales: list[ScaleDoc]
    """The scales that the answer mentions by id."""
    labels: Labels
    """The labels of all ids that the answer mentions without one, sources included."""
