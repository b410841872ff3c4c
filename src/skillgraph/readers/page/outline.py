"""What a page states, by its form: what each part of it names, with the lines that say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.readers.page.lines import Line
    from skillgraph.readers.page.salary import Pay


@dataclass(slots=True, eq=False)
class Heading:
    """A heading over skills or strategies, and the one that it stands under."""

    name: str
    lines: list[Line]
    above: Heading | None = None


@dataclass(slots=True, eq=False)
class Item:
    """A skill with its importance word, or a strategy, and the heading that it stands under."""

    name: str
    lines: list[Line]
    heading: Heading | None = None
    word: str = ""


@dataclass(slots=True, eq=False)
class Track:
    """A career track; `lines` are those that describe it, its name's first."""

    name: str
    lines: list[Line]
    experience: str = ""
    prose: list[Line] = field(default_factory=list)
    tags: list[Line] = field(default_factory=list)
    #: Skills under "Key Skills", each with its importance word, "" where it has none.
    key_skills: list[tuple[str, str, Line]] = field(default_factory=list)
    pay: list[tuple[Pay, Line]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Outline:
    """All that a page states.

    `prose` speaks of the role and may name what it leads to, `asides` speak of its skills.
    """

    title: Line
    role: str
    role_lines: list[Line] = field(default_factory=list)
    skills: list[Item] = field(default_factory=list)
    pay: list[tuple[Pay, Line]] = field(default_factory=list)
    #: What says that the role leads to the tracks: the paragraph above them, or else their heading.
    tracks_lines: list[Line] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    strategies: list[Item] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    asides: list[Line] = field(default_factory=list)

    def headings(self) -> Iterator[Heading]:
        """Yield each heading that something stands under, the upper ones first."""
        seen: set[int] = set()
        for item in (*self.skills, *self.strategies):
            for heading in (item.heading and item.heading.above, item.heading):
                if heading is not None and id(heading) not in seen:
                    seen.add(id(heading))
                    yield heading
