"""A bare `skillgraph` of somebody with a profile: where they are, the next step, the dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.cli.exits import DONE, tell
from skillgraph.cli.names import shown

if TYPE_CHECKING:
    from skillgraph.api import SkillGraph
    from skillgraph.model.standing import StandingDocument


def load_standing(graph: SkillGraph, file: str) -> tuple[StandingDocument, tuple[str, ...]]:
    """Return where somebody with this profile stands, and sentences on how it was read."""
    from skillgraph.api.keeping import load_profile
    from skillgraph.api.profile import resolve_profile
    from skillgraph.api.standing import standing_document

    person = resolve_profile(graph, load_profile(file), shown(file))
    return standing_document(graph, person), person.notes


def write_standing(file: str) -> int | None:
    """Say where somebody with this profile stands; None where it has no goal."""
    from skillgraph.cli.options import open_graph
    from skillgraph.cli.output import write_answer
    from skillgraph.views.standing import render_standing

    with open_graph(()) as graph:
        document, notes = load_standing(graph, file)
    if not document["goals"]:
        tell(f"Your profile {shown(file)} has no goal: skillgraph profile add ROLE --as goal")
        return None
    tell(f"From your profile {shown(file)} ({len(document['held'])} held).")
    for note in notes:
        tell(note)
    write_answer(document, "table", lambda paper: render_standing(document, paper))
    return DONE
