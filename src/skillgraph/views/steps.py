"""The body of a plan: numbered steps under their stages, with hours and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.reasons import Reasons
from skillgraph.views.text import cut, display_width, pad_left
from skillgraph.views.words import all_unknown, counted, marked_hours
from skillgraph.vocab import SENIORITIES

if TYPE_CHECKING:
    from skillgraph.model.documents.plan import PlanDocument, StageDoc, StepDoc
    from skillgraph.views.paper import Paper

_MARK = " ◆"
_SHORTEST_LABEL = 14
_SHORTEST_REASON = 10
#: Where study alone makes nobody ready, the answer says so.
EXPERIENCED = SENIORITIES[SENIORITIES.index("senior") :]


def draw_stages(document: PlanDocument, paper: Paper) -> list[str]:
    """Return the stages in order, each with its heading and its steps."""
    table = _Table(document, paper)
    lines: list[str] = []
    for at, stage in enumerate(document["stages"]):
        steps = [step for step in document["steps"] if step["stage"] == stage["id"]]
        lines += ["", *_heading(document, stage, at, paper), *map(table.row, steps)]
    return lines


class _Table:
    """The columns of the steps, the same under every stage."""

    def __init__(self, document: PlanDocument, paper: Paper) -> None:
        steps = document["steps"]
        self._paper = paper
        self._reasons = Reasons(document)
        self._number = len(str(len(steps)))
        self._space = " " if any(step["effort_hours"]["unknown"] for step in steps) else ""
        self._bare = all_unknown(document["total"])
        self._hours = max((display_width(self._effort(step)) for step in steps), default=0)
        # indent, number, label, hours, reason, two spaces between each
        room = paper.columns - 2 - self._number - 2 - (2 + self._hours if self._hours else 0) - 2
        longest = max((display_width(self._label(step)) for step in steps), default=0)
        most = room * (75 if self._bare else 45) // 100
        if room - max(most, _SHORTEST_LABEL) < _SHORTEST_REASON:
            most = room  # the reason gives way first
        self._columns = min(longest, max(most, _SHORTEST_LABEL))
        self._reason = room - self._columns

    def row(self, step: StepDoc) -> str:
        mark = _MARK if self._reasons.is_choice(step) else ""
        label = cut(step["label"], self._columns - len(mark))
        filled = " " * (self._columns - display_width(label) - len(mark))
        reason = self._reasons.tell(step, self._reason) if self._reason >= _SHORTEST_REASON else ""
        number = pad_left(str(step["order"]), self._number)
        row = f"  {number}  {label}{self._paper.accent(mark)}{filled}"
        if self._hours:
            row += f"  {pad_left(self._effort(step), self._hours)}"
        return f"{row}  {self._paper.dim(reason)}" if reason else row.rstrip()

    def _label(self, step: StepDoc) -> str:
        return step["label"] + (_MARK if self._reasons.is_choice(step) else "")

    def _effort(self, step: StepDoc) -> str:
        """Return the hours of a step; where none are known, a note says so once."""
        if self._bare:
            return ""
        effort = step["effort_hours"]
        return marked_hours(effort, effort["unknown"], self._space)


def _heading(document: PlanDocument, stage: StageDoc, at: int, paper: Paper) -> list[str]:
    name = cut(stage["label"].upper(), paper.columns - 2)
    facts = [met_text(document, stage)]
    if stage["seniority"] in EXPERIENCED and not stage["held"]:
        facts.append(experience_text(stage, at))
    line = "  " + paper.bold(name)
    used = 2 + display_width(name)
    lines = []
    for fact in facts:
        if used + 3 + display_width(fact) > paper.columns:
            lines.append(line)
            line, used = "  " + paper.dim(cut(fact, paper.columns - 2)), 2 + display_width(fact)
        else:
            line, used = f"{line}{paper.dim(' · ' + fact)}", used + 3 + display_width(fact)
    return [*lines, line]


def met_text(document: PlanDocument, stage: StageDoc) -> str:
    """Return how much of what a stage must have is met before the plan."""
    if stage["held"]:
        return "you hold it"
    met, of = stage["essentials"]["met"], stage["essentials"]["of"]
    if stage["kind"] == "skill":  # its own stage, that asks for itself and for what it needs
        return f"you meet {met} of {counted(of - 1, 'prerequisite')}" if of > 1 else "a skill"
    if not of:
        return "complete: it asks for nothing that must be learnt"
    wider = (document["options"].get("include") or "essential") != "essential"
    noun = "requirement" if wider and stage["id"] == document["target"]["id"] else "essential"
    if met == of:
        return f"complete: you meet {'its' if of == 1 else 'all'} {counted(of, noun)}"
    return f"you meet {met} of {counted(of, noun)}"


def experience_text(stage: StageDoc, at: int) -> str:
    """Return what study does not give of a stage, the one at this place in the plan."""
    kind = "track" if stage["kind"] == "track" else "role"
    article = "an" if stage["seniority"] == "executive" else "a"
    years = "in the stage above" if at else "at work"
    return f"{article} {stage['seniority']} {kind}: years {years}, not study alone"
