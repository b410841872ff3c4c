"""What differs between two graphs: as plain values, and as the document of `diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict

if TYPE_CHECKING:
    from skillgraph.model.documents import GraphRef, Ref
    from skillgraph.model.side_by_side import WhatIfDocument

Kind = Literal["added", "removed", "changed", "replaced"]


class Change(NamedTuple):
    """One thing that differs: a node, a requirement, a link or a salary, by its own identity.

    `what` names it ("skill", "requirement", "next", …), `about` has the ids that identify it, the
    node or the owner first. `before` and `after` have the single values that changed, by name.
    """

    kind: Kind
    what: str
    about: tuple[str, ...]
    before: dict[str, str]
    after: dict[str, str]


class DifferenceDoc(TypedDict):
    """One thing that differs; see `Change`. `labels` of the document names the ids."""

    kind: Kind
    what: str
    about: list[str]
    before: dict[str, str]
    after: dict[str, str]


class PlanChangeDoc(TypedDict):
    """A question whose plan is another one on the new graph, or why it can't be asked there."""

    target: Ref
    held: list[Ref]
    plan: WhatIfDocument | None
    problem: str | None


class DiffDocument(TypedDict):
    """What differs from an old graph to a new one, and which of some plans change with it.

    `counts` has the number of changes by what and kind, `changes` all of them, in order of ids.
    """

    format: str
    old: GraphRef
    new: GraphRef
    counts: dict[str, dict[Kind, int]]
    changes: list[DifferenceDoc]
    plans: list[PlanChangeDoc]
    labels: dict[str, str]
