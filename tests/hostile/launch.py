"""Start a program within limits, wait for it, and write what it took, as JSON.

It is a process between the tests and the program because the peak of memory that Linux reports of a
process counts what its parent had when it was forked: this one has next to nothing.

    python launch.py REPORT SECONDS CPU-SECONDS SPACE FILE-SIZE CODE PROGRAM ARGUMENT…

CODE is Python that is run in the process that becomes the program's.
"""

import json
import os
import resource
import signal
import sys
import time

_PAUSE = 0.005


def main() -> None:
    report, seconds, cpu, space, size, code, *program = map(os.fsencode, sys.argv[1:])
    begun = time.monotonic()
    child = os.fork()
    if not child:
        _become((int(cpu), int(space), int(size)), code.decode(), program)
    late = False
    while True:
        found, status, usage = os.wait4(child, os.WNOHANG)
        if found:
            break
        if not late and time.monotonic() - begun > float(seconds):
            late = True
            os.killpg(child, signal.SIGKILL)
        time.sleep(_PAUSE)
    exited = os.waitstatus_to_exitcode(status)
    took = usage.ru_utime + usage.ru_stime
    # The kernel ends what used up its seconds.
    late = late or (-exited in (signal.SIGKILL, signal.SIGXCPU) and took > float(cpu) / 2)
    with open(report, "w", encoding="ascii") as stream:  # noqa: PTH123 -- a name in bytes
        json.dump(
            {
                "code": exited,
                "wall": time.monotonic() - begun,
                "cpu": took,
                "mebibytes": usage.ru_maxrss // 1024,
                "late": late,
            },
            stream,
        )


def _become(limits: tuple[int, int, int], code: str, program: list[bytes]) -> None:
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
    try:
        os.setsid()
        for kind, most in zip(kinds, (*limits, 0), strict=True):
            resource.setrlimit(kind, (most, most))
        exec(code, {"os": os, "signal": signal})  # noqa: S102 -- the tests' own
        os.execv(program[0], program)  # noqa: S606 -- the tests' own, too
    finally:
        os._exit(125)


if __name__ == "__main__":
    main()
