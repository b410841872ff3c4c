"""How a run ends: a message and an exit code for whatever a person can cause."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run
from skillgraph.errors import (
    Candidate,
    GraphVersionError,
    InputProblem,
    InvalidInput,
    LimitExceeded,
    NameNotFound,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ERRORS = [
    (NameNotFound("pyhton", (Candidate("skill:python", "Python"),), "skill"),
     "Error: no skill is called 'pyhton'. Did you mean:\n  skill:python  Python\n"),
    (InvalidInput(InputProblem("a.yaml:4:1", "unknown key 'skils'.", "Did you mean 'skills'?")),
     "Error: a.yaml:4:1: unknown key 'skils'. Did you mean 'skills'?\n"),
    (GraphVersionError("g.db: another schema."), "Error: g.db: another schema.\n"),
    (LimitExceeded("over 64 MiB."), "Error: over 64 MiB.\n"),
    (FileNotFoundError(2, "No such file or directory", "a.yaml"),
     "Error: a.yaml: No such file or directory\n"),
    (OSError("no strerror"), "Error: no strerror\n"),
    (MemoryError(), "Error: there is not enough memory for this.\n"),
    (click.ClickException("said by click"), "Error: said by click\n"),
    (LimitExceeded("\x1b[2Jx"), "Error: ?[2Jx\n"),
]  # fmt: skip


def command(action: Callable[[], object]) -> click.Command:
    return click.Command("test", callback=action)


def raising(error: BaseException) -> click.Command:
    def action() -> None:
        raise error

    return command(action)


@pytest.mark.parametrize(("error", "message"), ERRORS)
def test_an_error_is_a_message_and_two(
    error: Exception, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raising(error), []) == 2
    assert capsys.readouterr() == ("", message)


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run(raising(ZeroDivisionError()), [])


@pytest.mark.parametrize(
    ("action", "code"),
    [(lambda: None, 0), (lambda: 1, 1), (lambda: True, 1)],
)
def test_the_code_is_the_command_s(action: Callable[[], object], code: int) -> None:
    assert run(command(action), []) == code


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_130(error: BaseException) -> None:
    assert run(raising(error), []) == 130


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pth"], "Error: there is no command 'pth'. Did you mean 'path'?"),
        (["zzz"], "Error: there is no command 'zzz'. There are path, gap, next"),
        (["render", "-o", ""], "the name of the file is empty."),
        (["path"], "Error: Missing option '--to'."),
        (["path", "--to", "x", "--form", "json"], "Error: No such option"),
        (["path", "--to", "x", "--by", "hours"], "Error: Invalid value for '--by'"),
        (["path", "--to", "x", "--timeout", "0"], "Error: Invalid value for '--timeout'"),
        (["search"], "Error: Missing argument 'TEXT'."),
        (["validate"], "Error: Missing argument 'PATH...'."),
    ],
)
def test_a_usage_error_says_what_next(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(skillgraph, arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "--help' for help." in err


def program(*lines: str) -> list[str]:
    """Return a program that writes what the lines say as an answer."""
    text = ["from skillgraph.cli import exits, output", "import click", "def action():"]
    text += [f"    {line}" for line in lines]
    text.append("raise SystemExit(exits.run(click.Command('x', callback=action), []))")
    return [sys.executable, "-c", "\n".join(text)]


WRITE = "output.write_answer({}, 'table', lambda paper: 'a line\\n' * 100_000)"


def test_a_closed_pipe_ends_quietly() -> None:
    process = subprocess.Popen(program(WRITE), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"a line\n"
    process.stdout.close()
    assert process.wait() == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is full")  # noqa: PTH110
def test_a_full_disk_is_an_error() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(program(WRITE), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == (b"Error: the answer could not be written: No space left on device.\n")


def test_a_closed_stdout_is_an_error() -> None:
    close = "import os; os.close(1)"
    python, flag, code = program("import sys; sys.stdout = None", WRITE)
    done = subprocess.run([python, flag, f"{close}\n{code}"], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr
    assert b"Traceback" not in done.stderr


WRITING = """
import os, signal, sys, time
from skillgraph import __main__, cli
from skillgraph.replacing import whole_file
def write():
    with whole_file(sys.argv[1]) as stream:
        stream.write(b"half")
        stream.flush()
        print("writing", flush=True)
        time.sleep(60)
def swallow():
    while True:
        try:
            write()
        except BaseException:
            print("swallowed", flush=True)
class Thing:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
def callback():
    Thing()  # and gone, in a call of Python's own
    write()
cli.main = {"write": write, "swallow": swallow, "callback": callback}[sys.argv[2]]
__main__._PATIENCE, __main__._SOON = 1, 0.5
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever runs the tests ignores
for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
    signal.signal(number, signal.SIG_DFL)
for number in sys.argv[3:]:
    signal.signal(int(number), signal.SIG_IGN)  # as `nohup` does
__main__.main()
"""

posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def writing(file: Path, what: str = "write", *ignored: int) -> subprocess.Popen[str]:
    """Start a program, and return it in the midst of writing a file."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, file, what, *map(str, ignored)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_in_good_order(name: str, tmp_path: Path) -> None:
    number = signal.Signals[name]
    process = writing(tmp_path / "file")
    process.send_signal(number)
    process.send_signal(number)  # as `timeout` does, and a terminal
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + number, "", "")
    assert list(tmp_path.iterdir()) == []


@posix
def test_what_it_was_started_to_ignore_does_not_end_it(tmp_path: Path) -> None:
    process = writing(tmp_path / "file", "write", int(signal.SIGHUP))
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.communicate(timeout=0.5)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM


@posix
def test_a_signal_within_a_callback_ends_it_in_good_order(tmp_path: Path) -> None:
    """There Python tells of what is raised, and goes on."""
    process = writing(tmp_path / "file", "callback")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + signal.SIGTERM, "", "")
    assert list(tmp_path.iterdir()) == []


@posix
def test_who_swallows_a_signal_is_ended_all_the_same(tmp_path: Path) -> None:
    process = writing(tmp_path / "file", "swallow")
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=60)
    assert out == "swallowed\nwriting\n"
    assert process.returncode == -signal.SIGALRM
