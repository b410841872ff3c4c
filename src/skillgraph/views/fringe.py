"""What can be learnt next, as a person reads it: a table, and how its last column is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned, cut, display_width, fitting, pad, pad_left
from skillgraph.views.words import ASSUMED_HOURS, counted, efforts_text, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skillgraph.model.documents import EffortDoc
    from skillgraph.model.documents.fringe import CandidateDoc, NextDocument
    from skillgraph.views.paper import Paper

    _Head = tuple[str, str]

_SHORTEST_LABEL = 14
_MOST_OPENED = 3
#: What stands above a column, in two lines.
_HOURS, _WAITING, _OPENS = ("", "hours"), ("plan steps", "waiting"), ("skills it", "opens")
_ROLES, _WORTH = ("asked for", "by roles"), ("", "worth")


def render_next(document: NextDocument, paper: Paper) -> str:
    """Return what can be learnt now, the most useful first, with what speaks for each."""
    document = cleaned(document)
    lines = [*paper.prose(_head(document)), ""]
    if document["candidates"]:
        columns = _columns(document, paper)
        told = _first(document, paper)
        if explained := _explained(document, columns):
            told += paper.prose(explained)
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


def _columns(document: NextDocument, paper: Paper) -> dict[_Head, list[str]]:
    """Return the cells of the columns beside the names, as far as there is room for them.

    The hours and what the order follows from go before the others; hours that are unknown
    throughout are none.
    """
    found = document["candidates"]
    with_plan = document["towards"] is not None
    columns = {} if _is_bare(found) else {_HOURS: efforts_text([_effort(each) for each in found])}
    if with_plan:
        columns[_WAITING] = [str(each["waiting"]) for each in found]
    columns[_OPENS] = [str(len(each["opens"])) for each in found]
    columns[_ROLES] = [f"{each['roles']:g}" for each in found]
    columns[_WORTH] = [f"{each['worth']:.2f}" for each in found]
    first = [_HOURS, _WAITING if with_plan else _WORTH]
    order = sorted(columns, key=lambda head: first.index(head) if head in first else len(first))
    room = paper.columns - 4 - len(str(len(found))) - _SHORTEST_LABEL
    kept = order[: len(fitting([_width(head, columns[head]) for head in order], room))]
    return {head: cells for head, cells in columns.items() if head in kept}


def _effort(each: CandidateDoc) -> EffortDoc:
    return each["effort_hours"]


def _is_bare(found: Sequence[CandidateDoc]) -> bool:
    """Tell whether no hours are known of anything."""
    return all(_effort(each)["unknown"] for each in found)


def _width(head: _Head, cells: list[str]) -> int:
    return max(map(display_width, (*head, *cells)))


def _table(document: NextDocument, columns: dict[_Head, list[str]], paper: Paper) -> list[str]:
    found = document["candidates"]
    widths = [_width(head, cells) for head, cells in columns.items()]
    number = len(str(len(found)))
    room = paper.columns - 4 - number - sum(widths) - 2 * len(widths)
    longest = max(display_width(each["label"]) for each in found)
    label = max(min(longest, room), _SHORTEST_LABEL)
    indent = " " * (4 + number + label)
    lines = [
        paper.dim((indent + _row([head[line] for head in columns], widths)).rstrip())
        for line in (0, 1)
        if any(head[line] for head in columns)
    ]
    for at, each in enumerate(found):
        name = pad(cut(each["label"], label), label)
        row = _row([cells[at] for cells in columns.values()], widths)
        lines.append(f"  {pad_left(str(at + 1), number)}  {name}{row}")
    return lines


def _row(cells: list[str], widths: list[int]) -> str:
    return "".join(f"  {pad_left(cell, width)}" for cell, width in zip(cells, widths, strict=True))


def _first(document: NextDocument, paper: Paper) -> list[str]:
    """Say what the first does, and how to learn more of it."""
    first = document["candidates"][0]
    labels = document["labels"]
    opened = [labels[each] for each in first["opens"]]
    if not opened:
        return []
    told = f"{first['label']} opens {shortened(opened, _MOST_OPENED)}."
    return paper.prose(told)


def _explained(document: NextDocument, columns: Mapping[_Head, list[str]]) -> str:
    """Say what the columns that are shown mean, as far as their heads don't."""
    told = []
    if _is_bare(document["candidates"]):
        told.append("Their hours are unknown.")
    elif any("?" in cell for cell in columns.get(_HOURS, ())):
        told.append(ASSUMED_HOURS)
    if _WORTH in columns:
        told.append(_reckoning(document))
    return " ".join(told)


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
