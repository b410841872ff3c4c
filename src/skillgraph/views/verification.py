"""What a check of a plan found, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned
from skillgraph.views.words import counted

if TYPE_CHECKING:
    from skillgraph.model.documents.verification import VerificationDocument
    from skillgraph.views.paper import Paper

_BOUNDS = {
    "proved": "That nothing costs less is proved here too, without a search.",
    "not proved here": "That nothing costs less is the planner's proof: nothing better was "
    "stumbled on here, and this check doesn't search.",
    "refuted": "The claim to be the best is refuted.",
    "no claim": "",
}


def render_verification(document: VerificationDocument, paper: Paper) -> str:
    """Return whether a plan holds; if not, each statement that fails, under what it is about."""
    document = cleaned(document)
    label, status = document["target"]["label"], document["status"]
    found = document["violations"]
    lines = [""]
    if document["plan"] != document["graph"]["digest"]:
        told = "The plan was made on another graph; it is replayed on this one."
        lines += [*paper.prose(told), ""]
    if document["holds"]:
        lines += paper.headline(label, f": the plan ({status}) holds")
        told = f"{counted(len(document['checked']), 'rule')} replayed. "
        lines += ["", *paper.prose(told + _BOUNDS[document["bound"]])]
    else:
        told = f": the plan ({status}) doesn't hold; {counted(len(found), 'statement')} fail"
        lines += [*paper.headline(label, told + ("s" if len(found) == 1 else "")), ""]
        names = {each["rule"]: each["name"] for each in document["checked"]}
        for each in found:
            lines += paper.note(names.get(each["rule"], ""), each["message"])
    return "\n".join([*lines, ""])
