"""ARCHITECTURE.md, the import contract and the source are one house."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "skillgraph"
MODULES = {path.relative_to(SOURCE).as_posix(): path for path in SOURCE.rglob("*.py")}
MOST_LINES = 600

#: Never on the way of a plain `path` (decisions 0001 and 0009).
HEAVY = {
    "IPython", "dataclasses", "decimal", "hashlib", "highspy", "importlib.metadata",
    "importlib.resources", "jinja2", "json", "networkx", "numpy", "pathlib", "platformdirs",
    "pyvis", "rapidfuzz", "tempfile", "yaml", "skillgraph.model.documents",
    "skillgraph.model.facts", "skillgraph.pages", "skillgraph.readers",
}  # fmt: skip

WATCHED = """
import sys
from skillgraph.__main__ import main
try:
    main()
except SystemExit as leaving:
    code = leaving.code
postponed = [
    f"{module.__name__}.{name}"
    for module in list(sys.modules.values())
    if module.__name__.startswith("skillgraph")
    for name, thing in vars(module).items()
    if hasattr(thing, "_fields")
    and any(type(each).__name__ == "ForwardRef" for each in thing.__annotations__.values())
]
found = {"code": code, "modules": sorted(sys.modules), "postponed": postponed}
import json  # only now that all has been looked at
json.dump(found, sys.stderr)
"""


def listed_modules() -> list[str]:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## The modules")[2]
    return re.findall(r"^- `([\w/]+\.py)`: ", text, re.MULTILINE)


def test_architecture_names_every_module() -> None:
    assert sorted(listed_modules()) == sorted(MODULES)


def test_no_module_is_long() -> None:
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_every_room_has_its_place_in_the_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (layers,) = (
        contract["layers"]
        for contract in config["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    placed = {room.strip() for layer in layers for room in layer.split("|")}
    rooms = {name.partition("/")[0].removesuffix(".py") for name in MODULES} - {"__init__"}
    assert placed == {f"skillgraph.{room}" for room in rooms}


#: Questions that are to be as light.
QUESTIONS = {
    "alternatives": ["path", "--from", "python", "--to", "cto", "--alternatives", "3"],
    "schedule": ["path", "--from", "python", "--to", "cto", "--hours-per-week", "5"],
    "why": ["path", "--from", "python", "--to", "cto", "--why", "git"],
    "gap": ["gap", "--from", "python", "--to", "cto"],
    "next": ["next", "--from", "python", "--towards", "cto"],
    "match": ["match", "--from", "python"],
    "related": ["related", "cto"],
    "what-if": ["what-if", "--from", "python", "--to", "cto", "--hold", "docker"],
    "compare": ["compare", "cto", "cloud-architect", "--from", "python"],
    "explain": ["explain", "docker", "cto"],
    "why-not": ["explain", "docker", "--from", "python", "--to", "cto"],
    "show": ["show", "git"],
}


def watched(arguments: list[str], cache: Path) -> dict[str, Any]:
    """Return what a command imports and how it ends, once the graph is compiled."""
    environment = {**os.environ, "SKILLGRAPH_CACHE": str(cache)}
    environment.pop("SKILLGRAPH_GRAPH", None)
    for _ in range(2):  # the first compiles the graph
        run = subprocess.run(
            [sys.executable, "-c", WATCHED, *arguments],
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
            env=environment,
        )
    found: dict[str, Any] = json.loads(run.stderr)
    return found


def test_a_plain_path_imports_nothing_heavy(tmp_path: Path) -> None:
    found = watched(["path", "--from", "python", "--to", "cloud-architect"], tmp_path)
    assert found["code"] == 0
    assert HEAVY.intersection(found["modules"]) == set()
    assert found["postponed"] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_other_questions_import_nothing_heavy(name: str, tmp_path: Path) -> None:
    found = watched(QUESTIONS[name], tmp_path)
    assert found["code"] == 0
    assert HEAVY.intersection(found["modules"]) == set()
