"""A SPARQL text as tokens: enough to tell keywords from names, strings and comments.

Nothing is parsed here: deep nesting crashes parsers, so only a child process parses (`isolation`).
See https://www.w3.org/TR/sparql11-query/#sparqlGrammar for the tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: The alternatives in order: what is longest or would swallow others comes first.
_TOKEN = re.compile(
    r"""(?P<space>[\s\ufeff]+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*(?:\\[uU][0-9A-Fa-f]{4,8}[^<>"{}|^`\\\x00-\x20]*)*>)
    |(?P<string>'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3}
        |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    |(?P<variable>[?$]\w+)
    |(?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])?
        (?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*(?:[\w:\-]|%[0-9A-Fa-f]{2}|\\[^\w\s]))?)
    |(?P<word>@?[^\W\d][\w\-]*)
    |(?P<number>\d[\w.]*)
    |(?P<escape>\\[uU])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST_CHARACTER = 0x10FFFF


class Token(NamedTuple):
    """A token that means something: its kind (a group of the pattern), text and offset."""

    kind: str
    text: str
    start: int


def iter_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, without white space and comments; no text is too odd.

    >>> [token.kind for token in iter_tokens("ASK { ?s a <urn:x> } # SERVICE")]
    ['word', 'other', 'variable', 'word', 'iri', 'other']
    """
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        if kind != "space":
            yield Token(kind, found.group(), found.start())


def declared_prefixes(tokens: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares itself, each with its IRI.

    >>> declared_prefixes(list(iter_tokens("PREFIX a: <urn:x> PREFIX : <urn:y> ASK { :s a:p 1 }")))
    {'a': 'urn:x', '': 'urn:y'}
    """
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.kind == "word" and word.text.lower() == "prefix"
    }


def unescape(text: str) -> str:
    r"""Return a text as it reads once its code points are written out (SPARQL 1.1, 19.2).

    >>> unescape(r"\u0053ERVICE")
    'SERVICE'
    """

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code <= _LAST_CHARACTER else found[0]

    return _ESCAPE.sub(character, text)


def position(text: str, offset: int) -> tuple[int, int]:
    r"""Return the line and the column of an offset, both from 1.

    >>> position("ASK\n{ }", 4)
    (2, 1)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
