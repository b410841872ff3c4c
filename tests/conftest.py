"""What the tests of every room share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `golden/NAME.txt` beside the test.

    With SKILLGRAPH_WRITE_GOLDEN set the file is written instead: read the difference, then commit.
    """
    folder: Path = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        file = folder / f"{name}.txt"
        if os.environ.get("SKILLGRAPH_WRITE_GOLDEN"):
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")

    return compare
