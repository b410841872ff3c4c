"""RDF files as the data set of one query: opened before it, read in the child that asks it.

They are strangers', so they are read where the query runs (`skillgraph.isolation`): within its
limits of time and memory, and where nothing else can be opened. Nothing of them is kept.
See https://www.w3.org/TR/sparql11-query/#rdfDataset for what a data set is.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import ExitStack, contextmanager
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypedDict

import pyoxigraph as ox

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.rdf.engines import add, add_graph
from skillgraph.rdf.parsing import SUFFIXES as TRIPLES
from skillgraph.rdf.parsing import check_xml
from skillgraph.readers.triples import unparsed
from skillgraph.vocab import is_iri

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Self

    from skillgraph.rdf.engines import Engine

#: What each suffix of a file stands for.
SUFFIXES = {**TRIPLES, ".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS}

_MARK = b"\xef\xbb\xbf"
#: How a text that is XML begins: with a tag, or the mark of UTF-16.
_XML = (b"<", b"\xff\xfe", b"\xfe\xff")
_PEEKED = 1024
#: So many prefixes are told of, each of which is no longer, with its IRI.
_MOST_PREFIXES, _LONGEST = 20, 300
_NOTED_BYTES = 1 << 16


class RdfFile(NamedTuple):
    """A file of RDF, and the IRI of the named graph that it goes into, if it is to be in one."""

    path: str
    graph: str | None = None


class OpenFile(NamedTuple):
    """A file of RDF that is open; its text begins at an offset, after the mark that it may have."""

    path: str
    graph: str | None
    form: ox.RdfFormat
    stream: BinaryIO
    begin: int


class Reading(TypedDict):
    """What was read of files: the triples that they state, and the prefixes that they declare."""

    triples: int
    #: Those of them that are in named graphs, and how many these are.
    in_named_graphs: int
    named_graphs: int
    #: Of the prefixes that were asked for the IRI, and the number of the first file that has it.
    prefixes: dict[str, tuple[str, int]]


class Notes:
    """What a child says of its work, kept whatever ends it: memory that it shares with its parent.

    >>> with Notes() as notes:
    ...     notes.write({"reading": 1})
    ...     notes.read()
    {'reading': 1}
    """

    def __init__(self) -> None:
        self._memory = mmap(-1, _NOTED_BYTES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.close()

    def write(self, said: Mapping[str, Any]) -> None:
        """Say something in place of what was said before."""
        text = json.dumps(said).encode()
        self._memory[: len(text) + 1] = text + b"\0"

    def read(self) -> dict[str, Any]:
        """Return what was said last; nothing where nothing was, or not to its end."""
        text = self._memory[:].partition(b"\0")[0]
        try:
            found: dict[str, Any] = json.loads(text)
        except ValueError:  # it was killed over it
            return {}
        return found


@contextmanager
def opened(files: Sequence[RdfFile]) -> Iterator[list[OpenFile]]:
    """Open files of RDF; all that is wrong with their names is one `InvalidInput`."""
    problems: list[InputProblem] = []
    found: list[OpenFile] = []
    there: set[tuple[int, int, str | None]] = set()
    with ExitStack() as stack:
        for file in files:
            try:
                state = os.stat(file.path)  # noqa: PTH116 -- a name that is no path, too
                form = _form(file, state.st_mode)
                if (identity := (state.st_dev, state.st_ino, file.graph)) in there:
                    # Its triples would be the same ones, and its blank nodes others.
                    raise _refused(file, "this file is named twice.", "Leave one out.")
                stream = stack.enter_context(Path(file.path).open("rb"))
                form, begin = _looked_at(stream, form)
            except OSError as error:
                problems.append(InputProblem(file.path, f"{error.strerror or error}."))
            except InvalidInput as error:
                problems += error.problems
            else:
                there.add(identity)
                found.append(OpenFile(*file, form, stream, begin))
        if problems:
            raise InvalidInput(*problems)
        yield found


def _form(file: RdfFile, mode: int) -> ox.RdfFormat:
    """Return what a file holds by its suffix; what can't be read, or not so, is `InvalidInput`."""
    if stat.S_ISDIR(mode):
        raise _refused(file, "this is a folder.", "Name the files in it.")
    if not stat.S_ISREG(mode):
        raise _refused(file, "this is no ordinary file.")
    if file.graph is not None and not is_iri(file.graph):
        message = f"'{file.graph}' is no absolute IRI, and so no name of a graph."
        raise _refused(file, message, "Try one such as urn:example:graph.")
    form = SUFFIXES.get(Path(file.path).suffix.lower())
    if form is None:
        message = "its suffix names no RDF format."
        raise _refused(file, message, f"Use {', '.join(SUFFIXES)}.")
    return form


