"""Matches that a person has accepted: a table with the ids of two things a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import Problems
from skillgraph.readers.report import Report
from skillgraph.readers.tabular.delimited import open_delimited
from skillgraph.readers.tabular.members import list_members
from skillgraph.vocab import compact, expand, is_iri
from skillgraph.words import quoted

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from skillgraph.readers.report import Remark

_SUFFIXES = (".csv", ".tsv", ".tab", ".txt")


class Accepted(NamedTuple):
    """Two ids that mean one thing, and the row that says so."""

    one: str
    other: str
    place: str


def read_matches(path: str | os.PathLike[str]) -> list[Accepted]:
    """Return the rows of a file as `crosswalk` writes it: its columns `a` and `b` have ids.

    Every row counts as accepted; whoever doesn't accept one removes it. What is wrong is one
    `InvalidInput`, with all of it.
    """
    noted = Problems()

    def note(remark: Remark) -> None:
        noted.add(remark.place, f"{remark.reason}.", remark.text)

    found = []
    for member in list_members([path], _SUFFIXES):
        with open_delimited(member, Report(on_remark=note)) as table:
            for number, ids in table.rows("a", "b"):
                one, other = (compact(id_.strip()) for id_ in ids)
                place = table.spot(number)
                for problem in _unfit(place, one, other):
                    noted.add(*problem)
                found.append(Accepted(one, other, place))
    noted.raise_any()
    return found


def _unfit(place: str, one: str, other: str) -> Iterator[tuple[str, str, str]]:
    for id_ in (one, other):
        if ":" not in id_ or not is_iri(expand(id_)):
            message = f"{quoted(id_)} is no id."
            yield place, message, "Keep it as `crosswalk` wrote it: skill:sql."
    if one == other:
        yield place, f"{quoted(one)} is matched with itself.", "Remove the row."
