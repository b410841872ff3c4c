"""The readers that are fuzzed: how each is asked, and what it is given to begin with."""

from __future__ import annotations

import contextlib
import io
import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tests.cli.test_damage import CATALOG, COMMANDS
from tests.fuzz.bundle import gather
from tests.readers.esco import release as esco
from tests.readers.esco.turtle import iter_turtle, rows_of
from tests.readers.matrix.test_matrix import GRADED, SIMPLE, SPANS, workbook
from tests.readers.onet import release as onet
from tests.readers.table.test_table import NEEDS, SKILLS

from skillgraph.api import SkillGraph
from skillgraph.api.importing import import_to
from skillgraph.api.known import Known
from skillgraph.api.profile import resolve_profile
from skillgraph.api.sources import by_id, reader_of
from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run
from skillgraph.cli.files import load_text
from skillgraph.graph.build import build
from skillgraph.readers import read_catalogs
from skillgraph.readers.matches import read_matches
from skillgraph.readers.matrix import read_matrix
from skillgraph.readers.matrix.marks import Meaning
from skillgraph.readers.matrix.shape import Lines
from skillgraph.readers.plans import parse_plan
from skillgraph.readers.scalars import Unfit
from skillgraph.readers.scales import parse_scale
from skillgraph.readers.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fuzz.bundle import Files

    #: How a reader is asked: what stands in the file ASKED of an input, NAME=VALUE a line.
    Asked = dict[str, str]

TESTS = Path(__file__).parents[1]
EXAMPLE = TESTS / "writers/example.yaml"

#: What a reader may leave behind: the graph where there is one, and a table of what it left out.
GRAPH, PROBLEMS = "out.graph", "out.csv"

#: Files of an input that are no data of its reader's.
ASKED, MAPPING = "asked", "mapping.yaml"


class Target(NamedTuple):
    """A reader: how it reads files of the current folder, files to begin with, where its words are.

    `words` are modules, within skillgraph: their texts are what its formats are made of. `runs` is
    how many inputs it is given in every run of the tests, which take some five seconds.
    `places` tells whether a problem is told with its file: triples have no lines, but subjects.
    """

    read: Callable[[list[str], Asked], object]
    seeds: Callable[[Path], Iterator[Files]]
    words: tuple[str, ...]
    runs: int
    places: bool = True


@cache
def _small() -> SkillGraph:
    """Return a small graph, in which names are looked up, and which is exported."""
    return SkillGraph(build(read_catalogs([EXAMPLE], shipped=EXAMPLE.parent)))


def _exported(folder: Path, form: str, name: str) -> Files:
    """Return the files that the small graph is exported to."""
    _small().export(folder / name, form)
    return gather(folder / name)


def _import(source: str, paths: list[str], asked: Asked) -> None:
    del asked
    import_to(reader_of(source, paths), GRAPH, by_id=by_id(source), problems=PROBLEMS, told=5)


def _read_catalog(paths: list[str], asked: Asked) -> None:
    del asked
    build(read_catalogs([Path(path) for path in paths], shipped=Path("none")), GRAPH).close()


def _catalogs(folder: Path) -> Iterator[Files]:
    del folder
    yield {"a.yaml": CATALOG.encode()}
    yield gather(TESTS / "readers/page/baker.yaml")
    yield gather(EXAMPLE)
    for path in sorted((TESTS / "invalid").iterdir()):
        yield gather(path)


def _esco_tables(folder: Path) -> Iterator[Files]:
    plain = esco.write_folder(folder / "esco", esco.small())
    yield gather(plain)
    esco.write_folder(plain, esco.german(), "de")
    yield gather(plain)
    zips = esco.write_zips(folder / "zips", esco.small())
    yield gather(zips, apart=True)
    yield gather(zips)


def _esco_turtle(folder: Path) -> Iterator[Files]:
    del folder
    yield {"esco_v1.1.1.ttl": "".join(iter_turtle(rows_of(esco.small()))).encode()}


def _onet_releases(folder: Path) -> Iterator[Files]:
    yield gather(onet.write(folder / "text"))
    yield gather(onet.write(folder / "text", "text zip"), apart=True)
    yield gather(onet.write(folder / "text", "text zip"))
    few = {name: rows for name, rows in onet.TABLES.items() if "Content" in name}
    needed = ("Occupation Data", "Content Model Reference", "Scales Reference", "Skills")
    few = {name: onet.TABLES[name] for name in needed}
    yield gather(onet.write(folder / "books", "workbooks", few), apart=True)


def _read_page(paths: list[str], asked: Asked) -> None:
    _import("page", paths[:1], asked)  # of one file alone


def _pages(folder: Path) -> Iterator[Files]:
    del folder
    for name in ("baker.txt", "baker.html"):
        yield gather(TESTS / "readers/page" / name)
    utf_16 = (TESTS / "readers/page/baker.txt").read_text("utf-8").encode("utf-16")
    yield {"baker.txt": utf_16}


