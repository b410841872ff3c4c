"""RDF → triples, a stream of terms in their canonical form, parsed apart from this process.

pyoxigraph parses, in a child (`skillgraph.isolation`): a file of 40 KB that is nested deeply enough
crashes it, and one of 1 MB can take gigabytes, or time by the square of its size. What comes back
is N-Triples, read by one pattern here, in which no stranger's text has another meaning. Nothing is
fetched: a JSON-LD context that is elsewhere is an error.

See https://www.w3.org/TR/n-triples/#canonical-ntriples for the terms.
"""

from __future__ import annotations

import io
import re
import signal
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from skillgraph.errors import InputProblem, InvalidInput, clipped, escaped
from skillgraph.isolation import Crashed, Failed, Limits, isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator
    from typing import BinaryIO

    import pyoxigraph as ox

    from skillgraph.isolation import Isolated, Sink

Triple = tuple[str, str, str]

#: What reading a file may take where nobody says otherwise: a small one is read in milliseconds,
#: and a large one takes longer, whatever is in it. JSON-LD is kept whole while it is parsed.
SECONDS, SECONDS_PER_MIB = 10.0, 2.0
MEMORY_MIB, MEMORY_PER_MIB, MOST_MEMORY_MIB = 512, 32, 4096
#: No file says so much more, written out: names are long, and prefixes are short.
_WRITTEN_OUT = 32

#: So much of what went wrong is told.
_MOST_SAID = 300
_NOTHING = "Nothing was imported."
#: The place in pyoxigraph's messages, which its errors have beside them, too.
_PLACE = re.compile("Parser error (?:at|between) [^:]*: ")
_ELSEWHERE = "No LoadDocumentCallback"

_MIB = 2**20
_BUFFER = 1 << 18
_IRI = r'<[^ <>"]*>'
_LINE = re.compile(
    rf'({_IRI}|_:[^ ]+) ({_IRI}) ({_IRI}|_:[^ ]+|".*"(?:@[^ "]+|\^\^{_IRI})?|<<\(.*\)>>) \.'
)
#: What follows the closing quote of a literal, the last that it has.
_AFTER_QUOTE = re.compile(r"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?")
_CODE_POINT = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_LETTERS = {
    r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\b": "\b", r"\f": "\f", r"\"": '"', r"\'": "'",
}  # fmt: skip
#: Escapes that `skillgraph.rdf.terms.text` doesn't write; and with pairs of backslashes, so that no
#: half of one is taken for another.
_RARE = re.compile(r"\\[bfuU]")
_TO_WRITE_OUT = re.compile(r"\\\\|\\u([0-9A-F]{4})|\\U([0-9A-F]{8})|\\[bf]")


