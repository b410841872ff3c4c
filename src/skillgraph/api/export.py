"""A graph, or a part of it, in another form: on a stream, or as a file."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypedDict

from skillgraph.errors import InputProblem, InvalidInput
from skillgraph.graph.names import resolve
from skillgraph.graph.part import iter_part
from skillgraph.rdf.export import FORMATS as RDF_FORMATS
from skillgraph.rdf.export import write_rdf
from skillgraph.replacing import check_folder, whole_file, whole_files
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager

    import rdflib

    from skillgraph.graph.store import Graph
    from skillgraph.model.facts import Fact

#: Every form, with the suffix of its files.
SUFFIXES = {
    "turtle": ".ttl",
    "ntriples": ".nt",
    "jsonld": ".jsonld",
    "rdfxml": ".rdf",
    "graphml": ".graphml",
    "csv": ".csv",
    "yaml": ".yaml",
}


def form_of(path: str) -> str:
    """Return the form that a file's suffix stands for, or `InvalidInput`.

    >>> form_of("graph.ttl"), form_of("mine.yml")
    ('turtle', 'yaml')
    """
    suffix = {".json": ".jsonld", ".yml": ".yaml"}.get(Path(path).suffix, Path(path).suffix)
    for form, known in SUFFIXES.items():
        if suffix == known:
            return form
    hint = f"Use --format, or one of {', '.join(SUFFIXES.values())}."
    raise InvalidInput(InputProblem(path, "its suffix names no form of export.", hint))


class Part(TypedDict, total=False):
    """Which part of a graph is meant; all of it where nothing is said."""

    focus: str | None
    hops: int
    kinds: Collection[str]
    provenance: bool
    table: Literal["nodes", "edges", "salaries", "retired", "sources"] | None


def export_graph(graph: Graph, stream: BinaryIO, form: str, part: Part) -> list[str]:
    """Write a graph, or a part of it, to a stream of bytes; see `SkillGraph.export`."""
    if form == "yaml":
        from skillgraph.writers.catalog import write_catalog

        return write_catalog(_facts(graph, part), stream)
    if form in RDF_FORMATS:
        write_rdf(_facts(graph, part), stream, form, provenance=part.get("provenance", True))
    elif form == "graphml":
        from skillgraph.writers.graphml import write_graphml

        write_graphml(_facts(graph, part), stream)
    else:
        _write_table(graph, stream, part)
    return []


def _write_table(graph: Graph, stream: BinaryIO, part: Part) -> None:
    from skillgraph.writers.tables import TABLES, table_lines

    table = part.get("table")
    if table is None:
        hint = f"Name a table ({', '.join(TABLES)}), or a folder to write them to."
        raise InvalidInput(InputProblem("", "one stream of CSV holds one table.", hint))
    stream.writelines(line.encode() for line in table_lines(lambda: _facts(graph, part), table))


def _write_tables(graph: Graph, folder: Path, part: Part) -> None:
    """Write every table as a file of its own in a folder: all of them, or none."""
    from skillgraph.writers.tables import TABLES, table_files

    check_folder(folder)
    if folder.exists() and not folder.is_dir():
        hint = "Name a folder for all tables, or one of them with --table."
        raise InvalidInput(InputProblem(str(folder), "this is a file.", hint))
    with whole_files(folder, [f"{table}.csv" for table in TABLES]) as files:
        for name, lines in table_files(lambda: _facts(graph, part)):
            files[name].writelines(line.encode() for line in lines)


def export_to(
    graph: Graph,
    target: str | os.PathLike[str] | BinaryIO,
    form: str,
    part: Part,
    void: str | os.PathLike[str] | None = None,
) -> list[str]:
    """Write a graph to a path or a stream, and return what the form can't say.

    `void` is a file for the description of the one that is written: neither appears before both
    are whole.
    """
    if not isinstance(target, str | os.PathLike):
        if void is not None:
            raise TypeError("only a file is described: give its path")
        return export_graph(graph, target, form, part)
    if form == "csv" and part.get("table") is None and void is None:
        _write_tables(graph, Path(target), part)
        return []
    with whole_file(target) as stream:
        losses = export_graph(graph, stream, form, part)
        if void is not None:
            stream.flush()
            with whole_file(void) as described:
                written, title = Path(stream.name), Path(target).name
                described.writelines(_void_lines(graph, written, form, part, title))
        return losses


def describe_to(
    graph: Graph,
    target: str | os.PathLike[str] | BinaryIO,
    file: str | os.PathLike[str],
    form: str,
    part: Part,
) -> None:
    """Write the description of an exported file to a path or a stream."""
    with _opened(target) as stream:
        describe_export(graph, stream, file, form, part)


def _opened(target: str | os.PathLike[str] | BinaryIO) -> AbstractContextManager[BinaryIO]:
    if isinstance(target, str | os.PathLike):
        return whole_file(target)
    return nullcontext(target)


def _facts(graph: Graph, part: Part) -> Iterator[Fact]:
    name = part.get("focus")
    return iter_part(
        graph,
        focus=None if name is None else resolve(graph, name, KINDS).key,
        hops=part.get("hops", 1),
        kinds=part.get("kinds", ()),
    )


def describe_export(
    graph: Graph, stream: BinaryIO, file: str | os.PathLike[str], form: str, part: Part
) -> None:
    """Write what an exported file holds, as VoID and DCAT; see `SkillGraph.describe_export`."""
    stream.writelines(_void_lines(graph, Path(file), form, part, Path(file).name))


def _void_lines(graph: Graph, file: Path, form: str, part: Part, title: str) -> Iterator[bytes]:
    from skillgraph.rdf.void import void_lines

    provenance = part.get("provenance", True)
    lines = void_lines(_facts(graph, part), file, form, title, provenance=provenance)
    return map(str.encode, lines)


def rdflib_graph(graph: Graph) -> rdflib.Graph:
    """Return a graph as one of rdflib's, its prefixes bound."""
    from io import BytesIO

    from rdflib import Graph as RdflibGraph

    from skillgraph.rdf.terms import NAMESPACES

    stream = BytesIO()
    write_rdf(graph.facts(), stream)
    rdf_graph = RdflibGraph()
    for prefix, namespace in NAMESPACES.items():
        rdf_graph.bind(prefix, namespace, replace=True)
    return rdf_graph.parse(data=stream.getvalue(), format="nt")
