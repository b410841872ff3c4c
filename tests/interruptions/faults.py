"""A command ended at each of its steps: `python -m tests.interruptions.faults CASE HOW`.

A step is a call to the system that changes something. `HOW` is

- `kill`: SIGKILL before the step,
- `kill-swap`: the same where two folders can't change places at once,
- `term`: SIGTERM as soon as the step is done,
- `fail`: no room for what the step needs.

For each step the command is run in a fork of this process, and once more without a fault. What is
wrong comes as JSON, a text for each thing, beside the number of steps.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import io
import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph import __main__ as program
from skillgraph import replacing

from .cases import CASES, Case, environment, left, prepare, torn, tree

if TYPE_CHECKING:
    from collections.abc import Callable


class _Stream(io.FileIO):
    """What a stream of ours is written by, where steps can be counted."""

    write, close = io.FileIO.write, io.FileIO.close


replacing._Named.__bases__ = (_Stream,)

#: Where the steps are looked up, and their names; no room can be told only of the first ones.
_ROOMY: list[tuple[Any, str]] = [
    (os, "open"), (os, "mkdir"), (os, "fsync"), (os, "rename"), (os, "replace"),
    (io, "FileIO"), (_Stream, "write"), (_Stream, "close"),
]  # fmt: skip
_OTHERS: list[tuple[Any, str]] = [
    (os, "close"), (os, "unlink"), (os, "rmdir"), (os, "chmod"), (os, "chown"), (fcntl, "flock"),
    (replacing, "_exchange"), (sqlite3, "connect"),
]  # fmt: skip

_OPEN, _CHANGING = os.open, os.O_WRONLY | os.O_RDWR | os.O_CREAT


class End(NamedTuple):
    """How a run ended: its exit code, or less than 0 for a signal, and what it told."""

    code: int
    told: str


class Steps:
    """Counts the steps of this process, and does something at one of them."""

    def __init__(self, at: int, how: str) -> None:
        self.count, self._at, self._how = 0, at, how
        for place, name in _ROOMY + (_OTHERS if how != "fail" else []):
            setattr(place, name, self._watched(getattr(place, name)))

    def _watched(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            if call is _OPEN and not arguments[1] & _CHANGING:
                return call(*arguments, **named)
            self.count += 1
            here = self.count == self._at
            if here and self._how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if here and self._how == "fail":
                place = [arguments[0]] if isinstance(arguments[0], str | Path) else []
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *place)
            try:
                return call(*arguments, **named)
            finally:
                if here and self._how == "term":
                    os.kill(os.getpid(), signal.SIGTERM)

        return watched


def attempt(case: Case, log: Path, at: int = 0, how: str = "kill") -> tuple[End, int]:
    """Run a command in a fork of this process; return how it ended, and how many steps it took."""
    child = os.fork()
    if not child:
        with log.open("wb") as stream:
            for descriptor in (1, 2):
                os.dup2(stream.fileno(), descriptor)
        code = 70
        try:
            steps = Steps(at, how)
            sys.argv[1:] = case.arguments.split()
            program.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:  # noqa: BLE001 -- told to the parent
            traceback.print_exc()
        finally:
            with contextlib.suppress(BaseException):
                sys.stderr.write(f"\n{steps.count}")
                sys.stderr.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told, _, count = log.read_text("utf-8").rpartition("\n")
    return End(code, told), int(count) if code >= 0 else 0


class Trial:
    """One command, and the folder that it is run in again and again."""

    def __init__(self, case: Case, folder: Path, *, is_swept: bool) -> None:
        self._is_swept = is_swept
        self._case, self._folder = case, folder / "work"
        self._log = folder / "log"
        self.wrong: list[str] = []
        os.environ.update(environment(self._folder))
        self._begin()
        self._before = tree(self._folder)
        # What it imports, the forks need not.
        with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
            sys.argv[1:] = case.arguments.split()
            program.main()
        self._begin()
        end, self.steps = attempt(case, self._log)
        self._after = tree(self._folder)
        self._hold(end.code == 0, "undisturbed", end)

    def _begin(self) -> None:
        os.chdir("/")
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        prepare(self._folder, self._case)
        os.chdir(self._folder)

    def end_at(self, step: int, how: str) -> None:
        """End the command at a step, and look at what it left, then and after the next run."""
        self._begin()
        end, _ = attempt(self._case, self._log, step, how)
        here = f"{how} at step {step}"
        if self._is_swept:  # between two renames a folder is away, until the next to write there
            replacing.sweep(self._folder)
        for unit in torn(self._case, self._folder, self._before, self._after):
            self._hold(False, f"{here}: {unit} is torn", end)
        self._hold("Traceback" not in end.told and "ignored" not in end.told, here, end)
        if how == "kill":
            self._hold(end.code == -signal.SIGKILL, here, end)
        else:
            self._hold(left(self._folder) == [], f"{here}: {left(self._folder)} is left", end)
        if how == "term":
            self._hold(end.code == 128 + signal.SIGTERM, here, end)
        if how == "fail":
            self._hold(end.code == 0 or self._names_a_file(end), here, end)
        for entry in Path("cache").glob("*.graph"):
            entry.unlink()  # a warm cache is not written, and so not swept
        end, _ = attempt(self._case, self._log)
        self._hold(end.code == 0 and tree(self._folder) == self._after, f"after {here}", end)
        self._hold(left(self._folder) == [], f"after {here}: {left(self._folder)} is left", end)

    def _names_a_file(self, end: End) -> bool:
        """Tell whether an error is of a file that is written, or of its folder, or of TMPDIR."""
        files = [name for name in self._after if self._after[name] != self._before.get(name)]
        folders = [str(Path(name).parent) for name in files]
        told = end.told.partition("Error: ")[2].removeprefix(f"{self._folder}/")
        full = f": {os.strerror(errno.ENOSPC)}\n"
        return end.code == 2 and told in {f"{name}{full}" for name in (*files, *folders)}

    def _hold(self, holds: bool, what: str, end: End) -> None:
        if not holds:
            self.wrong.append(f"{what}: ended with {end.code}: {end.told}")


def main(name: str, how: str) -> None:
    """End a command at each of its steps, and print what is wrong."""
    is_swept = how == "kill-swap"
    if is_swept:
        replacing._exchange = lambda *_: False
    # Nothing need reach a disk here, and `fsync` is most of what it takes.
    shared = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made there
    memory = shared if os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        trial = Trial(CASES[name], Path(folder).resolve(), is_swept=is_swept)
        for step in range(1, trial.steps + 1):
            trial.end_at(step, how.partition("-swap")[0])
        os.chdir("/")
    print(json.dumps({"steps": trial.steps, "wrong": trial.wrong}, indent=1))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
