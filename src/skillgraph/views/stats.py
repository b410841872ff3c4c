"""How much a graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned, cut, display_width, pad, pad_left
from skillgraph.views.words import catalog_name, counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.model.documents.stats import StatsDocument
    from skillgraph.views.paper import Paper

_MOST_LISTED = 10


def render_stats(document: StatsDocument, paper: Paper) -> str:
    """Return counts by kind, of nodes, statements and sources."""
    document = cleaned(document)
    catalogs = [
        ", ".join(filter(None, [catalog_name(each), each["title"], each["licence"]]))
        for each in document["catalogs"]
    ]
    lines = [
        *paper.note("Catalogues", *(catalogs or ["none"])),
        *paper.note("Digest", document["graph"]["digest"]),
        "",
        *_counts("Nodes", document["nodes"], paper),
        "",
        *_counts("Statements", document["statements"], paper),
    ]
    if document["unknown_effort"]:
        lines.append(f"  {counted(document['unknown_effort'], 'skill')} of unknown effort")
    if document["sources"]:
        sources = sorted(document["sources"], key=lambda each: -each["statements"])
        shown = sources[:_MOST_LISTED]
        counts = {source["label"]: source["statements"] for source in shown}
        lines += ["", *_counts("Sources", counts, paper, total=False)]
        if len(sources) > len(shown):
            lines.append(f"    and {counted(len(sources) - len(shown), 'more source')}")
    return "\n".join(["", *lines, ""])


def _counts(name: str, counts: Mapping[str, int], paper: Paper, *, total: bool = True) -> list[str]:
    """Return a heading with the sum, and a line a count; what is not there is left out."""
    there = {kind: count for kind, count in counts.items() if count}
    numbers = max((len(f"{count:,}") for count in there.values()), default=1)
    room = paper.columns - numbers - 6
    kinds = min(max((display_width(kind) for kind in there), default=0), room)
    heading = f"  {paper.bold(name)}" + (f"  {sum(there.values()):,}" if total else "")
    return [
        heading,
        *(
            f"    {pad(cut(kind, kinds), kinds)}  {pad_left(f'{count:,}', numbers)}"
            for kind, count in there.items()
        ),
    ]
