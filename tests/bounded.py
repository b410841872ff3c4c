"""A command in a process of its own, which may take so much and no more; and what is left of it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

#: Much more than any of it takes, on a busy machine: seconds of CPU, and bytes of address space.
SECONDS = 30
MEMORY = 1 << 30


def children() -> set[str]:
    """Return the processes that this thread has started and not seen the end of."""
    return set(Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split())


class Run(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


def within(memory: int, seconds: int = SECONDS) -> list[str]:
    """Return how to begin a command that may take so many bytes of memory and seconds of CPU.

    A shell sets the limits: this process may have more mapped than they allow, and between its fork
    and the command there would be no memory at all.
    """
    limits = f"ulimit -c 0; ulimit -t {seconds}; ulimit -v {memory // 1024}"
    return ["sh", "-c", f'{limits}; exec "$@"', "sh"]


def run_bounded(
    *arguments: str | bytes, folder: Path, seconds: int = SECONDS, memory: int = MEMORY
) -> Run:
    """Run `skillgraph` in a folder; what takes more ends by a signal, or without memory."""

    done = subprocess.run(
        [*within(memory, seconds), sys.executable, "-m", "skillgraph", *arguments],
        cwd=folder,
        env={**os.environ, "SKILLGRAPH_CACHE": str(folder / "cache")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=10 * seconds,
        check=False,
    )
    out, err = (each.decode("utf-8", "replace") for each in (done.stdout, done.stderr))
    return Run(done.returncode, out, err)
