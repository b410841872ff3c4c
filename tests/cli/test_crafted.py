"""Graphs that somebody made to do harm: every command answers or says so, in bounded resources."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.crafted import CATALOG, HARMLESS, REFUSED, VALUES

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run
from skillgraph.graph.build import build
from skillgraph.model import facts

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [
    "path --from one --to end --graph {file}",
    "gap --from one --to end --graph {file}",
    "next --from one --graph {file}",
    "match --from one --graph {file}",
    "related end --graph {file}",
    "what-if --from one --to end --hold two --graph {file}",
    "compare end start --from one --graph {file}",
    "explain one end --graph {file}",
    "show two --graph {file}",
    "list --graph {file}",
    "search tow --graph {file}",
    "stats --graph {file}",
    "lint --graph {file}",
    "verify {folder}/plan.json --graph {file}",
    "validate {file}",
    "query ASK{{?s?p?o}} --graph {file}",
    "render --format dot --graph {file}",
    "render --format html -o {folder}/page.html --graph {file}",
    "export --format ntriples --graph {file}",
    "export --format csv -o {folder}/csv --graph {file}",
    "merge {file} {honest} -o {folder}/merged.graph",
    "diff {file} {honest}",
    "diff {honest} {file}",
    "crosswalk {honest} {file}",
    "stats --graph {honest} --graph {file}",
]

#: Runs every command on some files; CPU and memory are limited, and what is printed is counted.
RUN = """
import contextlib, io, json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run
found = []
for command in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(skillgraph, command)
    found.append((code, out.getvalue(), err.getvalue()))
json.dump(found, sys.stdout)
"""


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("honest")
    (folder / "a.yaml").write_text(CATALOG, encoding="utf-8")
    assert run(skillgraph, ["merge", str(folder / "a.yaml"), "-o", str(folder / "a.graph")]) == 0
    return folder / "a.graph"


@pytest.fixture
def ask(honest: Path, tmp_path: Path) -> Any:
    """Return a function that puts every command to files, and returns code, output and errors."""
    plan = ["path", "--from", "one", "--to", "end", "--format", "json", "--graph", str(honest)]
    told = subprocess.run(
        [sys.executable, "-m", "skillgraph", *plan], capture_output=True, check=True
    )
    (tmp_path / "plan.json").write_bytes(told.stdout)

    def ask(asked: list[tuple[Path, str]]) -> list[tuple[Path, str, int, str, str]]:
        commands = [
            command.format(file=file, honest=honest, folder=tmp_path).split()
            for file, command in asked
        ]
        run = subprocess.run(
            [sys.executable, "-c", RUN], input=json.dumps(commands), capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr[-2000:]
        found = json.loads(run.stdout)
        return [(*each, *said) for each, said in zip(asked, found, strict=True)]

    return ask


def crafted(honest: Path, folder: Path, kinds: dict[str, Any]) -> dict[Path, str]:
    files = {}
    for number, (kind, craft) in enumerate(kinds.items()):
        file = folder / f"{number}.graph"
        file.write_bytes(honest.read_bytes())
        craft(file)
        files[file] = kind
    return files


def test_every_command_refuses_what_no_compiler_wrote(
    honest: Path, tmp_path: Path, ask: Any
) -> None:
    """Of single values that can't be each is shown to some of the commands."""
    kinds = crafted(honest, tmp_path, REFUSED)
    asked = [
        (file, command)
        for number, (file, kind) in enumerate(kinds.items())
        for command in (COMMANDS[number % 8 :: 8] if kind in VALUES else COMMANDS)
    ]
    for file, command, code, out, err in ask(asked):
        what = f"{kinds[file]}: {command}"
        assert (code, out) == (2, ""), what
        assert err.startswith(f"Error: {file} is damaged ("), what
        assert err.count("\n") == 1, what
        assert len(err) < 1000, what
    assert not (tmp_path / "merged.graph").exists()
    assert not (tmp_path / "page.html").exists()


MOST = 2**53 - 1
PLACE = facts.Place("source:s", "", "")


def labelled(kind: type[Any], slug: str, label: str = "", **more: Any) -> Any:
    prefix = "role" if kind is facts.Role else kind.__name__.lower()
    texts = (facts.Text(label or slug, "en"),)
    return kind(id=f"{prefix}:{slug}", pref_labels=texts, places=(PLACE,), **more)


def needs(owner: str, *options: str, count: int = 1, **more: Any) -> facts.Requirement:
    asked = tuple(f"skill:{option}" for option in options)
    return facts.Requirement(owner, asked, count, "essential", (PLACE,), **more)


def linked(kind: Any, start: str, end: str) -> facts.Link:
    return facts.Link(kind=kind, start=start, end=end, places=(PLACE,))


