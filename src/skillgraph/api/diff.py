"""`diff` as a document: what differs between two graphs, and which plans change with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.api import references
from skillgraph.api.side_by_side import what_if_document
from skillgraph.compare.difference import difference
from skillgraph.errors import AmbiguousName, NameNotFound
from skillgraph.vocab import HOLDABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.api.opened import SkillGraph
    from skillgraph.graph.store import Graph
    from skillgraph.model.difference import Change, Kind
    from skillgraph.model.documents.difference import DiffDocument, DifferenceDoc, PlanChangeDoc
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.documents.side_by_side import ChangeDoc

#: So many ids are looked up at once.
_BATCH = 500


class Question(NamedTuple):
    """A plan that may change: from what is held to a target, by name."""

    held: tuple[str, ...]
    target: str


def diff_document(
    old: SkillGraph, new: SkillGraph, questions: Iterable[Question] = ()
) -> DiffDocument:
    """Return what differs from an old graph to a new one, and which of some plans change."""
    same = old.digest == new.digest
    changes = [] if same else difference(old.graph.facts(), new.graph.facts())
    counts: dict[str, dict[Kind, int]] = {}
    for change in changes:
        of_kind = counts.setdefault(change.what, {})
        of_kind[change.kind] = of_kind.get(change.kind, 0) + 1
    mentioned = {id_ for change in changes for id_ in _ids(change)}
    return {
        "format": "skillgraph-diff/1",
        "old": references.graph_ref(old.graph),
        "new": references.graph_ref(new.graph),
        "counts": counts,
        "changes": [_change(change) for change in changes],
        "plans": [_plan_change(old, new, question) for question in questions],
        "labels": {**_labels(old.graph, mentioned), **_labels(new.graph, mentioned)},
    }


def _change(change: Change) -> DifferenceDoc:
    return {
        "kind": change.kind,
        "what": change.what,
        "about": list(change.about),
        "before": change.before,
        "after": change.after,
    }


def _ids(change: Change) -> Iterator[str]:
    """Yield the ids of nodes that a change mentions."""
    yield from (each for each in change.about if ":" in each)


def _labels(graph: Graph, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), _BATCH):
        batch = wanted[at : at + _BATCH]
        marks = ",".join("?" * len(batch))
        found |= dict(graph.rows(f"SELECT id, label FROM node WHERE id IN ({marks})", *batch))
    return found


def _plan_change(old: SkillGraph, new: SkillGraph, question: Question) -> PlanChangeDoc:
    """Return how a plan changes; a name of the old graph means the same id on the new one."""
    target = old.resolve(question.target, HOLDABLE)
    held = [old.resolve(name, HOLDABLE) for name in question.held]
    document: PlanChangeDoc = {
        "target": {"id": target.id, "label": target.label},
        "held": [{"id": each.id, "label": each.label} for each in held],
        "plan": None,
        "problem": None,
    }
    before = old.plan(target.id, [each.id for each in held])
    try:
        after = new.plan(target.id, [each.id for each in held])
    except (NameNotFound, AmbiguousName) as error:
        document["problem"] = str(error).partition("\n")[0]
        return document
    nothing: ChangeDoc = {"hold": [], "drop": [], "options": {}}
    document["plan"] = what_if_document(before, _renamed(new, before, after), nothing)
    return document


def _renamed(new: SkillGraph, before: PlanDocument, after: PlanDocument) -> PlanDocument:
    """Return the plan on the new graph with steps that were renamed under their old ids."""
    there = {step["id"] for step in after["steps"]}
    old_ids: dict[str, str] = {}
    for step in before["steps"]:
        if step["id"] not in there:
            found = new.find(step["id"], ("skill",))
            if found is not None and found.id in there:
                old_ids[found.id] = step["id"]
    steps = [{**step, "id": old_ids.get(step["id"], step["id"])} for step in after["steps"]]
    return {**after, "steps": steps}  # type: ignore[typeddict-item]  # the same keys
