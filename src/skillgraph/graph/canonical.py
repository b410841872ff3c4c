"""Facts in canonical form: texts in NFC with lines ended by LF, language tags in lower case.

So the same text is the same bytes in every export, whoever typed it
(https://www.w3.org/TR/rdf11-concepts/#section-Graph-Literal).
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from skillgraph.model.facts import Fact, Text
from skillgraph.vocab import nfc

if TYPE_CHECKING:
    AnyFact = TypeVar("AnyFact", bound=Fact)


def canonical(fact: AnyFact) -> AnyFact:
    r"""Return a fact with all its texts in canonical form; one that is so already comes back.

    >>> from skillgraph.model.facts import Source
    >>> canonical(Source(id="source:a", label="a\r\nb")).label
    'a\nb'
    """
    changed = {}
    class_: Any = type(fact)
    for name in _names(class_):
        value = getattr(fact, name)
        ours = _value(value)
        if ours is not value and ours != value:
            changed[name] = ours
    return replace(fact, **changed) if changed else fact


@lru_cache
def _names(class_: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(class_))


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Text):
        text, language = _text(value.value), value.language.lower()
        same = text is value.value and language == value.language
        return value if same else Text(text, language)
    if isinstance(value, tuple) and value:
        return tuple(map(_value, value))
    return value


def _text(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc(text)
