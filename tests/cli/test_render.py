"""`render` on the command line: what goes together, where it goes, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SKILLGRAPH_GRAPH", raising=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--plan -o p.html", "--plan needs a target: --to NAME"),
        ("--to sql -o p.html", "add --plan"),
        ("--from python -o p.html", "add --plan"),
        ("--avoid aws -o p.html", "add --plan"),
        ("--plan --to sql --focus sql -o p.html", "leave --plan out"),
        ("--layout page -o p.html", "add --plan --to NAME"),
        ("--plan --to sql --layout page -o p.svg", "is HTML, not svg"),
        ("--plan --to sqll -o p.html", "skill:sql"),
        ("--focus kuberntes -o p.html", "skill:kubernetes"),
        ("-o p.png", "its suffix names no form of a picture"),
        ("-o nowhere/p.html", "nowhere"),
        ("--kind skil -o p.html", "skil"),
        ("--most 0 -o p.html", "--most"),
        ("--graph missing.yaml -o p.html", "missing.yaml"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    arguments: str, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(skillgraph, ["render", *arguments.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        ("", b"<!doctype html>"),
        ("--format svg", b"<svg "),
        ("--format mermaid --focus sql", b"flowchart LR"),
        ("--format dot --kind role --kind track -o -", b"digraph "),
        ("--plan --to sql --layout page", b"<!doctype html>"),
    ],
)
def test_it_goes_to_standard_output(
    arguments: str, start: bytes, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(skillgraph, ["render", *arguments.split()]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(start)
    assert err == (
        b"No --from: planning for somebody who holds nothing yet.\n"
        if "--plan" in arguments
        else b""
    )


def test_a_page_is_not_poured_into_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skillgraph.cli.render._is_terminal", lambda: True)
    assert run(skillgraph, ["render"]) == 2
    assert "name a file with -o" in capsys.readouterr().err


def test_a_plan_that_cannot_be_made_is_drawn_and_is_a_negative_answer(tmp_path: Path) -> None:
    arguments = ["--plan", "--to", "cloud-architect", "--avoid", "aws,azure,google-cloud"]
    for name, more in (("p.html", []), ("s.html", ["--layout", "page"]), ("p.svg", [])):
        assert run(skillgraph, ["render", *arguments, *more, "-o", name]) == 1
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "impossible as asked" in text
        assert "AWS" in text


def test_a_narrowed_picture_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(skillgraph, ["render", "--most", "20", "-o", "p.html"]) == 0
    assert "the 20 nearest and most connected of 342 nodes" in capsys.readouterr().err
    assert "These are the 20 most connected of 342." in (tmp_path / "p.html").read_text("utf-8")


def test_a_file_that_was_there_stays_where_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text("mine", encoding="utf-8")
    assert run(skillgraph, ["render", "--focus", "nothing-like-it", "-o", "p.html"]) == 2
    assert (tmp_path / "p.html").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["p.html"]
