"""A kind of hostile input: how it is made at any size, and which commands open it."""

from __future__ import annotations

import shlex
import shutil
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.hostile.running import Bounds, Launch, Listener, Place, Seen, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tests.hostile.running import Arguments, Serve

    Ask = str | tuple[str | bytes, ...]

#: What a command with limits is given: the usual ones would make a run long.
SECONDS, MEBIBYTES = 5.0, 512
#: So many commands are waited for in vain.
_MOST_LATE = 2


@dataclass(frozen=True)
class Kind:
    """A kind of hostile input.

    `make` writes it where one works, as large as the place says. Each of `asks` is a command line
    that opens it; in it `@NOBODY`, `@STRANGER` and the like are addresses of the place. They are
    asked apart, unless what one leaves in the cache is for the next (`together`). `check` yields
    what is wrong beyond what is wrong with any run. `sizes` go up to the limits; the tests take
    `tested`, or the middle one.
    """

    name: str
    make: Callable[[Place], object]
    asks: Sequence[Ask]
    sizes: tuple[int, ...] = (1,)
    tested: int = 0
    bounds: Bounds = field(default_factory=Bounds)
    launch: Launch = field(default_factory=Launch)
    check: Callable[[Place, Seen], Iterable[str]] | None = None
    serve: Serve | None = None
    together: bool = False
    #: What is no harm here, by words of it: nobody hears an error where stderr is closed.
    harmless: tuple[str, ...] = ()
    #: Takes more than some seconds where all is well.
    slow: bool = False

    def with_asks(self, *asks: Ask) -> Kind:
        """Return the kind with other commands."""
        return replace(self, asks=asks)

    @property
    def middle(self) -> int:
        """The size that the tests take."""
        return self.tested or self.sizes[len(self.sizes) // 2]


def examine(
    kind: Kind, root: Path, size: int, *, most: int | None = None, seconds: float = SECONDS
) -> Iterator[Seen]:
    """Make an input in a folder and ask the first `most` of a kind's commands about it.

    Those that take limits are given `seconds`, and memory; without seconds, neither. Where several
    were ended for their time the others are not asked: each costs a minute, and says no more.
    """
    late = 0
    with Listener() as nobody, Listener(kind.serve) as stranger:
        place = stranger.place = Place(root, size, nobody, stranger)
        try:
            kind.make(place)
            asks = kind.asks if kind.together else kind.asks[:most]
            for ask in asks:
                if not kind.together:
                    place.clear()
                arguments = _arguments(place, ask)
                if not _is_there(arguments):
                    continue
                if seconds:
                    arguments = limited(arguments, seconds)
                seen = run(place, arguments, kind.bounds, kind.launch)
                if b"Usage: " in seen.err:
                    seen.breaks.append("the command was misused: this proves nothing")
                if kind.check is not None:
                    seen.breaks += kind.check(place, seen)
                seen.breaks = [
                    each for each in seen.breaks if not any(word in each for word in kind.harmless)
                ]
                yield seen
                late += seen.late
                if late == _MOST_LATE:
                    return
        finally:
            shutil.rmtree(root, ignore_errors=True)


def _arguments(place: Place, ask: Ask) -> list[str | bytes]:
    parts = shlex.split(ask) if isinstance(ask, str) else ask
    return [place.filled(part) if isinstance(part, str) else part for part in parts]


def limited(arguments: Arguments, seconds: float) -> list[str | bytes]:
    """Return a command line with limits of time and memory, where its command has them."""
    options = frozenset[str]() if _plans_nothing(arguments) else _options(arguments)
    more: list[str | bytes] = []
    for option, value in (("--timeout", seconds), ("--memory", MEBIBYTES)):
        if option in options and option not in arguments and "--endpoint" not in arguments:
            more += [option, f"{value:g}"]
    return [*arguments, *more]


def _plans_nothing(arguments: Arguments) -> bool:
    """Tell whether a command would refuse a limit of time, since it isn't asked for a plan."""
    command = arguments[0] if arguments else ""
    unasked = command == "render" and "--plan" not in arguments
    return unasked or command in ("", "explain", "next")


def _is_there(arguments: Arguments) -> bool:
    """Tell whether a command has the options that it is asked with; some are newer than others."""
    return "--rdf" not in arguments or "--rdf" in _options(arguments)


def _options(arguments: Arguments) -> frozenset[str]:
    words = [each for each in arguments if isinstance(each, str)]
    return _options_of(tuple(words[:2]))


@cache
def _options_of(words: tuple[str, ...]) -> frozenset[str]:
    import click

    from skillgraph.cli import skillgraph

    command: Any = skillgraph
    for word in words:
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), word) or command
    return frozenset(option for param in command.params for option in param.opts)
