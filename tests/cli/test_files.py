"""Files by any name and of any sort: each command reads it, or says in a line what it is."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "readers/page/baker"

CATALOG = """\
catalog: {id: mine, version: "1"}
skills:
  sql: {label: SQL}
  python: {label: Python}
roles:
  dev: {label: Dev, requires: [sql, python]}
"""
TABLE = b"Skill,Category,Owner\nSQL,Data,x\n"
MATRIX = b"Skill,Dev\nSQL,1\nPython,2\n"
MAPPING = b"tables:\n- nodes: {label: Skill}\n  kind: skill\n"
RELEASE = b"O*NET-SOC Code\tTitle\tDescription\n11-1011.00\tBakers\tThey bake.\n"


class Reading(NamedTuple):
    """A command that reads a file, `{}` on its line, and how such a file ends and begins."""

    line: str
    suffix: str
    content: bytes

    def arguments(self, name: str) -> list[str]:
        """Return the arguments with the file's name."""
        return [each.replace("{}", name) for each in self.line.split()]


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in MATRIX.decode().splitlines():
        book.active.append(row.split(","))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


#: Everything that is read by name. `TURTLE`, `GRAPH` and `PLAN` are made of the catalogue.
READINGS = [
    *(
        Reading(line, ".yaml", CATALOG.encode())
        for line in (
            "stats --graph {}",
            "path --graph {} --from nothing --to dev",
            "show dev --graph {}",
            "export --graph {} --format turtle",
            "export --graph {} --format yaml",
            "query ASK{?s?p?o} --graph {}",
            "lint --graph {} --format sarif",
            "render --graph {} -o a.html",
            "merge {} good.yaml -o a.out",
            "diff {} good.yaml",
            "crosswalk {} good.yaml",
            "import table needs.csv --known {} -o a.out",
        )
    ),
    Reading("validate {}", ".yaml", CATALOG.encode()),
    Reading("validate {} --format sarif", ".yaml", CATALOG.encode()),
    Reading("import table {} -o a.out", ".csv", TABLE),
    Reading("import table {} --to yaml --problems p.csv -o a.out", ".csv", TABLE),
    Reading("import table {} --format json -o a.out", ".csv", TABLE),
    Reading("import table {} -o a.out", ".zip", _zipped("a\n\x1b.csv", TABLE)),
    Reading("import table {} --to yaml -o a.out", ".xlsx", _workbook()),
    Reading("import table needs.csv --mapping {} -o a.out", ".yaml", MAPPING),
    Reading("import matrix {} --scale 0-5 --to yaml -o a.out", ".csv", MATRIX),
    Reading("import matrix {} --scale 0-5 -o a.out", ".xlsx", _workbook()),
    Reading("import page {} -o a.out", ".txt", PAGE.with_suffix(".txt").read_bytes()),
    Reading("import page {} --to yaml -o a.out", ".html", PAGE.with_suffix(".html").read_bytes()),
    Reading("import onet {} -o a.out", ".zip", _zipped("db_29_3/Occupation Data.txt", RELEASE)),
    Reading("import esco {} -o a.out", ".zip", b""),
    Reading("import rdf {} -o a.out", ".ttl", b"TURTLE"),
    Reading("import rdf {} --to yaml -o a.out", ".ttl", b"TURTLE"),
    Reading("import esco {} -o a.out", ".ttl", b"TURTLE"),
    Reading("validate {}", ".ttl", b"TURTLE"),
    Reading("stats --graph {}", ".graph", b"GRAPH"),
    Reading("query ASK{?s?p?o} --graph {}", ".graph", b"GRAPH"),
    Reading("merge {} good.yaml -o a.out", ".graph", b"GRAPH"),
    Reading("merge good.yaml --matches {} -o a.out", ".csv", b"a,b\n"),
    Reading("path --graph good.yaml --from @{} --to dev", ".txt", b"sql\n"),
    Reading("path --graph good.yaml --from @{} --to dev", ".csv", b"skill\nsql\n"),
    Reading("gap --graph good.yaml --from @{} --to dev", ".yaml", b"held: [sql]\n"),
    Reading("verify --graph good.yaml {}", ".json", b"PLAN"),
    Reading("query --graph good.yaml --file {}", ".rq", b"ASK { ?s ?p ?o }"),
    Reading("profile import --graph good.yaml {}", ".txt", b"sql\n"),
    Reading("profile review --graph good.yaml --to dev --ticked {}", ".txt", b"[x] skill:sql\n"),
]

WRITINGS = [
    "merge good.yaml -o {}",
    "merge good.yaml --to yaml -o {}",
    "export --graph good.yaml --format turtle -o {}",
    "export --graph good.yaml --format turtle --void {} -o a.out",
    "export --graph good.yaml --format csv -o {}",
    "render --graph good.yaml -o {}.html",
    "render --graph good.yaml -o {}.svg",
    "import table needs.csv -o {}",
    "import table needs.csv --problems {} -o a.out",
    "crosswalk good.yaml good.yaml -o {}",
]

