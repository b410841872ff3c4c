"""Facts → one SQLite file, streamed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillgraph.errors import SkillgraphError
from skillgraph.graph import schema
from skillgraph.graph.canonical import canonical
from skillgraph.graph.checking import Problems, Unfit, check_id, check_range, check_texts, spot
from skillgraph.graph.digest import content_digest
from skillgraph.graph.naming import index_names
from skillgraph.graph.nodes import NodeStage
from skillgraph.graph.statements import StatementStage
from skillgraph.graph.store import Graph, open_graph
from skillgraph.graph.wholeness import check_whole
from skillgraph.model import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

# The first with the trigram tokenizer (https://www.sqlite.org/releaselog/3_34_0.html).
_SQLITE = (3, 34, 0)

# Enough for the trees that are written at one time; the rest of a large graph waits on disk.
_CACHE_KIB = 512


def build(
    stream: Iterable[facts.Fact],
    target: str | os.PathLike[str] = ":memory:",
    *,
    by_id: bool = False,
) -> Graph:
    """Compile a stream of facts and return the graph, opened for reading.

    The file appears whole or not at all: it is written under a temporary name beside the target.
    Nodes are numbered in order of listing, or by id. All that is wrong is one `InvalidInput`; what
    can't be written is an `OSError`.
    """
    if sqlite3.sqlite_version_info < _SQLITE:
        needed, here = ".".join(map(str, _SQLITE)), sqlite3.sqlite_version
        raise SkillgraphError(f"skillgraph needs SQLite {needed} or later; this Python has {here}.")
    if os.fspath(target) == ":memory:":
        return _build_in_memory(stream, by_id=by_id)
    path = Path(target)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _fill(connection, stream, by_id=by_id)
        _flush(temporary)
        temporary.replace(path)
    except sqlite3.OperationalError as error:
        raise OSError(f"{os.fspath(target)}: the graph can't be written: {error}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return open_graph(path)


def _build_in_memory(stream: Iterable[facts.Fact], *, by_id: bool) -> Graph:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA temp_store=MEMORY")
        _fill(connection, stream, by_id=by_id)
    except BaseException:
        connection.close()
        raise
    return Graph(connection)


def _place(fact: facts.Fact) -> str:
    """Return where a fact is stated, else whom it is about: RDF has no lines, and may cite none."""
    about = (getattr(fact, name, "") for name in ("id", "owner", "start"))
    return spot(getattr(fact, "places", ())) or next(filter(None, about), "")


def _flush(name: Path) -> None:
    descriptor = os.open(name, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fill(connection: sqlite3.Connection, stream: Iterable[facts.Fact], *, by_id: bool) -> None:
    # Nobody sees the file before it is whole, so neither journal nor locks are of use.
    connection.executescript(
        "PRAGMA trusted_schema=OFF; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        f"PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-{_CACHE_KIB};"
        f"PRAGMA temp.cache_size=-{_CACHE_KIB};" + schema.script()
    )
    connection.execute("BEGIN")
    compiler = _Compiler(connection, by_id=by_id)
    for fact in stream:
        compiler.add(fact)
    compiler.finish()
    connection.execute("COMMIT")


class _Compiler:
    """One pass over a stream: its catalogues and sources, its nodes, then its statements."""

    def __init__(self, connection: sqlite3.Connection, *, by_id: bool) -> None:
        self._connection = connection
        self._by_id = by_id
        self._problems = Problems()
        self._sources: dict[str, tuple[int, facts.Source]] = {}
        self._catalogs: dict[str, facts.Catalog] = {}
        self._nodes = NodeStage(connection, self._source_key)
        self._statements: StatementStage | None = None

    def add(self, fact: facts.Fact) -> None:
        """Keep a fact, or note why it can't be kept."""
        try:
            self._keep(canonical(fact))
        except Unfit as unfit:
            self._problems.add(_place(fact), unfit.message, unfit.hint)

    def finish(self) -> None:
        """Unite and number all that was kept, index it, and mark the file."""
        statements = self._after_nodes()
        self._problems.raise_if_any()
        statements.finish(self._problems)
        check_whole(self._connection, self._problems)
        self._problems.raise_if_any()
        index_names(self._connection)
        for statement in schema.INDEXES:
            self._connection.execute(statement)
        self._connection.execute(
            "INSERT INTO meta VALUES ('digest', ?)", (content_digest(self._connection),)
        )

    def _keep(self, fact: facts.Fact) -> None:
        match fact:
            case facts.Requirement():
                self._after_nodes().add_requirement(fact)
            case facts.Link():
                self._after_nodes().add_link(fact)
            case facts.Salary():
                self._after_nodes().add_salary(fact)
            case facts.Retired():
                self._after_nodes().add_retired(fact)
            case facts.Node() if self._statements is None:
                self._nodes.add(fact)
            case facts.Node():
                raise Unfit(f"'{fact.id}' comes after a statement.", "List all nodes first.")
            case facts.Source():
                self._keep_source(fact)
            case facts.Catalog():
                self._keep_catalog(fact)

    def _after_nodes(self) -> StatementStage:
        if self._statements is None:
            self._nodes.number(by_id=self._by_id)
            self._statements = StatementStage(self._connection, self._source_key)
        return self._statements

    def _source_key(self, id_: str) -> int:
        if id_ not in self._sources:
            raise Unfit(f"source '{id_}' is not known.", "State it under `sources`.")
        return self._sources[id_][0]

    def _keep_source(self, fact: facts.Source) -> None:
        row = (fact.id, fact.label, fact.url, fact.licence)
        check_id(fact.id)
        check_texts(row)
        key, known = self._sources.setdefault(fact.id, (len(self._sources) + 1, fact))
        if known != fact:
            raise Unfit(f"source '{fact.id}' is stated twice, differently.", "Make them agree.")
        self._insert_once("source", key, row)

    def _keep_catalog(self, fact: facts.Catalog) -> None:
        effort = fact.default_effort_hours or (None, None)
        texts = (fact.id, fact.version, fact.language, fact.title, fact.licence, fact.source)
        check_id(fact.id)
        check_texts(texts)
        if fact.default_effort_hours:
            check_range(*fact.default_effort_hours, f"the default effort of '{fact.id}'")
        for extended in fact.extends:
            if extended not in self._catalogs:
                raise Unfit(f"'{fact.id}' extends '{extended}', which is not known before it.")
        known = self._catalogs.setdefault(fact.id, fact)
        if known != fact:
            raise Unfit(f"catalogue '{fact.id}' is stated twice, differently.", "Make them agree.")
        key = list(self._catalogs).index(fact.id) + 1
        self._insert_once("catalog", key, (*texts, " ".join(fact.extends), *effort))

    def _insert_once(self, table: str, key: int, row: tuple[Any, ...]) -> None:
        marks = ",".join("?" * (len(row) + 1))
        self._connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", (key, *row))
