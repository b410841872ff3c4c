"""A target's own list beside what a person has, in the problem's own integers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from skillgraph.model.problem import Requirement


class GapItem(NamedTuple):
    """A requirement of the target: whether it is met, by which of its options, or what is shortest.

    `shortest` are as many options as are missing, the shortest ones; `after` the requirements that
    the first of them waits for. A requirement that what is held vouches for is met by none by name.
    """

    requirement: Requirement
    met: bool
    met_by: tuple[int, ...] = ()
    shortest: tuple[int, ...] = ()
    after: tuple[Requirement, ...] = ()


class PractisedItem(NamedTuple):
    """A skill of the target that grows at work."""

    skill: int
    importance: int
    met: bool


class Gap(NamedTuple):
    """All that a target lists, in its order, practised skills apart."""

    items: tuple[GapItem, ...]
    practised: tuple[PractisedItem, ...]
    assumed: tuple[int, ...]
