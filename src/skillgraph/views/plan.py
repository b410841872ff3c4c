"""A plan as a person reads it: the route, the steps, what is theirs to decide, what is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from skillgraph.model.options import NODE_OPTIONS
from skillgraph.views.notes import draw_notes
from skillgraph.views.proof import proof_text
from skillgraph.views.route import draw_route
from skillgraph.views.steps import draw_stages
from skillgraph.views.text import cleaned
from skillgraph.views.words import argument, counted, hours, spelled, told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from skillgraph.model.documents.plan import PlanDocument, SameFrom
    from skillgraph.views.paper import Paper

_FEW = 2


def render_plan(document: PlanDocument, paper: Paper, *, graph: str = "") -> str:
    """Return a plan, or why there is none, as text that ends with a line break.

    `graph` is the `--graph` that was asked for, as a command to paste needs it.
    """
    document = cleaned(document)
    labels = told_apart({step["id"]: step["label"] for step in document["steps"]})
    steps = [step.copy() for step in document["steps"]]
    for step in steps:
        step["label"] = labels[step["id"]]
    document = {**document, "steps": steps}
    if document["status"] in {"planned", "ready"}:
        lines = _planned(document, paper, graph)
    else:
        from skillgraph.views.refusal import draw_refusal

        lines = draw_refusal(document, paper, graph)
    return "\n".join(["", *lines, ""])


def _planned(document: PlanDocument, paper: Paper, graph: str) -> list[str]:
    target = document["target"]["label"]
    if document["status"] == "ready":
        lines = [
            *paper.headline(target),
            *paper.prose(f"Nothing to learn: you meet all that {target} must have."),
        ]
    else:
        lines = draw_route(document, paper)
    if document["no_chain"]:
        lines += paper.prose(
            f"No chain of usual moves leads to {target} from where people start, so this plan "
            "goes straight to it."
        )
    if document["status"] == "planned":
        lines += draw_stages(document, paper)
    notes = draw_notes(document, paper)
    lines += ["", *notes] if notes else []
    if proof := proof_text(document):
        lines += paper.prose(proof)
    if document["alternatives"]:
        from skillgraph.views.alternatives import draw_alternatives

        lines += ["", *draw_alternatives(document, paper)]
    if document["from_first_stage"]:
        lines += ["", *_from_first_stage(document, document["from_first_stage"], paper, graph)]
    return lines


def _from_first_stage(
    document: PlanDocument, same: SameFrom, paper: Paper, graph: str
) -> list[str]:
    named = len(document["held"])
    first = document["stages"][0]["label"]
    what = "nothing" if not named else f"{spelled(named)} skill{'s' if named > 1 else ''}"
    held = ",".join(map(argument, same["held"]))
    asked = f"skillgraph path --from {held} --to {argument(document['target']['id'])}"
    if len(document["held"]) > _FEW:
        what = "little"
    return [
        *paper.prose(f"You named {what}. If {first} is your job already, say so:"),
        f"    {paper.bold(asked + options_text(document) + graph)}",
        f"    {counted(same['skills'], 'step')}, {hours(same['effort_hours'])}",
    ]


def options_text(document: PlanDocument) -> str:
    """Return the options of a plan as they are typed, those that have their default left out."""
    options = cast("Mapping[str, Any]", document["options"])
    typed = [f" --by {document['by']}"] if document["by"] != "effort" else []
    typed += [f" --include {options['include']}"] if "include" in options else []
    typed += [f" --route {document['route']}"] if document["route"] != "nearest" else []
    typed += [" --direct"] if options.get("direct") else []
    for name, *_ in NODE_OPTIONS:
        typed += [f" --{name} {argument(each)}" for each in options.get(name) or ()]
    return "".join(typed) + (" --assume none" if options.get("assume") == "none" else "")
