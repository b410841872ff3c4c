"""What a merge made of several graphs, and what a crosswalk proposes, as a person reads it."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from skillgraph.views.listing import draw_rows
from skillgraph.views.text import cleaned, display_width, pad
from skillgraph.views.words import counted, joined, shortened

if TYPE_CHECKING:
    from skillgraph.model.documents.comparing import CrosswalkDocument, MergeDocument, ProposalDoc
    from skillgraph.views.paper import Paper

#: So many of a kind are named; the other formats have all.
_MOST = 6
_NOTHING = "Nothing is written"


def render_merge(document: MergeDocument, paper: Paper) -> str:
    """Return what became of the graphs, a note each, as text that ends with a line break."""
    document = cleaned(document)
    nodes = joined([counted(count, kind) for kind, count in document["nodes"].items() if count])
    lines = [*paper.of_file(document["output"] or _NOTHING, f"{nodes or 'nothing'}."), ""]
    given = [f"{each['name']} ({counted(each['nodes'], 'node')})" for each in document["inputs"]]
    lines += paper.note("Of", joined(given))
    lines += paper.note("Same id", counted(document["same"], "node"))
    if document["united"]:
        pairs = [
            " = ".join([each["id"], *(other["id"] for other in each["others"])])
            for each in document["united"]
        ]
        lines += paper.note("Matched", f"{len(pairs):,}: {shortened(pairs, _MOST)}")
    if document["overridden"]:
        values = [
            f"{each['what']} of {each['about']}: '{each['kept']}', not '{each['lost']}'"
            for each in document["overridden"]
        ]
        head = f"{counted(len(values), 'value')} gave way to {document['prefer']}"
        lines += paper.note("Overridden", f"{head}: {shortened(values, _MOST)}")
    if document["dropped"]:
        lines += paper.note(
            "Left out", *(f"{each['count']:,}: {each['reason']}" for each in document["dropped"])
        )
    return "\n".join(lines) + "\n"


def render_crosswalk(
    document: CrosswalkDocument, paper: Paper, *, output: str | None = None
) -> str:
    """Return a line a proposal, and what to do with them; with an `output`, where they are."""
    document, output = cleaned(document), cleaned(output)
    a, b = (each["name"] for each in document["inputs"])
    proposals = document["proposals"]
    total = f"{counted(len(proposals), 'proposal')} between {a} and {b}"
    if document["known"]:
        known = counted(document["known"], "node")
        total += f"; {known} of each {'is' if document['known'] == 1 else 'are'} one already"
    several = sum(each["alike"] > 1 for each in proposals)
    if several:
        total += f"; {several:,} of them ambiguous"
    lines = [] if output else [*_drawn(proposals, paper), ""]
    lines += paper.prose(f"{total}.", 0)
    if output and not proposals:
        lines += paper.of_file(output, "there is no line to accept.")
    elif output:
        lines += paper.of_file(output, "keep the lines that you accept, then merge with them:")
        lines.append(f"  skillgraph merge {quote(a)} {quote(b)} --matches {quote(output)} -o FILE")
    return "\n".join(lines) + "\n"


def _drawn(proposals: list[ProposalDoc], paper: Paper) -> list[str]:
    """Return a line a proposal; where the two ids find no room on one, a line each."""
    rows = _rows(proposals)
    if all(display_width(ids) <= paper.columns - 2 for ids, _, _ in rows):
        return draw_rows(rows, paper)
    indent = " " * len("0.00  ")
    return [
        line
        for each in proposals
        for line in (f"{each['score']:.2f}  {each['a']['id']}", f"{indent}{each['b']['id']}")
    ]


def _rows(proposals: list[ProposalDoc]) -> list[tuple[str, str, str]]:
    """Return the rows: no id is cut, so that it can be pasted, and the best is said first."""
    wide = max((display_width(each["a"]["id"]) for each in proposals), default=0)
    return [
        (
            f"{each['score']:.2f}  {pad(each['a']['id'], wide)}  {each['b']['id']}",
            each["evidence"],
            f"one of {each['alike']} alike" if each["alike"] > 1 else "",
        )
        for each in proposals
    ]
