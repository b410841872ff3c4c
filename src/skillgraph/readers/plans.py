"""Plans as files: what `path --format json` wrote, read back and checked for its shape.

Whether a plan is true is not asked here, only whether every value that a check looks at is there
and of its kind.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.findings import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "skillgraph-plan/1"

_ID = {"id": str}
_LEVEL = ({"level": (int, float), "scale": str}, None)
_HOURS = {"min": int, "max": int}

#: The shape: a mapping has these keys, a list such items, and of a tuple one alternative fits.
_SHAPE: dict[str, Any] = {
    "graph": {"digest": str},
    "target": _ID,
    "held": [{"id": str, "level": _LEVEL}],
    "assumed": [_ID],
    "practise": [_ID],
    "waived": [_ID],
    "options": {},
    "status": str,
    "optimal": bool,
    "lower_bound": (int, None),
    "cost": (int, None),
    "by": str,
    "route": str,
    "stages": [_ID],
    "steps": [
        {
            "id": str,
            "stage": str,
            "raise": _LEVEL,
            "waiting": int,
            "effort_hours": _HOURS,
            "because": [{"owner": str, "requirement": str, "importance": str, "source": str}],
        }
    ],
    "choices": [
        {"requirement": str, "owner": str, "options": [str], "chosen": [str], "equal": [str]}
    ],
    "no_chain": bool,
    "missing": [{"id": str, "cause": str, "lacks": [str]}],
    "total": {"skills": int, "effort_hours": _HOURS, "unknown_effort": int},
}

_CALLED = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number"}


def parse_plan(text: str, place: str) -> dict[str, Any]:
    """Return a plan document; all that is wrong with its shape is one `InvalidInput`.

    >>> parse_plan('{"format": "skillgraph-gap/1"}', "gap.json")
    Traceback (most recent call last):
      ...
    skillgraph.errors.InvalidInput: gap.json: this is no plan. Write one with: path --format json
    """
    try:
        document = json.loads(text)
        json.dumps(document, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except UnicodeEncodeError:
        told = "half of a surrogate pair stands in it, which is no text."
        raise InvalidInput(InputProblem(place, told)) from None
    except json.JSONDecodeError as error:
        where = f"{place}:{error.lineno}:{error.colno}"
        raise InvalidInput(InputProblem(where, f"this is not JSON: {error.msg}.")) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise InvalidInput(InputProblem(place, "this is no plan: it nests too deep.")) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        hint = "Write one with: path --format json"
        raise InvalidInput(InputProblem(place, "this is no plan.", hint))
    problems = [InputProblem(place, told) for told in _misshapen(document, _SHAPE, "")]
    if problems:
        raise InvalidInput(*problems[:SHOWN])
    return document


def _misshapen(value: Any, shape: Any, path: str) -> Iterator[str]:
    alternatives = shape if isinstance(shape, tuple) else (shape,)
    fitting = [each for each in alternatives if _is_kind(value, each)]
    if not fitting:
        wanted = " or ".join(dict.fromkeys(map(_kind_name, alternatives)))
        yield f"{path.lstrip('.')} is not {wanted}."
        return
    (form,) = fitting[:1]
    if isinstance(form, dict):
        for key, inner in form.items():
            if key in value:
                yield from _misshapen(value[key], inner, f"{path}.{key}")
            else:
                yield f"there is no {path.lstrip('.')}{'.' if path else ''}{key}."
    elif isinstance(form, list):
        for at, item in enumerate(value):
            yield from _misshapen(item, form[0], f"{path}[{at}]")


def _is_kind(value: Any, form: Any) -> bool:
    if form is None:
        return value is None
    kind = form if isinstance(form, type) else type(form)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _kind_name(form: Any) -> str:
    if form is None:
        return "null"
    return _CALLED.get(form if isinstance(form, type) else type(form), "a number")
