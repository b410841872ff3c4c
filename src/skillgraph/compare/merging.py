"""Several graphs → the facts of one, streamed.

What one graph alone speaks of goes straight through. What several speak of, and what names an id
that gives way, waits on disk and is united (`skillgraph.compare.uniting`). Nodes stand in the order
of the graphs, each where it first comes; the order of statements changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from skillgraph.compare.agreement import Agreement, Overridden, Said
from skillgraph.compare.holding import Holding
from skillgraph.compare.identity import Class, identify
from skillgraph.compare.options import Unsayable, fold_options
from skillgraph.compare.uniting import (
    unite_head,
    unite_link,
    unite_node,
    unite_requirement,
    unite_salary,
)
from skillgraph.errors import MOST_PROBLEMS, Problems
from skillgraph.model import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skillgraph.compare.identity import Identity, Input, Match
    from skillgraph.model.facts import Fact

_TO_ITSELF = "a link that would lead from a node to itself"
_OF_ITSELF = "a requirement that would ask for its own owner alone"
_IN_USE = "a retired id that is in use again"


@dataclass(slots=True)
class MergeReport:
    """What became of the graphs: filled while the facts are read, whole when they have ended."""

    #: Ids that are one by a match, the survivor first.
    classes: list[Class] = field(default_factory=list)
    #: How many nodes more than one graph has under the same id.
    same: int = 0
    overridden: list[Overridden] = field(default_factory=list)
    #: What was left out, by reason.
    dropped: Counter[str] = field(default_factory=Counter)


def merge_facts(
    inputs: Sequence[Input],
    report: MergeReport,
    *,
    matches: Iterable[Match] = (),
    prefer: int | None = None,
) -> Iterator[Fact]:
    """Yield the facts of several graphs as one; all that contradicts is one `InvalidInput`.

    It is raised at the end at the latest, so nothing may be kept before. Where graphs contradict
    each other, the values of the one to `prefer`, by its number, stand.
    """
    problems = Problems(MOST_PROBLEMS, ends=True)
    identity = identify(inputs, matches, problems)
    problems.raise_any()
    report.classes = identity.classes
    report.same = len(identity.shared) - len(identity.classes)
    agreement = Agreement([name for name, _ in inputs], problems, prefer)
    report.overridden = agreement.overridden
    with Holding() as holding:
        yield from _Merging(inputs, identity, agreement, holding, report).iter_facts()
    problems.raise_any()


class _Merging:
    """Two passes over the graphs: what must wait is put away, then all is yielded in order."""

    def __init__(
        self,
        inputs: Sequence[Input],
        identity: Identity,
        agreement: Agreement,
        holding: Holding,
        report: MergeReport,
    ) -> None:
        self._inputs = inputs
        self._identity = identity
        self._agreement = agreement
        self._holding = holding
        self._dropped = report.dropped
        #: Where ids that give way are stated.
        self._places: dict[str, dict[facts.Place, None]] = {}
        self._heads: dict[type, dict[str, list[tuple[int, Any]]]] = {
            facts.Catalog: {},
            facts.Source: {},
        }
        self._retired: dict[str, list[tuple[int, facts.Retired]]] = {}

    def iter_facts(self) -> Iterator[Fact]:
        """Yield the facts of the merged graph."""
        for number, (_, graph) in enumerate(self._inputs):
            for fact in graph.facts():
                self._put_away(number, fact)
        self._holding.finish()
        yield from self._catalogs()
        for stated in self._heads[facts.Source].values():
            yield unite_head(stated, self._agreement)
        streams = [graph.facts() for _, graph in self._inputs]
        rests = []
        for stream in streams:
            rest = yield from self._nodes(stream)
            rests.append(rest)
        yield from self._straight(chain.from_iterable(rests))
        yield from self._united()
        yield from self._retirements()

    def _put_away(self, number: int, fact: Fact) -> None:
        """Keep what must wait for other graphs."""
        match fact:
            case facts.Catalog() | facts.Source():
                self._heads[type(fact)].setdefault(fact.id, []).append((number, fact))
            case facts.Node():
                survivor = self._identity.of(fact.id)
                if survivor in self._identity.shared:
                    self._holding.add_node(survivor, number, fact)
                if survivor != fact.id:
                    self._places.setdefault(fact.id, {}).update(dict.fromkeys(fact.places))
            case facts.Retired():
                self._retired.setdefault(fact.id, []).append((number, fact))
            case _ if self._must_wait(fact):
                renamed = self._renamed(number, fact)
                if renamed is not None:
                    self._holding.add_statement(_identity_of(renamed), number, renamed)

    def _must_wait(self, fact: Fact) -> bool:
        about, *named = _named(fact)
        renamed, shared = self._identity.renamed, self._identity.shared
        return about in shared or about in renamed or any(id_ in renamed for id_ in named)

    def _renamed(self, number: int, fact: Any) -> Fact | None:
        """Return a statement in the ids of the merged graph, None where it says nothing there."""
        of = self._identity.of
        match fact:
            case facts.Link():
                start, end = of(fact.start), of(fact.end)
                if start == end:
                    self._dropped[_TO_ITSELF] += 1
                    return None
                return fact._replace(start=start, end=end)
            case facts.Requirement():
                return self._renamed_requirement(number, fact)
            case facts.Salary():
                return fact._replace(owner=of(fact.owner))
        return None

    def _renamed_requirement(
        self, number: int, fact: facts.Requirement
    ) -> facts.Requirement | None:
        of = self._identity.of
        owner, options = of(fact.owner), [of(option) for option in fact.options]
        try:
            folded = fold_options(owner, options, fact.count)
        except Unsayable as unsayable:
            listed = ", ".join(
                f"{old} (now {new})" if old != new else old
                for old, new in zip(fact.options, options, strict=True)
            )
            message = f"'{fact.owner}' requires {fact.count} of {listed}: {unsayable}."
            self._agreement.refuse(
                number, fact.places, message, "State it anew, or remove a match."
            )
            return None
        if folded is None:
            self._dropped[_OF_ITSELF] += 1
            return None
        return fact._replace(
            owner=owner,
            options=folded[0],
            count=folded[1],
            group=of(fact.group),
            scale=of(fact.scale),
            rating_scale=of(fact.rating_scale),
        )

    def _catalogs(self) -> Iterator[facts.Catalog]:
        """Yield the catalogues, what is extended before what extends it."""
        waiting = [
            unite_head(each, self._agreement) for each in self._heads[facts.Catalog].values()
        ]
        known: set[str] = set()
        while waiting:
            ready = (each for each in waiting if known.issuperset(each.extends))
            each = next(ready, waiting[0])
            waiting.remove(each)
            known.add(each.id)
            yield each

    def _nodes(self, stream: Iterator[Fact]) -> Any:
        """Yield the nodes that stand first in a graph, united; return the rest of its facts."""
        for fact in stream:
            if isinstance(fact, facts.Node):
                node = self._node(fact)
                if node is not None:
                    yield node
            elif not isinstance(fact, facts.Catalog | facts.Source):
                return chain([fact], stream)
        return iter(())

    def _node(self, node: facts.Node) -> facts.Node | None:
        if node.id in self._identity.renamed:
            return None
        if node.id not in self._identity.shared:
            return node
        stated = self._holding.take(node.id)
        return unite_node(node.id, stated, self._identity, self._agreement) if stated else None

    def _straight(self, stream: Iterable[Fact]) -> Iterator[Fact]:
        """Yield the statements that nothing else is to be united with."""
        for fact in stream:
            if not isinstance(fact, facts.Retired) and not self._must_wait(fact):
                yield fact

    def _united(self) -> Iterator[Fact]:
        unite: dict[type, Any] = {
            facts.Requirement: unite_requirement,
            facts.Link: unite_link,
            facts.Salary: unite_salary,
        }
        for stated in self._holding.statements():
            yield unite[type(stated[0][1])](stated, self._agreement)

    def _retirements(self) -> Iterator[facts.Retired]:
        """Yield every id that is out of use, those that gave way among them."""
        ends = [graph.retired() for _, graph in self._inputs]
        for id_, stated in self._retired.items():
            if self._identity.is_node(id_):
                if id_ not in self._identity.renamed:
                    self._dropped[_IN_USE] += len(stated)
                for _, fact in stated:
                    self._places.setdefault(id_, {}).update(dict.fromkeys(fact.places))
                continue
            said = [
                Said(number, self._identity.of(ends[number][id_]), fact.places)
                for number, fact in stated
            ]
            end = self._agreement.settle(id_, "successor", said)
            alike = [
                fact for (_, fact), each in zip(stated, said, strict=True) if each.value == end
            ]
            places = dict.fromkeys(place for fact in alike for place in fact.places)
            next_ = self._identity.of(alike[0].replaced_by)
            yield facts.Retired(id=id_, replaced_by=next_, places=tuple(places))
        for id_, survivor in self._identity.renamed.items():
            places = self._places.get(id_, {})
            yield facts.Retired(id=id_, replaced_by=survivor, places=tuple(places))


def _named(fact: Any) -> tuple[str, ...]:
    """Return the ids that a statement names, what it is about first."""
    match fact:
        case facts.Link():
            return fact.start, fact.end
        case facts.Requirement():
            return (fact.owner, *fact.options, fact.group, fact.scale, fact.rating_scale)
        case _:
            return (fact.owner,)


def _identity_of(fact: Any) -> tuple[str, str, str]:
    """Return what identifies a statement: what it is about, what kind it is, the rest."""
    match fact:
        case facts.Link():
            kind = "move" if fact.kind in ("next", "far") else fact.kind
            return fact.start, kind, fact.end
        case facts.Requirement():
            return fact.owner, "requirement", "\x1f".join([str(fact.count), *sorted(fact.options)])
        case _:
            values = (
                fact.minimum,
                fact.maximum,
                fact.currency,
                fact.period,
                fact.region,
                fact.date,
            )
            return fact.owner, "salary", "\x1f".join(map(str, values))
