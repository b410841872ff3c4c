"""What checks of a graph found, by rule, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned
from skillgraph.views.words import counted, joined, places

if TYPE_CHECKING:
    from skillgraph.model.documents.checks import FindingDoc, LintDocument
    from skillgraph.views.paper import Paper

#: Room for the longer of the two words.
_SEVERITY = len("warning") + 2
#: So many places are told; in a long cycle each statement has one.
_MOST_PLACES = 6


def render_lint(document: LintDocument, paper: Paper) -> str:
    """Return each rule that found something, with what it found, where, and what to do.

    What to do is told once for all that it is true of.
    """
    document = cleaned(document)
    findings = document["findings"]
    lines: list[str] = []
    for rule in document["rules"]:
        found = [each for each in findings if each["rule"] == rule["id"]]
        if found:
            lines += ["", *paper.headline(rule["id"], f"  {rule['description']}")]
        for hint, alike in _by_hint(found).items():
            for each in alike:
                lines += _finding(each, document["labels"], paper)
            lines += paper.prose(hint, 4)
    return "\n".join([*lines, *([""] if lines else []), *_total(document, paper), ""])


def _by_hint(findings: list[FindingDoc]) -> dict[str, list[FindingDoc]]:
    alike: dict[str, list[FindingDoc]] = {}
    for each in findings:
        alike.setdefault(each["hint"], []).append(each)
    return alike


def _finding(finding: FindingDoc, labels: dict[str, str], paper: Paper) -> list[str]:
    indent = 4 + _SEVERITY
    first, *rest = paper.prose(finding["message"], indent)
    severity = finding["severity"]
    marked = paper.accent(severity) if severity == "warning" else paper.dim(severity)
    lead = f"    {marked}{' ' * (_SEVERITY - len(severity))}"
    told = finding["places"] or [places([source], labels) for source in finding["sources"]]
    if len(told) > _MOST_PLACES + 1:
        told = [*told[:_MOST_PLACES], f"and {len(told) - _MOST_PLACES} more"]
    where = paper.prose(", ".join(told), indent) if told else []
    return [lead + first[indent:], *rest, *map(paper.dim, where)]


def _total(document: LintDocument, paper: Paper) -> list[str]:
    warnings = document["warnings"]
    others = len(document["findings"]) - warnings
    counts = [
        *([counted(warnings, "warning")] if warnings else []),
        *([f"{others:,} for information"] if others else []),
    ]
    if counts:
        return paper.prose(f"{joined(counts)}.", 0)
    rules = joined([rule["id"] for rule in document["rules"]], "or")
    return paper.prose(f"Nothing found by {rules}.", 0)
