"""What a person's file names, looked up in a graph: all that doesn't resolve, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import SHOWN, AmbiguousName, InputProblem, InvalidInput, NameNotFound
from skillgraph.graph.names import spoken
from skillgraph.model.problem import Level
from skillgraph.readers.profile import parse_profile
from skillgraph.vocab import HOLDABLE, SKILLS
from skillgraph.words import quoted

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
    resolving.raise_any()
    return Person(
        resolving.levels,
        resolving.said,
        hours_per_week=profile.hours_per_week,
        notes=(*profile.notes, *resolving.notes),
        **{key: tuple(names) for key, names in lists.items()},
    )


class _Resolving:
    def __init__(self, graph: SkillGraph, kinds: Sequence[str], *, skip_unknown: bool) -> None:
        self.levels: dict[str, Level | None] = {}
        self.said: dict[str, Held] = {}
        self.notes: list[str] = []
        self._graph = graph
        self._kinds = kinds
        self._skip = skip_unknown
        self._problems: list[InputProblem] = []
        self._missed = 0

    def add(self, held: Held) -> None:
        """Look up what is held, and its scale; what is wrong is kept for `raise_any`."""
        found = self._found(held.name, held.place, self._kinds, heading=held.heading)
        if found is None:
            return
        level = self._level(held, found.kind)
        earlier = self.levels.get(found.id)
        if level is not None and earlier is not None and level != earlier:
            where = self.said[found.id].place
            message = f"{quoted(held.name)} is held at another level: {where}."
            self._problems.append(InputProblem(held.place, message, "Keep one."))
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
                self._problems.append(InputProblem(lists[other][id_], message, "Keep one."))

    def raise_any(self) -> None:
        """Raise all that is wrong as one error, or note how much more is left out."""
        if not self._problems:
            if self._skip and (more := self._missed - SHOWN) > 0:
                self.notes.append(f"and {more:,} more that mean nothing are left out")
            return
        told = self._problems[:SHOWN]
        if more := len(self._problems) - len(told):
            told.append(InputProblem("", f"and {more:,} more.", "Mend these first."))
        raise InvalidInput(*told)

    def _found(
        self, name: str, place: str, kinds: Sequence[str], *, heading: bool = False
    ) -> Name | None:
        try:
            found = self._resolved(name, kinds)
        except NameNotFound as error:
            self._unknown(name, place, kinds, error, heading=heading)
            return None
        except AmbiguousName as error:
            which = ", ".join(each.id for each in error.candidates)
            message = f"{quoted(name)} may mean several: {which}."
            self._problems.append(InputProblem(place, message, "Write the id of one."))
            return None
        if found.retired:
            self.notes.append(f"{found.retired}: retired, read as {found.id}")
        elif found.alias:
            self.notes.append(f"{name}: read as {found.label}")
        return found

    def _resolved(self, name: str, kinds: Sequence[str]) -> Name:
        """Return what a name means; of very many that mean nothing it isn't told what is near."""
        if self._missed < SHOWN:
            return self._graph.resolve(name, kinds)
        found = self._graph.find(name, kinds)
        if found is None:
            raise NameNotFound(name)
        return found

    def _unknown(
        self, name: str, place: str, kinds: Sequence[str], error: NameNotFound, *, heading: bool
    ) -> None:
        if heading:
            self.notes.append(f"{place}: {quoted(name)} is read as a heading of what follows")
            return
        self._missed += 1
        near = ", ".join(f"{each.id} ({each.label})" for each in error.candidates)
        message = f"no {spoken(kinds)} is called {quoted(name)}."
        if self._skip and self._missed > SHOWN:
            return
        if self._skip:
            hint = f" Near are {near}." if near else ""
            self.notes.append(f"{place}: {message}{hint} It is left out")
        else:
            hint = f"Did you mean {near}?" if near else ""
            self._problems.append(InputProblem(place, message, hint))

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
