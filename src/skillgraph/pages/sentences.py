"""The sentences above a picture: what is seen, of how much, and from which catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.proof import proof_text
from skillgraph.views.words import catalog_name, counted, joined, shortened, total_text

if TYPE_CHECKING:
    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.model.documents.plan import PlanDocument

_MOST_HELD = 4


def title_of(document: PictureDocument) -> str:
    """Return what a picture is called: in a tab, in a list of files."""
    plan = document["plan"]
    if plan is not None:
        return f"The way to {plan['target']['label']}"
    if document["focus"]:
        return f"Around {document['focus']['label']}"
    return "Skills, roles and tracks"


def sentence_of(document: PictureDocument) -> str:
    """Return in one sentence what is seen."""
    plan = document["plan"]
    if plan is not None:
        return _plan_sentence(plan)
    counts = _counts(document)
    if document["focus"]:
        within = counted(document["hops"], "step")
        return (
            f"{counts} within {within} of {document['focus']['label']}, from "
            f"{catalogues(document)}."
        )
    return f"{counts} and what joins them, from {catalogues(document)}."


def notes_of(document: PictureDocument) -> list[str]:
    """Return what must be said besides: that not all is shown, what is proved."""
    plan = document["plan"]
    if plan is not None:
        straight = (
            f"No chain of usual moves leads to {plan['target']['label']} from where people start, "
            "so this goes straight to it."
        )
        return [*([straight] if plan["no_chain"] else []), *filter(None, [proof_text(plan)])]
    shown, there = len(document["nodes"]), document["candidates"]
    if shown >= there:
        return []
    nearest = ", the nearest first" if document["focus"] else ""
    narrowed = (
        f"These are the {shown:,} most connected of {there:,}{nearest}. For others, render with "
        f"--focus NODE; for more, with --most {min(there, shown * 3)}."
    )
    return [narrowed]


def catalogues(document: PictureDocument) -> str:
    """Return the catalogues of a picture with their versions."""
    return joined([catalog_name(catalog) for catalog in document["graph"]["catalogs"]])


def _counts(document: PictureDocument) -> str:
    names = {
        "skill": "skill", "role": "role", "track": "track", "category": "category",
        "strategy": "strategy", "organisation": "organisation", "group": "group of options",
        "scale": "scale",
    }  # fmt: skip
    kinds = [node["kind"] for node in document["nodes"]]
    counts = [
        counted(kinds.count(kind), name).replace("group of optionss", "groups of options")
        for kind, name in names.items()
        if kind in kinds
    ]
    return joined(counts) if counts else "Nothing"


def _plan_sentence(plan: PlanDocument) -> str:
    target = plan["target"]["label"]
    start = shortened([ref["label"] for ref in plan["held"]], _MOST_HELD) if plan["held"] else ""
    begin = f"From {start} to {target}" if start else f"From the beginning to {target}"
    catalogs = joined([catalog_name(each) for each in plan["graph"]["catalogs"]])
    match plan["status"]:
        case "planned":
            before = [stage["label"] for stage in plan["stages"][:-1]]
            through = f" through {joined(before)}" if before else ""
            total = plan["total"]
            return (
                f"{begin}{through}: {counted(total['skills'], 'step')}, "
                f"{total_text(total)} of study, by {catalogs}."
            )
        case "ready":
            return f"{begin}: nothing to learn, you meet all that it must have, by {catalogs}."
        case "held":
            return f"{target}: you hold it already, by {catalogs}."
        case "unknown":
            return f"{target}: no source states what it requires, by {catalogs}."
        case _:
            return f"{begin}: impossible as asked, by {catalogs}."
