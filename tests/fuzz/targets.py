"""The readers that are fuzzed: how each is asked, and what it is given to begin with.

What a reader is made of is imported when it is fuzzed, and not before: then it is instrumented.
"""

from __future__ import annotations

import contextlib
import io
import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tests.fuzz.bundle import gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fuzz.bundle import Files

    from skillgraph.api import SkillGraph
    from skillgraph.api.importing import Reader

    #: How a reader is asked: what stands in the file ASKED of an input, NAME=VALUE a line.
    Asked = dict[str, str]

TESTS = Path(__file__).parents[1]
EXAMPLE = TESTS / "writers/example.yaml"

#: What a reader may leave behind: the graph where there is one, and a table of what it left out.
GRAPH, PROBLEMS = "out.graph", "out.csv"

#: Files of an input that are no data of its reader's.
ASKED, MAPPING = "asked", "mapping.yaml"


class Target(NamedTuple):
    """A reader: how it reads files of the current folder, files to begin with, what it is made of.

    The coverage of its `modules`, within skillgraph, guides; the short texts in them are the words
    of its formats. `runs` is how many inputs it is given in every run of the tests: they take some
    five seconds.
    """

    read: Callable[[list[str], Asked], object]
    seeds: Callable[[Path], Iterator[Files]]
    modules: tuple[str, ...]
    runs: int


@cache
def _small() -> SkillGraph:
    """Return a small graph, in which names are looked up, and which is exported."""
    from skillgraph.api import SkillGraph
    from skillgraph.api.compiling import compile_paths

    return SkillGraph(compile_paths([str(EXAMPLE)]))


def _exported(folder: Path, form: str, name: str) -> Files:
    """Return the files that the small graph is exported to."""
    _small().export(folder / name, form)
    return gather(folder / name)


def _import(source: str, paths: list[str], asked: Asked) -> None:
    from skillgraph.api.sources import by_id, reader_of

    del asked
    _write(reader_of(source, paths), by_id=by_id(source))


def _write(reader: Reader, *, by_id: bool = False) -> None:
    from skillgraph.api.importing import import_to

    import_to(reader, GRAPH, by_id=by_id, problems=PROBLEMS, told=5)


def _read_catalog(paths: list[str], asked: Asked) -> None:
    from skillgraph.graph.build import build
    from skillgraph.readers import read_catalogs

    del asked
    build(read_catalogs([Path(path) for path in paths], shipped=Path("none")), GRAPH).close()


def _catalogs(folder: Path) -> Iterator[Files]:
    del folder
    yield gather(EXAMPLE)
    yield gather(TESTS / "readers/page/baker.yaml")
    for path in sorted((TESTS / "invalid").iterdir()):
        yield gather(path)


def _esco_tables(folder: Path) -> Iterator[Files]:
    from tests.readers.esco.release import german, small, write_folder, write_zips

    plain = write_folder(folder / "esco", small())
    yield gather(plain)
    yield gather(write_folder(plain, german(), "de"))
    zips = write_zips(folder / "zips", small())
    yield gather(zips, apart=True)
    yield gather(zips)


def _esco_turtle(folder: Path) -> Iterator[Files]:
    from tests.readers.esco.release import small
    from tests.readers.esco.turtle import iter_turtle, rows_of

    del folder
    yield {"esco_v1.1.1.ttl": "".join(iter_turtle(rows_of(small()))).encode()}


def _onet_releases(folder: Path) -> Iterator[Files]:
    from tests.readers.onet.release import write

    yield gather(write(folder / "text"))
    packed = write(folder / "text", "text zip")
    yield gather(packed, apart=True)
    yield gather(packed)


def _onet_books(folder: Path) -> Iterator[Files]:
    from tests.readers.onet.release import TABLES, write

    few = ("Occupation Data", "Content Model Reference", "Scales Reference", "Skills")
    books = write(folder / "books", "workbooks", {name: TABLES[name] for name in few})
    yield gather(books, apart=True)


def _read_page(paths: list[str], asked: Asked) -> None:
    _import("page", paths[:1], asked)  # a page is one file


def _pages(folder: Path) -> Iterator[Files]:
    del folder
    for name in ("baker.txt", "baker.html"):
        yield gather(TESTS / "readers/page" / name)
    yield {"baker.txt": (TESTS / "readers/page/baker.txt").read_text("utf-8").encode("utf-16")}


def _read_table(paths: list[str], asked: Asked) -> None:
    from skillgraph.api.known import Known
    from skillgraph.readers.table import read_table

    how: dict[str, Any] = {
        "mapping": MAPPING if Path(MAPPING).exists() else None,
        "scale": asked.get("scale", ""),
        "known": Known(_small().graph) if asked.get("known") else None,
        "strict_names": bool(asked.get("strict")),
    }
    _write(lambda report: read_table(paths, report, **how))


