"""How like each other roles are by what they ask for, in the graph's integers and as a document."""

from typing import NamedTuple, TypedDict

from skillgraph.model.documents import GraphDocument, Ref, RoleRef


class Ask(NamedTuple):
    """A requirement as far as likeness looks at it: how much it matters, from 0 to 1 (`degree`).

    `rated` is 1 where the degree is a source's rating, 0 where it follows from the importance.
    """

    options: tuple[int, ...]
    count: int  # type: ignore[assignment]  # the word of the field; tuple.count is of no use
    degree: float
    rated: int


class Asked(NamedTuple):
    """What a role asks for, what other roles ask for of the same skills, and how much all weighs.

    `rarities` are by skill; `weights` by role, rated requirements first, then the others.
    """

    own: list[Ask]
    others: dict[int, list[Ask]]
    rarities: dict[int, float]
    weights: dict[int, tuple[float, float]]


class Likeness(NamedTuple):
    """How far a role meets what another asks for (`meets`), the reverse, and their mean."""

    role: int
    meets: float
    met_by: float
    likeness: float


class SharesDoc(TypedDict):
    """Which share of a role's needs is met (`meets`, `met_by`), and their geometric mean."""

    meets: float
    met_by: float
    likeness: float


class StatementDoc(TypedDict):
    """What a source that relates two roles says of how near they are."""

    tier: str | None
    rank: int | None


class RelatedDoc(RoleRef, SharesDoc, StatementDoc):
    """A role like another one.

    `meets` is the share of its needs that somebody who holds the other role meets, `met_by` the
    share of the other's needs that it meets, `likeness` the geometric mean of the two, by which
    roles are ranked. `shared` are the skills that both ask for and that weigh most. `stated` tells
    that a source relates them, with its own tier and rank; it plays no part in the ranking.
    """

    shared: list[Ref]
    stated: bool


class StatedDoc(Ref, StatementDoc):
    """A role that a source relates, and that is not among the rows shown.

    `place` is where it stands in the ranking, None where nothing is shared or known.
    """

    place: int | None


class RelatedDocument(GraphDocument):
    """Roles by how like they are to one, the most like first; `alike` counts all that share any.

    `requirements` counts those of the role itself: without any, nothing can be said.
    """

    role: RoleRef
    requirements: int
    all_roles: int
    alike: int
    related: list[RelatedDoc]
    stated: list[StatedDoc]
