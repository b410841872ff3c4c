"""The nodes of a matrix: names looked up in a known graph, never guessed, else ids of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model import facts
from skillgraph.readers.known import candidates
from skillgraph.readers.table.register import make_node, node_id
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skillgraph.errors import Problems
    from skillgraph.readers.known import KnownGraph
    from skillgraph.readers.report import Report

_GRADES = "Join the two, or rename one; if these are grades, say --header role,grade."

_KINDS = {"skill": ("skill",), "role": ("role", "track"), "category": ("category",)}


#: For so many names that aren't known those are looked up that are near.
_SOUGHT = 1000


class Named(NamedTuple):
    """A name of the sheet, where it stands, and an id that a column gives beside it."""

    name: str
    spot: str
    place: facts.Place
    code: str = ""
    #: What an id is made of where there is no code and the name has more to it.
    basis: str = ""
    #: Other names of the same thing ("Senior Tester" of "Tester, Senior").
    others: tuple[str, ...] = ()


class Naming:
    """Makes nodes, each once; a name that is met twice on one axis is a problem."""

    def __init__(
        self,
        known: KnownGraph | None,
        report: Report,
        noted: Problems,
        language: str,
        *,
        strict: bool,
    ) -> None:
        self.nodes: dict[str, facts.Node] = {}
        self._spots: dict[str, str] = {}
        self._known = known
        self._report = report
        self._noted = noted
        self.language = language
        self._strict = strict
        self._unknown = 0

    def __iter__(self) -> Iterator[facts.Node]:
        """Yield the nodes, categories first."""
        yield from (node for node in self.nodes.values() if isinstance(node, facts.Category))
        yield from (node for node in self.nodes.values() if not isinstance(node, facts.Category))

    def make(self, kind: str, named: Named, **own: Any) -> str | None:
        """Return the id of the node of a name, None where there is none, which is noted."""
        found = self._look_up(kind, named)
        if found is None:
            return None
        id_, labels, stated_kind = found
        earlier = self._spots.setdefault(id_, named.spot)
        if earlier != named.spot and kind != "category":
            self._noted.add(
                named.spot, f"{quoted(named.name)} is {id_}, and so is {earlier}.",
                _GRADES if kind == "role" else "Join the two, or rename one.",
            )  # fmt: skip
            return None
        if id_ not in self.nodes:
            names = {label.value for label in labels}
            others = [name for name in (named.name, *named.others) if name not in names]
            self.nodes[id_] = make_node(
                stated_kind,
                id_,
                labels,
                alt_labels=tuple(facts.Text(name, self.language) for name in others),
                notation=named.code if named.code and not id_.endswith(named.code) else "",
                places=(named.place,),
                **own,
            )
        return id_

    def _look_up(self, kind: str, named: Named) -> tuple[str, Sequence[facts.Text], str] | None:
        own = (facts.Text(named.name, self.language),)
        if self._known is None:
            return self._own(kind, named, own)
        for name in filter(None, (named.code, named.name, *named.others)):
            found = list(self._known.find(name, _KINDS[kind]))
            if len(found) > 1:
                self._noted.add(
                    named.spot, f"{quoted(name)} may mean {candidates(found)}.",
                    "Write the id of one.",
                )  # fmt: skip
                return None
            if found:
                return found[0].id, found[0].labels, found[0].kind
        self._unknown += 1  # to look for what is near takes a while
        near = candidates(
            self._known.near(named.name, _KINDS[kind]) if self._unknown <= _SOUGHT else ()
        )
        if self._strict and kind != "category":
            hint = f"Near are {near}." if near else "Nothing there is near."
            self._noted.add(named.spot, f"no known {kind} is called {quoted(named.name)}.", hint)
            return None
        if node_id(named.code or named.basis or named.name, kind) not in self.nodes:
            text = f"{named.name}; near: {near}" if near else named.name
            self._report.change(named.spot, f"a {kind} that isn't known has an id of its own", text)
        return self._own(kind, named, own)

    def _own(
        self, kind: str, named: Named, labels: Sequence[facts.Text]
    ) -> tuple[str, Sequence[facts.Text], str]:
        return node_id(named.code or named.basis or named.name, kind), labels, kind