NAMES = {
    "bytes": b"\xfe\xff",
    "lines": b"a\nb\r\x0b",
    "escapes": b"a\x1b[31mb\x07",
    "turned": "a\u202eb".encode(),
    "long": b"n" * 240,
    "dash": b"-x",
    "signs": b" %41#?&'\"<b> ",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make the files that the commands need beside the one that is read."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "good.yaml").write_text(CATALOG, "utf-8")
    (folder / "needs.csv").write_bytes(TABLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(skillgraph, ["merge", "good.yaml", "-o", "GRAPH"]) == 0
        assert (
            run(skillgraph, ["export", "--graph", "GRAPH", "--format", "turtle", "-o", "TURTLE"])
            == 0
        )
        yield folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("good.yaml", "needs.csv"):
        shutil.copy(made / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(tmp_path / "me.yaml"))
    return tmp_path


def content_of(reading: Reading, made: Path, capsys: pytest.CaptureFixture[str]) -> bytes:
    if reading.content == b"PLAN":
        line = "path --graph good.yaml --from nothing --to dev --format json"
        assert run(skillgraph, line.split()) == 0
        return capsys.readouterr().out.encode()
    stored = made / reading.content[:10].decode("latin-1").strip()
    return stored.read_bytes() if reading.content in (b"TURTLE", b"GRAPH") else reading.content


def named(name: bytes) -> str:
    """Return a file's name as an argument; what begins with a dash is no option."""
    return os.fsdecode(b"./" + name if name.startswith(b"-") else name)


def check_told(name: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """See that nothing of a name that a terminal would obey is written, nor what is no text."""
    for text in capsys.readouterr():
        assert text.isascii() or text.encode("utf-8")
        for part in (b"a\nb", b"\x1b", b"\x07", b"\r", "\u202e".encode()):
            assert part not in name or os.fsdecode(part) not in text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reading", READINGS, ids=lambda each: f"{each.line} {each.suffix}")
def test_a_file_is_read_whatever_it_is_called(
    reading: Reading, name: str, here: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_of(reading, made, capsys)
    file = NAMES[name] + reading.suffix.encode()
    path = Path(os.fsdecode(file))
    path.write_bytes(content)
    whole = run(skillgraph, reading.arguments(named(file)))
    assert whole in ({2} if not content or "esco {}" in reading.line else {0, 1})
    check_told(NAMES[name], capsys)
    path.write_bytes(content[: len(content) // 2] + b"\xff\x00{{{")
    assert run(skillgraph, reading.arguments(named(file))) in {0, 1, 2}
    check_told(NAMES[name], capsys)
    path.unlink()
    assert run(skillgraph, reading.arguments(named(file))) in {1, 2}
    check_told(NAMES[name], capsys)
    assert here == Path.cwd()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("line", WRITINGS)
@pytest.mark.usefixtures("here")
def test_a_file_is_written_whatever_it_is_called(
    line: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = named(NAMES[name])
    assert run(skillgraph, [each.replace("{}", file) for each in line.split()]) == 0
    check_told(NAMES[name], capsys)
    assert any(each.name.startswith(Path(file).name) for each in Path().iterdir())
    (folder := Path(f"{file}.d")).mkdir()
    assert run(skillgraph, [each.replace("{}", str(folder)) for each in line.split()]) in {0, 2}
    check_told(NAMES[name], capsys)


@pytest.fixture
def _hurry() -> Iterator[None]:
    """End what waits for ever."""

    def raise_it(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, raise_it)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX has pipes and devices by name")
@pytest.mark.parametrize("sort", ["a pipe", "a socket", "a device", "a folder"])
@pytest.mark.parametrize("reading", READINGS, ids=lambda each: f"{each.line} {each.suffix}")
@pytest.mark.usefixtures("_hurry", "here")
def test_what_is_no_ordinary_file_is_told_at_once(
    reading: Reading, sort: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = f"x{reading.suffix}"
    if sort == "a pipe":
        os.mkfifo(file)
    elif sort == "a socket":
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(file)
    elif sort == "a device":
        Path(file).symlink_to("/dev/zero")
    else:
        Path(file).mkdir()
    code = run(skillgraph, reading.arguments(file))
    told = capsys.readouterr()
    assert code in {1, 2}
    assert f"this is no ordinary file but {sort}." in told.err + told.out or (
        sort == "a folder" and "ordinary" not in told.err
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX has pipes by name")
@pytest.mark.usefixtures("_hurry", "here")
def test_a_pipe_is_not_opened_and_standard_input_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever waits at its other end goes on waiting; a shell makes pipes of <(…)."""
    reader, writer = os.pipe()
    os.write(writer, b"sql\n")
    line = f"path --graph good.yaml --to dev --from @/dev/fd/{reader}"
    assert run(skillgraph, line.split()) == 2
    assert "Give it as standard input, which goes by the name -" in capsys.readouterr().err
    assert os.read(reader, 9) == b"sql\n"
    for each in (reader, writer):
        os.close(each)
