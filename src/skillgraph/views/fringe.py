"""What can be learnt next, as a person reads it: a table, and how its last column is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.views.text import cleaned, cut, display_width, fitting, pad, pad_left
from skillgraph.views.words import ASSUMED_HOURS, counted, efforts_text, shortened

if TYPE_CHECKING:
    from skillgraph.model.documents.fringe import CandidateDoc, NextDocument
    from skillgraph.views.paper import Paper

_SHORTEST_LABEL = 14
_MOST_OPENED = 3
_HOURS, _WORTH = ("", "hours"), ("", "worth")


def render_next(document: NextDocument, paper: Paper) -> str:
    """Return what can be learnt now, the most useful first, with what speaks for each."""
    document = cleaned(document)
    lines = [*paper.prose(_head(document)), ""]
    if document["candidates"]:
        columns = _columns(document, paper)
        told = _first(document, paper)
        if columns.tell_assumed:
            told += paper.prose(ASSUMED_HOURS)
        if columns.tell_worth:
            told += paper.prose(_reckoning(document))
        lines += [*_table(document, columns, paper), *([""] if told else []), *told]
    left = document["learnable"] - len(document["candidates"])
    if left > 0:
        lines += paper.prose(f"{left:,} more can be learnt today (--limit).")
    return "\n".join(["", *lines, ""])


def _head(document: NextDocument) -> str:
    towards = document["towards"]
    if not document["candidates"]:
        where = f" towards {towards['label']}" if towards else ""
        return f"Nothing{where} can be learnt today."
    if towards:
        steps = counted(document["steps"] or 0, "step")
        return (
            f"Learnable today towards {towards['label']}, by what waits for it in your plan"
            f" ({steps})"
        )
    if document["near_roles"]:
        return "Learnable today, by what it is worth to the roles that you are near"
    return "Learnable today, by what it is worth to the roles that you don't hold"


class _Columns(NamedTuple):
    """The columns beside the names that there is room for."""

    heads: list[tuple[str, str]]
    rows: list[list[str]]
    widths: list[int]

    @property
    def tell_worth(self) -> bool:
        """Whether the worth is among them."""
        return _WORTH in self.heads

    @property
    def tell_assumed(self) -> bool:
        """Whether hours are among them that no source states."""
        at = self.heads.index(_HOURS) if _HOURS in self.heads else None
        return at is not None and any(row[at].endswith("?") for row in self.rows)


def _columns(document: NextDocument, paper: Paper) -> _Columns:
    found = document["candidates"]
    with_plan = document["towards"] is not None
    heads = [_HOURS, *([("plan steps", "waiting")] if with_plan else [])]
    heads += [("skills it", "opens"), ("asked for", "by roles"), _WORTH]
    efforts = efforts_text([each["effort_hours"] for each in found])
    rows = [
        _cells(each, effort, with_plan=with_plan)
        for each, effort in zip(found, efforts, strict=True)
    ]
    widths = [
        max(*(display_width(row[at]) for row in rows), *map(display_width, heads[at]))
        for at in range(len(heads))
    ]
    room = paper.columns - 4 - len(str(len(found))) - _SHORTEST_LABEL
    kept = _kept(widths, room, with_plan=with_plan)
    return _Columns(
        [heads[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        [widths[at] for at in kept],
    )


def _table(document: NextDocument, columns: _Columns, paper: Paper) -> list[str]:
    found, (heads, rows, widths) = document["candidates"], columns
    number = len(str(len(found)))
    room = paper.columns - 4 - number - sum(widths) - 2 * len(widths)
    longest = max(display_width(each["label"]) for each in found)
    label = max(min(longest, room), _SHORTEST_LABEL)
    indent = " " * (4 + number + label)
    lines = [
        paper.dim((indent + _row([head[line] for head in heads], widths)).rstrip())
        for line in (0, 1)
        if any(head[line] for head in heads)
    ]
    for at, (each, row) in enumerate(zip(found, rows, strict=True), 1):
        name = pad(cut(each["label"], label), label)
        lines.append(f"  {pad_left(str(at), number)}  {name}{_row(row, widths)}")
    return lines


def _kept(widths: list[int], columns: int, *, with_plan: bool) -> list[int]:
    """Return which columns fit: the hours and what the order follows from before the others."""
    decisive = 1 if with_plan else len(widths) - 1
    order = [0, decisive, *(at for at in range(1, len(widths)) if at != decisive)]
    return sorted(order[: len(fitting([widths[at] for at in order], columns))])


def _row(cells: list[str], widths: list[int]) -> str:
    return "".join(f"  {pad_left(cell, width)}" for cell, width in zip(cells, widths, strict=True))


def _cells(each: CandidateDoc, effort: str, *, with_plan: bool) -> list[str]:
    waiting = [str(each["waiting"])] if with_plan else []
    return [effort, *waiting, str(len(each["opens"])), f"{each['roles']:g}", f"{each['worth']:.2f}"]


def _first(document: NextDocument, paper: Paper) -> list[str]:
    """Say what the first does, and how to learn more of it."""
    first = document["candidates"][0]
    labels = document["labels"]
    opened = [labels[each] for each in first["opens"]]
    if not opened:
        return []
    told = f"{first['label']} opens {shortened(opened, _MOST_OPENED)}."
    return paper.prose(told)


def _reckoning(document: NextDocument) -> str:
    """Show the arithmetic of the worth, on the first that has any."""
    roles = document["all_roles"]
    near = document["near_roles"]
    whose, share = "You meet nothing that a role lists, so all count alike.", ""
    if near:
        whose = f"You are near {counted(near, 'role')}: you meet something that they list."
        share = "the share of its list that you meet, times "
    rule = (
        f"{whose} Worth: each of them that asks for a skill as essential counts {share}"
        f"log2({counted(roles, 'role')} / those that ask for it), so that what all ask for doesn't "
        "drown the rest; a choice counts its share. What a skill opens counts with it."
    )
    example = next((each for each in document["candidates"] if each["worth"]), None)
    if example is None:
        return rule
    return (
        f"{rule} {example['label']}: {example['own']:g} of its own + {example['opened']:g} of what"
        f" it opens = {example['worth']:g}."
    )
