"""What stands beside the picture of a node: facts with a name each, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.node import effort_text, sources_text, without_subject
from skillgraph.views.notes import salary_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skillgraph.model.documents.pictures import PictureNodeDoc


def facts_of(node: PictureNodeDoc, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the facts of a node, each with its name, in their fixed order."""
    return [(name, text) for name, text in _facts(node, labels) if text]


def _facts(node: PictureNodeDoc, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "Also called", ", ".join(node["alt_labels"])
    yield "You can", without_subject(node["outcome"] or "")
    yield "About", node["description"] or ""
    yield "Experience", node["experience"] or ""
    yield "Seniority", node["seniority"] or ""
    yield "Start", "people may start here" if node["entry"] else ""
    yield "Grows", "at work, so it takes no hours of study" if node["practised"] else ""
    yield "Effort", effort_text(node["effort_hours"], labels)
    for salary in node["salary"]:
        yield "Salary", salary_text(salary, labels)
    yield "Id", node["id"]
    yield "Sources", sources_text(node["sources"], node["locators"], labels)
