"""What differs between two graphs, as plain values."""

from typing import Literal, NamedTuple

Kind = Literal["added", "removed", "changed", "replaced"]


class Change(NamedTuple):
    """One thing that differs: a node, a requirement, a link or a salary, by its own identity.

    `what` names it ("skill", "requirement", "next", …), `about` has the ids that identify it, the
    node or the owner first. `before` and `after` have the single values that changed, by name.
    """

    kind: Kind
    what: str
    about: tuple[str, ...]
    before: dict[str, str]
    after: dict[str, str]
