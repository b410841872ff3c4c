"""A graph as a whole, as its checks take it, and what they find; in the graph's own integers."""

from typing import Literal, NamedTuple

from skillgraph.model.problem import Requirement

#: A warning is a slip, or an answer that nobody can use; the rest is for whoever edits to judge.
Severity = Literal["warning", "info"]


class Label(NamedTuple):
    """A preferred or alternative label of a node, in a language ("" where none is stated)."""

    node: int
    text: str
    language: str
    preferred: bool


class Whole(NamedTuple):
    """All of a graph that its checks look at. A node's integer is its position.

    `requirements` has those of skills, roles and tracks by owner, of every importance; `entries`
    tells of each role and track whether it is marked as one; `moves` are the `next` moves (start,
    end). A skill in `listed` is a member of a group, or somebody's key skill.
    """

    names: dict[int, str]
    kinds: dict[int, str]
    labels: tuple[Label, ...] = ()
    requirements: dict[int, tuple[Requirement, ...]] = {}  # noqa: RUF012 -- never written to
    practised: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()
    entries: dict[int, bool] = {}  # noqa: RUF012 -- as above
    moves: tuple[tuple[int, int], ...] = ()

    def skills(self) -> list[int]:
        """Return the skills, by position."""
        return [node for node, kind in self.kinds.items() if kind == "skill"]


class Finding(NamedTuple):
    """One thing that a check found: what it is, and what to do about it.

    `nodes` are those concerned, the one to look at first; `statements` the requirements that make
    it so, each an owner and a key. `path` is the way that proves it, a cycle as a ring whose end is
    its start, or empty.
    """

    rule: str
    severity: Severity
    nodes: tuple[int, ...]
    message: str
    hint: str
    statements: tuple[tuple[int, int], ...] = ()
    path: tuple[int, ...] = ()
    exits: tuple[tuple[int, int], ...] = ()
