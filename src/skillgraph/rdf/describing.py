"""Facts → triples: what each fact says, as `docs/linked-data.md` has it.

A *description* is a subject with the lines that are said of it, each a predicate and an object as
N-Triples ends a line: `<predicate> <object> .`. A subject may be described several times: a role by
its node, by each of its requirements, and by its moves.

Lines in a tuple are in order, each once; in a list they stand as they come, some perhaps twice.
What there is most of, plain requirements and statements, comes in tuples: nothing need be sorted.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.places import cited, locators
from skillgraph.rdf.terms import decimal, integer, iri, leads, says, schema, text, typed
from skillgraph.rdf.terms import sg as term
from skillgraph.vocab import PREFIXES, digest, is_iri, requirement_digest, source_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Description = tuple[str, tuple[str, ...] | list[str]]

_REQUIREMENT, _STATEMENT = PREFIXES["requirement"], PREFIXES["statement"]

#: A source alone comes before all of our own terms; a locator, or another source, may not.
_IN_ORDER = 1

#: What is said of an option: first by a requirement, then, one of these, by its owner.
_OFFERED = (sg.OPTION, sg.REQUIRES, sg.BENEFITS_FROM, sg.CHOOSES_AMONG)


def describe(  # noqa: C901 -- a case for each kind of fact
    stream: Iterable[facts.Fact], *, provenance: bool = True
) -> Iterator[Description]:
    """Yield what the facts of a graph say, fact by fact, in the order of the graph.

    Without `provenance` there are neither sources nor statements about bare edges.
    """
    cite = _citing() if provenance else _uncited
    nodes, catalogs = count(1), count(1)
    owner = ""
    edges: list[str] = []
    #: Concepts with their scheme, until something broader is said of them.
    tops: dict[str, str] = {}
    for fact in stream:
        hangs_on = _OWNERS.get(type(fact), _nobody)(fact)
        if hangs_on != owner:
            if edges:
                yield iri(owner), edges
            owner, edges = hangs_on, []
        match fact:
            case facts.Requirement():
                yield _requirement(fact, cite(fact.places), edges)
            case facts.Link():
                yield from _link(fact, cite(fact.places), edges, tops, provenance=provenance)
            case facts.Salary():
                yield from _salary(fact, cite(fact.places), edges)
            case facts.Node():
                yield _node(fact, next(nodes), cite(fact.places), tops, provenance=provenance)
            case facts.Retired():
                yield _retired(fact, cite(fact.places))
            case facts.Catalog():
                yield _catalog(fact, next(catalogs), provenance=provenance)
            case facts.Source() if provenance:
                yield _source(fact)
    if edges:
        yield iri(owner), edges
    for id_, scheme in tops.items():
        yield iri(id_), (says(sg.TOP_CONCEPT_OF, term(scheme)),)


def _nobody(fact: facts.Fact) -> str:
    del fact
    return ""


#: On which node an edge hangs; what stands alone hangs on none.
_OWNERS: dict[type, Callable[[Any], str]] = {
    facts.Requirement: attrgetter("owner"),
    facts.Link: attrgetter("start"),
    facts.Salary: attrgetter("owner"),
}


def _citing() -> Callable[[tuple[facts.Place, ...]], tuple[str, ...]]:
    """Return `cited` with its last answer kept: neighbours often have the very same places."""
    known: tuple[facts.Place, ...] = ()
    lines: tuple[str, ...] = ()

    def cite(places: tuple[facts.Place, ...]) -> tuple[str, ...]:
        nonlocal known, lines
        if places is not known:
            known, lines = places, cited(places)
        return lines

    return cite


def _uncited(places: tuple[facts.Place, ...]) -> tuple[str, ...]:
    del places
    return ()


def _requirement(
    fact: facts.Requirement, cited_at: tuple[str, ...], edges: list[str]
) -> Description:
    """Describe a requirement. Nearly all lines of most are shared, and come in order."""
    owner, options, least, importance, _, group, level, scale, rating, rating_scale = fact
    requirement = f"<{_REQUIREMENT}{requirement_digest(owner, least, options)}>"
    shortcut, head, tail = _counted(importance, least, len(options))
    edges.append(f"{sg.REQUIREMENT} {requirement} .\n")
    lines = [*cited_at, *head]
    for option in options:
        said = _offered(option)
        lines.append(said[0])
        edges.append(said[shortcut])
    lines.append(tail)
    measured = level is not None or rating is not None
    if len(options) == 1 and len(cited_at) <= _IN_ORDER and not group and not measured:
        return requirement, tuple(lines)
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
def _offered(option: str) -> tuple[str, ...]:
    """Return all that requirements say of an option, and their owners: one text for each."""
    return tuple([leads(predicate, option) for predicate in _OFFERED])


def _link(
    fact: facts.Link,
    cited_at: tuple[str, ...],
    edges: list[str],
    tops: dict[str, str],
    *,
    provenance: bool,
) -> Iterator[Description]:
    predicate = sg.LINKS[fact.kind]
    edges.append(leads(predicate, fact.end))
    if fact.kind == "broader":
        tops.pop(fact.start, None)
    if fact.kind == "next":
        edges.append(leads(sg.LINKS["far"], fact.end))
    nearness = [] if fact.rank is None else [says(sg.RELATED_RANK, integer(fact.rank))]
    if fact.tier:
        nearness.append(says(sg.RELATED_TIER, text(fact.tier)))
    if provenance and (cited_at or fact.assumption or nearness):
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
        yield statement, lines if len(cited_at) <= _IN_ORDER else [*lines]


def _node(
    fact: facts.Node,
    position: int,
    cited_at: tuple[str, ...],
    tops: dict[str, str],
    *,
    provenance: bool,
) -> Description:
    classes, scheme = sg.CLASSES[type(fact)]
    if sg.CONCEPT in classes:
        tops[fact.id] = scheme
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
        if texts := getattr(fact, name, ()):
            lines += [f"{predicate} {text(value, language)} .\n" for value, language in texts]
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
    return iri(fact.id), lines


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
    return iri(fact.id), [replaced, says(sg.DEPRECATED, typed("true", "boolean")), *cited_at]


def licensed(licence: str) -> list[str]:
    """Return what says under which licence something stands: an IRI, or a text."""
    if not licence:
        return []
    if is_iri(licence):
        return [leads(sg.LICENSE, licence)]
    return [says(sg.LICENCE_TEXT, text(licence))]


def _hours(least: str, most: str, hours: tuple[int, int]) -> list[str]:
    return [says(least, integer(hours[0])), says(most, integer(hours[1]))]
