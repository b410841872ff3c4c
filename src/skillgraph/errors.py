"""What can go wrong, as one tree.

::

    SkillgraphError
    ├── NameNotFound(LookupError)        no node has that name; candidates
    ├── AmbiguousName(LookupError)       several nodes have it; candidates
    ├── InvalidInput(ValueError)         a file or a question is wrong; .problems
    ├── GraphVersionError                a compiled graph of another schema, or a damaged one
    ├── GraphClosed(ValueError)          a graph was asked after it was closed
    └── LimitExceeded(TimeoutError)      a limit of time, size or memory was met

An impossible plan is no error but a value: see `skillgraph.model.plan`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_NAME = 100

#: So many problems of an input are shown; of the rest the number.
SHOWN = 100

#: After so many problems of what is streamed the rest is not read.
MOST_PROBLEMS = 1000

#: So many candidates are named.
_LISTED = 50


class SkillgraphError(Exception):
    """Every error that skillgraph raises on purpose."""


class Candidate:
    """A node that a name may have meant."""

    __slots__ = ("id", "label")

    def __init__(self, id_: str, label: str) -> None:
        self.id = id_
        self.label = label


class NameNotFound(SkillgraphError, LookupError):  # noqa: N818 -- named for what happened
    """No node of the accepted kinds has this name; `elsewhere` says which others have it."""

    def __init__(
        self,
        name: str,
        candidates: tuple[Candidate, ...] = (),
        kinds: str = "",
        elsewhere: str = "",
    ) -> None:
        self.name = name
        self.candidates = candidates
        wanted = kinds or "node"
        message = f"no {wanted} is called '{clipped(name)}'{elsewhere and f': {elsewhere}'}."
        if candidates:
            message += " Did you mean:\n" + _listed(candidates)
        super().__init__(message)


class AmbiguousName(SkillgraphError, LookupError):  # noqa: N818 -- named for what happened
    """Several nodes have this name, and nothing is guessed."""

    def __init__(self, name: str, candidates: tuple[Candidate, ...]) -> None:
        self.name = name
        self.candidates = candidates
        super().__init__(
            f"'{clipped(name)}' may mean several nodes. Say which:\n{_listed(candidates)}"
        )


class InputProblem:
    """One thing that is wrong: where, what, and what to do next.

    >>> print(InputProblem("a.yaml:41:7", "unknown skill 'sq'.", "Did you mean 'sql'?"))
    a.yaml:41:7: unknown skill 'sq'. Did you mean 'sql'?
    """

    __slots__ = ("hint", "message", "place")

    def __init__(self, place: str, message: str, hint: str = "") -> None:
        self.place = place
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        where = f"{escaped(self.place)}: " if self.place else ""
        return f"{where}{self.message} {self.hint}".rstrip()


class InvalidInput(SkillgraphError, ValueError):  # noqa: N818 -- named for what happened
    """A file or a question that is wrong; all its problems at once."""

    def __init__(self, *problems: InputProblem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Problems:
    """What is wrong with an input, gathered so that one run tells it all, in bounded memory.

    Each is kept once, in the order in which they are found. Of those past the first `shown` the
    number is told, unless that `ends` the run: what is wrong is clear by then.

    >>> problems = Problems()
    >>> problems.add("Sheet1!AF212", "'7' is above the scale.")
    >>> problems.raise_any()
    Traceback (most recent call last):
    skillgraph.errors.InvalidInput: Sheet1!AF212: '7' is above the scale.
    """

    def __init__(self, shown: int = SHOWN, *, ends: bool = False) -> None:
        self._found: dict[tuple[str, str], InputProblem] = {}
        self._more = 0
        self._shown = shown
        self._ends = ends

    def __len__(self) -> int:
        return len(self._found) + self._more

    def add(self, place: str, message: str, hint: str | Callable[[], str] = "") -> None:
        """Note a problem; a hint that costs a search is made only if the problem is shown."""
        if (place, message) in self._found:
            return
        if len(self._found) >= self._shown:
            self._more += 1
            return
        told = hint if isinstance(hint, str) else hint()
        self._found[place, message] = InputProblem(place, message, told)
        if self._ends and len(self._found) == self._shown:
            raise InvalidInput(
                *self._found.values(), InputProblem("", f"stopped after {self._shown} problems.")
            )

    def take(self, error: InvalidInput) -> None:
        """Note the problems of an error that ended the reading of a part."""
        for problem in error.problems:
            self.add(problem.place, problem.message, problem.hint)

    def raise_any(self) -> None:
        """Raise `InvalidInput` with all that was noted; where there is nothing, do nothing."""
        if not self._found:
            return
        problems = [*self._found.values()]
        if self._more:
            problems.append(InputProblem("", f"and {self._more:,} more.", "Mend these first."))
        raise InvalidInput(*problems)


class GraphVersionError(SkillgraphError):
    """A compiled graph of another schema, one that is damaged, or a file that is none."""


class GraphClosed(SkillgraphError, ValueError):  # noqa: N818 -- named for what happened
    """A graph was asked after it was closed."""

    def __init__(self) -> None:
        super().__init__("this graph is closed. Open it again, and ask before it is closed.")


class LimitExceeded(SkillgraphError, TimeoutError):  # noqa: N818 -- named for what happened
    """A limit of time, size or memory was met; the message says which."""


def clipped(text: str) -> str:
    """Return a text as a message quotes it: no name is longer, and what is longer is no name.

    >>> len(clipped("x" * 100_000))
    101
    """
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def escaped(text: str) -> str:
    r"""Return a text on one line, with what is unprintable as Python writes it.

    The bytes of a file's name that are no UTF-8 are unprintable, too.

    >>> print(escaped("a\x1b[2J\n"), escaped(b"\xfe.ttl".decode("utf-8", "surrogateescape")))
    a\x1b[2J\n \xfe.ttl
    """
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) & 0xFF:02x}"
    return char.encode("unicode_escape").decode()


def _listed(candidates: tuple[Candidate, ...]) -> str:
    lines = [f"  {candidate.id}  {clipped(candidate.label)}" for candidate in candidates[:_LISTED]]
    more = len(candidates) - _LISTED
    return "\n".join(lines + [f"  and {more:,} more"] * (more > 0))
