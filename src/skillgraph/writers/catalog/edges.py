"""Requirements, links and salaries of a catalogue, under the keys of the entry that states them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.model.fields import REFERENCES, kind_of
from skillgraph.model.values import (
    check_currency,
    check_date,
    fit,
    fit_line,
    fit_prose,
    fit_slug,
    fit_whole,
)
from skillgraph.writers.catalog.entries import short
from skillgraph.writers.catalog.names import SPACES
from skillgraph.writers.yaml_text import Bare, Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.writers.catalog.entries import Entries
    from skillgraph.writers.catalog.names import Slugs
    from skillgraph.writers.catalog.sources import Sources
    from skillgraph.writers.losses import Losses

#: The spaces that each kind of link may lead to.
_SPACES: dict[str, tuple[str, ...]] = {}
#: The key of each kind of link, by the kind that it starts at.
_KEYS: dict[tuple[str, str], str] = {}
for _each in REFERENCES:
    if not _each.incoming:
        _known = _SPACES.get(_each.kind, ())
        _SPACES[_each.kind] = tuple(dict.fromkeys((*_known, *_each.spaces)))
        _KEYS |= {(_each.kind, kind): _each.key for kind in _each.of}


class Edges:
    """Puts what hangs between nodes into the entries of its owners."""

    def __init__(
        self,
        nodes: Mapping[str, facts.Node],
        slugs: Slugs,
        entries: Entries,
        sources: Sources,
        losses: Losses,
    ) -> None:
        self._nodes = nodes
        self._slugs = slugs
        self._entries = entries
        self._sources = sources
        self._losses = losses
        #: Entries by the id of their node, to which the keys are added.
        self.stated: dict[str, dict[str, Any]] = {id_: {} for id_ in nodes}
        self._members: dict[str, set[str]] = {}
        self._above: dict[str, list[str]] = {}
        self._ends: dict[str, tuple[Bare | None, Bare | None]] = {}

    def add_link(self, fact: facts.Link) -> None:
        """Put a link under the key of its kind; members come before the requirements."""
        whom = f"{fact.start} {fact.kind} {fact.end}"
        kind = "next" if fact.kind == "far" else fact.kind
        spaces = _SPACES[kind]
        if not self._known(whom, fact.start, fact.end):
            return
        if (space := self._space(fact.end)) not in spaces:
            self._losses.add(f"'{fact.kind}' links to a {space} are left out", whom)
            return
        if fact.kind == "related":
            if self._space(fact.start) != space:
                self._losses.add("'related' links between two kinds are left out", whom)
                return
            spaces = (space,)
        if fact.kind == "broader" and self._space(fact.start) == "category":
            if self._leads(fact.end, fact.start):
                self._losses.add("'broader' links that close a circle are left out", whom)
                return
            self._above.setdefault(fact.start, []).append(fact.end)
        if fact.kind == "member":
            self._members.setdefault(fact.start, set()).add(fact.end)
        item: dict[str, Any] = {space: self._slugs[fact.end]}
        if fact.kind == "far":
            item["far"] = Bare("true")
        item |= {
            name: value
            for name, value in (
                ("tier", fit_line(fact.tier)),
                ("rank", self._rank(fact, whom)),
                ("assumption", fit_prose(fact.assumption)),
                ("source", short(self._sources.cite(fact.places, whom))),
            )
            if value
        }
        self._changed(fact.assumption, item.get("assumption", ""), whom)
        self._changed(fact.tier, item.get("tier", ""), whom)
        name = self._name(space, self._slugs[fact.end], spaces)
        key = _KEYS[kind, kind_of(self._nodes[fact.start])]
        self._under(fact.start, key).append(name if len(item) == 1 else item)

    def add_requirement(self, fact: facts.Requirement) -> None:
        """Put a requirement under its importance."""
        whom = f"{fact.owner} requires {_called(fact)}"
        if not self._known(whom, fact.owner, *fact.options):
            return
        owner = self._nodes[fact.owner]
        if (
            isinstance(owner, facts.Skill)
            and not owner.practised
            and any(getattr(self._nodes[option], "practised", False) for option in fact.options)
        ):
            what = "practised prerequisites of skills that are studied are left out"
            self._losses.add(what, whom)
            return
        item = self._options(fact, whom)
        if fact.count > 1:
            item["count"] = Bare(fact.count)
        item |= self._measure("level", fact.level, "scale", fact.scale, whom)
        item |= self._measure("rating", fact.rating, "rating_scale", fact.rating_scale, whom)
        source = self._sources.cite(fact.places, whom)
        if source:
            item["source"] = short(source)
        requires = self.stated[fact.owner].setdefault("requires", {})
        requires.setdefault(fact.importance, Column()).append(
            item["skill"] if list(item) == ["skill"] else item
        )

    def add_salary(self, fact: facts.Salary) -> None:
        """Put a salary under its role."""
        values = (fact.minimum, fact.maximum, fact.currency, fact.period, fact.region, fact.date)
        whom = " ".join(str(value) for value in (fact.owner, *values) if value != "")
        least, most = fit_whole(fact.minimum), fit_whole(fact.maximum)
        currency = fit(check_currency, fact.currency)
        if least is None or most is None or currency is None or not self._known(whom, fact.owner):
            what = "salaries of more than twelve digits or in no currency are left out"
            self._losses.add(what, whom)
            return
        texts = {
            "region": (fact.region, fit_line(fact.region)),
            "date": (fact.date, fit(check_date, fact.date)),
            "assumption": (fact.assumption, fit_prose(fact.assumption)),
        }
        item: dict[str, Any] = {
            "min": Bare(least),
            "max": Bare(most),
            "currency": currency,
            "period": fact.period,
        }
        for name, (stated, kept) in texts.items():
            self._changed(stated, kept or "", whom)
            if kept:
                item[name] = kept
        source = self._sources.cite(fact.places, whom)
        if source:
            item["source"] = short(source)
        self._under(fact.owner, "salary").append(item)

    def add_retired(self, fact: facts.Retired, successor: str) -> None:
        """Put a retired id under the entry of what it now means."""
        whom = f"{fact.id} {fact.replaced_by}"
        if not self._known(whom, successor):
            return
        space = self._space(successor)
        prefix, _, name = fact.id.partition(":")
        if self._slugs.is_taken(prefix, name):
            self._losses.add("retired ids that are now those of entries are left out", whom)
            return
        if fit_line(fact.id) != fact.id:
            self._losses.add("retired ids that are no line of text are left out", whom)
            return
        if fact.replaced_by != successor:
            self._losses.add("retired ids lead at once to what is not retired", whom)
        written = name if prefix == space and fit_slug(name) else fact.id
        source = short(self._sources.cite(fact.places, whom))
        self._under(successor, "replaces").append(
            {"id": written, "source": source} if source else written
        )

    def finish(self) -> None:
        """Take the short forms where there are some."""
        for id_, entry in self.stated.items():
            for key in ("salary", "category", "broader", "leads_to", "mentions", "replaces"):
                if key in entry:
                    entry[key] = short(entry[key])
            if "requires" in entry:
                requires = dict(
                    sorted(entry["requires"].items(), key=lambda each: facts.RANKS[each[0]])
                )
                essential = isinstance(self._nodes[id_], facts.Skill) and list(requires) == [
                    "essential"
                ]
                entry["requires"] = list(requires["essential"]) if essential else requires
            if "helps_towards" in entry:
                self._share_assumption(entry)

    def _share_assumption(self, entry: dict[str, Any]) -> None:
        """Say an assumption once where a strategy makes the same of all that it helps towards."""
        items = entry["helps_towards"]
        said = {item.get("assumption") if isinstance(item, dict) else None for item in items}
        if len(said) != 1 or None in said:
            return
        entry["assumption"] = said.pop()
        for item in items:
            del item["assumption"]
        entry["helps_towards"] = [self._shortest(item) for item in items]

    def _shortest(self, item: dict[str, Any]) -> Any:
        """Return an item of `helps_towards` as a name where it says no more."""
        if len(item) > 1:
            return item
        [(space, slug)] = item.items()
        return self._name(space, slug, _SPACES["helps-towards"])

    def _under(self, owner: str, key: str) -> list[Any]:
        items: list[Any] = self.stated[owner].setdefault(key, [])
        return items

    def _space(self, id_: str) -> str:
        return SPACES[type(self._nodes[id_])]

    def _name(self, space: str, slug: str, spaces: tuple[str, ...]) -> str:
        """Return an id as an item alone: with its prefix where it may mean several things."""
        meant = [each for each in spaces if self._slugs.is_taken(each, slug)]
        return slug if len(meant) == 1 else f"{space}:{slug}"

    def _known(self, whom: str, *ids: str) -> bool:
        """Tell whether all are nodes of this catalogue; a part of a graph may have lost some."""
        if all(id_ in self._nodes for id_ in ids):
            return True
        self._losses.add("statements about what is not here are left out", whom)
        return False

    def _changed(self, stated: str, fit: str, whom: str) -> None:
        if stated != fit:
            self._losses.add(
                "texts are without space around them, dates as ISO 8601 has them", whom
            )

    def _rank(self, fact: facts.Link, whom: str) -> Bare | None:
        if fact.rank is None:
            return None
        rank = fit_whole(fact.rank)
        if rank is None:
            self._losses.add("ranks of more than twelve digits are left out", whom)
        return Bare(rank) if rank else None

    def _leads(self, start: str, end: str) -> bool:
        """Tell whether a category is under another one."""
        ahead, seen = [start], {start}
        while ahead:
            here = ahead.pop()
            if here == end:
                return True
            new = set(self._above.get(here, ())) - seen
            seen |= new
            ahead.extend(new)
        return False

    def _options(self, fact: facts.Requirement, whom: str) -> dict[str, Any]:
        if fact.group:
            if self._members.get(fact.group) == set(fact.options):
                return {"any_of": self._slugs[fact.group]}
            what = "groups of a requirement that has not just their members are left out"
            self._losses.add(what, whom)
        slugs = [self._slugs[option] for option in fact.options]
        return {"skill": slugs[0]} if len(slugs) == 1 else {"any_of": slugs}

    def _measure(
        self, name: str, value: float | None, scale_name: str, scale: str, whom: str
    ) -> dict[str, Any]:
        if value is None:
            return {}
        node = self._nodes.get(scale)
        text = self._entries.decimal(whom, value)
        if isinstance(node, facts.Scale) and text is not None:
            if scale not in self._ends:
                self._ends[scale] = self._entries.ends(node)
            low, high = self._ends[scale]
            if (low is None or float(low) <= float(text)) and (
                high is None or float(text) <= float(high)
            ):
                return {name: text, scale_name: self._slugs[scale]}
        self._losses.add(f"{name}s that are not on their scale are left out", whom)
        return {}


def _called(fact: facts.Requirement) -> str:
    options = " ".join(fact.options)
    return options if len(fact.options) == 1 else f"{fact.count} of {options}"
