"""What stands where a role and a skill meet: a level, a mark, nothing, or what nobody can know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from skillgraph.model.values import Unfit, parse_decimal
from skillgraph.vocab import fold
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skillgraph.readers.scales import NamedScale
    from skillgraph.vocab import Importance

#: What people write where a role doesn't need a skill.
NOTHING = ("n/a", "na", "n.a.", "-", "–", "—", "none", "nil", "no", "false")

#: What people write where a role needs a skill, without a level.
MARKS = ("x", "✓", "✔", "☑", "●", "•", "yes", "y", "true")


#: What people put beside a level.
_SIGNS = "*+!?°()[]^# "


class Meaning(NamedTuple):
    """What cells mean; the defaults take nothing for something."""

    scale: NamedScale | None = None
    blank: Literal["none", "error"] = "none"
    zero: Literal["none", "level", "error"] = "none"
    text: Literal["error", "none"] = "error"
    nothing: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    #: What stands before or after a level ("3*"), and the importance that it says.
    importance: Mapping[str, Importance] = {}


class Unscaled(Unfit):
    """A number where the levels have no scale: a slip of the question, not of the cell."""


class Mark(NamedTuple):
    """A requirement that a cell states."""

    importance: Importance
    level: float | None


class Marks:
    """Reads cells by their meaning.

    >>> from skillgraph.readers.scales import parse_scale
    >>> marks = Marks(Meaning(parse_scale("0-5"), importance={"*": "helpful"}))
    >>> marks.read("3*"), marks.read("n/a"), marks.read("0")
    (Mark(importance='helpful', level=3.0), None, None)
    """

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._nothing = {fold(word) for word in (*NOTHING, *meaning.nothing)}
        # Where there is a scale, a mark that nobody has named is likely a slip.
        marks = meaning.marks if meaning.scale else (*MARKS, *meaning.marks)
        self._marks = {fold(word) for word in marks}
        self._nothing -= {fold(word) for word in meaning.marks}
        self._signs = sorted(meaning.importance, key=len, reverse=True)

    def read(self, text: str, fault: str = "") -> Mark | None:
        """Return what a cell states, None where that is nothing; else it raises `Unfit`."""
        if fault:
            raise Unfit(f"{fault}.", "Write a level.")
        if not text:
            if self._meaning.blank == "error":
                raise Unfit("the cell is blank.", "Write a level, or n/a.")
            return None
        importance, rest = self._importance(text)
        if fold(rest) in self._marks:
            return Mark(importance, None)
        if self._is_nothing(rest):
            return None
        if self._meaning.scale is None:
            raise _unscaled(text, rest)
        try:
            return Mark(importance, self._meaning.scale.level(rest))
        except Unfit as unfit:
            bare = rest.strip(_SIGNS)
            if bare != rest and self._is_level(bare):
                hint = "Say what the sign means, such as --importance '*=helpful'."
                raise Unfit(unfit.message, hint) from None
            raise

    def _is_nothing(self, rest: str) -> bool:
        if fold(rest) in self._nothing:
            return True
        if _is_zero(rest):
            if self._meaning.zero == "error":
                raise Unfit("0 stands here.", "Say what it means: --zero none, or --zero level.")
            return self._meaning.zero == "none"
        return self._meaning.text == "none" and not self._is_level(rest)

    def _is_level(self, rest: str) -> bool:
        """Tell whether a text is meant as a level: a number, be it off the scale, or its word."""
        scale = self._meaning.scale
        words = scale.words if scale else ()
        return _is_number(rest) or fold(rest) in map(fold, words)

    def _importance(self, text: str) -> tuple[Importance, str]:
        for sign in self._signs:
            for rest in (text.removesuffix(sign), text.removeprefix(sign)):
                if rest != text and rest.strip():
                    return self._meaning.importance[sign], rest.strip()
        return "essential", text


def _unscaled(text: str, rest: str) -> Unfit:
    if _is_number(rest):
        return Unscaled("the levels have no scale.", "Say which, such as --scale 0-5.")
    hint = "Say what it means: --mark, --na, --scale or --text none."
    return Unfit(f"{quoted(text)} means nothing known.", hint)


def _is_number(text: str) -> bool:
    try:
        parse_decimal(text)
    except Unfit:
        return False
    return True


def _is_zero(text: str) -> bool:
    return _is_number(text) and parse_decimal(text) == 0
