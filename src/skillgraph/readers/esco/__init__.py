"""ESCO, the European classification of skills and occupations → facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.readers.esco.csv_reading import read_csv
from skillgraph.readers.esco.release import find_release
from skillgraph.readers.esco.tables import CONCEPTS, list_tables
from skillgraph.readers.tabular.members import list_members

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.model.facts import Fact
    from skillgraph.readers.report import Report

#: Turtle and N-Triples, as the release has them.
_RDF = (".ttl", ".nt")


def read_esco(
    paths: Sequence[str], report: Report, *, release: str = "", languages: Sequence[str] = ()
) -> Iterator[Fact]:
    """Return a stream of the facts of a release: its zips as downloaded, or the files in them.

    With `languages` only labels and texts in those are read; the first is the catalogue's own,
    else it is that of the first file. A `release` that is stated overrides what the names say.
    """
    members = list_members(paths, {".csv", *_RDF})
    release = find_release(members, release)
    languages = [language.lower() for language in languages]
    in_rdf = [member for member in members if member.suffix in _RDF]
    if in_rdf:
        if len(in_rdf) < len(members):
            raise InvalidInput(
                InputProblem(
                    in_rdf[0].shown,
                    "it says in RDF what the CSV files say.",
                    "Give the one or the other.",
                )
            )
        from skillgraph.readers.esco.rdf_reading import read_rdf  # pyoxigraph takes a while

        return read_rdf(in_rdf, report, release=release, languages=languages)
    tables = list_tables(members, languages, report)
    spoken = dict.fromkeys(table.language for table in tables if table.name in CONCEPTS)
    return read_csv(tables, report, release=release, languages=list(spoken))
