"""Names from the graph, for a shell that completes a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from skillgraph.api import SkillGraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

#: What means nothing to a shell.
_PLAIN = re.compile(r"\w[\w.:/+%@-]*")


def offered(
    ctx: click.Context, kinds: Sequence[str] | None, incomplete: str, most: int
) -> list[CompletionItem]:
    """Return at most so many names that begin as the last one typed does, as their slugs.

    In a list with commas only the part after the last comma is completed. A name that a shell would
    read more in isn't offered.
    """
    if incomplete.startswith("@"):
        return [CompletionItem(incomplete, type="file")]
    before, comma, last = incomplete.rpartition(",")
    if not last.strip():
        return []
    typed = {before_name.strip() for before_name in before.split(",")}
    with SkillGraph.open(*(ctx.params.get("graphs") or ())) as graph:
        hits = graph.search(last, kinds=kinds, limit=most)["hits"]
    items = []
    for hit in hits:
        prefix, _, slug = hit["id"].partition(":")
        name = slug if prefix in {"skill", "role", "category"} else hit["id"]
        # A shell puts what is offered on its line as it stands.
        if not _PLAIN.fullmatch(name):
            continue
        begins = name.startswith(last.lower()) or hit["id"].startswith(last)
        if begins and name not in typed:
            items.append(CompletionItem(f"{before}{comma}{name}", help=hit["label"]))
    return items
