"""What a profile says, entry by entry: names, each with the place where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """A name, and where it stands: `me.yaml:4:5`, or `cv.json skills[3].keywords[1]`."""

    name: str
    place: str


class Held(NamedTuple):
    """Something that is held: a skill or a role, with what the person says of it.

    `level` and `scale` come together; `since` is a year, a month or a day. A `heading` stands over
    other names, and need not be one itself.
    """

    name: str
    place: str
    level: float | None = None
    scale: str = ""
    evidence: tuple[str, ...] = ()
    since: str = ""
    heading: bool = False


class Profile(NamedTuple):
    """What a person says of themselves; a file that is a list alone says what is held.

    `hours_per_week` is a range; `notes` are sentences on what was not taken as it stands.
    """

    held: tuple[Held, ...] = ()
    goals: tuple[Named, ...] = ()
    hours_per_week: tuple[int, int] | None = None
    choices: tuple[Named, ...] = ()
    avoid: tuple[Named, ...] = ()
    waive: tuple[Named, ...] = ()
    notes: tuple[str, ...] = ()
