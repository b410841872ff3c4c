"""Answers for other programs: JSON, SARIF, and the rows of a table as CSV, TSV or Markdown.

Nothing here follows the terminal: the same answer is the same text everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.vocab import without_tags
from skillgraph.words import shielded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.views.tables import Cell, Table

FORMATS = ("json", "csv", "tsv", "md", "sarif")


def render_rows(document: Mapping[str, object], form: str) -> str:
    """Return a document in one of `FORMATS`, as text that ends with a line break.

    Only checks have a form in SARIF.
    """
    if form == "json":
        return render_json(document)
    if form == "sarif":
        from skillgraph.views.sarif import sarif_log

        return render_json(sarif_log(document))
    from skillgraph.views.tables import table_of

    table = table_of(document)
    return (
        render_markdown(table)
        if form == "md"
        else render_csv(table, "\t" if form == "tsv" else ",")
    )


def render_json(document: Mapping[str, object]) -> str:
    """Return the whole document as JSON, in its own order.

    >>> print(render_json({"label": "日本語"}), end="")
    {
      "label": "日本語"
    }
    """
    import json

    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return without_tags(text) + "\n"


def render_csv(table: Table, delimiter: str = ",") -> str:
    """Return rows by RFC 4180, with a header; a cell that would run as a formula is made text.

    >>> print(render_csv((("id", "label"), [["skill:c", "=1+1"]])), end="")
    id,label
    skill:c,'=1+1
    """
    import csv
    import io

    columns, rows = table
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def render_markdown(table: Table) -> str:
    r"""Return rows as a Markdown table in which a label can begin nothing of its own.

    >>> print(render_markdown((("label",), [["a|b <i>"]])), end="")
    | label |
    | --- |
    | a\|b &lt;i> |
    """
    columns, rows = table
    lines = [columns, ["---"] * len(columns), *([_escaped(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def harmless(cell: Cell) -> Cell:
    """Return a cell as a spreadsheet may have it: a text that would run as a formula is quoted."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    # The writer quotes no lone carriage return, and readers end a row at it.
    return shielded(cell.replace("\r\n", "\n").replace("\r", "\n"))


def _escaped(cell: Cell) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = " ".join(cell.split())
    for char in "\\|`*_[]":
        text = text.replace(char, f"\\{char}")
    return text.replace("<", "&lt;")
