"""Names in a person's file resolve, or are told with what they may have meant: all in one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph
from skillgraph.api.profile import resolve_profile
from skillgraph.api.ticking import parse_ticks
from skillgraph.errors import SHOWN, InvalidInput
from skillgraph.model.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEAM = """\
catalog: {id: team, version: "1", language: en, source: a drawing}
scales:
  skilled: {label: Skilled, min: 0, max: 5}
  other: {label: Other, min: 0, max: 5}
skills:
  python: {label: Python}
  go-lang: {label: Go}
  sql: {label: SQL, alt_labels: [sequel]}
roles:
  go-player: {label: Go}
  tester:
    label: Tester
    requires: [{skill: sql, level: 3, scale: skilled}, {skill: python, level: 2, scale: skilled}]
"""


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[SkillGraph]:
    (tmp_path / "team.yaml").write_text(TEAM, encoding="utf-8")
    with SkillGraph.open(str(tmp_path / "team.yaml"), cache=False) as opened:
        yield opened


HOLDABLE = ("skill", "role", "track")


def told(graph: SkillGraph, text: str, place: str = "me.yaml") -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        resolve_profile(graph, text, place, HOLDABLE)
    return [str(problem) for problem in caught.value.problems]


def test_levels_reach_the_answers(graph: SkillGraph) -> None:
    text = "- {name: sequel, level: 2, scale: Skilled}\n- {name: python, level: 2, scale: skilled}"
    found = resolve_profile(graph, text, "me.yaml", HOLDABLE)
    assert found.levels == {
        "skill:sql": Level(2.0, "scale:skilled"),
        "skill:python": Level(2.0, "scale:skilled"),
    }
    assert found.notes == ("sequel: read as SQL",)
    met = {item["options"][0]: item["met"] for item in
           graph.gap("tester", found.levels)["requirements"]}  # fmt: skip
    assert met == {"skill:sql": False, "skill:python": True}
    (step,) = graph.plan("tester", found.levels)["steps"]
    assert step["id"] == "skill:sql"
    assert step["raise"] is not None


def test_every_name_that_does_not_resolve_is_told(graph: SkillGraph) -> None:
    text = """\
held:
  - pyhton
  - Go
  - {name: python, level: 2, scale: skiled}
  - {name: tester, level: 2, scale: skilled}
  - {name: sql, level: 2, scale: skilled}
  - {name: sequel, level: 3, scale: skilled}
  - scale:skilled
"""
    found = told(graph, text)
    assert [each.partition(": ")[0] for each in found] == [
        f"me.yaml:{line}" for line in ("2:5", "3:5", "4:12", "5:12", "7:12", "8:5")
    ]
    assert "no skill, role or track is called 'pyhton'. Did you mean skill:python" in found[0]
    assert "'Go' may mean several: skill:go-lang, role:go-player." in found[1]
    assert "no scale is called 'skiled'." in found[2]
    assert "'tester' is a role: skills alone are held at a level." in found[3]
    assert "'sequel' is held at another level: me.yaml:6:12." in found[4]


def test_headings_and_unknown_names_of_a_resume(graph: SkillGraph) -> None:
    resume = json.dumps(
        {"skills": [{"name": "Data", "keywords": ["SQL", "Excel"]}, {"name": "Juggling"}]}
    )
    assert [each.partition(": ")[0] for each in told(graph, resume, "cv.json")] == [
        "cv.json skills[0].keywords[1]",
        "cv.json skills[1].name",
    ]
    found = resolve_profile(graph, resume, "cv.json", HOLDABLE, skip_unknown=True)
    assert list(found.levels) == ["skill:sql"]
    assert len(found.notes) == 3
    assert "cv.json skills[0].name: 'Data' is read as a heading" in found.notes[0]


def test_all_that_a_profile_names_is_looked_up(graph: SkillGraph) -> None:
    text = (
        "held: sequel\ngoals: [tester, Python]\nchoices: go-lang\nhours_per_week: 4-6\nwaive: sql"
    )
    found = resolve_profile(graph, text, "me.yaml")
    assert found.goals == ("role:tester", "skill:python")
    assert (found.choices, found.avoid, found.waive) == (("skill:go-lang",), (), ("skill:sql",))
    assert found.hours_per_week == (4, 6)
    wrong = "goals: [testr]\navoid: [sequel, tester]\nwaive: skiled\n"
    assert [each.partition(": ")[0] for each in told(graph, wrong)] == [
        "me.yaml:1:9", "me.yaml:2:17", "me.yaml:3:8"
    ]  # fmt: skip


def test_a_profile_that_contradicts_itself_is_told(graph: SkillGraph) -> None:
    text = "choices: [sql, python]\navoid: sequel\nwaive: python\ngoals: [tester, sql]\n"
    assert told(graph, text) == [
        "me.yaml:2:8: 'skill:sql' is both chosen and avoided: me.yaml:1:11. Keep one.",
        "me.yaml:3:8: 'skill:python' is both chosen and waived: me.yaml:1:16. Keep one.",
        "me.yaml:2:8: 'skill:sql' is both wanted and avoided: me.yaml:4:17. Keep one.",
    ]


@pytest.fixture
def sought(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names for which those that are near were looked up."""
    found: list[str] = []

    def near(_: object, name: str, kinds: object) -> tuple[()]:
        del kinds
        found.append(name)
        return ()

    monkeypatch.setattr("skillgraph.graph.names._near", near)
    return found


