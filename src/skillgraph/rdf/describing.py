"""Facts → triples: what each fact says, as `docs/linked-data.md` has it.

A *description* is a subject with the lines that are said of it, each a predicate and an object as
N-Triples ends a line: `<predicate> <object> .`. A subject may be described several times: a role by
its node, by each of its requirements, and by its moves.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count, groupby
from typing import TYPE_CHECKING

from skillgraph.model import facts
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.places import cited, locators
from skillgraph.rdf.terms import decimal, integer, iri, leads, says, schema, text, typed
from skillgraph.rdf.terms import sg as term
from skillgraph.vocab import digest, expand, is_iri, requirement_id, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Description = tuple[str, "Sequence[str]"]


def describe(  # noqa: C901 -- a case for each kind of fact
    stream: Iterable[facts.Fact], *, provenance: bool = True
) -> Iterator[Description]:
    """Yield what the facts of a graph say, fact by fact, in the order of the graph.

    Without `provenance` there are neither sources nor statements about bare edges.
    """
    cite = cited if provenance else _uncited
    nodes, catalogs = count(1), count(1)
    for owner, group in groupby(stream, key=_owner):
        edges: list[str] = []
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
            yield iri(owner), tuple(set(edges))  # two choices may offer the same skill


def _owner(fact: facts.Fact) -> str:
    """Return the node that an edge hangs on; what stands alone hangs on none."""
    match fact:
        case facts.Requirement() | facts.Salary():
            return fact.owner
        case facts.Link():
            return fact.start
        case _:
            return ""


def _uncited(places: tuple[facts.Place, ...]) -> tuple[str, ...]:
    del places
    return ()


def _requirement(
    fact: facts.Requirement, cited_at: tuple[str, ...], edges: list[str]
) -> Description:
    requirement = f"<{expand(requirement_id(fact.owner, fact.count, fact.options))}>"
    shortcut, counted = _counted(fact.importance, fact.count, len(fact.options))
    options = [iri(option) for option in fact.options]
    edges.append(says(sg.REQUIREMENT, requirement))
    edges += [says(shortcut, option) for option in options]
    lines = (*cited_at, *counted, *[says(sg.OPTION, option) for option in options])
    if fact.group:
        lines += (leads(sg.GROUP, fact.group),)
    if fact.level is not None:
        lines += (says(sg.LEVEL, decimal(fact.level)), leads(sg.LEVEL_SCALE, fact.scale))
    if fact.rating is not None:
        lines += (says(sg.RATING, decimal(fact.rating)), leads(sg.RATING_SCALE, fact.rating_scale))
    return requirement, lines


@lru_cache
def _counted(importance: facts.Importance, least: int, among: int) -> tuple[str, tuple[str, ...]]:
    """Return what requirements that ask for as many of as many share.

    First the edge that stands for them where only edges are looked at, then their lines.
    """
    if least < among:
        shortcut = sg.CHOOSES_AMONG
    else:
        shortcut = sg.REQUIRES if importance == "essential" else sg.BENEFITS_FROM
    return shortcut, (
        says(sg.TYPE, sg.REQUIREMENT_CLASS),
        says(sg.IMPORTANCE, sg.IMPORTANCES[importance]),
        says(sg.MINIMUM_COUNT, integer(least)),
        says(sg.OPTION_COUNT, integer(among)),
    )


def _link(
    fact: facts.Link, cited_at: tuple[str, ...], edges: list[str], *, provenance: bool
) -> Iterator[Description]:
    predicate = sg.LINKS[fact.kind]
    edges.append(leads(predicate, fact.end))
    if fact.kind == "next":
        edges.append(leads(sg.LINKS["far"], fact.end))
    nearness = [says(sg.RELATED_TIER, text(fact.tier))] if fact.tier else []
    if fact.rank is not None:
        nearness.append(says(sg.RELATED_RANK, integer(fact.rank)))
    if provenance and (cited_at or fact.assumption or nearness):
        lines = (
            *cited_at,
            says(sg.TYPE, sg.STATEMENT_CLASS),
            leads(sg.SUBJECT, fact.start),
            says(sg.PREDICATE, predicate),
            leads(sg.OBJECT, fact.end),
            *nearness,
        )
        if fact.assumption:
            lines += (says(sg.ASSUMPTION, text(fact.assumption)),)
        yield iri("statement:" + digest(fact.start, predicate, fact.end)), lines


def _node(
    fact: facts.Node, position: int, cited_at: tuple[str, ...], *, provenance: bool
) -> Description:
    classes, scheme = sg.CLASSES[type(fact)]
    lines = [says(sg.TYPE, class_) for class_ in classes]
    if scheme:
        lines.append(says(sg.IN_SCHEME, term(scheme)))
    first = fact.pref_labels[0]
    lines += [
        says(sg.LABEL, text(first.value, first.language)),
        says(sg.POSITION, integer(position)),
        *cited_at,
    ]
    for name, predicate in sg.TEXTS.items():
        texts = getattr(fact, name, ())
        lines += [says(predicate, text(each.value, each.language)) for each in texts]
    if fact.notation:
        lines.append(says(sg.NOTATION, text(fact.notation)))
    lines += [says(sg.TAG, text(tag)) for tag in fact.tags]
    lines += [leads(sg.EXACT_MATCH, match) for match in fact.exact_matches]
    lines += [says(f"<{predicate}>", object_) for predicate, object_ in fact.foreign]
    match fact:
        case facts.Skill():
            lines += _skill(fact, provenance=provenance)
        case facts.Role():
            lines += _role(fact)
        case facts.Scale():
            ends = ((sg.SCALE_MIN, fact.minimum), (sg.SCALE_MAX, fact.maximum))
            lines += [says(predicate, decimal(end)) for predicate, end in ends if end is not None]
    return iri(fact.id), tuple(set(lines))  # a text may be stated twice


def _skill(fact: facts.Skill, *, provenance: bool) -> list[str]:
    lines = [says(sg.ACQUIRED_BY, sg.PRACTICE if fact.practised else sg.STUDY)]
    if fact.effort is not None:
        lines += _hours(
            sg.EFFORT_MIN, sg.EFFORT_MAX, (fact.effort.min_hours, fact.effort.max_hours)
        )
        if provenance:
            place = fact.effort.place
            lines.append(leads(sg.EFFORT_SOURCE, source_text(place.source, place.fragment)))
            if place.locator:
                lines += [says(sg.EFFORT_LOCATOR, text(locator)) for locator in locators((place,))]
    return lines


def _role(fact: facts.Role) -> list[str]:
    lines = [says(sg.TYPE, sg.TRACK)] if fact.track else []
    if fact.entry:
        lines.append(says(sg.ENTRY, typed("true", "boolean")))
    if fact.seniority is not None:
        lines.append(says(sg.SENIORITY, sg.SENIORITIES[fact.seniority]))
    if fact.job_zone is not None:
        lines.append(says(sg.JOB_ZONE, integer(fact.job_zone)))
    return lines


def _salary(
    fact: facts.Salary, cited_at: tuple[str, ...], edges: list[str]
) -> Iterator[Description]:
    range_ = str(fact.minimum), str(fact.maximum)
    id_ = "salary:" + digest(
        fact.owner, *range_, fact.currency, fact.period, fact.region, fact.date
    )
    value = f"{id_}/value"
    least, most = integer(fact.minimum), integer(fact.maximum)
    texts = {name: getattr(fact, name) for name in sg.SALARY_TEXTS}
    edges += [leads(sg.SALARY, id_), leads(sg.ESTIMATED_SALARY, id_)]
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
            *cited_at,
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


def _catalog(fact: facts.Catalog, position: int, *, provenance: bool) -> Description:
    lines = [
        says(sg.TYPE, sg.CATALOG_CLASS),
        says(sg.POSITION, integer(position)),
        says(sg.VERSION, text(fact.version)),
        says(sg.IN_LANGUAGE, text(fact.language)),
        *licensed(fact.licence),
        *(leads(sg.EXTENDS, extended) for extended in fact.extends),
    ]
    if fact.title:
        lines.append(says(sg.TITLE, text(fact.title, fact.language)))
    if provenance and fact.source:
        lines.append(leads(sg.SOURCE, fact.source))
    if fact.default_effort_hours is not None:
        lines += _hours(sg.DEFAULT_EFFORT_MIN, sg.DEFAULT_EFFORT_MAX, fact.default_effort_hours)
    return iri(fact.id), lines


def _source(fact: facts.Source) -> Description:
    lines = [
        says(sg.TYPE, sg.SOURCE_CLASS),
        says(sg.LABEL, text(fact.label)),
        *licensed(fact.licence),
    ]
    if fact.url:
        lines.append(says(sg.URL, typed(fact.url, "anyURI")))
    return iri(fact.id), lines


def _retired(fact: facts.Retired, cited_at: tuple[str, ...]) -> Description:
    replaced = leads(sg.REPLACED_BY, fact.replaced_by)
    return iri(fact.id), (replaced, says(sg.DEPRECATED, typed("true", "boolean")), *cited_at)


def licensed(licence: str) -> list[str]:
    """Return what says under which licence something stands: an IRI, or a text."""
    if not licence:
        return []
    if is_iri(licence):
        return [leads(sg.LICENSE, licence)]
    return [says(sg.LICENCE_TEXT, text(licence))]


def _hours(least: str, most: str, hours: tuple[int, int]) -> list[str]:
    return [says(least, integer(hours[0])), says(most, integer(hours[1]))]
