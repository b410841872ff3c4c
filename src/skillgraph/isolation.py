"""Work in a child process that opens nothing, ends at a deadline and takes so much memory.

A parser or an engine in native code can't be interrupted from Python, may take all memory there is
(the process aborts), and crashes on what is nested deeply enough; SERVICE connects out. Hence the
child: forked from the process that has everything open, which takes milliseconds, it can open no
file and no socket any more (RLIMIT_NOFILE), its address space and CPU are limited, and it is killed
at the deadline. What it finds comes over a pipe while it works: the parent takes it in parts, and
the child waits where the parent is slower.

Nothing of this depends on what the caller does with signals: how the child ended is told by the
child, in a pipe of its own (decision 0027).

All of this is Linux's. Elsewhere the work is done in this process, which `is_isolated` tells.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import sys
from contextlib import contextmanager, suppress
from functools import cache
from math import ceil
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Protocol, Self

from skillgraph.errors import InputProblem, InvalidInput, LimitExceeded, SkillgraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    Work = Callable[["Sink"], Mapping[str, Any]]

_MIB = 2**20
#: What a child may write is this share of the memory that it may take: reading it takes more.
_OUTPUT_SHARE = 8
_CHUNK = 1 << 16
#: After so long a child that its parent forgot, or lost, ends itself.
_GRACE_SECONDS = 0.5
#: A report is a few facts, or what is wrong with a file; a message in it is cut.
_MOST_REPORTED, _MOST_SAID, _MOST_PROBLEMS = 1 << 22, 4000, 200
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4

#: How a crash begins in what `faulthandler` writes, and the signal that it was.
_FATAL = b"Fatal Python error: "
_FATAL_SIGNALS = {
    b"Segmentation fault": "SIGSEGV",
    b"Bus error": "SIGBUS",
    b"Aborted": "SIGABRT",
    b"Illegal instruction": "SIGILL",
    b"Floating-point exception": "SIGFPE",
}
#: Nobody can change the first two, and Python ignores the third: what may not be written is an
#: error, no end.
_KEPT_SIGNALS = ("SIGKILL", "SIGSTOP", "SIGXFSZ")

#: Held while a child is forked, and while an engine works in this process: a child has only the
#: thread that forked it, and would wait for ever for a lock that another one held.
forking = Lock()


class Sink(Protocol):
    """What work writes its output to."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes."""

    def flush(self) -> None:
        """Let what was written go."""

    def advance(self, size: int, /) -> None:
        """Tell that so many bytes more of the input are read."""


