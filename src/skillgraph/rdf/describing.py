"""Facts → triples: what each fact says, as `docs/linked-data.md` has it.

A *description* is a subject with pairs of predicate and object, all of them terms as N-Triples
writes them. A subject may be described several times: a role by its node, by each of its
requirements, and by its moves.
"""

from __future__ import annotations

from itertools import count, groupby
from typing import TYPE_CHECKING

from skillgraph.model import facts
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.places import cited, locators
from skillgraph.rdf.terms import decimal, integer, iri, schema, text, typed
from skillgraph.rdf.terms import sg as term
from skillgraph.vocab import digest, is_iri, requirement_id, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Pair = tuple[str, str]
Description = tuple[str, list[Pair]]


def describe(  # noqa: C901 -- a case for each kind of fact
    stream: Iterable[facts.Fact], *, provenance: bool = True
) -> Iterator[Description]:
    """Yield what the facts of a graph say, fact by fact, in the order of the graph.

    Without `provenance` there are neither sources nor statements about bare edges.
    """
    cite = cited if provenance else _uncited
    nodes, catalogs = count(1), count(1)
    for about, group in groupby(stream, key=_about):
        edges: list[Pair] = []
        for fact in group:
            match fact:
                case facts.Requirement():
                    yield _requirement(fact, cite(fact.places), edges)
                case facts.Link():
                    yield from _link(fact, cite(fact.places), edges, provenance=provenance)
                case facts.Salary():
                    yield from _salary(fact, cite(fact.places), edges)
                case facts.Node():
                    yield _node(fact, next(nodes), cite(fact.places), provenance=provenance)
                case facts.Retired():
                    yield _retired(fact, cite(fact.places))
                case facts.Catalog():
                    yield _catalog(fact, next(catalogs), provenance=provenance)
                case facts.Source() if provenance:
                    yield _source(fact)
        if edges:
            yield iri(about), edges


def _about(fact: facts.Fact) -> str:
    """Return the node that a statement hangs on; what stands alone is about nothing else."""
    match fact:
        case facts.Requirement() | facts.Salary():
            return fact.owner
        case facts.Link():
            return fact.start
        case _:
            return ""


def _uncited(places: tuple[facts.Place, ...]) -> tuple[Pair, ...]:
    del places
    return ()


def _requirement(
    fact: facts.Requirement, cited_at: tuple[Pair, ...], edges: list[Pair]
) -> Description:
    options = [iri(option) for option in fact.options]
    requirement = iri(requirement_id(fact.owner, fact.count, fact.options))
    shortcut = _shortcut(fact)
    edges.append((sg.REQUIREMENT, requirement))
    edges += [(shortcut, option) for option in options]
    pairs = [
        *cited_at,
        (sg.TYPE, sg.REQUIREMENT_CLASS),
        (sg.IMPORTANCE, sg.IMPORTANCES[fact.importance]),
        (sg.MINIMUM_COUNT, integer(fact.count)),
        *[(sg.OPTION, option) for option in options],
        (sg.OPTION_COUNT, integer(len(options))),
    ]
    if fact.group:
        pairs.append((sg.GROUP, iri(fact.group)))
    if fact.level is not None:
        pairs += [(sg.LEVEL, decimal(fact.level)), (sg.LEVEL_SCALE, iri(fact.scale))]
    if fact.rating is not None:
        pairs += [(sg.RATING, decimal(fact.rating)), (sg.RATING_SCALE, iri(fact.rating_scale))]
    return requirement, pairs


def _shortcut(fact: facts.Requirement) -> str:
    """Return the edge that stands for a requirement where only edges are looked at."""
    if fact.count < len(fact.options):
        return sg.CHOOSES_AMONG
    return sg.REQUIRES if fact.importance == "essential" else sg.BENEFITS_FROM


def _link(
    fact: facts.Link, cited_at: tuple[Pair, ...], edges: list[Pair], *, provenance: bool
) -> Iterator[Description]:
    start, predicate, end = iri(fact.start), sg.LINKS[fact.kind], iri(fact.end)
    edges.append((predicate, end))
    if fact.kind == "next":
        edges.append((sg.LINKS["far"], end))
    nearness: list[Pair] = [(sg.RELATED_TIER, text(fact.tier))] if fact.tier else []
    if fact.rank is not None:
        nearness.append((sg.RELATED_RANK, integer(fact.rank)))
    if provenance and (cited_at or fact.assumption or nearness):
        pairs = [
            (sg.TYPE, sg.STATEMENT_CLASS),
            (sg.SUBJECT, start),
            (sg.PREDICATE, predicate),
            (sg.OBJECT, end),
            *cited_at,
            *nearness,
        ]
        if fact.assumption:
            pairs.append((sg.ASSUMPTION, text(fact.assumption)))
        yield iri("statement:" + digest(fact.start, predicate, fact.end)), pairs


