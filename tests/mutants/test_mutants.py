"""Small patches that break skillgraph, each with the name of the test that catches it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
TIMEOUT = 240
FAILED = pytest.ExitCode.TESTS_FAILED


class Mutant(NamedTuple):
    """A patch of one file of `src/skillgraph`: `old`, which stands there once, becomes `new`.

    Where the test `needs` a package that isn't installed, the mutant is left out.
    """

    breaks: str
    caught_by: str
    file: str
    old: str
    new: str
    needs: str = ""

    @property
    def is_testable(self) -> bool:
        return not self.needs or find_spec(self.needs) is not None


MUTANTS = {
    path.stem: Mutant(**tomllib.loads(path.read_text(encoding="utf-8")))
    for path in sorted(Path(__file__).parent.glob("*.toml"))
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of `src/` that finds the shipped catalogues, as the checkout does."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignored)
    for shipped in ("data", "ontology", "queries"):
        (tmp_path / shipped).symlink_to(ROOT / shipped)
    return tmp_path / "src"


def run_tests(source: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests by name, on the package in a folder; stop at the first that fails."""
    environment = {name: value for name, value in os.environ.items() if name[:7] != "PYTEST_"}
    environment |= {
        "PYTHONPATH": str(source),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SKILLGRAPH_CACHE": str(source.parent / "cache"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(source.parent / "hypothesis"),
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["-p", "no:xdist", "--tb=short", f"--basetemp={source.parent / 'temporary'}"]
    return subprocess.run(
        [*command, *tests],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def test_each_room_has_mutants() -> None:
    rooms = [mutant.file.split("/")[0] for mutant in MUTANTS.values()]
    assert len(rooms) >= 8
    assert {"planner", "readers", "graph"} <= set(rooms)


def test_the_named_tests_pass_unmutated(copy: Path) -> None:
    tests = {mutant.caught_by for mutant in MUTANTS.values() if mutant.is_testable}
    done = run_tests(copy, *sorted(tests))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", MUTANTS)
def test_the_named_test_catches_the_mutant(name: str, copy: Path) -> None:
    mutant = MUTANTS[name]
    if not mutant.is_testable:
        pytest.skip(f"{mutant.needs} isn't installed")
    file = copy / "skillgraph" / mutant.file
    text = file.read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, f"{name}.toml is stale: {mutant.file} has changed"
    file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    done = run_tests(copy, mutant.caught_by)
    assert done.returncode == FAILED, f"{mutant.breaks} No test noticed:\n{done.stdout}"
