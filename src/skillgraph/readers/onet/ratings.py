"""Skills and Knowledge: elements of the content model, rated for each occupation.

A rating of importance (scale IM) makes a requirement; one of level (LV) gives it a level. Both are
kept as they stand. See https://www.onetcenter.org/dictionary/29.3/text/skills.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.model.facts import Link, Requirement, Skill, Text
from skillgraph.readers.onet.ids import role_id, skill_id
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from skillgraph.model.facts import Fact
    from skillgraph.readers.onet.content import ContentModel, RatingScale
    from skillgraph.readers.onet.files import Files
    from skillgraph.vocab import Importance

RATED = ("Skills", "Knowledge")

IMPORTANCE, LEVEL = "IM", "LV"
#: What the two scales are called where no reference says so.
_SCALES = {IMPORTANCE: "Importance", LEVEL: "Level"}

#: What is lost with a value that may not be used.
_LOSSES = {IMPORTANCE: ("importance", "makes no requirement"), LEVEL: ("level", "has none")}

_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,9})?")
_ELEMENT = re.compile(r"[0-9](?:\.[0-9A-Za-z]{1,4}){1,8}")


class Thresholds(NamedTuple):
    """From which rating of importance on a requirement is essential, important or helpful."""

    essential: float = 3.5
    important: float = 2.5
    helpful: float = 1.5

    def importance_of(self, rating: float) -> Importance | None:
        """Return how much a rating matters; None where it is below all thresholds.

        >>> [Thresholds().importance_of(rating) for rating in (3.5, 3.49, 1.5, 1)]
        ['essential', 'important', 'helpful', None]
        """
        if rating >= self.essential:
            return "essential"
        if rating >= self.important:
            return "important"
        return "helpful" if rating >= self.helpful else None


def parse_thresholds(text: str) -> Thresholds:
    """Return three ratings that fall, or stay equal; anything else is `InvalidInput`.

    >>> parse_thresholds("4,3,2.5")
    Thresholds(essential=4.0, important=3.0, helpful=2.5)
    """
    parts = [part.strip() for part in text.split(",")]
    numbers = [float(part) for part in parts if _DECIMAL.fullmatch(part)]
    if len(parts) != len(numbers) or len(numbers) != len(Thresholds._fields):
        message = f"the thresholds {quoted(text)} are not three numbers."
    elif numbers != sorted(numbers, reverse=True):
        message = f"the thresholds {quoted(text)} rise."
    else:
        return Thresholds(*numbers)
    hint = "Write from which rating on a skill is essential, important, helpful: 3.5,2.5,1.5."
    raise InvalidInput(InputProblem("", message, hint))


class _Element(NamedTuple):
    """An element that is rated, and where it is met first."""

    name: str
    table: str
    number: int


class _Rating:
    """What is said of an element for an occupation; a row of 0 is none."""

    __slots__ = ("level", "level_row", "rating", "rating_row")

    def __init__(self) -> None:
        self.rating: float | None = None
        self.level: float | None = None
        self.rating_row = self.level_row = 0

    def note_row(self, scale: str, number: int) -> bool:
        """Note in which row a scale's value stands; False where another row had one."""
        if scale == IMPORTANCE:
            first, self.rating_row = not self.rating_row, self.rating_row or number
        else:
            first, self.level_row = not self.level_row, self.level_row or number
        return first


