"""What checks found, as a SARIF log, which editors and code hosts show beside the file.

The form is SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html); the
sections named below are its.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, cast

from skillgraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.model.documents.checks import (
        FindingDoc,
        LintDocument,
        ProblemDoc,
        ValidationDocument,
    )

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

#: The one rule of `validate`.
_INVALID = {"id": "invalid-input", "description": "What keeps files from making a graph"}

_LEVELS = {"warning": "warning", "info": "note"}

_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>[1-9]\d*)(?::(?P<column>[1-9]\d*))?)?", re.DOTALL)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def sarif_log(document: Mapping[str, object]) -> dict[str, Any]:
    """Return the log of a validation or a lint: one run, with its rules and its results."""
    if str(document["format"]).startswith("skillgraph-validation/"):
        validation = cast("ValidationDocument", document)
        inputs = validation["inputs"]
        return _log([_INVALID], [_problem(each, inputs) for each in validation["problems"]])
    lint = cast("LintDocument", document)
    order = {rule["id"]: number for number, rule in enumerate(lint["rules"])}
    return _log(
        [dict(rule) for rule in lint["rules"]],
        [_finding(each, order[each["rule"]]) for each in lint["findings"]],
    )


def _log(rules: list[dict[str, Any]], results: list[dict[str, Any]]) -> dict[str, Any]:
    from importlib.metadata import version

    driver = {
        "name": "skillgraph",
        "version": version("skillgraph"),
        "rules": [
            {"id": rule["id"], "shortDescription": {"text": f"{rule['description']}."}}
            for rule in rules
        ],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _problem(problem: ProblemDoc, inputs: list[str]) -> dict[str, Any]:
    """Return a result; what no line is known of is in the file, where one alone was checked."""
    location = _location(problem["place"]) if problem["place"] else {}
    if len(inputs) == 1:
        location.setdefault("physicalLocation", {"artifactLocation": {"uri": file_uri(inputs[0])}})
    return {
        "ruleId": _INVALID["id"],
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f"{problem['message']} {problem['hint']}".rstrip()},
        "locations": [location] if location else [],
    }


def _finding(finding: FindingDoc, rule: int) -> dict[str, Any]:
    """Return a result: its first place, the others as related, or else the nodes by id."""
    names = [{"name": node["label"], "fullyQualifiedName": node["id"]} for node in finding["nodes"]]
    first, *others = [_location(place) for place in finding["places"]] or [{}]
    return {
        "ruleId": finding["rule"],
        "ruleIndex": rule,
        "level": _LEVELS[finding["severity"]],
        "message": {"text": f"{finding['message']} {finding['hint']}".rstrip()},
        "locations": [{**first, "logicalLocations": names}],
        **({"relatedLocations": others} if others else {}),
    }


def _location(place: str) -> dict[str, Any]:
    """Return a place in a file (3.29), or what is named where it is none (3.33).

    >>> _location("my roles.yaml:41:7")["physicalLocation"]["artifactLocation"]
    {'uri': 'my%20roles.yaml'}
    >>> _location("skill:4")
    {'logicalLocations': [{'fullyQualifiedName': 'skill:4'}]}
    """
    found = _PLACE.fullmatch(place)
    if found is None or place.partition(":")[0] in PREFIXES or "://" in place:
        return {"logicalLocations": [{"fullyQualifiedName": place}]}
    physical: dict[str, Any] = {"artifactLocation": {"uri": file_uri(found["file"])}}
    if found["line"]:
        physical["region"] = {"startLine": int(found["line"])}
        if found["column"]:
            physical["region"]["startColumn"] = int(found["column"])
    return {"physicalLocation": physical}


def file_uri(path: str) -> str:
    r"""Return the URI reference of a path (3.4.4), percent-encoded; a relative one stays relative.

    >>> file_uri("a b/ü.yaml"), file_uri("/a.yaml"), file_uri("C:\\a.yaml")
    ('a%20b/%C3%BC.yaml', 'file:///a.yaml', 'file:///C:/a.yaml')
    """
    from urllib.parse import quote

    drive = path[:2] if _DRIVE.match(path) else ""
    rest = quote(os.fsencode(path[len(drive) :].replace("\\", "/") if drive else path))
    if drive:
        return f"file:///{drive}{rest}"
    return f"file://{rest}" if rest.startswith("/") else rest
