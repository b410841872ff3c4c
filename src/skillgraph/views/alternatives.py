"""Other plans than the best: what each takes otherwise, what it costs, and when it draws level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.paper import PROSE_COLUMNS
from skillgraph.views.text import pad_left, wrap
from skillgraph.views.words import argument, counted, hours, joined, shortened, span

if TYPE_CHECKING:
    from skillgraph.model.documents.outlook import AlternativeDoc
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.views.paper import Paper

_MOST_SKILLS = 3


def draw_alternatives(document: PlanDocument, paper: Paper) -> list[str]:
    """Return a heading and an item a plan, the best first."""
    found = document["alternatives"]
    width = len(str(len(found)))
    lines = ["  " + paper.bold("OTHER PLANS")]
    for number, each in enumerate(found, 1):
        text = f"{_difference(document, each)}: {_price(document, each)}{_level(document, each)}"
        first, *rest = wrap(text, min(paper.columns, PROSE_COLUMNS) - width - 4)
        lines.append(f"  {pad_left(str(number), width)}  {first}")
        lines += [" " * (width + 4) + line for line in rest]
    return lines


def _difference(document: PlanDocument, each: AlternativeDoc) -> str:
    """Say what an alternative does otherwise, and how it is asked for."""
    labels = document["labels"]
    swaps = dict.fromkeys((tuple(swap["taken"]), tuple(swap["dropped"])) for swap in each["swaps"])
    told = [
        f"{joined([labels[skill] for skill in taken])} in place of"
        f" {joined([labels[skill] for skill in dropped])}"
        for taken, dropped in swaps
    ]
    if _other_way(document, each):
        stages = [labels.get(stage, stage) for stage in each["stages"][:-1]]
        way = f"through {joined(stages)}" if stages else "straight to it"
        return ", ".join([way, *told])
    if told:
        return ", ".join(told)
    adds = [labels[skill] for skill in each["adds"]]
    return f"with {shortened(adds, _MOST_SKILLS)}" if adds else "in another order"


def _other_way(document: PlanDocument, each: AlternativeDoc) -> bool:
    return each["stages"] != [stage["id"] for stage in document["stages"]]


def _price(document: PlanDocument, each: AlternativeDoc) -> str:
    steps = each["skills"] - document["total"]["skills"]
    more = f"{counted(abs(steps), 'step')} {'more' if steps > 0 else 'fewer'}, " if steps else ""
    ours, theirs = document["total"]["effort_hours"], each["effort_hours"]
    low, high = theirs["min"] - ours["min"], theirs["max"] - ours["max"]
    if not low and not high:
        return f"{more}the same hours"
    if low * high < 0:
        return f"{more}{hours(theirs)} in all"
    return f"{more}{span(*sorted((abs(low), abs(high))))} h {'more' if high > 0 else 'less'}"


def _level(document: PlanDocument, each: AlternativeDoc) -> str:
    """Say when it would be as good, or how to take what is as good already."""
    labels = document["labels"]
    proven = "" if each["proven"] else "; the best found in time"
    if each["extra_cost"] <= 0:
        return proven + _taking(document, each)
    told = []
    if each["level_if_held"]:
        names = [labels[skill] for skill in each["level_if_held"]]
        verb = "the way to take" if _other_way(document, each) else "as good"
        told.append(f"{verb} if you hold {shortened(names, _MOST_SKILLS, 'or')}")
    if each["level_at_hours"] is not None:
        taken = {skill: None for swap in each["swaps"] for skill in swap["taken"]}
        name = joined([labels[skill] for skill in taken])
        told.append(f"as good if {name} takes about {(each['level_at_hours'] + 1) // 2:,} h")
    return "".join(f"; {text}" for text in told) + proven


def _taking(document: PlanDocument, each: AlternativeDoc) -> str:
    if not _other_way(document, each) and each["swaps"]:
        taken = dict.fromkeys(skill for swap in each["swaps"] for skill in swap["taken"])
        return f" (--choose\u00a0{','.join(map(argument, taken))})"
    ours = {stage["id"] for stage in document["stages"]}
    new = [argument(stage) for stage in each["stages"] if stage not in ours]
    return f" (--via\u00a0{','.join(new)})" if new else ""
