"""Answers on stdout: as wide as the terminal, coloured where it takes that, in its encoding."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from skillgraph.cli.exits import drop_output
from skillgraph.views.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: A file or a pipe gets the same everywhere.
_PIPE_COLUMNS = 100


def paper() -> Paper:
    """Return what stdout is drawn on."""
    if sys.stdout is None or not sys.stdout.isatty():
        return Paper(_PIPE_COLUMNS)
    from shutil import get_terminal_size

    return Paper(get_terminal_size((_PIPE_COLUMNS, 24)).columns, colour=_takes_colour())


def write_answer(document: Any, form: str, draw: Callable[[Paper], str]) -> None:
    """Write a document in a format; `draw` makes its table."""
    if form == "table":
        write_words(draw(paper()))
        return
    from skillgraph.views.rows import render_rows

    write_text(render_rows(document, form))


def write_words(text: str) -> None:
    """Write what a person reads, in the encoding of the terminal."""
    _write(_encoded(text))


def write_text(text: str) -> None:
    """Write what other programs read: UTF-8, whatever the terminal takes."""
    _write(text.encode("utf-8", "replace"))


def write_parts(texts: Iterable[str]) -> None:
    """Write what other programs read, part by part, however much there is of it."""

    def write(stream: BinaryIO) -> None:
        stream.writelines(text.encode("utf-8", "replace") for text in texts)

    write_stream(write)


def write_stream(write: Callable[[BinaryIO], None]) -> None:
    """Let something of any size write itself to stdout."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        from io import BytesIO

        kept = BytesIO()
        write(kept)
        _write(kept.getvalue())
        return
    with _written():
        write(stream)
        stream.flush()


def _encoded(text: str) -> bytes:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        from skillgraph.views.text import plain_ascii

        return plain_ascii(text).encode(encoding, "replace")


def _write(text: bytes) -> None:
    if sys.stdout is None:
        raise OSError("the answer could not be written: standard output is closed.")
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:  # a stream of text, as tests and notebooks put in its place
        sys.stdout.write(text.decode(getattr(sys.stdout, "encoding", None) or "utf-8"))
        return
    with _written():
        stream.write(text)
        stream.flush()


@contextmanager
def _written() -> Iterator[None]:
    """End quietly where a pipe is closed; say of any other trouble that it is with the answer."""
    try:
        yield
    except BrokenPipeError:
        drop_output()  # whoever read has seen enough
    except OSError as error:
        if error.filename is not None or error.strerror is None:
            raise  # it is with a file that was read
        drop_output()  # what is left in its buffer can't be written at the end either
        raise OSError(error.errno, f"the answer could not be written: {error.strerror}.") from None


def _takes_colour() -> bool:
    """Tell whether the terminal is coloured (https://no-color.org)."""
    dumb = os.environ.get("TERM", "") in {"", "dumb"}
    return not os.environ.get("NO_COLOR") and not dumb and os.name == "posix"
