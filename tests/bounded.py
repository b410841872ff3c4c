"""A command in a process of its own, which may take so much time and memory and no more."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

#: Much more than any of it takes, on a busy machine: seconds of CPU, and bytes of address space.
SECONDS = 30
MEMORY = 1 << 30


class Run(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


def run_bounded(
    *arguments: str | bytes, folder: Path, seconds: int = SECONDS, memory: int = MEMORY
) -> Run:
    """Run `skillgraph` in a folder; what takes more ends by a signal, or without memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    done = subprocess.run(
        [sys.executable, "-m", "skillgraph", *arguments],
        cwd=folder,
        env={**os.environ, "SKILLGRAPH_CACHE": str(folder / "cache")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=limit,
        timeout=10 * seconds,
        check=False,
    )
    out, err = (each.decode("utf-8", "replace") for each in (done.stdout, done.stderr))
    return Run(done.returncode, out, err)
