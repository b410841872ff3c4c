"""Answers on stdout: width, colour and encoding follow it, and nothing else does."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import pytest

from skillgraph.cli.output import paper, write_answer


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "72")


def on(
    monkeypatch: pytest.MonkeyPatch, encoding: str = "utf-8", *, tty: bool = False
) -> io.BytesIO:
    raw = io.BytesIO()
    stream = (Terminal if tty else io.TextIOWrapper)(raw, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    return raw


def test_a_pipe_has_100_columns_and_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch)
    assert (paper().columns, paper().colour) == (100, False)


@pytest.mark.skipif(os.name != "posix", reason="colour is for terminals that take escape sequences")
def test_a_terminal_has_its_width_and_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, tty=True)
    assert (paper().columns, paper().colour) == (72, True)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("TERM", "")])
def test_colour_can_be_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    on(monkeypatch, tty=True)
    monkeypatch.setenv(name, value)
    assert not paper().colour


def test_an_empty_no_color_refuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, tty=True)
    monkeypatch.setenv("NO_COLOR", "")
    assert paper().colour == (os.name == "posix")


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("utf-8", "─▶ ◆ 8–16 … 日本"), ("ascii", "-> * 8-16 ~ ??"), ("latin-1", "-> * 8-16 ~ ??")],
)
def test_glyphs_have_a_stand_in(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written: str
) -> None:
    raw = on(monkeypatch, encoding)
    write_answer({}, "table", lambda _: "─▶ ◆ 8–16 … 日本")
    assert raw.getvalue() == written.encode(encoding)


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_other_programs_read_utf_8(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    raw = on(monkeypatch, "ascii")
    node = {"id": "skill:ja", "label": "日本語", "kind": "skill", "categories": []}
    document: Any = {"format": "skillgraph-list/1", "nodes": [node]}
    write_answer(document, form, lambda _: pytest.fail("a table was drawn"))
    assert "日本語" in raw.getvalue().decode("utf-8")
    assert b"\r" not in raw.getvalue()
