"""RDF → facts: what an export wrote, or what somebody wrote in the same terms.

Derived triples (shortcuts, schemes, schema.org's view) are ignored; what a node has in another
vocabulary stays with it. A problem names its subject: triples have no lines.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillgraph.errors import MOST_PROBLEMS, Problems, clipped, escaped
from skillgraph.model import facts
from skillgraph.model.fields import EFFORT, fields_in
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.parsing import iter_triples
from skillgraph.rdf.staging import Staged
from skillgraph.rdf.subjects import Subject, id_of
from skillgraph.rdf.terms import iri, typed
from skillgraph.rdf.terms import sg as term
from skillgraph.readers.triples import Allowance, is_iri
from skillgraph.vocab import derive_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from skillgraph.model.fields import Field
    from skillgraph.readers.report import Report
    from skillgraph.readers.triples import Triple
    from skillgraph.vocab import LinkKind

_KINDS = {kind.__name__: kind for kind in sg.CLASSES}
_IMPORTANCES = {individual: name for name, individual in sg.IMPORTANCES.items()}
#: What the individuals of closed lists stand for.
_MEANT = {
    name: {individual: value for value, individual in individuals.items()}
    for name, individuals in sg.INDIVIDUALS.items()
}
_FLAGS = {typed(each, "boolean"): each in ("true", "1") for each in ("true", "false", "1", "0")}

#: How each sort of value is read, one or many.
_READ: dict[tuple[str, bool], Callable[[Subject, str], Any]] = {
    ("label", True): Subject.texts,
    ("prose", True): Subject.texts,
    ("line", True): lambda subject, predicate: tuple(
        text.value for text in subject.texts(predicate)
    ),
    ("line", False): Subject.plain,
    ("url", False): Subject.address,
    ("id", True): Subject.ids,
    ("flag", False): lambda subject, predicate: subject.word(predicate, _FLAGS),
    ("job zone", False): Subject.integer,
    ("decimal", False): Subject.decimal,
}

#: What stands on a node and is read elsewhere, or is derived.
_KNOWN = frozenset(
    {
        *(sg.LABEL, sg.PREF_LABEL, sg.POSITION, sg.SOURCE, sg.LOCATOR),
        *(sg.IN_SCHEME, sg.TOP_CONCEPT_OF, sg.EFFORT_MAX, sg.EFFORT_SOURCE, sg.EFFORT_LOCATOR),
        *(sg.REQUIREMENT, sg.SALARY, sg.ESTIMATED_SALARY),
        *(sg.REQUIRES, sg.BENEFITS_FROM, sg.CHOOSES_AMONG),
        *sg.FIELDS.values(),
        *sg.LINKS.values(),
    }
)
_OWN_CLASSES = frozenset(
    {sg.TRACK, *(each for classes, _ in sg.CLASSES.values() for each in classes)}
)


def read_rdf(
    paths: Sequence[str],
    report: Report,
    *,
    timeout: float | None = None,
    memory: int | None = None,
) -> Iterator[facts.Fact]:
    """Yield the facts that RDF files state together; all that is wrong is one `InvalidInput`.

    Reading a file takes at most `timeout` seconds and `memory` MiB, else what its size suggests:
    `LimitExceeded`.
    """
    problems = Problems(MOST_PROBLEMS, ends=True)
    for path in paths:
        report.expect(Path(path).stat().st_size)
    allowance = Allowance(timeout, memory)
    files = ", ".join(map(escaped, paths))
    with closing(_triples(paths, allowance, report)) as triples, Staged(triples) as staged:
        for kind, label in staged.nameless():
            called = f", '{clipped(label)}'" if label else ""
            problems.add(files, f"a blank node is a {kind}{called}.", "Give it an IRI.")
        problems.raise_any()  # what it is called otherwise stands in no file
        for subject, kinds in staged.contradictory():
            place, what = (id_of(subject), "it") if is_iri(subject) else (files, "a blank node")
            both = " and ".join(kinds.split())
            problems.add(place, f"{what} is {both} at once.", "Make it one of them.")
        slug = derive_slug(escaped(Path(paths[0]).stem) if paths else "")
        yield from _Reading(staged, problems, f"source:{slug}").iter_facts()
    problems.raise_any()


def _triples(
    paths: Sequence[str], allowance: Allowance, report: Report
) -> Generator[Triple, None, None]:
    for path in paths:
        triples = iter_triples(
            path, allowance, advance=report.advance, count=partial(report.read, "triples")
        )  # fmt: skip
        with closing(triples):
            yield from triples


class _Reading:
    """One pass over what is staged: catalogues and sources, nodes, then what hangs between."""

    def __init__(self, staged: Staged, problems: Problems, file_source: str) -> None:
        self._staged = staged
        self._file_source = file_source  # of an effort that names none
        self._problems = problems

    def iter_facts(self) -> Iterator[facts.Fact]:
        for subject in self._of(facts.Catalog):
            yield _catalog(subject)
        described = set()
        for subject in self._of(facts.Source):
            described.add(subject.term)
            yield _source(subject)
        if self._staged.unsourced:
            self._staged.cited.add(iri(self._file_source))
        for cited in sorted(self._staged.cited - described):
            yield facts.Source(id=id_of(cited), label=id_of(cited))
        for kind, subject in self._nodes():
            yield _node(subject, kind, self._file_source)
        for _, subject in self._nodes():
            yield from self._requirements(subject)
        for _, subject in self._nodes():
            yield from self._links(subject)
        for _, subject in self._nodes():
            yield from self._salaries(subject)
        for subject in self._of(facts.Retired):
            yield facts.Retired(
                id=subject.id,
                replaced_by=subject.one_id(sg.REPLACED_BY),
                places=subject.places(),
            )

    def _of(self, kind: type) -> Iterator[Subject]:
        for name, described in self._staged.of_kind(kind):
            yield Subject(name, described, self._problems)

    def _nodes(self) -> Iterator[tuple[type[facts.Node], Subject]]:
        for name, kind, described in self._staged.nodes():
            yield _KINDS[kind], Subject(name, described, self._problems)

    def _found(self, owner: Subject, predicate: str) -> Iterator[Subject]:
        for name in owner.objects(predicate):
            described = self._staged.find(name)
            if described is None:
                owner.complain(f"{id_of(name)} is not described.", "Add what it says.")
            else:
                place = "" if is_iri(name) else f"{owner.place}, its {id_of(predicate)}"
                yield Subject(name, described, self._problems, place)

    def _requirements(self, owner: Subject) -> Iterator[facts.Requirement]:
        for subject in self._found(owner, sg.REQUIREMENT):
            importance = subject.word(sg.IMPORTANCE, _IMPORTANCES)
            count = subject.integer(sg.MINIMUM_COUNT)
            if importance is None or count is None:
                what = "importance" if importance is None else "minimum count"
                subject.complain(f"the requirement has no {what}.", "See docs/linked-data.md.")
                continue
            options = subject.ids(sg.OPTION)
            stated = subject.integer(sg.OPTION_COUNT)
            if stated is not None and stated != len(options):
                subject.complain(f"it counts {stated} options and has {len(options)}.")
            yield facts.Requirement(
                owner=owner.id,
                options=options,
                count=count,
                importance=importance,
                places=subject.places(),
                group=subject.one_id(sg.GROUP),
                level=subject.decimal(sg.LEVEL),
                scale=subject.one_id(sg.LEVEL_SCALE),
                rating=subject.decimal(sg.RATING),
                rating_scale=subject.one_id(sg.RATING_SCALE),
            )

    def _links(self, start: Subject) -> Iterator[facts.Link]:
        nexts = set(start.objects(sg.LINKS["next"]))
        for kind, predicate in sg.LINKS.items():
            for end in start.iris(predicate):
                if kind == "far" and end in nexts:
                    continue
                yield self._link(kind, start, predicate, end)

    def _link(self, kind: LinkKind, start: Subject, predicate: str, end: str) -> facts.Link:
        said = [
            Subject(start.term, described, self._problems)
            for described in self._staged.statements(start.term, predicate, end)
        ]
        assumptions = sorted({each.plain(sg.ASSUMPTION) for each in said} - {""})
        if len(assumptions) > 1:
            start.complain(f"its edge to {id_of(end)} is assumed in two ways.")
        tiers = sorted({each.plain(sg.RELATED_TIER) for each in said} - {""})
        ranks = {each.integer(sg.RELATED_RANK) for each in said} - {None}
        if len(tiers) > 1 or len(ranks) > 1:
            start.complain(f"its edge to {id_of(end)} has two tiers or two ranks.")
        return facts.Link(
            kind=kind,
            start=start.id,
            end=id_of(end),
            places=tuple(dict.fromkeys(place for each in said for place in each.places())),
            assumption=assumptions[0] if assumptions else "",
            tier=tiers[0] if tiers else "",
            rank=next(iter(ranks), None),
        )

    def _salaries(self, owner: Subject) -> Iterator[facts.Salary]:
        for subject in self._found(owner, sg.SALARY):
            least, most = subject.integer(sg.SALARY_MIN), subject.integer(sg.SALARY_MAX)
            if least is None or most is None:
                subject.complain("the salary has no minimum or no maximum.", "State both.")
                continue
            texts = {name: subject.plain(term(name)) for name in sg.SALARY_TEXTS}
            yield facts.Salary(
                owner=owner.id,
                minimum=least,
                maximum=most,
                places=subject.places(),
                **texts,  # type: ignore[arg-type]  # which periods there are is the graph's to say
            )


def _catalog(subject: Subject) -> facts.Catalog:
    return facts.Catalog(
        id=subject.id,
        version=subject.plain(sg.VERSION),
        language=subject.plain(sg.IN_LANGUAGE),
        title=subject.plain(sg.TITLE),
        licence=_licence(subject),
        source=subject.one_id(sg.SOURCE),
        extends=subject.ids(sg.EXTENDS),
        default_effort_hours=subject.hours(sg.DEFAULT_EFFORT_MIN, sg.DEFAULT_EFFORT_MAX),
    )


def _source(subject: Subject) -> facts.Source:
    label, url = subject.plain(sg.LABEL), subject.address(sg.URL)
    return facts.Source(id=subject.id, label=label, url=url, licence=_licence(subject))


def _licence(subject: Subject) -> str:
    named = subject.plain(sg.LICENSE) or subject.one_id(sg.LICENSE)
    return named or subject.plain(sg.LICENCE_TEXT)


def _node(subject: Subject, kind: type[facts.Node], file_source: str) -> facts.Node:
    own = {field.name: _said(subject, field, file_source) for field in fields_in(kind)}
    if kind is facts.Role:
        own["track"] = sg.TRACK in subject.objects(sg.TYPE)
    shown = subject.texts(sg.LABEL)
    labels = subject.texts(sg.PREF_LABEL)
    return kind(
        id=subject.id,
        pref_labels=tuple(sorted(labels, key=lambda label: (label not in shown, label.language))),
        places=subject.places(),
        foreign=tuple(_foreign(subject)),
        **own,
    )


def _said(subject: Subject, field: Field, file_source: str) -> Any:
    """Return what a subject says in a field, as a fact has it."""
    predicate = sg.FIELDS[field.name]
    if field.sort is EFFORT:
        return _effort(subject, file_source)
    if field.name in _MEANT:
        said = subject.word(predicate, _MEANT[field.name])
    else:
        said = _READ[field.sort.name, field.sort.many](subject, predicate)
    return field.sort.unset if said is None else said


def _effort(subject: Subject, file_source: str) -> facts.Effort | None:
    hours = subject.hours(sg.EFFORT_MIN, sg.EFFORT_MAX)
    if hours is None:
        return None
    places = subject.places(sg.EFFORT_SOURCE, sg.EFFORT_LOCATOR)
    if len(places) > 1:
        subject.complain("its effort has several sources.", "Keep one sg:effortSource.")
    return facts.Effort(*hours, places[0] if places else facts.Place(file_source))


def _foreign(subject: Subject) -> Iterator[tuple[str, str]]:
    for predicate, objects in sorted(subject.described.items()):
        if predicate in _KNOWN:
            continue
        for object_ in objects:
            if not (predicate == sg.TYPE and object_ in _OWN_CLASSES):
                yield predicate[1:-1], object_
