"""The README: every command in it runs, and prints what the README says it prints.

With SKILLGRAPH_WRITE_GOLDEN set the outputs are written into it instead.
"""

from __future__ import annotations

import doctest
import os
import subprocess
from pathlib import Path

import pytest

from .console import Session, blocks, commands, replayed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = list(blocks(TEXT))
PASTED = [block.body.strip() for block in BLOCKS if block.info == ("sh",)]


def test_every_command_prints_what_is_shown(tmp_path: Path) -> None:
    now = replayed(TEXT, Session(tmp_path))
    assert "Traceback" not in now
    if os.environ.get("SKILLGRAPH_WRITE_GOLDEN"):
        README.write_text(now, encoding="utf-8", newline="\n")
        return
    assert now == TEXT


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    kinds = {block.info for block in BLOCKS}
    assert kinds == {
        ("sh",),
        ("console",),
        ("yaml", "team.yaml"),
        ("yaml", "wrong.yaml"),
        ("pycon",),
    }


def test_two_commands_are_enough() -> None:
    """Each is one line; .ci/run runs both as they stand here, on a clean copy."""
    answer, tests = PASTED
    assert "\n" not in answer + tests
    assert answer.endswith("/skillgraph path --from python --to cloud-architect")
    assert " -e '.[test]' " in tests
    shown = [command for block in BLOCKS for command in commands(block.body)]
    assert answer.rpartition("&& .venv/bin/")[2] == shown[0]


@pytest.mark.parametrize("word", ["cloud-architect", "pytest"])
def test_continuous_integration_finds_the_command(word: str) -> None:
    """The function of .ci/run, on its own."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    start = script.index("readme_command() {")
    function = script[start : script.index("\n}\n", start) + 3]
    call = f"set -euo pipefail\nhere='{ROOT}'\n{function}readme_command {word}"
    found = subprocess.run(["bash", "-c", call], capture_output=True, text=True, check=True)
    assert found.stdout.strip() in PASTED
    assert word in found.stdout


def test_the_python_session_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKILLGRAPH_CACHE", str(tmp_path))
    monkeypatch.delenv("SKILLGRAPH_GRAPH", raising=False)
    session = "\n".join(block.body for block in BLOCKS if block.info == ("pycon",))
    assert session
    example = doctest.DocTestParser().get_doctest(session, {}, "README.md", str(README), 0)
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(example, out=report.append)
    assert not report, "\n".join(report)
