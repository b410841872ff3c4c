"""A gap as a person reads it: a target's own list, what of it is met, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.reasons import level_text
from skillgraph.views.text import cleaned, cut, display_width, pad, pad_left
from skillgraph.views.words import argument, hours, joined, shortened, wanted

if TYPE_CHECKING:
    from skillgraph.model.documents import GapDocument, GapItemDoc, KeySkillDoc
    from skillgraph.views.paper import Paper

_NAME = 12
_MOST_NAMES = 4


def render_gap(document: GapDocument, paper: Paper, *, graph: str = "") -> str:
    """Return a gap as text that ends with a line break."""
    document = cleaned(document)
    target = document["target"]
    if not (document["requirements"] or document["practise"]):
        lines = paper.headline(target["label"], ": no source in this graph states a requirement.")
        if document["key_skills"]:
            lines += paper.prose(f"Listed as key skills: {_marked(document['key_skills'])}")
        lines += ["  What is known of it:", f"    skillgraph show {argument(target['id'])}{graph}"]
        return "\n".join(["", *lines, ""])
    lines = _head(document, paper)
    table = _Table(document, paper)
    for coverage in document["coverage"]:
        lines += table.section(coverage["importance"])
    if document["practise"]:
        met = [skill["label"] for skill in document["practise"] if skill["met"]]
        missing = [skill["label"] for skill in document["practise"] if not skill["met"]]
        lines += _paragraph("at work", [("✓", met), ("–", missing)], paper)
    if document["key_skills"]:
        met = [skill["label"] for skill in document["key_skills"] if skill["met"]]
        missing = [skill["label"] for skill in document["key_skills"] if not skill["met"]]
        lines += _paragraph("key skills", [("✓", met), ("–", missing)], paper)
    lines += ["", *_closing(document, paper, graph)]
    return "\n".join(["", *lines, ""])


def _head(document: GapDocument, paper: Paper) -> list[str]:
    counts = [f"{row['importance']} {row['met']} of {row['of']}" for row in document["coverage"]]
    return [*paper.headline(document["target"]["label"], f"   {'   '.join(counts)}".rstrip()), ""]


class _Table:
    """What is missing, a line each, in columns that are the same for every importance."""

    def __init__(self, document: GapDocument, paper: Paper) -> None:
        missing = [item for item in document["requirements"] if not item["met"]]
        self._document = document
        self._paper = paper
        self._bare = _is_bare(document)
        self._efforts = max((display_width(_effort(item)) for item in missing), default=0)
        longest = max((display_width(_wanted(document, item)) for item in missing), default=0)
        states = max((display_width(_state(document, item, 1)) for item in missing), default=0)
        room = paper.columns - 2 - _NAME - 2 - self._efforts - 4
        if self._bare:
            room, states = paper.columns - 2 - _NAME - 2, 0
        self._wanted = min(longest, max(room - states, room * 55 // 100))
        self._state = max(room - self._wanted, 0)

    def section(self, importance: str) -> list[str]:
        """Return the rows of an importance: what is met on few lines, what is missing below."""
        document, paper = self._document, self._paper
        items = [item for item in document["requirements"] if item["importance"] == importance]
        met = [_met(document, item) for item in items if item["met"]]
        lines = _paragraph(importance, [("✓", met)], paper)
        for item in items:
            if not item["met"]:
                name = "" if lines else importance
                lines.append(f"  {paper.bold(name)}{' ' * (_NAME - len(name))}– {self._row(item)}")
        return lines

    def _row(self, item: GapItemDoc) -> str:
        if self._bare:
            return cut(_wanted(self._document, item), self._wanted)
        label = pad(_wanted(self._document, item), self._wanted)
        row = f"{label}  {pad_left(_effort(item), self._efforts)}"
        for most in range(_MOST_NAMES, 0, -1):
            state = _state(self._document, item, most)
            if display_width(state) <= self._state:
                break
        return f"{row}  {self._paper.dim(cut(state, self._state))}".rstrip()


def _is_bare(document: GapDocument) -> bool:
    """Tell whether nothing but names is known of what is missing: no hours, and no order."""
    missing = [item for item in document["requirements"] if not item["met"]]
    return bool(missing) and all(
        item["effort_hours"] is not None and item["effort_hours"]["unknown"] and not item["after"]
        for item in missing
    )


def _effort(item: GapItemDoc) -> str:
    effort = item["effort_hours"]
    if effort is None:
        return ""
    return f"{hours(effort)} ?" if effort["unknown"] else hours(effort)


def _met(document: GapDocument, item: GapItemDoc) -> str:
    labels = document["labels"]
    by = [labels.get(skill, skill) for skill in item["met_by"]]
    if len(item["options"]) == 1 and by:
        return by[0]
    what = wanted(item, labels)
    return f"{what} ({joined(by)})" if by else what


def _wanted(document: GapDocument, item: GapItemDoc) -> str:
    """Return what is missing; a named group with its options, while they are few."""
    labels = document["labels"]
    text = wanted(item, labels)
    if item["group"] and item["count"] < len(item["options"]) <= _MOST_NAMES:
        text = f"{text}: {joined([labels.get(each, each) for each in item['options']], 'or')}"
    return f"{text}, {level_text(item['level'], labels)}" if item["level"] else text


def _state(document: GapDocument, item: GapItemDoc, most: int) -> str:
    if not item["after"]:
        return "learnable now"
    return (
        f"after {shortened([document['labels'].get(each, each) for each in item['after']], most)}"
    )


def _marked(skills: list[KeySkillDoc]) -> str:
    return joined([f"{skill['label']} ✓" if skill["met"] else skill["label"] for skill in skills])


def _paragraph(name: str, marked: list[tuple[str, list[str]]], paper: Paper) -> list[str]:
    lines: list[str] = []
    for mark, names in marked:
        if not names:
            continue
        indent = 2 + _NAME
        first, *rest = paper.prose(f"{', '.join(names)}", indent + 2)
        shown = paper.good(mark) if mark == "✓" else mark
        start = paper.bold(pad(name, _NAME)) if not lines else " " * _NAME
        lines += [f"  {start}{shown} {first[indent + 2 :]}", *rest]
    return lines


def _closing(document: GapDocument, paper: Paper, graph: str) -> list[str]:
    target = argument(document["target"]["id"])
    held = ",".join(argument(ref["id"]) for ref in document["held"])
    told = f"skillgraph path{f' --from {held}' if held else ''} --to {target}{graph}"
    bare = "Their hours are unknown, and no order is stated." if _is_bare(document) else ""
    return [
        *(paper.prose(bare) if bare else []),
        *paper.prose("A gap is the target's own list. What that builds on, in order:"),
        f"    {told}",
    ]