_MAPPED = b"""\
tables:
- table: needs
  edges: {from: Job, to: Skill name, importance: Weight}
  kind: requires
  from_kind: role
  words: {importance: {A: essential, B: helpful}}
  ignore: [Owner]
- nodes: {label: Name}
  separator: "/"
"""


def _tables(folder: Path) -> Iterator[Files]:
    from tests.readers.table.test_table import NEEDS, SKILLS

    skills, needs = SKILLS.encode(), NEEDS.encode()
    yield {"skills.csv": skills, "needs.csv": needs, ASKED: b"scale=0-5\nknown=1\n"}
    yield {"needs.tsv": needs.replace(b",", b"\t"), ASKED: b"scale=0-5\nknown=1\n"}
    job = b"Job;Skill name;Weight;Owner\nEngineer;SQL;A;Ann\nEngineer;dbt;B;\n"
    yield {"needs.csv": job, "names.csv": b"Name\nSQL\ndbt\n", MAPPING: _MAPPED}
    yield _exported(folder, "csv", "exported")


def _table_books(folder: Path) -> Iterator[Files]:
    from tests.readers.matrix.test_matrix import workbook
    from tests.readers.table.test_table import NEEDS

    book = workbook(folder / "needs.xlsx", [line.split(",") for line in NEEDS.splitlines()])
    for apart in (True, False):
        yield {**gather(book, apart=apart), ASKED: b"scale=a/b/c/d\n"}


def _read_matrix(paths: list[str], asked: Asked) -> None:
    from skillgraph.api.known import Known
    from skillgraph.model.values import Unfit
    from skillgraph.readers.matrix import read_matrix
    from skillgraph.readers.matrix.marks import Meaning
    from skillgraph.readers.matrix.shape import Lines
    from skillgraph.readers.scales import parse_scale

    header, side = (tuple(filter(None, asked.get(name, "").split(","))) for name in _LINES)
    roles = asked.get("roles", "")
    scale = None
    with contextlib.suppress(Unfit):  # the command has told it before it reads
        scale = parse_scale(asked.get("scale", ""))
    how: dict[str, Any] = {
        "lines": Lines(roles if roles in ("columns", "rows") else "", header, side),
        "meaning": Meaning(scale, text="none" if asked.get("text") else "error"),
        "hidden": bool(asked.get("hidden")),
        "known": Known(_small().graph) if asked.get("known") else None,
    }
    _write(lambda report: read_matrix(paths, report, **how))


_LINES = ("header", "side")
_ROWS = b"""\
Department,Job title,Grade,Seniority,SQL,no
IT,Tester,G1,,1,
IT,Tester,G2,lead,2,n/a
"""


def _matrices(folder: Path) -> Iterator[Files]:
    from tests.readers.matrix.test_matrix import SIMPLE

    del folder
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in SIMPLE]
    yield {"a.csv": "\n".join(lines).encode(), ASKED: b"scale=0-5\n"}
    yield {"a.csv": _ROWS, ASKED: b"scale=0-5\nroles=rows\nknown=1\n"}


def _matrix_books(folder: Path) -> Iterator[Files]:
    from tests.readers.matrix.test_matrix import GRADED, SIMPLE, SPANS, workbook

    book = workbook(folder / "a.xlsx", GRADED, *SPANS, hidden=["5", "D"])
    graded = b"scale=0-5\nheader=role,grade\nside=category,skill\n"
    yield {**gather(book, apart=True), ASKED: graded}
    book = workbook(folder / "a.xlsx", SIMPLE)
    yield {**gather(book, apart=True), ASKED: b"scale=0-5\nhidden=1\ntext=1\n"}


def _read_profile(paths: list[str], asked: Asked) -> None:
    from skillgraph.api.profile import resolve_profile
    from skillgraph.cli.files import load_text

    del asked
    for path in paths:
        resolve_profile(_small(), *load_text(path, "profile"), skip_unknown=True)
        resolve_profile(_small(), *load_text(path, "profile"))


_MINE = b"""\
name: Ann
held:
  - sql
  - {name: snowflake, level: 3, scale: s, since: 2021-05, evidence: [https://e.org/a, b]}
  - Analyst
goals: [engineer]
hours_per_week: 4-6
choices: [sql]
avoid: "no"
waive: []
"""


