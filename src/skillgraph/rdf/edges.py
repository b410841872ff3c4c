"""What hangs on a node → triples: what it asks for, where it leads to, what it pays.

Each kind of them is described in the order of the graph: first what is said of each, and after all
of an owner's, what is said of the owner.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.terms import decimal, integer, iri, leads, says, schema, text
from skillgraph.rdf.terms import sg as term
from skillgraph.vocab import PREFIXES, digest, requirement_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.rdf.sorting import Description

    Cite = Callable[[tuple[facts.Place, ...]], tuple[str, ...]]

#: What hangs on a node.
EDGES = (facts.Requirement, facts.Link, facts.Salary)

_REQUIREMENT, _STATEMENT = PREFIXES["requirement"], PREFIXES["statement"]

#: A source alone comes before all of our own terms; a locator, or another source, may not.
_IN_ORDER = 1

#: What is said of an option: first by a requirement, then, one of these, by its owner.
_OFFERED = (sg.OPTION, sg.REQUIRES, sg.BENEFITS_FROM, sg.CHOOSES_AMONG)


def describe_edges(
    kind: type, run: Iterable[Any], cite: Cite, tops: dict[str, str], *, provenance: bool
) -> Iterator[Description]:
    """Yield what a run of one of `EDGES` says; what has something broader leaves the `tops`."""
    if kind is facts.Requirement:
        yield from _requirements(run, cite)
    elif kind is facts.Salary:
        yield from _salaries(run, cite)
    else:
        yield from _links(run, cite, tops, provenance=provenance)


def _requirements(run: Iterable[facts.Requirement], cite: Cite) -> Iterator[Description]:
    """Yield what requirements say, and their owners."""
    for owner, asked in groupby(run, key=attrgetter("owner")):
        edges: list[str] = []
        for fact in asked:
            yield _requirement(fact, cite(fact.places), edges)
        yield iri(owner), edges


def _requirement(
    fact: facts.Requirement, cited_at: tuple[str, ...], edges: list[str]
) -> Description:
    """Describe a requirement, and add what it means for its owner to the `edges`."""
    owner, options, least, importance, _, group, level, scale, rating, rating_scale = fact
    requirement = f"<{_REQUIREMENT}{requirement_digest(owner, least, options)}>"
    shortcut, head, tail = _counted(importance, least, len(options))
    offered = _offered(options)
    edges.append(f"{sg.REQUIREMENT} {requirement} .\n")
    edges += offered[shortcut]
    if len(cited_at) <= _IN_ORDER >= len(options) and not (group or scale or rating_scale):
        return requirement, (*cited_at, *head, *offered[0], tail)
    lines = [*cited_at, *head, *offered[0], tail]
    if group:
        lines.append(leads(sg.GROUP, group))
    if level is not None:
        lines += says(sg.LEVEL, decimal(level)), leads(sg.LEVEL_SCALE, scale)
    if rating is not None:
        lines += says(sg.RATING, decimal(rating)), leads(sg.RATING_SCALE, rating_scale)
    return requirement, lines


@lru_cache
def _counted(
    importance: facts.Importance, least: int, among: int
) -> tuple[int, tuple[str, ...], str]:
    """Return what requirements that ask for as many of as many share.

    First the edge that stands for them where only edges are looked at, by its place in `_OFFERED`;
    then their lines, those before the options and the one after.
    """
    if least < among:
        shortcut = sg.CHOOSES_AMONG
    else:
        shortcut = sg.REQUIRES if importance == "essential" else sg.BENEFITS_FROM
    head = (
        says(sg.TYPE, sg.REQUIREMENT_CLASS),
        says(sg.IMPORTANCE, sg.IMPORTANCES[importance]),
        says(sg.MINIMUM_COUNT, integer(least)),
    )
    return _OFFERED.index(shortcut), head, says(sg.OPTION_COUNT, integer(among))


@lru_cache(1 << 15)
def _offered(options: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return all that requirements say of their options, and their owners: lines for each."""
    return tuple([tuple([leads(said, option) for option in options]) for said in _OFFERED])


def _links(
    run: Iterable[facts.Link], cite: Cite, tops: dict[str, str], *, provenance: bool
) -> Iterator[Description]:
    """Yield what links say."""
    for start, leading in groupby(run, key=attrgetter("start")):
        edges: list[str] = []
        for fact in leading:
            predicate = sg.LINKS[fact.kind]
            edges.append(leads(predicate, fact.end))
            if fact.kind == "broader":
                tops.pop(start, None)
            if fact.kind == "next":
                edges.append(leads(sg.LINKS["far"], fact.end))
            if provenance:
                yield from _statement(fact, predicate, cite(fact.places))
        yield iri(start), edges


def _statement(
    fact: facts.Link, predicate: str, cited_at: tuple[str, ...]
) -> Iterator[Description]:
    """Describe what is said about a link, if anything is."""
    nearness = [] if fact.rank is None else [says(sg.RELATED_RANK, integer(fact.rank))]
    if fact.tier:
        nearness.append(says(sg.RELATED_TIER, text(fact.tier)))
    if not (cited_at or fact.assumption or nearness):
        return
    assumed = [says(sg.ASSUMPTION, text(fact.assumption))] if fact.assumption else []
    lines = (
        *cited_at,
        says(sg.TYPE, sg.STATEMENT_CLASS),
        *assumed,
        leads(sg.OBJECT, fact.end),
        says(sg.PREDICATE, predicate),
        *nearness,
        leads(sg.SUBJECT, fact.start),
    )
    statement = f"<{_STATEMENT}{digest(fact.start, predicate, fact.end)}>"
    yield statement, lines if len(cited_at) <= _IN_ORDER else list(lines)


def _salaries(run: Iterable[facts.Salary], cite: Cite) -> Iterator[Description]:
    """Yield what salaries say, each also in the words of schema.org."""
    for fact in run:
        range_ = str(fact.minimum), str(fact.maximum)
        id_ = "salary:" + digest(
            fact.owner, *range_, fact.currency, fact.period, fact.region, fact.date
        )
        value = f"{id_}/value"
        least, most = integer(fact.minimum), integer(fact.maximum)
        texts = {name: getattr(fact, name) for name in sg.SALARY_TEXTS}
        yield iri(fact.owner), [leads(sg.SALARY, id_), leads(sg.ESTIMATED_SALARY, id_)]
        yield (
            iri(id_),
            [
                says(sg.TYPE, sg.SALARY_CLASS),
                says(sg.TYPE, schema("MonetaryAmount")),
                says(sg.SALARY_MIN, least),
                says(sg.SALARY_MAX, most),
                says(schema("currency"), text(fact.currency)),
                leads(schema("value"), value),
                *(says(term(name), text(value)) for name, value in texts.items() if value),
                *cite(fact.places),
            ],
        )
        yield (
            iri(value),
            [
                says(sg.TYPE, schema("QuantitativeValue")),
                says(schema("minValue"), least),
                says(schema("maxValue"), most),
                says(schema("unitText"), text(fact.period.upper())),
            ],
        )
