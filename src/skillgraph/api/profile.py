"""What a person's file names, looked up in a graph: all that doesn't resolve, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import SHOWN, AmbiguousName, NameNotFound, Problems, clipped
from skillgraph.graph.names import spoken
from skillgraph.model.problem import Level
from skillgraph.readers.findings import Remarks
from skillgraph.readers.profile import parse_profile
from skillgraph.vocab import HOLDABLE, SKILLS
from skillgraph.words import quoted, some_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.api.opened import SkillGraph
    from skillgraph.graph.names import Name
    from skillgraph.readers.profile import Held, Named, Profile

_SCALES = ("scale",)

#: The lists of names beside `held`, and the kinds of nodes in them.
_LISTS = {"goals": HOLDABLE, "choices": SKILLS, "avoid": SKILLS, "waive": SKILLS}

#: What nobody can ask for at once, by list.
_AGAINST = (
    ("choices", "avoid", "is both chosen and avoided"),
    ("choices", "waive", "is both chosen and waived"),
    ("goals", "avoid", "is both wanted and avoided"),
    ("goals", "waive", "is both wanted and waived"),
)


class Person(NamedTuple):
    """What a file says of a person, by id; `notes` are sentences on how it was read.

    `levels` is what is held, each with its level where one is said, `said` all that the file says
    of each; `hours_per_week` is a range.
    """

    levels: dict[str, Level | None]
    said: dict[str, Held]
    goals: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    waive: tuple[str, ...] = ()
    hours_per_week: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()


def resolve_profile(
    graph: SkillGraph,
    text: str,
    place: str,
    kinds: Sequence[str] = HOLDABLE,
    *,
    skip_unknown: bool = False,
) -> Person:
    """Return what a profile, a resume, a table or a list of names says.

    `place` is what its file is called, `kinds` what may be held. Names that mean nothing, or
    several things, and what contradicts itself, are one `InvalidInput`, each with its place and
    what it may have meant; with `skip_unknown` names that mean nothing are noted instead.
    """
    profile = parse_profile(text, place)
    return resolve_parsed(graph, profile, kinds, skip_unknown=skip_unknown)


def resolve_parsed(
    graph: SkillGraph,
    profile: Profile,
    kinds: Sequence[str] = HOLDABLE,
    *,
    skip_unknown: bool = False,
) -> Person:
    """Return what `resolve_profile` does, of a profile that has been read."""
    resolving = _Resolving(graph, kinds, skip_unknown=skip_unknown)
    for held in profile.held:
        resolving.add(held)
    lists = {key: resolving.names(getattr(profile, key), of) for key, of in _LISTS.items()}
    resolving.contradictions(lists)
    resolving.noted.raise_any()
    return Person(
        resolving.levels,
        resolving.said,
        hours_per_week=profile.hours_per_week,
        notes=(*profile.notes, *resolving.remarks.told()),
        **{key: tuple(names) for key, names in lists.items()},
    )


class _Resolving:
    def __init__(self, graph: SkillGraph, kinds: Sequence[str], *, skip_unknown: bool) -> None:
        self.levels: dict[str, Level | None] = {}
        self.said: dict[str, Held] = {}
        self.noted = Problems()
        self.remarks = Remarks()
        self._graph = graph
        self._kinds = kinds
        self._skip = skip_unknown
        self._sought = 0

    def add(self, held: Held) -> None:
        """Look up what is held, and its scale; what is wrong is noted."""
        found = self._found(held.name, held.place, self._kinds, heading=held.heading)
        if found is None:
            return
        level = self._level(held, found.kind)
        earlier = self.levels.get(found.id)
        if level is not None and earlier is not None and level != earlier:
            where = self.said[found.id].place
            message = f"{quoted(held.name)} is held at another level: {where}."
            self.noted.add(held.place, message, "Keep one.")
        if level is not None or found.id not in self.levels:
            self.levels[found.id] = level
            self.said[found.id] = held

    def names(self, named: Sequence[Named], kinds: Sequence[str]) -> dict[str, str]:
        """Return the ids that names mean, each with its place."""
        ids: dict[str, str] = {}
        for each in named:
            found = self._found(each.name, each.place, kinds)
            if found is not None:
                ids.setdefault(found.id, each.place)
        return ids

    def contradictions(self, lists: dict[str, dict[str, str]]) -> None:
        """Note what nobody can ask for at once, at the later of its places."""
        for one, other, told in _AGAINST:
            for id_ in lists[one].keys() & lists[other].keys():
                message = f"{quoted(id_)} {told}: {lists[one][id_]}."
                self.noted.add(lists[other][id_], message, "Keep one.")

    def _found(
        self, name: str, place: str, kinds: Sequence[str], *, heading: bool = False
    ) -> Name | None:
        try:
            found = self._resolved(name, kinds, heading=heading)
        except NameNotFound as error:
            if heading:
                told = f"{place}: {quoted(name)} is read as a heading of what follows"
                self.remarks.add(told, "that are read as headings")
            else:
                self._unknown(name, place, kinds, _candidates(error))
            return None
        except AmbiguousName as error:
            message = f"{quoted(name)} may mean several: {_ids(error)}."
            self.noted.add(place, message, "Write the id of one.")
            return None
        if found.retired:
            self.remarks.add(f"{found.retired}: retired, read as {found.id}", "that are retired")
        elif found.alias:
            told = f"{clipped(name)}: read as {clipped(found.label)}"
            self.remarks.add(told, "that are read as others")
        return found

    def _resolved(self, name: str, kinds: Sequence[str], *, heading: bool = False) -> Name:
        """Return what a name means; what is near is looked up for as many as can be told."""
        try:
            return self._graph.resolve(name, kinds, near=not heading and self._sought < SHOWN)
        except NameNotFound:
            self._sought += not heading
            raise

    def _unknown(self, name: str, place: str, kinds: Sequence[str], near: str) -> None:
        message = f"no {spoken(kinds)} is called {quoted(name)}."
        if self._skip:
            hint = f" Near are {near}." if near else ""
            told = f"{place}: {message}{hint} It is left out"
            self.remarks.add(told, "that mean nothing are left out")
        else:
            self.noted.add(place, message, f"Did you mean {near}?" if near else "")

    def _level(self, held: Held, kind: str) -> Level | None:
        if held.level is None:
            return None
        if kind != "skill":
            message = f"{quoted(held.name)} is a {kind}: skills alone are held at a level."
            self.noted.add(held.place, message, "Remove the level.")
            return None
        try:
            scale = self._resolved(held.scale, _SCALES)
        except (NameNotFound, AmbiguousName) as error:
            near = _ids(error)
            hint = f"Did you mean {near}?" if near else "Name one of the graph's scales."
            self.noted.add(held.place, f"no scale is called {quoted(held.scale)}.", hint)
            return None
        return Level(held.level, scale.id)


def _ids(error: NameNotFound | AmbiguousName) -> str:
    return some_of([each.id for each in error.candidates], len(error.candidates))


def _candidates(error: NameNotFound) -> str:
    return ", ".join(f"{each.id} ({clipped(each.label)})" for each in error.candidates)
