"""Two plans side by side, as a person reads them: what a change does, or two targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from skillgraph.views.text import cleaned, cut, display_width, pad, pad_left
from skillgraph.views.words import (
    all_unknown,
    assumed_text,
    counted,
    efforts_text,
    joined,
    span,
    sum_text,
    total_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from skillgraph.model.documents import Total
    from skillgraph.model.documents.side_by_side import (
        CompareDocument,
        SideDoc,
        StepRefDoc,
        WhatIfDocument,
    )
    from skillgraph.views.paper import Paper

_STATUSES = {
    "held": "held already",
    "unknown": "no source states what it requires",
    "impossible": "impossible as asked",
    "ready": "nothing to learn",
}


def render_what_if(document: WhatIfDocument, paper: Paper) -> str:
    """Return what a change does to a plan: its price first, then the steps that go and come."""
    document = cleaned(document)
    before, after = document["before"], document["after"]
    lines = paper.headline(before["target"]["label"], f": what if {_change(document)}?")
    lines.append("")
    lines += paper.note("Before", *told_side(before))
    lines += paper.note("After", *told_side(after))
    lines += paper.note("Change", told_change(document))
    lines += told_hours(paper, document["shared"], before, after)
    if choices := _choices(document):
        lines += paper.note("Choices", *choices)
    if document["matches"]:
        lines += paper.note("Matches", _matches(document))
    if document["extra_cost"] is not None:
        lines += _steps("NO LONGER NEEDED", before["only"], paper, bare=_is_bare(before, after))
        lines += _steps("NEW", after["only"], paper, bare=_is_bare(before, after))
        many = counted(len(document["shared"]), "step")
        lines += ["", *paper.prose(f"{many} stay{'s' if len(document['shared']) == 1 else ''}.")]
    return "\n".join(["", *lines, ""])


def render_compare(document: CompareDocument, paper: Paper) -> str:
    """Return two targets side by side: what both take, then what each takes alone."""
    document = cleaned(document)
    first, second = document["first"], document["second"]
    names = [side["target"]["label"] for side in (first, second)]
    lines = paper.headline(f"{names[0]} and {names[1]}")
    lines.append("")
    lines += paper.note("Plans", *map(_of_target, (first, second)))
    if first["status"] == second["status"] == "planned":
        both = document["both"]
        lines += paper.note("Both", f"{_price(both)} in all")
    lines += told_hours(paper, document["shared"], first, second)
    bare = _is_bare(first, second)
    lines += _steps("FOR BOTH", document["shared"], paper, bare=bare)
    for side in (first, second):
        heading = f"{side['target']['label'].upper()} ALONE"
        lines += _steps(heading, side["only"], paper, bare=bare)
    return "\n".join(["", *lines, ""])


def _of_target(side: SideDoc) -> str:
    """Return a plan in a line that names its target: of one that is made it is the last stage."""
    (told,) = told_side(side)
    return told if side["status"] == "planned" else f"{side['target']['label']}: {told}"


def _change(document: WhatIfDocument) -> str:
    change, labels = document["change"], document["labels"]
    told = []
    if change["hold"]:
        told.append(f"you held {joined([each['label'] for each in change['hold']])}")
    if change["drop"]:
        told.append(f"you did not hold {joined([each['label'] for each in change['drop']])}")
    verbs = {"avoid": "you avoid", "choose": "you choose", "waive": "you waive", "via": "you pass"}
    options = cast("Mapping[str, Any]", change["options"])
    for name, verb in verbs.items():
        ids = options.get(name)
        if ids:
            told.append(f"{verb} {joined([labels.get(id_, id_) for id_ in ids])}")
    return joined(told) or "nothing changed"


def _choices(document: WhatIfDocument) -> list[str]:
    """Return what is taken in place of what, each once: several statements may leave one choice."""
    labels = document["labels"]
    told = [
        f"{joined([labels.get(option, option) for option in each['after']])} in place of"
        f" {joined([labels.get(option, option) for option in each['before']])}"
        for each in document["choices"]
    ]
    return list(dict.fromkeys(told))


def _matches(document: WhatIfDocument) -> str:
    """Return the roles whose coverage changes most: how many essentials were met, and are."""
    told = [
        f"{each['label']} {each['before']['met']} → {each['after']['met']} of {each['after']['of']}"
        for each in document["matches"]
    ]
    left = document["changed_matches"] - len(told)
    more = f"; {counted(left, 'more role')} change{'s' if left == 1 else ''}" if left else ""
    return f"essentials met: {', '.join(told)}{more}"


def told_side(side: SideDoc) -> list[str]:
    """Return a plan in a line: its stages, its steps, its hours."""
    if side["status"] != "planned":
        return [_STATUSES[side["status"]]]
    route = " ─▶ ".join(stage["label"] for stage in side["stages"])
    found = "" if side["optimal"] else " (the best found in time)"
    return [f"{route}: {_price(side['total'])}{found}"]


def told_hours(paper: Paper, shared: Sequence[StepRefDoc], *sides: SideDoc) -> list[str]:
    """Return a note where hours are no source's, but the default that unknown ones count as.

    A step that plans share is told once.
    """
    steps = [*shared, *(step for side in sides for step in side["only"])]
    unknown = _unknown(steps)
    if not unknown:
        return []
    if _is_bare(*sides):
        return paper.note("Hours", "unknown: every step counts alike")
    return paper.note("? hours", assumed_text(unknown, len(steps)))


def _unknown(steps: Sequence[StepRefDoc]) -> int:
    return sum(step["effort_hours"]["unknown"] for step in steps)


def _is_bare(*sides: SideDoc) -> bool:
    """Tell whether no step of plans has an effort that is known."""
    totals = [side["total"] for side in sides if side["total"]["skills"]]
    return bool(totals) and all(map(all_unknown, totals))


def _price(total: Total) -> str:
    """Return steps and hours; a default is marked, and isn't told where there is nothing else."""
    steps = counted(total["skills"], "step")
    if all_unknown(total):
        return steps
    return f"{steps}, {total_text(total)}"