MANY = 3_000


def _resume(each: str) -> str:
    return f'{{"skills": [{", ".join(each.replace("#", str(at)) for at in range(MANY))}]}}'


@pytest.mark.parametrize(
    ("text", "place", "most"),
    [
        ("\n".join(f"x{at}" for at in range(MANY)), "me.txt", SHOWN),
        ("skill\n" + "\n".join(f"x{at}" for at in range(MANY)), "me.csv", SHOWN),
        (f"held: [{', '.join(f'x{at}' for at in range(MANY))}]", "me.yaml", SHOWN),
        (f"avoid: [{', '.join(f'x{at}' for at in range(MANY))}]", "me.yaml", SHOWN),
        ("skill,level,scale\n" + "\n".join(f"sql,1,x{at}" for at in range(MANY)), "me.csv", SHOWN),
        ("\n".join(["Go"] * MANY), "me.txt", 0),
        (_resume('{"name": "x#"}'), "me.json", SHOWN),
        (_resume('{"name": "x#", "keywords": ["y#"]}'), "me.json", SHOWN),
    ],
    ids=["lines", "csv", "yaml", "avoided", "scales", "ambiguous", "resume", "headings"],
)
def test_of_many_names_that_mean_nothing_some_are_told_and_the_rest_counted(
    graph: SkillGraph, sought: list[str], text: str, place: str, most: int
) -> None:
    problems = told(graph, text, place)
    assert len(problems) == SHOWN + 1
    assert problems[-1] == f"and {MANY - SHOWN:,} more. Mend these first."
    assert len(sought) == most


@pytest.mark.parametrize(
    ("text", "place", "last"),
    [
        ("sql\n" + "\n".join(f"x{at}" for at in range(MANY)), "me.txt",
         "that mean nothing are left out"),
        ("sequel\n" * MANY, "me.txt", "that are read as others"),
        (_resume('{"name": "x#", "keywords": ["sql"]}'), "me.json", "that are read as headings"),
        (_resume('{"name": "sql", "level": "expert"}'), "me.json", "levels that play no part"),
    ],
    ids=["unknown", "others", "headings", "levels"],
)  # fmt: skip
def test_of_many_notes_some_are_told_and_the_rest_counted(
    graph: SkillGraph, sought: list[str], text: str, place: str, last: str
) -> None:
    found = resolve_profile(graph, text, place, HOLDABLE, skip_unknown=True)
    assert list(found.levels) == ["skill:sql"]
    assert len(found.notes) == SHOWN + 1
    assert found.notes[-1] == f"and {MANY - SHOWN:,} more {last}"
    assert len(sought) <= SHOWN


def test_columns_that_are_not_read_are_one_note(graph: SkillGraph) -> None:
    columns = ",".join(f"c{at}" for at in range(MANY))
    (note,) = resolve_profile(graph, f"skill,{columns}\nsql\n", "me.csv").notes
    assert note.startswith("me.csv:1: of the columns these 'c0', 'c1', ")
    assert note.endswith(f"'c19' and {MANY - 20:,} more are not read")
    (note,) = resolve_profile(graph, "skill,years\nsql,3\n", "me.csv").notes
    assert note == "me.csv:1: the column 'years' is not read"


def test_of_many_ticks_that_name_nothing_some_are_told_and_nothing_is_searched(
    graph: SkillGraph, sought: list[str]
) -> None:
    for line in ("[x] x#", "x#"):
        text = "\n".join(line.replace("#", str(at)) for at in range(MANY))
        with pytest.raises(InvalidInput) as caught:
            parse_ticks(graph, text, "list")
        assert len(caught.value.problems) == SHOWN + 1
    with pytest.raises(InvalidInput, match=r"'x+…' is no line of the list"):
        parse_ticks(graph, "x" * 100_000, "list")
    with pytest.raises(InvalidInput, match=r"list:1: no skill is called 'x+…'"):
        parse_ticks(graph, "[x] " + "x" * 100_000, "list")
    assert not sought
