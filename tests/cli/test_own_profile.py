"""A profile of one's own, on the command line: where it is taken, and what it is overridden by."""

from __future__ import annotations

import json
import os
import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run
from skillgraph.cli.profile import _MODULES

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[str], tuple[int, str, str]]

SMALL = str(Path(__file__).parent / "catalogue" / "small.yaml")
ANN = """\
# Ann's
held: [dough]
goals: [master-baker]
hours_per_week: 4-8
choices: [stone-oven]
avoid: [gas-oven]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "ann.yaml"
    file.write_text(ANN, encoding="utf-8")
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(file))
    monkeypatch.setenv("SKILLGRAPH_GRAPH", SMALL)
    return file


@pytest.fixture
def call(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    del file

    def called(line: str) -> tuple[int, str, str]:
        code = run(skillgraph, shlex.split(line))
        out, err = capsys.readouterr()
        return code, out, err

    return called


def asked(call: Run, line: str) -> dict[str, object]:
    code, out, err = call(f"{line} --format json")
    assert code in {0, 1}, err
    found: dict[str, object] = json.loads(out)
    return found


def ids(nodes: object) -> list[str]:
    assert isinstance(nodes, list)
    return [node["id"] for node in nodes]


def test_the_profile_is_taken_where_there_is_no_from(call: Run, file: Path) -> None:
    code, _, err = call("path --to baker")
    assert code == 0
    assert err.splitlines()[0] == (
        f"From your profile {file} (1 held); --from nothing holds nothing."
    )
    plan = asked(call, "path --to baker")
    assert ids(plan["held"]) == ["skill:dough"]
    assert plan["options"] == {"avoid": ["skill:gas-oven"], "choose": ["skill:stone-oven"]}
    schedule = plan["schedule"]
    assert isinstance(schedule, dict)
    assert (schedule["hours_per_week"], schedule["most_hours_per_week"]) == (4, 8)


@pytest.mark.parametrize("word", ["@profile", "@{}"])
def test_a_profile_that_is_named_counts_as_much(call: Run, file: Path, word: str) -> None:
    named = asked(call, f"path --to baker --from {word.format(file)} --from fire-safety")
    plain = asked(call, "path --to baker")
    assert ids(named["held"]) == ["skill:dough", "skill:fire-safety"]
    assert (named["options"], named["schedule"] is None) == (plain["options"], False)


def test_a_from_that_is_given_leaves_the_profile_alone(call: Run, file: Path) -> None:
    file.write_text("torn: [\n", encoding="utf-8")
    for held, expected in (("bread", ["skill:bread"]), ("nothing", [])):
        code, out, err = call(f"path --to baker --from {held} --format json")
        assert (code, err) == (0, "")
        plan = json.loads(out)
        assert (ids(plan["held"]), plan["options"]) == (expected, {})
    code, _, err = call("path --to baker")
    assert code == 2
    assert f"{file}:2:1: this is not YAML" in err
    assert "this is your profile. Mend it, or leave it out with: --from nothing" in err


def test_an_option_that_is_typed_stands_for_all_the_profile_says_of_it(call: Run) -> None:
    plan = asked(call, "path --to baker --choose gas-oven")
    assert plan["options"] == {"choose": ["skill:gas-oven"]}
    plan = asked(call, "path --to baker --avoid nothing --hours-per-week 3")
    assert plan["options"] == {"choose": ["skill:stone-oven"]}
    assert isinstance(plan["schedule"], dict)
    assert plan["schedule"]["most_hours_per_week"] == 3
    assert asked(call, "path --to baker --waive stone-oven")["options"] == {
        "avoid": ["skill:gas-oven"], "waive": ["skill:stone-oven"],
    }  # fmt: skip


def test_every_question_takes_it(call: Run) -> None:
    lines = ["gap --to baker", "next", "match", "compare baker master-baker",
             "explain gas-oven --to baker", "what-if --to baker --hold fire-safety"]  # fmt: skip
    for line in lines:
        code, _, err = call(line)
        assert code == 0, err
        assert err.startswith("From your profile "), line
    assert ids(asked(call, "gap --to baker")["held"]) == ["skill:dough"]
    changed = asked(call, "what-if --to baker --choose gas-oven")
    assert isinstance(changed["change"], dict)
    assert changed["change"]["options"] == {"choose": ["skill:gas-oven"]}
    why_not = asked(call, "explain gas-oven --to baker")
    assert isinstance(why_not["causes"], list)
    assert why_not["causes"][0]["cause"] == "avoided"


def test_without_a_profile_nothing_is_held(call: Run, file: Path) -> None:
    file.unlink()
    code, out, err = call("path --to baker --format json")
    assert (code, err) == (0, "No --from: planning for somebody who holds nothing yet.\n")
    assert json.loads(out)["held"] == []
    code, _, err = call("path --to baker --from @profile")
    assert code == 2
    assert "Begin one with: skillgraph profile add NAMES" in err
    for line in ("profile show", "profile remove dough"):
        code, _, err = call(line)
        assert code == 2
        assert "Begin one with: skillgraph profile add NAMES" in err


def test_a_bare_call_says_where_you_are(call: Run, file: Path) -> None:
    code, out, err = call("")
    assert code == 0
    assert err == f"From your profile {file} (1 held).\n"
    assert [line.strip() for line in out.splitlines() if line.startswith("    ")][-4:-1] == [
        "skillgraph path --to master-baker",
        *re.findall(r"skillgraph profile done \S+", out),
        "skillgraph profile show",
    ]
    plan = asked(call, "path --to master-baker")
    assert isinstance(plan["steps"], list)
    assert f"Next step       {plan['steps'][0]['label']}, " in out
    assert "at 4–8 h a week done between " in out
    file.write_text("held: [dough, spaceflight]\n", encoding="utf-8")
    code, out, err = call("")
    assert (code, out) == (2, "")
    assert f"{file}:1:15: no skill, role or track is called 'spaceflight'" in err
    assert "this is your profile. Mend it, or name the graph that it is of" in err
    file.write_text("held: [dough]\n", encoding="utf-8")
    code, out, err = call("")
    assert code == 0
    assert "has no goal: skillgraph profile add ROLE --as goal" in err
    assert "Begin with:" in out


@pytest.mark.parametrize("goal", ["mayor", "cheesemaker", "dough", "baker"])
def test_a_goal_without_a_plan_says_why(call: Run, file: Path, goal: str) -> None:
    file.write_text(f"held: [dough, bread]\ngoals: [{goal}]\n", encoding="utf-8")
    code, out, _ = call("")
    assert code == 0
    assert "Next step" not in out
    assert len(re.findall("No source|can't be reached|You hold", out)) == 1


def test_the_file_says_what_was_asked_and_the_rest_stays(call: Run, file: Path) -> None:
    assert call("profile add fire-safety,bread --since 2020")[0] == 0
    assert call("profile remove gas-oven --as avoid")[0] == 0
    assert call("profile done master-baker --since 2024")[0] == 0
    assert file.read_text("utf-8") == (
        ANN.replace(
            "[dough]",
            '[dough, {name: "skill:fire-safety", since: 2020}, {name: "skill:bread", since: 2020},'
            ' {name: "role:master-baker", since: 2024}]',
        )
        .replace("[master-baker]", "[]")
        .replace("[gas-oven]", "[]")
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("profile add", "say what to add"),
        ("profile add dugh", "no skill, role or track is called 'dugh'"),
        ("profile add baker --as avoid", "no skill is called 'baker'"),
        ("profile add bread --since May", "--since: 'May' is not a date"),
        ("profile add bread --level 3", "a level and its scale come together"),
        ("profile add bread --level nan --scale x", "--level: 'nan' is not a number"),
        ("profile add bread --as goal --since 2020", "--since plays no part with --as goal"),
        ("profile add --hours-per-week 200", "a week has 168 hours"),
        ("profile add stone-oven --as avoid", "is both chosen and avoided"),
        ("profile remove bread", "is not held"),
        ("profile import absent.json", "absent.json: No such file"),
        ("profile review --to baker --print --ticked x", "are two steps"),
        ("profile review --to baker --ticked absent", "absent: No such file"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(
    call: Run, file: Path, line: str, told: str
) -> None:
    code, out, err = call(line)
    assert (code, out) == (2, "")
    assert told in err
    assert file.read_text("utf-8") == ANN


def test_no_profile_can_be_kept_where_there_is_to_be_none(
    call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKILLGRAPH_PROFILE", "")
    code, _, err = call("profile add bread")
    assert code == 2
    assert "SKILLGRAPH_PROFILE is empty" in err


def editor(tmp_path: Path, body: str) -> str:
    script = tmp_path / "editor"
    script.write_text(f"#!{sys.executable}\nimport sys\nfile = sys.argv[1]\n{body}\n", "utf-8")
    script.chmod(0o755)
    return str(script)


SAVE = """\
import os, time
text = open(file, encoding="utf-8").read().replace("[ ] skill:bread", "[x] skill:bread")
open(file, "w", encoding="utf-8").write(text)
os.utime(file, (time.time() + 10, time.time() + 10))"""


def test_a_list_is_ticked_in_an_editor(
    call: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, SAVE))
    code, out, err = call("profile review --to baker")
    assert code == 0, err
    assert "Bread is held now." in out
    assert file.read_text("utf-8") == ANN.replace("[dough]", '[dough, "skill:bread"]')


@pytest.mark.parametrize(
    ("body", "code", "told"),
    [
        ("", 0, "Nothing was saved"),
        (SAVE.replace("[x]", "[ ]"), 0, "Nothing is ticked"),
        (SAVE.replace("[x] skill:bread", "[?] skill:bread"), 2, "the list:"),
        ("sys.exit(3)", 2, "Editing failed"),
    ],
)
def test_an_editor_that_fails_or_saves_nothing_changes_nothing(
    call: Run,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    body: str,
    code: int,
    told: str,
) -> None:
    tmp_path = file.parent
    monkeypatch.setenv("VISUAL", editor(tmp_path, body))
    found, _, err = call("profile review --to baker")
    assert found == code
    assert told in err
    assert file.read_text("utf-8") == ANN
    monkeypatch.setenv("VISUAL", str(tmp_path / "absent"))
    assert call("profile review --to baker")[0] == 2
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(sys, "stdin", None)
    assert "use --print and then --ticked" in call("profile review --to baker")[2]


def test_a_list_is_printed_ticked_and_taken_back(call: Run, file: Path, tmp_path: Path) -> None:
    code, out, _ = call("profile review --to baker --print")
    assert code == 0
    (tmp_path / "list.txt").write_text(out.replace("[ ] skill:bread", "[x] skill:bread"), "utf-8")
    assert call(f"profile review --to baker --ticked {tmp_path / 'list.txt'}")[0] == 0
    assert '"skill:bread"' in file.read_text("utf-8")


def test_a_profile_as_rows_and_as_json(call: Run) -> None:
    standing = asked(call, "profile show")
    assert standing["format"] == "skillgraph-standing/1"
    assert ids(standing["goals"]) == ["role:master-baker"]
    assert ids(standing["choices"]) == ["skill:stone-oven"]
    code, out, _ = call("profile show --format csv")
    assert code == 0
    assert [line.split(",")[:2] for line in out.splitlines()[1:]] == [
        ["held", "skill:dough"],
        ["goal", "role:master-baker"],
        ["choice", "skill:stone-oven"],
        ["avoid", "skill:gas-oven"],
    ]


@pytest.mark.parametrize("name", _MODULES)
def test_help_has_examples_and_is_tidy(name: str) -> None:
    found = CliRunner().invoke(skillgraph, ["profile", name, "--help"], prog_name="skillgraph")
    assert found.exit_code == 0
    assert len(re.findall(rf"^    skillgraph profile {name}\b", found.output, re.MULTILINE)) >= 2
    assert max(map(len, found.output.splitlines())) <= 80
    group = skillgraph.get_command(click.Context(skillgraph), "profile")
    assert isinstance(group, click.Group)
    command = group.get_command(click.Context(group), name)
    assert command is not None
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert all(each.help for each in options)


def test_an_absent_profile_costs_no_import(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "SKILLGRAPH_CACHE": str(tmp_path),
        "SKILLGRAPH_PROFILE": str(tmp_path / "absent.yaml"),
        "SKILLGRAPH_GRAPH": SMALL,
    }
    program = (
        "import sys\nfrom skillgraph.cli import skillgraph\nfrom skillgraph.cli.exits import run\n"
        "code = run(skillgraph, ['path', '--to', 'baker'])\n"
        "print(code, sorted({'yaml', 'pathlib', 'platformdirs', 'skillgraph.readers'}"
        " & sys.modules.keys()), file=sys.stderr)\n"
    )
    for _ in range(2):  # the first compiles the graph
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=environment,
            check=True,
        )  # fmt: skip
    assert done.stderr.splitlines()[-1] == "0 []"
