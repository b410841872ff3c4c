"""Technology Skills: examples of software and the like, each in commodities of the UNSPSC.

They have no ids and no scale, only whether they are hot (employers ask for them often) and in
demand (for this occupation).
See https://www.onetcenter.org/dictionary/29.3/text/technology_skills.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skillgraph.model.facts import Category, Link, Requirement, Skill, Text
from skillgraph.readers.onet.ids import commodity_id, role_id, technology_id

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.readers.onet.files import Files

TABLE = "Technology Skills"

HOT = "hot technology"

_UNSPSC = re.compile(r"[0-9]{2,12}")


class _Technology:
    """An example, as it is first spelled, and how else."""

    __slots__ = ("commodities", "hot", "id", "label", "number", "others")

    def __init__(self, id_: str, label: str, number: int) -> None:
        self.id = id_
        self.label = label
        self.number = number
        self.hot = False
        #: The commodities that it is in, each with the row that says so first.
        self.commodities: dict[str, int] = {}
        self.others: dict[str, None] = {}


class Technologies:
    """All examples, and which occupations use them."""

    def __init__(self, files: Files, occupations: Container[str]) -> None:
        self._files = files
        self._occupations = occupations
        self._by_label: dict[str, _Technology] = {}
        self._by_id: dict[str, _Technology] = {}
        self._commodities: dict[str, tuple[str, int]] = {}
        #: By occupation: what it uses, whether that is in demand, and the row.
        self._uses: dict[str, dict[str, tuple[bool, int]]] = {}

    def read(self) -> None:
        """Read the table."""
        columns = ("O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title")
        flags = ("Hot Technology", "In Demand")
        for number, row in self._files.rows(TABLE, *columns, optional=flags):
            code, example, commodity, title, hot, demand = row
            if code not in self._occupations:
                reason = "the occupation is not in Occupation Data"
                self._files.leave_out(TABLE, number, reason, f"{code} {example}")
            elif not example:
                self._files.leave_out(TABLE, number, "there is no example", f"{code} {title}")
            else:
                technology = self._technology(example, number)
                technology.hot = technology.hot or hot == "Y"
                self._classify(technology, commodity, title, number)
                uses = self._uses.setdefault(code, {})
                if technology.id in uses:
                    reason = "a row before it has the technology for this occupation"
                    self._files.leave_out(TABLE, number, reason, f"{code} {example}")
                else:
                    uses[technology.id] = (demand == "Y", number)

    def nodes(self) -> Iterator[Fact]:
        """Yield the commodities and the technologies."""
        for code, (title, number) in self._commodities.items():
            yield Category(
                id=commodity_id(code),
                pref_labels=(Text(title, "en"),),
                notation=code,
                places=(self._files.place(TABLE, number),),
            )
        for each in self._by_id.values():
            yield Skill(
                id=each.id,
                pref_labels=(Text(each.label, "en"),),
                alt_labels=tuple(Text(other, "en") for other in each.others),
                tags=(HOT,) if each.hot else (),
                places=(self._files.place(TABLE, each.number),),
            )

    def links(self) -> Iterator[Link]:
        """Yield which technology is in which commodity, by the first row that says so."""
        for each in self._by_id.values():
            for code, number in each.commodities.items():
                place = self._files.place(TABLE, number)
                yield Link(kind="broader", start=each.id, end=commodity_id(code), places=(place,))

    def uses(self, is_rated: Callable[[str], bool]) -> Iterator[Requirement | Link]:
        """Yield what each occupation uses: never essential, for no source rates it.

        Of an occupation without ratings they are key skills: nobody could tell what else it asks
        for, so it can't be planned.
        """
        for code, uses in self._uses.items():
            rated = is_rated(code)
            for id_, (demand, number) in uses.items():
                places = (self._files.place(TABLE, number),)
                if rated:
                    yield Requirement(
                        owner=role_id(code),
                        options=(id_,),
                        count=1,
                        importance="important" if demand else "helpful",
                        places=places,
                    )
                    continue
                if demand:
                    reason = "it is in demand in an occupation without ratings: now a key skill"
                    self._files.change(TABLE, number, reason, f"{code} {self._by_id[id_].label}")
                yield Link(kind="key-skill", start=role_id(code), end=id_, places=places)

    def _technology(self, example: str, number: int) -> _Technology:
        found = self._by_label.get(example)
        if found is None:
            id_ = technology_id(example)
            found = self._by_id.setdefault(id_, _Technology(id_, example, number))
            self._by_label[example] = found
            if found.label != example:
                found.others[example] = None
                reason = "the technology has another spelling before: now an alternative label"
                self._files.change(TABLE, number, reason, example)
        return found

    def _classify(self, technology: _Technology, code: str, title: str, number: int) -> None:
        if not _UNSPSC.fullmatch(code) or not title:
            reason = "the commodity has no code or no title, so the technology is not in it"
            self._files.leave_out(TABLE, number, reason, f"{technology.label}: {code} {title}")
            return
        known, _ = self._commodities.setdefault(code, (title, number))
        if known != title:
            reason = "the commodity has another title before"
            self._files.change(TABLE, number, reason, f"{code} {title}")
        technology.commodities.setdefault(code, number)
