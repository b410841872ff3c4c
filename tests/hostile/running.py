"""A command run on what a stranger made, as a person would run it, and all that it does besides.

Each run is a process of its own, in folders of its own: where one works, a cache, a home, a place
for temporaries, and a neighbour's folder that it has no business with. Its address space is
limited, so that nothing hostile takes the machine; what it took is measured.

All of this is Linux's: limits, `/proc`, and how a child is found that was left behind.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    #: What follows `skillgraph` on a command line.
    Arguments = Sequence[str | bytes]
    #: How the bytes of one connection are answered.
    Serve = Callable[[socket.socket, "Place"], None]

MIB = 1 << 20

#: Stands in the environment of a run, and so of whatever it leaves behind.
_MARK = "SKILLGRAPH_HOSTILE_RUN"
#: What a stranger may not learn.
SECRET = "the-neighbour-s-own-words"  # noqa: S105 -- nobody's
#: Results are called so; nothing else may be left where one works.
RESULT = "out"
#: A message is read by a person: so many bytes of stderr are one still.
_LONGEST_MESSAGE = 1 << 16
#: A child that lost its parent ends itself after half a second.
_GRACE_SECONDS = 2.0
_LAUNCH = Path(__file__).with_name("launch.py")
#: No run may write more into a file.
_LARGEST_FILE = 2 << 30


class Bounds(NamedTuple):
    """What a run may take: seconds of CPU and of wall time, memory; and how much it could at all.

    It is ended at twice the CPU, or at the wall time, which is long: others may work beside it.
    """

    cpu: float = 15
    wall: float = 150
    mebibytes: int = 1024
    space: int = 3072


@dataclass
class Place:
    """The folders of a run, and what a file needs to know to be dangerous in them."""

    root: Path
    size: int
    #: Where nobody may call, and where a stranger answers.
    nobody: Listener
    stranger: Listener
    _before: dict[str, tuple[object, ...]] = field(default_factory=dict)
    _cached: frozenset[Path] = frozenset()

    def __post_init__(self) -> None:
        for folder in (self.work, self.cache, self.home, self.temporary, self.neighbour, self.said):
            folder.mkdir(parents=True)
        (self.neighbour / "secret.txt").write_text(SECRET, encoding="utf-8")
        (self.neighbour / "thesis").mkdir()
        (self.neighbour / "thesis/thesis.txt").write_text("ten years' work", encoding="utf-8")

    @property
    def work(self) -> Path:
        return self.root / "work"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    @property
    def neighbour(self) -> Path:
        return self.root / "neighbour"

    @property
    def said(self) -> Path:
        return self.root / "said"

    @property
    def secret(self) -> str:
        return (self.neighbour / "secret.txt").as_uri()

    def filled(self, text: str) -> str:
        """Return a text with the addresses that it names."""
        for name, value in (
            ("@NOBODY", self.nobody.address),
            ("@STRANGER", self.stranger.address),
            ("@SECRET", self.secret),
            ("@NEIGHBOUR", str(self.neighbour)),
        ):
            text = text.replace(name, value)
        return text

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file where one works."""
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = self.filled(content).encode("utf-8", "surrogatepass")
        path.write_bytes(content)
        return path

    def note(self) -> None:
        """Remember what is there: the next run may add results to it, and nothing else."""
        self._before = self._found()
        self._cached = frozenset(self.cache.rglob("*.tmp"))

    def changes(self) -> Iterator[str]:
        """Yield what a run left, changed or took away, its results apart."""
        found = self._found()
        for path in sorted(found.keys() | self._before.keys()):
            before, after = self._before.get(path), found.get(path)
            if before is None and not path.startswith(f"work/{RESULT}"):
                yield f"left {path}"
            elif after is None:
                yield f"took away {path}"
            elif before is not None and before != after and after[0] != "folder":
                yield f"changed {path}"
        for path in sorted({*self.cache.rglob("*.tmp")} - self._cached):
            yield f"left {path.relative_to(self.root)}"

    def sweep(self) -> None:
        """Take away what a run left, its results apart: the next one is to find it as it was."""
        for shown in self._found().keys() - self._before.keys():
            path = self.root / shown
            if not shown.startswith(f"work/{RESULT}") and path.is_file():
                path.unlink()

    def results(self) -> list[str]:
        """Return the results that are there."""
        return sorted(path.name for path in self.work.iterdir() if path.name.startswith(RESULT))

    def clear(self) -> None:
        """Take away results, temporaries and the cache, for another run on the same files."""
        for name in self.results():
            path = self.work / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        for folder in (self.cache, self.temporary):
            shutil.rmtree(folder)
            folder.mkdir()

    def _found(self) -> dict[str, tuple[object, ...]]:
        found: dict[str, tuple[object, ...]] = {}
        for top in (self.work, self.home, self.temporary, self.neighbour):
            for folder, folders, files in os.walk(top):
                for name in (*folders, *files):
                    path = os.path.join(folder, name)  # noqa: PTH118 -- any bytes are a name
                    stat = os.lstat(path)
                    shown = os.path.relpath(path, self.root).encode("utf-8", "replace").decode()
                    is_folder = os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114
                    changed = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
                    found[shown] = ("folder",) if is_folder else ("file", *changed)
        return found