class Allowance(NamedTuple):
    """What reading one file may take: seconds and MiB of memory; None is what its size suggests."""

    seconds: float | None = None
    memory_mib: int | None = None

    def limits(self, shown: str, size: int) -> Limits:
        """Return the limits for a file of a size, which people are `shown` by a name."""
        suggested = min(MEMORY_MIB + MEMORY_PER_MIB * size // _MIB, MOST_MEMORY_MIB)
        return Limits(
            seconds=SECONDS if self.seconds is None else self.seconds,
            memory_mib=suggested if self.memory_mib is None else self.memory_mib,
            seconds_per_mib=SECONDS_PER_MIB if self.seconds is None else 0.0,
            input_bytes=size,
            least_output=_WRITTEN_OUT * size,
            work=f"{shown}: reading it",
            advice="If it is the right file,",
            output=f"{shown}: what it says, written out, is",
            output_advice="If it is the right file, give it more memory:",
        )


class Source(NamedTuple):
    """RDF that is open, and what people are shown as its name.

    `descriptor` is the file that the stream comes from, which stays open in the child; what `check`
    raises of the stream is told before anything of it is parsed.
    """

    shown: str
    form: ox.RdfFormat
    size: int
    stream: BinaryIO
    descriptor: int
    base: str | None = None
    rename_blank_nodes: bool = False
    check: Callable[[BinaryIO], None] | None = None


class Counted(io.BufferedIOBase):
    """Bytes that are counted as they are read."""

    def __init__(self, stream: BinaryIO, advance: Callable[[int], None]) -> None:
        self._stream, self._advance = stream, advance

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some bytes."""
        chunk = self._stream.read(-1 if size is None else size)
        self._advance(len(chunk))
        return chunk


def iter_triples(
    source: Source,
    allowance: Allowance,
    *,
    predicates: Collection[str] | None = None,
    read: Callable[[BinaryIO, Callable[[int], None]], io.BufferedIOBase] = Counted,
    advance: Callable[[int], None] | None = None,
    count: Callable[[int], None] | None = None,
) -> Generator[Triple, None, None]:
    """Yield the triples of RDF; what is wrong with it is `InvalidInput`, with its place.

    Of some `predicates` (IRIs), only theirs. `read` makes of the stream what the parser reads, in
    the child, and tells what it takes; `advance` is told that here, `count` in the end how many
    triples there were. Close it where you don't take all, so that the child ends.
    """
    import pyoxigraph  # noqa: F401 -- the child can open no file to import it from

    limits = allowance.limits(source.shown, source.size)

    def work(sink: Sink) -> dict[str, Any]:
        if source.check is not None:
            source.check(source.stream)
            source.stream.seek(0)
        stream = io.BufferedReader(cast("Any", read(source.stream, sink.advance)), _BUFFER)
        return {"triples": _parse(source, stream, predicates, sink)}

    try:
        with isolated(work, limits, inputs=[source.descriptor]) as child:
            for chunk in _whole_lines(_watched(child, advance)):
                yield from map(_triple, chunk)
            if count is not None:
                count(child.report["triples"])
    except Crashed as crash:
        name = signal.Signals(crash.signal).name
        message = f"reading it crashed the parser ({name}): most likely it is nested too deeply."
        raise InvalidInput(InputProblem(source.shown, message, _NOTHING)) from None
    except Failed as failure:
        message = f"it can't be read: {escaped(failure.message or failure.name)[:_MOST_SAID]}."
        raise InvalidInput(InputProblem(source.shown, message, _NOTHING)) from None


def _parse(
    source: Source, stream: BinaryIO, predicates: Collection[str] | None, sink: Sink
) -> int:  # fmt: skip
    """Write what a parser finds as N-Triples; return how many triples it found."""
    import pyoxigraph as ox

    parser = ox.parse(
        cast("Any", stream),
        format=source.form,
        base_iri=source.base,
        rename_blank_nodes=source.rename_blank_nodes,
    )
    count = 0

    def triples() -> Iterator[ox.Triple]:
        nonlocal count
        for count, quad in enumerate(parser, 1):  # noqa: B007 -- counted
            if predicates is None or quad.predicate.value in predicates:
                yield quad.triple

    try:
        ox.serialize(triples(), cast("Any", sink), format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise InvalidInput(unparsed(source.shown, error, _NOTHING)) from None
    return count


def unparsed(shown: str, error: SyntaxError, hint: str) -> InputProblem:
    r"""Return what pyoxigraph says is wrong with a file, on one line, its place in front.

    >>> said = "Parser error at line 1 between columns 8 and 9: Invalid IRI code point '\n'"
    >>> unparsed("a.ttl", SyntaxError(said, (None, 1, 8, "")), "").place
    'a.ttl:1:8'
    >>> print(unparsed("a.ttl", SyntaxError(said, (None, 1, 8, "")), "").message)
    Invalid IRI code point '\n'.
    """
    if error.msg.startswith(_ELSEWHERE):
        message = "its context is elsewhere, and nothing is fetched."
        return InputProblem(shown, message, "Write the context into the file.")
    place = ":".join(str(part) for part in (shown, error.lineno, error.offset) if part)
    return InputProblem(place, f"{escaped(_PLACE.sub('', error.msg)).rstrip('.')}.", hint)


def _watched(child: Isolated, advance: Callable[[int], None] | None) -> Iterator[bytes]:
    """Yield what a child writes, and tell how far it is."""
    read = 0
    for chunk in child.chunks():
        before, read = read, child.read()
        if advance is not None:
            advance(read - before)
        yield chunk
    if advance is not None:
        advance(child.read() - read)


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[list[str]]:
    """Yield bytes that come in any parts as lines, some at a time."""
    rest: list[bytes] = []
    for chunk in chunks:
        lines, end, begun = chunk.rpartition(b"\n")
        if end:
            yield b"".join([*rest, lines]).decode().split("\n")
            rest = []
        rest.append(begun)
    if any(rest):
        raise Failed("ValueError", "its last line has no end")


def _triple(line: str) -> Triple:
    found = _LINE.fullmatch(line)
    if found is None:
        raise Failed("ValueError", f"no line of N-Triples: {clipped(line)}")
    subject, predicate, object_ = found.groups()
    return subject, predicate, _canonical(object_) if object_.startswith('"') else object_


def _canonical(literal: str) -> str:
    r"""Return a literal of canonical N-Triples in our form, which has fewer escapes.

    >>> print(_canonical(r'"a\u0021\n\\b"@en-GB'))
    "a!\n\\b"@en-gb
    """
    if not literal.endswith(('"', ">")):
        text, _, language = literal.rpartition("@")
        literal = f"{text}@{language.lower()}"
    if "\\" in literal and _RARE.search(literal):
        return _TO_WRITE_OUT.sub(_written_out, literal)
    return literal


def _written_out(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LETTERS.get(found[0], found[0])


class Literal(NamedTuple):
    """A literal: its text, and its language or its datatype (an IRI), or neither."""

    text: str
    language: str
    datatype: str


def is_iri(term: str) -> bool:
    """Tell whether a term is an IRI: the others are literals and blank nodes."""
    return term.startswith("<")


def parse_literal(term: str) -> Literal | None:
    r"""Return a term's literal, or None for an IRI.

    >>> parse_literal('"a\\n"@en'), parse_literal("<https://example.org/>")
    (Literal(text='a\n', language='en', datatype=''), None)
    """
    end = term.rfind('"')
    after = _AFTER_QUOTE.fullmatch(term, end + 1)
    if after is None or end <= 0 or not term.startswith('"'):
        return None
    return Literal(unescape(term[1:end]), after[1] or "", after[2] or "")


def unescape(text: str) -> str:
    r"""Return a text without the escapes of N-Triples; as a whole, since it may have millions.

    >>> unescape(r"a\u0021\\n")
    'a!\\n'
    """
    if "\\" not in text:
        return text
    return "\\".join(map(_unescaped, text.split("\\\\")))


def _unescaped(text: str) -> str:
    if "\\" in text:
        for escape, letter in _LETTERS.items():
            text = text.replace(escape, letter)
        text = _CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    return text
