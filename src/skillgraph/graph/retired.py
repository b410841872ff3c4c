"""Ids that are no longer in use: where each leads, and what is wrong where one leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.graph.checking import spot
from skillgraph.model.facts import Place

if TYPE_CHECKING:
    import sqlite3

    from skillgraph.errors import Problems

_PLACED = """
SELECT retired.id, retired.replaced_by, source.id, retired.fragment, retired.locator FROM retired
LEFT JOIN source ON source.key = retired.source"""

_LIVING = f"{_PLACED} JOIN node ON node.id = retired.id ORDER BY retired.id"

#: Those that don't lead to a node at once; nearly always there are none.
_INDIRECT = f"""{_PLACED}
WHERE NOT EXISTS (SELECT 1 FROM node WHERE node.id = retired.replaced_by) ORDER BY retired.id"""

_DANGLING = f"""{_INDIRECT.partition("ORDER")[0]}
AND NOT EXISTS (SELECT 1 FROM retired AS next WHERE next.id = retired.replaced_by)
ORDER BY retired.id"""


def check_succession(connection: sqlite3.Connection, problems: Problems) -> None:
    """See that no retired id is a node, and that each leads to one, be it over others.

    A circle is told once, whatever else leads into it.
    """
    for id_, _, *place in connection.execute(_LIVING).fetchall():
        message = f"'{id_}' is retired and is a node, too."
        problems.add(_place_spot(*place), message, "Remove the node, or what retires it.")
    for id_, next_, *place in connection.execute(_DANGLING).fetchall():
        message = f"the retired '{id_}' is replaced by '{next_}', which no node is."
        problems.add(_place_spot(*place), message, "Correct the id, or add the node.")
    steps = {id_: (next_, place) for id_, next_, *place in connection.execute(_INDIRECT)}
    walked: set[str] = set()
    for id_ in steps:
        trail: dict[str, None] = {}
        at = id_
        while at in steps and at not in walked:
            walked.add(at)
            trail[at] = None
            at = steps[at][0]
        if at in trail:
            ids = list(trail)
            way = " → ".join([*ids[ids.index(at) :], at])
            message = f"retired ids replace each other in a circle: {way}."
            problems.add(
                _place_spot(*steps[at][1]), message, "Let the last of them lead to a node."
            )


def _place_spot(source: str | None, fragment: str, locator: str) -> str:
    return spot([Place(source, fragment, locator)]) if source else ""
