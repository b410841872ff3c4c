r"""The form of exported tables: their columns, several texts in a cell.

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
