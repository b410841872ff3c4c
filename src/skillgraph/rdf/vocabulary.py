"""Terms of our own namespace in a query that the ontology doesn't define: most likely typos.

To an engine such a term is one that no triple has, so the answer is empty and looks like a fact.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.rdf.terms import NAMESPACES
from skillgraph.rdf.tokens import declared_prefixes, iter_tokens, position
from skillgraph.shipped import shipped_folder
from skillgraph.vocab import SG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.rdf.query import Query
    from skillgraph.rdf.tokens import Token

#: How alike two spellings must be, by difflib's ratio; what is less so was hardly meant.
_ALIKE = 0.75


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
    found: dict[str, str] = {}
    for name, token in _own_names(query):
        if name and name not in defined_terms() and name not in found:
            line, column = position(query.text, token.start)
            near = _nearest(name)
            hint = f" Did you mean 'sg:{near}'?" if near else " See docs/linked-data.md."
            place = f"{query.place}:{line}:{column}"
            found[name] = f"{place}: sg:{name} is no term of the ontology.{hint}"
    return list(found.values())


def _nearest(name: str) -> str:
    """Return the term that was likely meant: another case before another spelling; or ""."""
    terms = sorted(defined_terms())
    same = [term for term in terms if term.lower() == name.lower()]
    return next(iter(same or get_close_matches(name, terms, 1, _ALIKE)), "")


def _own_names(query: Query) -> Iterator[tuple[str, Token]]:
    """Yield what stands after our namespace, in names and in IRIs, with its token."""
    tokens = list(iter_tokens(query.text))
    prefixes = {**NAMESPACES, **declared_prefixes(tokens)}
    template = _template(tokens) if query.kind == "construct" else range(0)
    for at, token in enumerate(tokens):
        if at in template or (at and tokens[at - 1].text.lower() == "prefix"):
            continue
        if token.kind == "iri" and token.text.startswith(SG, 1):
            yield token.text[len(SG) + 1 : -1], token
        elif token.kind == "name":
            prefix, _, name = token.text.partition(":")
            if prefixes.get(prefix) == SG:
                yield name, token


def _template(tokens: Sequence[Token]) -> range:
    """Return where the template of a CONSTRUCT stands; the short form has none."""
    start = next(at for at, token in enumerate(tokens) if token.text.lower() == "construct") + 1
    if [token.text for token in tokens[start : start + 1]] != ["{"]:
        return range(0)
    end = next((at for at in range(start, len(tokens)) if tokens[at].text == "}"), len(tokens))
    return range(start, end)
