"""Facts → triples: what each fact says, as `docs/linked-data.md` has it.

A *description* is a subject with the lines that are said of it, each a predicate and an object as
N-Triples ends a line: `<predicate> <object> .`. A subject may be described several times: a role by
its node, by each of its requirements, and by its moves.

What there is most of, plain requirements and statements, comes in tuples: nothing need be sorted.
"""

from __future__ import annotations

from itertools import count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.edges import EDGES, describe_edges
from skillgraph.rdf.places import cited, locators
from skillgraph.rdf.terms import decimal, integer, iri, leads, says, text, typed
from skillgraph.rdf.terms import sg as term
from skillgraph.vocab import is_iri, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.rdf.edges import Cite
    from skillgraph.rdf.sorting import Description


#: What a node says of its kind, and its texts: by predicate, so that little is left to sort.
_TYPES = {
    kind: sorted([says(sg.TYPE, class_) for class_ in classes])
    for kind, (classes, _) in sg.CLASSES.items()
}
_TEXTS = sorted(sg.TEXTS.items(), key=itemgetter(1))


def describe(stream: Iterable[Fact], *, provenance: bool = True) -> Iterator[Description]:
    """Yield what the facts of a graph say, fact by fact, in the order of the graph.

    Without `provenance` there are neither sources nor statements about bare edges.
    """
    cite = _citing() if provenance else _uncited
    nodes, catalogs = count(1), count(1)
    #: Concepts with their scheme, until something broader is said of them.
    tops: dict[str, str] = {}
    runs: Iterator[tuple[type, Iterator[Any]]] = groupby(stream, key=type)
    for kind, run in runs:
        if issubclass(kind, facts.Node):
            for node in run:
                yield _node(node, next(nodes), cite(node.places), tops, provenance=provenance)
        elif kind in EDGES:
            yield from describe_edges(kind, run, cite, tops, provenance=provenance)
        elif kind is facts.Retired:
            yield from (_retired(fact, cite(fact.places)) for fact in run)
        elif kind is facts.Catalog:
            yield from (_catalog(fact, next(catalogs), provenance=provenance) for fact in run)
        elif kind is facts.Source and provenance:
            yield from map(_source, run)
    for id_, scheme in tops.items():
        yield iri(id_), (says(sg.TOP_CONCEPT_OF, term(scheme)),)


def _citing() -> Cite:
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
    first = fact.pref_labels[0]
    lines = [*cited_at, *_TYPES[type(fact)], says(sg.LABEL, text(first.value, first.language))]
    for name, predicate in _TEXTS:
        if texts := getattr(fact, name, ()):
            lines += [f"{predicate} {text(value, language)} .\n" for value, language in texts]
    lines += [leads(sg.EXACT_MATCH, match) for match in fact.exact_matches]
    if scheme:
        lines.append(says(sg.IN_SCHEME, term(scheme)))
    if fact.notation:
        lines.append(says(sg.NOTATION, text(fact.notation)))
    lines.append(says(sg.POSITION, integer(position)))
    lines += [says(sg.TAG, text(tag)) for tag in fact.tags]
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
