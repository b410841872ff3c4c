"""The document of `related`: roles like one, by what they ask for."""

from typing import Annotated, Literal, TypedDict

from skillgraph.model.documents import Count, GraphDocument, Positive, Ref, RoleRef, Schema

Share = Annotated[float, Schema(minimum=0, maximum=1)]


class SharesDoc(TypedDict):
    """How far two roles meet what the other asks for."""

    meets: Share
    """Which share of its needs somebody who holds the other role meets."""
    met_by: Share
    """Which share of the other's needs it meets."""
    likeness: Share
    """The geometric mean of the two, by which roles are ranked."""


class TierDoc(TypedDict):
    """What a source that relates two roles says of how near they are."""

    tier: str | None
    """How near, in the source's own word; null where it says nothing, or doesn't relate them."""
    rank: int | None
    """The source's own order; null where it gives none."""


class RelatedDoc(RoleRef, SharesDoc, TierDoc):
    """A role like another one."""

    shared: list[Ref]
    """The skills that both ask for and that weigh most."""
    stated: bool
    """Whether a source relates them; it plays no part in the ranking."""


class StatedDoc(Ref, TierDoc):
    """A role that a source relates, and that is not among the rows shown."""

    place: Positive | None
    """Where it stands in the ranking, from 1; null where nothing is shared or known."""


class RelatedDocument(GraphDocument):
    """Roles like one: by what they ask for, the most like first."""

    format: Literal["skillgraph-related/1"]
    """The form of this document and its version."""
    role: RoleRef
    """The role."""
    requirements: Count
    """How many requirements it has itself: without any, nothing can be said."""
    all_roles: Count
    """How many roles there are that ask for anything."""
    alike: Count
    """How many of them share anything with it."""
    related: list[RelatedDoc]
    """The most like of them."""
    stated: list[StatedDoc]
    """The roles that a source relates and that are not among these, in the source's order."""
