"""Others' files → a graph: read, compiled, written whole, and told what became of it."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from skillgraph.api.stats import stats_document
from skillgraph.api.writing import graph_file, name_of
from skillgraph.errors import SHOWN, InputProblem, InvalidInput
from skillgraph.readers.report import Report

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.imports import ImportDocument, ReasonCount, RemarkRow
    from skillgraph.model.facts import Fact
    from skillgraph.readers.report import Remark

    #: What a reader is, once it knows its paths and options.
    Reader = Callable[[Report], Iterator[Fact]]

Form = Literal["graph", "yaml"]


def import_to(
    read: Reader,
    target: str | os.PathLike[str] | BinaryIO | None,
    *,
    form: Form = "graph",
    by_id: bool = True,
    strict: bool = False,
    problems: str | os.PathLike[str] | None = None,
    told: int = 0,
    on_progress: Callable[[float], None] | None = None,
) -> ImportDocument:
    """Read facts, write the graph they make, and return what became of what was read.

    A `target` that is a stream gets a catalogue in YAML; without one nothing is written but
    `problems`: a CSV file with a row for each thing that was left out or changed; the document has
    the first `told` of these, too. With `strict` the first such thing is `InvalidInput` (all of
    them, rather), and the target stays as it was.
    """
    remarks: list[Remark] = []
    with _problem_file(problems) as write:

        def note(remark: Remark) -> None:
            write(remark)
            if len(remarks) < max(told, SHOWN if strict else 0):
                remarks.append(remark)

        report = Report(on_remark=note, on_progress=on_progress)
        stream = read(report)
        if strict:
            stream = _strictly(stream, remarks, report)
        with _compiled(stream, target, form, by_id) as graph:
            losses = _write_yaml(graph, target) if target is not None and form == "yaml" else ()
            document = _document(graph, target, report, losses)
            document["remarks"] = [_remark(remark) for remark in remarks[:told]]
            return document


@contextmanager
def _compiled(
    stream: Iterator[Fact],
    target: str | os.PathLike[str] | BinaryIO | None,
    form: Form,
    by_id: bool,  # noqa: FBT001 -- handed on as it came
) -> Iterator[Graph]:
    from skillgraph.graph.build import build

    with build(stream, graph_file(target, form), by_id=by_id) as graph:
        yield graph


def _strictly(stream: Iterator[Fact], remarks: list[Remark], report: Report) -> Iterator[Fact]:
    """Yield the facts, and fail at their end where something is noted that mustn't be."""
    yield from stream
    if not remarks:
        return
    told = [
        InputProblem(each.place, f"{each.outcome}: {each.reason}.", each.text)
        for each in remarks[:SHOWN]
    ]
    more = report.left_out.total() + report.changed.total() - len(told)
    if more > 0:
        told.append(InputProblem("", f"and {more:,} more.", "--problems FILE.csv lists them all."))
    raise InvalidInput(*told)


def _write_yaml(graph: Graph, target: str | os.PathLike[str] | BinaryIO) -> tuple[str, ...]:
    from skillgraph.api.export import export_to

    return tuple(export_to(graph, target, "yaml", {}))


def _document(
    graph: Graph,
    target: str | os.PathLike[str] | BinaryIO | None,
    report: Report,
    losses: tuple[str, ...],
) -> ImportDocument:
    stats = stats_document(graph)
    return {
        "format": "skillgraph-import/1",
        "graph": stats["graph"],
        "output": name_of(target),
        "rows": dict(report.rows),
        "nodes": stats["nodes"],
        "statements": stats["statements"],
        "left_out": _reasons(report.left_out),
        "changed": _reasons(report.changed),
        "readings": list(report.readings),
        "notes": list(report.notes),
        "losses": list(losses),
        "remarks": [],
    }


def _remark(remark: Remark) -> RemarkRow:
    return {
        "place": remark.place,
        "outcome": remark.outcome,
        "reason": remark.reason,
        "text": remark.text,
    }


def _reasons(counts: dict[str, int]) -> list[ReasonCount]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"reason": reason, "count": count} for reason, count in ordered]


@contextmanager
def _problem_file(path: str | os.PathLike[str] | None) -> Iterator[Callable[[Remark], None]]:
    """Open the file of problems; it is written whole, even where they end the import."""
    if path is None:
        yield _keep_none
        return
    from skillgraph.replacing import whole_file
    from skillgraph.views.rows import harmless

    fatal: InvalidInput | None = None
    with whole_file(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("place", "outcome", "reason", "text"))

        def write(remark: Remark) -> None:
            writer.writerow([harmless(cell) for cell in remark])

        try:
            yield write
        except InvalidInput as error:
            fatal = error
        text.detach()
    if fatal is not None:
        raise fatal


def _keep_none(remark: Remark) -> None:
    del remark
