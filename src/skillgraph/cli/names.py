"""Names as they are typed: lists, files, and what each of them means in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from skillgraph.cli.exits import tell
from skillgraph.errors import escaped
from skillgraph.vocab import HOLDABLE, ROLES, SKILLS, decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.api import SkillGraph
    from skillgraph.api.profile import Person
    from skillgraph.model.problem import Level

TARGETS = (*ROLES, *SKILLS)


def resolve_one(graph: SkillGraph, name: str, kinds: Sequence[str] | None) -> str:
    """Return the id that a name means, and say on stderr where it was read as something else."""
    found = graph.resolve(name) if kinds is None else graph.resolve(name, kinds)
    if found.retired:
        tell(f"{found.retired}: retired, read as {found.id}")
    elif found.alias:
        tell(f"{name.strip()}: read as {found.label}")
    return found.id


def resolve_all(graph: SkillGraph, values: Iterable[str], kinds: Sequence[str]) -> list[str]:
    """Return the ids that values mean, each once: a whole name, a list with commas, or a file."""
    found = resolve_held(graph, values, kinds)
    if any(level is not None for level in found.values()):
        tell("The levels in the file play no part in this.")
    return list(found)


def resolve_held(
    graph: SkillGraph,
    values: Iterable[str],
    kinds: Sequence[str] = HOLDABLE,
    *,
    skip_unknown: bool = False,
    persons: list[Person] | None = None,
) -> dict[str, Level | None]:
    """Return the ids that values mean, each with its level where a file says one.

    `nothing` is none, where no node is called so; `@profile` is the person's own profile. All that
    files say is put into `persons`.
    """
    found: dict[str, Level | None] = {}
    for value in values:
        if value.startswith("@"):
            person = _filed(graph, value[1:], kinds, skip_unknown=skip_unknown)
            if persons is not None:
                persons.append(person)
            for id_, level in person.levels.items():
                found[id_] = _agreed(id_, level, found.get(id_))
        elif value.strip().lower() != "nothing" or graph.find(value, kinds) is not None:
            for name in _names(graph, value, kinds):
                found.setdefault(resolve_one(graph, name, kinds), None)
    return found


def _agreed(id_: str, level: Level | None, other: Level | None) -> Level | None:
    """Return the level that two files say; one that says none leaves it to the other."""
    if level is not None and other is not None and level != other:
        message = (
            f"'{id_}' is held at two levels: {decimal(other.value)} and {decimal(level.value)}."
        )
        raise click.UsageError(message)
    return level or other


def _names(graph: SkillGraph, value: str, kinds: Sequence[str]) -> Iterable[str]:
    if "," not in value or graph.find(value, kinds) is not None:
        return [value]
    return [name for part in value.split(",") if (name := part.strip())]


def _filed(graph: SkillGraph, file: str, kinds: Sequence[str], *, skip_unknown: bool) -> Person:
    """Return what a file says; `-` is standard input, `profile` the person's own."""
    from skillgraph.api.profile import resolve_profile
    from skillgraph.cli.files import load_text

    if file == "profile":
        hint = "Mend it, or leave it out with: --from nothing"
        found, place = own_person(graph, kinds, skip_unknown=skip_unknown, hint=hint)
        tell(f"From your profile {place} ({len(found.levels)} held); --from nothing holds nothing.")
    else:
        text, place = load_text(file, "profile or list of names")
        found = resolve_profile(graph, text, place, kinds, skip_unknown=skip_unknown)
    for note in found.notes:
        tell(note)
    return found


def own_person(
    graph: SkillGraph,
    kinds: Sequence[str] = HOLDABLE,
    *,
    skip_unknown: bool = False,
    hint: str = "Mend it, or name the graph that it is of with: --graph",
) -> tuple[Person, str]:
    """Return what the person's own profile says, and where it lies."""
    from skillgraph.api.keeping import load_profile
    from skillgraph.api.own_profile import find_profile
    from skillgraph.api.profile import resolve_profile
    from skillgraph.errors import InputProblem, InvalidInput

    file = find_profile()
    if file is None:
        message = "there is no profile of yours. Begin one with: skillgraph profile add NAMES"
        raise click.UsageError(message)
    place = shown(file)
    try:
        text = load_profile(file)
        return resolve_profile(graph, text, place, kinds, skip_unknown=skip_unknown), place
    except InvalidInput as error:
        problems = error.problems
    except OSError as error:
        problems = (InputProblem(place, f"it can't be read: {error.strerror}."),)
    raise InvalidInput(*problems, InputProblem("", "this is your profile.", hint))


def shown(file: str) -> str:
    """Return a path as people write it, their home as `~`."""
    import os

    home = os.path.expanduser("~")  # noqa: PTH111 -- pathlib is no part of a plain path
    inside = home not in {"", "/", "~"} and file.startswith(home + os.sep)
    return escaped("~" + file[len(home) :] if inside else file)
