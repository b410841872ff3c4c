"""A profile in YAML, in the form of `docs/profile.md`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.model.values import Unfit, parse_date, parse_decimal, parse_hours, parse_line
from skillgraph.readers.findings import Findings, SourceFile
from skillgraph.readers.node_reading import NodeReading, One
from skillgraph.readers.profile.entries import Held, Named, Profile
from skillgraph.readers.yaml_nodes import MappingNode, ScalarNode, parse_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.readers.yaml_nodes import Node

#: The keys of a profile, and those of something that is held.
KEYS = ("name", "held", "goals", "hours_per_week", "choices", "avoid", "waive")
HELD: dict[str, One] = {
    "name": One(parse_line),
    "level": One(parse_decimal),
    "scale": One(parse_line),
    "since": One(parse_date),
}
HELD_KEYS = (*HELD, "evidence")

_WEEK = 168


def parse_yaml(text: str, place: str) -> Profile:
    """Return a profile; a list alone is what is held, and a file without anything holds nothing."""
    findings = Findings()
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return Profile()
    file = SourceFile(0, Path(place), place, place)
    root = parse_node(text, file, findings)
    profile = Profile()
    if root is not None:
        profile = _Reading(NodeReading(file, "", findings)).profile(root)
    findings.raise_any()
    return profile


def parse_week(text: str) -> tuple[int, int]:
    """Return hours a week, a number or a range.

    >>> parse_week("4-6")
    (4, 6)
    """
    low, high = parse_hours(text)
    if high > _WEEK:
        raise Unfit(f"a week has {_WEEK} hours.", "Write fewer.")
    return low, high


class _Reading:
    def __init__(self, reading: NodeReading) -> None:
        self._reading = reading

    def profile(self, root: Node) -> Profile:
        """Return what a file says."""
        if not isinstance(root, MappingNode):
            return Profile(tuple(self._held(root)))
        fields = self._reading.fields(root, KEYS, "a profile")
        names = {
            key: tuple(self._names(key, fields[key][1])) if key in fields else ()
            for key in ("goals", "choices", "avoid", "waive")
        }
        if "name" in fields:
            self._reading.single("name", fields["name"][1], parse_line)
        week = None
        if "hours_per_week" in fields:
            week = self._reading.single("hours_per_week", fields["hours_per_week"][1], parse_week)
        return Profile(
            held=tuple(self._held(fields["held"][1])) if "held" in fields else (),
            hours_per_week=None if week is None else week.value,
            goals=names["goals"],
            choices=names["choices"],
            avoid=names["avoid"],
            waive=names["waive"],
        )

    def _names(self, key: str, node: Node) -> Iterator[Named]:
        for stated in self._reading.texts(key, node, parse_line):
            yield Named(stated.value, str(stated.spot))

    def _held(self, node: Node) -> Iterator[Held]:
        for item in self._reading.items("held", node):
            if isinstance(item, ScalarNode):
                stated = self._reading.single("held", item, parse_line)
                if stated is not None:
                    yield Held(stated.value, str(stated.spot))
            else:
                yield from self._described(item)

    def _described(self, item: Node) -> Iterator[Held]:
        reading = self._reading
        before = len(reading.findings)
        fields = reading.fields(item, HELD_KEYS, "what is held")
        said = reading.singles(fields, HELD)
        evidence = (
            tuple(
                each.value for each in reading.texts("evidence", fields["evidence"][1], parse_line)
            )
            if "evidence" in fields
            else ()
        )
        if len(reading.findings) > before:
            return
        if "name" not in said:
            reading.refuse(item, "what is held has no name.", "Write {name: …}.")
        elif ("level" in said) != ("scale" in said):
            reading.refuse(item, "a level and its scale come together.", "Write both, or neither.")
        else:
            name = said["name"]
            yield Held(
                name.value,
                str(name.spot),
                said["level"].value if "level" in said else None,
                said["scale"].value if "scale" in said else "",
                evidence,
                said["since"].value if "since" in said else "",
            )
