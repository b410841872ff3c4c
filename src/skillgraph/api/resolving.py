"""A graph whose nodes go by the names that people give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from skillgraph.graph.names import Name
    from skillgraph.graph.store import Graph
    from skillgraph.model.problem import Level

SKILLS = ("skill",)
ROLES = ("role", "track")
#: What a person can hold, and what can be a target.
HOLDABLE = (*SKILLS, *ROLES)


class Resolving:
    """A compiled graph, asked by name."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def resolve(
        self, name: str, kinds: Collection[str] | None = None, *, near: bool = True
    ) -> Name:
        """Return the one node that a name means.

        An id decides, else a slug, a preferred label, another label, in any case of letters. None
        is `NameNotFound`, several are `AmbiguousName`; both have candidates, the former those that
        are `near`, for which it takes a search.

        >>> from skillgraph import SkillGraph
        >>> with SkillGraph.open() as graph:
        ...     found = graph.resolve("Jenkins", kinds=["skill"])
        ...     found.label, found.alias
        ('CI/CD', 'Jenkins')
        """
        from skillgraph.graph.names import resolve

        return resolve(self.graph, name, KINDS if kinds is None else kinds, near=near)

    def find(self, name: str, kinds: Collection[str] | None = None) -> Name | None:
        """Return the one node that a name means, or None where it means none or several."""
        from skillgraph.graph.names import find_name

        return find_name(self.graph, name, KINDS if kinds is None else kinds)

    def held_keys(
        self, held: Iterable[str] | Mapping[str, Level | None]
    ) -> dict[int, Level | None]:
        """Return what is held by key, each skill with its level where one is said."""
        levels = held if isinstance(held, dict) else dict.fromkeys(held)
        return {self.resolve(name, HOLDABLE).key: level for name, level in levels.items()}

    def _keys(self, names: Iterable[str], kinds: Collection[str]) -> frozenset[int]:
        return frozenset(self.resolve(name, kinds).key for name in names)
