"""A gap as a person reads it: a target's own list, what of it is met, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned, cut, display_width, pad, pad_left
from skillgraph.views.words import (
    ASSUMED_HOURS,
    argument,
    counted,
    joined,
    level_text,
    marked_hours,
    measures_text,
    scales_of,
    shortened,
    told_apart,
    wanted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from skillgraph.model.documents.gap import GapDocument, GapItemDoc, KeySkillDoc
    from skillgraph.views.paper import Paper

_NAME = 12
_MOST_NAMES = 4
#: Of each importance, and of the key skills, so many are shown, unless all are asked for.
_MOST_ROWS = 20
_MOST_KEY_SKILLS = 40


def render_gap(
    document: GapDocument, paper: Paper, *, graph: str = "", everything: bool = False
) -> str:
    """Return a gap as text that ends with a line break; long lists cut short, or `everything`."""
    document = cleaned(document)
    document = {**document, "labels": told_apart(document["labels"])}
    if not (document["requirements"] or document["practise"]):
        return "\n".join(["", *_unknown(document, paper, graph, everything=everything), ""])
    lines = _head(document, paper)
    table = _Table(document, paper, everything=everything)
    for coverage in document["coverage"]:
        lines += table.section(coverage["importance"])
    if document["practise"]:
        met = [skill["label"] for skill in document["practise"] if skill["met"]]
        missing = [skill["label"] for skill in document["practise"] if not skill["met"]]
        lines += _paragraph("at work", [("✓", met), ("–", missing)], paper)
    if document["key_skills"]:
        met = [skill["label"] for skill in document["key_skills"] if skill["met"]]
        missing = [skill["label"] for skill in document["key_skills"] if not skill["met"]]
        missing = _cut_short(missing, len(missing) if everything else _MOST_KEY_SKILLS)
        lines += _paragraph("key skills", [("✓", met), ("–", missing)], paper)
    lines += ["", *_closing(document, table, paper, graph)]
    return "\n".join(["", *lines, ""])


def _unknown(document: GapDocument, paper: Paper, graph: str, *, everything: bool) -> list[str]:
    lines = paper.headline(
        document["target"]["label"], ": no requirements and no ratings are known."
    )
    skills = document["key_skills"]
    if skills:
        ordered = sorted(skills, key=lambda skill: not skill["met"])  # what is held comes first
        most = len(skills) if everything else _MOST_KEY_SKILLS
        names = _cut_short(list(map(_marked, ordered)), most)
        listed = joined(names) if len(names) == len(skills) else ", ".join(names)
        head = f"Listed as {counted(len(skills), 'key skill')}, without an importance"
        lines += paper.prose(f"{head}: {listed}")
    return [
        *lines,
        "  What is known of it:",
        f"    skillgraph show {argument(document['target']['id'])}{graph}",
    ]


def _cut_short(names: list[str], most: int) -> list[str]:
    """Return names, or so many of them and how many more there are."""
    if len(names) <= most + 1:
        return names
    return [*names[:most], f"and {len(names) - most:,} more (--all)"]


def _head(document: GapDocument, paper: Paper) -> list[str]:
    counts = [f"{row['importance']} {row['met']} of {row['of']}" for row in document["coverage"]]
    return [*paper.headline(document["target"]["label"], f"   {'   '.join(counts)}".rstrip()), ""]


class _Table:
    """What is missing, a line each, in columns that are the same for every importance.

    Where a source rates what it lists, ratings and levels have a column, the highest come first,
    what has none follows on few lines, and a column that would say the same in every row is left
    out.
    """

    def __init__(self, document: GapDocument, paper: Paper, *, everything: bool) -> None:
        missing = [item for item in document["requirements"] if not item["met"]]
        self._document = document
        self._paper = paper
        self._most = len(missing) if everything else _MOST_ROWS
        self._scales = scales_of(document)
        self.rated = any(item["rating"] for item in document["requirements"])
        self.all_unknown = bool(missing) and all(map(_is_unknown, missing))
        timely = not any(item["after"] for item in missing)
        if not (self.rated or (self.all_unknown and timely)):
            self.all_unknown, timely = False, False
        #: Whether it is said what comes after what, or what can be learnt now.
        self.ordered = not timely
        rows = [item for item in missing if item["rating"] or not self.rated]

        def widest(text: Callable[[GapItemDoc], str]) -> int:
            return max((display_width(text(item)) for item in rows), default=0)

        room = paper.columns - 2 - _NAME - 2
        #: Whether hours are marked that no source states.
        self.marked = not self.all_unknown and any(map(_is_unknown, rows))
        self._efforts = 0 if self.all_unknown else widest(self._effort)
        room -= self._efforts + 2 if self._efforts else 0
        self._measures = min(widest(self._measure), room * 65 // 100)
        room -= self._measures + 2 if self._measures else 0
        longest = widest(self._wanted_text)
        if timely:
            self._wanted, self._state = min(longest, room), 0
        else:
            room -= 2
            states = widest(lambda item: _state(document, item, 1))
            self._wanted = min(longest, max(room - states, room * 55 // 100))
            self._state = max(room - self._wanted, 0)

    def section(self, importance: str) -> list[str]:
        """Return the rows of an importance: what is met on few lines, what is missing below."""
        document, paper = self._document, self._paper
        items = [item for item in document["requirements"] if item["importance"] == importance]
        items.sort(key=_by_rating)
        met = [_met(document, item) for item in items if item["met"]]
        lines = _paragraph(importance, [("✓", met)], paper)
        missing = [item for item in items if not item["met"]]
        bare = [item for item in missing if not item["rating"]] if self.rated else []
        rows = [item for item in missing if item["rating"]] if self.rated else missing
        shown = rows if len(rows) <= self._most + 1 else rows[: self._most]
        for item in shown:
            name = "" if lines else importance
            lines.append(f"  {paper.bold(name)}{' ' * (_NAME - len(name))}– {self._row(item)}")
        if more := len(rows) - len(shown):
            lines.append(f"  {' ' * _NAME}– {more:,} more (--all)")
        names = _cut_short(list(map(self._wanted_text, bare)), self._most)
        return lines + _paragraph("" if lines else importance, [("–", names)], paper)

    def _row(self, item: GapItemDoc) -> str:
        row = pad(self._wanted_text(item), self._wanted)
        if self._measures:
            row += f"  {pad(self._measure(item), self._measures)}"
        if self._efforts:
            row += f"  {pad_left(self._effort(item), self._efforts)}"
        if not self._state:
            return row.rstrip()
        for most in range(_MOST_NAMES, 0, -1):
            state = _state(self._document, item, most)
            if display_width(state) <= self._state:
                break
        return f"{row}  {self._paper.dim(cut(state, self._state))}".rstrip()

    def _wanted_text(self, item: GapItemDoc) -> str:
        """Return what is missing; a named group with its options, while they are few."""
        labels = self._document["labels"]
        text = wanted(item, labels)
        if item["group"] and item["count"] < len(item["options"]) <= _MOST_NAMES:
            text = f"{text}: {joined([labels.get(each, each) for each in item['options']], 'or')}"
        if item["level"] and not self.rated:
            return f"{text}, {level_text(item['level'], self._scales)}"
        return text

    def _effort(self, item: GapItemDoc) -> str:
        effort, space = item["effort_hours"], " " if self.marked else ""
        return marked_hours(effort, effort["unknown"], space) if effort else ""

    def _measure(self, item: GapItemDoc) -> str:
        if not self.rated:
            return ""
        return measures_text(item["rating"], item["level"], self._scales)


def _by_rating(item: GapItemDoc) -> float:
    return -item["rating"]["rating"] if item["rating"] else 0.0


def _is_unknown(item: GapItemDoc) -> bool:
    return item["effort_hours"] is not None and item["effort_hours"]["unknown"]


def _met(document: GapDocument, item: GapItemDoc) -> str:
    labels = document["labels"]
    by = [labels.get(skill, skill) for skill in item["met_by"]]
    if len(item["options"]) == 1 and by:
        return by[0]
    what = wanted(item, labels)
    return f"{what} ({joined(by)})" if by else what


def _state(document: GapDocument, item: GapItemDoc, most: int) -> str:
    if not item["after"]:
        return "learnable now"
    return (
        f"after {shortened([document['labels'].get(each, each) for each in item['after']], most)}"
    )


def _marked(skill: KeySkillDoc) -> str:
    return f"{skill['label']} ✓" if skill["met"] else skill["label"]


def _paragraph(name: str, marked: list[tuple[str, list[str]]], paper: Paper) -> list[str]:
    lines: list[str] = []
    for mark, names in marked:
        if not names:
            continue
        indent = 2 + _NAME
        first, *rest = paper.prose(f"{', '.join(names)}", indent + 2)
        shown = paper.good(mark) if mark == "✓" else mark
        start = paper.bold(pad(name, _NAME)) if name and not lines else " " * _NAME
        lines += [f"  {start}{shown} {first[indent + 2 :]}", *rest]
    return lines


def _closing(document: GapDocument, table: _Table, paper: Paper, graph: str) -> list[str]:
    target = argument(document["target"]["id"])
    held = ",".join(argument(ref["id"]) for ref in document["held"])
    told = f"skillgraph path{f' --from {held}' if held else ''} --to {target}{graph}"
    hint = "A gap is the target's own list. What that builds on, in order:"
    order = "" if table.ordered else ", and no order is stated"
    bare = f"Their hours are unknown{order}." if table.all_unknown else ""
    bare = ASSUMED_HOURS if table.marked else bare
    return [*(paper.prose(bare) if bare else []), *paper.prose(hint), f"    {told}"]
