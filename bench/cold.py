"""What a fresh `path` costs beside `import click`, and other questions beside it: CPU and memory.

Usage: python bench/cold.py [PAIRS] [ESCO_GRAPH]

Without a graph `path` is asked of the shipped catalogue. With a compiled one of ESCO every question
is asked of it, about the same person and target.

All run with this interpreter, one after the other, so that whatever else the machine does falls
on each; the medians of many such rounds are compared. Bytecode and the cache of the compiled graph
are warm, and the answer is a table to a pipe. CPU is user and
system time of the process, as the kernel accounts it when it ends.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from platform import python_version
from statistics import median

PAIRS = 60
WARM_UP = 3
TARGET_CPU, TARGET_MEMORY = 1.4, 1.3

BARE = ["-c", "pass"]
CLICK = ["-c", "import click"]
START = "from skillgraph.__main__ import main; main()"  # all that the installed script does
PATH = ["-c", START, "path", "--from", "python", "--to", "cloud-architect"]

HELD, TARGET = "Python (computer programming)", "data scientist"
FROM, TO = ["--from", HELD], ["--to", TARGET]
#: The questions of a person, on ESCO; a bare `skillgraph` asks by the profile that says the same.
QUESTIONS = {
    "path": ["path", *FROM, *TO],
    "path --alternatives 3": ["path", *FROM, *TO, "--alternatives", "3"],
    "path --why 1": ["path", *FROM, *TO, "--why", "1"],
    "gap": ["gap", *FROM, *TO],
    "next": ["next", *FROM],
    "next --towards": ["next", *FROM, "--towards", TARGET],
    "match": ["match", *FROM],
    "related": ["related", TARGET],
    "what-if": ["what-if", *FROM, *TO, "--hold", "SQL"],
    "compare": ["compare", TARGET, "database administrator", *FROM],
    "explain": ["explain", HELD, TARGET],
    "explain --to": ["explain", "SQL", *FROM, *TO],
    "(bare)": [],
    "show": ["show", TARGET],
}
PROFILE = f"held: [{{name: {HELD}}}]\ngoals: [{TARGET}]\n"

#: `ru_maxrss` is in KiB, on macOS in bytes.
_RSS_BYTES = 1 if sys.platform == "darwin" else 1024


def measure(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the CPU in ms and the peak memory in MiB of one fresh process."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
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


def main(pairs: int, graph: str | None) -> None:
    commands = {"python -c pass": BARE, "import click": CLICK, "path": PATH}
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        if graph is not None:
            profile = Path(folder) / "profile.yaml"
            profile.write_text(PROFILE, encoding="utf-8")
            env |= {"SKILLGRAPH_GRAPH": graph, "SKILLGRAPH_PROFILE": str(profile)}
            commands = {name: ["-c", START, *asked] for name, asked in QUESTIONS.items()}
        found = turn_about(commands, env, pairs)
    report(found, pairs, "import click" if graph is None else "path")


def turn_about(
    commands: dict[str, list[str]], env: dict[str, str], pairs: int
) -> dict[str, list[tuple[float, float]]]:
    """Return the CPU and the memory of each command, asked so often, one after the other."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(WARM_UP + pairs):
        gc.collect()
        for name, arguments in commands.items():
            measured = measure(arguments, env)
            if turn >= WARM_UP:
                found[name].append(measured)
    return found


def report(found: dict[str, list[tuple[float, float]]], pairs: int, peer: str) -> None:
    base = [median(each) for each in zip(*found[peer], strict=True)]
    print(f"Python {python_version()}, {pairs} runs each, medians; ratios to {peer}\n")
    print(f"{'':22}{'CPU ms':>8}{'ratio':>8}{'peak MiB':>10}{'ratio':>8}")
    for name, values in found.items():
        cpu, memory = (median(each) for each in zip(*values, strict=True))
        print(f"{name:22}{cpu:8.1f}{cpu / base[0]:8.2f}{memory:10.1f}{memory / base[1]:8.2f}")
    if peer == "import click":
        print(f"{'at most':22}{'':8}{TARGET_CPU:8.2f}{'':10}{TARGET_MEMORY:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS, (sys.argv[2:] or [None])[0])