def told_change(document: WhatIfDocument) -> str:
    """Return what a plan takes more or less after a change."""
    before, after = document["before"], document["after"]
    if document["extra_cost"] is None:
        return f"from {_word(before)} to {_word(after)}"
    ours, theirs = before["total"], after["total"]
    steps = theirs["skills"] - ours["skills"]
    low = theirs["effort_hours"]["min"] - ours["effort_hours"]["min"]
    high = theirs["effort_hours"]["max"] - ours["effort_hours"]["max"]
    told = []
    if steps:
        told.append(f"{counted(abs(steps), 'step')} {'more' if steps > 0 else 'fewer'}")
    bare = _is_bare(before, after)
    if (low or high) and not bare:
        ends = sorted((abs(low), abs(high)))
        new, gone = _unknown(after["only"]), _unknown(before["only"])
        # The same step may be of unknown effort on one of two graphs alone.
        stayed = theirs["unknown_effort"] - new == ours["unknown_effort"] - gone
        mark = "" if stayed and not new and not gone else "?"
        told.append(f"{span(ends[0], ends[1])} h{mark} {'more' if high > 0 else 'less'}")
    return ", ".join(told) or f"the same steps {'' if bare else 'and hours '}in all"


def _word(side: SideDoc) -> str:
    return "a plan" if side["status"] == "planned" else _STATUSES[side["status"]]


def _steps(
    heading: str, steps: Sequence[StepRefDoc], paper: Paper, *, bare: bool = False
) -> list[str]:
    """Return a heading with the steps below it, their hours in a column unless they are `bare`."""
    if not steps:
        return []
    if bare:
        labels = [f"    {cut(step['label'], paper.columns - 4)}" for step in steps]
        return ["", *paper.headline(heading, f" · {counted(len(steps), 'step')}"), *labels]
    efforts = [step["effort_hours"] for step in steps]
    told = f" · {counted(len(steps), 'step')}, {sum_text(efforts)}"
    cells = efforts_text(efforts)
    column = max(map(display_width, cells))
    room = paper.columns - 8 - column
    width = min(max(display_width(step["label"]) for step in steps), max(room, 12))
    if 2 + display_width(heading + told) <= paper.columns:
        lines = ["", f"  {paper.bold(heading)}{paper.dim(told)}"]
    else:
        below = paper.dim(told.removeprefix(" · "))
        lines = ["", f"  {paper.bold(cut(heading, paper.columns - 2))}", f"  {below}"]
    for step, cell in zip(steps, cells, strict=True):
        label = pad(cut(step["label"], width), width)
        lines.append(f"    {label}  {pad_left(cell, column)}".rstrip())
    return lines
