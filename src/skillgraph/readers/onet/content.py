"""The content model: what O*NET measures, as a hierarchy of elements, and the scales it uses.

See https://www.onetcenter.org/content.html.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.model.facts import Category, Link, Scale, Text
from skillgraph.readers.onet.ids import category_id, scale_id, skill_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from skillgraph.model.facts import Place
    from skillgraph.readers.onet.files import Files

_MODEL = "Content Model Reference"
_SCALES = "Scales Reference"
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")


class Element(NamedTuple):
    """An element of the model, whatever it stands for."""

    name: str
    description: str
    number: int
    place: Place

    @property
    def descriptions(self) -> tuple[Text, ...]:
        """Return what the model says of it, unless that is its name again."""
        if self.description in ("", self.name):
            return ()
        return (Text(self.description, "en"),)


class ContentModel:
    """Elements and scales by id; empty where a release comes without their references."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._elements: dict[str, Element] = {}
        self._scales: dict[str, Scale] = {}

    def read(self) -> None:
        """Read the elements."""
        for number, row in self._files.rows(_MODEL, "Element ID", "Element Name", "Description"):
            id_, name, description = row
            if not id_ or not name or id_ in self._elements:
                reason = "the element has no id or no name, or is there before"
                self._files.leave_out(_MODEL, number, reason, " ".join(row[:2]))
                continue
            place = self._files.place(_MODEL, number)
            self._elements[id_] = Element(name, description, number, place)

    def read_scales(self) -> None:
        """Read the scales."""
        for number, row in self._files.rows(
            _SCALES, "Scale ID", "Scale Name", "Minimum", "Maximum"
        ):
            id_, name, *ends = row
            known = [float(end) for end in ends if _NUMBER.fullmatch(end)]
            if not id_ or not name or id_ in self._scales or len(known) != len(ends):
                reason = "the scale has no id, name or ends, or is there before"
            elif known != sorted(known):
                reason = "the scale's ends are the wrong way round"
            else:
                self._scales[id_] = Scale(
                    id=scale_id(id_),
                    pref_labels=(Text(name, "en"),),
                    notation=id_,
                    minimum=known[0],
                    maximum=known[1],
                    places=(self._files.place(_SCALES, number),),
                )
                continue
            self._files.leave_out(_SCALES, number, reason, " ".join(row))

    def scale(self, id_: str, label: str) -> RatingScale:
        """Return a scale, without ends where no reference states them."""
        bare = Scale(id=scale_id(id_), pref_labels=(Text(label, "en"),), notation=id_)
        return RatingScale(self._scales.get(id_, bare))

    def find(self, id_: str) -> Element | None:
        """Return an element, None where the model is absent or has no such one."""
        return self._elements.get(id_)

    def above(self, elements: Collection[str]) -> Iterator[Category]:
        """Yield categories for all that stands above some elements; note what else there is."""
        used = {above for id_ in elements for above in _ancestors(id_)}
        for id_, element in self._elements.items():
            if id_ in elements:
                continue
            if id_ in used:
                yield Category(
                    id=category_id(id_),
                    pref_labels=(Text(element.name, "en"),),
                    descriptions=element.descriptions,
                    notation=id_,
                    places=(element.place,),
                )
            else:
                reason = "the element is none of skills or knowledge, nor above one"
                self._files.leave_out(_MODEL, element.number, reason, f"{id_} {element.name}")

    def hierarchy(self, elements: Collection[str]) -> Iterator[Link]:
        """Yield the links of some elements, and of all above them, to the one above each."""

        def node(id_: str) -> str:
            return skill_id(id_) if id_ in elements else category_id(id_)

        lines = ([id_, *_ancestors(id_)] for id_ in elements)
        for id_ in sorted({id_ for line in lines for id_ in line}):
            above = id_.rpartition(".")[0]
            if id_ in self._elements and above in self._elements:
                place = self._elements[id_].place
                yield Link(kind="broader", start=node(id_), end=node(above), places=(place,))


class RatingScale:
    """A scale with what is known of its ends."""

    def __init__(self, node: Scale) -> None:
        self.node = node
        self._least = -math.inf if node.minimum is None else node.minimum
        self._most = math.inf if node.maximum is None else node.maximum

    def measure(self, text: str) -> float | None:
        """Return a value on the scale, None for what is none.

        >>> scale = RatingScale(Scale(id="scale:a", pref_labels=(), minimum=1, maximum=5))
        >>> scale.measure("4.75"), scale.measure("5.01"), scale.measure("nan")
        (4.75, None, None)
        """
        value = float(text) if _NUMBER.fullmatch(text) else math.nan
        return value if self._least <= value <= self._most else None


def _ancestors(id_: str) -> Iterator[str]:
    while id_ := id_.rpartition(".")[0]:
        yield id_
