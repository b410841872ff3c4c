"""Which ids of several graphs mean one thing: the same IRI, an explicit exact match, a retired id.

Exact matches are symmetric and transitive (https://www.w3.org/TR/skos-reference/#mapping), so what
they join is a class, ids that no graph has a node for among it. One id of a class survives: that of
the first graph with a member; one that a graph has retired does so only where no other can.
Memory grows with the ids of the graphs, never with their statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skillgraph.errors import Problems
    from skillgraph.graph.store import Graph

_MATCHES = "SELECT node.id, match FROM exact_match JOIN node ON node.key = node ORDER BY node"


class Input(NamedTuple):
    """A graph, and what people call it: the path that it was opened by."""

    name: str
    graph: Graph


class Match(NamedTuple):
    """Two ids that somebody holds to be one thing, and where that is said."""

    one: str
    other: str
    place: str = ""


class Class(NamedTuple):
    """Nodes that are one thing: the survivor's id, then the others, in order of their graphs."""

    survivor: str
    others: tuple[str, ...]


class Identity:
    """What every id of some graphs is called in the merged one."""

    def __init__(
        self,
        first: dict[str, int],
        several: set[str],
        classes: list[Class],
        retired: Sequence[dict[str, str]],
    ) -> None:
        self._first = first
        self._retired = retired
        self.classes = classes
        #: Ids that give way, with those that stand for them.
        self.renamed = {id_: each.survivor for each in classes for id_ in each.others}
        #: Ids of merged nodes of which more than one graph, or more than one id, speaks.
        self.shared = {self.of(id_) for id_ in several} | {each.survivor for each in classes}

    def of(self, id_: str) -> str:
        """Return what an id is called in the merged graph."""
        return self.renamed.get(id_, id_)

    def is_itself(self, survivor: str, match: str, graph: int) -> bool:
        """Tell whether a match that a graph states of a node is that node in the merged graph.

        So is one that another graph has retired in its favour.
        """
        if self.of(match) == survivor:
            return True
        ends = (ends.get(match, "") for ends in self._retired)
        return match not in self._retired[graph] and survivor in map(self.of, ends)

    def is_node(self, id_: str) -> bool:
        """Tell whether some graph has a node of this id."""
        return id_ in self._first


def identify(inputs: Sequence[Input], matches: Iterable[Match], problems: Problems) -> Identity:
    """Return which ids are one; two of one graph, or of different kinds, are problems."""
    finding = _Finding(inputs, problems)
    finding.read_nodes()
    finding.read_matches(matches)
    return finding.identity()


class _Finding:
    """A union-find over ids (https://en.wikipedia.org/wiki/Disjoint-set_data_structure)."""

    def __init__(self, inputs: Sequence[Input], problems: Problems) -> None:
        self._inputs = inputs
        self._problems = problems
        self._first: dict[str, int] = {}
        self._several: set[str] = set()
        self._retired: list[dict[str, str]] = [graph.retired() for _, graph in inputs]
        self._out_of_use = {id_ for ends in self._retired for id_ in ends}
        self._parents: dict[str, str] = {}
        #: Where somebody says that an id is one with another.
        self._places: dict[str, dict[str, None]] = {}

    def read_nodes(self) -> None:
        for number, (name, graph) in enumerate(self._inputs):
            for id_, kind in graph.scan("SELECT id, kind FROM node ORDER BY key"):
                if self._first.setdefault(id_, number) != number:
                    self._several.add(id_)
                    self._check_kind(id_, kind, name)

    def _check_kind(self, id_: str, kind: int, name: str) -> None:
        known = self._inputs[self._first[id_]]
        node = known.graph.find(id_)
        if node is not None and _space(node.kind) != _space(KINDS[kind]):
            message = f"'{id_}' is a {KINDS[kind]} here and a {node.kind} in {known.name}."
            self._problems.add(name, message, "Give one of them another id.")

    def read_matches(self, matches: Iterable[Match]) -> None:
        for _, graph in self._inputs:
            for id_, match in graph.scan(_MATCHES):
                self._join(id_, match)
        for one, other, place in matches:
            strange = [
                id_
                for id_ in (one, other)
                if id_ not in self._first and id_ not in self._out_of_use
            ]
            for id_ in strange:
                names = " and ".join(name for name, _ in self._inputs)
                message = f"'{id_}' is a node in none of {names}."
                self._problems.add(place, message, "Correct the id, or remove the line.")
            if not strange:
                self._join(one, other)
                self._places.setdefault(one, {})[place] = None
        for ends in self._retired:
            for id_, end in ends.items():
                if id_ in self._first or id_ in self._parents:
                    self._join(id_, end)

    def _join(self, one: str, other: str) -> None:
        roots = self._root(one), self._root(other)
        self._parents[max(roots)] = min(roots)

    def _root(self, id_: str) -> str:
        parents = self._parents
        root = id_
        while (above := parents.setdefault(root, root)) != root:
            root = above
        while (above := parents[id_]) != root:
            parents[id_], id_ = root, above
        return root

    def identity(self) -> Identity:
        members: dict[str, list[str]] = {}
        for id_ in self._parents:
            members.setdefault(self._root(id_), []).append(id_)
        classes = []
        for ids in members.values():
            living = [id_ for id_ in ids if id_ in self._first]
            if len(living) > 1:
                living.sort(key=self._rank)
                self._check_class(living, sorted(set(ids) - set(living)))
                classes.append(Class(living[0], tuple(living[1:])))
        classes.sort(key=lambda each: self._rank(each.survivor)[1:])
        return Identity(self._first, self._several, classes, self._retired)

    def _rank(self, id_: str) -> tuple[bool, int, int]:
        """Return what members of a class are sorted by; the first survives."""
        number = self._first[id_]
        node = self._inputs[number].graph.find(id_)
        return id_ in self._out_of_use, number, node.key if node else 0

    def _check_class(self, living: list[str], beyond: list[str]) -> None:
        whole: list[str] = []
        spaces: set[str] = set()
        for name, graph in self._inputs:
            found = [node for id_ in living if (node := graph.find(id_)) is not None]
            spaces |= {_space(node.kind) for node in found}
            whole += [f"{node.id} ({node.kind} in {name})" for node in found]
            standing = [node.id for node in found if node.id not in self._out_of_use]
            if len(standing) > 1:
                listed = " and ".join(standing)
                message = (
                    f"{name} has {len(standing)} nodes that are one by exact matches: {listed}"
                )
                self._refuse(name, message, living, beyond)
        if len(spaces) > 1:
            message = f"exact matches of different kinds: {', '.join(whole)}"
            self._refuse(self._inputs[0].name, message, living, beyond)

    def _refuse(self, place: str, message: str, living: list[str], beyond: list[str]) -> None:
        ids = [*living, *beyond]
        said = ", ".join(where for id_ in ids for where in self._places.get(id_, ()) if where)
        hint = f"Remove a match: {said}." if said else "Remove a match."
        self._problems.add(place, f"{message}. The class is {', '.join(ids)}.", hint)


def _space(kind: str) -> str:
    return "role" if kind == "track" else kind
