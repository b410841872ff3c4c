"""A tree of texts, lists and mappings as YAML that a person likes to edit.

Texts stand without quotes where every parser reads them as that text, short lists and mappings on
one line; what is longer goes on below, and no line is wider than 100 columns unless a word is.
See https://yaml.org/spec/1.2.2/ for the words.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree = str | list[Any] | dict[str, Any]

WIDTH = 100

#: An entry of more keys is easier to read with a line for each.
_KEYS_OF_A_LINE = 3

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
#: What a plain text must not begin with; some may under conditions that nobody remembers.
_INDICATORS = (*"-?:,[]{}#&*!|>'\"%@`", "...")
_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")
#: Truth values of YAML 1.1 that PyYAML takes for texts.
_LETTERS = frozenset("yYnN")


class Bare(str):
    """A number or a truth value: written as it is."""

    __slots__ = ()


class Column(list[Any]):
    """A list with a line for each item."""

    __slots__ = ()


def scalar(text: str, *, flow: bool = False) -> str:
    r"""Return a text as one line of YAML; `flow` where it stands within brackets.

    >>> [scalar(text) for text in ("CI/CD", "no", "012", "a: b", "C#", "two\nlines")]
    ['CI/CD', '"no"', '"012"', '"a: b"', 'C#', '"two\\nlines"']
    >>> scalar("a, b"), scalar("a, b", flow=True)
    ('a, b', '"a, b"')
    """
    if isinstance(text, Bare) or _is_plain(text, flow=flow):
        return str(text)
    return '"' + "".join(_ESCAPES.get(char) or _escape(char) for char in text) + '"'


def section_lines(name: str, entries: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield a section of entries by id, those of several lines with a blank line around them."""
    yield f"{name}:"
    blocks = [list(_entry_lines(key, entry)) for key, entry in entries.items()]
    yield from blocks[0] if blocks else ()
    for earlier, block in pairwise(blocks):
        if len(earlier) > 1 or len(block) > 1:
            yield ""
        yield from block


def mapping_lines(mapping: dict[str, Any], indent: int) -> Iterator[str]:
    """Yield a mapping with a line or more for each key."""
    for key, value in mapping.items():
        yield from _key_lines(key, value, indent)


def _entry_lines(key: str, entry: dict[str, Any]) -> Iterator[str]:
    head = f"  {scalar(key)}:"
    line = f"{head} {_flow(entry)}"
    short = len(entry) <= _KEYS_OF_A_LINE and all(map(_is_line, entry.values()))
    if short and len(line) <= WIDTH:
        yield line
    else:
        yield head
        yield from mapping_lines(entry, 4)


def _key_lines(key: str, value: Tree, indent: int) -> Iterator[str]:
    head = f"{' ' * indent}{key}:"
    match value:
        case str():
            yield from _text_lines(head, value, indent)
        case dict():
            if (
                all(map(_is_short, value.values()))
                and len(line := f"{head} {_flow(value)}") <= WIDTH
            ):
                yield line
            else:
                yield head
                yield from mapping_lines(value, indent + 2)
        case list():
            if isinstance(value, Column) or any(isinstance(item, dict) for item in value):
                yield head
                for item in value:
                    yield from _item_lines(item, indent + 2)
            else:
                yield from _list_lines(head, value, indent)


def _item_lines(item: str | dict[str, Any], indent: int) -> Iterator[str]:
    head = f"{' ' * indent}-"
    if isinstance(item, str):
        yield from _text_lines(head, item, indent)
    elif all(map(_is_short, item.values())) and len(line := f"{head} {_flow(item)}") <= WIDTH:
        yield line
    else:
        first, *others = mapping_lines(item, indent + 2)
        yield f"{head} {first.lstrip()}"
        yield from others


def _list_lines(head: str, items: list[str], indent: int) -> Iterator[str]:
    words = [scalar(item, flow=True) for item in items]
    words = [f"{word}," for word in words[:-1]] + [f"{word}]" for word in words[-1:]]
    words[0] = f"[{words[0]}"
    yield from _filled(head, words, indent + 2)


def _text_lines(head: str, text: str, indent: int) -> Iterator[str]:
    if "\n" in text and text == text.strip() and all(map(str.isprintable, text.split("\n"))):
        yield f"{head} |-"
        yield from (f"{' ' * (indent + 2)}{line}" if line else "" for line in text.split("\n"))
    else:
        yield from _filled(head, _BREAK.split(scalar(text)), indent + 2)


def _filled(line: str, words: list[str], indent: int) -> Iterator[str]:
    """Yield words after a head, as many on a line as it has room for."""
    for number, word in enumerate(words):
        if number and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = f"{' ' * indent}{word}"
        else:
            line = f"{line} {word}"
    yield line


def _flow(value: Tree) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return scalar(value, flow=True)


def _is_line(value: Tree) -> bool:
    return isinstance(value, str) and "\n" not in value


def _is_short(value: Tree) -> bool:
    """Tell whether a value may stand within brackets: a line, or a list of such."""
    if isinstance(value, list):
        return not isinstance(value, Column) and all(map(_is_line, value))
    return _is_line(value)


def _is_plain(text: str, *, flow: bool) -> bool:
    return not (
        not text
        or not text.isprintable()
        or text != text.strip()
        or text.startswith(_INDICATORS)
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or (flow and any(char in ",[]{}:?" for char in text))
        or text in _LETTERS
        or _is_number(text)
        or _tag(text) != "tag:yaml.org,2002:str"
    )


def _is_number(text: str) -> bool:
    """Tell whether some parser could take a text for a number: YAML 1.2 has 1e3 and 0o17."""
    for parse in (float, lambda digits: int(digits, 0)):
        try:
            parse(text)
        except ValueError:
            continue
        return True
    return False


def _tag(text: str) -> str:
    resolver = _resolver()
    return str(resolver.resolve(yaml.ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]  # its stub has no types


@cache
def _resolver() -> yaml.resolver.Resolver:
    return yaml.resolver.Resolver()


def _escape(char: str) -> str:
    # Python's escapes of what is not ASCII are those of YAML.
    return char if char.isprintable() else char.encode("unicode_escape").decode()
