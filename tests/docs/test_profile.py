"""The page on profiles: every command in it runs, and prints what the page says it prints.

With SKILLGRAPH_WRITE_GOLDEN set the outputs are written into it instead. Dates count from today, so
here one date is as good as another.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from .console import Session, blocks, replayed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "profile.md"
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\s+[A-Z][a-z]{2,8}\s+20\d\d")


def undated(text: str) -> str:
    """Return a text with no date in it, and so with no line broken because of one."""
    return " ".join(_DATE.sub("DATE", text).split())


def test_every_command_prints_what_is_shown(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    session = Session(tmp_path)
    shutil.copytree(ROOT / "examples", session.folder / "examples")
    now = replayed(text, session)
    assert "Traceback" not in now
    if os.environ.get("SKILLGRAPH_WRITE_GOLDEN"):
        PAGE.write_text(now, encoding="utf-8", newline="\n")
        return
    assert undated(now) == undated(text)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    kinds = {block.info for block in blocks(PAGE.read_text(encoding="utf-8"))}
    assert kinds == {("console",), ("yaml",)}
