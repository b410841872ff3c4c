"""A bare `skillgraph` of somebody with a profile: where they are, the next step, the dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.cli.exits import DONE, tell
from skillgraph.cli.names import own_person

if TYPE_CHECKING:
    from skillgraph.api import SkillGraph
    from skillgraph.model.documents.standing import StandingDocument


def load_standing(graph: SkillGraph) -> tuple[StandingDocument, str]:
    """Return where the person stands, and where their profile lies; say how it was read."""
    from skillgraph.api.standing import standing_document

    person, place = own_person(graph)
    for note in person.notes:
        tell(note)
    return standing_document(graph, person), place


def write_standing() -> int | None:
    """Say where the person stands; None where their profile has no goal."""
    from skillgraph.cli.options import open_graph
    from skillgraph.cli.output import write_answer
    from skillgraph.views.standing import render_standing

    with open_graph(()) as graph:
        document, place = load_standing(graph)
    if not document["goals"]:
        tell(f"Your profile {place} has no goal: skillgraph profile add ROLE --as goal")
        return None
    tell(f"From your profile {place} ({len(document['held'])} held).")
    write_answer(document, "table", lambda paper: render_standing(document, paper))
    return DONE
