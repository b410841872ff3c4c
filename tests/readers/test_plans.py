"""What is no plan is told as what it is, all of it, in bounded time."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from skillgraph import InvalidInput
from skillgraph.readers import plan_shape, plans
from skillgraph.readers.plans import LARGEST, MOST_VALUES, check_plan, parse_plan

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/plan.schema.json").read_text("utf-8"))
NO_PLAN = '"format": "skillgraph-plan/1"'
#: Much more than any of it takes, on a busy machine.
SECONDS = 20


def told(content: str | bytes) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        parse_plan(content, "p.json")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("", "p.json: this is empty. Write one with: path --format json"),
        (b" \n", "p.json: this is empty."),
        (b"\xef\xbb\xbf", "p.json: this is empty."),
        ("[]", "p.json: this is no plan."),
        ("3", "p.json: this is no plan."),
        ("1" * 100_000, "p.json: this is no plan."),
        ('{"format": "skillgraph-gap/1"}', "p.json: this is no plan, but skillgraph-gap/1."),
        ('{"a":\n 1', "p.json:2:3: this is not JSON: Expecting ',' delimiter. Is it cut short?"),
        ('{"a": 1 2}', "p.json:1:9: this is not JSON: Expecting ',' delimiter."),
        ("[" * 1_000_000, "p.json: this is no plan: it nests too deep."),
        ('{"a":' * 1_000_000, "p.json: this is no plan: it nests too deep."),
        (" " * (LARGEST + 1), "p.json: this is too large for a plan (over 16 MiB)."),
        (b"{}\n\xff", "p.json:2: this is not UTF-8."),
        ("{}".encode("utf-16"), "p.json: this is UTF-16, not UTF-8. Save it as UTF-8;"),
        ("{}".encode("utf-16-le"), "p.json: this is UTF-16, not UTF-8."),
        ("{}".encode("utf-16-be"), "p.json: this is UTF-16, not UTF-8."),
        ("{}".encode("utf-32"), "p.json: this is UTF-32, not UTF-8."),
        ("{}".encode("utf-32-be"), "p.json: this is UTF-32, not UTF-8."),
        (f'{{{NO_PLAN}, "cost": NaN}}', "p.json: cost is NaN, which is no number in JSON"),
        (f'{{{NO_PLAN}, "cost": -Infinity}}', "p.json: cost is -Infinity, which is no number"),
        (f'{{{NO_PLAN}, "cost": 1e999}}', "p.json: cost is '1e999', which is too large."),
        (f'{{{NO_PLAN}, "cost": {"7" * 100_000}}}', "p.json: cost is a number of 100,000 digits."),
        (f'{{{NO_PLAN}, "cost": 1, "cost": 1}}', "p.json: cost stands there twice."),
        (f'{{{NO_PLAN}, "total": {{"a": [{{"b": 1, "b": 2}}]}}}}', "p.json: total.a[0].b stands"),
        (f'{{{NO_PLAN}, "by": "\\ud800"}}', "p.json: by has half of a surrogate pair"),
        (f'{{{NO_PLAN}, "\\ud800": 1}}', "p.json: this has a key with half of a surrogate pair"),
    ],
    ids=lambda value: None if len(value) > 60 else repr(value),
)
def test_what_is_no_plan_is_told_as_what_it_is(content: str | bytes, first: str) -> None:
    started = time.monotonic()
    assert told(content)[0].startswith(first)
    assert time.monotonic() - started < SECONDS


def test_a_million_keys_twice_take_no_square_of_time() -> None:
    keys = ",".join(f'"k{at // 2}": 1' for at in range(500_000))
    started = time.monotonic()
    assert len(told(f"{{{NO_PLAN}, {keys}}}")) == 101
    assert time.monotonic() - started < SECONDS


def test_all_problems_are_told_at_once() -> None:
    text = f'{{{NO_PLAN}, "cost": NaN, "by": 1, "by": 2, "recomended": [], "steps": [{{"id": 3}}]}}'
    found = told(text)
    assert "p.json: by stands there twice." in found
    assert "p.json: cost is NaN, which is no number in JSON (RFC 8259)." in found
    assert "p.json: cost is not a whole number or null." not in found
    assert "p.json: by is not a text." in found
    assert "p.json: steps[0].id is not a text." in found
    assert "p.json: there is no steps[0].waiting." in found
    assert "p.json: recomended is no part of a plan. Did you mean 'recommended'?" in found


def test_numbers_beyond_all_bounds_are_told_of_python_values_too() -> None:
    for number in (float("nan"), float("inf"), 1 << 60, -(1 << 60)):
        with pytest.raises(InvalidInput, match=r"schedule\.hours_per_week is out of all bounds"):
            check_plan(
                {"format": plan_shape.FORMAT, "schedule": {"hours_per_week": number, "start": ""}}
            )


def least(form: Any) -> Any:
    """Return a value of a shape, with all its keys and an item in each list."""
    if isinstance(form, tuple) and not hasattr(form, "_fields"):
        return least(form[0])
    if hasattr(form, "keys") and not isinstance(form, dict):
        return least(form.keys)
    if isinstance(form, dict):
        return {"skill:a" if key is str else key: least(inner) for key, inner in form.items()}
    if isinstance(form, list):
        return [least(form[0])]
    return {str: "skill:a", int: 1, float: 1.0, bool: True, None: None}[form]


def wordless(schema: Any) -> Any:
    """Return a schema that says of keys and kinds alone what it says, not of words and bounds."""
    if isinstance(schema, list):
        return [wordless(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    words = {"enum", "const", "format", "pattern", "minimum", "maximum", "exclusiveMinimum"}
    kept = {
        key: inner for key, inner in schema.items() if isinstance(inner, dict) or key not in words
    }
    return {key: wordless(inner) for key, inner in kept.items()}


def test_the_shape_and_the_schema_are_one() -> None:
    """Whatever the schema says of keys and kinds, the shape says, and the reverse."""
    document = least(plan_shape._SHAPE)
    document["format"] = plan_shape.FORMAT
    assert check_plan(document) is document
    Draft202012Validator(wordless(SCHEMA)).validate(document)
    for key in document:
        less = {name: value for name, value in document.items() if name != key}
        assert not Draft202012Validator(SCHEMA).is_valid(less)
        with pytest.raises(InvalidInput):
            check_plan(less)


def test_a_plan_of_nothing_but_brackets_is_not_built() -> None:
    text = '{"format": "skillgraph-plan/1", "held": [' + "{}," * MOST_VALUES + "{}]}"
    with pytest.raises(InvalidInput, match="more than 1,000,000 values"):
        parse_plan(text, "plan.json")


def test_a_value_in_a_deep_nest_is_told_by_the_end_of_its_path() -> None:
    """The parser refuses what nests deeper; here the walk alone is asked, far beyond it."""
    value: Any = [plans.Unreadable("NaN"), plans.Unreadable("NaN")]
    for at in range(100_000):
        value = [value] if at % 2 else plans._paired([("a" * 100, value)])
    started = time.monotonic()
    found = list(plans._unreadable(value))
    assert [each.endswith(f"…[{at}] is NaN.") for at, each in enumerate(found)] == [True, True]
    assert all(each.startswith("…") and len(each) < 1_000 for each in found)
    assert time.monotonic() - started < SECONDS


def test_many_values_in_a_deep_nest_are_told_in_some_lines() -> None:
    nest = f"{'[' * 500}{'NaN,' * 100_000}NaN{']' * 500}"
    found = told(f'{{{NO_PLAN}, "cost": {nest}}}')
    assert len(found) == 101
    assert len("".join(found)) < 1 << 16
