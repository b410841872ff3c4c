"""What is written can be, apart from what is read: nobody's file is gone for a slip of `-o`."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from skillgraph.errors import InputProblem, InvalidInput, SkillgraphError
from skillgraph.replacing import check_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Name = str | os.PathLike[str]


def keep_apart(
    written: Sequence[Name | None], *, files: Iterable[Name] = (), graphs: Sequence[str] = ()
) -> None:
    """Refuse to write one file twice, or over one that is read: `InvalidInput`.

    Read are `files`, those in folders among them, and all that goes into `graphs`, what a catalogue
    extends included. A compiled graph in a folder is none of these: no reader takes one from there.
    A folder that isn't there is an `OSError`.
    """
    real = {os.path.realpath(name): os.fspath(name) for name in written if name is not None}
    names = [name for name in written if name is not None]
    for name in names:
        check_folder(name)
    if len(real) < len(names):
        raise _refused(os.fspath(names[-1]), "two results would be written to this file.")
    there = {path for path in real if os.path.isfile(path)}  # noqa: PTH113 -- compared as texts
    if not there:
        return
    for path in (*_read_files(files), *_graph_files(graphs)):
        if path in there:
            raise _refused(real[path], "this is read, and would be written over.")


def _refused(place: str, message: str) -> InvalidInput:
    return InvalidInput(InputProblem(place, message, "Name another file."))


def _read_files(files: Iterable[Name]) -> Iterator[str]:
    from skillgraph.graph.store import is_compiled

    for path in map(Path, files):
        within = path.rglob("*") if path.is_dir() else ()
        yield from map(
            os.path.realpath, (path, *(file for file in within if not is_compiled(file)))
        )


def _graph_files(graphs: Sequence[str]) -> Iterator[str]:
    from skillgraph.api.compiling import inputs_of

    if graphs:
        with suppress(SkillgraphError, OSError):  # told where the graph is opened
            yield from (os.path.realpath(os.fsdecode(path)) for path in inputs_of(graphs))
