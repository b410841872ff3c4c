"""Tables of nodes and edges → facts: CSV, TSV and Excel, as people keep them or `export` writes.

What a column means is said by a mapping, or read from its header and told. All that is wrong, in
every table, is told in one run. The rows of edges are read twice, so that none of them is kept.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InvalidInput, Problems
from skillgraph.model import facts
from skillgraph.model.values import Unfit
from skillgraph.readers.report import Report
from skillgraph.readers.scales import parse_scale
from skillgraph.readers.table.cells import row_of
from skillgraph.readers.table.edges import EdgeReader
from skillgraph.readers.table.layout import Layout, TableMapping, layout_of
from skillgraph.readers.table.mapping_file import load_mapping
from skillgraph.readers.table.nodes import read_node
from skillgraph.readers.table.register import Register, make_node
from skillgraph.readers.table.salaries import read_retired, read_salary
from skillgraph.readers.table.sources import Sources
from skillgraph.readers.tabular.delimited import open_delimited
from skillgraph.readers.tabular.describing import About, source_id
from skillgraph.readers.tabular.members import list_members
from skillgraph.readers.tabular.sheets import SUFFIX, open_sheet, open_workbook

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    from skillgraph.model.facts import Fact
    from skillgraph.readers.known import KnownGraph
    from skillgraph.readers.scales import NamedScale
    from skillgraph.readers.table.cells import Cells
    from skillgraph.readers.table.nodes import Pending
    from skillgraph.readers.tabular.members import Member
    from skillgraph.readers.tabular.tables import Table

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", SUFFIX)


class _Found(NamedTuple):
    """A table that is to be read again: its file, its sheet, its layout."""

    member: Member
    sheet: str
    layout: Layout


def read_table(
    paths: Sequence[str | os.PathLike[str]],
    report: Report,
    *,
    about: About = About(),  # noqa: B008 -- it can't change
    mapping: str | os.PathLike[str] | None = None,
    flags: TableMapping = TableMapping(),  # noqa: B008 -- nor can this
    sheets: Sequence[str] = (),
    scale: str = "",
    known: KnownGraph | None = None,
    strict_names: bool = False,
) -> Iterator[Fact]:
    """Yield the facts of some tables; what is wrong with them is one `InvalidInput`.

    `flags` outranks the `mapping` file. Of a workbook the first sheet is read, or those named.
    Names are looked up in the tables, then in the `known` graph.
    """
    noted = Problems()
    about.check(noted)
    mappings = {} if mapping is None else load_mapping(mapping)
    default = _scale(scale, noted)
    members = list_members(paths, SUFFIXES)
    reading = _Reading(members, report, noted, about, known=known, strict=strict_names)
    reading.open_all(mappings, flags, sheets)
    noted.raise_any()
    reading.check_edges(default)
    noted.raise_any()
    yield from reading.facts(default)


def _scale(text: str, noted: Problems) -> NamedScale | None:
    try:
        return parse_scale(text) if text else None
    except Unfit as unfit:
        noted.add("--scale", unfit.message, unfit.hint)
        return None


class _Reading:
    """Reads the nodes of all tables, then looks what their edges name up, then yields both."""

    def __init__(
        self,
        members: list[Member],
        report: Report,
        noted: Problems,
        about: About,
        *,
        known: KnownGraph | None,
        strict: bool,
    ) -> None:
        self._members = members
        self._report = report
        self._noted = noted
        self._about = about
        self._sources = Sources(about.licence)
        self._register = Register(noted, known, about.language, strict=strict)
        self._pending: list[Pending] = []
        self._again: list[_Found] = []

    def open_all(
        self, mappings: Mapping[str, TableMapping], flags: TableMapping, sheets: Sequence[str]
    ) -> None:
        """Read every header, and the rows of nodes and sources."""
        ordered = sorted(self._members, key=lambda member: member.name != "sources.csv")
        for member in ordered:
            self._report.expect(3 * member.size)
        used: set[str] = set()
        tried: set[str] = set()
        for member in ordered:
            for name in _sheet_names(member, sheets, mappings, self._noted, self._report):
                try:
                    with _opened(member, name, self._report) as table:
                        key = _key(member, name, mappings)
                        used.add(key)
                        mapped = _over(mappings.get(key, TableMapping()), flags, table.header)
                        tried.update(mapped.columns.values(), mapped.ignore)
                        self._open(member, name, table, mapped)
                except InvalidInput as error:
                    self._noted.take(error)
        for key in mappings.keys() - used - {""}:
            self._noted.add("--mapping", f"there is no table '{key}'.", self._tables())
        self._check(flags, sheets, tried)

    def _check(self, flags: TableMapping, sheets: Sequence[str], tried: set[str]) -> None:
        """Note options that name what no table has."""
        if sheets and not any(member.suffix == SUFFIX for member in self._members):
            self._noted.add(f"--sheet {sheets[0]}", "no file is a workbook, which has sheets.")
        for field, header in flags.columns.items():
            if header not in tried:
                self._noted.add(f"--map {field}={header}", f"no table has a column '{header}'.")
        for header in flags.ignore:
            if header not in tried:
                self._noted.add(f"--ignore {header}", f"no table has a column '{header}'.")

    def check_edges(self, scale: NamedScale | None) -> None:
        """Look up all that rows name, and note what is wrong."""
        reader = EdgeReader(self._register, self._sources, scale)
        try:
            for _ in self._statements(reader, self._report):
                pass
        except InvalidInput as error:
            self._noted.take(error)
        for kind, count in self._register.made.items():
            made = "is made of its name" if count == 1 else "are made of their names"
            self._report.read_as(f"no row is a {kind}: {count:,} {made} in other rows")

    def facts(self, scale: NamedScale | None) -> Iterator[Fact]:
        """Yield everything, nodes first."""
        own = [self._about.source(found.member) for found in self._again if not _quiet(found)]
        for source in own:
            self._sources.add(source)
        yield self._about.catalog(self._members, own[0].id if len(set(own)) == 1 else "")
        yield from self._sources
        if scale is not None and scale.id not in self._register.nodes:
            places = [facts.Place(source.id) for source in dict.fromkeys(own)]
            yield scale_node(scale, self._about.language, *places)
        yield from self._register.nodes.values()
        yield from self._statements(EdgeReader(self._register, self._sources, scale), Report())

    def _open(self, member: Member, sheet: str, table: Table, mapped: TableMapping) -> None:
        layout = layout_of(table, mapped, self._noted, self._report)
        if layout is None:
            return
        self._again.append(_Found(member, sheet, layout))
        if layout.form == "sources":
            for cells in self._rows(table, layout):
                self._report.read("sources")
                self._sources.state(cells)
        elif layout.form == "nodes":
            own = source_id(member)
            if not layout.exported:
                self._sources.add(self._about.source(member))
            for cells in self._rows(table, layout):
                self._report.read("rows of nodes")
                self._pending += read_node(
                    cells, self._about.language, own, self._sources, self._register
                )

    def _statements(self, reader: EdgeReader, report: Report) -> Iterator[Fact]:
        for pending in self._pending:
            yield from reader.pending(pending)
        for found in self._again:
            own = source_id(found.member)
            if found.layout.form in ("edges", "salaries", "retired"):
                with _opened(found.member, found.sheet, report) as table:
                    rows = self._counted(table, found.layout, report)
                    if found.layout.form == "edges":
                        yield from reader.read(rows, own)
                    elif found.layout.form == "salaries":
                        yield from read_salary(rows, self._sources, own)
                    else:
                        yield from read_retired(rows, self._sources, own)

    def _counted(self, table: Table, layout: Layout, report: Report) -> Iterator[Cells]:
        for cells in self._rows(table, layout):
            report.read(f"rows of {layout.form}")
            yield cells

    def _rows(self, table: Table, layout: Layout) -> Iterator[Cells]:
        for number, texts in table.rows(*layout.columns.values()):
            if any(texts):
                yield row_of(table, layout, self._noted, number, texts)

    def _tables(self) -> str:
        return f"The files are {', '.join(member.name for member in self._members)}."


def scale_node(scale: NamedScale, language: str, *places: facts.Place) -> facts.Node:
    """Return a scale as a node; `places` are the files whose levels are on it."""
    described = (facts.Text(scale.description, language),) if scale.words else ()
    return make_node(
        "scale",
        scale.id,
        [facts.Text(scale.label, language)],
        descriptions=described,
        places=places,
        minimum=scale.minimum,
        maximum=scale.maximum,
    )


def _quiet(found: _Found) -> bool:
    """Tell whether a table names sources of its own, and is none itself."""
    return found.layout.exported


@contextmanager
def _opened(member: Member, sheet: str, report: Report) -> Iterator[Table]:
    if member.suffix == SUFFIX:
        with open_workbook(member) as workbook:
            yield open_sheet(member, workbook, report, sheet, formulas=True)
    else:
        with open_delimited(member, report) as table:
            yield table


def _sheet_names(
    member: Member,
    asked: Sequence[str],
    mappings: Mapping[str, TableMapping],
    noted: Problems,
    report: Report,
) -> list[str]:
    """Return the sheets of a workbook that are to be read; a text file has one table, ""."""
    if member.suffix != SUFFIX:
        return [""]
    try:
        with open_workbook(member) as workbook:
            names = [sheet.title for sheet in workbook.sheets if sheet.visible and not sheet.chart]
            mapped = [sheet.title for sheet in workbook.sheets if sheet.title in mappings]
    except InvalidInput as error:
        noted.take(error)
        return []
    wanted = list(asked) or mapped or names[:1]
    for name in names:
        if name not in wanted:
            place = f"{member.shown} {name}"
            report.leave_out(place, "the sheet is not asked for (--sheet NAME)", name)
    return wanted


def _key(member: Member, sheet: str, mappings: Mapping[str, TableMapping]) -> str:
    stem = member.name.rpartition(".")[0]
    return next((key for key in (sheet, member.name, stem) if key and key in mappings), "")


def _over(mapping: TableMapping, flags: TableMapping, header: Sequence[str]) -> TableMapping:
    """Return a mapping with what the command line says, as far as this table has the columns."""
    columns = {field: name for field, name in flags.columns.items() if name in header}
    return mapping._replace(
        columns={**mapping.columns, **columns},
        kind=flags.kind or mapping.kind,
        separator=flags.separator or mapping.separator,
        ignore=(*mapping.ignore, *(name for name in flags.ignore if name in header)),
    )
