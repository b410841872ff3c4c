"""A child opens nothing, ends at its limits, and hangs on nothing that its caller does."""

from __future__ import annotations

import ast
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.bounded import children

from skillgraph.errors import InputProblem, InvalidInput, LimitExceeded
from skillgraph.isolation import Crashed, Failed, Limits, is_isolated, isolated, run_isolated

if TYPE_CHECKING:
    from skillgraph.isolation import Sink

pytestmark = pytest.mark.skipif(not is_isolated(), reason="isolation is Linux's")

TIMEOUT = 1.0
MEMORY = 200


def test_a_child_opens_nothing(tmp_path: Path) -> None:
    def work(sink: Sink) -> dict[str, Any]:
        tried = 0
        for attempt in (
            lambda: open("/etc/passwd", "rb"),  # noqa: PTH123, SIM115
            lambda: open(tmp_path / "new", "wb"),  # noqa: PTH123, SIM115
            socket.socket,
            os.pipe,
            lambda: os.dup(1),
        ):
            try:
                attempt()
            except OSError:
                tried += 1
        sink.write(b"done")
        return {"refused": tried}

    outcome = run_isolated(work, Limits(TIMEOUT, MEMORY))
    assert (outcome.output, outcome.report) == (b"done", {"refused": 5})
    assert list(tmp_path.iterdir()) == []


def test_each_limit_is_named() -> None:
    def sleep(_: Sink) -> dict[str, Any]:
        time.sleep(30)
        return {}

    def grow(_: Sink) -> dict[str, Any]:
        return {"size": len(bytearray(10**9))}

    def shout(sink: Sink) -> dict[str, Any]:
        while True:
            sink.write(b"x" * 10**6)

    def crash(_: Sink) -> dict[str, Any]:
        os.kill(os.getpid(), signal.SIGSEGV)
        return {}

    def fail(_: Sink) -> dict[str, Any]:
        raise KeyError("what")

    before = children()  # a browser that other tests share, perhaps
    with pytest.raises(LimitExceeded, match=r"0\.2 seconds.*--timeout SECONDS"):
        run_isolated(sleep, Limits(0.2, MEMORY))
    with pytest.raises(LimitExceeded, match=r"200 MiB of memory.*--memory MIB"):
        run_isolated(grow, Limits(TIMEOUT, MEMORY))
    with pytest.raises(LimitExceeded, match=r"larger than 25 MiB.*--limit ROWS"):
        run_isolated(shout, Limits(TIMEOUT, MEMORY))
    with pytest.raises(Crashed):
        run_isolated(crash, Limits(TIMEOUT, MEMORY))
    with pytest.raises(Failed, match="KeyError"):
        run_isolated(fail, Limits(TIMEOUT, MEMORY))
    assert children() == before


def says(data: bytes = b"done") -> Any:
    def work(sink: Sink) -> dict[str, Any]:
        sink.write(data)
        return {}

    return work


def test_output_comes_while_the_work_goes_on_and_waits_for_who_takes_it() -> None:
    """Whoever takes is slower than the work, and of a hundred MiB little is anywhere."""

    def work(sink: Sink) -> dict[str, Any]:
        for number in range(100):
            sink.advance(1)
            sink.write(bytes([number]) * 2**20)
        return {"parts": 100}

    taken, most_ahead = 0, 0
    with isolated(work, Limits(20, 2000)) as child:
        for chunk in child.chunks():
            taken += len(chunk)
            most_ahead = max(most_ahead, child.read() - taken // 2**20)
    assert (taken, child.report) == (100 * 2**20, {"parts": 100})
    assert most_ahead <= 3


def test_more_may_be_read_longer_and_the_deadline_holds_for_who_takes_it() -> None:
    def work(sink: Sink) -> dict[str, Any]:
        for _ in range(10):
            time.sleep(0.1)
            sink.advance(2**20)
            sink.write(b"x" * 2**17)
        return {}

    generous = Limits(0.5, MEMORY, seconds_per_mib=0.5, input_bytes=10 * 2**20)
    assert len(run_isolated(work, generous).output) == 10 * 2**17
    with pytest.raises(LimitExceeded, match=r"took more than its \d"):
        run_isolated(work, Limits(0.5, MEMORY, seconds_per_mib=0.5, input_bytes=2**19))
    with isolated(says(b"x" * 10**6), Limits(0.5, MEMORY)) as child:
        chunks = child.chunks()
        next(chunks)
        time.sleep(0.6)
        with pytest.raises(LimitExceeded):
            list(chunks)


def test_what_is_wrong_with_an_input_comes_back_as_it_is() -> None:
    problems = [InputProblem(f"a:{at}", "wrong" * at, "Mend it.") for at in range(200)]

    def work(sink: Sink) -> dict[str, Any]:
        sink.write(b"x" * 2**20)
        raise InvalidInput(*problems)

    with pytest.raises(InvalidInput) as raised:
        run_isolated(work, Limits(TIMEOUT, MEMORY))
    assert [str(each) for each in raised.value.problems] == [str(each) for each in problems]


def test_a_child_has_no_descriptor_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "open").write_text("secret")

    def work(sink: Sink) -> dict[str, Any]:
        sink.write(os.read(wanted.fileno(), 10))
        there = []
        for descriptor in range(3, 100):
            try:
                os.fstat(descriptor)
            except OSError:
                continue
            there.append(descriptor)
        return {"there": len(there), "wanted": wanted.fileno() in there}

    with (tmp_path / "open").open("rb") as wanted, (tmp_path / "open").open("rb"):
        found = run_isolated(work, Limits(TIMEOUT, MEMORY), inputs=[wanted.fileno()])
    assert found.output == b"secret"
    assert found.report == {"there": 3, "wanted": True}


