"""Two plans side by side: of one target before and after a change, or of two targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from skillgraph.model.documents import (
    Essentials,
    GraphDocument,
    Range,
    Ref,
    RoleRef,
    Status,
    Total,
)

if TYPE_CHECKING:
    from typing import Any


class StepRefDoc(Ref):
    """A step of a plan, as far as a comparison looks at it."""

    order: int
    stage: str
    effort_hours: Range


class SideDoc(TypedDict):
    """One of the plans that are compared: how it ends, its stages, and what it comes to.

    `only` are the steps that the other plan has not, in their order.
    """

    target: RoleRef
    status: Status
    optimal: bool
    cost: int | None
    stages: list[Ref]
    total: Total
    only: list[StepRefDoc]
    practise: list[Ref]


class ChoiceChangeDoc(TypedDict):
    """A choice that both plans meet, each with other options."""

    requirement: str
    owner: str
    group: Ref | None
    before: list[str]
    after: list[str]


class ChangeDoc(TypedDict):
    """What is supposed: what else is held, what is no longer held, and the options of the plan."""

    hold: list[Ref]
    drop: list[Ref]
    options: dict[str, Any]


class MatchChangeDoc(Ref):
    """A role of which more or fewer essential requirements are met after a change."""

    before: Essentials
    after: Essentials


class WhatIfDocument(GraphDocument):
    """What a change does to a plan.

    `extra_cost` is what the plan costs more after it, in the unit of `by`, negative where it costs
    less; None where one of the two is no plan. `shared` are the steps of both, in the order of the
    plan before. `matches` are the roles whose coverage changes most by what is held, the largest
    change first; `changed_matches` counts all there are.
    """

    held: list[Ref]
    change: ChangeDoc
    by: str
    before: SideDoc
    after: SideDoc
    extra_cost: int | None
    shared: list[StepRefDoc]
    choices: list[ChoiceChangeDoc]
    matches: list[MatchChangeDoc]
    changed_matches: int
    labels: dict[str, str]


class CompareDocument(GraphDocument):
    """Two targets from the same start: what both plans share, then what each has alone.

    `both` is what the steps of the two plans come to together: enough for both targets, and perhaps
    more than the least, since each plan was made for itself.
    """

    held: list[Ref]
    by: str
    first: SideDoc
    second: SideDoc
    shared: list[StepRefDoc]
    both: Total
    labels: dict[str, str]
