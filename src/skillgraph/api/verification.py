"""`verify` as a document: a plan that somebody claims, laid beside what the graph makes of it.

What the planner decided is replayed rule by rule; all else follows from that and from the graph, so
the whole document is written afresh and compared with the claim, value by value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from skillgraph.api import references
from skillgraph.api.claiming import Keys, claimed_plan, claimed_problem
from skillgraph.api.differing import differences
from skillgraph.api.expecting import Expected
from skillgraph.api.naming import Naming
from skillgraph.model.verification import Unchecked
from skillgraph.readers.plans import check_plan
from skillgraph.verify.plan import verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.verification import VerificationDocument, ViolationDoc
    from skillgraph.model.verification import Violation

#: What is replayed, by the number of its rule; all other values follow from no rule but the graph.
CHECKED = {
    0: "values", 1: "assumed", 2: "practised", 3: "mandatory", 4: "chain", 5: "route", 6: "steps",
    7: "cost", 8: "order", 9: "choices", 10: "status", 12: "reasons",
}  # fmt: skip

_RULES = {
    "assumed": 1, "practise": 2, "waived": 2, "recommended": 3, "stages": 4, "no_chain": 4,
    "other_route": 5, "steps": 6, "cost": 7, "optimal": 7, "lower_bound": 7, "total": 7,
    "alternatives": 7, "choices": 9, "status": 10, "missing": 10,
}  # fmt: skip

_ELSEWHERE = "The plan was made on another graph."


def verification_document(
    graph: Graph, claim: Mapping[str, Any], place: str = "plan"
) -> VerificationDocument:
    """Return what of a plan document isn't so on a graph, and what of it can't be told here.

    Whatever is neither, is true. What hasn't the shape of a plan, and an id that the graph doesn't
    have, is `InvalidInput`: then it is no plan, or about another graph. `place` is what it is
    called there.
    """
    check_plan(claim, place)
    keys = Keys(graph, place)
    problem = claimed_problem(graph, keys, claim)
    plan = claimed_plan(keys, claim)
    keys.raise_any()
    verdict = verify(problem, plan)
    naming = Naming(graph, {problem.target, *plan.stages, *(step.skill for step in plan.steps)})
    violations = [_named(naming, each) for each in verdict.violations]
    unchecked = list(verdict.unchecked)
    if verdict.plan is not None:
        open_paths = [each.path for each in verdict.unchecked]
        expected = Expected(graph, problem, verdict.plan, claim, open_paths)
        document = expected.document()
        violations += [_named(naming, each) for each in expected.violations]
        unchecked += expected.unchecked
        if claim["graph"]["digest"] != document["graph"]["digest"]:
            document["graph"] = claim["graph"]
            unchecked.append(Unchecked("graph", _ELSEWHERE))
        violations += _differing(claim, document, [each["path"] for each in violations])
    return {
        "format": "skillgraph-verification/1",
        "graph": references.graph_ref(graph),
        "plan": claim["graph"]["digest"],
        "target": naming.role_ref(problem.target),
        "status": plan.status,
        "holds": not violations,
        "bound": verdict.bound,
        "checked": [{"rule": rule, "name": name} for rule, name in CHECKED.items()],
        "violations": violations,
        "unchecked": [{"path": each.path, "reason": each.reason} for each in unchecked],
    }


def _named(naming: Naming, violation: Violation) -> ViolationDoc:
    labels = [naming.node(node).label for node in violation.nodes]
    told = violation.message.format(*labels)
    if not told.startswith(violation.path):
        told = f"{told[:1].upper()}{told[1:]} ({violation.path})"
    return {"rule": violation.rule, "path": violation.path, "message": f"{told}."}


def _differing(
    claim: Mapping[str, Any], document: Mapping[str, Any], told: Iterable[str]
) -> Iterator[ViolationDoc]:
    """Yield each value that isn't so, save for those below what was told to be wrong already."""
    known = set(told)
    for path, message in differences(claim, document):
        if path not in known and known.isdisjoint(_above(path)):
            yield {"rule": _rule(path), "path": path, "message": message}


def _above(path: str) -> Iterator[str]:
    """Yield the paths of what a value is in.

    >>> list(_above("steps[3].level.scale"))
    ['steps', 'steps[3]', 'steps[3].level']
    """
    return (path[: sign.start()] for sign in re.finditer(r"[.\[]", path))


def _rule(path: str) -> int:
    if path.startswith("steps[") and "].because" in path:
        return 12
    return _RULES.get(path.partition(".")[0].partition("[")[0], 0)
