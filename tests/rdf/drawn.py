"""Queries drawn from SPARQL's grammar, as tokens: what each is is known before it is read.

Names, IRIs, texts and comments are chosen for what they look like in another place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random


class Drawn(NamedTuple):
    """A token, by its kind and text."""

    kind: str
    text: str


Tokens = list[Drawn]

IRIS = (
    "<urn:x>", "<urn:x#y>", "<urn:a'b>", "<urn:a(b)>", "<urn:a)b>", "<#p>", "<p>", "<a:b?c=d#e>",
    "<urn:SERVICE>", "<urn:x)SERVICE?c#>", "<http://127.0.0.1:9/>", "<)>", "<(>", "<''>", "<#>",
    "<?b#>", "<-1>", "<x:y>", "<$a>", "<1>", "<?b)SERVICE?c#>", "<1#>",
)  # fmt: skip
NAMES = (
    "x:a", "x:", "x:a.b", ":b", ":", "x:1", "x:a%20b", "x:a\\-b", "x:a\\'b", "x:a\\#b", "x:from",
    "x:service", "y.z:w", "x:a-b", "x:a:b", "x:_", "x:é·", "x:service1", "y.z:from",
)  # fmt: skip
VARIABLES = ("?a", "$b", "?from", "?service", "?c1", "?a\u0301", "?1")
TEXTS = (
    "'a'", '"b"', "''", '""', "'it\\'s'", '"\\\\"', "'''a'b''c\n'''", '"""x"y\n"""', "'<'", "'}'",
    "'SERVICE <x>'", "'#'", "'#\\''", "'\\u0027'", "'''\\''''", '"{"', "'''a\\'''''",
)  # fmt: skip
NUMBERS = ("1", "1.5", "1e5", ".5", "1.e3", "0", "12E-2")
LANGUAGES = ("@en", "@en-GB", "@service-1")
SPACES = (" ", "\n", "\t", "  ", "\r\n")
COMMENTS = (" # SERVICE\n", "#'\n", "#'''\n", "#<\n", '#"\r\n', " #\r\n", "#)}\n")
_DEEPEST = 5


def words(*texts: str) -> Tokens:
    return [Drawn("word", text) for text in texts]


def signs(*texts: str) -> Tokens:
    return [Drawn("other", text) for text in texts]


