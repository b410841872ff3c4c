"""Names as they are typed: lists, files, and what each of them means in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.cli.exits import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from skillgraph.api import SkillGraph

SKILLS = ("skill",)
ROLES = ("role", "track")
HELD = ("skill", "role", "track")
TARGETS = ("role", "track", "skill")


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
    found: dict[str, None] = {}
    for value in values:
        for name in _names(graph, value, kinds):
            found[resolve_one(graph, name, kinds)] = None
    return list(found)


def resolve_asked(graph: SkillGraph, asked: dict[str, Any]) -> None:
    """Put ids in place of names in what a plan is asked for, and a truth value for `--assume`."""
    asked["via"] = resolve_all(graph, asked["via"], ROLES)
    for name in ("avoid", "choose", "waive", "without"):
        asked[name] = resolve_all(graph, asked[name], SKILLS)
    asked["assume"] = asked["assume"] != "none"


def _names(graph: SkillGraph, value: str, kinds: Sequence[str]) -> Iterable[str]:
    if value.startswith("@"):
        return _listed(value[1:])
    if "," not in value or graph.find(value, kinds) is not None:
        return [value]
    return [name for part in value.split(",") if (name := part.strip())]


def _listed(file: str) -> list[str]:
    """Return the names in a file, one a line; `-` is standard input."""
    from skillgraph.cli.files import load_text

    text, _ = load_text(file, "list of names")
    return list(_lines(text))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        name = line.strip()
        # "C#" is a name; a comment begins a line or follows a space.
        name = "" if name.startswith("#") else name.partition(" #")[0].rstrip()
        if name:
            yield name
