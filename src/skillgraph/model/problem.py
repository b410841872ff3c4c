"""The question, as the planner, the brute force and the checker take it: a `Problem`.

Skills and stages are plain integers, and their order is their *position*: the order in which the
graph lists them. Nothing here knows an IRI or a file. DESIGN section 3 defines what each part
means; the rules named below are its.
"""

from typing import Literal, NamedTuple

ESSENTIAL, IMPORTANT, HELPFUL = 1, 2, 3


class Level(NamedTuple):
    """How well a skill is known or asked for: a value on a scale. Scales don't compare."""

    value: float
    scale: str


class Requirement(NamedTuple):
    """`count` of `options` are needed, by whoever lists it. A choice has `count` < all."""

    key: int
    options: tuple[int, ...]
    count: int  # type: ignore[assignment]  # the word of the field; tuple.count is of no use
    importance: int
    level: Level | None = None


class Skill(NamedTuple):
    """A skill: its effort in hours (None is unknown), and its prerequisites."""

    effort_hours: tuple[int, int] | None
    practised: bool
    requirements: tuple[Requirement, ...]


class Stage(NamedTuple):
    """A role or track that can be a stage; `entry` where it is marked so."""

    requirements: tuple[Requirement, ...]
    entry: bool = False


class Options(NamedTuple):
    """What the person asks for beside the target. Skills and stages by their integers."""

    by: Literal["effort", "count"] = "effort"
    include: int = ESSENTIAL
    direct: bool = False
    via: frozenset[int] = frozenset()
    route: Literal["nearest", "cheapest"] = "nearest"
    avoid: frozenset[int] = frozenset()
    choose: frozenset[int] = frozenset()
    waive: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    assume: bool = True


class Problem(NamedTuple):
    """All that a plan depends on: the part of the graph that the target can reach, and the person.

    `moves` are the `next` moves (start, end); `far` ones play no part. A held skill has a level or
    None. Every option of every requirement is in `skills`, every end of a move in `stages`.
    """

    skills: dict[int, Skill]
    stages: dict[int, Stage]
    moves: tuple[tuple[int, int], ...]
    held_skills: dict[int, Level | None]
    held_roles: frozenset[int]
    target: int
    options: Options = Options()
    default_effort_hours: tuple[int, int] = (20, 40)
