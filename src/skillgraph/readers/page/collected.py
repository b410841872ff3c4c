"""What a page states, gathered: what is stated twice is one statement with all its lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from skillgraph.model.facts import Link, Place, Requirement, Salary, Text
from skillgraph.model.fields import NODES
from skillgraph.readers.page.names import assign_slugs
from skillgraph.vocab import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from skillgraph.model import facts
    from skillgraph.readers.page.lines import Line
    from skillgraph.readers.page.salary import Pay
    from skillgraph.vocab import Importance, LinkKind

    #: A node before it has an id: its kind and its label.
    Ref = tuple[str, str]
    Cite = Callable[[Iterable[Line]], tuple[Place, ...]]

#: The form of a page is English.
LANGUAGE = "en"

#: The kinds in their order of listing.
_KINDS = tuple(kind for kind in NODES if kind not in ("track", "scale"))
#: Groups' members and headings come before what uses them.
_LINKS_FIRST = ("member", "broader")


class _Named:
    """The names of one kind: each by its label as it stands first, with all its lines."""

    def __init__(self) -> None:
        self.lines: dict[str, list[Line]] = {}
        self._labels: dict[str, str] = {}

    def add(self, name: str, lines: Iterable[Line]) -> str:
        label = self._labels.setdefault(fold(name), name)
        self.lines.setdefault(label, []).extend(lines)
        return label


@dataclass(slots=True)
class _Required:
    options: tuple[str, ...]
    importance: Importance
    lines: list[Line] = field(default_factory=list)
    group: str = ""


class Collected:
    """Nodes by kind and label, and what hangs between them, with the lines of each."""

    def __init__(self) -> None:
        self._named = {kind: _Named() for kind in _KINDS}
        self._tracks: dict[str, list[str]] = {}
        self._links: dict[tuple[LinkKind, Ref, Ref], tuple[list[Line], str]] = {}
        self._requirements: dict[tuple[str, tuple[str, ...]], _Required] = {}
        self._salaries: dict[tuple[str, Pay], list[Line]] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._above: dict[str, set[str]] = {}
        self._below: set[str] = set()

    def name(self, kind: str, name: str, lines: Iterable[Line] = ()) -> str:
        """Add a name with lines that state it, and return its label."""
        return self._named[kind].add(name, lines)

    def make_track(self, role: str, experience: str = "") -> bool:
        """Make a role a track, with what it says of experience; tell whether it was none before."""
        is_new = role not in self._tracks
        said = self._tracks.setdefault(role, [])
        if experience and experience not in said:
            said.append(experience)
        return is_new

    def link(
        self, kind: LinkKind, start: Ref, end: Ref, lines: Iterable[Line], assumption: str = ""
    ) -> None:
        """Add a link; an assumption counts where it is stated first."""
        self._links.setdefault((kind, start, end), ([], assumption))[0].extend(lines)

    def stand_under(self, name: str, above: str, line: Line) -> bool:
        """Put a category under another; where that closes a circle, do nothing and return False."""
        if self._is_under(above, name):
            return False
        self._above.setdefault(name, set()).add(above)
        self._below.add(above)
        self.link("broader", ("category", name), ("category", above), [line])
        return True

    def require(
        self, owner: str, options: tuple[str, ...], importance: Importance, line: Line
    ) -> bool:
        """Add a requirement of a role; where it has another importance already, return False."""
        key = owner, tuple(sorted(options))
        required = self._requirements.setdefault(key, _Required(options, importance))
        if required.importance != importance:
            return False
        required.lines.append(line)
        return True

    def group(self, name: str, owner: str, lines: Iterable[Line], members: dict[str, Line]) -> None:
        """Name a choice that is required, unless a choice of other members has the name."""
        options = tuple(sorted(members))
        if self._members.setdefault(fold(name), options) != options:
            return
        label = self.name("group", name, lines)
        for option, line in members.items():
            self.link("member", ("group", label), ("skill", option), [line])
        self._requirements[owner, options].group = label

    def earn(self, owner: str, pay: Pay, line: Line) -> None:
        """Add a salary of a role."""
        self._salaries.setdefault((owner, pay), []).append(line)

    def iter_facts(self, cite: Cite) -> Iterator[facts.Fact]:
        """Yield nodes in their order of listing, then headings, requirements, moves, salaries."""
        ids = _ids(self._named)
        for kind, named in self._named.items():
            # Roles come before tracks, as in a catalogue.
            for label in sorted(named.lines, key=lambda label: label in self._tracks):
                yield self._node(kind, label, ids, cite(named.lines[label]))
        yield from self._iter_links(ids, cite, first=True)
        for (owner, _), required in self._requirements.items():
            yield Requirement(
                owner=ids["role", owner],
                options=tuple(ids["skill", option] for option in required.options),
                count=1,
                importance=required.importance,
                places=cite(required.lines),
                group=ids["group", required.group] if required.group else "",
            )
        yield from self._iter_links(ids, cite, first=False)
        for (owner, pay), lines in self._salaries.items():
            yield Salary(owner=ids["role", owner], places=cite(lines), **pay._asdict())

    def _iter_links(self, ids: dict[Ref, str], cite: Cite, *, first: bool) -> Iterator[Link]:
        for (kind, start, end), (lines, assumption) in self._links.items():
            if (kind in _LINKS_FIRST) == first:
                yield Link(
                    kind=kind,
                    start=ids[start],
                    end=ids[end],
                    places=cite(lines),
                    assumption=assumption,
                )

    def _node(
        self, kind: str, label: str, ids: dict[Ref, str], places: tuple[Place, ...]
    ) -> facts.Node:
        values: dict[str, Any] = {
            "id": ids[kind, label],
            "pref_labels": (Text(label, LANGUAGE),),
            "places": places,
        }
        if kind == "role":
            said = self._tracks.get(label, ())
            values["track"] = label in self._tracks
            values["experience"] = tuple(Text(each, LANGUAGE) for each in said)
        return NODES[kind].fact(**values)

    def _is_under(self, name: str, above: str) -> bool:
        if name != above and above not in self._below:
            return False  # as almost always: nothing stands under it
        waiting, seen = [name], {name}
        while waiting:
            here = waiting.pop()
            if here == above:
                return True
            new = self._above.get(here, set()) - seen
            seen |= new
            waiting += new
        return False


def _ids(named: dict[str, _Named]) -> dict[Ref, str]:
    ids = {}
    for kind, names in named.items():
        # A group is called "a cloud", and has the id "cloud".
        bare = {
            label: label.partition(" ")[2] if kind == "group" else label for label in names.lines
        }
        slugs = assign_slugs(bare.values())
        ids.update({(kind, label): f"{kind}:{slugs[name]}" for label, name in bare.items()})
    return ids
