"""Roles by how far they are covered, as a person reads them: usual next jobs first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned, cut, display_width, fitting, pad, pad_left
from skillgraph.views.words import (
    ASSUMED_HOURS,
    counted,
    joined,
    shortened,
    total_text,
    wanted,
    without_article,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.model.documents import Essentials, Total
    from skillgraph.model.documents.match import AddDoc, MatchDoc, MatchDocument
    from skillgraph.views.paper import Paper

_HEADS = ("essentials", "of all", "at least", "path")
_USUAL, _ADD = "usual next jobs", "you would add"
_SHORTEST_LABEL, _SHORTEST_ADD = 14, 16
_MOST_UNKNOWN = 3

_ENDS = {"impossible": "impossible", "unknown": "unknown", "held": "held", "ready": "ready now"}


def render_match(document: MatchDocument, paper: Paper) -> str:
    """Return the roles that are near, with what each would take, and what the columns mean."""
    document = cleaned(document)
    lines = _held(document, paper)
    found = document["matches"]
    if not found:
        lines += paper.prose("No other role in this graph states what it requires.")
    else:
        table = _Table(document, paper)
        for heading, of in ((_USUAL, True), ("other roles", False)):
            lines += table.section(heading, [each for each in found if each["usual_next"] is of])
        lines += ["", *paper.prose(table.explained())]
    left = document["ranked"] - len(found)
    if left > 0:
        lines += paper.prose(f"{counted(left, 'more role')} below these (--limit).")
    if document["unknown"]:
        names = [role["label"] for role in document["unknown"]]
        told = f"Not ranked, since no source states what they require: {_several(names)}."
        lines += paper.prose(told)
    return "\n".join(["", *lines, ""])


def _held(document: MatchDocument, paper: Paper) -> list[str]:
    told = [
        f"{role['label']} ({_of(role['essential'])} essentials)" if role["essential"]["of"]
        else role["label"]
        for role in document["held_roles"]
    ]  # fmt: skip
    known = {role["id"] for role in document["held_roles"]}
    told += [each["label"] for each in document["held"] if each["id"] not in known]
    if not told:
        return paper.prose("You hold nothing yet.")
    return paper.prose(f"You hold {shortened(told, 6)}.")


def _several(names: Sequence[str]) -> str:
    return shortened(names, _MOST_UNKNOWN)


class _Table:
    """Rows in columns that are the same for every section."""

    def __init__(self, document: MatchDocument, paper: Paper) -> None:
        self._document = document
        self._paper = paper
        found = document["matches"]
        self._bare = _is_bare(found)
        rows = [self._cells(each) for each in found]
        widths = [
            max(len(head), *(display_width(row[at]) for row in rows))
            for at, head in enumerate(_HEADS)
        ]
        self._widths = fitting(widths, paper.columns - 2 - _SHORTEST_LABEL)
        taken = 2 + sum(self._widths) + 2 * len(self._widths)
        longest = max(len(_USUAL), *(display_width(each["label"]) for each in found))
        room = paper.columns - taken
        if longest <= room - 2 - _SHORTEST_ADD or room >= 2 * _SHORTEST_LABEL + _SHORTEST_ADD:
            room -= 2 + _SHORTEST_ADD
        self._label = min(longest, room)
        self._rest = paper.columns - taken - self._label - 2

    def section(self, heading: str, found: Sequence[MatchDoc]) -> list[str]:
        """Return a heading with the names of the columns, and the rows below it."""
        if not found:
            return []
        name = self._paper.bold(pad(heading, self._label))
        beside = f"  {_ADD}" if self._rest >= _SHORTEST_ADD else ""
        lines = ["", f"  {name}{self._paper.dim(self._row(_HEADS) + beside)}"]
        for each in found:
            row = f"  {pad(each['label'], self._label)}{self._row(self._cells(each))}"
            added = self._added(each) if self._rest >= _SHORTEST_ADD else ""
            lines.append(f"{row}  {added}".rstrip())
        return lines

    def explained(self) -> str:
        """Return what the columns that are shown mean."""
        shown, names = len(self._widths), self._rest >= _SHORTEST_ADD
        return _columns(self._document, shown, names=names) if shown else ""

    def _cells(self, found: MatchDoc) -> list[str]:
        least, path = found["at_least"], found["path"]
        if path["status"] == "planned":
            told = ("" if path["optimal"] else "up to ") + self._price(path["total"])
        else:
            told = _ENDS[path["status"]]
        close = self._price(least) if least["skills"] else "–"
        return [_of(found["essential"]), _of(found["every"]), close, told]

    def _price(self, total: Total) -> str:
        if self._bare:
            return counted(total["skills"], "skill")
        return total_text(total)

    def _row(self, cells: Sequence[str]) -> str:
        return "".join(
            f"  {pad_left(cell, width)}" for cell, width in zip(cells, self._widths, strict=False)
        )

    def _added(self, found: MatchDoc) -> str:
        """Return what would be added, as much of it as fits, and how much more there is."""
        names = [_added(each, self._document["labels"]) for each in found["add"]]
        work = found["practised"]["of"] - found["practised"]["met"]
        at_work = f"{work} at work" if work else ""
        for shown in range(len(names), 0, -1):
            more = f"{len(names) - shown} more" if shown < len(names) else ""
            told = "; ".join(
                filter(None, [", ".join(filter(None, [*names[:shown], more])), at_work])
            )
            if display_width(told) <= self._rest:
                return told
        return cut(", ".join(names) or at_work, self._rest)


def _is_bare(found: Sequence[MatchDoc]) -> bool:
    """Tell whether no hours are known of anything: then steps are counted, not default hours."""
    totals = [total for each in found for total in (each["at_least"], each["path"]["total"])]
    return all(total["unknown_effort"] == total["skills"] for total in totals)


def _of(covered: Essentials) -> str:
    return f"{covered['met']} of {covered['of']}" if covered["of"] else "none"


def _added(added: AddDoc, labels: dict[str, str]) -> str:
    """Return what is missing by name; a choice is marked as one."""
    if added["count"] == len(added["options"]):
        return joined([labels.get(option, option) for option in added["options"]])
    if added["group"] is not None and added["count"] == 1:
        return f"{without_article(added['group']['label'])} ◆"
    others = len(added["options"]) - 1
    if added["count"] == 1 and others > 1:
        return f"{labels[added['options'][0]]} or {others} others ◆"
    return f"{wanted(added, labels)} ◆"


def _columns(document: MatchDocument, shown: int, *, names: bool) -> str:
    """Say what the first so many columns mean, and their marks; with `names` what is added, too."""
    rows = document["matches"]
    told = [
        "Essentials" + (", and all requirements," if shown > _HEADS.index("of all") else "")
        + f" that you meet; a choice{' (◆)' if names else ''} counts once."
    ]  # fmt: skip
    prices = []
    if shown > _HEADS.index("at least"):
        prices += [each["at_least"] for each in rows]
        told.append(
            "At least: the essentials that are missing, each met in its shortest way, without what"
            " they build on."
        )
    if shown > _HEADS.index("path"):
        prices += [each["path"]["total"] for each in rows]
        told.append("Path: the whole plan, as `path` makes it, with the roles before.")
    if prices and _is_bare(rows):
        told.append("No source states hours, so skills are counted.")
    elif any(total["unknown_effort"] for total in prices):
        told.append(ASSUMED_HOURS)
    planned = [each["path"] for each in rows if each["path"]["status"] == "planned"]
    if shown > _HEADS.index("path") and not all(path["optimal"] for path in planned):
        told.append("Up to: the best plan found in time (--timeout).")
    return " ".join(told)
