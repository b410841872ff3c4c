"""A large graph, and how much memory it takes to compile; run by `test_size.py` as a process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.model.facts import Place, Requirement, Role, Skill, Source, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.model.facts import Fact

SKILLS, ROLES, EDGES = 15_000, 3_000, 100_000


def facts_of(*, edges: int, rows: bool = False) -> Iterator[Fact]:
    """Yield a graph about as large as ESCO; with `rows` each edge has a place of its own."""
    yield Source(id="source:s", label="A source")
    for number in range(SKILLS):
        yield Skill(id=f"skill:s{number}", pref_labels=(Text(f"Skill number {number}", "en"),))
    for number in range(ROLES):
        yield Role(id=f"role:r{number}", pref_labels=(Text(f"Role number {number}", "en"),))
    for number in range(edges):
        yield Requirement(
            owner=f"role:r{number % ROLES}",
            options=(f"skill:s{(number % ROLES * 5 + number // ROLES * 7) % SKILLS}",),
            count=1,
            importance="essential" if number % 2 else "helpful",
            places=(Place("source:s", f"row={number}" if rows else ""),),
        )


def _peak() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def _compile(target: str, kept: int) -> int:
    from skillgraph.graph import sorting
    from skillgraph.graph.build import build

    sorting.ROWS_KEPT = kept

    build(iter(()), target).close()
    before = _peak()
    build(facts_of(edges=EDGES), target).close()
    return _peak() - before


def _draw() -> int:
    import networkx as nx

    before = _peak()
    graph = nx.MultiDiGraph()
    for fact in facts_of(edges=EDGES):
        if isinstance(fact, Requirement):
            (option,), (place,) = fact.options, fact.places
            graph.add_edge(
                fact.owner,
                option,
                count=fact.count,
                importance=fact.importance,
                source=place.source,
            )
        elif isinstance(fact, Skill | Role):
            graph.add_node(fact.id, label=fact.pref_labels[0].value)
    return _peak() - before


if __name__ == "__main__":
    what, target, kept = sys.argv[1:]
    sys.stdout.write(str(_compile(target, int(kept)) if what == "skillgraph" else _draw()))
