"""`redundant-prerequisite` and `unused-skill`: what could be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.lint.learning import singles_of
from skillgraph.lint.wording import way
from skillgraph.model.components import strongly_connected_components
from skillgraph.model.whole import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.whole import Whole

REDUNDANT, UNUSED = "redundant-prerequisite", "unused-skill"


def find_redundant(whole: Whole) -> Iterator[Finding]:
    """Yield each prerequisite of a skill that follows from another one of the same skill.

    Only those without a choice count. One that asks for a level says more than what follows, and
    within a cycle none is redundant. Without cycles these are the edges that a transitive reduction
    removes.
    """
    closure = _Closure(whole)
    for owner in whole.skills():
        singles = closure.edges[owner]
        levels = {r.key for r in whole.requirements.get(owner, ()) if r.level is not None}
        for option, key in singles.items():
            over = None if key in levels else closure.other_way(owner, option)
            if over is None:
                continue
            path = (owner, *over)
            yield Finding(
                REDUNDANT,
                "info",
                (owner, option),
                f"{whole.names[owner]} requires {whole.names[option]}, which follows anyway:"
                f" {way(whole, path)}.",
                "Remove the direct prerequisite, or leave it if its source says so.",
                statements=((owner, key),),
                path=path,
            )


def find_unused(whole: Whole) -> Iterator[Finding]:
    """Yield each skill that no requirement, group or list of key skills names."""
    used = set(whole.listed)
    for requirements in whole.requirements.values():
        for requirement in requirements:
            used.update(requirement.options)
    for skill in whole.skills():
        if skill not in used:
            yield Finding(
                UNUSED,
                "info",
                (skill,),
                f"Nothing requires {whole.names[skill]}, and no group or role lists it.",
                "Require it where it is needed, or leave it if people learn it for itself.",
            )


class _Closure:
    """What follows from what, over prerequisites without a choice; a set of components is a mask.

    At the size of ESCO, with all skills entangled, the masks take some tens of megabytes.
    """

    def __init__(self, whole: Whole) -> None:
        self.edges = {skill: dict(singles_of(whole, skill)) for skill in whole.skills()}
        self._component: dict[int, int] = {}
        self._below: list[int] = []
        successors = {skill: list(singles) for skill, singles in self.edges.items()}
        for number, members in enumerate(strongly_connected_components(successors)):
            mask = 0
            self._component.update(dict.fromkeys(members, number))
            for member in members:
                for option in successors[member]:
                    below = self._component[option]
                    if below != number:
                        mask |= self._below[below] | 1 << below
            self._below.append(mask)

    def other_way(self, owner: int, option: int) -> tuple[int, ...] | None:
        """Return a way to one of an owner's prerequisites that begins at another, or None.

        One that begins outside of the owner's cycle can't lead into it.
        """
        at, target = self._component[owner], self._component[option]
        for start in self.edges[owner]:
            if self._component[start] != at and self._leads(start, target):
                return self._way(start, option)
        return None

    def _leads(self, start: int, target: int) -> bool:
        return bool(self._below[self._component[start]] >> target & 1)

    def _way(self, start: int, option: int) -> tuple[int, ...]:
        """Return a way without detours into cycles where there is one, else the shortest."""
        target = self._component[option]
        came: dict[int, int] = {start: start}
        level = [start]
        while option not in came:
            reached: list[int] = []
            for node in level:
                for successor in self.edges[node]:
                    near = self._component[successor] == target or self._leads(successor, target)
                    if successor not in came and near:
                        came[successor] = node
                        reached.append(successor)
            level = reached
        path = [option]
        while path[-1] != start:
            path.append(came[path[-1]])
        return tuple(reversed(path))
