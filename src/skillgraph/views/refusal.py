"""Why no plan is made: the target is held, nothing is known of it, or it can't be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cut, display_width, pad
from skillgraph.views.words import argument, shortened

if TYPE_CHECKING:
    from skillgraph.model.documents.plan import MissingDoc, PlanDocument
    from skillgraph.views.paper import Paper

_MOST_MISSING = 12


def draw_refusal(document: PlanDocument, paper: Paper, graph: str) -> list[str]:
    """Return the answer that is no plan, and what can be asked next."""
    if document["status"] == "held":
        return _held(document, paper)
    if document["status"] == "unknown":
        return _unknown_target(document, paper, graph)
    return _impossible(document, paper)


def _held(document: PlanDocument, paper: Paper) -> list[str]:
    target = document["target"]
    name = target["label"]
    if target["id"] in {held["id"] for held in document["held"]}:
        return paper.headline(name, ": you hold it already. Nothing to learn.")
    again = f"--without {argument(target['id'])}"
    return [
        *paper.headline(name, ": it follows from what you hold. Nothing to learn."),
        *paper.prose(f"If you don't know it, take the assumption back: {again}"),
    ]


def _unknown_target(document: PlanDocument, paper: Paper, graph: str) -> list[str]:
    target = document["target"]
    return [
        *paper.headline(target["label"], ": unknown"),
        *paper.prose(
            "No source in this graph states what it requires, so there is no plan to make, and "
            "no score. What is known of it:"
        ),
        f"    skillgraph show {argument(target['id'])}{graph}",
    ]


def _impossible(document: PlanDocument, paper: Paper) -> list[str]:
    missing = document["missing"]
    names = max((display_width(each["label"]) for each in missing), default=0)
    names = min(names, (paper.columns - 4) * 45 // 100)
    lines = [
        *paper.headline(document["target"]["label"], ": impossible as asked"),
        "",
        "  What can't be had:",
    ]
    for each in missing[:_MOST_MISSING]:
        why = cut(cause_text(document, each), paper.columns - names - 6)
        lines.append(f"    {pad(each['label'], names)}  {paper.dim(why)}")
    if len(missing) > _MOST_MISSING:
        lines.append(f"    and {len(missing) - _MOST_MISSING} more (--format json lists them)")
    return [*lines, "", *paper.prose(_next(document))]


def cause_text(document: PlanDocument, missing: MissingDoc) -> str:
    """Return why a skill can't be had."""
    if missing["cause"] == "avoided":
        return f"you avoid it (--avoid {argument(missing['id'])})"
    if missing["cause"] == "circular":
        return "waits, by what it needs, for itself"
    lacks = [document["labels"].get(skill, skill) for skill in missing["lacks"]]
    return f"lacks {', '.join(lacks)}" if lacks else "nothing that it needs can be had"


def _next(document: PlanDocument) -> str:
    avoided = [each for each in document["missing"] if each["cause"] == "avoided"]
    circular = [each for each in document["missing"] if each["cause"] == "circular"]
    if avoided:
        names = shortened([argument(each["id"]) for each in avoided], 2, "or")
        return f"Next: take back --avoid {names}, or go without what is missing (--waive)."
    if circular:
        first = argument(circular[0]["id"])
        return (
            f"Next: where you hold one of the circle, say so (--from {first}); or go without it "
            f"(--waive {first}); or mend the catalogue, where two skills need each other."
        )
    return "Next: go without what is missing (--waive), or mend the catalogue."