def _read_table(paths: list[str], asked: Asked) -> None:
    reader = partial(
        read_table,
        paths,
        mapping=MAPPING if Path(MAPPING).exists() else None,
        scale=asked.get("scale", ""),
        known=Known(_small().graph) if asked.get("known") else None,
        strict_names=bool(asked.get("strict")),
    )
    import_to(reader, GRAPH, problems=PROBLEMS, told=5)


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
    skills, needs = SKILLS.encode(), NEEDS.encode()
    yield {"skills.csv": skills, "needs.csv": needs, ASKED: b"scale=0-5\nknown=1\n"}
    yield {"needs.tsv": needs.replace(b",", b"\t"), ASKED: b"scale=0-5\nknown=1\n"}
    job = b"Job;Skill name;Weight;Owner\nEngineer;SQL;A;Ann\nEngineer;dbt;B;\n"
    yield {"needs.csv": job, "names.csv": b"Name\nSQL\ndbt\n", MAPPING: _MAPPED}
    yield _exported(folder, "csv", "exported")
    rows = [line.split(",") for line in NEEDS.splitlines()]
    book = workbook(folder / "needs.xlsx", rows)
    for apart in (True, False):
        yield {**gather(book, apart=apart), ASKED: b"scale=a/b/c/d\n"}


def _read_matrix(paths: list[str], asked: Asked) -> None:
    words = {
        name: tuple(filter(None, asked.get(name, "").split(","))) for name in ("header", "side")
    }
    roles = asked.get("roles", "")
    scale = None
    with contextlib.suppress(Unfit):  # the command has told it before it reads
        scale = parse_scale(asked.get("scale", ""))
    reader = partial(
        read_matrix,
        paths,
        lines=Lines(roles if roles in ("columns", "rows") else "", **words),
        meaning=Meaning(scale, text="none" if asked.get("text") else "error"),
        hidden=bool(asked.get("hidden")),
        known=Known(_small().graph) if asked.get("known") else None,
    )
    import_to(reader, GRAPH, problems=PROBLEMS, told=5)


def _matrices(folder: Path) -> Iterator[Files]:
    book = workbook(folder / "a.xlsx", GRADED, *SPANS, hidden=["5", "D"])
    graded = b"scale=0-5\nheader=role,grade\nside=category,skill\n"
    for apart in (True, False):
        yield {**gather(book, apart=apart), ASKED: graded}
    book = workbook(folder / "a.xlsx", SIMPLE)
    yield {**gather(book, apart=True), ASKED: b"scale=0-5\nhidden=1\ntext=1\n"}
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in SIMPLE]
    yield {"a.csv": "\n".join(lines).encode(), ASKED: b"scale=0-5\n"}
    rows = (
        b"Department,Job title,Grade,Seniority,SQL,no\nIT,Tester,G1,,1,\nIT,Tester,G2,lead,2,n/a\n"
    )
    yield {"a.csv": rows, ASKED: b"scale=0-5\nroles=rows\nknown=1\n"}


def _read_profile(paths: list[str], asked: Asked) -> None:
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
    del asked
    for path in paths:
        _small().verify(parse_plan(Path(path).read_bytes(), path))


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
    del asked
    for path in paths:
        read_matches(path)


def _matches(folder: Path) -> Iterator[Files]:
    del folder
    yield {"m.csv": b"score,kind,a,a_label,b,note\n1.0,skill,skill:a,'=1,esco-skill:x,\n"}
    yield {"m.tsv": b"a\tb\nskill:a\thttp://data.europa.eu/esco/skill/x\n"}


_NUMBERS = {str(number) for number in range(len(COMMANDS))}


def _read_graph(paths: list[str], asked: Asked) -> None:
    """Ask a compiled graph as a command does, which tells itself what is wrong."""
    command = COMMANDS[int(asked["command"]) if asked.get("command") in _NUMBERS else 0]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(skillgraph, [*command.split(), "--graph", paths[0]]) in {0, 1, 2}


def _graphs(folder: Path) -> Iterator[Files]:
    path = folder / "a.yaml"
    path.write_text(CATALOG, "utf-8")
    build(read_catalogs([path], shipped=folder), folder / "a.graph").close()
    for number in sorted(_NUMBERS):
        yield {**gather(folder / "a.graph"), ASKED: f"command={number}".encode()}


_ESCO, _TABLE = partial(_import, "esco"), "readers/table"

TARGETS = {
    "catalog": Target(_read_catalog, _catalogs, ("readers/catalog",), 1000),
    "esco": Target(_ESCO, _esco_tables, ("readers/esco",), 300),
    "esco-turtle": Target(_ESCO, _esco_turtle, ("readers/esco",), 300),
    "onet": Target(partial(_import, "onet"), _onet_releases, ("readers/onet",), 300),
    "page": Target(_read_page, _pages, ("readers/page",), 500),
    "table": Target(_read_table, _tables, (_TABLE, "readers/tabular/exported.py"), 300),
    "matrix": Target(_read_matrix, _matrices, ("readers/matrix", "readers/tabular"), 300),
    "profile": Target(_read_profile, _profiles, ("readers/profile",), 2000),
    "plan": Target(_read_plan, _plans, ("readers/plan_shape.py", "model"), 1000),
    "rdf": Target(partial(_import, "rdf"), _rdf, ("rdf/ontology.py",), 500, places=False),
    "matches": Target(_read_matches, _matches, ("readers/matches.py",), 2000),
    "graph": Target(_read_graph, _graphs, ("graph/schema.py",), 50),
}  # fmt: skip
