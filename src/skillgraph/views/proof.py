"""What is proved about a plan: exactly that, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.options import NODE_OPTIONS
from skillgraph.views.words import catalog_name, counted, joined, place

if TYPE_CHECKING:
    from skillgraph.model.documents.plan import PlanDocument

_MOST_CATALOGS = 3
_MOST_SOURCES = 2
#: Options that narrow what a plan may be; the proof holds within them.
_NARROWING = tuple(option.name for option in NODE_OPTIONS if option.narrows)


def proof_text(document: PlanDocument) -> str:
    """Return the sentence on what is proved, with the catalogue that it is proved on."""
    if document["status"] != "planned":
        return ""
    if document["optimal"]:
        least = "fewer steps" if document["by"] == "count" else "fewer hours"
        return f"Proved: no plan{_scope(document)} takes {least} on {_catalogue(document)}."
    return f"Not proved best: {_bound(document)} A longer --timeout may find better."


def _scope(document: PlanDocument) -> str:
    options = document["options"]
    narrowed = any(options.get(name) for name in _NARROWING) or options.get("assume") == "none"
    within = " within what you asked" if narrowed else ""
    stages = document["stages"]
    labels = document["labels"]
    if options.get("via"):
        via = [labels.get(role, role) for role in options["via"]]
        return f"{within} through {joined(via)}"
    if len(stages) == 1:
        direct = options.get("direct") or document["no_chain"]
        return f"{within} straight to {stages[0]['label']}" if direct else within
    if document["route"] == "cheapest":
        return f"{within} by any route"
    return f"{within} through {stages[0]['label']}"


def _catalogue(document: PlanDocument) -> str:
    catalogs = [catalog_name(catalog) for catalog in document["graph"]["catalogs"]]
    these = "this catalogue" if len(catalogs) == 1 else "these catalogues"
    named = (
        joined(catalogs) if len(catalogs) <= _MOST_CATALOGS else counted(len(catalogs), "catalogue")
    )
    facts = [named] if named else []
    sources = {
        place(step["effort_hours"]["source"].split("#")[0].split()[0], document["labels"]): None
        for step in document["steps"]
        if step["effort_hours"]["source"]
    }
    if document["by"] != "count" and 0 < len(sources) <= _MOST_SOURCES:
        facts.append(f"hours: {joined(list(sources))}")
    return f"{these} ({'; '.join(facts)})" if facts else these


def _bound(document: PlanDocument) -> str:
    cost, bound = document["cost"], document["lower_bound"]
    if cost is None or not bound:
        return "the time ended first."
    unit = "steps" if document["by"] == "count" else "hours"
    if bound >= cost:
        return f"no plan takes fewer {unit}, but which of the equal ones is best was not settled."
    percent = -((bound - cost) * 100 // bound)  # rounded up
    return f"the time ended first; within {percent} % of the fewest {unit} there can be."
