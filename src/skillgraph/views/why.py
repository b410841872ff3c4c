"""Why a step stands in a plan, as a person reads it: statement by statement, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned
from skillgraph.views.words import places, shortened, wanted

if TYPE_CHECKING:
    from skillgraph.model.documents.outlook import ReasonDoc, WhyDocument
    from skillgraph.views.paper import Paper

_MOST_EQUAL = 4
_MOST_OTHERS = 5


def render_why(document: WhyDocument, paper: Paper) -> str:
    """Return the statements that a step rests on, from the step up to its stage."""
    document = cleaned(document)
    step, target = document["step"]["label"], document["target"]["label"]
    lines = paper.headline(step, f": step {document['order']} of the plan to {target}")
    lines.append("")
    for at, statement in enumerate(document["chain"]):
        lines += paper.note("Because" if at == 0 else "and", *_statement(document, statement))
    if not document["chain"]:
        reason = "you chose it (--choose)" if document["chosen"] else "it is what you asked for"
        lines += paper.note("Because", reason)
    elif document["chosen"]:
        lines += paper.note("Chosen", "you asked for it (--choose)")
    if document["equal"]:
        names = [document["labels"].get(option, option) for option in document["equal"]]
        lines += paper.note("As good", f"{shortened(names, _MOST_EQUAL, 'or')}: the same hours")
    if document["others"]:
        names = [document["labels"][each["owner"]] for each in document["others"]]
        told = shortened(list(dict.fromkeys(names)), _MOST_OTHERS)
        lines += paper.note("Also asked", f"by {told}")
    return "\n".join(["", *lines, ""])


def _statement(document: WhyDocument, statement: ReasonDoc) -> list[str]:
    labels = document["labels"]
    verb = {"essential": "needs", "important": "wants", "helpful": "gains from"}
    owner = labels[statement["owner"]]
    asked = wanted(statement, labels)
    if len(statement["options"]) > 1 and statement["group"]:
        options = [labels[option] for option in statement["options"]]
        asked += f" ({shortened(options, _MOST_EQUAL, 'or')})"
    return [
        f"{owner} {verb[statement['importance']]} {asked}",
        _source(places(statement["sources"], labels)),
    ]


def _source(cited: str) -> str:
    return f"— {cited}" if cited else "— no source"
