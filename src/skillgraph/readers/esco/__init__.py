"""ESCO, the European classification of skills and occupations → facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.readers.esco.csv_reading import read_csv
from skillgraph.readers.esco.release import find_release
from skillgraph.readers.esco.tables import CONCEPTS, list_tables
from skillgraph.readers.tabular.members import list_members

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.facts import Fact
    from skillgraph.readers.report import Report


def read_esco(
    paths: Sequence[str], report: Report, *, release: str = "", languages: Sequence[str] = ()
) -> Iterator[Fact]:
    """Yield the facts of a release: its zips as they are downloaded, or the files in them.

    With `languages` only labels and texts in those are read; the first is the catalogue's own,
    else it is that of the first file. A `release` that is stated overrides what the names say.
    """
    members = list_members(paths, {".csv"})
    tables = list_tables(members, languages, report)
    spoken = dict.fromkeys(table.language for table in tables if table.name in CONCEPTS)
    yield from read_csv(
        tables, report, release=find_release(members, release), languages=list(spoken)
    )
