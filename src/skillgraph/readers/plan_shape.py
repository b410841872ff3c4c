"""The shape of a plan document: which values it has, and of which kind.

It says what `docs/schema/plan.schema.json` does, save for words and bounds. It is written out
here, since no validator of JSON Schema is installed beside skillgraph, and since people are told
what is wrong by path, all at once.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model.options import NODE_OPTIONS
from skillgraph.words import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "skillgraph-plan/1"

#: No number in a plan is beyond what JSON numbers hold exactly everywhere (RFC 8259, section 6).
MOST = (1 << 53) - 1


class Unreadable(NamedTuple):
    """What stands for a number in JSON and can't be read as one, and why: told on its own."""

    told: str


class _Maybe(NamedTuple):
    """An object in which any of the keys may be absent."""

    keys: dict[str, Any]


_NUMBER = (int, float)
_TEXT = (str, None)
_RANGE = {"min": int, "max": int}
_REF = {"id": str, "label": str}
_LEVEL = ({"level": _NUMBER, "scale": str}, None)
_GROUP = (_REF, None)
_ROLE = {**_REF, "kind": str, "seniority": _TEXT}
_DATES = {"earliest": str, "latest": str}
_REQUIREMENT = {"requirement": str, "count": int, "group": _GROUP, "options": [str]}

#: A mapping has these keys, a list such items, and of a tuple one alternative fits.
_SHAPE: dict[str, Any] = {
    "format": str,
    "graph": {"digest": str, "catalogs": [{"id": str, "version": str}]},
    "target": _ROLE,
    "held": [{**_REF, "level": _LEVEL}],
    "assumed": [_REF],
    "practise": [_REF],
    "waived": [_REF],
    "options": _Maybe(
        {
            "include": str,
            "direct": bool,
            **{option.name: [str] for option in NODE_OPTIONS},
            "assume": str,
        }
    ),
    "status": str,
    "optimal": bool,
    "lower_bound": (int, None),
    "cost": (int, None),
    "by": str,
    "route": str,
    "stages": [{**_ROLE, "held": bool, "essentials": {"met": int, "of": int}}],
    "steps": [
        {
            "order": int,
            **_REF,
            "stage": str,
            "level": _LEVEL,
            "raise": _LEVEL,
            "waiting": int,
            "effort_hours": {**_RANGE, "source": _TEXT, "unknown": bool},
            "because": [{"owner": str, "requirement": str, "importance": str, "source": str}],
        }
    ],
    "choices": [
        {
            **_REQUIREMENT,
            "owner": str,
            "chosen": [str],
            "equal": [str],
            "runner_up": ({"chosen": [str], "extra_cost": int}, None),
            "proven": bool,
        }
    ],
    "recommended": [{**_REQUIREMENT, "importance": str}],
    "no_chain": bool,
    "other_route": (
        {
            "stages": [str],
            "extra_cost": int,
            "skills": int,
            "effort_hours": _RANGE,
            "proven": bool,
        },
        None,
    ),
    "missing": [{**_REF, "cause": str, "lacks": [str]}],
    "total": {"skills": int, "effort_hours": _RANGE, "unknown_effort": int},
    "salary": [
        {
            "role": str,
            **_RANGE,
            "currency": str,
            "period": str,
            "region": _TEXT,
            "date": _TEXT,
            "assumption": _TEXT,
            "sources": [str],
        }
    ],
    "strategies": [{**_REF, "towards": [str], "assumption": _TEXT, "sources": [str]}],
    "from_first_stage": ({"held": [str], "skills": int, "effort_hours": _RANGE}, None),
    "alternatives": [
        {
            "stages": [str],
            "skills": int,
            "effort_hours": _RANGE,
            "extra_cost": int,
            "swaps": [
                {
                    "owner": str,
                    "requirement": str,
                    "group": _GROUP,
                    "taken": [str],
                    "dropped": [str],
                }
            ],
            "adds": [str],
            "spares": [str],
            "level_if_held": [str],
            "level_at_hours": (int, None),
            "proven": bool,
        }
    ],
    "schedule": (
        {
            "hours_per_week": _NUMBER,
            "most_hours_per_week": _NUMBER,
            "start": str,
            "weeks": _RANGE,
            "end": _DATES,
            "steps": [{"id": str, **_DATES}],
            "critical_path": [str],
            "critical_hours": _RANGE,
        },
        None,
    ),
    "budget": (
        {
            "max_hours": int,
            "surely": int,
            "perhaps": int,
            "stages": [{**_REF, "reached": str, "effort_hours": _RANGE}],
        },
        None,
    ),
    "scales": [{**_REF, "min": (*_NUMBER, None), "max": (*_NUMBER, None)}],
    "labels": {str: str},
}

_CALLED = {
    dict: "an object", list: "a list", str: "a text", bool: "true or false",
    int: "a whole number", float: "a number",
}  # fmt: skip


def misshapen(document: dict[str, Any]) -> Iterator[str]:
    """Yield what a plan document has not, or has and shouldn't, by path.

    >>> list(misshapen({"format": 1}))[:2]
    ['format is not a text.', 'there is no graph.']
    """
    yield from _misshapen(document, _SHAPE, "")


def _misshapen(value: Any, shape: Any, path: str) -> Iterator[str]:
    if isinstance(value, Unreadable):
        return
    alternatives = shape if type(shape) is tuple else (shape,)
    form = next((each for each in alternatives if _is_kind(value, each)), ...)
    if form is ...:
        wanted = " or ".join(dict.fromkeys(map(_kind_name, alternatives)))
        if int in alternatives and float in alternatives:
            wanted = wanted.replace("a whole number or ", "")
        yield f"{path} is not {wanted}."
    elif isinstance(form, _Maybe):
        yield from _misshapen_object(value, form.keys, path, needed=False)
    elif isinstance(form, dict):
        yield from _misshapen_object(value, form, path, needed=True)
    elif isinstance(form, list):
        for at, item in enumerate(value):
            yield from _misshapen(item, form[0], f"{path}[{at}]")
    elif form in (int, float) and not (math.isfinite(value) and abs(value) <= MOST):
        yield f"{path} is out of all bounds: no plan has such a number."
    elif form is str and any("\ud800" <= char <= "\udfff" for char in value):
        yield f"{path} has half of a surrogate pair, which is no text."


def _misshapen_object(
    value: dict[Any, Any], keys: dict[Any, Any], path: str, *, needed: bool
) -> Iterator[str]:
    def at(key: str) -> str:
        return f"{path}.{key}" if path else key

    if str in keys:  # any keys
        for key, inner in value.items():
            if isinstance(key, str):
                yield from _misshapen(inner, keys[str], at(quoted(key)[1:-1]))
            else:
                yield f"{path} has a key that is no text."
        return
    for key, form in keys.items():
        if key in value:
            yield from _misshapen(value[key], form, at(key))
        elif needed:
            yield f"there is no {at(key)}."
    for key in value:
        if key not in keys:
            shown = quoted(str(key))[1:-1]
            hint = did_you_mean(shown, [each for each in keys if each not in value])
            yield f"{at(shown)} is no part of a plan. {hint}".rstrip()


def _is_kind(value: Any, form: Any) -> bool:
    if form is None:
        return value is None
    if isinstance(form, _Maybe):
        return isinstance(value, dict)
    kind = form if isinstance(form, type) else type(form)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _kind_name(form: Any) -> str:
    if form is None:
        return "null"
    return _CALLED[
        dict if isinstance(form, _Maybe) else form if isinstance(form, type) else type(form)
    ]