def _profiles(folder: Path) -> Iterator[Files]:
    del folder
    held = {"skills": [{"name": "SQL", "level": "Master", "keywords": ["sql", "Snowflake"]}]}
    yield {"me.yaml": _MINE}
    yield {"me.csv": b"skill,level,scale,since,evidence\nsql,3,s,2021-05,a;b\nsnowflake,,,,\n"}
    yield {"me.json": json.dumps(held).encode()}
    yield {"names": b"sql\n# a comment\nSnowflake # another\nanalyst\n"}


def _read_plan(paths: list[str], asked: Asked) -> None:
    from skillgraph.readers.plans import parse_plan

    del asked
    for path in paths:
        _small().verify(parse_plan(Path(path).read_bytes(), path), place=path)


def _plans(folder: Path) -> Iterator[Files]:
    del folder
    for more in ({}, {"alternatives": 2}, {"direct": True, "include": "helpful"}):
        plan = _small().plan("engineer", ["sql"], **cast("Any", more))
        yield {"plan.json": json.dumps(plan).encode()}


def _rdf(folder: Path) -> Iterator[Files]:
    forms = {"turtle": ".ttl", "ntriples": ".nt", "jsonld": ".jsonld", "rdfxml": ".rdf"}
    for form, suffix in forms.items():
        yield _exported(folder, form, f"a{suffix}")


def _read_matches(paths: list[str], asked: Asked) -> None:
    from skillgraph.readers.matches import read_matches

    del asked
    for path in paths:
        read_matches(path)


def _matches(folder: Path) -> Iterator[Files]:
    del folder
    yield {"m.csv": b"score,kind,a,a_label,b,note\n1.0,skill,skill:a,'=1,esco-skill:x,\n"}
    yield {"m.tsv": b"a\tb\nskill:a\thttp://data.europa.eu/esco/skill/x\n"}


def _read_graph(paths: list[str], asked: Asked) -> None:
    """Ask a compiled graph as a command does, which tells itself what is wrong."""
    from tests.cli.test_damage import COMMANDS

    from skillgraph.cli import skillgraph
    from skillgraph.cli.exits import run

    number = asked.get("command", "")
    command = COMMANDS[int(number) % len(COMMANDS) if number.isascii() and number.isdigit() else 0]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(skillgraph, [*command.split(), "--graph", paths[0]]) in {0, 1, 2}


def _graphs(folder: Path) -> Iterator[Files]:
    from tests.cli.test_damage import CATALOG, COMMANDS

    from skillgraph.api.compiling import compile_paths

    (folder / "a.yaml").write_text(CATALOG, "utf-8")
    compile_paths([str(folder / "a.yaml")], str(folder / "a.graph")).close()
    for number in range(len(COMMANDS)):
        yield {**gather(folder / "a.graph"), ASKED: f"command={number}".encode()}


_ONET, _ESCO, _RDF = (partial(_import, source) for source in ("onet", "esco", "rdf"))
_YAML = ("readers.yaml_nodes", "readers.node_reading", "model.values")
_TABULAR = "readers.tabular"
_PLAN_ROOMS = ("readers.plans", "readers.plan_shape", "api.claiming")
_RDF_ROOMS = ("rdf.importing", "rdf.parsing", "rdf.staging", "rdf.subjects", "rdf.ontology")
_GRAPH_ROOMS = ("graph.store", "graph.rows", "graph.names", "graph.problem")

#: Workbooks are apart: what CSV reaches is so much more that they would hardly be tried beside it.
TARGETS = {
    "catalog": Target(_read_catalog, _catalogs, ("readers.catalog", *_YAML), 800),
    "esco": Target(_ESCO, _esco_tables, ("readers.esco", _TABULAR), 500),
    "esco-turtle": Target(_ESCO, _esco_turtle, ("readers.esco",), 800),
    "onet": Target(_ONET, _onet_releases, ("readers.onet", _TABULAR), 500),
    "onet-books": Target(_ONET, _onet_books, ("readers.onet", _TABULAR), 150),
    "page": Target(_read_page, _pages, ("readers.page",), 600),
    "table": Target(_read_table, _tables, ("readers.table", _TABULAR), 400),
    "table-books": Target(_read_table, _table_books, ("readers.table", _TABULAR), 400),
    "matrix": Target(_read_matrix, _matrices, ("readers.matrix", _TABULAR), 600),
    "matrix-books": Target(_read_matrix, _matrix_books, ("readers.matrix", _TABULAR), 400),
    "profile": Target(_read_profile, _profiles, ("readers.profile", *_YAML), 3000),
    "plan": Target(_read_plan, _plans, _PLAN_ROOMS, 3000),
    "rdf": Target(_RDF, _rdf, _RDF_ROOMS, 1000),
    "matches": Target(_read_matches, _matches, ("readers.matches", _TABULAR), 3000),
    "graph": Target(_read_graph, _graphs, _GRAPH_ROOMS, 600),
}
