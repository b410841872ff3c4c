"""The question, as the planner, the brute force and the checker take it: a `Problem`.

Skills and stages are plain integers, and their order is their *position*: the order in which the
graph lists them. Nothing here knows an IRI or a file. DESIGN section 3 defines what each part
means; the rules named below are its.
"""

from typing import Any, Literal, NamedTuple

from skillgraph.vocab import IMPORTANCES, ROLES, SKILLS, NodeKind

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


class PlanOption(NamedTuple):
    """An option of a question: its name in Python, JSON and, with hyphens, on the command line.

    It names nodes of some `kinds`, or is one of the `words`, or is a switch. What `narrows` leaves
    fewer plans to be best among. `changed` is its help where a plan is compared with another.
    """

    name: str
    help: str
    kinds: tuple[NodeKind, ...] = ()
    words: tuple[str, ...] = ()
    narrows: bool = False
    changed: str = ""

    @property
    def default(self) -> Any:
        """What it is where nobody says; of nodes, none."""
        return Options._field_defaults[self.name]


#: The options of a question, in the order in which they are written. `Options` has their values;
#: the command line, `SkillGraph`, documents and `verify` take from here which there are.
PLAN_OPTIONS = {
    option.name: option
    for option in (
        PlanOption(
            "by",
            "Make the plan short in hours of effort, or in the count of steps.  [default: effort]",
            words=("effort", "count"),
        ),
        PlanOption(
            "include",
            "Learn what the target lists as important, or as helpful, too.",
            words=IMPORTANCES,
        ),
        PlanOption("direct", "Go straight to the target, with no role before it."),
        PlanOption(
            "via",
            "Pass through these roles.",
            ROLES,
            changed="What if you went through these roles.",
        ),
        PlanOption(
            "route",
            "Start at the role that you are nearest to, or wherever the whole way is cheapest.  "
            "[default: nearest]",
            words=("nearest", "cheapest"),
        ),
        PlanOption(
            "avoid",
            "Never learn these.",
            SKILLS,
            narrows=True,
            changed="What if you avoided these.",
        ),
        PlanOption(
            "choose",
            "Learn these, whatever else: the way to take your employer's cloud.",
            SKILLS,
            narrows=True,
            changed="What if you learnt these, whatever else.",
        ),
        PlanOption(
            "waive",
            "Strike these from every requirement.",
            SKILLS,
            narrows=True,
            changed="What if nobody asked for these.",
        ),
        PlanOption("without", "Don't assume these from what you hold.", SKILLS, narrows=True),
        PlanOption("assume", "Assume nothing from what you hold.", words=("none",)),
    )
}

#: Those that name nodes.
NODE_OPTIONS = tuple(option for option in PLAN_OPTIONS.values() if option.kinds)


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
