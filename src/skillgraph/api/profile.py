"""What a person's file names, looked up in a graph: all that doesn't resolve, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import AmbiguousName, InputProblem, InvalidInput, NameNotFound
from skillgraph.graph.names import spoken
from skillgraph.model.problem import Level
from skillgraph.readers.findings import SHOWN, quoted
from skillgraph.readers.profile import parse_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.api import SkillGraph
    from skillgraph.readers.profile import Held, Profile

_SCALES = ("scale",)


class Resolved(NamedTuple):
    """What is held, by id, each with its level where one is said; sentences on how it was read."""

    levels: dict[str, Level | None]
    notes: list[str]


def resolve_profile(
    graph: SkillGraph,
    text: str,
    place: str,
    kinds: Sequence[str],
    *,
    skip_unknown: bool = False,
) -> Resolved:
    """Return what a profile, a resume, a table or a list of names says is held.

    `place` is what its file is called. Names that mean nothing, or several things, are one
    `InvalidInput`, each with its place and what it may have meant; with `skip_unknown` those that
    mean nothing are noted instead.
    """
    profile = parse_profile(text, place)
    resolving = _Resolving(graph, kinds, skip_unknown=skip_unknown)
    for held in profile.held:
        resolving.add(held)
    resolving.raise_any()
    unused = _unused(profile)
    if unused:
        resolving.notes.append(f"{place}: what is held is read; {unused} play no part here")
    return Resolved(resolving.levels, [*profile.notes, *resolving.notes])


def _unused(profile: Profile) -> str:
    keys = ("goals", "hours_per_week", "choices", "avoid", "waive")
    return ", ".join(key for key in keys if getattr(profile, key))


class _Resolving:
    def __init__(self, graph: SkillGraph, kinds: Sequence[str], *, skip_unknown: bool) -> None:
        self.levels: dict[str, Level | None] = {}
        self.notes: list[str] = []
        self._graph = graph
        self._kinds = kinds
        self._skip = skip_unknown
        self._problems: list[InputProblem] = []
        self._places: dict[str, str] = {}

    def add(self, held: Held) -> None:
        """Look a name up, and its scale; what is wrong with it is kept for `raise_any`."""
        try:
            found = self._graph.resolve(held.name, self._kinds)
        except NameNotFound as error:
            self._unknown(held, error)
            return
        except AmbiguousName as error:
            which = ", ".join(each.id for each in error.candidates)
            message = f"{quoted(held.name)} may mean several: {which}."
            self._problems.append(InputProblem(held.place, message, "Write the id of one."))
            return
        if found.retired:
            self.notes.append(f"{found.retired}: retired, read as {found.id}")
        elif found.alias:
            self.notes.append(f"{held.name}: read as {found.label}")
        level = self._level(held, found.kind)
        earlier = self.levels.get(found.id)
        if level is not None and earlier is not None and level != earlier:
            message = f"{quoted(held.name)} is held at another level: {self._places[found.id]}."
            self._problems.append(InputProblem(held.place, message, "Keep one."))
        if level is not None or found.id not in self.levels:
            self.levels[found.id] = level
            self._places[found.id] = held.place

    def raise_any(self) -> None:
        """Raise all that is wrong as one error."""
        if not self._problems:
            return
        told = self._problems[:SHOWN]
        if more := len(self._problems) - len(told):
            told.append(InputProblem("", f"and {more:,} more.", "Mend these first."))
        raise InvalidInput(*told)

    def _unknown(self, held: Held, error: NameNotFound) -> None:
        if held.heading:
            self.notes.append(
                f"{held.place}: {quoted(held.name)} is read as a heading of what follows"
            )
            return
        near = ", ".join(f"{each.id} ({each.label})" for each in error.candidates)
        message = f"no {spoken(self._kinds)} is called {quoted(held.name)}."
        if self._skip:
            hint = f" Near are {near}." if near else ""
            self.notes.append(f"{held.place}: {message}{hint} It is left out")
        else:
            hint = f"Did you mean {near}?" if near else ""
            self._problems.append(InputProblem(held.place, message, hint))

    def _level(self, held: Held, kind: str) -> Level | None:
        if held.level is None:
            return None
        if kind != "skill":
            message = f"{quoted(held.name)} is a {kind}: skills alone are held at a level."
            self._problems.append(InputProblem(held.place, message, "Remove the level."))
            return None
        try:
            scale = self._graph.resolve(held.scale, _SCALES)
        except (NameNotFound, AmbiguousName) as error:
            near = ", ".join(each.id for each in error.candidates)
            hint = f"Did you mean {near}?" if near else "Name one of the graph's scales."
            message = f"no scale is called {quoted(held.scale)}."
            self._problems.append(InputProblem(held.place, message, hint))
            return None
        return Level(held.level, scale.id)
