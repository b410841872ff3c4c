"""What is installed and what is released: the data inside, the names and versions in agreement."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import skillgraph

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def build(kind: str, folder: Path) -> Path:
    """Build a distribution without an index; return its file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.iterdir()
    return file


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """Return the folder of an unpacked wheel."""
    with zipfile.ZipFile(build("wheel", tmp_path / "dist")) as archive:
        archive.extractall(tmp_path / "wheel")  # noqa: S202 -- built a line before
    return tmp_path / "wheel"


def test_a_wheel_holds_the_package_and_its_data(wheel: Path) -> None:
    package = wheel / "skillgraph"
    data = {path.relative_to(ROOT / "data") for path in (ROOT / "data").rglob("*.yaml")}
    assert data
    assert {path.relative_to(package / "data") for path in package.rglob("*.yaml")} == data
    queries = {path.name for path in (ROOT / "queries").glob("*.rq")}
    assert queries
    assert {path.name for path in (package / "queries").iterdir()} == queries
    source = ROOT / "src" / "skillgraph"
    modules = {path.relative_to(source) for path in source.rglob("*.py")}
    assert {path.relative_to(package) for path in package.rglob("*.py")} == modules
    assets = {path.name for path in (source / "pages" / "assets").iterdir()}
    assert {"graph.html", "main.js", "base.css"} <= assets
    assert {path.name for path in (package / "pages" / "assets").iterdir()} == assets
    assert (package / "py.typed").exists()


def test_a_wheel_answers_from_its_own_data(wheel: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    cache = str(tmp_path / "cache")
    environment = {**os.environ, "PYTHONPATH": str(wheel), "SKILLGRAPH_CACHE": cache}
    environment.pop("SKILLGRAPH_GRAPH", None)
    program = "import skillgraph.cli as cli; print(cli.__file__, flush=True); cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "path", "--from", "python", "--to", "cloud-architect"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    loaded, answer = done.stdout.split("\n", 1)
    assert loaded.startswith(str(wheel))
    assert "Backend Developer" in answer


def test_a_source_release_holds_what_it_needs(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "data/backend-developer.yaml",
    }
    wanted |= {"src/skillgraph/py.typed", "docs/catalogue.md", "tests/conftest.py"}
    assert wanted <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(".venv")]


def test_versions_agree() -> None:
    assert skillgraph.__version__ == PROJECT["version"]


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_run_is_a_program() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
