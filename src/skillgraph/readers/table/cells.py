"""The cells of a row as its fields mean them; what is unfit is noted with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from skillgraph.model.values import Unfit
from skillgraph.readers.tabular.exported import split
from skillgraph.readers.tabular.sheets import ERRORS
from skillgraph.vocab import fold
from skillgraph.words import did_you_mean, one_of, quoted, unshielded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from skillgraph.errors import Problems
    from skillgraph.readers.table.layout import Layout
    from skillgraph.readers.tabular.tables import Table

    Value = TypeVar("Value")

_BREAKS = re.compile(r"[;|\r\n]")


class Cells(NamedTuple):
    """One row. A field that it has no column for is empty."""

    table: Table
    layout: Layout
    number: int
    texts: Mapping[str, str]
    noted: Problems

    def spot(self, field: str = "") -> str:
        """Return where a field of the row stands, as people are shown it."""
        return self.table.spot(self.number, self.layout.columns.get(field, ""))

    def text(self, field: str) -> str:
        """Return what a field says, "" where it says nothing."""
        text = self.texts.get(field, "")
        if self.layout.exported:
            return unshielded(text)
        text = text.strip()
        words = self.layout.words.get(field)
        if words:
            text = words.get(text, text)
        if text in ERRORS:
            self.refuse(field, f"a formula failed: {text}.", "Mend it, or empty the cell.")
            return ""
        return text

    def refuse(self, field: str, message: str, hint: str | Callable[[], str] = "") -> None:
        """Note what is wrong with a field."""
        self.noted.add(self.spot(field), message, hint)

    def value(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        """Return what a field means, None where it says nothing or is unfit."""
        text = self.text(field)
        if not text:
            return None
        try:
            return parse(text)
        except Unfit as unfit:
            self.refuse(field, unfit.message, unfit.hint)
            return None

    def word(self, field: str, words: Mapping[str, Sequence[str]]) -> str:
        """Return the word that a field means, by its own name or one that people write for it."""
        text = self.text(field)
        if not text:
            return ""
        folded = fold(text).replace("_", " ")
        for word, others in words.items():
            if folded in (word, word.replace("-", " "), *others):
                return word
        self.refuse(
            field,
            f"{quoted(text)} is not one of {one_of(list(words))}.",
            lambda: did_you_mean(text, words),
        )
        return ""

    def texts_of(self, field: str, *, commas: bool = True) -> list[str]:
        """Return the texts of a field that has several."""
        return self.pieces(self.text(field), commas=commas)

    def pieces(self, text: str, *, commas: bool = True) -> list[str]:
        """Return the parts of a text that a separator parts.

        That is the one of the layout, else `;`, `|` and line breaks, else a comma.
        """
        if self.layout.exported:
            return split(text)
        if self.layout.separator:
            parts = text.split(self.layout.separator)
        elif _BREAKS.search(text) or not commas:
            parts = _BREAKS.split(text)
        else:
            parts = text.split(",")
        stripped = (" ".join(part.split()) for part in parts)
        return list(dict.fromkeys(part for part in stripped if part))


def row_of(
    table: Table, layout: Layout, noted: Problems, number: int, texts: Sequence[Any]
) -> Cells:
    """Return a row by its fields."""
    return Cells(table, layout, number, dict(zip(layout.columns, texts, strict=True)), noted)
