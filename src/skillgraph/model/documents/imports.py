"""The document of `import`: what was read of others' files, and what became of it."""

from typing import Literal, TypedDict

from skillgraph.model.documents import Count, GraphDocument, Positive


class ReasonCount(TypedDict):
    """Why something was left out or changed, and how often."""

    reason: str
    """Why."""
    count: Positive
    """How often."""


class RemarkRow(TypedDict):
    """One thing that was left out or changed."""

    place: str
    """Where it stands in the files."""
    outcome: Literal["left out", "changed"]
    """Which of the two became of it."""
    reason: str
    """Why."""
    text: str
    """What it is, in the file's words."""


class ImportDocument(GraphDocument):
    """An import: what was read of others' files, kept, left out and changed."""

    format: Literal["skillgraph-import/1"]
    """The form of this document and its version."""
    output: str | None
    """The file that was written; null where none was (`--dry-run`)."""
    rows: dict[str, Count]
    """How many rows or things were read, by what they are."""
    nodes: dict[str, Count]
    """How many nodes of each kind the graph holds."""
    statements: dict[str, Count]
    """How many statements the graph holds, by what they say."""
    left_out: list[ReasonCount]
    """What was left out, the most frequent first."""
    changed: list[ReasonCount]
    """What was changed, the most frequent first."""
    readings: list[str]
    """How the files were read where they leave that open, such as which column is the label."""
    notes: list[str]
    """What is to be known of the files as a whole."""
    losses: list[str]
    """What the form of the output can't say, a sentence for each thing."""
    remarks: list[RemarkRow]
    """The first things that were left out or changed, one by one; of a page alone, whose lines a
    person looks through."""
