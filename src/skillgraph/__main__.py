"""The program: `skillgraph`, and `python -m skillgraph` where its script is not on the path."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable
    from types import FrameType
else:
    import _signal as signal  # a plain `path` has no use for enumerations of their names

#: When the program looks for circles of objects (`gc.set_threshold`).
COLLECTED_AFTER = (1_000_000, 50, 50)

#: What asks the program to end: Ctrl-C, a supervisor or `timeout`, a terminal that is closed.
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
#: So many seconds an end in good order may take.
_PATIENCE = 10
#: So many seconds after it was swallowed, an end is raised again.
_SOON = 0.01


def main() -> None:
    """Run the command line in a process of its own, which ends with it.

    Such a process is short and makes few circles of objects: collecting them seldom, and not at the
    end, saves a plain `path` a sixth of its time. A signal that ends it undoes what is half done,
    so that nothing of it stays. Python's own API changes nothing of the kind.
    """
    import gc

    gc.set_threshold(*COLLECTED_AFTER)
    code: int | str | None = None
    try:
        _handle(_end)
        from skillgraph.cli import main as run

        run()
    except KeyboardInterrupt:
        code = 130  # before the command line was there to end it
    except SystemExit as end:
        code = end.code  # what it went through, and what that holds, is gone by the end of this
    finally:
        _handle(signal.SIG_DFL)  # nothing is left to unwind, and Python's own end isn't to be
        if hasattr(signal, "getitimer") and any(signal.getitimer(signal.ITIMER_REAL)):
            _wait(signal.SIG_DFL, _PATIENCE)  # nor is what was swallowed raised within it
        gc.freeze()
    raise SystemExit(code)


def _handle(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Handle what asks the program to end, but not what it was started to ignore (`nohup`)."""
    for name in _ENDING:
        number = getattr(signal, name, None)  # Windows knows no SIGHUP
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> None:
    """End the program in good order, once: `timeout`, or a terminal, sends a signal twice."""
    _handle(signal.SIG_IGN)
    _wait(signal.SIG_DFL, _PATIENCE)  # should anything swallow what is raised here

    def swallowed(ignored: sys.UnraisableHookArgs) -> None:
        """Raise it again: it came within a callback, where Python would tell of it and go on."""
        if isinstance(ignored.exc_value, SystemExit | KeyboardInterrupt):
            _wait(lambda *_: _end(number, None), _SOON)
        else:
            sys.__unraisablehook__(ignored)

    sys.unraisablehook = swallowed
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)


def _wait(handler: Callable[[int, FrameType | None], None] | signal.Handlers, for_: float) -> None:
    """Have a handler called after so many seconds, where the system can; it is the only one."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, for_)


if __name__ == "__main__":
    main()
