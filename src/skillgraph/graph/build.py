"""Facts → one SQLite file, streamed."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillgraph.errors import MOST_PROBLEMS, Problems, SkillgraphError
from skillgraph.graph import schema
from skillgraph.graph.canonical import canonical
from skillgraph.graph.checking import spot
from skillgraph.graph.citing import Sources
from skillgraph.graph.digest import Digest
from skillgraph.graph.naming import NameIndex
from skillgraph.graph.node_tables import own_columns
from skillgraph.graph.nodes import NodeStage
from skillgraph.graph.statements import StatementStage
from skillgraph.graph.store import Graph, open_graph
from skillgraph.graph.wholeness import check_wholeness
from skillgraph.model import facts
from skillgraph.model.values import Unfit, check_id, check_range, check_texts
from skillgraph.replacing import replaced, unwritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The first that trusts no schema (https://www.sqlite.org/releaselog/3_31_0.html).
_SQLITE = (3, 31, 0)

# Enough for the trees that are written at one time; the rest of a large graph waits on disk.
_CACHE_KIB = 256

_NODES = tuple(facts.Node.__subclasses__())
_STATEMENTS = (facts.Requirement, facts.Link, facts.Salary, facts.Retired)


def build(
    stream: Iterable[facts.Fact],
    target: str | os.PathLike[str] = ":memory:",
    *,
    by_id: bool = False,
) -> Graph:
    """Compile a stream of facts and return the graph, opened for reading.

    The file appears whole or not at all, in place of one that was there. Nodes are numbered in
    order of listing, or by id. All that is wrong is one `InvalidInput`; what can't be written is an
    `OSError`.
    """
    if sqlite3.sqlite_version_info < _SQLITE:
        needed, here = ".".join(map(str, _SQLITE)), sqlite3.sqlite_version
        raise SkillgraphError(f"skillgraph needs SQLite {needed} or later; this Python has {here}.")
    if os.fspath(target) == ":memory:":
        return _build_in_memory(stream, by_id=by_id)
    path = _regular(target)
    try:
        with (
            replaced(path) as temporary,
            closing(sqlite3.connect(temporary, isolation_level=None)) as connection,
        ):
            _fill(connection, stream, by_id=by_id)
    except sqlite3.OperationalError as error:
        raise unwritten(error, target) from error
    return open_graph(path)


def _regular(target: str | os.PathLike[str]) -> Path:
    """Return the file that is written, links followed; what is there must be an ordinary one.

    The graph is renamed into its place, which would do away with a device or a pipe.
    """
    path = Path(os.path.realpath(target))
    if not os.fspath(target) or path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder. Name a file.", os.fspath(target))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "a graph is written to an ordinary file", os.fspath(target))
    return path


def _build_in_memory(stream: Iterable[facts.Fact], *, by_id: bool) -> Graph:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
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


def _fill(connection: sqlite3.Connection, stream: Iterable[facts.Fact], *, by_id: bool) -> None:
    # Nobody sees the file before it is whole, so neither journal nor locks are of use.
    connection.executescript(
        "PRAGMA trusted_schema=OFF; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        f"PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-{_CACHE_KIB};"
        f"PRAGMA temp.cache_size=-{_CACHE_KIB};" + schema.script(own_columns())
    )
    connection.execute("BEGIN")
    with ExitStack() as files:
        compiler = _Compiler(connection, files, by_id=by_id)
        compiler.add(stream)
        compiler.finish()
    connection.execute("COMMIT")


class _Compiler:
    """One pass over a stream: its catalogues and sources, its nodes, then its statements."""

    def __init__(self, connection: sqlite3.Connection, files: ExitStack, *, by_id: bool) -> None:
        self._connection = connection
        self._files = files
        self._by_id = by_id
        self._problems = Problems(MOST_PROBLEMS, ends=True)
        self._digest = Digest()
        self._sources = Sources()
        self._heads: dict[tuple[str, str], facts.Source | facts.Catalog] = {}
        self._names = NameIndex(connection, files)
        self._nodes = NodeStage(connection, files, self._sources)
        self._statements: StatementStage | None = None
        #: What keeps a fact of each class.
        self._kept: dict[type, Callable[[Any], None]] = {
            facts.Catalog: self._keep_catalog,
            facts.Source: self._keep_source,
            **dict.fromkeys(_NODES, self._nodes.add),
            **dict.fromkeys(_STATEMENTS, self._keep_first),
        }

    def add(self, stream: Iterable[facts.Fact]) -> None:
        """Keep the facts of a stream, or note why one can't be kept."""
        for fact in stream:
            try:
                self._kept[type(fact)](fact)
            except Unfit as unfit:
                self._problems.add(_place(fact), unfit.message, unfit.advice)

    def finish(self) -> None:
        """Unite and number all that was kept, index it, and mark the file."""
        statements = self._after_nodes()
        self._problems.raise_any()
        statements.write(self._problems, self._digest)
        check_wholeness(self._connection, self._problems)
        self._problems.raise_any()
        self._kept.clear()  # a circle of references would keep the rest
        for statement in schema.INDEXES:
            self._connection.execute(statement)
        for name in ("catalog", "source"):
            self._digest.add_each(
                self._connection.execute(f"SELECT '{name}', * FROM {name} ORDER BY key").fetchall()
            )
        self._connection.execute("INSERT INTO meta VALUES ('digest', ?)", (self._digest.value(),))

    def _after_nodes(self) -> StatementStage:
        if self._statements is None:
            positions = self._nodes.write(self._names, self._digest, by_id=self._by_id)
            self._names.finish()
            self._statements = StatementStage(
                self._connection, self._files, self._sources, positions
            )
            self._kept |= {
                facts.Requirement: self._statements.add_requirement,
                facts.Link: self._statements.add_link,
                facts.Salary: self._statements.add_salary,
                facts.Retired: self._statements.add_retired,
                **dict.fromkeys(_NODES, self._refuse_node),
            }
        return self._statements

    def _keep_first(self, fact: facts.Fact) -> None:
        self._after_nodes()
        self._kept[type(fact)](fact)

    def _refuse_node(self, fact: facts.Node) -> None:
        raise Unfit(f"'{fact.id}' comes after a statement.", "List all nodes first.")

    def _keep_source(self, stated: facts.Source) -> None:
        fact = canonical(stated)
        row = (fact.id, fact.label, fact.url, fact.licence)
        check_id(fact.id)
        check_texts(row)
        if self._is_new("source", fact):
            self._insert("source", self._sources.add(fact.id), row)

    def _keep_catalog(self, stated: facts.Catalog) -> None:
        fact = canonical(stated)
        effort = fact.default_effort_hours or (None, None)
        texts = (fact.id, fact.version, fact.language, fact.title, fact.licence, fact.source)
        check_id(fact.id)
        check_texts(texts)
        if fact.default_effort_hours:
            check_range(*fact.default_effort_hours)
        for extended in fact.extends:
            if ("catalogue", extended) not in self._heads:
                raise Unfit(f"'{fact.id}' extends '{extended}', which is not known before it.")
        if self._is_new("catalogue", fact):
            self._insert("catalog", None, (*texts, " ".join(fact.extends), *effort))

    def _is_new(self, what: str, fact: facts.Source | facts.Catalog) -> bool:
        """Tell whether something is stated for the first time; differently is `Unfit`."""
        known = self._heads.get((what, fact.id))
        if known is not None and known != fact:
            raise Unfit(f"{what} '{fact.id}' is stated twice, differently.", "Make them agree.")
        self._heads[what, fact.id] = fact
        return known is None

    def _insert(self, table: str, key: int | None, row: tuple[Any, ...]) -> None:
        marks = ",".join("?" * (len(row) + 1))
        self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", (key, *row))