@dataclass
class Seen:
    """What came of a run; `breaks` is what may not be."""

    command: str
    code: int = 0
    wall: float = 0
    cpu: float = 0
    mebibytes: int = 0
    #: Whether it had to be ended.
    late: bool = False
    out: bytes = b""
    err: bytes = b""
    breaks: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """The last words of it, for a table."""
        lines = (self.err or self.out).decode("utf-8", "replace").strip().splitlines()
        return lines[0][:100] if lines else ""


@dataclass
class Launch:
    """How a run begins, where that isn't as usual.

    `before` is Python that is run in the process that becomes the command's, and knows `os` and
    `signal`; `program` stands in for `python -m skillgraph`.
    """

    environment: dict[str, str | None] = field(default_factory=dict)
    before: str = ""
    stdin: str | bytes = b""
    program: tuple[str, ...] = ()


def run(place: Place, arguments: Arguments, bounds: Bounds, launch: Launch | None = None) -> Seen:
    """Run a command in a place, and tell what came of it."""
    launch = launch or Launch()
    place.note()
    shown = " ".join(os.fsdecode(each)[:60] for each in arguments)
    mark = os.urandom(8).hex()
    program = [*(launch.program or (sys.executable, "-m", "skillgraph")), *arguments]
    seen = Seen(shown)
    called = place.nobody.calls
    report = place.said / "report"
    most = (bounds.wall, int(2 * bounds.cpu), bounds.space * MIB, _LARGEST_FILE)
    with _streams(place, launch) as (stdin, out, err):
        subprocess.run(
            [
                sys.executable,
                "-ISs",
                _LAUNCH,
                str(report),
                *map(str, most),
                launch.before,
                *program,
            ],
            cwd=place.work,
            env=_environment(place, launch, mark),
            stdin=stdin,
            stdout=out,
            stderr=err,
            check=True,
        )
    for name, value in json.loads(report.read_bytes()).items():
        setattr(seen, name, value)
    seen.out = _beginning(place.said / "out")
    seen.err = _beginning(place.said / "err")
    if seen.late:
        seen.breaks.append(f"not done after {seen.wall:.0f} s, {seen.cpu:.0f} s of CPU")
    if place.nobody.calls > called:
        seen.breaks.append("connected to where nobody may")
    seen.breaks += _left_running(mark)
    seen.breaks += _judged(seen, bounds)
    # Who is killed can take nothing away.
    found = place.changes()
    seen.breaks += [each for each in found if not (seen.late and each.startswith("left"))]
    place.sweep()
    if seen.code == 2 and (halves := place.results()):
        seen.breaks.append(f"left {', '.join(halves)} beside an error")
    return seen


