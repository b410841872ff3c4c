"""What ESCO costs to import beside `csv.reader`, and to ask, beside `import click`.

Usage: python bench/esco.py FOLDER [RUNS] [PAIRS]

FOLDER holds the two zips of ESCO v1.1.1 as they are downloaded. `csv.reader` goes over every row of
every member and keeps none; the import reads the same zips and compiles them into a file. They take
turns in one process, by its CPU time. The commands are fresh processes, by turns with
`python -c "import click"`, as in `cold.py`; so is the peak memory of an import. Where the reader of
ESCO is missing, a drawn graph of that size stands in for it (`export.py`).
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from platform import python_version
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from cold import CLICK, START, TARGET_CPU, TARGET_MEMORY, environment, measure

from skillgraph.__main__ import COLLECTED_AFTER

# A child's peak begins with what its parent has: all that is heavy is imported in children.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillgraph.model.facts import Fact

RUNS, PAIRS = 5, 30
TARGET_IMPORT, TARGET_PEAK = 10, 400
HAS_READER = find_spec("skillgraph.readers.esco") is not None

#: The longest field of the release has some 630,000 characters.
_FIELD = 10**7

ROLE = (
    "data scientist" if HAS_READER else "what esco-occupation:00000007-4000-0000000d889 is called"
)
HELD = (
    "Python (computer programming)" if HAS_READER else "esco-skill:00000007-4000-8000-00000000d889"
)


def read_rows(folder: str) -> None:
    import csv
    import io
    import zipfile

    csv.field_size_limit(_FIELD)
    for file in sorted(Path(folder).glob("*.zip")):
        with zipfile.ZipFile(file) as archive:
            for member in archive.namelist():
                with archive.open(member) as stream:
                    for _ in csv.reader(io.TextIOWrapper(stream, "utf-8", newline="")):
                        pass


def facts_of(folder: str) -> Iterator[Fact]:
    if not HAS_READER:
        from export import drawn

        return drawn()
    from skillgraph.readers.esco import read_esco
    from skillgraph.readers.report import Report

    return read_esco([folder], Report())


def import_(folder: str, target: str) -> None:
    from skillgraph.graph.build import build

    build(facts_of(folder), target, by_id=True).close()


def cpu(work: Callable[[], object]) -> float:
    before = process_time()
    work()
    return process_time() - before


def main(folder: str, runs: int, pairs: int) -> None:
    what = "ESCO" if HAS_READER else "a drawn graph"
    print(f"Python {python_version()}, {what}, {runs} runs and {pairs} pairs, medians\n")
    with tempfile.TemporaryDirectory() as cache:
        target, env = str(Path(cache, "esco.sqlite")), environment(cache)
        turns = [sys.executable, __file__, "take-turns", folder, target, str(runs)]
        sys.stdout.flush()
        subprocess.run(turns, env=env, check=True)
        _, peak = measure([__file__, "import", folder, target], env)
        print(f"peak memory {peak:.1f} MiB, at most {TARGET_PEAK}\n")
        ask(target, pairs, env)


def take_turns(folder: str, target: str, runs: int) -> None:
    gc.set_threshold(*COLLECTED_AFTER)
    found = [
        (
            cpu(lambda: read_rows(folder)),
            cpu(lambda: sum(1 for _ in facts_of(folder))),
            cpu(lambda: import_(folder, target)),
        )
        for _ in range(runs + 1)
    ][1:]
    rows, read, whole = (median(each) for each in zip(*found, strict=True))
    print(f"{'':26}{'CPU s':>8}{'ratio':>8}")
    for name, value in (
        ("csv.reader", rows),
        ("facts", read),
        ("compiling", whole - read),
        ("facts and compiling", whole),
    ):
        print(f"{name:26}{value:8.2f}{value / rows:8.2f}")
    print(f"{'at most':26}{'':8}{TARGET_IMPORT:8.2f}\n")


def ask(target: str, pairs: int, env: dict[str, str]) -> None:
    graph = ["--graph", target]
    commands = {
        "import click": CLICK,
        "path": ["-c", START, "path", *graph, "--from", HELD, "--to", ROLE],
        "gap": ["-c", START, "gap", *graph, "--from", HELD, "--to", ROLE],
        "search": ["-c", START, "search", *graph, "machine learning"],
        "search, with a slip": ["-c", START, "search", *graph, "machine laerning"],
        "show": ["-c", START, "show", *graph, ROLE],
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(pairs + 1):
        for name, arguments in commands.items():
            measured = measure(arguments, env)
            if turn:
                found[name].append(measured)
    base = [median(each) for each in zip(*found["import click"], strict=True)]
    print(f"{'':26}{'CPU ms':>8}{'ratio':>8}{'peak MiB':>10}{'ratio':>8}")
    for name, values in found.items():
        ms, peak = (median(each) for each in zip(*values, strict=True))
        print(f"{name:26}{ms:8.1f}{ms / base[0]:8.2f}{peak:10.1f}{peak / base[1]:8.2f}")
    print(f"{'at most':26}{'':8}{TARGET_CPU:8.2f}{'':10}{TARGET_MEMORY:8.2f}")


if __name__ == "__main__":
    if sys.argv[1] == "import":
        import_(*sys.argv[2:])
    elif sys.argv[1] == "take-turns":
        take_turns(*sys.argv[2:4], int(sys.argv[4]))
    else:
        numbers = [int(each) for each in sys.argv[2:]]
        main(sys.argv[1], *(numbers + [RUNS, PAIRS][len(numbers) :]))
