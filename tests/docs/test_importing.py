"""The page on importing: every command in it runs, and prints what the page says it prints.

With SKILLGRAPH_WRITE_GOLDEN set the outputs are written into it instead.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .console import Session, blocks, replayed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "importing.md"


def test_every_command_prints_what_is_shown(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    session = Session(tmp_path)
    shutil.copytree(ROOT / "examples", session.folder / "examples")
    now = replayed(text, session)
    if os.environ.get("SKILLGRAPH_WRITE_GOLDEN"):
        PAGE.write_text(now, encoding="utf-8", newline="\n")
        return
    assert now == text


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    kinds = {block.info for block in blocks(PAGE.read_text(encoding="utf-8"))}
    assert all(info in (("console",), ("text",)) or len(info) == 2 for info in kinds), kinds


def test_every_example_is_spoken_of() -> None:
    text = PAGE.read_text(encoding="utf-8")
    files = [path.name for path in (ROOT / "examples").iterdir() if path.suffix != ".ipynb"]
    assert files
    assert [name for name in files if f"examples/{name}" not in text] == []
