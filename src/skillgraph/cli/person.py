"""Who asks: what they hold, and what else a profile says, as defaults of options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.cli.exits import tell
from skillgraph.cli.names import resolve_all, resolve_held
from skillgraph.model.options import PLAN_OPTIONS
from skillgraph.vocab import SKILLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.api import SkillGraph
    from skillgraph.api.profile import Person
    from skillgraph.model.problem import Level

#: What a profile says beside what is held: questions to the planner, each with its key there.
_KEYS = {"prefer": "choices", "avoid": "avoid", "waive": "waive"}
_TYPED = ("choose", "avoid", "waive")


class Asker:
    """What is held, by id, and the options that a profile sets."""

    __slots__ = ("hours_per_week", "levels", "options")

    def __init__(
        self,
        levels: dict[str, Level | None],
        options: dict[str, Any],
        hours_per_week: tuple[int, int] | None,
    ) -> None:
        self.levels = levels
        self.options = options
        self.hours_per_week = hours_per_week

    def complete(self, graph: SkillGraph, asked: dict[str, Any]) -> None:
        """Put ids in place of the names in all that a plan is asked for, the profile's among it."""
        for name in ("via", "without"):
            asked[name] = resolve_all(graph, asked[name], PLAN_OPTIONS[name].kinds)
        asked["assume"] = asked["assume"] != "none"
        asked |= self.usual(graph, asked)

    def usual(self, graph: SkillGraph, asked: dict[str, Any]) -> dict[str, list[str]]:
        """Return what to choose, prefer, avoid and waive: as asked, else as the profile says.

        An option that was given stands for all that the profile says of it, and what it names is
        left out of the others: who avoids a thing in general may choose it today. What is chosen
        outranks what is preferred, choice by choice.
        """
        given = {
            name: resolve_all(graph, asked[name], SKILLS)
            for name in _TYPED
            if asked.get(name, ()) != ()
        }
        named = {id_ for ids in given.values() for id_ in ids}
        usual = {name: [id_ for id_ in self.options[name] if id_ not in named] for name in _KEYS}
        if given.get("choose") == []:  # `--choose nothing`
            usual["prefer"] = []
        return {"choose": [], **usual, **given}


def load_asker(
    graph: SkillGraph, held: Sequence[str], doing: str, *, skip_unknown: bool = False
) -> Asker:
    """Return who asks: what `--from` says, else the profile, else somebody who holds nothing.

    Which of these it is goes to stderr; `doing` is what is done for somebody who holds nothing.
    """
    if skip_unknown and held and not any(value.startswith("@") for value in held):
        from skillgraph.cli.together import need

        need("names in a file: --from @FILE", "skip_unknown")
    if not held:
        from skillgraph.api.own_profile import find_profile

        if find_profile() is None:
            tell(f"No --from: {doing} somebody who holds nothing yet.")
        else:
            held = ("@profile",)
    persons: list[Person] = []
    levels = resolve_held(graph, held, skip_unknown=skip_unknown, persons=persons)
    options = {
        name: list(dict.fromkeys(id_ for person in persons for id_ in getattr(person, key)))
        for name, key in _KEYS.items()
    }
    weeks = [person.hours_per_week for person in persons if person.hours_per_week]
    return Asker(levels, options, weeks[-1] if weeks else None)
