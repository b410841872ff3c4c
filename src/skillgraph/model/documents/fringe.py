"""The document of `next`: what can be learnt now, and what waits for it."""

from typing import Annotated, Literal

from skillgraph.model.documents import (
    Count,
    EffortDoc,
    GraphDocument,
    Id,
    Labels,
    Ref,
    RoleRef,
    Schema,
)

#: A number of the arithmetic, rounded to two digits.
Weight = Annotated[float, Schema(minimum=0)]


class CandidateDoc(Ref):
    """A skill that can be learnt now."""

    effort_hours: EffortDoc
    """Its effort."""
    waiting: Count | None
    """How many steps of the plan wait for it; null where no target was named."""
    opens: list[Id]
    """The skills whose prerequisites it completes."""
    asked_by: list[Id]
    """The roles near that ask for it as essential."""
    roles: Weight
    """The number of those that have that not met, a choice of k of n counting k/n."""
    own: Weight
    """The sum of their shares, times log2(roles / roles that ask for the skill)."""
    opened: Weight
    """The same of what it opens."""
    worth: Weight
    """The sum of the two."""


class NextDocument(GraphDocument):
    """What can be learnt next, the most useful first."""

    format: Literal["skillgraph-next/1"]
    """The form of this document and its version."""
    held: list[Ref]
    """The skills and roles that are held."""
    assumed: list[Ref]
    """The skills that follow from what is held."""
    towards: RoleRef | None
    """The target; null where none was named."""
    steps: Count | None
    """How many steps the plan to the target has; null where none was named."""
    near_roles: Count
    """How many roles are near: not held, and something that they list is met. Each counts the share
    that is met. Where there are none, all that aren't held are near, and count 1."""
    all_roles: Count
    """How many roles there are that ask for anything, which rarity is counted by."""
    learnable: Count
    """How many skills can be learnt now, those shown and the others."""
    candidates: list[CandidateDoc]
    """The first of them."""
    labels: Labels
    """The labels of all ids that the answer mentions without one."""