class Drawer:
    """Draws queries; `reach` of their parts ask for other graphs or endpoints."""

    def __init__(self, random: Random, reach: float = 0.0) -> None:
        self._random, self._reach = random, reach
        self._depth = 0

    def query(self) -> Tokens:
        """Draw a query."""
        prologue = [
            *words("PREFIX"), Drawn("name", "x:"), Drawn("iri", "<urn:x#>"),
            *words("PREFIX"), Drawn("name", ":"), Drawn("iri", "<urn:d>"),
            *words("PREFIX"), Drawn("name", "y.z:"), Drawn("iri", "<urn:yz>"),
            *words("BASE"), Drawn("iri", "<urn:base>"),
        ]  # fmt: skip
        return prologue + self._one(
            lambda: self._select(self._dataset()),
            lambda: self._select(self._dataset()),
            lambda: words("ASK") + self._dataset() + self._group(),
            self._construct,
            self._describe,
        )

    def _one(self, *ways: Callable[[], Tokens]) -> Tokens:
        return self._random.choice(ways)()

    def _maybe(self, chance: float, way: Callable[[], Tokens]) -> Tokens:
        return way() if self._random.random() < chance else []

    def _some(self, way: Callable[[], Tokens], least: int, most: int, between: str = "") -> Tokens:
        found: Tokens = []
        for at in range(self._random.randint(least, most)):
            found += (signs(between) if at and between else []) + way()
        return found

    def _deeper(self, way: Callable[[], Tokens], otherwise: Callable[[], Tokens]) -> Tokens:
        if self._depth >= _DEEPEST:
            return otherwise()
        self._depth += 1
        try:
            return way()
        finally:
            self._depth -= 1

    def _token(self, kind: str, texts: tuple[str, ...]) -> Tokens:
        return [Drawn(kind, self._random.choice(texts))]

    def _variable(self) -> Tokens:
        return self._token("variable", VARIABLES)

    def _iri(self) -> Tokens:
        return self._one(lambda: self._token("iri", IRIS), lambda: self._token("name", NAMES))

    def _literal(self) -> Tokens:
        def text() -> Tokens:
            return self._token("string", TEXTS)

        return self._one(
            text,
            lambda: text() + self._token("language", LANGUAGES),
            lambda: text() + signs("^", "^") + self._iri(),
            lambda: self._token("number", NUMBERS),
            lambda: words(self._random.choice(("true", "false"))),
        )

    def _term(self) -> Tokens:
        return self._one(self._iri, self._iri, self._variable, self._literal)

    def _node(self) -> Tokens:
        return self._one(
            self._term,
            self._term,
            self._term,
            lambda: self._token("blank", ("_:a", "_:b.c", "_:1")),
            lambda: self._deeper(self._collection, self._term),
        )

    def _collection(self) -> Tokens:
        return self._one(
            lambda: signs("(") + self._some(self._node, 0, 3) + signs(")"),
            lambda: signs("[") + self._verb() + self._node() + signs("]"),
        )

    def _path(self) -> Tokens:
        return self._deeper(self._longer_path, self._iri)

    def _longer_path(self) -> Tokens:
        return self._one(
            self._iri,
            self._iri,
            lambda: self._path() + signs(self._random.choice("/|")) + self._path(),
            lambda: signs("(") + self._path() + signs(")", self._random.choice("*+?")),
            lambda: signs("!", "(") + self._iri() + signs("|", "^") + self._iri() + signs(")"),
            lambda: words("a"),
        )

    def _verb(self) -> Tokens:
        return self._one(self._path, self._path, self._variable, lambda: words("a"))

    def _triples(self) -> Tokens:
        subject = self._one(self._iri, self._variable, self._node)
        more = self._maybe(0.3, lambda: signs(";") + self._verb() + self._node())
        return subject + self._verb() + self._some(self._node, 1, 2, ",") + more

    def _expression(self) -> Tokens:
        return self._deeper(self._longer_expression, self._term)

    def _longer_expression(self) -> Tokens:
        def compared() -> Tokens:
            sign = self._random.choice(("<", "<", "<", ">", "=", "+", "*"))
            return self._expression() + signs(sign) + self._expression()

        def called() -> Tokens:
            return self._iri() + self._arguments(0, 2)

        name = self._random.choice(("STR", "isIRI", "ABS", "lcase"))
        return self._one(
            self._term,
            compared,
            compared,
            compared,
            self._bracketed,
            lambda: signs("!") + self._expression(),
            lambda: words(name) + self._bracketed(),
            lambda: words("IF") + self._arguments(3, 3),
            called,
            lambda: self._term() + words("IN") + self._arguments(1, 2),
            lambda: words("EXISTS") + self._group(),
        )

    def _bracketed(self) -> Tokens:
        return signs("(") + self._expression() + signs(")")

    def _arguments(self, least: int, most: int) -> Tokens:
        return signs("(") + self._some(self._expression, least, most, ",") + signs(")")

    def _filter(self) -> Tokens:
        return words("FILTER") + self._one(
            self._bracketed,
            self._bracketed,
            lambda: words("bound") + signs("(") + self._variable() + signs(")"),
            lambda: self._iri() + self._arguments(0, 2),
            lambda: words("NOT", "EXISTS") + self._group(),
        )

    def _group(self) -> Tokens:
        parts = self._deeper(lambda: self._some(self._part, 0, 3), list)
        return signs("{") + parts + signs("}")

    def _part(self) -> Tokens:
        if self._random.random() < self._reach:
            silent = self._maybe(0.5, lambda: words("SILENT"))
            return words("SERVICE") + silent + self._one(self._iri, self._variable) + self._group()
        option = self._random.choice(("OPTIONAL", "MINUS"))
        return self._one(
            lambda: self._triples() + signs("."),
            lambda: self._triples() + signs("."),
            self._filter,
            self._filter,
            self._bound,
            lambda: self._group() + words("UNION") + self._group(),
            lambda: words(option) + self._group(),
            lambda: words("GRAPH") + self._one(self._iri, self._variable) + self._group(),
            self._values,
            lambda: signs("{") + self._select([]) + signs("}"),
        )

    def _bound(self) -> Tokens:
        inside = self._expression() + words("AS") + self._variable()
        return words("BIND") + signs("(") + inside + signs(")")

    def _values(self) -> Tokens:
        width = self._random.randint(1, 2)

        def row() -> Tokens:
            cells = self._some(
                lambda: self._one(self._iri, self._literal, lambda: words("UNDEF")), width, width
            )
            return signs("(") + cells + signs(")")

        names = self._some(self._variable, width, width)
        head = words("VALUES") + signs("(") + names + signs(")")
        return head + signs("{") + self._some(row, 0, 2) + signs("}")

    def _dataset(self) -> Tokens:
        named = self._maybe(0.3, lambda: words("NAMED"))
        return self._maybe(self._reach, lambda: words("FROM") + named + self._iri())

    def _select(self, dataset: Tokens) -> Tokens:
        new = [*words("AS"), Drawn("variable", "?new")]
        columns = self._one(
            lambda: signs("*"),
            self._variable,
            lambda: signs("(") + self._expression() + new + signs(")"),
        )
        distinct = self._maybe(0.2, lambda: words("DISTINCT"))
        where = self._maybe(0.5, lambda: words("WHERE"))
        head = words("SELECT") + distinct + columns + dataset + where
        return head + self._group() + self._modifiers()

    def _modifiers(self) -> Tokens:
        new = [*words("AS"), Drawn("variable", "?g")]
        return [
            *self._maybe(0.15, lambda: words("GROUP", "BY") + self._one(
                self._variable, lambda: signs("(") + self._expression() + new + signs(")"))),
            *self._maybe(0.15, lambda: words("HAVING") + self._bracketed()),
            *self._maybe(0.2, lambda: words("ORDER", "BY") + self._one(
                self._variable, self._bracketed, lambda: words("DESC") + self._bracketed(),
                lambda: self._iri() + self._bracketed())),
            *self._maybe(0.2, lambda: [*words("LIMIT"), Drawn("number", "5")]),
        ]  # fmt: skip

    def _construct(self) -> Tokens:
        template = signs("{") + self._triples() + signs("}")
        return words("CONSTRUCT") + template + self._dataset() + words("WHERE") + self._group()

    def _describe(self) -> Tokens:
        what = self._some(lambda: self._one(self._iri, self._variable), 1, 3)
        return words("DESCRIBE") + what + self._dataset() + self._maybe(0.5, self._group)


def written(random: Random, tokens: Tokens, *, glued: float) -> str:
    """Return tokens as a text: with nothing between some, with a comment between others."""
    parts: list[str] = []
    for token in tokens:
        comment = random.random() < 0.2
        between = "" if random.random() < glued else random.choice(COMMENTS if comment else SPACES)
        lower = token.kind == "word" and random.random() < 0.2
        parts += [between, token.text.lower() if lower else token.text]
    return "".join(parts)
