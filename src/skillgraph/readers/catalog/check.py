"""What must hold of catalogues as a whole, once they are merged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from skillgraph.model.fields import FIELDS, LABELS
from skillgraph.vocab import fold
from skillgraph.words import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.readers.catalog.merge import MergedLink, MergedNode, Statements
    from skillgraph.readers.findings import Findings, Spot

#: So many categories of a circle are named.
_SHOWN_OF_CYCLE = 7
_LABELS = tuple(field.key for field in FIELDS.values() if field.sort is LABELS)


def check(nodes: dict[str, MergedNode], statements: Statements, findings: Findings) -> None:
    """Note everything that contradicts itself or leads nowhere."""
    _check_labels(nodes, findings)
    _check_names(nodes, findings)
    _check_scales(nodes, findings)
    _check_groups(nodes, statements.links, findings)
    _check_moves(nodes, statements.links, findings)
    _check_broader(nodes, statements.links, findings)
    _check_practised(nodes, statements, findings)
    _check_retired(nodes, statements, findings)
    _check_matches(nodes, findings)


def _check_labels(nodes: dict[str, MergedNode], findings: Findings) -> None:
    for node in nodes.values():
        if not node.labels and not node.label_unfit:
            findings.add(
                node.first.spot,
                f"{node.called} has no label.",
                partial(_label_hint, node, nodes),
            )


def _label_hint(node: MergedNode, nodes: dict[str, MergedNode]) -> str:
    labelled = [
        other.first.name
        for other in nodes.values()
        if other.first.space == node.first.space and other.labels
    ]
    return did_you_mean(node.first.name, labelled) or "Write one: label: …."


def _check_names(nodes: dict[str, MergedNode], findings: Findings) -> None:
    """See that each name, be it an id or a label, means one node of its space."""
    named: dict[tuple[str, str], tuple[MergedNode, Spot]] = {
        (node.first.space, fold(node.first.name)): (node, node.first.spot)
        for node in nodes.values()
    }
    for node in nodes.values():
        own = list(node.labels.values())
        for labels in _LABELS:
            own += node.lists.get(labels, {}).values()
        for stated in own:
            key = node.first.space, fold(stated.value)
            other, spot = named.setdefault(key, (node, stated.spot))
            if other is not node:
                message = (
                    f"{node.called} is called {quoted(stated.value)}, "
                    f"and so is {other.called} at {spot}."
                )
                findings.add(stated.spot, message, "A name means one of a kind: change one.")


def _check_scales(nodes: dict[str, MergedNode], findings: Findings) -> None:
    for node in nodes.values():
        low, high = node.singles.get("min"), node.singles.get("max")
        if low and high and low.value >= high.value:
            message = f"{node.called} has min {low.text} and max {high.text}."
            findings.add(low.spot, message, "The min must be below the max.")


def _check_groups(
    nodes: dict[str, MergedNode], links: list[MergedLink], findings: Findings
) -> None:
    filled = {link.start for link in links if link.kind == "member"}
    for node in nodes.values():
        if node.first.space == "group" and node.id not in filled:
            message = f"{node.called} has no members."
            findings.add(node.first.spot, message, "List them: members: […].")


def _check_moves(nodes: dict[str, MergedNode], links: list[MergedLink], findings: Findings) -> None:
    moves: dict[tuple[str, str], MergedLink] = {}
    for link in links:
        if link.kind not in ("next", "far"):
            continue
        called = nodes[link.start].called
        if link.start == link.end:
            findings.add(link.spot, f"{called} leads to itself.", "Remove the move.")
        first = moves.setdefault((link.start, link.end), link)
        if first.kind != link.kind:
            message = (
                f"the move from {called} to {nodes[link.end].called} is {link.kind} here "
                f"but {first.kind} at {first.spot}."
            )
            findings.add(link.spot, message, "Make them agree.")


def _check_broader(
    nodes: dict[str, MergedNode], links: list[MergedLink], findings: Findings
) -> None:
    parents: dict[str, list[MergedLink]] = {}
    for link in links:
        if link.kind == "broader" and nodes[link.start].first.space == "category":
            parents.setdefault(link.start, []).append(link)
    done: set[str] = set()
    for root in parents:
        for first, last in _cycles(root, parents, done):
            names = [quoted(nodes[link.start].first.name) for link in first[:_SHOWN_OF_CYCLE]]
            if len(first) > _SHOWN_OF_CYCLE:
                names.append("…")
            way = " → ".join([*names, quoted(_name(last.end))])
            message = f"categories go round in a circle: {way}."
            findings.add(last.spot, message, "Remove one 'broader'.")


def _cycles(
    root: str, parents: dict[str, list[MergedLink]], done: set[str]
) -> Iterator[tuple[list[MergedLink], MergedLink]]:
    """Yield for each edge that leads back how its cycle begins, and that edge.

    It is a depth-first walk, without recursion and without copies of long ways.
    """
    if root in done:
        return
    trail: list[MergedLink] = []
    on_trail = {root: 0}
    ahead = [iter(parents.get(root, ()))]
    while ahead:
        link = next(ahead[-1], None)
        if link is None:
            ahead.pop()
            left = trail.pop().end if trail else root
            on_trail.pop(left)
            done.add(left)
        elif link.end in on_trail:
            start = on_trail[link.end]
            yield [*trail[start : start + _SHOWN_OF_CYCLE], link][: _SHOWN_OF_CYCLE + 1], link
        elif link.end not in done:
            trail.append(link)
            on_trail[link.end] = len(trail)
            ahead.append(iter(parents.get(link.end, ())))


def _check_practised(
    nodes: dict[str, MergedNode], statements: Statements, findings: Findings
) -> None:
    for requirement in statements.requirements:
        owner = nodes[requirement.owner.id]
        if owner.first.space != "skill" or is_practised(owner):
            continue
        for option in requirement.options:
            if is_practised(nodes[option]):
                message = f"{owner.called} is studied but requires {quoted(_name(option))}, "
                message += "which is learnt in practice."
                findings.add(requirement.spot, message, "A prerequisite must be studied.")


def _check_retired(
    nodes: dict[str, MergedNode], statements: Statements, findings: Findings
) -> None:
    for retired in statements.retired:
        living = nodes.get(retired.id)
        if living is not None:
            replacing = nodes[retired.owner.id].called
            message = f"{replacing} replaces {quoted(retired.id)}, which stands at "
            findings.add(
                retired.spot, f"{message}{living.first.spot}.", "Remove that entry, or this."
            )


def _check_matches(nodes: dict[str, MergedNode], findings: Findings) -> None:
    for node in nodes.values():
        for stated in node.lists.get("exact_match", {}).values():
            if stated.value == node.id:
                message = f"{node.called} is an exact match of itself."
                findings.add(stated.spot, message, "Name what is the same thing elsewhere.")


def is_practised(node: MergedNode) -> bool:
    """Tell whether a skill grows at work."""
    acquired = node.singles.get("acquired")
    return acquired is not None and acquired.value == "practice"


def _name(curie: str) -> str:
    return curie.partition(":")[2]
