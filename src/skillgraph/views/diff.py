"""What differs between two graphs, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.side_by_side import told_change, told_hours, told_side
from skillgraph.views.text import cleaned, cut
from skillgraph.views.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillgraph.model.documents.difference import DiffDocument, DifferenceDoc, PlanChangeDoc
    from skillgraph.views.paper import Paper

_MOST_CHANGES = 12
_MOST_OPTIONS = 3
_LONGEST_VALUE = 60
#: Links by what people call them; the rest has its own name.
_CALLED = {
    "next": "move", "far": "far move", "broader": "membership", "helps-towards": "help",
    "mentions": "mention", "member": "option of a group", "key-skill": "key skill",
    "related": "likeness",
}  # fmt: skip
_HEADINGS = {"added": "New", "removed": "Gone", "replaced": "Replaced", "changed": "Changed"}


def render_diff(document: DiffDocument, paper: Paper) -> str:
    """Return counts first, then the changes by what they are, then the plans that change."""
    document = cleaned(document)
    if not document["changes"]:
        lines = paper.prose("Both graphs say the same.")
    else:
        lines = paper.note("Changes", *_counts(document))
        for what in document["counts"]:  # roles and tracks stand among each other
            changes = [each for each in document["changes"] if each["what"] == what]
            lines += ["", *_section(what, changes, document["labels"], paper)]
    for plan in document["plans"]:
        lines += ["", *_plan(plan, paper)]
    return "\n".join(["", *lines, ""])


def _counts(document: DiffDocument) -> Iterator[str]:
    for what, kinds in document["counts"].items():
        told = [f"{count:,} {_HEADINGS[kind].lower()}" for kind, count in kinds.items()]
        yield f"{_CALLED.get(what, what)}: {joined(told)}"


def _section(
    what: str, changes: Sequence[DifferenceDoc], labels: Mapping[str, str], paper: Paper
) -> list[str]:
    lines = [f"  {paper.bold(_CALLED.get(what, what).upper())}"]
    for change in changes[:_MOST_CHANGES]:
        lines += paper.prose(_told(change, labels), 4, hang=6)
    if len(changes) > _MOST_CHANGES:
        more = len(changes) - _MOST_CHANGES
        lines += paper.prose(f"and {counted(more, 'more change')} (--format csv lists all)", 4)
    return lines


def _told(change: DifferenceDoc, labels: Mapping[str, str]) -> str:
    mark = {"added": "+", "removed": "−", "replaced": "→", "changed": "~"}[change["kind"]]  # noqa: RUF001 -- a minus sign
    names = [labels.get(each, each) for each in change["about"]]
    if change["kind"] == "replaced":
        return f"{mark} {change['about'][0]} is now {names[1]}"
    if change["what"] == "requirement":
        owner, count, *options = names
        asked = joined(options, "or") if count == "1" else f"{count} of {joined(options)}"
        text = f"{owner} needs {asked}"
    elif len(names) > 1 and change["what"] != "salary":
        text = f"{names[0]} – {names[1]}"
    else:
        text = ", ".join(filter(None, names))
    values = [
        f"{name} {_value(change['before'][name])} → {_value(change['after'][name])}"
        for name in change["after"]
    ]
    return f"{mark} {text}" + (f": {'; '.join(values)}" if values else "")


def _value(text: str) -> str:
    return cut(text, _LONGEST_VALUE) or "none"


def _plan(change: PlanChangeDoc, paper: Paper) -> list[str]:
    held = joined([each["label"] for each in change["held"]]) or "nothing"
    lines = paper.headline(change["target"]["label"], f": the plan of somebody who holds {held}")
    plan = change["plan"]
    if plan is None:
        return [*lines, *paper.note("Now", change["problem"] or "can't be asked")]
    lines += paper.note("Before", *told_side(plan["before"]))
    lines += paper.note("Now", *told_side(plan["after"]))
    lines += paper.note("Change", told_change(plan))
    lines += told_hours(paper, plan["shared"], plan["before"], plan["after"])
    for name, side in (("Gone", plan["before"]), ("New", plan["after"])):
        if side["only"]:
            lines += paper.note(name, joined([step["label"] for step in side["only"]]))
    return lines
