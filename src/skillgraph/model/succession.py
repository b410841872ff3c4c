"""What retired ids come to: each leads to another, until one is a node's."""

from collections.abc import Iterable


def successors(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what retired ids come to in the end, given what each is replaced by.

    >>> successors([("a", "b"), ("b", "c")])
    {'a': 'c', 'b': 'c'}
    """
    steps = dict(rows)
    ends: dict[str, str] = {}
    for id_ in steps:
        trail = []
        at = id_
        while at in steps and at not in ends:
            trail.append(at)
            at = steps[at]
        ends.update(dict.fromkeys(reversed(trail), ends.get(at, at)))
    return {id_: ends[id_] for id_ in steps}
