"""Work in a child process that opens nothing, ends at a deadline and takes so much memory.

A query can't be interrupted from Python, may take all memory there is (the process aborts), and
nested deeply enough crashes its parser; SERVICE connects out. Hence the child: forked from the
process that has the graph open, which takes milliseconds, it can open no file and no socket any
more (RLIMIT_NOFILE), its address space and CPU are limited, and it is killed at the deadline. What
it finds comes over a pipe, so that even the parent's memory is bounded.

All of this is Linux's. Elsewhere the work is done in this process, which `is_isolated` tells.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from functools import cache
from math import ceil
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Protocol

from skillgraph.errors import LimitExceeded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MIB = 2**20
#: What a child may write is this share of the memory that it may take: reading it takes more.
_OUTPUT_SHARE = 8
#: A report fits the buffer of a pipe, so that writing it never waits.
_MOST_REPORTED = 4000
_CHUNK = 1 << 16
#: After so long a child that its parent forgot, or lost, ends itself.
_GRACE_SECONDS = 0.5
_PR_SET_PDEATHSIG = 1

#: Held while a child is forked, and while an engine works in this process: a child has only the
#: thread that forked it, and would wait for ever for a lock that another one held.
forking = Lock()


class Sink(Protocol):
    """What work writes its output to."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes."""

    def flush(self) -> None:
        """Do nothing: what was written is gone."""


class Limits(NamedTuple):
    """What a piece of work may take."""

    seconds: float
    memory_mib: int

    @property
    def output_bytes(self) -> int:
        """How much it may write."""
        return self.memory_mib * _MIB // _OUTPUT_SHARE


class Outcome(NamedTuple):
    """What the work wrote, and the few facts that it returned."""

    output: bytes
    report: dict[str, Any]


class Crashed(Exception):  # noqa: N818 -- named for what happened
    """The child ended by a signal that no limit explains; `signal` is its number."""

    def __init__(self, number: int) -> None:
        self.signal = number
        super().__init__(f"ended by signal {number}")


class Failed(Exception):  # noqa: N818 -- named for what happened
    """The work raised something: the name of its class, and its message."""

    def __init__(self, name: str, message: str) -> None:
        self.name = name
        self.message = message
        super().__init__(f"{name}: {message}")


def is_isolated() -> bool:
    """Tell whether work is isolated on this system."""
    return sys.platform == "linux"


def run_isolated(work: Callable[[Sink], Mapping[str, Any]], limits: Limits) -> Outcome:
    """Do work in a child process within limits, and return what it wrote and reported.

    A limit that was met is `LimitExceeded`, an exception of the work `Failed`, any other end
    `Crashed`. No child is left behind, whatever is raised here, KeyboardInterrupt included.
    """
    if not is_isolated():
        return _run_here(work, limits)
    _prepare()
    deadline = monotonic() + limits.seconds
    ends: set[int] = set()
    child = 0
    try:
        # A child of another thread, forked now, would hold these pipes open beyond this one's end.
        with forking:
            output, output_end = os.pipe()
            report, report_end = os.pipe()
            ends |= {output, output_end, report, report_end}
            # An interruption between the fork and the assignment would lose the child.
            mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
            try:
                parent = os.getpid()
                child = _fork()
                if not child:
                    _die_with(parent)
                    _be_child(work, limits, output_end, report_end)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            for end in (output_end, report_end):
                os.close(end)
                ends.remove(end)
        written = _read(output, deadline, limits)
        reported = _read(report, deadline, limits)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        child = 0
    finally:
        if child:
            _kill(child)
        for end in ends:
            os.close(end)
    return _outcome(written, reported, status, limits)


def _prepare() -> None:
    """Import what a child needs: it would do so at each query, and copy the pages it touches."""
    import resource  # noqa: F401

    _libc()


@cache
def _libc() -> Any:
    import ctypes

    return ctypes.CDLL(None)


