"""Console blocks of a Markdown text: `$ command` lines, each with the output below it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TIMEOUT = 60


class Block(NamedTuple):
    """A fenced block: the words after the fence, and its lines."""

    info: tuple[str, ...]
    body: str


class Session:
    """A shell in a folder of its own, in which `skillgraph` is the package under test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "session"
        self.folder.mkdir()
        self.code = 0
        programs = folder / "bin"
        programs.mkdir()
        script = programs / "skillgraph"
        start = f"exec '{sys.executable}' -c 'from skillgraph.cli import main; main()' \"$@\""
        script.write_text(f"#!/bin/sh\n{start}\n", encoding="utf-8")
        script.chmod(0o755)
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("SKILLGRAPH_") and name not in ("COLUMNS", "FORCE_COLOR")
        } | {
            "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)]),
            "SKILLGRAPH_CACHE": str(folder / "cache"),
            "SKILLGRAPH_PROFILE": "profile.yaml",
        }

    def run(self, command: str) -> str:
        """Return what a command prints, errors among it; `$?` is the code of the one before."""
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.code})\n{command}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=False,
        )
        self.code = done.returncode
        return done.stdout

    def replay(self, body: str) -> str:
        """Return a console block with the output that its commands have now."""
        return "".join(f"$ {command}\n{self.run(command)}" for command in commands(body))


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a text."""
    for found in _FENCE.finditer(text):
        yield Block(tuple(found["info"].split()), found["body"])


def commands(body: str) -> list[str]:
    """Return the commands of a console block."""
    return [line[2:] for line in body.splitlines() if line.startswith("$ ")]


def replayed(text: str, session: Session) -> str:
    """Return a text in which each console block has the output of now, in one session.

    A block ```` ```yaml NAME ```` is written to that file first, for the commands after it.
    """

    def again(found: re.Match[str]) -> str:
        info = found["info"].split()
        body = found["body"]
        if info == ["console"]:
            body = session.replay(body)
        elif len(info) == 2:  # a language and a file name
            (session.folder / info[1]).write_text(body, encoding="utf-8")
        return f"```{found['info']}\n{body}```"

    return _FENCE.sub(again, text)
