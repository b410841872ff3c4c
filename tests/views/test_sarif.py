"""SARIF logs, held to what the published schema asks of the parts that are used.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

from skillgraph.views.rows import render_rows

SAMPLES = Path(__file__).parent / "samples"


def closed(required: str = "", **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": required.split(),
    }


def several(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


TEXT, COUNT = {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}
MESSAGE = closed("text", text=TEXT)
LOCATION = closed(
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=closed("uri", uri={**TEXT, "format": "uri-reference"}),
        region=closed("startLine", startLine=COUNT, startColumn=COUNT),
    ),
    logicalLocations=several(
        closed("fullyQualifiedName", name=TEXT, fullyQualifiedName=TEXT), uniqueItems=True
    ),
)
RESULT = closed(
    "ruleId ruleIndex level message locations",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=several(LOCATION),
    relatedLocations=several(LOCATION, uniqueItems=True),
)
RULE = closed("id shortDescription", id=TEXT, shortDescription=MESSAGE)
DRIVER = closed("name version rules", name=TEXT, version=TEXT,
                rules=several(RULE, uniqueItems=True))  # fmt: skip
RUN = closed(
    "tool results",
    tool=closed("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=several(RESULT),
)
LOG = closed(
    "version runs", **{"$schema": TEXT}, version={"const": "2.1.0"},
    runs=several(RUN, minItems=1, maxItems=1),
)  # fmt: skip


def log_of(document: dict[str, Any]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render_rows(document, "sarif"))
    jsonschema.Draft7Validator(LOG).validate(log)
    run: dict[str, Any]
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        for location in result["locations"]:
            uri = location.get("physicalLocation", {}).get("artifactLocation", {}).get("uri", "")
            assert uri.isascii()
            assert " " not in uri
            assert urlsplit(uri).scheme in {"", "file"}
    return run


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def test_a_lint() -> None:
    document = sample("lint")
    run = log_of(document)
    assert len(run["results"]) == len(document["findings"])
    levels = [result["level"] for result in run["results"]]
    assert levels.count("warning") == document["warnings"]
    assert set(levels) == {"warning", "note"}
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "big.yaml"},
        "region": {"startLine": 3, "startColumn": 40},
    }
    assert "physicalLocation" not in run["results"][-1]["locations"][0]


def test_a_lint_that_found_nothing() -> None:
    run = log_of(sample("lint-nothing"))
    assert run["results"] == []
    assert len(run["tool"]["driver"]["rules"]) == 5


@pytest.mark.parametrize("name", ["problems", "valid"])
def test_a_validation(name: str) -> None:
    document = sample(name)
    assert len(log_of(document)["results"]) == len(document["problems"])


@pytest.mark.parametrize(
    ("place", "uri", "region"),
    [
        ("my roles.yaml:41:7", "my%20roles.yaml", {"startLine": 41, "startColumn": 7}),
        ("a/ü#.yaml:3", "a/%C3%BC%23.yaml", {"startLine": 3}),
        ("a:b.yaml:3:1", "a%3Ab.yaml", {"startLine": 3, "startColumn": 1}),
        ("a.yaml", "a.yaml", None),
        ("/srv/a.yaml:0:1", "file:///srv/a.yaml%3A0", {"startLine": 1}),
        (r"C:\a b\c.yaml:2:3", "file:///C:/a%20b/c.yaml", {"startLine": 2, "startColumn": 3}),
        ("skill:4", None, None),
        ("https://example.org/x:3", None, None),
    ],
)
def test_a_place(place: str, uri: str | None, region: dict[str, int] | None) -> None:
    problem = {"place": place, "message": "It is wrong.", "hint": ""}
    document = {**sample("problems"), "inputs": ["a", "b"], "problems": [problem]}
    (location,) = log_of(document)["results"][0]["locations"]
    if uri is None:
        assert location == {"logicalLocations": [{"fullyQualifiedName": place}]}
        return
    physical = location["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == uri
    assert physical.get("region") == region


def test_what_has_no_line_is_in_the_one_file_that_was_checked() -> None:
    problem = {"place": "skill:a", "message": "It is wrong.", "hint": ""}
    document = {**sample("problems"), "inputs": ["a b.ttl"], "problems": [problem]}
    (location,) = log_of(document)["results"][0]["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "a%20b.ttl"}}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "skill:a"}]
