"""A file from a stranger does no harm: each kind of one, at a middling size, and a command on it.

All sizes and all commands: `python -m tests.hostile`.
"""

from __future__ import annotations

import shlex
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from tests.hostile import in_graph
from tests.hostile.kind import Kind, examine
from tests.hostile.kinds import KINDS
from tests.hostile.running import Bounds, Launch, told_of

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.hostile.running import Place

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="limits and what a run leaves behind are looked for as on Linux"
)


def _one_ask(kind: Kind) -> Kind:
    """Return a kind with one of its commands: each is the one of some kinds."""
    if kind.together:
        return kind
    return kind.with_asks(kind.asks[crc32(kind.name.encode()) % len(kind.asks)])


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.slow] * kind.slow) for name, kind in KINDS.items()],
)
def test_a_stranger_s_file_does_no_harm(name: str, tmp_path: Path) -> None:
    kind = _one_ask(KINDS[name])
    seen = list(examine(kind, tmp_path / "root", kind.middle, seconds=2))
    again = f"To see it again: python -m tests.hostile '{name}' --every"
    assert not any(each.breaks for each in seen), f"{told_of(seen)}\n{again}"


@pytest.fixture(scope="module")
def graph() -> bytes:
    return in_graph.base()


@pytest.mark.parametrize("value", ["blob", "text", "huge", "control"])
def test_no_value_of_a_graph_is_a_traceback(
    value: str, graph: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Each column of each table holds what SQLite takes there, and we would never write."""
    monkeypatch.chdir(tmp_path)
    broken: list[str] = []
    commands = [ask for ask in in_graph.ASKS if ask.endswith("--graph in.graph")]
    start = list(in_graph.VALUES).index(value)
    for number, (table, column) in enumerate(in_graph.columns()[start % 2 :: 2], start):
        file = tmp_path / "in.graph"
        file.write_bytes(graph)
        with closing(sqlite3.connect(file)) as connection, connection:
            in_graph.change_column(connection, table, column, in_graph.VALUES[value])
        command = commands[number % len(commands)]
        try:
            code = run(skillgraph, shlex.split(command))
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is told
            broken.append(f"{table}.{column}, {command}: {error!r}")
        else:
            assert code in {0, 1, 2}, (table, column, command)
    capsys.readouterr()
    assert not broken, "\n".join(broken)


def _writes(text: str) -> Callable[[Place], object]:
    return lambda place: place.write("in.txt", text)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.kill(os.getpid(), 11)", "SIGSEGV"),
        ("import os; os.abort()", "SIGABRT"),
        ("while True: pass", "not done after"),
        ("import time; time.sleep(9)", "not done after"),
        ("[None for _ in range(30_000_000)]", "MiB"),
        ("x = bytearray(1 << 40)", "a traceback"),
        ("raise SystemExit(3)", "exit code 3"),
        ("raise SystemExit(2)", "an error that says nothing"),
        ("raise SystemExit(1)", "a no that says nothing"),
        ("import sys; sys.exit('Error: \\x1b[2J')", "control characters on stderr"),
        ("open('.out.tmp', 'w').close()", "left work/.out.tmp"),
        ("open('../tmp/x', 'w').close()", "left tmp/x"),
        ("open('../cache/x.tmp', 'w').close()", "left cache/x.tmp"),
        ("open('in.txt', 'w').write('other')", "changed work/in.txt"),
        ("import os; os.unlink('../neighbour/thesis/thesis.txt')", "took away neighbour/thesis"),
        ("print(open('../neighbour/secret.txt').read())", "the neighbour's file is told"),
        ("import os, time; os.fork() or (os.setsid(), time.sleep(60))", "left a child running"),
        ("import sys; open('out', 'w').close(); print('Error: x', file=sys.stderr); sys.exit(2)",
         "left out beside an error"),
        ("import sys; print('Error: ' + 'x' * 100_000, file=sys.stderr); sys.exit(2)",
         "bytes on stderr"),
        ("import contextlib, urllib.request as r\n"  # noqa: ISC004 -- two lines of a program
         "with contextlib.suppress(OSError): r.urlopen(open('in.txt').read(), timeout=1)",
         "connected to where nobody may"),
    ],
)  # fmt: skip
def test_harm_is_noticed(program: str, told: str, tmp_path: Path) -> None:
    """The tests above can fail, each of their ways."""
    launch = Launch(program=(sys.executable, "-c", program))
    kind = Kind("harm", _writes("@NOBODY"), (("x",),), launch=launch,
                bounds=Bounds(cpu=1, wall=2, mebibytes=100, space=2048))  # fmt: skip
    (seen,) = examine(kind, tmp_path / "root", 1)
    assert any(told in each for each in seen.breaks), seen.breaks


def test_what_is_sound_breaks_nothing(tmp_path: Path) -> None:
    """Otherwise the tests above would pass for nothing."""
    kind = Kind("sound", lambda place: place.write("in.graph", in_graph.base()), in_graph.ASKS[:13])
    seen = list(examine(kind, tmp_path / "root", 1))
    assert told_of(seen) == ""
    assert {each.code for each in seen if not each.command.startswith("lint")} == {0}
