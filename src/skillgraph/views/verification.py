"""What a check of a plan found, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned
from skillgraph.views.words import counted, shortened

if TYPE_CHECKING:
    from skillgraph.model.documents.verification import VerificationDocument
    from skillgraph.views.paper import Paper

_BOUNDS = {
    "proved": "That nothing costs less is proved here, too.",
    "not proved here": "That nothing costs less is the planner's proof; nothing better was found.",
    "refuted": "The claim to be the best is refuted.",
    "no claim": "",
}
#: So many statements that fail are shown, and so many paths of what was not checked.
_SHOWN, _MOST_PATHS = 20, 6
_ALL = "Every value of the plan was checked against the graph"


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
        save = ", save for what is named below" if document["unchecked"] else ""
        told = f"{_ALL}{save}. {_BOUNDS[document['bound']]}"
        lines += ["", *paper.prose(told.rstrip())]
    else:
        told = f": the plan ({status}) doesn't hold; {counted(len(found), 'statement')} fail"
        lines += [*paper.headline(label, told + ("s" if len(found) == 1 else "")), ""]
        names = {each["rule"]: each["name"] for each in document["checked"]}
        for each in found[:_SHOWN]:
            lines += paper.note(names.get(each["rule"], ""), each["message"])
        if (rest := len(found) - _SHOWN) > 0:
            lines += paper.note("", f"and {rest:,} more; --format json has all.")
    if document["unchecked"]:
        lines.append("")
        for at, (reason, paths) in enumerate(_by_reason(document).items()):
            told = f"{shortened(paths, _MOST_PATHS)}. {reason}"
            lines += paper.note("" if at else "Not checked", told)
    return "\n".join([*lines, ""])


def _by_reason(document: VerificationDocument) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in document["unchecked"]:
        found.setdefault(each["reason"], []).append(
            each["path"] or "all that follows from the steps"
        )
    return found
