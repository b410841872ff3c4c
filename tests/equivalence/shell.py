"""The command line, called in this process, in a folder and with a cache of its own."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from skillgraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ran(NamedTuple):
    """What a command line came to: its exit code, and what it wrote."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> bytes:
        """What a person sees: the answer, then all else, marked."""
        marked = b"".join(b"stderr: " + line + b"\n" for line in self.err.splitlines())
        return self.out + marked + f"exit: {self.code}\n".encode()


@contextmanager
def working_folder() -> Iterator[Path]:
    """Enter a folder that nobody's settings reach, and leave it as soon as the work is done."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="equivalence-") as name:
        settings = {
            "SKILLGRAPH_CACHE": str(Path(name, "cache")),
            "SKILLGRAPH_PROFILE": "",
            "SKILLGRAPH_GRAPH": "",
        }
        folder = Path(name, "work")
        folder.mkdir()
        os.chdir(folder)
        try:
            with patch.dict(os.environ, settings):
                yield folder
        finally:
            os.chdir(before)


def run(*arguments: str, stdin: str = "", profile: str = "") -> Ran:
    """Call the program as `skillgraph ARGUMENTS`, its streams no terminals."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    streams = patch.multiple(sys, stdout=out, stderr=err, stdin=given)
    code = 0
    with streams, patch.dict(os.environ, {"SKILLGRAPH_PROFILE": profile}):
        try:
            main(list(arguments))
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.buffer.getvalue(), err.buffer.getvalue())