class Ratings:
    """All ratings, by occupation and element, whatever the order of the rows."""

    def __init__(self, files: Files, content: ContentModel, occupations: Container[str]) -> None:
        self._files = files
        self._content = content
        self._occupations = occupations
        self._scales: dict[str, RatingScale] = {}
        self._elements: dict[str, _Element] = {}
        self._found: dict[str, dict[str, _Rating]] = {}

    def read(self, table: str) -> None:
        """Read one of the tables, once the content model and its scales are read."""
        if not self._files.has(table):
            return
        self._scales = {id_: self._content.scale(id_, name) for id_, name in _SCALES.items()}
        columns = ("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value",
                   "Recommend Suppress", "Not Relevant")  # fmt: skip
        for number, row in self._files.rows(table, *columns):
            reason = self._take(table, number, row)
            if reason:
                code, element, name, scale, value, *_ = row
                text = f"{code} {element} {name}, {scale} {value}"
                self._files.leave_out(table, number, reason, text)

    def is_rated(self, code: str) -> bool:
        """Tell whether an occupation has a rating of importance that may be used."""
        return any(each.rating is not None for each in self._found.get(code, {}).values())

    def nodes(self) -> Iterator[Fact]:
        """Yield the scales, what the content model has above the skills, and the skills."""
        yield from self._content.above(self._elements)
        for scale in self._scales.values():
            yield scale.node
        for id_, element in sorted(self._elements.items()):
            known = self._content.find(id_)
            place = known.place if known else self._files.place(element.table, element.number)
            if known and known.name != element.name:
                reason = "the element has another name in the Content Model Reference"
                self._files.change(element.table, element.number, reason, element.name)
            yield Skill(
                id=skill_id(id_),
                pref_labels=(Text(known.name if known else element.name, "en"),),
                descriptions=known.descriptions if known else (),
                notation=id_,
                places=(place,),
            )

    def links(self) -> Iterator[Link]:
        """Yield the elements' places in the content model."""
        return self._content.hierarchy(self._elements)

    def requirements(self, thresholds: Thresholds) -> Iterator[Requirement]:
        """Yield a requirement for each rating that reaches a threshold; note the others."""
        below = f"its importance is below {thresholds.helpful:g}, so it makes no requirement"
        for code, found in self._found.items():
            for id_, each in found.items():
                table = self._elements[id_].table
                if each.rating is None:
                    if not each.rating_row:
                        reason = "the level has no importance beside it"
                        self._files.leave_out(table, each.level_row, reason, f"{code} {id_}")
                    continue
                importance = thresholds.importance_of(each.rating)
                if importance is None:
                    text = f"{code} {id_} {self._elements[id_].name}, {each.rating:g}"
                    self._files.leave_out(table, each.rating_row, below, text)
                    continue
                yield self._requirement(code, id_, each, importance)

    def _requirement(
        self, code: str, id_: str, each: _Rating, importance: Importance
    ) -> Requirement:
        table = self._elements[id_].table
        rows = [each.rating_row] if each.level is None else [each.rating_row, each.level_row]
        return Requirement(
            owner=role_id(code),
            options=(skill_id(id_),),
            count=1,
            importance=importance,
            places=tuple(self._files.place(table, row) for row in rows),
            level=each.level,
            scale="" if each.level is None else self._scales[LEVEL].node.id,
            rating=each.rating,
            rating_scale=self._scales[IMPORTANCE].node.id,
        )

    def _take(self, table: str, number: int, row: tuple[str, ...]) -> str:
        """Keep a row, or return why it is not kept."""
        code, id_, name, scale, value, *flags = row
        if reason := self._unplaced(table, number, (code, id_, name, scale)):
            return reason
        found = self._found.setdefault(code, {}).setdefault(id_, _Rating())
        if not found.note_row(scale, number):
            return "a row before it rates the same"
        measure = self._scales[scale].measure(value)
        if measure is None:
            return "the value is no number on its scale"
        if reason := _flagged(scale, *flags):
            return reason
        if scale == IMPORTANCE:
            found.rating = measure
        else:
            found.level = measure
        return ""

    def _unplaced(self, table: str, number: int, row: tuple[str, str, str, str]) -> str:
        """Return why a row is of no occupation, scale or element that there is, "" where it is."""
        code, id_, name, scale = row
        if code not in self._occupations:
            return "the occupation is not in Occupation Data"
        if scale not in self._scales:
            return "the scale is neither importance nor level"
        element = self._elements.get(id_)
        if element is None:
            if not name or not _ELEMENT.fullmatch(id_):
                return "the element has no id like 2.A.1.e, or no name"
            element = self._elements[id_] = _Element(name, table, number)
        return "" if element.table == table else f"the element is one of {element.table}"


def _flagged(scale: str, suppress: str, irrelevant: str) -> str:
    """Return why a value may not be used, "" where it may: an empty flag is "not assessed"."""
    what, so = _LOSSES[scale]
    if irrelevant == "Y":
        return f"its {what} is marked as not relevant, so it {so}"
    if suppress == "Y":
        return f"its {what} is marked to be suppressed, so it {so}"
    if {suppress, irrelevant} - {"", "N"}:
        return f"a flag of its {what} is neither Y nor N, so it {so}"
    return ""
