"""Why a node is not in a plan, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.choices import midpoint
from skillgraph.views.explaining import requirement_text
from skillgraph.views.text import cleaned
from skillgraph.views.words import argument, counted, joined, places, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.explanations import CauseDoc, WhyNotDocument
    from skillgraph.views.paper import Paper

_MOST_NAMES = 4
_PLAIN = {
    "step": "It is a step of the plan: `path --why` tells why.",
    "stage": "It is a stage of the plan.",
    "held": "You hold it.",
    "avoided": "You avoid it (--avoid).",
    "waived": "You waive it (--waive).",
    "practised": "It grows at work: to be shown there, and never a step.",
    "no plan": "There is no plan, with it or without it: ask `path`.",
    "another way": "The plan goes another way.",
    "not asked for": "Nothing in this graph asks for it.",
}


def render_why_not(document: WhyNotDocument, paper: Paper) -> str:
    """Return each cause, then what the best plan with the node costs."""
    document = cleaned(document)
    node, target = document["node"]["label"], document["target"]["label"]
    there = {each["cause"] for each in document["causes"]} & {"step", "stage"}
    told = f": {'' if there else 'not '}in the plan to {target}"
    lines = [*paper.headline(node, told), ""]
    for alike in _grouped(document["causes"]):
        for line in _causes_told(document, alike):
            lines += paper.prose(line)
    if document["asked"]:
        lines += ["", *paper.prose(_price(document))]
    return "\n".join(["", *lines, ""])


def _grouped(causes: list[CauseDoc]) -> list[list[CauseDoc]]:
    """Return causes that differ by who asks alone together, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[CauseDoc]] = {}
    for each in causes:
        asked = each["requirement"]
        what = (asked["importance"], asked["count"], *asked["options"]) if asked else ()
        groups.setdefault((each["cause"], what, *each["others"]), []).append(each)
    return list(groups.values())


def _causes_told(document: WhyNotDocument, alike: list[CauseDoc]) -> Iterator[str]:
    labels, first = document["labels"], alike[0]
    cause, requirement = first["cause"], first["requirement"]
    names = [labels.get(other, other) for other in first["others"]]
    if cause in _PLAIN:
        yield _PLAIN[cause]
    elif cause == "assumed":
        yield f"It is assumed, since you hold what builds on it: {shortened(names, _MOST_NAMES)}."
    elif cause == "not on the way":
        yield f"Nothing on the way asks for it. Who does: {shortened(names, _MOST_NAMES)}."
    elif requirement is not None:
        owners = [each["requirement"]["owner"] for each in alike if each["requirement"]]
        source = places(requirement["sources"], labels)
        yield f"{requirement_text(requirement, labels, owners)} — {source}"
        yield f"  {_answered(cause, names, requirement['importance'])}"


def _answered(cause: str, names: list[str], importance: str) -> str:
    if cause == "chosen otherwise":
        return f"The plan takes {joined(names)} for that."
    if cause == "met otherwise":
        return f"Met already: you have {joined(names, 'or')}." if names else "Met by what you hold."
    return f"The plan learns what is essential; more comes with --include {importance}."


def _price(document: WhyNotDocument) -> str:
    asked = f"--{document['asked']} {argument(document['node']['id'])}"
    extra = document["extra_cost"]
    if extra is None:
        return f"With it ({asked}) there is no plan."
    if extra == 0:
        unit = "steps" if document["by"] == "count" else "hours"
        return f"With it ({asked}) the plan takes the same {unit}."
    more = "more" if extra > 0 else "less"
    price = counted(abs(extra), "step") if document["by"] == "count" else midpoint(abs(extra))
    return f"With it ({asked}) the plan takes {price} {more}."