def _fork() -> int:
    import warnings

    with warnings.catch_warnings():
        # Python warns where there are threads. Ours are RocksDB's, idle in a store that is only
        # read, and the child asks for no lock that another thread of Python may hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _be_child(
    work: Callable[[Sink], Mapping[str, Any]], limits: Limits, output: int, report: int
) -> NoReturn:
    code = 1
    try:
        _leave_parent(limits)
        sink = _PipeSink(output, limits.output_bytes)
        _limit(limits)
        found = dict(work(sink))
        code = 0
    except MemoryError:
        found = {"limit": "memory"}
    except _TooMuch:
        found = {"limit": "output"}
    except BaseException as error:  # noqa: BLE001 -- whatever it is, a child only reports it
        found = {"error": type(error).__name__, "message": str(error)[: _MOST_REPORTED // 8]}
    finally:
        with suppress(BaseException):
            text = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
            os.write(report, text[:_MOST_REPORTED])
        os._exit(code)


def _leave_parent(limits: Limits) -> None:
    """Take nothing of the parent's: not its group, signals, terminal, nor its lifetime."""
    import faulthandler

    faulthandler.disable()  # a crash is reported by the parent, once
    os.setpgid(0, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_SECONDS)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)


def _die_with(parent: int) -> None:
    # A child of a killed parent would go on until its alarm (prctl(2)).
    _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before it could be said
        os._exit(1)


def _limit(limits: Limits) -> None:
    """Take away files, sockets, memory and time; the last thing before the work."""
    import gc
    import resource

    gc.disable()  # collecting would copy the pages that are shared with the parent
    pages = int(_statm().split()[0])
    # What the parent has is shared, so the limit counts from there: a store of gigabytes that is
    # mapped into memory leaves as much for the query as a small one.
    space = pages * resource.getpagesize() + limits.memory_mib * _MIB
    seconds = ceil(limits.seconds) + 1
    for what, wanted in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (most, most))


def _statm() -> bytes:
    statm = os.open("/proc/self/statm", os.O_RDONLY)
    try:
        return os.read(statm, 200)
    finally:
        os.close(statm)


class _TooMuch(Exception):  # noqa: N818 -- named for what happened
    """More was written than may be."""


class _PipeSink:
    """Bytes into a pipe, up to a number of them."""

    def __init__(self, descriptor: int, most: int) -> None:
        self._descriptor, self._left = descriptor, most

    def write(self, data: bytes, /) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuch
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        return len(data)

    def flush(self) -> None:
        pass


def _read(descriptor: int, deadline: float, limits: Limits) -> bytes:
    """Return all that comes until the other end is closed, or the deadline ends it."""
    import select

    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    chunks: list[bytes] = []
    while True:
        left = deadline - monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise _time_met(limits)
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)


def _kill(child: int) -> None:
    """End a child and wait for that; a second interruption changes nothing."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    while True:
        try:
            os.waitpid(child, 0)
        except KeyboardInterrupt:
            continue
        except ChildProcessError:
            pass
        return


def _outcome(written: bytes, reported: bytes, status: int, limits: Limits) -> Outcome:
    if status < 0:
        if -status in (signal.SIGALRM, signal.SIGXCPU):
            raise _time_met(limits)
        # Rust aborts where memory ends; the kernel kills where the whole machine's does.
        if -status in (signal.SIGABRT, signal.SIGKILL):
            raise _memory_met(limits)
        raise Crashed(-status)
    report: dict[str, Any] = json.loads(reported)
    if "limit" in report:
        raise _memory_met(limits) if report["limit"] == "memory" else _output_met(limits)
    if "error" in report:
        raise Failed(report["error"], report["message"])
    return Outcome(written, report)


def _time_met(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        f"the query took more than its {limits.seconds:g} seconds, and was ended. "
        "Ask for less, or give it longer: --timeout SECONDS."
    )


def _memory_met(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        f"the query took more than its {limits.memory_mib:,} MiB of memory, and was ended. "
        "Ask for less, or give it more: --memory MIB."
    )


def _output_met(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        f"the results are larger than {limits.output_bytes / _MIB:,.0f} MiB. Ask for fewer: "
        "--limit ROWS; an eighth of --memory MIB is what they may take."
    )


def _run_here(work: Callable[[Sink], Mapping[str, Any]], limits: Limits) -> Outcome:
    """Do work in this process: only its output is bounded."""
    chunks: list[bytes] = []
    left = limits.output_bytes

    class Kept:
        def write(self, data: bytes, /) -> int:
            nonlocal left
            left -= len(data)
            if left < 0:
                raise _output_met(limits)
            chunks.append(bytes(data))
            return len(data)

        def flush(self) -> None:
            pass

    try:
        report = dict(work(Kept()))
    except (LimitExceeded, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the engine is no Exception
        raise Failed(type(error).__name__, str(error)) from error
    return Outcome(b"".join(chunks), report)
