"""What people say of themselves, in four forms, and what is wrong with it, at its place."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.docs.console import blocks

from skillgraph.errors import InvalidInput
from skillgraph.readers.profile import Held, Named, Profile, parse_profile
from skillgraph.readers.profile.yaml_form import HELD_KEYS, KEYS

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs/schema/profile.schema.json").read_text("utf-8"))

MINE = """\
name: Ann
held:
  - python
  - {name: SQL, level: 3, scale: proficiency, since: 2021-05, evidence: [https://e.org/a, b]}
goals: [cloud-architect]
hours_per_week: 4-6
choices: [azure]
avoid: php
waive: [english]
"""


def told(text: str, place: str = "me.yaml") -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        parse_profile(text, place)
    return [str(problem) for problem in caught.value.problems]


def test_a_profile_in_yaml() -> None:
    assert parse_profile(MINE, "me.yaml") == Profile(
        held=(
            Held("python", "me.yaml:3:5"),
            Held("SQL", "me.yaml:4:12", 3.0, "proficiency", ("https://e.org/a", "b"), "2021-05"),
        ),
        goals=(Named("cloud-architect", "me.yaml:5:9"),),
        hours_per_week=(4, 6),
        choices=(Named("azure", "me.yaml:7:11"),),
        avoid=(Named("php", "me.yaml:8:8"),),
        waive=(Named("english", "me.yaml:9:9"),),
    )  # fmt: skip
    assert parse_profile("- python\n- no\n", "-").held == (
        Held("python", "-:1:3"),
        Held("no", "-:2:3"),
    )
    assert parse_profile("# nothing yet\n", "me.yaml") == Profile()


def test_all_that_is_wrong_with_a_profile_is_told() -> None:
    wrong = """\
held:
  - {name: SQL, level: high, scale: s}
  - {level: 3, scale: s}
  - {name: Git, level: 3}
  - {name: Go, sinse: 2021}
  - {name: Go, since: May}
hours_per_week: 200
goal: x
avoid: [a, a]
"""
    assert told(wrong) == [
        "me.yaml:2:24: level: 'high' is not a number. Write it with digits, such as 3 or 3.5.",
        "me.yaml:3:5: what is held has no name. Write {name: …}.",
        "me.yaml:4:5: a level and its scale come together. Write both, or neither.",
        "me.yaml:5:16: what is held has no key 'sinse'. Did you mean 'since'?",
        "me.yaml:6:23: since: 'May' is not a date. Write 2026, 2026-05 or 2026-05-31.",
        "me.yaml:7:17: hours_per_week: a week has 168 hours. Write fewer.",
        "me.yaml:8:1: a profile has no key 'goal'. Did you mean 'goals'?",
        "me.yaml:9:12: avoid: 'a' is listed twice. Remove one.",
    ]


RESUME = {
    "basics": {"name": "Ann"},
    "skills": [
        {"name": "Web Development", "level": "Master", "keywords": ["HTML", " CSS "]},
        {"name": "SQL", "level": "3 on Proficiency"},
        {"name": "Git", "level": "Proficiency: 2.5", "keywords": None},
    ],
}


def test_a_json_resume() -> None:
    profile = parse_profile(json.dumps(RESUME), "cv.json")
    assert profile.held == (
        Held("Web Development", "cv.json skills[0].name", heading=True),
        Held("HTML", "cv.json skills[0].keywords[0]"),
        Held("CSS", "cv.json skills[0].keywords[1]"),
        Held("SQL", "cv.json skills[1].name", 3.0, "Proficiency"),
        Held("Git", "cv.json skills[2].name", 2.5, "Proficiency"),
    )
    assert profile.notes == (
        "cv.json skills[0].level: 'Master' is no number on a named scale, and plays no part",
    )


def test_all_that_is_wrong_with_a_resume_is_told() -> None:
    skills: list[Any] = ["SQL", {"level": "x"}, {"name": 3}, {"name": "a", "keywords": "b"},
                         {"name": "a", "keywords": [1, "c"]}]  # fmt: skip
    assert [each.partition(":")[0] for each in told(json.dumps({"skills": skills}), "cv.json")] == [
        "cv.json skills[0]",
        "cv.json skills[1]",
        "cv.json skills[2].name",
        "cv.json skills[2]",
        "cv.json skills[3].keywords",
        "cv.json skills[4].keywords[0]",
    ]
    assert "cv.json:1:2: this is not JSON" in told("{'skills': 1}", "cv.json")[0]
    assert told(" ", "cv.json")[0].startswith("cv.json: this is empty. A JSON Resume has")
    for text in ("[" * 100_000, '{"skills": ' + "9" * 5000 + "}", "[]", "{}", '{"skills": {}}'):
        assert told(text, "cv.json")


def test_rows_of_csv() -> None:
    text = 'Skill,Level,Scale,Since,Evidence,Team\nSQL,3,Proficiency,2020,a; b,X\n"Plan, Do",,,,\n'
    profile = parse_profile(text, "me.csv")
    assert profile.held == (
        Held("SQL", "me.csv:2", 3.0, "Proficiency", ("a", "b"), "2020"),
        Held("Plan, Do", "me.csv:3"),
    )
    assert profile.notes == ("me.csv:1: the column 'Team' is not read",)
    assert told("skill,level,scale\nSQL,high,s\nGit,3,\n,1,s\n", "me.csv") == [
        "me.csv:2: 'high' is not a number. Write it with digits, such as 3 or 3.5.",
        "me.csv:3: a level and its scale come together. Write both, or neither.",
        "me.csv:4: the row names no skill. Write one, or remove the row.",
    ]
    assert "there is no column 'skill'" in told("a,b\n1,2\n", "me.csv")[0]
    assert "this is not CSV" in told('skill\n"a\n', "me.csv")[0]


def test_a_list_of_names() -> None:
    text = "# what I know\npython\r\n\nC#\n  sql  # since 2019\nPlan, Do, Check\n"
    assert [(held.name, held.place) for held in parse_profile(text, "held.txt").held] == [
        ("python", "held.txt:2"), ("C#", "held.txt:4"), ("sql", "held.txt:5"),
        ("Plan, Do, Check", "held.txt:6"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", [MINE, "- python\n", json.dumps(RESUME), "skill;level;scale\nSQL;3;s"]
)
def test_standard_input_tells_its_form(text: str) -> None:
    assert any(
        held.name in ("python", "SQL") for held in parse_profile(text, "standard input").held
    )


def test_the_schema_and_the_reader_are_one_form() -> None:
    properties = SCHEMA["$defs"]["profile"]["properties"]
    assert set(properties) == set(KEYS)
    assert set(SCHEMA["$defs"]["held"]["properties"]) == set(HELD_KEYS)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    examples = [block.body for block in blocks((ROOT / "docs/profile.md").read_text("utf-8"))
                if block.info[:1] == ("yaml",)]  # fmt: skip
    assert examples
    for text in (MINE, *examples):
        parse_profile(text, "me.yaml")
        validator.validate(yaml.load(text, yaml.BaseLoader))  # noqa: S506 -- texts alone
    for wrong in ({"goal": "x"}, {"held": [{"level": "3", "scale": "s"}]},
                  {"held": [{"name": "a", "level": "3"}]}, {"hours_per_week": "many"}):  # fmt: skip
        assert not validator.is_valid(wrong)
        assert told(yaml.safe_dump(wrong))


NODES = st.recursive(
    st.sampled_from(["sql", "3", "", "2020-01", "4-6", "a b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, *HELD_KEYS, "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(NODES)
def test_what_the_schema_refuses_the_reader_refuses(node: Any) -> None:
    """The reader may refuse more: an empty text, a name that is listed twice."""
    text = yaml.safe_dump(node, default_flow_style=True)
    try:
        parse_profile(text, "me.yaml")
    except InvalidInput:
        return
    jsonschema.validate(yaml.load(text, yaml.BaseLoader), SCHEMA)  # noqa: S506 -- texts alone


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["me.yaml", "me.json", "me.csv", "me.txt", "-"]))
def test_whatever_the_text_it_is_names_or_a_problem(text: str, place: str) -> None:
    with suppress(InvalidInput):
        assert all(held.name for held in parse_profile(text, place).held)
