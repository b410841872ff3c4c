"""The instance format of the planner's cases (`cases/README.md`): problems in, expectations out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.errors import InvalidInput
from skillgraph.model.problem import (
    ESSENTIAL,
    HELPFUL,
    IMPORTANT,
    Level,
    Options,
    Problem,
    Requirement,
    Skill,
    Stage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model.plan import Plan

CASES = Path(__file__).parent / "cases"
IMPORTANCES = {"essential": ESSENTIAL, "important": IMPORTANT, "helpful": HELPFUL}


class Instance(NamedTuple):
    """A problem and the ids that its integers stand for."""

    problem: Problem
    ids: tuple[str, ...]


class Case(NamedTuple):
    """One case of a file: its drawing and its reason are empty in the hard ones."""

    name: str
    drawing: str
    why: str
    instance: dict[str, Any]
    expect: dict[str, Any]


def load_cases(name: str) -> list[Case]:
    path = CASES / name
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return [Case(**{"drawing": "", "why": "", **case}) for case in json.loads(content)]


def parse_instance(document: dict[str, Any]) -> Instance:
    """Return the problem that a document of the format states; an unknown key is a `ValueError`."""
    fields = _fields(
        document,
        "the instance",
        required=("skills", "stages", "moves", "held", "target"),
        optional=("options", "default_effort"),
    )
    ids = (*fields["skills"], *fields["stages"])
    return Instance(_Reader(ids).problem(fields), ids)


class _Reader:
    """Turns ids into positions, and numbers the requirements as they come."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.position = {name: position for position, name in enumerate(ids)}
        if len(self.position) != len(ids):
            raise ValueError("a skill and a stage share an id")
        self.requirements_read = 0

    def problem(self, fields: dict[str, Any]) -> Problem:
        skills = {
            self.position[name]: self.skill(skill) for name, skill in fields["skills"].items()
        }
        stages = {
            self.position[name]: self.stage(stage) for name, stage in fields["stages"].items()
        }
        held = _fields(fields["held"], "held", required=("skills", "roles"))
        problem = Problem(
            skills=skills,
            stages=stages,
            moves=tuple(self.moves(fields["moves"])),
            held_skills={
                self.position[name]: _level(_fields(held_skill, name, optional=("level", "scale")))
                for name, held_skill in held["skills"].items()
            },
            held_roles=self.positions(held["roles"]),
            target=self.position[fields["target"]],
            options=self.options(fields.get("options", {})),
        )
        if "default_effort" in fields:
            low, high = fields["default_effort"]
            problem = problem._replace(default_effort_hours=(low, high))
        return problem

    def positions(self, names: Iterable[str]) -> frozenset[int]:
        return frozenset(self.position[name] for name in names)

    def skill(self, document: dict[str, Any]) -> Skill:
        fields = _fields(document, "a skill", required=("effort", "acquired", "requires"))
        effort = fields["effort"]
        return Skill(
            effort_hours=None if effort is None else (effort[0], effort[1]),
            practised={"study": False, "practice": True}[fields["acquired"]],
            requirements=self.requirements(fields["requires"]),
        )

    def stage(self, document: dict[str, Any]) -> Stage:
        fields = _fields(document, "a stage", required=("kind", "entry", "requires"))
        if fields["kind"] not in {"role", "track"}:
            raise ValueError(f"a stage is a role or a track, not {fields['kind']!r}")
        return Stage(self.requirements(fields["requires"]), entry=fields["entry"])

    def requirements(self, documents: list[dict[str, Any]]) -> tuple[Requirement, ...]:
        return tuple(self.requirement(document) for document in documents)

    def requirement(self, document: dict[str, Any]) -> Requirement:
        fields = _fields(
            document,
            "a requirement",
            required=("k", "of", "importance"),
            optional=("level", "scale"),
        )
        self.requirements_read += 1
        return Requirement(
            key=self.requirements_read,
            options=tuple(self.position[name] for name in fields["of"]),
            count=fields["k"],
            importance=IMPORTANCES[fields["importance"]],
            level=_level(fields),
        )

    def moves(self, moves: list[list[str]]) -> Iterator[tuple[int, int]]:
        for start, end, kind in moves:
            if kind not in {"next", "far"}:
                raise ValueError(f"a move is next or far, not {kind!r}")
            if kind == "next":
                yield self.position[start], self.position[end]

    def options(self, document: dict[str, Any]) -> Options:
        readings: dict[str, Callable[[Any], Any]] = {
            "by": str,
            "include": IMPORTANCES.__getitem__,
            "direct": bool,
            "via": self.positions,
            "route": str,
            "avoid": self.positions,
            "choose": self.positions,
            "waive": self.positions,
            "without": self.positions,
            "assume": {"none": False}.__getitem__,
        }
        fields = _fields(document, "options", optional=tuple(readings))
        return Options(**{key: readings[key](value) for key, value in fields.items()})


