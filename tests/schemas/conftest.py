"""What the commands print as JSON, and the published schemas to hold it to."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner

from skillgraph.cli import skillgraph

from ..readers.onet.release import write as write_release  # noqa: TID252 -- a small release

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).parents[2]
GARDEN = Path(__file__).parent / "garden.yaml"
DATA = Path(os.environ.get("SKILLGRAPH_TEST_DATA", ROOT.parent / "shared" / "data"))

#: The same garden later on: one skill by another id, one choice less, hours that changed.
_LATER = (
    ("  ferns: {label: Ferns, effort_hours: 3", "  fern: {label: Fern, replaces: ferns"),
    ("requires: [ferns]}", "requires: [fern]}"),
    ("[knots, ferns]", "[knots, fern]"),
    ("  florist: {label: Florist, requires: [watering]}\n", ""),
    ("{role: florist, source: job-page, assumption: The page says so of one.}", "farmer"),
    ("effort_hours: 12-20}", "effort_hours: 30-40}"),
)  # fmt: skip
#: Another graph of the same jobs, which contradicts the garden and calls things otherwise.
_OTHER = """\
catalog: {id: other, version: "1", language: en}
skills:
  soil: {label: Soil, effort_hours: 99}
  water: {label: Watering, exact_match: "skill:watering"}
  music: {label: Music, replaces: [whistling, humming]}
  climing: {label: Climbin}
"""
_PROFILE = """\
held:
  - {name: soil, level: 1, scale: skill, since: "2020-03", evidence: [a garden]}
  - watering
goals: [gardener, poet]
hours_per_week: 4-6
choices: [chainsaw]
avoid: [grafting]
waive: [handsaw]
"""
_PERSON = "held: [{name: soil, level: 1, scale: skill}, watering, handsaw]\n"
_FOREIGN = "<https://w3id.org/skillgraph/id/skill/soil> <https://example.org/colour> 'brown' .\n"


@pytest.fixture(scope="session")
def generator() -> ModuleType:
    """Return `docs/schemas.py`, which writes the schemas."""
    spec = importlib.util.spec_from_file_location("schemas", ROOT / "docs" / "schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def schemas(generator: ModuleType) -> dict[str, dict[str, Any]]:
    """Return the published schema of each answer, as its file has it."""
    return {
        name: json.loads((ROOT / f"docs/schema/{name}.schema.json").read_text("utf-8"))
        for name in generator.ANSWERS
    }


@pytest.fixture(scope="session")
def assert_valid(schemas: dict[str, dict[str, Any]]) -> Callable[[Any, str], None]:
    """Return what asserts that a document is of the form of a schema."""
    validators = {
        name: jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        for name, schema in schemas.items()
    }

    def validate(document: Any, name: str) -> None:
        # By way of JSON: what Python alone would take for equal, such as a tuple, doesn't pass.
        again = json.loads(json.dumps(document))
        assert again == document
        assert document["format"] == f"skillgraph-{name}/1"
        validators[name].validate(again)

    return validate


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """Return what runs a command and returns the document that it prints.

    It runs in a folder with gardens in several forms: now, later, another, as RDF.
    """
    folder = tmp_path_factory.mktemp("garden")
    now = GARDEN.read_text("utf-8")
    shutil.copy(GARDEN, folder / "now.yaml")
    later = now
    for old, new in _LATER:
        assert old in later
        later = later.replace(old, new)
    for name, text in {
        "later.yaml": later,
        "other.yaml": _OTHER,
        "broken.yaml": now.replace("requires: [soil]", "requires: [sail]"),
        "own.yaml": _PROFILE,
        "person.yaml": _PERSON,
        "matrix.csv": "Skill,Helper,Gardener\nSoil,x,x\nSaws,,x\n",
        "resume.json": '{"skills": [{"name": "Soil"}, {"name": "Juggling"}]}',
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    _run(folder, "export -o turtle.ttl --graph now.yaml")
    write_release(folder).rename(folder / "release")
    with (folder / "turtle.ttl").open("a", encoding="utf-8") as stream:
        stream.write(_FOREIGN)
    _run(folder, "import rdf turtle.ttl -o rdf.graph")
    for name, question in {
        "plan.json": "path --from soil --to gardener",
        "count.json": "path --from soil --to gardener --by count",
    }.items():
        (folder / name).write_text(_run(folder, f"{question} --graph now.yaml --format json"))
    wrong = json.loads((folder / "plan.json").read_text("utf-8"))
    wrong["steps"] = wrong["steps"][1:]
    (folder / "wrong.json").write_text(json.dumps(wrong), encoding="utf-8")

    def document(command: str) -> dict[str, Any]:
        printed: dict[str, Any] = json.loads(_run(folder, f"{command} --format json"))
        return printed

    return document


def _run(folder: Path, command: str) -> str:
    """Return what a command prints, run in a folder, with the profile that lies there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SKILLGRAPH_PROFILE", "own.yaml" if "profile" in command else "")
        words = [each.replace("_", " ") for each in command.split()]
        done = CliRunner().invoke(skillgraph, words)
    assert not isinstance(done.exception, Exception), (command, done.exception)
    assert done.exit_code in {0, 1}, (command, done.output)
    return done.stdout
