"""What checks of a whole graph find, as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api import references
from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.whole import load_whole
from skillgraph.lint.checks import RULES, find_all

if TYPE_CHECKING:
    from collections.abc import Collection

    from skillgraph.graph.rows import Node, Place, Requirement
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.checks import FindingDoc, LintDocument
    from skillgraph.model.whole import Finding


def lint_document(graph: Graph, rules: Collection[str]) -> LintDocument:
    """Return what some rules find in a graph; a rule that there isn't is `InvalidInput`."""
    for rule in rules:
        if rule not in RULES:
            known = f"There are {', '.join(RULES)}."
            raise InvalidInput(InputProblem("", f"there is no rule '{rule}'.", known))
    findings = find_all(load_whole(graph), rules)
    naming = _Naming(graph, findings)
    documents = [naming.document(finding) for finding in findings]
    cited = [source for document in documents for source in document["sources"]]
    return {
        "format": "skillgraph-lint/1",
        "graph": references.graph_ref(graph),
        "rules": [{"id": rule, "description": RULES[rule]} for rule in RULES if rule in rules],
        "warnings": sum(finding.severity == "warning" for finding in findings),
        "findings": documents,
        "labels": references.source_labels(graph, cited),
    }


class _Naming:
    """Findings in ids, labels and places; what they mention is fetched at once."""

    def __init__(self, graph: Graph, findings: list[Finding]) -> None:
        self._graph = graph
        pairs = [pair for each in findings for pair in (*each.statements, *each.exits)]
        stated = graph.requirements(owners=sorted({owner for owner, _ in pairs}))
        self._requirements: dict[int, Requirement] = {each.key: each for each in stated}
        mentioned = {node for each in findings for node in (*each.nodes, *each.path)}
        for _, key in pairs:
            mentioned.update(self._requirements[key].options)
        self._nodes: dict[int, Node] = graph.nodes(sorted(mentioned))

    def document(self, finding: Finding) -> FindingDoc:
        """Return a finding as documents have it."""
        places = self._places(finding)
        return {
            "rule": finding.rule,
            "severity": finding.severity,
            "nodes": [references.ref(self._nodes[node]) for node in finding.nodes],
            "message": finding.message,
            "hint": finding.hint,
            "path": [self._nodes[node].id for node in finding.path],
            "exits": [
                {
                    "owner": self._nodes[owner].id,
                    "count": self._requirements[key].count,
                    "options": [self._nodes[each].id for each in self._requirements[key].options],
                }
                for owner, key in finding.exits
            ],
            "places": list(dict.fromkeys(locator for _, _, locator in places if locator)),
            "sources": references.cited(places),
        }

    def _places(self, finding: Finding) -> list[Place]:
        """Return where the statements of a finding are made; without any, where its nodes are."""
        if finding.statements:
            return [
                place for _, key in finding.statements for place in self._requirements[key].places
            ]
        return [place for node in finding.nodes for place in self._graph.node_places(node)]