def _fields(
    document: dict[str, Any],
    where: str,
    *,
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
) -> dict[str, Any]:
    unknown = document.keys() - {*required, *optional}
    lacking = set(required) - document.keys()
    if unknown or lacking:
        raise ValueError(f"{where}: unknown keys {sorted(unknown)}, lacking {sorted(lacking)}")
    return document


def _level(fields: dict[str, Any]) -> Level | None:
    if ("level" in fields) != ("scale" in fields):
        raise ValueError("a level and its scale come both or not at all")
    return Level(fields["level"], fields["scale"]) if "level" in fields else None


def expectation(ask: Callable[[Problem], Plan], instance: Instance) -> dict[str, Any]:
    """Return what a planner answers, in the form of `expect`, every key of it."""
    try:
        plan = ask(instance.problem)
    except InvalidInput:
        return _NO_ANSWER
    return _Writer(instance).expectation(plan)


_NO_ANSWER: dict[str, Any] = {
    "status": "error",
    "cost": None,
    "steps": [],
    "stages": [],
    "assumed": [],
    "practise": [],
    "waived": [],
    "raises": [],
    "missing": [],
    "no_chain": False,
    "step_stages": [],
    "choices": [],
    "other_route": None,
}


class _Writer:
    """Turns positions back into ids."""

    def __init__(self, instance: Instance) -> None:
        self.ids = instance.ids

    def names(self, positions: Iterable[int]) -> list[str]:
        return [self.ids[position] for position in positions]

    def expectation(self, plan: Plan) -> dict[str, Any]:
        return {
            "status": plan.status,
            "cost": plan.cost,
            "steps": self.names(step.skill for step in plan.steps),
            "stages": self.names(plan.stages),
            "assumed": self.names(plan.assumed),
            "practise": self.names(plan.practise),
            "waived": self.names(plan.waived),
            "raises": self.names(sorted(step.skill for step in plan.steps if step.raised)),
            "missing": self.names(missing.skill for missing in plan.missing),
            "no_chain": plan.no_chain,
            "step_stages": self.names(step.stage for step in plan.steps),
            "choices": _as_set(self.choices(plan)),
            "other_route": plan.other_route
            and {
                "stages": self.names(plan.other_route.stages),
                "extra_cost": plan.other_route.extra_cost,
            },
        }

    def choices(self, plan: Plan) -> Iterator[dict[str, Any]]:
        for choice in plan.choices:
            yield {
                "owner": self.ids[choice.owner],
                "k": choice.requirement.count,
                "of": self.names(choice.requirement.options),
                "chosen": self.names(choice.chosen),
                "equal": self.names(choice.equal),
                "runner_up": choice.runner_up
                and {
                    "chosen": self.names(choice.runner_up.chosen),
                    "extra_cost": choice.runner_up.extra_cost,
                },
            }


def _as_set(choices: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(choices, key=lambda choice: json.dumps(choice, sort_keys=True))


def compare(answer: dict[str, Any], expect: dict[str, Any]) -> list[str]:
    """Return one line for each key of `expect` in which an answer (an `expectation`) differs.

    A key that the form doesn't know is a `ValueError`: a case that checks nothing would pass.
    """
    expect = _fields(expect, "expect", optional=tuple(_NO_ANSWER))
    if "choices" in expect:
        expect = {**expect, "choices": _as_set(expect["choices"])}
    return [
        f"{key}: expected {wanted!r}, got {answer[key]!r}"
        for key, wanted in expect.items()
        if answer[key] != wanted
    ]
