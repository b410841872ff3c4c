"""What each column of a table is read as: by a mapping where there is one, else by its header."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from skillgraph.readers.table.fields import (
    EDGE_HEADERS,
    KIND_HEADERS,
    NODE_HEADERS,
    OPTION_HEADERS,
    OWNER_HEADERS,
    header_key,
)
from skillgraph.readers.tabular.exported import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    RETIRED_COLUMNS,
    SALARY_COLUMNS,
    SOURCE_COLUMNS,
)
from skillgraph.words import did_you_mean, listed, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from skillgraph.errors import Problems
    from skillgraph.readers.report import Report
    from skillgraph.readers.tabular.tables import Table

Form = Literal["nodes", "edges", "salaries", "retired", "sources"]


class TableMapping(NamedTuple):
    """What a person says of a table; what is left empty is read from its headers.

    `columns` gives fields the headers of their columns, `words` gives a field's words their
    meaning, `kind` is that of the nodes or edges whose row has none.
    """

    form: Literal["nodes", "edges", ""] = ""
    columns: Mapping[str, str] = {}
    kind: str = ""
    from_kind: str = ""
    to_kind: str = ""
    separator: str = ""
    words: Mapping[str, Mapping[str, str]] = {}
    ignore: tuple[str, ...] = ()


class Layout(NamedTuple):
    """How a table is read: `columns` gives each field that it has its header."""

    form: Form
    columns: dict[str, str]
    kind: str = ""
    from_kind: str = ""
    to_kind: str = ""
    separator: str = ""
    words: Mapping[str, Mapping[str, str]] = {}
    exported: bool = False


#: What only a table that `export` wrote has, beside nothing but columns of its form.
_EXPORTED: tuple[tuple[Form, tuple[str, ...], frozenset[str]], ...] = (
    ("nodes", NODE_COLUMNS, frozenset({"id", "kind", "label", "translations"})),
    ("edges", EDGE_COLUMNS, frozenset({"from", "to", "kind", "requirement"})),
    ("salaries", SALARY_COLUMNS, frozenset({"owner", "min", "max", "currency", "period"})),
    ("retired", RETIRED_COLUMNS, frozenset({"id", "replaced_by"})),
    ("sources", SOURCE_COLUMNS, frozenset({"id", "label", "url", "licence"})),
)

_HEADERS = {"nodes": NODE_HEADERS, "edges": EDGE_HEADERS}


def layout_of(
    table: Table, mapping: TableMapping, noted: Problems, report: Report
) -> Layout | None:
    """Return how a table is read, and tell it; None where it can't be, which is noted."""
    header = table.header
    if not (mapping.columns or mapping.form or mapping.ignore):
        for exported, possible, needed in _EXPORTED:
            if needed <= set(header) <= set(possible):
                return Layout(exported, {name: name for name in header}, exported=True)
    form, columns, kinds = _recognised(header, mapping)
    problems = list(_problems(header, form, columns, mapping))
    for message, hint in problems:
        noted.add(table.shown, message, hint)
    if problems:
        return None
    layout = Layout(
        form,
        columns,
        kind=mapping.kind or kinds.get("", "skill" if form == "nodes" else "requires"),
        from_kind=mapping.from_kind or kinds.get("from", ""),
        to_kind=mapping.to_kind or kinds.get("to", ""),
        separator=mapping.separator,
        words=mapping.words,
    )
    _tell(table, layout, mapping, report)
    return layout


def _recognised(
    header: Sequence[str], mapping: TableMapping
) -> tuple[Literal["nodes", "edges"], dict[str, str], dict[str, str]]:
    """Return the form, the fields by header, and the kinds that headers say."""
    taken = {*mapping.columns.values(), *mapping.ignore}
    free: dict[str, str] = {}
    for name in header:
        if name and name not in taken:
            free.setdefault(header_key(name), name)
    kinds: dict[str, str] = {}
    columns = dict(mapping.columns)
    owner = next((key for key in OWNER_HEADERS if key in free), "")
    option = next((key for key in OPTION_HEADERS if key in free), "")
    pairs = owner and option and not mapping.columns.get("label")
    edges = (
        mapping.form == "edges"
        or bool({"from", "to"} & set(columns))
        or {"from", "to"} <= set(free)
        or bool(pairs)
    )
    form: Literal["nodes", "edges"] = mapping.form or ("edges" if edges else "nodes")
    if form == "edges" and pairs and not {"from", "to"} <= set(free):
        for field, key, kind in (
            ("from", owner, OWNER_HEADERS[owner]),
            ("to", option, OPTION_HEADERS[option]),
        ):
            if field not in columns:
                columns[field] = free.pop(key)
                kinds[field] = kind
    for field, keys in _HEADERS[form].items():
        found = next((key for key in keys if key in free), "")
        if found and field not in columns:
            columns[field] = free.pop(found)
    if form == "nodes" and "label" in columns:
        key = header_key(columns["label"])
        kinds[""] = next((kind for kind, keys in KIND_HEADERS.items() if key in keys), "skill")
    return form, columns, kinds


def _problems(
    header: Sequence[str], form: str, columns: Mapping[str, str], mapping: TableMapping
) -> Iterator[tuple[str, str | Callable[[], str]]]:
    there, fields = set(header), _HEADERS[form]
    for field, name in mapping.columns.items():
        if field not in fields:
            hint = did_you_mean(field, fields) or f"There are {', '.join(fields)}."
            yield f"a table of {form} has no field {quoted(field)}.", hint
        if name not in there:
            yield f"there is no column {quoted(name)}.", partial(_headers, name, header)
    for name in mapping.ignore:
        if name not in there:
            yield f"there is no column {quoted(name)} to ignore.", partial(_headers, name, header)
    needed = ("label", "id") if form == "nodes" else ("from", "to")
    missing = [field for field in needed if field not in columns]
    if len(missing) == len(needed) or (form == "edges" and missing):
        what = one_of([f"the {field}" for field in missing])
        hint = f"Name the column: --map {missing[0]}=COLUMN. {_headers('', header)}"
        yield f"no column is read as {what}.", hint


def _headers(name: str, header: Sequence[str]) -> str:
    near = did_you_mean(name, header) if name else ""
    return near or f"There are {listed([each for each in header if each])}."


def _tell(table: Table, layout: Layout, mapping: TableMapping, report: Report) -> None:
    read = ", ".join(f"{quoted(header)} as {field}" for field, header in layout.columns.items())
    row = f"a {layout.kind}" if layout.form == "nodes" else f"an edge ({layout.kind})"
    report.read_as(f"{table.shown}: a row is {row}; {read}")
    used = {*layout.columns.values(), *mapping.ignore}
    for number, name in enumerate(table.header, 1):
        if not name:
            report.leave_out(f"{table.shown} column {number}", "the column has no header")
        elif name not in used:
            report.leave_out(f"{table.shown}, {name}", "the column is read as nothing", name)
