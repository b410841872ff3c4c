"""Commands that write, killed, asked to end or out of room: nothing is torn, nothing is left."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .cases import CASES, LONG_CASES, Case, Tree, environment, left, prepare, torn, tree

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

ROOT = Path(__file__).parents[2]
#: So often each command is ended at a random time by each signal; 50 are for a thorough look.
TIMES = int(os.environ.get("SKILLGRAPH_KILLS", "5"))
#: What may keep a command from ever ending.
LIMIT = 120


@pytest.mark.parametrize("how", ["kill", "term", "fail"])
@pytest.mark.parametrize("name", CASES)
def test_at_each_step(name: str, how: str) -> None:
    end_at_each_step(name, how)


def test_at_each_step_where_two_folders_cannot_change_places() -> None:
    end_at_each_step("tables-again", "kill-swap")


def end_at_each_step(name: str, how: str) -> None:
    command = [sys.executable, "-m", "tests.interruptions.faults", name, how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["steps"] > 10


class Command:
    """A command in a folder of its own, each time as if for the first time."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case, self.folder = case, folder
        self.before = self._begun()
        took = [self._timed() for _ in range(2)]
        self.after, self.seconds = tree(folder), min(took)

    def _begun(self) -> Tree:
        subprocess.run(["rm", "-rf", self.folder], check=True)
        self.folder.mkdir()
        prepare(self.folder, self.case)
        return tree(self.folder)

    def _timed(self) -> float:
        self._begun()
        start = time.monotonic()
        code, told = self._ended(self._started())
        assert code == 0, told
        return time.monotonic() - start

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "skillgraph", *self.case.arguments.split()],
            cwd=self.folder,
            env={**os.environ, **environment(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _ended(self, process: subprocess.Popen[str]) -> tuple[int, str]:
        _, told = process.communicate(timeout=LIMIT)
        return process.returncode, told

    def end(self, number: int, share: float) -> tuple[bool, bool]:
        """End it by a signal after a share of its time, then run it again.

        Tell whether the signal came before its end, and whether it had begun to write by then.
        """
        self._begun()
        process = self._started()
        time.sleep(share * self.seconds)
        process.send_signal(number)
        code, told = self._ended(process)
        here = f"{signal.Signals(number).name} after {share:.3f}: {code}: {told}"
        assert torn(self.case, self.folder, self.before, self.after) == [], here
        assert "Traceback" not in told, here
        if number == signal.SIGTERM:
            assert code in (0, 128 + number, -number), here
            assert left(self.folder) == [], here
        met = code != 0, bool(left(self.folder)) or tree(self.folder) != self.before
        for entry in (self.folder / "cache").glob("*.graph"):
            entry.unlink()  # a warm cache is not written, and so not swept
        code, told = self._ended(self._started())
        assert (code, tree(self.folder) == self.after) == (0, True), here
        assert left(self.folder) == [], here
        return met


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("name", LONG_CASES)
def test_at_random_times(name: str, number: int, tmp_path: Path) -> None:
    command = Command(LONG_CASES[name], tmp_path / "work")
    shares = random.Random(f"{name} {number}")  # noqa: S311 -- no secret
    met = [command.end(number, shares.uniform(0.1, 1.1)) for _ in range(TIMES)]
    ended = [written for before_its_end, written in met if before_its_end]
    print(  # noqa: T201 -- the figures of a thorough look, which -rP shows
        f"{name}, {signal.Signals(number).name}: {len(met)} runs of {command.seconds:.2f} s, "
        f"{len(ended)} ended by it, {sum(ended)} of them once something was written"
    )
