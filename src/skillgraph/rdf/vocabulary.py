"""Terms of our own namespace in a query that the ontology doesn't define: most likely typos.

To an engine such a term is one that no triple has, so the answer is empty and looks like a fact.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.errors import clipped
from skillgraph.rdf.terms import NAMESPACES
from skillgraph.rdf.tokens import position
from skillgraph.shipped import shipped_folder
from skillgraph.vocab import SG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.rdf.query import Query

#: How alike two spellings must be, by difflib's ratio; what is less so was hardly meant.
_ALIKE = 0.75
#: So many are told; a query with more has another vocabulary in mind.
_MOST_TOLD = 20


@cache
def defined_terms() -> frozenset[str]:
    """Return the names of the terms that the ontology defines.

    >>> "requirement" in defined_terms(), "requirment" in defined_terms()
    (True, False)
    """
    import pyoxigraph as ox

    file = Path(shipped_folder("ontology"), "skillgraph.ttl")
    subjects = {str(quad.subject)[1:-1] for quad in ox.parse(path=str(file))}
    return frozenset(iri.removeprefix(SG) for iri in subjects if iri.startswith(SG))


def unknown_terms(query: Query) -> list[str]:
    """Return a sentence for each term of ours that isn't defined, with its place and the nearest.

    What a CONSTRUCT makes may be called anything. A term that stands twice is told once.

    >>> from skillgraph.rdf.query import parse_query
    >>> unknown_terms(parse_query("ASK { ?s sg:requirment ?r }"))
    ["query:1:10: sg:requirment is no term of the ontology. Did you mean 'sg:requirement'?"]
    """
    found: dict[str, int] = {}
    for name, start in _own_names(query):
        if name and name not in defined_terms():
            found.setdefault(name, start)
    told = [_unknown(query, name, start) for name, start in [*found.items()][:_MOST_TOLD]]
    if len(found) > _MOST_TOLD:
        told.append(f"{query.place}: and {len(found) - _MOST_TOLD:,} more.")
    return told


def _unknown(query: Query, name: str, start: int) -> str:
    line, column = position(query.text, start)
    near = _nearest(name)
    hint = f" Did you mean 'sg:{near}'?" if near else " See docs/linked-data.md."
    said = f"sg:{clipped(name)} is no term of the ontology.{hint}"
    return f"{query.place}:{line}:{column}: {said}"


def _nearest(name: str) -> str:
    """Return the term that was likely meant: another case before another spelling; or ""."""
    terms = sorted(defined_terms())
    same = [term for term in terms if term.lower() == name.lower()]
    return next(iter(same or get_close_matches(name, terms, 1, _ALIKE)), "")


def _own_names(query: Query) -> Iterator[tuple[str, int]]:
    """Yield what stands after our namespace, in names and in IRIs, and where it does."""
    prefixes = {**NAMESPACES, **query.declared}
    for text, start in query.asked.items():
        if text.startswith("<"):
            if text.startswith(SG, 1):
                yield text[len(SG) + 1 : -1], start
            continue
        prefix, _, name = text.partition(":")
        if prefixes.get(prefix) == SG:
            yield name, start
