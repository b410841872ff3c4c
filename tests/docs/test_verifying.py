"""The page on verifying: every command in it runs, and prints what the page says it prints.

With SKILLGRAPH_WRITE_GOLDEN set the outputs are written into it instead.
"""

from __future__ import annotations

import os
from pathlib import Path

from .console import Session, replayed

PAGE = Path(__file__).parents[2] / "docs" / "verifying.md"


def test_every_command_prints_what_is_shown(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    now = replayed(text, Session(tmp_path))
    if os.environ.get("SKILLGRAPH_WRITE_GOLDEN"):
        PAGE.write_text(now, encoding="utf-8", newline="\n")
    assert now == PAGE.read_text(encoding="utf-8")