def _environment(place: Place, launch: Launch, mark: str) -> dict[str, str]:
    found: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(place.home),
        "TMPDIR": str(place.temporary),
        "SKILLGRAPH_CACHE": str(place.cache),
        "SKILLGRAPH_PROFILE": "",
        "PYTHONDONTWRITEBYTECODE": "1",
        _MARK: mark,
        **launch.environment,
    }
    return {name: value for name, value in found.items() if value is not None}


@contextmanager
def _streams(place: Place, launch: Launch) -> Iterator[tuple[int, int, int]]:
    """Open what a run reads and writes; what it says goes to files, which nothing can block."""
    if isinstance(launch.stdin, bytes):
        (place.said / "in").write_bytes(launch.stdin)
    stdin = place.said / "in" if isinstance(launch.stdin, bytes) else launch.stdin
    opened: list[int] = []
    try:
        opened.append(os.open(stdin, os.O_RDONLY))
        for name in ("out", "err"):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            opened.append(os.open(place.said / name, flags, 0o600))
        yield opened[0], opened[1], opened[2]
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(64 * MIB)


def _left_running(mark: str) -> Iterator[str]:
    """Yield the processes that a run left, and end them; those that end by themselves are none."""
    until = time.monotonic() + _GRACE_SECONDS
    while (left := _marked(mark)) and time.monotonic() < until:
        time.sleep(0.02)
    for process in left:
        yield "left a child running"
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _marked(mark: str) -> list[int]:
    wanted = f"{_MARK}={mark}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if wanted in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found


_BAD_WORDS = {
    b"Traceback (most recent call last)": "a traceback",
    b"panicked": "a panic",
    b"Exception ignored": "an exception that is ignored",
    b"Fatal Python error": "a fatal error",
    b"Warning:": "a warning",
    # A limit of the machine, or of the tests, where there is none of ours.
    b"not enough memory for this": "no bound of its own on memory",
    b"File too large": "no bound of its own on disk",
}
_ERROR = re.compile(rb"^Error: \S", re.MULTILINE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")


def _judged(seen: Seen, bounds: Bounds) -> Iterator[str]:
    """Yield what is wrong with how a run ended, with what it took and with what it said."""
    if not seen.late:
        yield from _ended(seen)
    if not seen.late and seen.cpu > bounds.cpu:
        yield f"{seen.cpu:.0f} s of CPU"
    if seen.mebibytes > bounds.mebibytes:
        yield f"{seen.mebibytes:,} MiB"
    yield from (what for word, what in _BAD_WORDS.items() if word in seen.err)
    if len(seen.err) > _LONGEST_MESSAGE:
        yield f"{len(seen.err):,} bytes on stderr"
    if _CONTROL.search(seen.err):
        yield "control characters on stderr"
    if SECRET.encode() in seen.out + seen.err:
        yield "the neighbour's file is told"


def _ended(seen: Seen) -> Iterator[str]:
    if seen.code < 0:
        yield signal.Signals(-seen.code).name
    elif seen.code not in (0, 1, 2):
        yield f"exit code {seen.code}"
    elif seen.code == 2 and not _ERROR.search(seen.err):
        yield "an error that says nothing"
    elif seen.code == 1 and not (seen.out + seen.err).strip():
        yield "a no that says nothing"


class Listener:
    """A port at which nobody may call; who calls is counted."""

    def __init__(self, serve: Serve | None = None) -> None:
        self._serve = serve
        self.calls = 0
        #: What a server needs to know, to be dangerous.
        self.place: Place | None = None

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            if self._serve is not None and self.place is not None:
                self._serve(connection, self.place)


def told_of(seen: Iterable[Seen]) -> str:
    """Return what broke, run by run, as a test shows it."""
    lines = []
    for each in seen:
        if each.breaks:
            lines.append(f"skillgraph {each.command}")
            lines.append(f"  {'; '.join(each.breaks)}")
            took = f"exit {each.code}, {each.cpu:.1f} s of CPU, {each.mebibytes:,} MiB"
            lines.append(f"  {took}: {each.told}")
    return "\n".join(lines)
