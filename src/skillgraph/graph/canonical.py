"""Facts in canonical form: texts in NFC with lines ended by LF, language tags in lower case.

So the same text is the same bytes in every export, whoever typed it
(https://www.w3.org/TR/rdf11-concepts/#section-Graph-Literal).
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import is_normalized

from skillgraph.model.facts import Text
from skillgraph.vocab import nfc

if TYPE_CHECKING:
    from skillgraph.model.facts import Catalog, Node, Source

    AnyFact = TypeVar("AnyFact", Catalog, Node, Source)


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
    return dataclasses.replace(fact, **changed) if changed else fact


def canonical_text(text: str) -> str:
    r"""Return a text in canonical form.

    >>> canonical_text("a\rb")
    'a\nb'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc(text)


def is_canonical(text: str) -> bool:
    r"""Tell whether a text is in canonical form, and so every text that it was joined from.

    That holds of texts joined by a space or a line feed: neither composes with what follows.

    >>> is_canonical("caf\u00e9"), is_canonical("cafe\u0301"), is_canonical("a\r")
    (True, False, False)
    """
    return "\r" not in text and (text.isascii() or is_normalized("NFC", text))


@lru_cache
def _names(class_: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(class_))


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return canonical_text(value)
    if isinstance(value, Text):
        return Text(canonical_text(value.value), value.language.lower())
    if isinstance(value, tuple):
        ours = map(_value, value)
        return type(value)._make(ours) if hasattr(value, "_make") else tuple(ours)
    return value
