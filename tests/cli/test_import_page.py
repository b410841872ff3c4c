"""`import page` at a prompt: what is written, what is told, and how it fails."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.readers.page.comparing import rows_of
from tests.readers.page.conftest import HERE, read

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run
from skillgraph.readers import read_catalogs

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def _beside_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in HERE.glob("baker.*"):
        shutil.copy(page, tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs a command, and gives its exit code and both outputs."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(skillgraph, list(arguments))
        return code, *capsys.readouterr()

    return call


def test_it_writes_a_catalogue_that_validates_and_lists_what_is_left(told, golden):
    code, out, err = told("import", "page", "baker.txt", "-o", "out.yaml")
    assert (code, err) == (0, "")
    golden("import-page", out)
    golden("import-page-yaml", Path("out.yaml").read_text("utf-8"))
    assert told("validate", "out.yaml")[0] == 0
    ours, theirs = (
        list(read_catalogs([Path(name)], shipped=HERE)) for name in ("out.yaml", "baker.yaml")
    )
    assert rows_of(ours) == rows_of(theirs)


@pytest.mark.parametrize(
    "arguments", [["-o", "out.txt"], ["-o", "out.yml"], ["-o", "a.graph", "--to", "yaml"]]
)
def test_it_writes_yaml_unless_a_graph_is_asked_for(told, arguments):
    assert told("import", "page", "baker.txt", *arguments)[0] == 0
    assert Path(arguments[1]).read_bytes().startswith(b"catalog:")


def test_a_catalogue_of_html_has_its_lines(told):
    code, _, err = told("import", "page", "baker.html", "-o", "out.yaml")
    assert (code, err) == (0, "")
    assert '"baker-page baker.html:19"' in Path("out.yaml").read_text("utf-8")
    again = list(read_catalogs([Path("out.yaml")], shipped=HERE))
    assert rows_of(again) == rows_of(read(Path("baker.html")).facts)


@pytest.mark.parametrize("arguments", [["-o", "out.sqlite"], ["-o", "out.yaml", "--to", "graph"]])
def test_a_graph_answers_at_once(told, arguments):
    assert told("import", "page", "baker.html", *arguments)[0] == 0
    code, out, _ = told("path", "--graph", arguments[1], "--to", "pastry chef")
    assert code == 0
    assert "Sugar Work" in out
    shown = json.loads(told("show", "--graph", arguments[1], "Sourdough", "--format", "json")[1])
    assert "baker.html:19" in json.dumps(shown)


def test_json_has_each_unused_line_and_csv_too(told):
    code, out, _ = told(
        "import", "page", "baker.txt", "--dry-run", "--format", "json", "--problems", "left.csv"
    )
    assert code == 0
    remarks = json.loads(out)["remarks"]
    assert remarks[0] == {
        "place": "baker.txt:43",
        "outcome": "left out",
        "reason": "the form of a career page has no place for it",
        "text": "Counter Track",
    }
    with Path("left.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == remarks


def test_strict_fails_with_each_line_and_writes_nothing(told):
    code, _, err = told("import", "page", "baker.txt", "-o", "out.yaml", "--strict")
    assert code == 2
    assert "baker.txt:85: left out: it speaks of pay, and it says more than a range." in err
    assert not Path("out.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt", "-o", "out.yaml"], "none.txt"),
        (["baker.yaml", "-o", "out.yaml"], "this is no career page"),
        ([".", "-o", "out.yaml"], "no ordinary file"),
        (["baker.txt"], "Name the file to write"),
        (["baker.txt", "baker.html", "-o", "out.yaml"], "unexpected extra argument"),
    ],
)
def test_slips_are_told_and_write_nothing(told, arguments, message):
    code, _, err = told("import", "page", *arguments)
    assert code == 2
    assert message in err
    assert "Traceback" not in err
    assert not Path("out.yaml").exists()


def test_hostile_text_reaches_no_terminal(told):
    Path("page.txt").write_text(
        "Essential Baker Skills\n\nRye Essential\n\n\u202eevil\u200b\n", encoding="utf-8"
    )
    code, out, _ = told("import", "page", "page.txt", "--dry-run")
    assert code == 0
    assert "\u202e" not in out
