"""What a plain `path` imports: click, sqlite3, and light modules of our own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

FORBIDDEN = (
    *("json", "yaml", "dataclasses", "hashlib", "decimal", "csv", "pathlib", "shlex", "difflib"),
    *("importlib.metadata", "importlib.resources", "numpy", "highspy", "rapidfuzz"),
    *("platformdirs", "networkx", "skillgraph.readers", "skillgraph.graph.build"),
    *("skillgraph.graph.search", "skillgraph.model.facts", "skillgraph.model.documents"),
    *("skillgraph.views.rows", "skillgraph.views.refusal", "skillgraph.views.gap"),
    *("skillgraph.cli.gap", "skillgraph.cli.completion"),
)
#: Small modules of the standard library that a plan may need beside click and sqlite3.
LIGHT = {"_blake2", "_heapq", "_locale", "binascii", "heapq", "locale"}


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sorted(sys.modules), file=sys.stderr)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ,
    )
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def beside_click() -> set[str]:
    """Return the modules that a warm, plain path has loaded beside click's and sqlite3's own."""
    code = (
        "from skillgraph.cli import skillgraph\n"
        "from skillgraph.cli.exits import run\n"
        "run(skillgraph, ['path', '--from', 'python', '--to', 'cloud-architect'])"
    )
    loaded(code)  # the first may compile the catalogue
    return loaded(code) - loaded("import click, sqlite3")


def test_a_plain_path_is_light(beside_click: set[str]) -> None:
    assert "skillgraph.planner.plan" in beside_click
    assert beside_click.isdisjoint(FORBIDDEN), sorted(beside_click.intersection(FORBIDDEN))


def test_what_else_it_needs_is_small(beside_click: set[str]) -> None:
    foreign = {name for name in beside_click if not name.startswith("skillgraph")}
    assert foreign <= LIGHT, sorted(foreign - LIGHT)


def test_the_command_line_imports_click_and_itself() -> None:
    found = loaded("import skillgraph.cli") - loaded("import click")
    assert found == {"skillgraph", "skillgraph.cli", "skillgraph.cli.helping"}
