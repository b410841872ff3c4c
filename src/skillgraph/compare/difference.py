"""Two graphs → what differs: added, removed, changed, replaced; each thing by its own identity.

A node is its id, a requirement its owner, count and options, a link its kind and ends, a salary its
role and range. Where the new graph says that an old id is retired, what was said of it is compared
with what is said of the id that replaces it, so that a renamed node is one change and not hundreds.
Sources don't count: the same statement from elsewhere is the same statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model import facts
from skillgraph.model.difference import Change
from skillgraph.model.fields import EFFORT, IDS, LABELS, fields_in, kind_of
from skillgraph.vocab import decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: What identifies a statement: what it is, then ids and numbers; and its single values by name.
_Identity = tuple[str, ...]
_Values = dict[str, str]


def difference(old: Iterable[facts.Fact], new: Iterable[facts.Fact]) -> list[Change]:
    """Return what differs between two graphs, in order of what it is and of its identity.

    Both are held in memory as texts: some hundred bytes a statement.
    """
    after = _Said(new, {})
    before = _Said(old, after.retired)
    changes = [
        Change("replaced", "node", (id_, replacement), {}, {})
        for id_, replacement in sorted(after.retired.items())
        if id_ in before.nodes
    ]
    for identity in sorted(before.statements.keys() | after.statements.keys()):
        there = before.statements.get(identity), after.statements.get(identity)
        changes += _compared(identity, *there)
    return changes


def _compared(
    identity: _Identity, before: _Values | None, after: _Values | None
) -> Iterator[Change]:
    stage, *about = identity
    if before is None or after is None:
        there = after if before is None else before
        what = (there or {}).get("kind", stage)
        yield Change("added" if before is None else "removed", what, tuple(about), {}, {})
        return
    differing = [
        name
        for name in sorted(before.keys() | after.keys())
        if before.get(name, "") != after.get(name, "")
    ]
    if differing:
        yield Change(
            "changed",
            after.get("kind", stage),
            tuple(about),
            {name: before.get(name, "") for name in differing},
            {name: after.get(name, "") for name in differing},
        )


class _Said:
    """What a graph says, by identity, its nodes and retired ids; ids are renamed on the way."""

    def __init__(self, stream: Iterable[facts.Fact], renamed: Mapping[str, str]) -> None:
        self._renamed = renamed
        self.statements: dict[_Identity, _Values] = {}
        self.nodes: set[str] = set()
        self.retired: dict[str, str] = {}
        for fact in stream:
            self._take(fact)

    def _now(self, id_: str) -> str:
        return self._renamed.get(id_, id_)

    def _take(self, fact: facts.Fact) -> None:
        match fact:
            case facts.Retired():
                self.retired[fact.id] = fact.replaced_by
            case facts.Node():
                self._take_node(fact)
            case facts.Requirement():
                options = sorted(dict.fromkeys(map(self._now, fact.options)))
                identity = (self._now(fact.owner), str(fact.count), *options)
                self.statements["requirement", *identity] = _requirement(fact, self._now)
            case facts.Link():
                values = {"assumption": fact.assumption, "tier": fact.tier}
                ends = (self._now(fact.start), self._now(fact.end))
                self.statements[fact.kind, *ends] = values | {"rank": _text(fact.rank)}
            case facts.Salary():
                range_ = f"{fact.minimum}-{fact.maximum} {fact.currency} a {fact.period}"
                about = (self._now(fact.owner), range_, fact.region, fact.date)
                self.statements["salary", *about] = {"assumption": fact.assumption}
            case facts.Catalog():
                self.statements["catalogue", fact.id] = {"version": fact.version}
            case _:
                pass

    def _take_node(self, node: facts.Node) -> None:
        """Keep what a node says; where two have become one, it is the survivor's own."""
        self.nodes.add(node.id)
        identity = ("node", self._now(node.id))
        if node.id == identity[1] or identity not in self.statements:
            self.statements[identity] = _node(node)


def _node(node: facts.Node) -> _Values:
    values = {"kind": kind_of(node), "label": _texts(node.pref_labels)}
    values["other labels"] = _texts(
        text for field in fields_in(type(node)) if field.sort is LABELS for text in field.said(node)
    )
    for field in fields_in(type(node)):
        said = field.said(node)
        if field.sort is EFFORT:
            for effort in said:
                values["effort hours"] = f"{effort.min_hours}-{effort.max_hours}"
        elif field.sort is IDS:
            values[field.column.replace("_", " ")] = " ".join(sorted(said))
        elif field.sort.many and field.sort is not LABELS:
            texts = _texts(said) if field.sort.spoken else ", ".join(sorted(said))
            values[field.column.replace("_", " ")] = texts
        elif not field.sort.many:
            values[field.name] = "".join(map(str, said))
    if isinstance(node, facts.Role) and node.track:
        values["track"] = str(node.track)
    return {name: value for name, value in values.items() if value}


def _requirement(fact: facts.Requirement, now: Callable[[str], str]) -> _Values:
    values = {
        "importance": fact.importance,
        "group": now(fact.group) if fact.group else "",
        "level": f"{decimal(fact.level)} {now(fact.scale)}" if fact.level is not None else "",
        "rating": f"{decimal(fact.rating)} {now(fact.rating_scale)}"
        if fact.rating is not None
        else "",
    }
    return {name: value for name, value in values.items() if value}


def _texts(texts: Iterable[facts.Text]) -> str:
    return " | ".join(sorted(f"{t.value}@{t.language}" if t.language else t.value for t in texts))


def _text(value: object) -> str:
    return "" if value is None or value is False else str(value)
