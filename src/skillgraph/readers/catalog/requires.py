"""Requirements and salaries: the two parts of an entry with a shape of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.readers.catalog.drafts import NodeDraft, RequirementDraft, SalaryDraft
from skillgraph.readers.catalog.form import REQUIREMENT, SALARY
from skillgraph.readers.stated import Reference, Stated
from skillgraph.readers.yaml_nodes import MappingNode, ScalarNode, SequenceNode
from skillgraph.vocab import IMPORTANCES
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillgraph.readers.node_reading import Fields, NodeReading
    from skillgraph.readers.yaml_nodes import Node

_ITEM = ("skill", "any_of", *REQUIREMENT)
_PAIRS = (("level", "scale"), ("rating", "rating_scale"))
_MUST = ("min", "max", "currency", "period")


def decode_requires(
    reading: NodeReading, node: Node, owner: NodeDraft
) -> Iterator[RequirementDraft]:
    """Yield the requirements of an entry: of a list, or of the lists of each importance."""
    if not isinstance(node, MappingNode):
        yield from _decode_list(reading, node, owner, None)
        return
    for key, (word, items) in reading.fields(node, IMPORTANCES, "requires").items():
        yield from _decode_list(reading, items, owner, Stated(key, key, reading.spot(word)))


def _decode_list(
    reading: NodeReading, node: Node, owner: NodeDraft, importance: Stated | None
) -> Iterator[RequirementDraft]:
    for item in reading.items(importance.text if importance else "requires", node):
        if isinstance(item, SequenceNode):
            hint = "Write a skill, {skill: …} or {any_of: …}."
            reading.refuse(item, "a requirement must not be a list.", hint)
            continue
        draft = _decode_item(reading, item, owner, importance)
        if draft is not None:
            yield draft


def _decode_item(
    reading: NodeReading,
    node: ScalarNode | MappingNode,
    owner: NodeDraft,
    importance: Stated | None,
) -> RequirementDraft | None:
    fields: Fields = {}
    if isinstance(node, MappingNode):
        fields = reading.fields(node, _ITEM, "a requirement")
    singles = reading.singles(fields, REQUIREMENT)
    _check_importance(reading, fields, importance)
    for one, other in _PAIRS:
        if (one in fields) != (other in fields):
            stated, missing = (one, other) if one in fields else (other, one)
            message = f"{stated} stands without {missing}."
            reading.refuse(fields[stated][0], message, "Write both or neither.")
            singles.pop(stated, None)
    stated_importance = importance or singles.get("importance")
    singles["importance"] = stated_importance or _default(reading, node, "essential")
    count = singles.pop("count", None) or _default(reading, node, 1)
    options, group = _decode_options(reading, node, fields)
    if not options and group is None:
        return None
    support = reading.support(node, fields)
    return RequirementDraft(owner, options, group, count, singles, support)


def _check_importance(reading: NodeReading, fields: Fields, importance: Stated | None) -> None:
    if importance is not None and "importance" in fields:
        message = f"the list {quoted(importance.text)} says the importance already."
        reading.refuse(fields["importance"][0], message, "Remove this one, or move the item.")


def _default(reading: NodeReading, node: Node, value: str | int) -> Stated:
    return Stated(value, str(value), reading.spot(node))


def _decode_options(
    reading: NodeReading, node: ScalarNode | MappingNode, fields: Fields
) -> tuple[tuple[Reference, ...], Reference | None]:
    if isinstance(node, ScalarNode):
        return _found(reading.reference("requires", node, ("skill",))), None
    if ("skill" in fields) == ("any_of" in fields):
        problem = "names both skill and any_of" if fields.get("skill") else "names no skill"
        reading.refuse(node, f"a requirement {problem}.", "Write {skill: …} or {any_of: …}.")
        return (), None
    if "skill" in fields:
        if "count" in fields:
            hint = "It goes with any_of."
            reading.refuse(fields["count"][0], "count has no place beside skill.", hint)
        return _found(reading.reference("skill", fields["skill"][1], ("skill",))), None
    options = fields["any_of"][1]
    if isinstance(options, ScalarNode):
        return (), reading.reference("any_of", options, ("group",))
    if isinstance(options, SequenceNode) and not options.items:
        reading.refuse(options, "any_of lists no skill.", "Name at least one.")
    return tuple(reading.references("any_of", options, ("skill",))), None


def _found(reference: Reference | None) -> tuple[Reference, ...]:
    return () if reference is None else (reference,)


def decode_salaries(reading: NodeReading, node: Node, owner: NodeDraft) -> Iterator[SalaryDraft]:
    """Yield the salaries of a role: one, or a list of them."""
    for item in reading.items("salary", node):
        fields = reading.fields(item, SALARY, "a salary")
        singles = reading.singles(fields, SALARY)
        for key in _MUST:
            if key not in fields and isinstance(item, MappingNode):
                reading.refuse(item, f"the salary has no {key}.", "Nothing is assumed: write it.")
        low, high = singles.get("min"), singles.get("max")
        if low and high and low.value > high.value:
            message = f"the salary's min {low.value} is above its max {high.value}."
            reading.findings.add(low.spot, message, "Swap them.")
        elif all(key in singles for key in _MUST):
            yield SalaryDraft(owner, singles, reading.support(item, fields))
