"""What an import read, kept and left out, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned, cut, display_width
from skillgraph.views.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.model.documents.imports import ImportDocument, ReasonCount
    from skillgraph.views.paper import Paper


#: A text that is cut to less says nothing: it gets a line of its own.
_SHORTEST_TEXT = 20

#: Statements that are no links.
_NOUNS = ("requirement", "choice", "salary")


def render_import(document: ImportDocument, paper: Paper, listed: str | None = None) -> str:
    """Return the summary of an import; `listed` is the file that has each remark."""
    document, listed = cleaned(document), cleaned(listed)
    holds = _counted(document["nodes"])
    head = document["output"] or "Nothing is written"
    lines = paper.of_file(head, f"{holds}.")
    if document["rows"]:
        lines += ["", *paper.note("Read", _numbers(document["rows"]))]
        lines += paper.note("Kept", _statements(document["statements"]))
    if document["readings"]:
        lines += paper.note("Read as", *document["readings"])
    for name, reasons in (("Left out", document["left_out"]), ("Changed", document["changed"])):
        if reasons:
            lines += paper.note(name, *map(_reason, reasons))
    lines += _remarks(document, paper)
    if listed or _count(document) > len(document["remarks"]):
        where = f"Each of them is in {listed}." if listed else "--problems FILE.csv lists each."
        lines += paper.note("", where)
    return "\n".join(lines) + "\n"


def _remarks(document: ImportDocument, paper: Paper) -> list[str]:
    """Return the list of what was left out or changed, as far as it is in the document."""
    if not (remarks := document["remarks"]):
        return []
    more = _count(document) - len(remarks)
    lines = [""]
    for each in remarks:
        room = paper.columns - 3 - display_width(each["place"])
        if room >= _SHORTEST_TEXT:
            lines.append(f"  {paper.dim(each['place'])} {cut(each['text'], room)}".rstrip())
        else:
            lines += [
                f"  {paper.dim(each['place'])}",
                f"    {cut(each['text'], paper.columns - 4)}",
            ]
    return [*lines, f"  and {more:,} more.", ""] if more else lines


def _count(document: ImportDocument) -> int:
    """Return how many things were left out or changed."""
    return sum(reason["count"] for reason in (*document["left_out"], *document["changed"]))


def _counted(counts: Mapping[str, int]) -> str:
    return joined([counted(count, what) for what, count in counts.items() if count]) or "nothing"


def _statements(counts: Mapping[str, int]) -> str:
    return _counted({kind if kind in _NOUNS else f"{kind} link": counts[kind] for kind in counts})


def _numbers(counts: Mapping[str, int]) -> str:
    """Return counts of what comes in the plural, but for one of it.

    >>> _numbers({"rows of nodes": 1, "ISCO groups": 619, "skills": 1})
    '1 row of nodes, 619 ISCO groups and 1 skill'
    """
    told = {
        what if count > 1 else _singular(what): count for what, count in counts.items() if count
    }
    return joined([f"{count:,} {what}" for what, count in told.items()]) or "nothing"


def _singular(what: str) -> str:
    noun, of, rest = what.partition(" of ")
    return f"{noun.removesuffix('s')}{of}{rest}"


def _reason(each: ReasonCount) -> str:
    return f"{each['count']:,}: {each['reason']}"
