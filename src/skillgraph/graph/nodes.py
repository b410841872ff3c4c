"""Nodes on their way into a graph: staged as they are stated, united, then numbered.

A node is staged whole, as the bytes of plain values: most are stated once, and are looked at only
once more, when they are written, many together.
"""

from __future__ import annotations

from itertools import cycle, islice
from marshal import loads
from typing import TYPE_CHECKING, Any

from skillgraph.graph import schema
from skillgraph.graph.aside import Aside
from skillgraph.graph.canonical import canonical, is_canonical
from skillgraph.graph.checking import check_node
from skillgraph.graph.citing import NOWHERE
from skillgraph.graph.digest import plain_bytes
from skillgraph.graph.node_tables import NodeTables, fact_of, flattened, own_of, texts_of
from skillgraph.graph.positions import Positions
from skillgraph.graph.stored import LISTS, TEXTS
from skillgraph.graph.uniting import code_of, unite
from skillgraph.model import facts
from skillgraph.model.values import check_ends, check_range, check_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack

    from skillgraph.graph.citing import Sources
    from skillgraph.graph.digest import Digest
    from skillgraph.graph.naming import NameIndex
    from skillgraph.graph.node_tables import Staged

#: Staged nodes are kept in memory up to so many bytes (all of ESCO's), more of them in a file.
_KEPT = 1 << 25

#: So many nodes are written at a time, or fewer with so many bytes.
_TOGETHER, _BYTES = 64, 1 << 20

#: Properties that every node is counted in.
_COUNTED = 6


class NodeStage:
    """The nodes read so far."""

    def __init__(self, connection: sqlite3.Connection, files: ExitStack, sources: Sources) -> None:
        self._connection = connection
        self._files = files
        self._sources = sources
        self._staged = Aside(files, _KEPT)
        #: The number of each node among those that are staged, by id.
        self._numbers: dict[str, int] = {}

    def add(self, node: facts.Node) -> None:
        """Keep a node, united with what was stated about it before; a conflict is `Unfit`."""
        staged = self._plain(node)
        number = self._numbers.get(staged[0])
        if number is not None:
            before = loads(self._staged.get(number))  # noqa: S302 -- our own
            staged = self._plain(unite(self._fact(before), self._fact(staged)))
        self._numbers[staged[0]] = self._staged.add(plain_bytes(staged))

    def write(self, names: NameIndex, digest: Digest, *, by_id: bool) -> Positions:
        """Write the nodes in order of listing, or by id; return their positions."""
        numbers, self._numbers = self._numbers, {}
        tables, positions = NodeTables(self._connection), Positions(self._connection)
        ids = sorted(numbers) if by_id else list(numbers)
        coming = iter(ids)
        for written in self._ordered(ids, numbers):
            digest.add(b"".join(written))
            nodes: list[Staged] = [*map(loads, written)]
            kinds = [node[1] for node in nodes]
            numbered = positions.add(islice(coming, len(nodes)), kinds)
            tables.write(numbered, nodes)
            names.add(numbered, [node[3] for node in nodes], [node[5] for node in nodes])
        tables.finish()
        self._staged = Aside(self._files, _KEPT)
        return positions

    def _ordered(self, ids: Iterable[str], numbers: dict[str, int]) -> Iterator[list[bytes]]:
        """Yield staged nodes as bytes, some at a time."""
        together: list[bytes] = []
        size = 0
        for id_ in ids:
            written = self._staged.get(numbers.pop(id_))
            together.append(written)
            size += len(written)
            if len(together) >= _TOGETHER or size >= _BYTES:
                yield together
                together, size = [], 0
        if together:
            yield together

    def _plain(self, node: facts.Node) -> Staged:
        """Return a node as it is staged; one that isn't sound is `Unfit`."""
        texts = texts_of(node)
        flat = tuple(flattened(flattened(texts)))
        languages = {*flat[1::2]}
        listed = (*languages, *node.tags, *node.exact_matches, *flattened(node.foreign))
        said = " ".join((node.id, node.notation, *flat[::2], *listed))
        if not is_canonical(said) or any(map(_has_capitals, languages)):
            node = canonical(node)
            texts = texts_of(node)
            flat = tuple(flattened(flattened(texts)))
            languages = {*flat[1::2]}
        check_text(said)
        check_node(node)
        kind = code_of(node)
        own: Any = own_of(node, kind) or None
        if isinstance(node, facts.Skill):
            own = (*own, *self._effort(node))
        elif isinstance(node, facts.Scale):
            check_ends(node.minimum, node.maximum)
        lists = tuple([tuple(dict.fromkeys(getattr(node, name))) for name in LISTS])
        places = self._sources.cited(node.places)
        counts, values = _counts(texts), flat[::2]
        labels = sum(counts[: schema.HIDDEN + 1])
        return (
            node.id, kind, node.notation, counts,
            tuple(languages) if len(languages) == 1 else flat[1::2],
            "\0".join(values[:labels]).encode(), "\0".join(("", *values[labels:])).encode(),
            lists, places, node.foreign, own,
        )  # fmt: skip

    def _effort(self, skill: facts.Skill) -> tuple[int | str | None, ...]:
        if skill.effort is None:
            return (None, None, *NOWHERE)
        least, most, place = skill.effort
        check_range(least, most)
        return (least, most, *self._sources.cited((place,))[0])

    def _fact(self, staged: Staged) -> facts.Node:
        """Return what is staged as a fact again, to unite it with another."""
        id_, kind, notation, counts, languages, *said, lists, places, foreign, own = staged
        values = b"".join(said).decode().split("\0")
        texts = map(facts.Text, values, cycle(languages))
        labels = [tuple(islice(texts, count)) for count in counts]
        labels += [()] * (len(TEXTS) - len(labels))
        more: dict[str, Any] = {}
        if kind == schema.SKILL:
            *own, least, most, source, fragment, locator = own
            place = None if least is None else self._sources.place(source, fragment, locator)
            more["effort"] = None if place is None else facts.Effort(least, most, place)
        return fact_of(
            kind,
            labels,
            lists,
            own or (),
            id=id_,
            notation=notation,
            places=tuple([self._sources.place(*place) for place in places]),
            foreign=foreign,
            **more,
        )


def _counts(texts: Sequence[Sequence[facts.Text]]) -> tuple[int, ...]:
    """Return how many texts there are of each property, without those at the end that have none.

    The first ones are always counted: a property that is new changes no graph that doesn't say it.
    """
    counts = [*map(len, texts)]
    while len(counts) > _COUNTED and not counts[-1]:
        counts.pop()
    return tuple(counts)


def _has_capitals(language: str) -> bool:
    return language != language.lower()
