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

_LONGEST_NAME = 100


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
