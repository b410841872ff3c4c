"""Scales as people write them in one line, and what a level means on one."""

from __future__ import annotations

import re
from typing import NamedTuple

from skillgraph.model.values import Unfit, parse_decimal, parse_line
from skillgraph.vocab import decimal, derive_slug, fold
from skillgraph.words import one_of, quoted

_ENDS = re.compile(r"(-?[0-9.]+)\s*(?:-|–|to|\.\.)\s*(-?[0-9.]+)")
_FEWEST_WORDS = 2


class NamedScale(NamedTuple):
    """A scale: its label, its ends, and the words of its levels, from 1 up, where it has any."""

    label: str
    minimum: float
    maximum: float
    words: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id, which follows from its label."""
        return f"scale:{derive_slug(self.label)}"

    @property
    def description(self) -> str:
        """What its levels are called."""
        return ", ".join(f"{number} {word}" for number, word in enumerate(self.words, 1))

    def level(self, text: str) -> float:
        """Return the level that a text means, or raise `Unfit`.

        >>> parse_scale("Basic/Proficient/Expert").level("proficient")
        2.0
        """
        folded = fold(text)
        for number, word in enumerate(self.words, 1):
            if fold(word) == folded:
                return float(number)
        try:
            level = parse_decimal(text)
        except Unfit:
            known = f"Write {one_of(self.words)}." if self.words else f"It goes from {self.span}."
            raise Unfit(
                f"{quoted(text)} is no level of the scale {quoted(self.label)}.", known
            ) from None
        if not self.minimum <= level <= self.maximum:
            raise Unfit(
                f"{quoted(text)} is off the scale {quoted(self.label)}.",
                f"It goes from {self.span}.",
            )
        return level

    @property
    def span(self) -> str:
        """Its ends, in words."""
        return f"{decimal(self.minimum)} to {decimal(self.maximum)}"


def parse_scale(text: str) -> NamedScale:
    """Return the scale that a text describes, with its own label before a colon or a derived one.

    >>> parse_scale("0-5")
    NamedScale(label='0 to 5', minimum=0.0, maximum=5.0, words=())
    >>> parse_scale("Proficiency: Basic/Expert").words
    ('Basic', 'Expert')
    """
    label, colon, rest = text.partition(":")
    label = parse_line(label) if colon else ""
    body = (rest if colon else text).strip()
    if ends := _ENDS.fullmatch(body):
        low, high = parse_decimal(ends[1]), parse_decimal(ends[2])
        if low >= high:
            raise Unfit(f"the scale {quoted(body)} is reversed.", "Write 0-5.")
        return NamedScale(label or f"{decimal(low)} to {decimal(high)}", low, high)
    words = tuple(parse_line(word) for word in body.split("/")) if "/" in body else ()
    if len(words) < _FEWEST_WORDS:
        hint = "Write its ends, as 0-5, or its words from the lowest up, as Basic/Proficient/Expert"
        raise Unfit(f"{quoted(text)} is no scale.", f"{hint}.")
    if len({fold(word) for word in words}) < len(words):
        raise Unfit(f"the scale {quoted(body)} has a word twice.", "Write each once.")
    return NamedScale(label or f"{words[0]} to {words[-1]}", 1.0, float(len(words)), words)
