"""A subject of RDF as an import reads it: its objects as texts, numbers, ids and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from skillgraph.errors import clipped
from skillgraph.model.facts import Text
from skillgraph.rdf.ontology import LOCATOR, SOURCE
from skillgraph.rdf.places import parse_places
from skillgraph.readers.triples import is_iri, parse_literal
from skillgraph.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.errors import Problems
    from skillgraph.model.facts import Place
    from skillgraph.rdf.staging import Described

_Meaning = TypeVar("_Meaning")

#: No number that a graph keeps is longer: the smallest float has some 330 decimals.
_DIGITS = 400


class Subject:
    """What is said of one subject; what can't be read is a problem at it, or at a `place`.

    A blank node needs one: the name that it gets stands in no file.
    """

    def __init__(
        self, term: str, described: Described, problems: Problems, place: str = ""
    ) -> None:
        self.term = term
        self.id = id_of(term)
        self.place = place or self.id
        self.described = described
        self._problems = problems

    def complain(self, message: str, hint: str = "") -> None:
        """Note a problem at this subject."""
        self._problems.add(self.place, message, hint)

    def objects(self, predicate: str) -> list[str]:
        """Return the objects of a predicate, as terms."""
        return self.described.get(predicate, [])

    def one(self, predicate: str) -> str:
        """Return the one object of a predicate, or "" where there is none; two are a problem."""
        objects = self.objects(predicate)
        if len(objects) > 1:
            self.complain(f"it has {len(objects)} values of {id_of(predicate)}.", "Keep one.")
        return objects[0] if objects else ""

    def word(self, predicate: str, words: Mapping[str, _Meaning]) -> _Meaning | None:
        """Return what the one object of a predicate stands for; none of `words` is a problem."""
        said = self.one(predicate)
        if said and said not in words:
            known = ", ".join(map(id_of, words))
            self.complain(f"{id_of(predicate)} '{id_of(said)}' is none of {known}.")
        return words.get(said)

    def iris(self, predicate: str) -> list[str]:
        """Return the objects of a predicate that are IRIs, as terms; any other is a problem."""
        objects = self.objects(predicate)
        found = [each for each in objects if is_iri(each)]
        if len(found) < len(objects):
            other = next(each for each in objects if not is_iri(each))
            what = f"'{clipped(other)}'" if other.startswith('"') else "a blank node"
            self.complain(f"{id_of(predicate)} is {what}, and no IRI.", "Name a thing by its IRI.")
        return found

    def ids(self, predicate: str) -> tuple[str, ...]:
        """Return the objects of a predicate as ids."""
        return tuple(map(id_of, self.iris(predicate)))

    def one_id(self, predicate: str) -> str:
        """Return the one object of a predicate as an id, or ""."""
        self.one(predicate)
        return next(iter(self.ids(predicate)), "")

    def texts(self, predicate: str) -> tuple[Text, ...]:
        """Return the literals of a predicate with their languages."""
        found = map(parse_literal, self.objects(predicate))
        return tuple(Text(each.text, each.language) for each in found if each)

    def plain(self, predicate: str) -> str:
        """Return the text of the one literal of a predicate, or ""."""
        literal = parse_literal(self.one(predicate))
        return literal.text if literal else ""

    def address(self, predicate: str) -> str:
        """Return the one address on the web that a predicate has, as a literal or an IRI, or ""."""
        said = self.one(predicate)
        literal = parse_literal(said)
        return literal.text if literal else said[1:-1]

    def integer(self, predicate: str) -> int | None:
        """Return the one literal of a predicate as a whole number."""
        text = self.plain(predicate)
        if not text:
            return None
        if text.lstrip("-+").isdecimal() and text.isascii() and len(text) < _DIGITS:
            return int(text)
        self.complain(f"{id_of(predicate)} '{text[:40]}' is no whole number.")
        return None

    def decimal(self, predicate: str) -> float | None:
        """Return the one literal of a predicate as a number."""
        text = self.plain(predicate)
        if not text:
            return None
        digits = text.lstrip("-+").replace(".", "", 1)
        if digits.isdecimal() and text.isascii() and len(text) < _DIGITS:
            return float(text)
        self.complain(f"{id_of(predicate)} '{text[:40]}' is no decimal number.")
        return None

    def hours(self, least: str, most: str) -> tuple[int, int] | None:
        """Return a range of hours; one end alone is a problem."""
        ends = self.integer(least), self.integer(most)
        if ends[0] is None or ends[1] is None:
            if ends != (None, None):
                self.complain("its effort has one end.", "State both.")
            return None
        return ends[0], ends[1]

    def places(self, source: str = SOURCE, locator: str = LOCATOR) -> tuple[Place, ...]:
        """Return where this is stated."""
        written = [text.value for text in self.texts(locator)]
        try:
            return parse_places(self.ids(source), written)
        except ValueError as error:
            self.complain(str(error), "Begin it with the source's id and a space.")
            return ()


def id_of(term: str) -> str:
    """Return the id that an IRI stands for; of another term it is how that is written."""
    return compact(term[1:-1]) if is_iri(term) else term