def _node(
    fact: facts.Node, position: int, cited_at: tuple[Pair, ...], *, provenance: bool
) -> Description:
    classes, scheme = sg.CLASSES[type(fact)]
    pairs = [(sg.TYPE, class_) for class_ in classes]
    if scheme:
        pairs.append((sg.IN_SCHEME, term(scheme)))
    first = fact.pref_labels[0]
    pairs += [
        (sg.LABEL, text(first.value, first.language)),
        (sg.POSITION, integer(position)),
        *cited_at,
    ]
    for name, predicate in sg.TEXTS.items():
        pairs += [(predicate, text(each.value, each.language)) for each in getattr(fact, name, ())]
    if fact.notation:
        pairs.append((sg.NOTATION, text(fact.notation)))
    pairs += [(sg.TAG, text(tag)) for tag in fact.tags]
    pairs += [(sg.EXACT_MATCH, iri(match)) for match in fact.exact_matches]
    pairs += [(f"<{predicate}>", object_) for predicate, object_ in fact.foreign]
    match fact:
        case facts.Skill():
            pairs += _skill(fact, provenance=provenance)
        case facts.Role():
            pairs += _role(fact)
        case facts.Scale():
            ends = ((sg.SCALE_MIN, fact.minimum), (sg.SCALE_MAX, fact.maximum))
            pairs += [(predicate, decimal(end)) for predicate, end in ends if end is not None]
    return iri(fact.id), pairs


def _skill(fact: facts.Skill, *, provenance: bool) -> list[Pair]:
    pairs = [(sg.ACQUIRED_BY, sg.PRACTICE if fact.practised else sg.STUDY)]
    if fact.effort is not None:
        pairs += _hours(
            sg.EFFORT_MIN, sg.EFFORT_MAX, (fact.effort.min_hours, fact.effort.max_hours)
        )
        if provenance:
            place = fact.effort.place
            pairs.append((sg.EFFORT_SOURCE, iri(source_text(place.source, place.fragment))))
            if place.locator:
                pairs += [(sg.EFFORT_LOCATOR, text(locator)) for locator in locators((place,))]
    return pairs


def _role(fact: facts.Role) -> list[Pair]:
    pairs = [(sg.TYPE, sg.TRACK)] if fact.track else []
    if fact.entry:
        pairs.append((sg.ENTRY, typed("true", "boolean")))
    if fact.seniority is not None:
        pairs.append((sg.SENIORITY, sg.SENIORITIES[fact.seniority]))
    if fact.job_zone is not None:
        pairs.append((sg.JOB_ZONE, integer(fact.job_zone)))
    return pairs


def _salary(
    fact: facts.Salary, cited_at: tuple[Pair, ...], edges: list[Pair]
) -> Iterator[Description]:
    range_ = str(fact.minimum), str(fact.maximum)
    id_ = "salary:" + digest(
        fact.owner, *range_, fact.currency, fact.period, fact.region, fact.date
    )
    salary, value = iri(id_), iri(f"{id_}/value")
    least, most = integer(fact.minimum), integer(fact.maximum)
    texts = {name: getattr(fact, name) for name in sg.SALARY_TEXTS}
    edges += [(sg.SALARY, salary), (sg.ESTIMATED_SALARY, salary)]
    yield (
        salary,
        [
            (sg.TYPE, sg.SALARY_CLASS),
            (sg.TYPE, schema("MonetaryAmount")),
            (sg.SALARY_MIN, least),
            (sg.SALARY_MAX, most),
            (schema("currency"), text(fact.currency)),
            (schema("value"), value),
            *((term(name), text(value)) for name, value in texts.items() if value),
            *cited_at,
        ],
    )
    yield (
        value,
        [
            (sg.TYPE, schema("QuantitativeValue")),
            (schema("minValue"), least),
            (schema("maxValue"), most),
            (schema("unitText"), text(fact.period.upper())),
        ],
    )


def _catalog(fact: facts.Catalog, position: int, *, provenance: bool) -> Description:
    pairs = [
        (sg.TYPE, sg.CATALOG_CLASS),
        (sg.POSITION, integer(position)),
        (sg.VERSION, text(fact.version)),
        (sg.IN_LANGUAGE, text(fact.language)),
        *licensed(fact.licence),
        *((sg.EXTENDS, iri(extended)) for extended in fact.extends),
    ]
    if fact.title:
        pairs.append((sg.TITLE, text(fact.title, fact.language)))
    if provenance and fact.source:
        pairs.append((sg.SOURCE, iri(fact.source)))
    if fact.default_effort_hours is not None:
        pairs += _hours(sg.DEFAULT_EFFORT_MIN, sg.DEFAULT_EFFORT_MAX, fact.default_effort_hours)
    return iri(fact.id), pairs


def _source(fact: facts.Source) -> Description:
    pairs = [(sg.TYPE, sg.SOURCE_CLASS), (sg.LABEL, text(fact.label)), *licensed(fact.licence)]
    if fact.url:
        pairs.append((sg.URL, typed(fact.url, "anyURI")))
    return iri(fact.id), pairs


def _retired(fact: facts.Retired, cited_at: tuple[Pair, ...]) -> Description:
    pairs = [
        (sg.REPLACED_BY, iri(fact.replaced_by)),
        (sg.DEPRECATED, typed("true", "boolean")),
        *cited_at,
    ]
    return iri(fact.id), pairs


def licensed(licence: str) -> list[Pair]:
    """Return what says under which licence something stands: an IRI, or a text."""
    if not licence:
        return []
    return [(sg.LICENSE, iri(licence)) if is_iri(licence) else (sg.LICENCE_TEXT, text(licence))]


def _hours(least: str, most: str, hours: tuple[int, int]) -> list[Pair]:
    return [(least, integer(hours[0])), (most, integer(hours[1]))]
