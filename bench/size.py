"""A graph of a million nodes and ten million edges beside one of ESCO's size, and beside peers.

Usage: python bench/size.py [NODES EDGES] [PAIRS]

Every figure is of a fresh process (user and system CPU and peak memory, as the kernel accounts them
when it ends). `path` on both graphs takes turns, so that whatever else the machine does falls on
both. Peers (networkx, rustworkx) hold the same nodes and edges with the same attributes, pickled;
what they are asked, once loaded, is which nodes a role leads to. They are left out above a size
that they can't bear, and where they aren't installed: `pip install rustworkx`.
"""

from __future__ import annotations

import gc
import pickle
import sys
import tempfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from platform import python_version
from statistics import median
from typing import Any

from cold import START, environment, measure

# A child's peak begins with what its parent has: all that is heavy is imported in children.

NODES, EDGES, PAIRS = 1_000_000, 10_000_000, 25
ESCO = (18_000, 154_000)

#: The largest graph that a peer is asked to hold: some 2 GB.
PEERS_MOST = 1_500_000

TABLES = ("requirement", "option", "option_skill", "link", "link_end", "place")
ASKED = ["--from", "Skill number 3", "--to", "Role number 101"]
TARGET_MEMORY, TARGET_BYTES, TARGET_PATH = 2048, 70, 1.3


def compile_(nodes: int, edges: int, target: str) -> None:
    from generated import generated

    from skillgraph.graph.build import build

    build(generated(nodes, edges), target).close()


def draw_networkx(nodes: int, edges: int, target: str) -> None:
    import networkx as nx
    from generated import generated

    from skillgraph.model.facts import Link, Requirement, Role, Skill

    graph = nx.MultiDiGraph()
    for fact in generated(nodes, edges):
        match fact:
            case Skill() | Role():
                graph.add_node(fact.id, label=fact.pref_labels[0].value)
            case Requirement():
                graph.add_edge(
                    fact.owner, fact.options[0], importance=fact.importance, source="generated"
                )
            case Link():
                graph.add_edge(fact.start, fact.end, kind=fact.kind, source="generated")
    keep(graph, target)


def draw_rustworkx(nodes: int, edges: int, target: str) -> None:
    import rustworkx as rx
    from generated import generated

    from skillgraph.model.facts import Link, Requirement, Role, Skill

    graph, known = rx.PyDiGraph(), {}
    for fact in generated(nodes, edges):
        match fact:
            case Skill() | Role():
                known[fact.id] = graph.add_node((fact.id, fact.pref_labels[0].value))
            case Requirement():
                graph.add_edge(
                    known[fact.owner], known[fact.options[0]], (fact.importance, "generated")
                )
            case Link():
                graph.add_edge(known[fact.start], known[fact.end], (fact.kind, "generated"))
    keep((graph, known), target)


def keep(graph: Any, target: str) -> None:
    gc.disable()
    with Path(target).open("wb") as file:
        pickle.dump(graph, file, protocol=pickle.HIGHEST_PROTOCOL)


def ask_networkx(target: str) -> None:
    import networkx as nx

    with Path(target).open("rb") as file:
        graph = pickle.load(file)  # noqa: S301 -- written by this script
    print(len(nx.descendants(graph, "role:r101")))


def ask_rustworkx(target: str) -> None:
    import rustworkx as rx

    with Path(target).open("rb") as file:
        graph, known = pickle.load(file)  # noqa: S301 -- written by this script
    print(len(rx.descendants(graph, known["role:r101"])))


def an_edge(file: str, edges: int) -> float:
    """Return the bytes of an edge with all that only edges need."""
    import sqlite3

    marks = ",".join("?" * len(TABLES))
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute(
            f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({marks})", TABLES
        ).fetchone()
    return float(size) / edges


def main(nodes: int, edges: int, pairs: int) -> None:
    print(f"Python {python_version()}, {pairs} pairs, medians\n")
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)

        def run(what: str, *arguments: object) -> tuple[float, float]:
            return measure([__file__, what, *map(str, arguments)], env)

        print(f"{'':34}{'CPU s':>9}{'peak MiB':>10}{'bytes an edge':>15}")
        files = []
        for size in (ESCO, (nodes, edges)):
            file = str(Path(folder, f"{size[0]}.sqlite"))
            cpu, peak = run("compile", *size, file)
            said = f"compiled, {size[0]:,} + {size[1]:,}"
            print(f"{said:34}{cpu / 1000:9.2f}{peak:10.1f}{an_edge(file, size[1]):15.1f}")
            files.append(file)
        print(f"{'at most':34}{'':9}{TARGET_MEMORY:10}{TARGET_BYTES:15}\n")
        peers(run, folder, nodes, edges)
        compare(files, pairs, env)


def peers(run: Any, folder: str, nodes: int, edges: int) -> None:
    print(f"{'pickles':34}{'CPU s':>9}{'peak MiB':>10}{'CPU s':>9}{'peak MiB':>10}  (made; asked)")
    for size in (ESCO, (nodes // 10, edges // 10), (nodes, edges)):
        for name in ("networkx", "rustworkx"):
            said = f"{name}, {size[0]:,} + {size[1]:,}"
            if find_spec(name) is None or size[1] > PEERS_MOST:
                print(f"{said:34}{'–':>9}")
                continue
            file = Path(folder, "pickle")
            made, asked = run(name, *size, file), run(f"ask-{name}", file)
            cells = (made[0] / 1000, made[1], asked[0] / 1000, asked[1])
            print(f"{said:34}{cells[0]:9.2f}{cells[1]:10.1f}{cells[2]:9.2f}{cells[3]:10.1f}")
            file.unlink()
    print()


def compare(files: list[str], pairs: int, env: dict[str, str]) -> None:
    found: list[list[tuple[float, float]]] = [[] for _ in files]
    for _ in range(pairs):
        for file, measured in zip(files, found, strict=True):
            measured.append(measure(["-c", START, "path", "--graph", file, *ASKED], env))
    small, large = ([median(each) for each in zip(*measured, strict=True)] for measured in found)
    print(f"{'path':34}{'CPU ms':>9}{'peak MiB':>10}")
    print(f"{'on the small graph':34}{small[0]:9.1f}{small[1]:10.1f}")
    print(f"{'on the large graph':34}{large[0]:9.1f}{large[1]:10.1f}")
    print(f"{'ratio':34}{large[0] / small[0]:9.2f}{large[1] / small[1]:10.2f}")
    print(f"{'at most':34}{TARGET_PATH:9.2f}")


_PARTS = {
    "compile": compile_,
    "networkx": draw_networkx,
    "rustworkx": draw_rustworkx,
    "ask-networkx": ask_networkx,
    "ask-rustworkx": ask_rustworkx,
}

if __name__ == "__main__":
    what, *rest = sys.argv[1:] or [str(NODES), str(EDGES)]
    if what in _PARTS:
        _PARTS[what](*(int(each) if each.isdigit() else each for each in rest))
    else:
        main(int(what), int(rest[0]), int(rest[1]) if len(rest) > 1 else PAIRS)
