"""The document of `import`: what was read of others' files, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from skillgraph.model.documents import GraphRef


class ReasonCount(TypedDict):
    """Why something was left out or changed, and how often."""

    reason: str
    count: int


class RemarkRow(TypedDict):
    """One thing that was left out or changed: where, which of the two, why, and what it is."""

    place: str
    outcome: str
    reason: str
    text: str


class ImportDocument(TypedDict):
    """What an import read, kept, left out and changed, and the graph that it made.

    `output` is the file that was written, None where none was (`--dry-run`). `rows` counts what was
    read by what it is, `nodes` and `statements` what the graph holds. `readings` says how
    the files were read where they leave that open (which column is the label), `notes` what is to
    be known of them as a whole, `losses` what the form of the output can't. `remarks` are the first
    of what is counted there, where asked for.
    """

    format: str
    graph: GraphRef
    output: str | None
    rows: dict[str, int]
    nodes: dict[str, int]
    statements: dict[str, int]
    left_out: list[ReasonCount]
    changed: list[ReasonCount]
    readings: list[str]
    notes: list[str]
    losses: list[str]
    remarks: list[RemarkRow]
