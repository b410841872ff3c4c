"""Concepts of ESCO on their way into nodes: ids, labels, texts, schemes; changes are counted."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from operator import ne
from typing import TYPE_CHECKING

from skillgraph.model.facts import Text
from skillgraph.readers.esco.tables import CONCEPTS
from skillgraph.readers.esco.vocabulary import (
    BASE,
    COLLECTIONS,
    REUSE_LEVEL,
    REUSE_LEVELS,
    SKILL_TYPE,
    SKILL_TYPES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.readers.report import Report

Foreign = tuple[tuple[str, str], ...]

_PREFIXES = ((f"{BASE}skill/", "esco-skill:"), (f"{BASE}occupation/", "esco-occupation:"))

_MARKUP = re.compile(r"</?(?:a|span|p|br|b|i|em|strong|ul|ol|li|div)\b[^<>]*>", re.IGNORECASE)

_REPEATED = "the preferred label is among the alternatives too, and kept once"
_TRIMMED = "white space around a label is trimmed"
_UNMARKED = "links in a text are kept as their words"


class Cleaning:
    """Texts of a file on their way into nodes; what is changed of them is counted, by the reason.

    Such changes are many and small: a file has one remark of each kind, with its number.
    """

    def __init__(self) -> None:
        self._changed: Counter[str] = Counter()
        self._schemes: dict[str, tuple[str, ...]] = {}

    def report_to(self, report: Report, shown: str) -> None:
        """Note what was changed in a file, and forget it."""
        for reason, count in sorted(self._changed.items()):
            report.change(shown, reason, "once" if count == 1 else f"{count:,} times", count)
        self._changed.clear()

    def label(self, text: str) -> str:
        """Return a label without white space around it."""
        stripped = text.strip()
        if stripped != text:
            self._changed[_TRIMMED] += 1
        return stripped

    def labels(self, labels: list[str], pref: str, language: str) -> tuple[Text, ...]:
        """Return further labels, each once and without the preferred one."""
        if not labels:
            return ()
        stripped = [*map(str.strip, labels)]
        if stripped != labels:
            self._changed[_TRIMMED] += sum(map(ne, stripped, labels))
        found = dict.fromkeys(stripped)
        found.pop("", None)
        if pref in found:
            del found[pref]
            self._changed[_REPEATED] += 1
        return tuple([Text(label, language) for label in found])

    def descriptions(self, texts: Iterable[str], language: str) -> tuple[Text, ...]:
        """Return the texts that say something, as plain text."""
        found = dict.fromkeys(map(self._plain, filter(None, texts)))
        found.pop("", None)
        return tuple([Text(each, language) for each in found])

    def tags(self, schemes: str) -> tuple[str, ...]:
        r"""Return the collections among schemes, in alphabetical order.

        >>> Cleaning().tags("http://data.europa.eu/esco/concept-scheme/green,\nhttp://x.org/y")
        ('green',)
        """
        found = self._schemes.get(schemes)
        if found is None:
            iris = schemes.replace(",", " ").split()
            found = tuple(sorted({COLLECTIONS[iri] for iri in iris if iri in COLLECTIONS}))
            if len(self._schemes) < 1 << 12:  # a release has a few dozen combinations
                self._schemes[schemes] = found
        return found

    def _plain(self, text: str) -> str:
        if "</" in text:
            unmarked = _MARKUP.sub("", text)
            if unmarked != text:
                self._changed[_UNMARKED] += 1
                text = unmarked
        return text.strip()


class Known:
    """The concepts that are kept: ids by IRI, apart for each table."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, str]] = {name: {} for name in CONCEPTS}
        self._tables: dict[str, str] = {}

    def add(self, table: str, iri: str) -> bool:
        """Keep a concept, or tell that another table has it; of one kind it may come again."""
        if self._tables.setdefault(iri, table) != table:
            return False
        self._ids[table].setdefault(iri, esco_id(iri))
        return True

    def id(self, table: str, iri: str) -> str:
        """Return the id of a concept that is kept."""
        return self._ids[table][iri]

    def has(self, table: str, iri: str) -> bool:
        """Tell whether a concept is kept."""
        return iri in self._ids[table]

    def ids(self, *tables: str) -> dict[str, str]:
        """Return the ids of all concepts of some tables."""
        return {iri: id_ for table in tables for iri, id_ in self._ids[table].items()}


@lru_cache
def skill_statements(type_: str, reuse_level: str) -> Foreign:
    """Return what ESCO says of a skill in its own vocabulary; an unknown word says nothing.

    >>> skill_statements("knowledge", "")
    (('http://data.europa.eu/esco/model#skillType', \
'<http://data.europa.eu/esco/skill-type/knowledge>'),)
    """
    stated = ((SKILL_TYPE, SKILL_TYPES.get(type_)), (REUSE_LEVEL, REUSE_LEVELS.get(reuse_level)))
    return tuple([(predicate, object_) for predicate, object_ in stated if object_])


def esco_id(iri: str) -> str:
    """Return a concept's id: its IRI, with a prefix where there is one.

    >>> esco_id("http://data.europa.eu/esco/skill/abc"), esco_id("http://data.europa.eu/esco/isco/C2")
    ('esco-skill:abc', 'http://data.europa.eu/esco/isco/C2')
    """
    for namespace, prefix in _PREFIXES:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return prefix + iri[len(namespace) :]
    return iri
