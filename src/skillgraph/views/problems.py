"""What a check of catalogues found, as compilers and editors show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned
from skillgraph.views.words import counted, joined

if TYPE_CHECKING:
    from skillgraph.model.documents.checks import ValidationDocument
    from skillgraph.views.paper import Paper


def render_problems(document: ValidationDocument, paper: Paper) -> str:
    """Return a line a problem, never broken, so that editors can jump to its place."""
    document = cleaned(document)
    if document["valid"]:
        held = [counted(count, kind) for kind, count in document["nodes"].items() if count]
        lines = paper.prose(f"No problem found: {joined(held) or 'an empty graph'}.", 0)
        return "\n".join([*lines, ""])
    lines = []
    for problem in document["problems"]:
        place = f"{paper.bold(problem['place'])}: " if problem["place"] else ""
        lines.append(f"{place}{problem['message']} {problem['hint']}".rstrip())
    return "\n".join([*lines, f"{counted(len(document['problems']), 'problem')} found.", ""])
