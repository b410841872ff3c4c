"""What N-Triples of an ESCO-size graph cost beside `Store.dump` of the same triples.

Usage: python bench/export.py [RUNS] [GRAPH]

GRAPH is a compiled graph, such as ESCO's. Without one it is drawn: 13,890 skills and 3,007 roles
with 42 requirements each, labels, descriptions, categories and links, each stated by one source.
Both write to a file, turn about, in one process that collects garbage as the program does; CPU time
of the process, medians.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import pyoxigraph as ox

from skillgraph.__main__ import COLLECTED_AFTER
from skillgraph.graph.build import build
from skillgraph.graph.store import open_graph
from skillgraph.model.facts import (
    Category,
    Fact,
    Link,
    Place,
    Requirement,
    Role,
    Skill,
    Source,
    Text,
)
from skillgraph.rdf.export import write_rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUNS = 3
SKILLS, ROLES, CATEGORIES, ASKED = 13_890, 3_007, 1_500, 42
STATED = (Place("source:drawn"),)


def texts(what: str, count: int) -> tuple[Text, ...]:
    return tuple(Text(f"{what}, also called {number}", "en") for number in range(count))


def drawn() -> Iterator[Fact]:
    """Yield the facts of the graph."""
    chance = random.Random(1)  # noqa: S311 -- a drawing that is the same each time
    skills = [f"esco-skill:{number:08x}-4000-8000-{number * 7919:012x}" for number in range(SKILLS)]
    roles = [f"esco-occupation:{number:08x}-4000-{number * 7919:012x}" for number in range(ROLES)]
    yield Source(id="source:drawn", label="A drawing")
    for number in range(CATEGORIES):
        label = (Text(f"Group {number}", "en"),)
        yield Category(id=f"category:c{number}", pref_labels=label, places=STATED)
    for made, ids, others in ((Skill, skills, 6), (Role, roles, 8)):
        for id_ in ids:
            yield made(
                id=id_,
                pref_labels=(Text(f"what {id_} is called", "en"),),
                alt_labels=texts(id_, others),
                descriptions=(Text("As long as a description is. " * 5, "en"),),
                places=STATED,
            )
    for role in roles:
        for number, skill in enumerate(chance.sample(skills, ASKED)):
            yield Requirement(
                owner=role,
                options=(skill,),
                count=1,
                importance="essential" if number % 2 else "helpful",
                places=STATED,
            )
    for number, id_ in enumerate(skills + roles):
        end = f"category:c{number % CATEGORIES}"
        yield Link(kind="broader", start=id_, end=end, places=STATED)


def cpu(work: Callable[[], None]) -> float:
    before = process_time()
    work()
    return process_time() - before


def main(runs: int, compiled: str | None) -> None:
    gc.set_threshold(*COLLECTED_AFTER)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours.nt"), Path(folder, "theirs.nt")
        path = Path(compiled or Path(folder, "graph"))
        if not compiled:
            build(drawn(), path, by_id=True).close()

        def export() -> None:
            with open_graph(path) as graph, ours.open("wb") as stream:
                write_rdf(graph.facts(), stream)

        export()
        store = ox.Store()
        store.bulk_load(path=ours, format=ox.RdfFormat.N_TRIPLES)

        def dump() -> None:
            store.dump(theirs, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())

        found = [(cpu(export), cpu(dump)) for _ in range(runs)]
        ours_s, theirs_s = (median(each) for each in zip(*found, strict=True))
        print(f"{len(store):,} triples, {runs} runs, medians of CPU")
        print(f"export {ours_s:.2f} s, Store.dump {theirs_s:.2f} s, ratio {ours_s / theirs_s:.2f}")


if __name__ == "__main__":
    runs, compiled = [*sys.argv[1:], None, None][:2]
    main(int(runs) if runs else RUNS, compiled)
