"""What a person does with a profile: names become ids, lists stay apart, nothing is guessed."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from skillgraph.api import SkillGraph
from skillgraph.api.person import Change, Keeper
from skillgraph.api.ticking import parse_ticks, tick_list
from skillgraph.errors import InvalidInput, NameNotFound
from skillgraph.readers.profile import Held
from skillgraph.writers.profile import ProfileText

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEAM = """\
catalog: {id: team, version: "2", language: en, source: a drawing}
scales:
  skilled: {label: Skilled, min: 0, max: 5}
skills:
  go: {label: Go}
  sql: {label: SQL, alt_labels: [sequel], replaces: [skill:structured-query]}
  ops: {label: "Ops\u0009# 1", requires: [sql]}
  aws: {label: AWS}
  azure: {label: Azure}
roles:
  tester: {label: Tester, requires: [ops, {any_of: [aws, azure]}]}
"""


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[SkillGraph]:
    (tmp_path / "team.yaml").write_text(TEAM.replace("\t", " "), encoding="utf-8")
    with SkillGraph.open(str(tmp_path / "team.yaml"), cache=False) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "me.yaml"


@pytest.fixture
def keeper(graph: SkillGraph, file: Path) -> Keeper:
    return Keeper(graph, str(file))


def lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]


def test_names_are_kept_as_ids_with_their_labels(keeper: Keeper, file: Path) -> None:
    assert keeper.add(["sequel", "tester"]) == [
        Change("SQL", "is held now"), Change("Tester", "is held now"),
    ]  # fmt: skip
    assert keeper.add(["sql"], said=Held("", "", 3.0, "Skilled")) == [
        Change("SQL", "is held already, and more is said of it now")
    ]
    assert keeper.add(["SQL"]) == [Change("SQL", "is held already")]
    keeper.add(["aws"], "choices")
    keeper.plan_with(4, 6)
    assert lines(file) == [
        "held:",
        "  - name: skill:sql  # SQL",
        "    level: 3",
        "    scale: scale:skilled",
        "  - role:tester  # Tester",
        "choices:",
        "  - skill:aws  # AWS",
        "hours_per_week: 4-6",
    ]


def test_what_is_done_is_held_since_today_and_no_goal_any_more(keeper: Keeper, file: Path) -> None:
    keeper.add(["tester", "go"], "goals")
    today = dt.datetime.now().astimezone().date().isoformat()
    assert keeper.finish(["go"], Held("", "", evidence=("a talk",))) == [
        Change("Go", "is held now, and no goal any more")
    ]
    assert lines(file) == [
        "goals:",
        "  - role:tester  # Tester",
        "held:",
        "  - name: skill:go  # Go",
        f"    since: {today}",
        "    evidence: [a talk]",
    ]


def test_what_is_done_twice_keeps_its_day(keeper: Keeper, file: Path) -> None:
    file.write_text("held:\n- {name: sql, since: 2019}\n- go\n", encoding="utf-8")
    assert keeper.finish(["sql", "go"], Held("", "")) == [
        Change("SQL", "is held already"), Change("Go", "is held already"),
    ]  # fmt: skip
    keeper.finish(["sql"], Held("", "", 3.0, "skilled", (), "2026"))
    assert file.read_text("utf-8") == (
        'held:\n- {name: sql, since: 2026, level: 3, scale: "scale:skilled"}\n- go\n'
    )


def test_a_name_is_removed_however_it_was_written(keeper: Keeper, file: Path) -> None:
    file.write_text(
        "held: [sequel, gone-from-the-graph]\navoid: [Azure]\n# the end\n", encoding="utf-8"
    )
    keeper.remove(["SQL", "Gone-from-the-graph"])
    assert file.read_text("utf-8") == "held: []\navoid: [Azure]\n# the end\n"
    with pytest.raises(InvalidInput, match=r"'azure' is not held; it is avoided\. .*--as avoid"):
        keeper.remove(["azure"])
    with pytest.raises(InvalidInput, match="AWS is not held"):
        keeper.remove(["aws"])
    with pytest.raises(NameNotFound):
        keeper.remove(["asw"])


def test_one_name_that_is_wrong_leaves_all_as_it_was(keeper: Keeper, file: Path) -> None:
    file.write_text("held: [go]\n", encoding="utf-8")
    for wrong in (
        lambda: keeper.add(["sql", "nothing-such"]),
        lambda: keeper.remove(["go", "sql"]),
        lambda: keeper.add(["tester"], said=Held("", "", 3.0, "Skilled")),
        lambda: keeper.add(["sql"], said=Held("", "", 3.0)),
        lambda: keeper.finish(["sql"], Held("", "", 3.0, "no scale")),
    ):
        with pytest.raises((InvalidInput, NameNotFound)):
            wrong()
        assert file.read_text("utf-8") == "held: [go]\n"


def test_a_change_makes_no_profile_contradict_itself(keeper: Keeper, file: Path) -> None:
    keeper.add(["aws"], "choices")
    before = file.read_text("utf-8")
    with pytest.raises(InvalidInput, match="'skill:aws' is both chosen and avoided"):
        keeper.add(["aws"], "avoid")
    assert file.read_text("utf-8") == before
    file.write_text("choices: [aws]\navoid: [aws]\n", encoding="utf-8")
    keeper.remove(["aws"], "avoid")
    assert file.read_text("utf-8") == "choices: [aws]\navoid: []\n"


def test_a_resume_is_taken_over_whole_or_not_at_all(keeper: Keeper, file: Path) -> None:
    resume = json.dumps(
        {"skills": [{"name": "Data", "keywords": ["sequel", "Exel"], "level": "2 on Skilled"}]}
    )
    with pytest.raises(InvalidInput, match=r"skills\[0\].keywords\[1\]: no skill, role or track"):
        keeper.take(resume, "cv.json")
    assert not file.exists()
    changes, notes = keeper.take(resume, "cv.json", skip_unknown=True)
    assert changes == [Change("SQL", "is held now")]
    assert [note for note in notes if "Exel" in note]
    assert lines(file) == [
        "held:", "  - name: skill:sql  # SQL", "    level: 2", "    scale: scale:skilled",
    ]  # fmt: skip


def test_another_profile_is_taken_over_with_all_it_says(keeper: Keeper, file: Path) -> None:
    other = (
        "held: {name: go, since: 2020, evidence: x}\ngoals: tester\navoid: aws\nhours_per_week: 5"
    )
    keeper.take(other, "other.yaml")
    assert lines(file) == [
        "held:", "  - name: skill:go  # Go", "    since: 2020", "    evidence: [x]",
        "goals:", "  - role:tester  # Tester", "avoid:", "  - skill:aws  # AWS",
        "hours_per_week: 5",
    ]  # fmt: skip


def test_an_id_that_a_newer_graph_has_retired_is_followed(
    graph: SkillGraph, keeper: Keeper, file: Path
) -> None:
    text = "held:\n  - skill:structured-query  # Structured Query\ngoals: [tester]\n"
    standing = graph.standing(text)
    assert [each["id"] for each in standing["held"]] == ["skill:sql"]
    file.write_text(text, encoding="utf-8")
    assert keeper.add(["sql"]) == [Change("SQL", "is held already")]
    keeper.remove(["sql"])
    assert file.read_text("utf-8") == "held: []\ngoals: [tester]\n"


def test_where_a_person_stands(graph: SkillGraph) -> None:
    text = "held: [sql]\ngoals: [tester, go]\nchoices: [azure]\nhours_per_week: 4-10\n"
    standing = graph.standing(text, start=dt.date(2026, 1, 1))
    tester, go = standing["goals"]
    plan = graph.plan("tester", ["sql"], choose=["azure"])
    assert tester["steps"] == len(plan["steps"]) == 2
    assert tester["next"] == plan["steps"][0]
    hours = plan["total"]["effort_hours"]
    assert tester["effort_hours"] == hours
    days = (-(-hours["min"] * 7 // 10), -(-hours["max"] * 7 // 4))
    assert tester["end"] == dict(
        zip(
            ("earliest", "latest"),
            ((dt.date(2026, 1, 1) + dt.timedelta(days=each)).isoformat() for each in days),
            strict=True,
        )
    )
    assert go["status"] == "planned"
    assert graph.standing("goals: tester")["goals"][0]["end"] is None


def test_what_is_ticked_is_read_back(graph: SkillGraph) -> None:
    plan = graph.plan("tester", [])
    text = tick_list(plan)
    assert parse_ticks(graph, text, "list") == []
    steps = [step["id"] for step in plan["steps"]]
    assert [line for line in text.splitlines() if line.startswith("[")] == [
        f"[ ] {step['id']}  # {step['label']}" for step in plan["steps"]
    ]
    ticked = text.replace("[ ]", "[x]", 1).replace(f"[ ] {steps[-1]}", f"  [X]{steps[-1]}")
    assert parse_ticks(graph, ticked, "list") == [steps[0], steps[-1]]
    with pytest.raises(InvalidInput) as caught:
        parse_ticks(graph, f"{ticked}\nsql\n[x] sqll\n[y] sql\n[ ]\n", "list")
    count = len(ticked.splitlines())
    assert [problem.place for problem in caught.value.problems] == [
        f"list:{count + at}" for at in (2, 3, 4, 5)
    ]  # fmt: skip


def test_many_names_are_written_as_soon_as_a_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The profile is read some times over, not once for each name that it gets."""
    many = 400
    skills = "".join(f"  s{at}: {{label: S{at}}}\n" for at in range(many))
    text = f'catalog: {{id: t, version: "1", language: en}}\nskills:\n{skills}'
    (tmp_path / "many.yaml").write_text(text, encoding="utf-8")
    parsed = 0
    parse = ProfileText.parse

    def counted(text: str, place: str) -> ProfileText:
        nonlocal parsed
        parsed += 1
        return parse(text, place)

    monkeypatch.setattr(ProfileText, "parse", counted)
    names = [f"s{at}" for at in range(many)]
    with SkillGraph.open(str(tmp_path / "many.yaml"), cache=False) as graph:
        asked = 0
        find = graph.find

        def asking(*names: object) -> object:
            nonlocal asked
            asked += 1
            return find(*names)

        monkeypatch.setattr(graph, "find", asking)
        keeper = Keeper(graph, str(tmp_path / "me.yaml"))
        for again in (False, True):
            changes, _ = keeper.take("\n".join(names), "list.txt")
            assert {change.told for change in changes} == {
                "is held already" if again else "is held now"
            }
            assert keeper.add([*names, "s0"], "goals")[-1] == Change("S0", "is a goal already")
    assert parsed < 30
    assert asked < 20 * many
    assert len(lines(tmp_path / "me.yaml")) == 2 * many + 2
