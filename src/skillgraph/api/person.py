"""What a person does with their own profile: names looked up in a graph, then written as ids."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.api.keeping import change_profile
from skillgraph.api.profile import resolve_parsed
from skillgraph.errors import InputProblem, InvalidInput, SkillgraphError
from skillgraph.readers.profile import Held, parse_profile
from skillgraph.vocab import HOLDABLE, SKILLS
from skillgraph.writers.profile import KEYS, ProfileText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from skillgraph.api.opened import SkillGraph
    from skillgraph.graph.names import Name
    from skillgraph.writers.profile import Key

#: What may stand in each list of a profile.
KINDS: dict[Key, tuple[str, ...]] = {
    "held": HOLDABLE, "goals": HOLDABLE, "choices": SKILLS, "avoid": SKILLS, "waive": SKILLS,
}  # fmt: skip

#: How a name that stands in a list is spoken of.
AS: dict[Key, str] = {
    "held": "held", "goals": "a goal", "choices": "chosen", "avoid": "avoided", "waive": "waived",
}  # fmt: skip


class Change(NamedTuple):
    """What became of a name: a sentence's end, such as "is held now"."""

    label: str
    told: str


class Keeper:
    """A profile on disk, and the graph in which its names mean something.

    Each method changes the file, whole or not at all, and returns what became of each name.
    """

    def __init__(self, graph: SkillGraph, file: str) -> None:
        self._graph = graph
        self._file = file

    def add(
        self,
        names: Iterable[str],
        key: Key = "held",
        said: Held = Held("", ""),  # noqa: B008 -- immutable
    ) -> list[Change]:
        """Put names into a list; what is said besides counts for what is held.

        What is held already gets the level, the date and the evidence.
        """
        self._check_level(said, nodes := [self._graph.resolve(each, KINDS[key]) for each in names])
        scale = self._graph.resolve(said.scale, ("scale",)).id if said.scale else ""
        said = said._replace(scale=scale)
        changes: list[Change] = []

        def change(profile: ProfileText) -> ProfileText:
            changes.clear()
            return self._add(profile, key, [(node, said) for node in nodes], changes)

        self._write(change)
        return changes

    def finish(self, names: Iterable[str], said: Held) -> list[Change]:
        """Take what was learnt as held; a goal is one no more.

        It is held since today where no day is said; what is held already has its own day, unless it
        is held at another level now.
        """
        today = said._replace(since=said.since or _today())
        nodes = [self._graph.resolve(each, HOLDABLE) for each in names]
        self._check_level(said, nodes)
        scale = self._graph.resolve(said.scale, ("scale",)).id if said.scale else ""
        said, today = said._replace(scale=scale), today._replace(scale=scale)
        changes: list[Change] = []

        def change(profile: ProfileText) -> ProfileText:
            changes.clear()
            for node in nodes:
                new = said.level is not None or not self._numbers(profile, "held", node.id)
                profile = self._add(profile, "held", [(node, today if new else said)], changes)
                for number in reversed(self._numbers(profile, "goals", node.id)):
                    profile = profile.remove("goals", number)
                    told = f"{changes.pop().told}, and no goal any more"
                    changes.append(Change(node.label, told))
            return profile

        self._write(change)
        return changes

    def remove(self, names: Iterable[str], key: Key = "held") -> list[Change]:
        """Take names out of a list; one that isn't there is an error that says where it is."""
        asked = list(names)
        changes: list[Change] = []

        def change(profile: ProfileText) -> ProfileText:
            changes.clear()
            for name in asked:
                node = self._graph.find(name, KINDS[key])
                numbers = self._numbers(profile, key, node.id if node else "", name)
                if not numbers:
                    raise self._absent(profile, name, key)
                for number in reversed(numbers):
                    profile = profile.remove(key, number)
                changes.append(Change(node.label if node else name, f"is not {AS[key]} any more"))
            return profile

        self._write(change)
        return changes

    def plan_with(self, low: int, high: int) -> None:
        """Say how many hours a week there are."""
        self._write(lambda profile: profile.take_time(low, high))

    def take(
        self, text: str, place: str, *, skip_unknown: bool = False
    ) -> tuple[list[Change], tuple[str, ...]]:
        """Take over all that another file says: a profile, a resume, a table, a list.

        Names that mean nothing are one `InvalidInput`, and nothing is written; with `skip_unknown`
        they are in the notes that come back with the changes. A file that says nothing at all is
        `InvalidInput`, too.
        """
        other = parse_profile(text, place)
        person = resolve_parsed(self._graph, other, skip_unknown=skip_unknown)
        lists: dict[Key, tuple[str, ...]] = {
            "goals": person.goals, "choices": person.choices, "avoid": person.avoid,
            "waive": person.waive,
        }  # fmt: skip
        if not (person.said or any(lists.values()) or person.hours_per_week):
            told = [InputProblem("", f"{note}.") for note in person.notes]
            message = "nothing was found in it that somebody holds, wants or chooses."
            raise InvalidInput(*told, InputProblem(place, message))
        changes: list[Change] = []

        def change(profile: ProfileText) -> ProfileText:
            changes.clear()
            said = {
                id_: held._replace(scale=level.scale if (level := person.levels[id_]) else "")
                for id_, held in person.said.items()
            }
            profile = self._taken(profile, "held", said, changes)
            for key, ids in lists.items():
                profile = self._taken(profile, key, dict.fromkeys(ids, Held("", "")), changes)
            hours = person.hours_per_week
            if hours is not None and profile.profile.hours_per_week is None:
                profile = profile.take_time(*hours)
            return profile

        self._write(change)
        return changes, person.notes

    def _taken(
        self, profile: ProfileText, key: Key, said: dict[str, Held], changes: list[Change]
    ) -> ProfileText:
        entries = [(self._graph.resolve(id_, KINDS[key]), held) for id_, held in said.items()]
        return self._add(profile, key, entries, changes)

    def _write(self, change: Callable[[ProfileText], ProfileText]) -> None:
        def checked(profile: ProfileText) -> ProfileText:
            changed = change(profile)
            if changed.text != profile.text:
                self._see(profile, changed)
            return changed

        change_profile(self._file, checked)

    def _see(self, before: ProfileText, after: ProfileText) -> None:
        """Refuse what would make a sound profile contradict itself."""
        try:
            resolve_parsed(self._graph, after.profile, skip_unknown=True)
        except InvalidInput as error:
            try:
                resolve_parsed(self._graph, before.profile, skip_unknown=True)
            except SkillgraphError:
                return  # it was wrong before: mending it must be possible
            raise InvalidInput(
                *error.problems, InputProblem(self._file, "nothing is changed.")
            ) from None

    def _add(
        self,
        profile: ProfileText,
        key: Key,
        entries: Iterable[tuple[Name, Held]],
        changes: list[Change],
    ) -> ProfileText:
        """Return the profile with nodes in a list, each with what is said; new ones at its end."""
        there = self._first(profile, key)
        new: dict[str, tuple[Held, str]] = {}
        for node, said in entries:
            told = f"is {AS[key]} already"
            if node.id not in there and node.id not in new:
                new[node.id] = said._replace(name=node.id), node.label
                told = f"is {AS[key]} now"
            elif key == "held" and node.id in there:
                grown = profile.say(there[node.id], said)
                told += ", and more is said of it now" if grown.text != profile.text else ""
                profile = grown
            changes.append(Change(node.label, told))
        return profile.add_all(key, list(new.values())) if new else profile

    def _first(self, profile: ProfileText, key: Key) -> dict[str, int]:
        """Return where each node stands first in a list, under whichever name."""
        entries: Sequence[Held] = getattr(profile.profile, key)
        found: dict[str, int] = {}
        for at, each in enumerate(entries):
            if (node := self._graph.find(each.name, KINDS[key])) is not None:
                found.setdefault(node.id, at)
        return found

    def _numbers(self, profile: ProfileText, key: Key, id_: str, name: str = "") -> list[int]:
        """Return where a node stands in a list, under whichever name; else a text that is so."""
        entries: Sequence[Held] = getattr(profile.profile, key)
        found = [self._graph.find(each.name, KINDS[key]) for each in entries]
        numbers = [at for at, node in enumerate(found) if node is not None and node.id == id_]
        wanted = name.strip().casefold()
        return numbers or [
            at for at, each in enumerate(entries) if wanted and each.name.casefold() == wanted
        ]

    def _absent(self, profile: ProfileText, name: str, key: Key) -> SkillgraphError:
        for other in KEYS:
            node = self._graph.find(name, KINDS[other])
            if other != key and self._numbers(profile, other, node.id if node else "", name):
                return InvalidInput(
                    InputProblem("", f"'{name}' is not {AS[key]}; it is {AS[other]}.",
                                 f"Remove it with: --as {OPTIONS[other]}")
                )  # fmt: skip
        try:
            label = self._graph.resolve(name, KINDS[key]).label
        except SkillgraphError as error:
            return error
        hint = "See what is there: skillgraph profile show"
        return InvalidInput(InputProblem("", f"{label} is not {AS[key]}.", hint))

    def _check_level(self, said: Held, nodes: Sequence[Name]) -> None:
        if (said.level is None) != (not said.scale):
            hint = "Write both, or neither: --level 3 --scale NAME"
            raise InvalidInput(InputProblem("", "a level and its scale come together.", hint))
        roles = [node.label for node in nodes if node.kind != "skill"]
        if said.level is not None and roles:
            message = f"{roles[0]} is a role: skills alone are held at a level."
            raise InvalidInput(InputProblem("", message, "Leave --level out."))


def _today() -> str:
    return dt.datetime.now().astimezone().date().isoformat()


#: The word of the command line for each list.
OPTIONS: dict[Key, str] = {
    "held": "held", "goals": "goal", "choices": "choice", "avoid": "avoid", "waive": "waive",
}  # fmt: skip
