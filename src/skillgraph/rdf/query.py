"""A person's query before anything runs it: its kind, its columns, and what is refused at once.

These checks make good errors early; what keeps a query from files, the network and too much
memory is `skillgraph.isolation`, and doesn't depend on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.rdf.terms import NAMESPACES
from skillgraph.rdf.tokens import Token, declared_prefixes, iter_tokens, position, unescape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal["select", "ask", "construct", "describe"]


#: Engines crash from some 2,000 levels on; no query that means something comes near this.
MOST_NESTED = 200
#: A longer text is no query that a person wrote.
MOST_CHARACTERS = 1_000_000

_KINDS: dict[str, Kind] = {
    "select": "select",
    "ask": "ask",
    "construct": "construct",
    "describe": "describe",
}
_UPDATES = {
    "insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with",
}  # fmt: skip
_OPENING, _CLOSING = "({[", ")}]"
#: So much of a long line is shown, and so much of that before the place.
_SHOWN, _SHOWN_BEFORE = 90, 60


class Query(NamedTuple):
    """A query that may be run. `place` is what its errors call it: "query", or its file."""

    text: str
    place: str
    kind: Kind
    #: The variables in order of appearance where it is a `SELECT *`, whose columns have no order.
    star: tuple[str, ...] | None
    #: Prefixes that are used and declared by us alone.
    borrowed: tuple[str, ...]
    #: What else stands before a colon, as a prefix does, and is declared by nobody.
    undeclared: tuple[str, ...]
    #: Where files that are asked declare some of either, the IRI and the file.
    elsewhere: Mapping[str, tuple[str, str]]


def parse_query(text: str, place: str = "query", *, remote: bool = False) -> Query:
    """Return a query that passed the checks; else `InvalidInput` with line, column and the place.

    Only a remote endpoint may be asked for other graphs (FROM) or other endpoints (SERVICE).

    >>> parse_query("SELECT ?s WHERE { ?s a sg:Skill }").kind
    'select'
    """
    if len(text) > MOST_CHARACTERS:
        problem = InputProblem(place, f"a query has at most {MOST_CHARACTERS:,} characters.")
        raise InvalidInput(problem)
    tokens = list(iter_tokens(text))
    _check_nesting(text, place, tokens)
    kind_at = _find_kind(text, place, tokens)
    if not remote:
        _check_reach(text, place, tokens)
        _check_escapes(text, place)
    kind = _KINDS[tokens[kind_at].text.lower()]
    own = declared_prefixes(tokens[:kind_at])
    used = dict.fromkeys(token.text.partition(":")[0] for token in tokens if token.kind == "name")
    borrowed = tuple(prefix for prefix in used if prefix in NAMESPACES and prefix not in own)
    undeclared = tuple(prefix for prefix in used if prefix not in NAMESPACES and prefix not in own)
    return Query(text, place, kind, _star(tokens[kind_at:]), borrowed, undeclared, {})


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


def find_prefix(text: str, prefix: str) -> tuple[int, int] | None:
    """Return where a prefix is first used."""
    for token in iter_tokens(text):
        if token.kind == "name" and token.text.partition(":")[0] == prefix:
            return position(text, token.start)
    return None


def _check_nesting(text: str, place: str, tokens: Sequence[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.kind == "other":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > MOST_NESTED:
            raise refusal(
                text, place, position(text, token.start),
                f"groups are nested more than {MOST_NESTED} deep.",
                "Write it flatter.",
            )  # fmt: skip


def _find_kind(text: str, place: str, tokens: Sequence[Token]) -> int:
    """Return the index of the word that says the kind: the first after the prologue."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        word = token.text.lower()
        if _is_word(token, "prefix"):
            at += 3
        elif _is_word(token, "base"):
            at += 2
        elif token.kind == "word" and word in _KINDS:
            return at
        else:
            break
    if at >= len(tokens):
        raise InvalidInput(
            InputProblem(place, "the query is empty.", "Try 'SELECT * { ?s ?p ?o }'.")
        )
    token = tokens[at]
    if token.kind == "word" and token.text.lower() in _UPDATES:
        message = "updates are refused: a graph is compiled from catalogues, and asked."
        raise refusal(text, place, position(text, token.start), message, "Change the catalogue.")
    raise refusal(
        text, place, position(text, token.start),
        "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after any PREFIX.",
    )  # fmt: skip


def _check_reach(text: str, place: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if _is_word(token, "service"):
            message = "SERVICE is refused: a query reaches nothing but its own graph."
            hint = "Ask a remote endpoint itself: --endpoint URL."
        elif _is_word(token, "from"):
            message = "FROM is refused: what is asked is what was opened, and nothing is fetched."
            hint = "Open what you mean: --graph PATH, --rdf FILE or --named-graph IRI FILE."
        else:
            continue
        raise refusal(text, place, position(text, token.start), message, hint)


def _check_escapes(text: str, place: str) -> None:
    r"""Refuse what only becomes a keyword once `\u0053` is read as S: the engines differ there."""
    if "\\u" not in text and "\\U" not in text:
        return
    plain = unescape(text)
    for token in iter_tokens(plain):
        if _is_word(token, "service") or _is_word(token, "from"):
            raise refusal(
                text, place, position(text, text.find("\\")),
                f"{token.text.upper()} is refused, however it is spelled.",
            )  # fmt: skip


def _star(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    """Return the variables in order of appearance where these begin with `SELECT *`."""
    words = [token for token in tokens[1:3] if token.text.lower() not in {"distinct", "reduced"}]
    if not words or words[0].text != "*":
        return None
    return tuple(dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable"))


def _is_word(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.lower() == word
