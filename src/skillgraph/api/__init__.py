"""What skillgraph does, as Python calls it; the command line only parses, calls and prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.opened import SkillGraph

if TYPE_CHECKING:
    from skillgraph.model.checks import ValidationDocument

__all__ = ["SkillGraph", "validate"]


def validate(*paths: str) -> ValidationDocument:
    """Check catalogues as `SkillGraph.open` would merge them, or RDF; return every problem.

    Nothing is written, and no problem is an exception. Both at once are `InvalidInput`.
    """
    from skillgraph.api.validation import validation_document

    return validation_document(*paths)
