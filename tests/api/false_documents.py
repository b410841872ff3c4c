"""Documents that differ from a plan's in one place, over every value that it has."""

from __future__ import annotations

import copy
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from skillgraph.model.problem import Level

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from skillgraph import SkillGraph

    Way = tuple[str | int, ...]

PLAN = json.loads((Path(__file__).parents[2] / "docs/schema/plan.schema.json").read_text("utf-8"))

#: What a document asks rather than says: with another value it is another question's document.
QUESTION = (
    "target.id", "held", "options", "by", "route", "schedule.start", "schedule.hours_per_week",
    "schedule.most_hours_per_week", "budget.max_hours",
)  # fmt: skip

#: How often an object is given a key rather than having one taken away.
ADDED = 0.3


def spots(value: Any, path: Way = ()) -> Iterator[Way]:
    """Yield the way to every value of a document, whole lists and objects among them."""
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from spots(inner, (*path, key))


def path_of(way: Way) -> str:
    """Return a way as answers name it.

    >>> path_of(("steps", 3, "id"))
    'steps[3].id'
    """
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in way).lstrip(".")


def is_below(path: str, above: str) -> bool:
    """Tell whether a path is another one or lies below it."""
    return path == above or path.startswith((f"{above}.", f"{above}["))


def asks(path: str) -> bool:
    """Tell whether a value is part of the question."""
    return any(is_below(path, each) for each in QUESTION)


def mutated(document: dict[str, Any], chance: random.Random) -> tuple[dict[str, Any], str]:
    """Return a copy of a document with one change, and the path of what was changed."""
    ways = list(spots(document))
    by_part: dict[object, list[Way]] = {}
    for way in ways:
        by_part.setdefault(way[0], []).append(way)
    while True:
        # Parts first: labels and steps would have nearly all of the changes else.
        way = chance.choice(by_part[chance.choice(list(by_part))])
        false = copy.deepcopy(document)
        *above, last = way
        inner: Any = false
        for key in above:
            inner = inner[key]
        (inner[last],) = _changed(inner[last], document, chance)
        if json.dumps(false) != json.dumps(document):  # true is 1 in Python
            return false, path_of(way)


def asked_again(graph: SkillGraph, document: dict[str, Any]) -> Any:
    """Return the planner's own document for the question that a document answers.

    What can't be asked at all is an error, of whichever kind.
    """
    Draft202012Validator(PLAN).validate(document)
    options, schedule = document["options"], document["schedule"]
    budget = document["budget"]
    more: dict[str, Any] = {}
    if schedule is not None:
        more["hours_per_week"] = schedule["hours_per_week"], schedule["most_hours_per_week"]
        more["start"] = dt.date.fromisoformat(schedule["start"])
    return graph.plan(
        document["target"]["id"],
        {
            each["id"]: None if each["level"] is None else Level(**_level(each["level"]))
            for each in document["held"]
        },
        by=document["by"],
        route=document["route"],
        include=options.get("include", "essential"),
        direct=options.get("direct", False),
        assume=options.get("assume") != "none",
        **{name: options.get(name, ()) for name in ("via", "avoid", "choose", "waive", "without")},
        alternatives=len(document["alternatives"]),
        max_hours=None if budget is None else budget["max_hours"],
        **more,
    )


def _level(level: dict[str, Any]) -> dict[str, Any]:
    return {"value": level["level"], "scale": level["scale"]}


def _changed(value: Any, document: dict[str, Any], chance: random.Random) -> list[Any]:
    """Return another value, in a list: None is one, too."""
    if isinstance(value, list):
        return [_changed_list(value, document, chance)]
    if isinstance(value, dict):
        keys = list(value)
        added = {chance.choice(("x", "skill:s0", "note")): "x"}
        left = chance.choice(keys) if keys and chance.random() > ADDED else None
        less = {key: inner for key, inner in value.items() if key != left}
        return [{**less, **(added if left is None else {})}]
    if isinstance(value, str):
        texts = [each for each in _texts(document) if _kind(each) == _kind(value)]
        return [chance.choice([*texts, *texts, "x", None, value + "x", value.upper()])]
    if value is None:
        return [chance.choice((0, "x", {"level": 1.0, "scale": "scale:x"}, {}))]
    if isinstance(value, bool):
        return [not value]
    return [chance.choice((value + 1, value - 1, value * 2 + 1, value + 0.5))]


def _changed_list(value: list[Any], document: dict[str, Any], chance: random.Random) -> list[Any]:
    items = list(value)
    how = chance.choice(("drop", "double", "swap", "add", "turn")) if items else "add"
    if how == "drop":
        del items[chance.randrange(len(items))]
    elif how == "double":
        items.insert(chance.randrange(len(items) + 1), copy.deepcopy(chance.choice(items)))
    elif how == "swap":
        at, other = chance.randrange(len(items)), chance.randrange(len(items))
        items[at], items[other] = items[other], items[at]
    elif how == "turn":
        items.reverse()
    else:
        others = [
            inner[0]
            for way in spots(document)
            if isinstance(inner := _at(document, way), list)
            and inner
            and (not items or type(inner[0]) is type(items[0]))
        ]
        items.insert(
            chance.randrange(len(items) + 1),
            copy.deepcopy(chance.choice(others)) if others else "skill:s1",
        )
    return items


def _at(document: Any, way: Way) -> Any:
    for key in way:
        document = document[key]
    return document


def _texts(document: dict[str, Any]) -> list[str]:
    values = (_at(document, way) for way in spots(document))
    return sorted({value for value in values if isinstance(value, str)})


def _kind(text: str) -> str:
    return text.partition(":")[0] if ":" in text else ""
