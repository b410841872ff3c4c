r"""A SPARQL text as tokens: enough to tell keywords from names, strings, IRIs and comments.

Nothing is parsed here: deep nesting crashes parsers, so only a child process parses (`isolation`).
See https://www.w3.org/TR/sparql11-query/#sparqlGrammar for the tokens; each is the longest that the
grammar has there. One character needs to know what it stands in: after an operand of an expression
`<` is an operator, elsewhere it may begin an IRI, and then `#`, `'` and `)` are parts of that.

The time that a text takes is proportional to its length, whatever it is. What no query has (a
quote that is never closed, a backslash) ends it: the rest is one token.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What names are made of (productions 164 to 167): their first character, and the others.
_BASE = (
    "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_VARIABLE = f"{_BASE}_0-9\xb7\u0300-\u036f\u203f\u2040"
_NAME = f"{_VARIABLE}\\-"
#: A character of a local name that is written as an escape; rdflib has the double quote, too.
_ESCAPED = r"""%[0-9A-Fa-f]{2}|\\[_~.\-!$&'"()*+,;=/?#@%]"""

#: Repetitions are possessive: none is tried again with less, and none remembers where it was.
_STRING = r"""
    '{3}(?:[^'\\]++|\\.|'{1,2}(?!'))*+'{3}|"{3}(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3}
    |'(?:[^'\\\n\r]++|\\.)*+'|"(?:[^"\\\n\r]++|\\.)*+" """
_IRI = r"""(?P<open><<\(?)
    |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]++|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)|"""
_LOCAL = f"""(?:(?:[{_BASE}_:0-9]|{_ESCAPED})
    (?:[{_NAME}:]++|{_ESCAPED}|\\.++(?=[{_NAME}:]|{_ESCAPED}))*+)?"""
_PREFIXED = f"(?P<name>(?:[{_BASE}][{_NAME}.]*+(?<!\\.))?:{_LOCAL})|"
_RUN = re.compile(f"[{_NAME}.]*+")

#: After what words the next brackets hold an expression, where alone `<` is an operator. A word may
#: be several: oxigraph asks for no space between them.
_EXPRESSION = re.compile("FILTER|BIND|SELECT|HAVING|BY")
_ONCE = re.compile("FILTER|BIND")
_OPERANDS = frozenset({"iri", "name", "string", "variable", "blank", "language", "number"})

_CODE_POINT = re.compile(r"\\u([0-9a-f]{4}(?:[0-9a-f]{4})?)", re.IGNORECASE)
_LAST_CHARACTER = 0x10FFFF


class Token(NamedTuple):
    """A token: its kind, text and offset; `space` is white space or a comment."""

    kind: str
    text: str
    start: int


@cache
def _patterns(*, carriage_return: bool) -> dict[tuple[bool, bool], re.Pattern[str]]:
    """Return the pattern of a token where an IRI, and a prefixed name, may stand or may not.

    A comment ends with the line, for all but rdflib also where a `carriage_return` ends that.
    """
    comment = r"\#[^\n\r]*+" if carriage_return else r"\#[^\n]*+"
    return {
        (iri, name): re.compile(
            rf"""(?P<space>[\s\ufeff]++|{comment})
            |{_IRI if iri else ""}{_PREFIXED if name else ""}(?P<string>{_STRING})
            |(?P<variable>[?$][{_BASE}_0-9][{_VARIABLE}]*+)
            |(?P<blank>_:[{_BASE}_0-9](?:[{_NAME}]++|\.++(?=[{_NAME}]))*+)
            |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
            |(?P<number>(?:[0-9]++\.[0-9]*+|\.?[0-9]++)[eE][+\-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)
            |(?P<word>[{_VARIABLE}]++)
            |(?P<rest>['"\\].*)
            |(?P<other>[.,;|/+=&!^~>\-]++|.)""",
            re.VERBOSE | re.DOTALL,
        )
        for iri in (True, False)
        for name in (True, False)
    }


def iter_tokens(text: str, *, carriage_return: bool = True) -> Iterator[Token]:
    """Yield the tokens of a text, which joined are the text; no text is too odd.

    >>> [token.kind for token in iter_tokens("ASK{?s a<urn:x>}# SERVICE")]
    ['word', 'other', 'variable', 'space', 'word', 'iri', 'other', 'space']
    """
    patterns = _patterns(carriage_return=carriage_return)
    inside = _Inside()
    at = no_name_before = 0
    while at < len(text):
        found = patterns[not inside.before_operator, at >= no_name_before].match(text, at)
        assert found is not None  # noqa: S101 -- any character is a token
        kind, said = str(found.lastgroup), found.group()
        yield Token(kind, said, at)
        if kind != "space":
            inside.take(kind, said)
        if kind == "word" and at >= no_name_before:
            # Where no name begins here, none begins before all of this ends.
            no_name_before = _RUN.match(text, at).end()  # type: ignore[union-attr] # never None
        at += len(said)


class _Inside:
    """What a token stands in: the brackets around it, and whether they hold an expression."""

    def __init__(self) -> None:
        #: Whether `<` would be an operator: after an operand of an expression.
        self.before_operator = False
        self._expression = False
        #: Whether an expression is in the brackets that follow: "", "once" or "each".
        self._following = ""
        self._around: list[tuple[bool, str]] = []

    def take(self, kind: str, text: str) -> None:
        """Take note of a token."""
        operand = kind in _OPERANDS
        if kind == "word":
            word = text.upper()
            operand = word.endswith(("TRUE", "FALSE"))
            self._expect(word)
        elif kind == "open":
            if text.endswith("("):
                self._open(expression=False)
        elif kind == "other":
            if text in "([{":
                self._open(expression=text == "(" and (self._expression or bool(self._following)))
            elif text in ")]}":
                operand = True
                self._close(text)
        self.before_operator = operand and self._expression

    def _expect(self, word: str) -> None:
        if _EXPRESSION.search(word):
            self._following = "once" if _ONCE.search(word) else "each"

    def _open(self, *, expression: bool) -> None:
        self._around.append((self._expression, self._following))
        self._expression, self._following = expression, ""

    def _close(self, text: str) -> None:
        if self._around:
            self._expression, self._following = self._around.pop()
            if text == "}" or (text == ")" and self._following == "once"):
                self._following = ""


def unescape_as_rdflib(text: str) -> str:
    r"""Return a text with its code points written out as rdflib does it, before any token.

    The grammar says so, too (SPARQL 1.1, 19.2), but for a small `u` before eight digits, and a
    large one before four. oxigraph knows these escapes in strings and IRIs alone.

    >>> unescape_as_rdflib(r"\u0053ERVICE")
    'SERVICE'
    """

    def character(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        return chr(code) if code <= _LAST_CHARACTER else found[0]

    return _CODE_POINT.sub(character, text)


def position(text: str, offset: int) -> tuple[int, int]:
    r"""Return the line and the column of an offset, both from 1.

    >>> position("ASK\n{ }", 4)
    (2, 1)
    """
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
