"""The head of a plan: from what is held, over the stages, to the target, with the hours of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cut, display_width, pad
from skillgraph.views.words import all_unknown, counted, shortened, sum_text, total_text

if TYPE_CHECKING:
    from skillgraph.model.documents.plan import PlanDocument, StageDoc
    from skillgraph.views.paper import Paper

_ARROW = " ─▶ "
_ORIGIN_COLUMNS = 30


def draw_route(document: PlanDocument, paper: Paper) -> list[str]:
    """Return the route on one line where it fits, else a stage a line; the total is with it."""
    origin = _origin(document)
    stops = [(stage["label"], _below(document, stage)) for stage in document["stages"]]
    if origin:
        stops.insert(0, (origin, ""))
    total = _total(document)
    widths = [max(map(display_width, stop)) for stop in stops]
    across = 2 + sum(widths) + len(_ARROW) * (len(stops) - 1)
    if across > paper.columns:
        return _upright(stops, total, paper)
    names = ""
    for (name, _), width in zip(stops, widths, strict=True):
        line = "─" * (width - display_width(name))  # the arrow reaches over what stands below
        names += f"{paper.bold(name)} ─{line}▶ "
    names = names[: names.rindex(" ─")]
    below = (" " * len(_ARROW)).join(
        pad(text, width) for (_, text), width in zip(stops, widths, strict=True)
    )
    lines = ["  " + names]
    alone = f"  {below.rstrip()}" + ("" if all_unknown(document["total"]) else " of study")
    if len({step["stage"] for step in document["steps"]}) == 1 and (
        display_width(alone) <= paper.columns
    ):
        return [*lines, alone]
    if across + 2 + display_width(total) <= paper.columns:
        return [*lines, f"  {below}  {paper.bold(total)}"]
    return [*lines, f"  {below.rstrip()}", f"  {paper.bold(total)}"]


def _upright(stops: list[tuple[str, str]], total: str, paper: Paper) -> list[str]:
    room = max(display_width(text) for _, text in stops)
    longest = max(display_width(name) for name, _ in stops)
    names = max(min(longest, paper.columns - room - 7), 12)
    lines = []
    for at, (name, text) in enumerate(stops):
        arrow = "─▶ " if at else ""
        shown = cut(name, names + 3 - len(arrow))
        filled = " " * (names + 3 - len(arrow) - display_width(shown))
        lines.append(f"  {arrow}{paper.bold(shown)}{filled}  {text}".rstrip())
    return [*lines, f"  {paper.bold(total)}"]


def _origin(document: PlanDocument) -> str:
    stages = {stage["id"] for stage in document["stages"] if stage["held"]}
    names = [held["label"] for held in document["held"] if held["id"] not in stages]
    if not names:
        return "" if stages else "From scratch"
    for most in (3, 2, 1):
        text = shortened(names, most)
        if display_width(text) <= _ORIGIN_COLUMNS:
            return text
    return cut(names[0], 20) + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def _below(document: PlanDocument, stage: StageDoc) -> str:
    if stage["held"]:
        return "held"
    steps = [step for step in document["steps"] if step["stage"] == stage["id"]]
    if not steps:
        return "complete"
    if all_unknown(document["total"]):
        return counted(len(steps), "step")
    return f"{counted(len(steps), 'step')}, {sum_text([step['effort_hours'] for step in steps])}"


def _total(document: PlanDocument) -> str:
    total = document["total"]
    if all_unknown(total):
        return f"= {counted(total['skills'], 'step')}"
    return f"= {total_text(total)} of study"
