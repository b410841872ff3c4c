"""Names as they are typed: whole, in lists, in files."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import click
import pytest

from skillgraph.cli.names import resolve_all, resolve_held, resolve_one
from skillgraph.errors import InvalidInput, NameNotFound
from skillgraph.model.problem import Level
from skillgraph.vocab import HOLDABLE

if TYPE_CHECKING:
    from pathlib import Path


class Name(NamedTuple):
    id: str
    label: str
    alias: str
    kind: str = "skill"
    retired: str = ""


class Graph:
    """A graph of few names, that notes what it was asked."""

    NAMES: ClassVar = {
        "python": Name("skill:python", "Python", ""),
        "sql": Name("skill:sql", "SQL", ""),
        "c#": Name("skill:csharp", "C#", ""),
        "jenkins": Name("skill:ci-cd", "CI/CD", "Jenkins"),
        "plan, do, check": Name("skill:pdca", "Plan, Do, Check", ""),
    }  # fmt: skip

    def find(self, name: str, kinds: Any = ()) -> Name | None:
        del kinds
        return self.NAMES.get(name.strip().lower())

    def resolve(self, name: str, kinds: Any = (), *, near: bool = True) -> Name:
        del near
        found = self.find(name, kinds)
        if found is None:
            raise NameNotFound(name)
        return found


def read(*values: str) -> list[str]:
    graph: Any = Graph()
    return resolve_all(graph, values, HOLDABLE)


def test_a_whole_name_is_taken_whole_else_split() -> None:
    assert read("Plan, Do, Check") == ["skill:pdca"]
    assert read("python, sql,") == ["skill:python", "skill:sql"]
    assert read("python", "sql,python") == ["skill:python", "skill:sql"]
    assert read() == read(",") == []


def test_an_unknown_name_is_an_error() -> None:
    for value in ("pyhton", "python,pyhton", ""):
        with pytest.raises(NameNotFound):
            read(value)


def test_an_alias_is_echoed(capsys: pytest.CaptureFixture[str]) -> None:
    assert read("jenkins,python") == ["skill:ci-cd", "skill:python"]
    captured = capsys.readouterr()
    assert captured.err == "jenkins: read as CI/CD\n"
    assert captured.out == ""


def test_a_file_has_one_name_a_line(tmp_path: Path) -> None:
    file = tmp_path / "held.txt"
    file.write_bytes(
        b"\xef\xbb\xbf# what I know\r\npython\r\n\r\nC#\r\n  sql  # since 2019\nPlan, Do, Check\n"
    )
    assert read(f"@{file}") == ["skill:python", "skill:csharp", "skill:sql", "skill:pdca"]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"python\nsql\n")))
    assert read("@-") == ["skill:python", "skill:sql"]


def test_a_bad_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "held.txt"
    file.write_bytes(b"python\nsq\xff\n")
    with pytest.raises(InvalidInput, match=r"held\.txt:2: this is not UTF-8"):
        read(f"@{file}")
    file.write_bytes(b"a" * ((1 << 20) + 1))
    with pytest.raises(InvalidInput, match="too large"):
        read(f"@{file}")
    with pytest.raises(FileNotFoundError):
        read(f"@{tmp_path / 'absent'}")


def test_any_kind_is_asked_for_by_none() -> None:
    graph: Any = Graph()
    assert resolve_one(graph, "sql", None) == "skill:sql"


def test_all_the_names_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "held.txt"
    file.write_text("python\npyhton\nsqll\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read(f"@{file}")
    assert [problem.place for problem in caught.value.problems] == [f"{file}:2", f"{file}:3"]


def test_levels_come_from_files_and_two_must_agree(tmp_path: Path) -> None:
    graph: Any = Graph()
    graph.NAMES["skilled"] = Name("scale:skilled", "Skilled", "", "scale")
    for name, level in (("a", "3"), ("b", "4"), ("c", "")):
        scale = "skilled" if level else ""
        (tmp_path / f"{name}.csv").write_text(f"skill,level,scale\nsql,{level},{scale}\n", "utf-8")
    a, b, c = (f"@{tmp_path / name}.csv" for name in "abc")
    three = {"skill:sql": Level(3.0, "scale:skilled")}
    assert resolve_held(graph, [a]) == three
    assert resolve_held(graph, ["sql", c, a]) == resolve_held(graph, [a, c, "sql"]) == three
    with pytest.raises(click.UsageError, match="'skill:sql' is held at two levels: 3 and 4"):
        resolve_held(graph, [a, b])