#: What a caller may have done to signals, limits and streams, before it asks; `crash` and `done`
#: are work.
CALLERS = {
    "SIGCHLD ignored": "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    "children reaped": "signal.signal(signal.SIGCHLD, lambda *_: reap())",
    "all signals blocked": "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())",
    "SIGPIPE default": "signal.signal(signal.SIGPIPE, signal.SIG_DFL)",
    "SIGALRM handled": "signal.signal(signal.SIGALRM, lambda *_: None); "
                       "signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)",
    "little CPU": "resource.setrlimit(resource.RLIMIT_CPU, (20, 30))",
    "little memory": "resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))",
    "no core": "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
    "no streams": "os.close(0); os.close(2)",
    "busy threads": "[threading.Thread(target=busy, daemon=True).start() for _ in range(4)]",
    "strict warnings": "warnings.simplefilter('error'); "
                       "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "another fork": "os.register_at_fork(after_in_parent=fork)",
    "faulthandler": "faulthandler.enable(sys.stdout)",
}  # fmt: skip

CALLER = """
import faulthandler, os, resource, signal, sys, threading, time, warnings
from skillgraph.isolation import Crashed, Limits, isolated, run_isolated

def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass

def busy():
    while True:
        sum(range(1000))

def fork(forking=[]):  # what is forked has every pipe that there is, and outlives all of them
    if not forking:
        forking.append(True)
        if not os.fork():
            os.close(1), os.close(2)
            time.sleep(20)
            os._exit(0)
        forking.clear()

def done(sink):
    sink.write(b"done")
    return {}

def crash(sink):
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}

def grow(sink):
    return {"size": len(bytearray(10**10))}

def sleep(sink):
    time.sleep(60)
    return {}

"""
ASKED = """
found = []
for _ in range(3):
    found.append(run_isolated(done, Limits(10, 200)).output)
for work in (crash, grow, sleep):
    try:
        run_isolated(work, Limits(10 if work is not sleep else 0.3, 200))
    except Exception as error:
        found.append(f"{type(error).__name__} {error}")
os.write(1, repr(found).encode())
os._exit(0)
"""


@pytest.mark.parametrize("name", CALLERS)
def test_a_child_hangs_on_nothing_that_its_caller_does(name: str) -> None:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", f"{CALLER}\n{CALLERS[name]}\n{ASKED}"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    *answers, crash, memory, late = ast.literal_eval(done.stdout.decode() or done.stderr.decode())
    assert answers == [b"done"] * 3
    assert crash == "Crashed ended by signal 11"
    assert memory.startswith("LimitExceeded the query took more than its 200 MiB of memory")
    assert late.startswith("LimitExceeded the query took more than its 0.3 seconds")
    assert time.monotonic() - start < 9
    assert done.returncode == 0


def test_a_child_does_at_a_signal_what_any_process_does() -> None:
    def work(_: Sink) -> dict[str, Any]:
        os.kill(os.getpid(), signal.SIGUSR1)
        return {}

    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    try:
        with pytest.raises(Crashed) as raised:
            run_isolated(work, Limits(TIMEOUT, MEMORY))
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert raised.value.signal == signal.SIGUSR1


def test_no_descriptor_is_lost() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        run_isolated(lambda _: {}, Limits(TIMEOUT, MEMORY))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


WAITING = """
import sys, time
from skillgraph.isolation import Limits, run_isolated
def work(sink):
    time.sleep(60)
    return {}
print("started", flush=True)
run_isolated(work, Limits(60, 200))
"""


def child_of(process: subprocess.Popen[bytes]) -> int:
    """Return the one child that a process has, once it has it."""
    file = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(500):
        found = file.read_text().split()
        if found:
            return int(found[0])
        time.sleep(0.01)
    raise AssertionError("no child")


def is_gone(pid: int) -> bool:
    for _ in range(300):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_child_outlives_its_parent(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", WAITING], stderr=subprocess.DEVNULL) as process:
        child = child_of(process)
        start = time.monotonic()
        process.send_signal(number)
        process.wait(10)
        assert time.monotonic() - start < 5
    assert is_gone(child)
