"""A graph or a plan within a notebook: a still picture and its words; nothing is loaded or run."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from skillgraph.pages.sentences import notes_of, sentence_of
from skillgraph.pages.steps import plan_rows
from skillgraph.pages.svg import render_svg
from skillgraph.views.text import cleaned

if TYPE_CHECKING:
    from skillgraph.model.documents import Ref, RequirementDoc
    from skillgraph.model.documents.pictures import PictureDocument, PictureNodeDoc
    from skillgraph.model.documents.plan import PlanDocument


def render_notebook(document: PictureDocument) -> str:
    """Return a picture as a fragment of HTML: a sentence, the drawing, the steps of a plan."""
    document = cleaned(document)
    words = [f"<p><strong>{escape(sentence_of(document))}</strong></p>"]
    words += [f"<p>{escape(note)}</p>" for note in notes_of(document)]
    rows = plan_rows(document)
    steps = [step for stage in rows.stages for step in stage.steps] if rows else []
    items = "".join(f"<li>{escape(step.label)} ({escape(step.hours)})</li>" for step in steps)
    listed = f"<details><summary>Steps</summary><ol>{items}</ol></details>" if items else ""
    return f"<div>{''.join(words)}<figure>{render_svg(document)}</figure>{listed}</div>"


def picture_of(plan: PlanDocument) -> PictureDocument:
    """Return a plan as a picture of what it says itself, where no graph is at hand."""
    refs: dict[str, Ref] = {}
    for part in ("held", "assumed", "practise", "waived", "missing", "stages", "steps"):
        for ref in plan[part]:
            refs.setdefault(ref["id"], {"id": ref["id"], "label": ref["label"]})
    refs.setdefault(plan["target"]["id"], plan["target"])
    for choice in plan["choices"]:
        for option in choice["options"]:
            refs.setdefault(option, {"id": option, "label": plan["labels"].get(option, option)})
    return {
        "format": "skillgraph-picture/1",
        "graph": plan["graph"],
        "focus": None,
        "hops": 0,
        "kinds": [],
        "candidates": len(refs),
        "nodes": [_bare(ref) for ref in refs.values()],
        "requirements": _requirements(plan),
        "links": [],
        "plan": plan,
        "catalogs": [],
        "labels": plan["labels"],
    }


def _bare(ref: Ref) -> PictureNodeDoc:
    return {
        "id": ref["id"], "label": ref["label"], "kind": "skill", "seniority": None,
        "alt_labels": [], "description": None, "outcome": None, "experience": None,
        "entry": False, "practised": False, "effort_hours": None, "categories": [],
        "salary": [], "sources": [], "locators": [],
    }  # fmt: skip


def _requirements(plan: PlanDocument) -> list[RequirementDoc]:
    """Return what the steps are there for, as far as the plan tells."""
    found: dict[str, RequirementDoc] = {}
    for step in plan["steps"]:
        for reason in step["because"]:
            required = found.setdefault(
                reason["requirement"],
                {
                    "requirement": reason["requirement"], "owner": reason["owner"],
                    "importance": reason["importance"], "count": 0, "group": None,
                    "options": [], "level": None, "rating": None, "sources": [],
                },
            )  # fmt: skip
            if step["id"] not in required["options"]:
                required["options"].append(step["id"])
                required["count"] += 1
    return list(found.values())
