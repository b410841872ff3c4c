r"""The form of exported tables: their columns, several texts in a cell, texts that are no formulas.

The writer (`skillgraph.writers.tables`) and the reader of tables (`skillgraph.readers.table`) both
take it from here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.model.fields import EFFORT, FIELDS, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.fields import Field

#: The columns of hours, and of where they are stated.
EFFORT_COLUMNS = ("effort_hours_min", "effort_hours_max", "effort_source")


def _columns(field: Field) -> tuple[str, ...]:
    if field.sort is EFFORT:
        return EFFORT_COLUMNS
    # What a node is in stands among its fields.
    return (field.column, "category") if field.key == "description" else (field.column,)


NODE_COLUMNS = (
    "id", "kind", "label", "language", "translations",
    *(column for field in FIELDS.values() for column in _columns(field)),
    "source",
)  # fmt: skip
EDGE_COLUMNS = (
    "from", "to", "kind", "importance", "requirement", "count", "options", "group", "level",
    "scale", "rating", "rating_scale", "tier", "rank", "assumption", "source",
)  # fmt: skip
SALARY_COLUMNS = (
    "owner", "min", "max", "currency", "period", "region", "date", "assumption", "source",
)  # fmt: skip
RETIRED_COLUMNS = ("id", "replaced_by", "source")
SOURCE_COLUMNS = ("id", *SOURCE)

_JOINT = re.compile(r"\\(.)", re.DOTALL)

# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def join(values: Iterable[str]) -> str:
    r"""Return several texts as one, with `|` between; `split` tells them apart again.

    >>> join(["CI", "a|b"]), split(join(["CI", "a|b"]))
    ('CI|a\\|b', ['CI', 'a|b'])
    """
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def split(text: str) -> list[str]:
    r"""Return the texts that `join` made one; no text has none, and none of them is empty.

    >>> split("a\\|b|c"), split("")
    (['a|b', 'c'], [])
    """
    parts = re.findall(r"(?:[^|\\]|\\.)+", text, re.DOTALL)
    return [_JOINT.sub(r"\1", part) for part in parts]


def shielded(text: str) -> str:
    """Return a text as a spreadsheet may have it: one that it would run has an apostrophe before.

    >>> shielded("=1+1"), shielded("'=1"), shielded("'tis")
    ("'=1+1", "''=1", "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """Return what a cell says: the text that a writer made harmless.

    >>> plain("'=1+1"), plain("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
