"""Where a person stands, as they read it: their profile whole, or the next step alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.outlook import between, pace
from skillgraph.views.text import cleaned, display_width, pad
from skillgraph.views.words import (
    argument,
    assumed_text,
    counted,
    joined,
    level_text,
    marked_hours,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.documents.plan import StepDoc
    from skillgraph.model.documents.standing import GoalDoc, HeldEntryDoc, StandingDocument
    from skillgraph.views.paper import Paper

_MOST_NAMES = 6
_ROLES = ("role", "track")


def render_standing(document: StandingDocument, paper: Paper, *, graph: str = "") -> str:
    """Return where somebody is, the next step to each goal and its dates, with a line break."""
    document = cleaned(document)
    lines: list[str] = []
    for goal in document["goals"]:
        lines += ["", *_goal(document, goal, paper)]
    first = document["goals"][0]
    lines += ["", "  More:"]
    if first["status"] == "planned":
        to = argument(first["id"])
        lines.append(f"    skillgraph path --to {to}{graph}")
    if (step := first["next"]) is not None:
        lines.append(f"    skillgraph profile done {argument(step['id'])}")
    lines += ["    skillgraph profile show", "    skillgraph --help", ""]
    return "\n".join(lines)


def render_profile(document: StandingDocument, paper: Paper, file: str) -> str:
    """Return all that a profile says, and how far it is to each goal, with a line break."""
    document = cleaned(document)
    lines = ["", *paper.headline(file, f"   {_size(document)}"), ""]
    width = max((display_width(each["label"]) for each in document["held"]), default=0)
    for each in document["held"]:
        lines += paper.prose(f"{pad(each['label'], min(width, 40))}  {_said(each)}".rstrip())
    if not document["held"]:
        lines += paper.prose("Nothing is held yet: skillgraph profile add NAMES")
    for goal in document["goals"]:
        lines += ["", *_goal(document, goal, paper)]
    notes = list(_notes(document))
    if notes:
        lines.append("")
        for name, text in notes:
            lines += paper.note(name, text)
    if not document["goals"]:
        lines += ["", *paper.prose("No goal yet: skillgraph profile add ROLE --as goal")]
    return "\n".join([*lines, ""])


def _size(document: StandingDocument) -> str:
    roles = sum(each["kind"] in _ROLES for each in document["held"])
    skills = len(document["held"]) - roles
    told = [counted(skills, "skill"), *([counted(roles, "role")] if roles else [])]
    return f"{joined(told)} held"


def _said(held: HeldEntryDoc) -> str:
    told = [
        held["kind"] if held["kind"] in _ROLES else "",
        level_text(held["level"], {}) if held["level"] else "",
        f"since {held['since']}" if held["since"] else "",
        shortened(held["evidence"], 1) if held["evidence"] else "",
    ]
    return " · ".join(filter(None, told))


def _notes(document: StandingDocument) -> Iterator[tuple[str, str]]:
    if (week := document["hours_per_week"]) is not None:
        yield "Time", pace(week["min"], week["max"])
    for name, refs in (
        ("Chosen", document["choices"]), ("Avoided", document["avoid"]),
        ("Waived", document["waive"]),
    ):  # fmt: skip
        if refs:
            yield name, joined([each["label"] for each in refs])


def _goal(document: StandingDocument, goal: GoalDoc, paper: Paper) -> list[str]:
    lines = paper.headline(goal["label"], f"   {_coverage(goal)}".rstrip())
    match goal["status"]:
        case "held":
            return [*lines, *paper.prose("You hold it: nothing is left to learn.")]
        case "unknown":
            told = "No source in this graph states what it requires: there is no plan to make."
            return [*lines, *paper.prose(told)]
        case "impossible":
            to = argument(goal["id"])
            told = f"It can't be reached as your profile has it. See why: skillgraph path --to {to}"
            return [*lines, *paper.prose(told)]
        case "ready":
            return [*lines, *paper.prose("You hold all that it asks of study.")]
    lines += paper.note("Where you are", _where(goal))
    if (step := goal["next"]) is not None:
        lines += paper.note("Next step", _next(step, document["labels"]))
    effort = marked_hours(goal["effort_hours"], goal["unknown_effort"])
    left = f"{counted(goal['steps'], 'step')}, {effort}"
    lines += paper.note("Left", f"{left}{_dates(document, goal)}")
    if goal["unknown_effort"]:
        lines += paper.note("? hours", assumed_text(goal["unknown_effort"], goal["steps"]))
    return lines


def _coverage(goal: GoalDoc) -> str:
    return "   ".join(
        f"{row['importance']} {row['met']} of {row['of']}" for row in goal["coverage"]
    )


def _where(goal: GoalDoc) -> str:
    held = [stage["label"] for stage in goal["stages"] if stage["held"]]
    way = " → ".join(stage["label"] for stage in goal["stages"])
    if held:
        return f"you hold {held[-1]}: {way}"
    first = goal["stages"][0]
    met, of = first["essentials"]["met"], first["essentials"]["of"]
    share = f"you meet {met} of {counted(of, 'essential')}" if of else "it asks for nothing more"
    if len(goal["stages"]) == 1:
        return share
    return f"nearest to {first['label']} ({share}): {way}"


def _next(step: StepDoc, labels: dict[str, str]) -> str:
    owners = [labels.get(each, each) for each in dict.fromkeys(r["owner"] for r in step["because"])]
    told = []
    if owners:
        told.append(f"{shortened(owners, 2)} ask{'s' if len(owners) == 1 else ''} for it")
    if step["waiting"]:
        verb = "waits" if step["waiting"] == 1 else "wait"
        told.append(f"{counted(step['waiting'], 'step')} {verb} for it")
    why = f": {'; '.join(told)}" if told else ""
    effort = marked_hours(step["effort_hours"], step["effort_hours"]["unknown"])
    return f"{step['label']}, {effort}{why}"


def _dates(document: StandingDocument, goal: GoalDoc) -> str:
    week = document["hours_per_week"]
    if goal["end"] is None or week is None:
        return " (with hours a week there are dates: skillgraph profile add --hours-per-week 6)"
    return f"; at {pace(week['min'], week['max'])} done {between(goal['end'])}"
