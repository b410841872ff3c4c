"""A person's query before anything runs it: its kind, its columns, and what is refused at once.

These checks make good errors early; what keeps a query from files, the network and too much
memory is `skillgraph.isolation`, and doesn't depend on them. Where there is no isolation, they are
all there is: so no spelling of SERVICE or FROM that an engine would read passes them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput, clipped
from skillgraph.rdf.terms import NAMESPACES
from skillgraph.rdf.tokens import Token, iter_tokens, position, unescape_as_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["select", "ask", "construct", "describe"]


#: Engines crash from some 2,000 levels on; no query that means something comes near this.
MOST_NESTED = 200
#: A longer text is no query that a person wrote.
MOST_CHARACTERS = 1_000_000

_KINDS: dict[str, Kind] = {
    "SELECT": "select",
    "ASK": "ask",
    "CONSTRUCT": "construct",
    "DESCRIBE": "describe",
}
_UPDATES = {
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
}  # fmt: skip
_NESTING = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}
#: So much of a long line is shown, and so much of that before the place.
_SHOWN, _SHOWN_BEFORE = 90, 60

#: What reaches out, also as a part of a word: oxigraph reads SERVICESILENT, and trueSERVICE.
_REACHING = re.compile("SERVICE|FROM")
#: Parts of names that oxigraph reads as keywords, and what follows as a name of its own, where they
#: mean nothing else: FROMa:b as FROM and a:b. Some of the keywords decide what `<` is.
_LIKE_KEYWORDS = re.compile(
    r"(?:(?:TRUE|FALSE)\.*|ASK|CONSTRUCT|DESCRIBE|GROUP|ORDER)?"
    "(?:SERVICE|FROM|FILTER|BIND|HAVING|BY)"
)
_LONE_RETURN = re.compile("\r(?!\n)")


class Query(NamedTuple):
    """A query that may be run. `place` is what its errors call it: "query", or its file."""

    text: str
    place: str
    kind: Kind
    #: The variables in order of appearance where it is a `SELECT *`, whose columns have no order.
    star: tuple[str, ...] | None
    #: Prefixes that it declares itself, with their IRIs.
    declared: Mapping[str, str]
    #: Prefixes that it uses, and where it does so first.
    prefixes: Mapping[str, int]
    #: Prefixed names and IRIs that it asks about, and where each stands first.
    asked: Mapping[str, int]
    #: Where files that are asked declare a prefix that it doesn't: the IRI and the file.
    elsewhere: Mapping[str, tuple[str, str]] = {}

    @property
    def borrowed(self) -> tuple[str, ...]:
        """The prefixes that it uses and we declare, alone."""
        ours = NAMESPACES.keys() - self.declared.keys()
        return tuple(prefix for prefix in self.prefixes if prefix in ours)

    @property
    def undeclared(self) -> tuple[str, ...]:
        """The prefixes that it uses and nobody declares."""
        known = NAMESPACES.keys() | self.declared.keys()
        return tuple(prefix for prefix in self.prefixes if prefix not in known)

    def position_of(self, prefix: str) -> tuple[int, int]:
        """Return the line and column in which a prefix is used first."""
        return position(self.text, self.prefixes.get(prefix, 0))


def parse_query(text: str, place: str = "query", *, remote: bool = False) -> Query:
    """Return a query that passed the checks; else `InvalidInput` with line, column and the place.

    Only a remote endpoint may be asked for other graphs (FROM) or other endpoints (SERVICE).

    >>> parse_query("SELECT ?s WHERE { ?s a sg:Skill }").kind
    'select'
    """
    if len(text) > MOST_CHARACTERS:
        problem = InputProblem(place, f"a query has at most {MOST_CHARACTERS:,} characters.")
        raise InvalidInput(problem)
    return _parsed(text, place, remote)


@lru_cache(4)
def _parsed(text: str, place: str, remote: bool) -> Query:  # noqa: FBT001 -- a cache's key
    reading = _Reading(text, place)
    for token in iter_tokens(text):
        if token.kind != "space":
            reading.take(token)
    return reading.query(remote=remote)


def refusal(
    text: str, place: str, at: tuple[int, int], message: str, hint: str = ""
) -> InvalidInput:
    """Return the error for a place in a query, with the line there and a mark under the column."""
    line, column = at
    lines = text.split("\n")
    shown = lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
    start = max(0, column - _SHOWN_BEFORE)
    cut = shown[start : start + _SHOWN].replace("\t", " ")
    message = f"{message} {hint}".rstrip()
    if cut.strip():
        message = f"{message}\n  {cut}\n  {' ' * (column - 1 - start)}^"
    return InvalidInput(InputProblem(f"{place}:{line}:{column}", message))


class _Reading:
    """What the tokens of a text say, taken one after the other, once."""

    def __init__(self, text: str, place: str) -> None:
        self._text, self._place = text, place
        self._depth = 0
        self._kind: Token | None = None
        self._declaring: list[str] = []
        self._first: Token | None = None
        self._in_template = False
        self._reaching: Token | None = None
        self._variables: dict[str, None] = {}
        self._declared: dict[str, str] = {}
        self._prefixes: dict[str, int] = {}
        self._asked: dict[str, int] = {}

    def take(self, token: Token) -> None:
        """Take the next token; groups that are nested too deeply end it."""
        if token.kind in ("other", "open"):
            self._nest(token)
        elif self._reaching is None and is_reaching(token):
            self._reaching = token
        if self._kind is None:
            self._take_first(token)
            return
        if self._first is None and token.text.upper() not in {"DISTINCT", "REDUCED"}:
            self._first = token
            self._in_template = token.text == "{" and self._kind.text.upper() == "CONSTRUCT"
        if token.kind == "variable":
            self._variables[token.text[1:]] = None
        elif token.kind in ("name", "iri"):
            self._take_name(token)
        elif token.text == "}":
            self._in_template = False

    def _nest(self, token: Token) -> None:
        self._depth += _NESTING.get(token.text[-1], 0)
        if self._depth > MOST_NESTED:
            message = f"groups are nested more than {MOST_NESTED} deep."
            raise self._refusal(token, message, "Write it flatter.")

    def _take_first(self, token: Token) -> None:
        """Take a token of the prologue, or the first after it, which says the kind."""
        word = token.text.upper()
        if self._declaring:
            self._declaring.append(token.text)
            if self._declaring[0] == "BASE":
                self._declaring = []
            elif len(self._declaring) == len(("PREFIX", "a:", "<iri>")):
                _, name, iri = self._declaring
                self._declared[name.removesuffix(":")] = iri[1:-1]
                self._declaring = []
        elif token.kind == "word" and word in ("PREFIX", "BASE"):
            self._declaring = [word]
        else:
            self._kind = token

    def _take_name(self, token: Token) -> None:
        # What follows a bracket that nothing closes was to be an IRI.
        if token.kind == "name" and self._text[token.start - 1] != "<":
            self._prefixes.setdefault(token.text.partition(":")[0], token.start)
        if not self._in_template:
            self._asked.setdefault(token.text, token.start)

    def query(self, *, remote: bool) -> Query:
        """Return what was read, where it is a query that may be asked."""
        kind = self._checked_kind()
        if not remote:
            self._check_reach()
        star = self._first is not None and self._first.text == "*"
        return Query(
            text=self._text,
            place=self._place,
            kind=kind,
            star=tuple(self._variables) if star else None,
            declared=self._declared,
            prefixes=self._prefixes,
            asked=self._asked,
        )

    def _checked_kind(self) -> Kind:
        token = self._kind
        if token is None:
            hint = "Try 'SELECT * { ?s ?p ?o }'."
            raise InvalidInput(InputProblem(self._place, "the query is empty.", hint))
        word = token.text.upper() if token.kind == "word" else ""
        if word in _UPDATES:
            message = "updates are refused: a graph is compiled from catalogues, and asked."
            raise self._refusal(token, message, "Change the catalogue.")
        if word not in _KINDS:
            message = "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after any PREFIX."
            raise self._refusal(token, message)
        return _KINDS[word]

    def _check_reach(self) -> None:
        if self._reaching is not None:
            raise self._refusal(self._reaching, *_refused(self._reaching))
        for other in _other_readings(self._text):
            if any(map(is_reaching, iter_tokens(other, carriage_return=False))):
                at = self._text.find("\\") if "\\" in self._text else self._text.find("\r")
                message = "SERVICE and FROM are refused, however they are spelled."
                raise self._refusal(Token("other", "", at), message)

    def _refusal(self, token: Token, message: str, hint: str = "") -> InvalidInput:
        at = position(self._text, token.start)
        return refusal(self._text, self._place, at, message, hint)


def is_reaching(token: Token) -> bool:
    """Tell whether an engine may read a token as SERVICE or FROM, or one that decides what `<` is.

    Upper case, as rdflib compares: a long s is one there.

    >>> [is_reaching(Token(*each, 0)) for each in [("word", "fROMNAMED"), ("name", "a:from")]]
    [True, False]
    """
    if token.kind == "word":
        return _REACHING.search(token.text.upper()) is not None
    if token.kind == "name":
        prefix, _, local = token.text.upper().partition(":")
        # To oxigraph a name ends before its second dot.
        return any(map(_LIKE_KEYWORDS.match, (prefix, *local.split(".")[2:])))
    return False


def _refused(token: Token) -> tuple[str, str]:
    """Return why a token is refused, and what helps."""
    if token.kind == "name":
        message = f"'{clipped(token.text)}' may be read as a keyword and what follows it."
        return message, "Give the prefix another name, or write the IRI as a whole."
    if "SERVICE" in token.text.upper():
        message = "SERVICE is refused: a query reaches nothing but its own graph."
        return message, "Ask a remote endpoint itself: --endpoint URL."
    message = "FROM is refused: what is asked is what was opened, and nothing is fetched."
    return message, "Open what you mean: --graph PATH, --rdf FILE or --named-graph IRI FILE."


def _other_readings(text: str) -> Iterator[str]:
    """Yield what rdflib reads where that is another text: it unescapes all, and has other ends of
    lines.
    """  # noqa: D205 -- no shorter
    if "\\u" in text or "\\U" in text or _LONE_RETURN.search(text):
        yield unescape_as_rdflib(text)
