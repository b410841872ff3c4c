"""docs/pictures.md: every command in it runs and prints what it says, and so does its Python."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .console import Session, blocks, replayed

if TYPE_CHECKING:
    import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "pictures.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_every_command_prints_what_is_shown(tmp_path: Path) -> None:
    session = Session(tmp_path)
    now = replayed(TEXT, session)
    assert "Traceback" not in now
    if os.environ.get("SKILLGRAPH_WRITE_GOLDEN"):
        DOCUMENT.write_text(now, encoding="utf-8", newline="\n")
        return
    assert now == TEXT
    made = {path.name for path in session.folder.iterdir()}
    assert {"graph.html", "sheet.html", "plan.svg", "kubernetes.gv"} <= made


def test_the_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(TEXT):
        if block.info == ("python",):
            exec(block.body, {})  # noqa: S102 -- the document's own example
    assert {path.name for path in tmp_path.iterdir()} == {"plan.html", "sheet.html", "around.svg"}
