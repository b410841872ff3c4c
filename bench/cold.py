"""What a fresh `path` costs beside `import click`: CPU and peak memory, as ratios.

Usage: python bench/cold.py [PAIRS]

Both run with this interpreter, one after the other, so that whatever else the machine does falls
on both; the medians of many such pairs are compared. Bytecode and the cache of the compiled graph
are warm, the answer is a table to a pipe, and the catalogue is the shipped one. CPU is user and
system time of the process, as the kernel accounts it when it ends.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from platform import python_version
from statistics import median

PAIRS = 60
WARM_UP = 3
TARGET_CPU, TARGET_MEMORY = 1.4, 1.3

BARE = ["-c", "pass"]
CLICK = ["-c", "import click"]
START = "from skillgraph.__main__ import main; main()"  # all that the installed script does
PATH = ["-c", START, "path", "--from", "python", "--to", "cloud-architect"]

#: `ru_maxrss` is in KiB, on macOS in bytes.
_RSS_BYTES = 1 if sys.platform == "darwin" else 1024


def measure(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the CPU in ms and the peak memory in MiB of one fresh process."""
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, env=environment
    )
    if process.stdout is None:
        raise AssertionError
    with process.stdout as output:
        output.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit {process.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss * _RSS_BYTES / 2**20


def environment(cache: str) -> dict[str, str]:
    """Return an environment in which bytecode is written and the cache is our own."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "SKILLGRAPH_GRAPH", "SKILLGRAPH_PROFILE")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "SKILLGRAPH_CACHE": cache}


def main(pairs: int) -> None:
    commands = {"python -c pass": BARE, "import click": CLICK, "path": PATH}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as cache:
        env = environment(cache)
        for turn in range(WARM_UP + pairs):
            gc.collect()
            for name, arguments in commands.items():
                measured = measure(arguments, env)
                if turn >= WARM_UP:
                    found[name].append(measured)
    report(found, pairs)


def report(found: dict[str, list[tuple[float, float]]], pairs: int) -> None:
    base = [median(each) for each in zip(*found["import click"], strict=True)]
    print(f"Python {python_version()}, {pairs} runs each, medians\n")
    print(f"{'':16}{'CPU ms':>8}{'ratio':>8}{'peak MiB':>10}{'ratio':>8}")
    for name, values in found.items():
        cpu, memory = (median(each) for each in zip(*values, strict=True))
        print(f"{name:16}{cpu:8.1f}{cpu / base[0]:8.2f}{memory:10.1f}{memory / base[1]:8.2f}")
    print(f"{'at most':16}{'':8}{TARGET_CPU:8.2f}{'':10}{TARGET_MEMORY:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
