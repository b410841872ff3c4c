"""Rows that are salaries, or ids out of use, as `export` writes them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from skillgraph.model import facts
from skillgraph.model.values import parse_currency, parse_exported_whole, parse_word
from skillgraph.vocab import PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.readers.table.cells import Cells
    from skillgraph.readers.table.sources import Sources


def read_salary(rows: Iterable[Cells], sources: Sources, own: str) -> Iterator[Fact]:
    """Yield the salaries of rows; one that lacks what a salary has is noted."""
    for cells in rows:
        least = cells.value("min", parse_exported_whole)
        most = cells.value("max", parse_exported_whole)
        currency = cells.value("currency", parse_currency)
        period = cells.value("period", partial(parse_word, words=PERIODS))
        owner = cells.text("owner")
        for field in ("owner", "min", "max", "currency", "period"):
            if not cells.text(field):
                cells.refuse(field, f"the salary has no {field}.", "Nothing is assumed: write it.")
        if least is None or most is None or currency is None or period is None or not owner:
            continue
        yield facts.Salary(
            owner=owner,
            minimum=least,
            maximum=most,
            currency=currency,
            period=cast("Any", period),  # one of PERIODS
            places=sources.places(cells, own),
            region=cells.text("region"),
            date=cells.text("date"),
            assumption=cells.text("assumption"),
        )


def read_retired(rows: Iterable[Cells], sources: Sources, own: str) -> Iterator[Fact]:
    """Yield the ids of rows that are out of use."""
    for cells in rows:
        for field in ("id", "replaced_by"):
            if not cells.text(field):
                cells.refuse(field, f"the row has no {field}.", "Write it, or remove the row.")
        if cells.text("id") and cells.text("replaced_by"):
            yield facts.Retired(
                id=cells.text("id"),
                replaced_by=cells.text("replaced_by"),
                places=sources.places(cells, own),
            )