def _looked_at(stream: BinaryIO, form: ox.RdfFormat) -> tuple[ox.RdfFormat, int]:
    """Return the format of a file, told from how it begins, too, and where its text does.

    What is called .owl, .rdf or .xml and is no XML is Turtle: programs save it so.
    """
    start = stream.read(_PEEKED)
    begin = len(_MARK) if start.startswith(_MARK) else 0
    text = start[begin:].lstrip()
    if form == ox.RdfFormat.RDF_XML and text and not text.startswith(_XML):
        form = ox.RdfFormat.TURTLE
    return form, begin


def read_into(
    dataset: Any, engine: Engine, files: Sequence[OpenFile], notes: Notes, prefixes: Collection[str]
) -> None:
    """Read files into an empty data set, and note a `Reading`.

    Until then the number of the file that is being read is noted as `reading`. One that is no RDF
    is `InvalidInput`.
    """
    tally = _Tally()
    declared: dict[str, tuple[str, int]] = {}
    for at, file in enumerate(files):
        notes.write({"reading": at})
        try:
            found = _read(dataset, engine, file, tally)
        except (SyntaxError, ValueError, OSError) as error:
            raise InvalidInput(_problem(file, error)) from None
        for prefix in sorted(found.keys() & prefixes):
            if len(prefix) + len(found[prefix]) <= _LONGEST and len(declared) < _MOST_PREFIXES:
                declared.setdefault(prefix, (found[prefix], at))
    reading: Reading = {
        "triples": tally.triples,
        "in_named_graphs": tally.in_named_graphs,
        "named_graphs": len(tally.graphs),
        "prefixes": declared,
    }
    notes.write(reading)


def _read(dataset: Any, engine: Engine, file: OpenFile, tally: _Tally) -> dict[str, str]:
    """Add what a file states to a data set, and return the prefixes that it declares."""
    if file.graph is not None:
        add_graph(engine, dataset, file.graph)
        tally.graphs.add(f"<{file.graph}>")
    if file.form == ox.RdfFormat.RDF_XML:
        file.stream.seek(file.begin)
        check_xml(file.path, file.stream, hint="")
    file.stream.seek(file.begin)
    base = Path(file.path).absolute().as_uri()
    parser = ox.parse(file.stream, format=file.form, base_iri=base, rename_blank_nodes=True)
    add(engine, dataset, tally.counted(parser if file.graph is None else _moved(parser, file)))
    return parser.prefixes


class _Tally:
    """Counts of what is read."""

    def __init__(self) -> None:
        self.triples = self.in_named_graphs = 0
        self.graphs: set[str] = set()

    def counted(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Yield quads as they are."""
        for quad in quads:
            self.triples += 1
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                self.in_named_graphs += 1
                self.graphs.add(str(quad.graph_name))
            yield quad


def _moved(quads: Iterable[ox.Quad], file: OpenFile) -> Iterator[ox.Quad]:
    """Yield the triples of a file in the named graph that it goes into."""
    graph = ox.NamedNode(file.graph or "")
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise _refused(file, "it has named graphs of its own.", "Give it by --rdf.")
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _problem(file: OpenFile, error: Exception) -> InputProblem:
    """Return what is wrong with a file that can't be read."""
    if isinstance(error, InvalidInput):
        return error.problems[0]
    if not isinstance(error, SyntaxError):
        return InputProblem(file.path, f"{error}.")
    return unparsed(file.path, error, f"It was read as {file.form.name}.")


def _refused(file: RdfFile | OpenFile, message: str, hint: str = "") -> InvalidInput:
    return InvalidInput(InputProblem(file.path, message, hint))