def dear(slug: str, hours: int = MOST) -> facts.Skill:
    skill: facts.Skill = labelled(facts.Skill, slug, effort=facts.Effort(hours, MOST, PLACE))
    return skill


def many(count: int) -> list[str]:
    return [f"s{number}" for number in range(count)]


#: What no checksum tells, since it is all sound: further nodes, and what is said of them.
SOUND: dict[str, tuple[list[Any], list[Any]]] = {
    "hours without end": (
        [dear(slug) for slug in many(40)],
        [needs("role:end", slug) for slug in many(40)],
    ),
    "choices of hours without end": (
        [dear(slug, MOST - number) for number, slug in enumerate(many(16))],
        [needs("role:end", *many(16), count=8)],
    ),
    "half of very many": (
        [dear(slug, number) for number, slug in enumerate(many(600))],
        [needs("role:end", *many(600), count=300)],
    ),
    "a chain without end": (
        [dear(slug, 1) for slug in many(12_000)],
        [needs("role:end", "s0")]
        + [needs(f"skill:s{n}", f"s{n + 1}") for n in range(11_999)],
    ),
    "a large circle": (
        [dear(slug, 1) for slug in many(1500)],
        [needs("role:end", "s0")]
        + [needs(f"skill:s{n}", f"s{(n + 1) % 1500}") for n in range(1500)],
    ),
    "roles that all lead to each other": (
        [labelled(facts.Role, slug) for slug in many(80)],
        [needs(f"role:{slug}", "two") for slug in many(80)]
        + [linked("next", f"role:{a}", f"role:{b}") for a in many(80) for b in many(80) if a != b]
        + [linked("next", "role:start", "role:s0"), linked("next", "role:s9", "role:end")],
    ),
    "a label of megabytes": (
        [labelled(facts.Skill, "big", "x" * 2_000_000)],
        [needs("role:end", "big")],
    ),
    "a label of marks": (
        [labelled(facts.Skill, "big", "e\u0301" * 200_000)],
        [needs("role:end", "big")],
    ),
    "very many names": (
        [labelled(facts.Skill, "big", alt_labels=tuple(map(facts.Text, many(20_000))))],
        [needs("role:end", "big")],
    ),
    "scales and levels at their ends": (
        [labelled(facts.Scale, "s", minimum=-1e308, maximum=1e308)],
        [
            needs("role:end", "one", level=1e308, scale="scale:s", rating=5e-324,
                  rating_scale="scale:s"),
            needs("role:start", "two", level=-1e308, scale="scale:s"),
        ],
    ),
    "pay without end": (
        [],
        [facts.Salary(owner="role:end", minimum=MOST, maximum=MOST, currency="USD",
                      period="hour", places=(PLACE,))],
    ),
    "retired over and over": (
        [],
        [facts.Retired(id=f"skill:r{n}", replaced_by=f"skill:r{n + 1}", places=(PLACE,))
         for n in range(5000)]
        + [facts.Retired(id="skill:r5000", replaced_by="skill:one", places=(PLACE,))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_every_command_ends_whatever_is_said(name: str, tmp_path: Path, ask: Any) -> None:
    nodes, statements = SOUND[name]
    catalog = facts.Catalog(
        id="catalog:c", version="1", language="en", default_effort_hours=(MOST, MOST)
    )
    one = dear("one", 1)
    two, start, end = (
        labelled(facts.Skill, "two"),
        labelled(facts.Role, "start", entry=True),
        labelled(facts.Role, "end"),
    )
    stream = [catalog, facts.Source(id="source:s", label="S"), one, two, start, end, *nodes]
    stream += [needs("skill:two", "one"), needs("role:start", "one"), needs("role:end", "two")]
    file = tmp_path / "sound.graph"
    build([*stream, linked("next", "role:start", "role:end"), *statements], file).close()
    for _, command, code, out, err in ask([(file, command) for command in COMMANDS]):
        assert code in {0, 1} or (code, out, err[:7]) == (2, "", "Error: "), command


def test_every_command_answers_as_on_the_honest_graph(
    honest: Path, tmp_path: Path, ask: Any
) -> None:
    plain = shutil.copy(honest, tmp_path / "x.graph")
    right = {
        command: (code, "".join(out.split()))  # lines break elsewhere where a name is longer
        for _, command, code, out, _ in ask([(plain, c) for c in COMMANDS])
    }
    kinds = crafted(honest, tmp_path, HARMLESS)
    for file, command, code, out, _ in ask([(file, c) for file in kinds for c in COMMANDS]):
        told = (code, "".join(out.split()).replace(str(file), str(plain)))
        assert told == right[command], f"{kinds[file]}: {command}"