class Limits(NamedTuple):
    """What a piece of work may take, and what is said where that isn't enough.

    Work on a large file takes longer: `seconds_per_mib` come on top for each MiB that is read of
    the `input_bytes`; and it may write `least_output`, however little memory it may take. Of the
    seconds some may be `spent` before it begins, and of the memory some `held`.
    """

    seconds: float
    memory_mib: int
    spent: float = 0.0
    held_bytes: int = 0
    seconds_per_mib: float = 0.0
    input_bytes: int = 0
    least_output: int = 0
    work: str = "the query"
    advice: str = "Ask for less, or"
    output: str = "the results are"
    output_advice: str = "Ask for fewer: --limit ROWS;"

    @property
    def output_bytes(self) -> int:
        """How much it may write."""
        return max(self.memory_mib * _MIB // _OUTPUT_SHARE, self.least_output)

    def seconds_after(self, size: int) -> float:
        """Return how long it may take, once so many bytes are read."""
        return self.seconds + self.seconds_per_mib * min(size, self.input_bytes) / _MIB


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


class Isolated(Protocol):
    """Work that goes on apart."""

    def chunks(self) -> Iterator[bytes]:
        """Yield what it writes, as it comes; then what it reports is known."""

    def read(self) -> int:
        """Return how many bytes of its input are read by now."""

    report: dict[str, Any]


def is_isolated() -> bool:
    """Tell whether work is isolated on this system."""
    return sys.platform == "linux"


@contextmanager
def isolated(
    work: Work, limits: Limits, *, inputs: Collection[int] | None = None
) -> Iterator[Isolated]:
    """Do work in a child process within limits, as long as the `with` lasts.

    The child keeps the descriptors `inputs` alone, or all of them without. While `chunks` are taken
    a limit that is met is `LimitExceeded`, an exception of the work is `Failed` (`InvalidInput`
    remains what it is), and any other end `Crashed`. The deadline holds for the taking, too. No
    child is left behind, whatever is raised here, KeyboardInterrupt included.
    """
    if not is_isolated():
        with _Here(work, limits) as here:
            yield here
        return
    _prepare()
    child = _Child(limits)
    try:
        child.start(work, inputs)
        yield child
    finally:
        child.end()


class Outcome(NamedTuple):
    """What the work wrote, and the few facts that it returned."""

    output: bytes
    report: dict[str, Any]


def run_isolated(work: Work, limits: Limits, *, inputs: Collection[int] | None = None) -> Outcome:
    """Do work in a child process within limits, and return what it wrote and reported."""
    with isolated(work, limits, inputs=inputs) as child:
        output = b"".join(child.chunks())
    return Outcome(output, child.report)


class _Child:
    """A child process, and the ends of its pipes."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._begun = monotonic() - limits.spent
        self._pid = 0
        self._ends: set[int] = set()
        self._output = self._report = self._handle = -1
        self._done = False
        # Both processes have this page: how much of the input is read.
        self._progress = mmap.mmap(-1, mmap.PAGESIZE)
        self.report: dict[str, Any] = {}

    def start(self, work: Work, inputs: Collection[int] | None) -> None:
        # A child of another thread, forked now, would hold these pipes open beyond this one's end.
        with forking:
            self._output, output_end = self._pipe()
            self._report, report_end = self._pipe()
            # An interruption between the fork and the assignment would lose the child, and what
            # the caller does at a signal is nothing for the child to do.
            mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            try:
                parent = os.getpid()
                self._pid = _fork()
                if not self._pid:
                    _be_child(
                        work, self._limits, inputs, self._progress,
                        parent=parent, output=output_end, report=report_end,
                    )  # fmt: skip
                self._handle = _find_handle(self._pid)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            for end in (output_end, report_end):
                os.close(end)
                self._ends.remove(end)

    def _pipe(self) -> tuple[int, int]:
        ends = os.pipe()
        self._ends.update(ends)
        return ends

    def read(self) -> int:
        return int.from_bytes(self._progress[:8], "little")

    def chunks(self) -> Iterator[bytes]:
        left = self._limits.output_bytes
        for chunk in self._iter(self._output):
            left -= len(chunk)
            if left < 0:
                raise _output_met(self._limits)
            yield chunk
        told = b""
        for chunk in self._iter(self._report):
            told += chunk
            if len(told) > _MOST_REPORTED:
                break
        self._done = True
        status = self.end()
        self.report = _reported(told, status, self._limits, late=self._seconds_left() <= 0)

    def _iter(self, descriptor: int) -> Iterator[bytes]:
        """Yield what comes until the child closes its end or is gone, or the deadline ends it."""
        import select

        poll = select.poll()
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
        if self._handle >= 0:  # a fork of somebody else's may have the other end of the pipe
            poll.register(self._handle, select.POLLIN)
        gone = False
        while True:
            left = self._seconds_left()
            if left <= 0:
                raise _time_met(self._limits, self.read())
            ready = {each for each, _ in poll.poll(0 if gone else left * 1000)}
            if descriptor in ready:
                chunk = os.read(descriptor, _CHUNK)
                if not chunk:
                    return
                yield chunk
            elif gone:
                return
            elif ready:
                gone = True
                poll.unregister(self._handle)

    def _seconds_left(self) -> float:
        return self._begun + self._limits.seconds_after(self.read()) - monotonic()

    def end(self) -> int | None:
        """End the child, wait for that, and return its status, None where somebody else has it.

        A second interruption changes nothing.
        """
        status = None
        while self._pid:
            try:
                if not self._done:
                    self._kill()
                status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
            except KeyboardInterrupt:
                continue
            except ChildProcessError:
                pass  # the caller ignores SIGCHLD, or waits for all children
            self._pid = 0
        if self._handle >= 0:
            self._ends.add(self._handle)
            self._handle = -1
        while self._ends:
            os.close(self._ends.pop())
        return status

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            if self._handle >= 0:  # its number may be another process's by now
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            else:
                os.kill(self._pid, signal.SIGKILL)


def _prepare() -> None:
    """Import what a child needs: it would do so each time, and copy the pages it touches."""
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


def _find_handle(pid: int) -> int:
    """Return a descriptor of a process, -1 where the kernel has none (before Linux 5.3)."""
    try:
        return os.pidfd_open(pid)
    except OSError:
        return -1


def _be_child(
    work: Work,
    limits: Limits,
    inputs: Collection[int] | None,
    progress: mmap.mmap,
    *,
    parent: int,
    output: int,
    report: int,
) -> NoReturn:
    import faulthandler

    code = 1
    found: Mapping[str, Any] = {}
    try:
        _die_with(parent)
        _leave_parent(limits, inputs, {output, report})
        faulthandler.enable(report, all_threads=False)  # how it crashes is told there
        sink = _PipeSink(output, limits.output_bytes, progress)
        _limit(limits)
        found = dict(work(sink))
        sink.flush()
        code = 0
    except MemoryError:
        found = {"limit": "memory"}
    except _TooMuch:
        found = {"limit": "output"}
    except InvalidInput as error:
        found = {"problems": [*map(_cut, error.problems[:_MOST_PROBLEMS])]}
    except BaseException as error:  # noqa: BLE001 -- whatever it is, a child only reports it
        found = {"error": type(error).__name__, "message": str(error)[:_MOST_SAID]}
    finally:
        with suppress(BaseException):
            os.close(output)  # the parent reads one after the other
            text = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
            _write(report, text)
        os._exit(code)


def _cut(problem: InputProblem) -> tuple[str, str, str]:
    return problem.place, problem.message[:_MOST_SAID], problem.hint[:_MOST_SAID]


def _die_with(parent: int) -> None:
    # A child of a killed parent would go on until its alarm (prctl(2)).
    _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before it could be said
        os._exit(1)


def _leave_parent(limits: Limits, inputs: Collection[int] | None, own: set[int]) -> None:
    """Take nothing of the parent's: not its group, signals, terminal, files, nor its lifetime."""
    import faulthandler

    os.setpgid(0, 0)
    faulthandler.disable()
    for number in signal.valid_signals() - {getattr(signal, name) for name in _KEPT_SIGNALS}:
        with suppress(OSError):  # some are the C library's own
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    longest = limits.seconds_after(limits.input_bytes) - limits.spent
    signal.setitimer(signal.ITIMER_REAL, max(longest, 0.0) + _GRACE_SECONDS)
    if inputs is not None:
        kept = sorted({0, 1, 2, *inputs, *own})
        for after, before in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
            os.closerange(after + 1, before)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in {0, 1, 2}.difference(inputs or (), own):
        os.dup2(null, descriptor)
    if null > 2:  # noqa: PLR2004 -- what was closed may have been given to it
        os.close(null)
    _libc().prctl(_PR_SET_DUMPABLE, 0)  # a core may go to a program, whatever its limit


def _limit(limits: Limits) -> None:
    """Take away files, sockets, memory and time; the last thing before the work."""
    import gc
    import resource

    gc.disable()  # collecting would copy the pages that are shared with the parent
    pages = int(_statm().split()[0])
    # What the parent has is shared, so the limit counts from there: a store of gigabytes that is
    # mapped into memory leaves as much for the query as a small one.
    more = max(limits.memory_mib * _MIB - limits.held_bytes, 0)
    space = pages * resource.getpagesize() + more
    seconds = ceil(limits.seconds_after(limits.input_bytes)) + 1
    for what, wanted in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        # The caller may have limits of its own, which its child doesn't loosen.
        least = min([wanted, *(each for each in resource.getrlimit(what) if each >= 0)])
        resource.setrlimit(what, (least, least))


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

    def __init__(self, descriptor: int, most: int, progress: mmap.mmap) -> None:
        self._descriptor, self._left = descriptor, most
        self._progress, self._read = progress, 0
        self._waiting: list[bytes] = []
        self._size = 0

    def write(self, data: bytes, /) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuch
        self._waiting.append(bytes(data))
        self._size += len(data)
        if self._size >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        _write(self._descriptor, b"".join(waiting))

    def advance(self, size: int, /) -> None:
        self._read += size
        self._progress[:8] = self._read.to_bytes(8, "little")


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _reported(told: bytes, status: int | None, limits: Limits, *, late: bool) -> dict[str, Any]:
    """Return what a child reports of its work; raise what ended it before that."""
    number = -status if status is not None and status < 0 else 0
    if told.startswith(_FATAL):
        reason = told[len(_FATAL) :].partition(b"\n")[0]
        number = getattr(signal, _FATAL_SIGNALS.get(reason, "SIGABRT"))
    elif told:
        return _checked(json.loads(told), limits)
    if number == signal.SIGABRT:  # Rust, where memory ends
        raise _memory_met(limits)
    if number not in (0, signal.SIGKILL, signal.SIGALRM, signal.SIGXCPU):
        raise Crashed(number)
    if late or number in (signal.SIGALRM, signal.SIGXCPU):
        raise _time_met(limits, limits.input_bytes)
    raise _memory_met(limits)  # the kernel kills where the memory of the whole machine ends


def _checked(report: dict[str, Any], limits: Limits) -> dict[str, Any]:
    if "limit" in report:
        raise _memory_met(limits) if report["limit"] == "memory" else _output_met(limits)
    if "problems" in report:
        raise InvalidInput(*(InputProblem(*each) for each in report["problems"]))
    if "error" in report:
        raise Failed(report["error"], report["message"])
    return report


def _time_met(limits: Limits, read: int) -> LimitExceeded:
    return LimitExceeded(
        f"{limits.work} took more than its {limits.seconds_after(read):g} seconds, and was ended. "
        f"{limits.advice} give it longer: --timeout SECONDS."
    )


def _memory_met(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        f"{limits.work} took more than its {limits.memory_mib:,} MiB of memory, and was ended. "
        f"{limits.advice} give it more: --memory MIB."
    )


def _output_met(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        f"{limits.output} larger than {limits.output_bytes / _MIB:,.0f} MiB. "
        f"{limits.output_advice} an eighth of --memory MIB is allowed."
    )


class _Here:
    """Work in this process, where there is no other: only its output is bounded, in a file."""

    def __init__(self, work: Work, limits: Limits) -> None:
        from tempfile import TemporaryFile

        self._work, self._limits = work, limits
        self._left = limits.output_bytes
        self._size = 0
        self._file = TemporaryFile()  # noqa: SIM115 -- closed at the end of the `with`
        self.report: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self) -> int:
        return self._size

    def chunks(self) -> Iterator[bytes]:
        try:
            self.report = dict(self._work(self))
        except (SkillgraphError, MemoryError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the engine is no Exception
            raise Failed(type(error).__name__, str(error)) from error
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            yield chunk

    def write(self, data: bytes, /) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _output_met(self._limits)
        return self._file.write(data)

    def flush(self) -> None:
        pass

    def advance(self, size: int, /) -> None:
        self._size += size
