"""What each node of a catalogue states of itself, as an entry of its section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.model.fields import IDS, LABELS, PROSE, fields_in
from skillgraph.model.values import fit_decimal, fit_hours, fit_line, fit_prose
from skillgraph.writers.yaml_text import Bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skillgraph.model.fields import Field
    from skillgraph.writers.catalog.names import Names
    from skillgraph.writers.catalog.sources import Sources
    from skillgraph.writers.losses import Losses


class Entries:
    """Makes the entry of a node; what the form can't say goes to the losses."""

    def __init__(self, names: Names, sources: Sources, losses: Losses) -> None:
        self._names = names
        self._sources = sources
        self._losses = losses

    def entry(self, node: facts.Node) -> dict[str, Any]:
        """Return all that a node states of itself, by key; keys without a value are left out."""
        for predicate, _ in node.foreign:
            what = "statements in other vocabularies are left out"
            self._losses.add(what, f"{node.id} {predicate}")
        source = self._sources.cite(node.places, node.id)
        values: dict[str, Any] = {"label": self._names.label(node)}
        for field in fields_in(type(node)):
            if said := field.said(node):
                values[field.key] = self._written(node, field, said, source)
        if isinstance(node, facts.Scale):
            values["min"], values["max"] = self.ends(node)
        values["source"] = short(source)
        return {key: value for key, value in values.items() if value}

    def _written(
        self, node: facts.Node, field: Field, said: tuple[Any, ...], source: list[str]
    ) -> Any:
        """Return what a node says in a field as its key has it; what is nothing is left out."""
        sort, what = field.sort, field.column.replace("_", " ")
        if sort is LABELS:
            return self._names.others(node, said)
        if sort is PROSE:
            return self._prose(node, said)
        if sort.many:
            words = self._words(node, what, said)
            return short(words) if sort is IDS else words
        return self._single(node, field, said[0], source)

    def _single(self, node: facts.Node, field: Field, value: Any, source: list[str]) -> Any:
        match field.sort.name:
            case "line":
                return self._line(node, f"{field.key}s", value)
            case "flag":
                return Bare("true")
            case "word":
                return next(word for word, meant in field.sort.words.items() if meant == value)
            case "hours":
                return self._effort(node.id, value, source)
            case "job zone" | "url":
                return Bare(value) if isinstance(value, int) else value
        return None  # a decimal: the ends of a scale, which go together

    def ends(self, scale: facts.Scale) -> tuple[Bare | None, Bare | None]:
        """Return the ends of a scale as far as they can be written."""
        low, high = (self.decimal(scale.id, end) for end in (scale.minimum, scale.maximum))
        if low is not None and high is not None and float(low) >= float(high):
            self._losses.add("scales whose ends are one have none", scale.id)
            return None, None
        return low, high

    def decimal(self, whom: str, value: float | None) -> Bare | None:
        """Return a number as it is written, None where there is none."""
        if value is None:
            return None
        text = fit_decimal(value)
        if text is None:
            self._losses.add("numbers of more than twelve digits are left out", f"{whom} {value}")
            return None
        if float(text) != value:
            self._losses.add("numbers have nine digits after the point", f"{whom} {value}")
        return Bare(text)

    def _effort(self, skill: str, effort: facts.Effort, source: list[str]) -> str | None:
        """Return the hours; their source is the first of the node's, so it is put there."""
        hours = fit_hours(effort.min_hours, effort.max_hours)
        if hours is None:
            self._losses.add("efforts of no hours or of more than 100,000 are left out", skill)
            return None
        cited = self._sources.cited(effort.place)
        if cited in source:
            source.remove(cited)
            source.insert(0, cited)
        elif source or cited != self._sources.name:
            what = "sources of an effort that are none of its skill's are left out"
            self._losses.add(what, skill)
        return Bare(hours)

    def _prose(self, node: facts.Node, texts: Iterable[facts.Text]) -> str:
        stated = self._names.in_language(node, texts)
        fit = [text for text in dict.fromkeys(map(fit_prose, stated)) if text]
        if fit != stated:
            self._losses.add("texts are without space around them, and each once", node.id)
        if len(fit) > 1:
            self._losses.add("several texts of a kind are now paragraphs of one", node.id)
        return "\n\n".join(fit)

    def _words(self, node: facts.Node, what: str, words: Iterable[str]) -> list[str]:
        """Return tags or exact matches as they are written, each once."""
        fit = [line for line in dict.fromkeys(map(fit_line, words)) if line]
        if fit != list(words):
            self._losses.add(f"{what} are now one line without space around it", node.id)
        return fit

    def _line(self, node: facts.Node, what: str, text: str) -> str:
        line = fit_line(text)
        if line != text:
            self._losses.add(f"{what} are now one line without space around it", node.id)
        return line


def short(items: list[Any]) -> Any:
    """Return a list of one as what it holds.

    >>> short(["a"]), short(["a", "b"])
    ('a', ['a', 'b'])
    """
    return items[0] if len(items) == 1 else items
