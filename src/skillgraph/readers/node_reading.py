"""Reading a tree by a form: keys, values, lists, references and sources, with what is wrong.

Every method notes its problems and goes on with what is sound.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgraph.model.values import Unfit, parse_fragment, parse_line
from skillgraph.readers.findings import Spot
from skillgraph.readers.stated import Citation, Reference, Stated, Support
from skillgraph.readers.yaml_nodes import MappingNode, ScalarNode, SequenceNode
from skillgraph.words import did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from collections.abc import Mapping as FormsByKey

    from skillgraph.readers.findings import Findings, SourceFile
    from skillgraph.readers.yaml_nodes import Node

Fields = dict[str, tuple[ScalarNode, "Node"]]

_SHAPES = {ScalarNode: "text", SequenceNode: "a list", MappingNode: "a mapping"}


class One(NamedTuple):
    """A single value. Prose of several catalogues stands side by side, other values must agree."""

    parse: Callable[[str], Any]
    prose: bool = False


class NodeReading:
    """Reads the nodes of one file, which is of the catalogue with the id `catalog`."""

    def __init__(self, file: SourceFile, catalog: str, findings: Findings) -> None:
        self.file = file
        self.catalog = catalog
        self.findings = findings

    def spot(self, node: Node) -> Spot:
        """Return where a node stands."""
        return Spot(self.file, node.line, node.column)

    def refuse(self, node: Node, message: str, hint: str | Callable[[], str] = "") -> None:
        """Note a problem at a node."""
        self.findings.add(self.spot(node), message, hint)

    def fields(self, node: Node, known: Collection[str], what: str) -> Fields:
        """Return the known keys of a mapping; what is no mapping has none."""
        if not isinstance(node, MappingNode):
            self.refuse(node, f"{what} must be a mapping of keys, not {_shape(node)}.")
            return {}
        found: Fields = {}
        for key, value in node.pairs:
            if key.text in known:
                found[key.text] = (key, value)
            else:
                message = f"{what} has no key {quoted(key.text)}."
                self.refuse(key, message, partial(_known, key.text, known))
        return found

    def single(self, key: str, node: Node, parse: Callable[[str], Any]) -> Stated | None:
        """Return the value of a key, None where it is unfit."""
        if not isinstance(node, ScalarNode):
            self.refuse(node, f"{key} must be text, not {_shape(node)}.")
        elif node.empty:
            self.refuse(node, f"{key} has no value.", "Write one, or remove the key.")
        else:
            try:
                return Stated(parse(node.text), node.text, self.spot(node))
            except Unfit as unfit:
                self.refuse(node, f"{key}: {unfit.message}", unfit.hint)
        return None

    def singles(self, fields: Fields, forms: FormsByKey[str, object]) -> dict[str, Stated]:
        """Return the fit single values of a mapping, by key."""
        values: dict[str, Stated] = {}
        for key, (_, node) in fields.items():
            form = forms.get(key)
            if isinstance(form, One):
                value = self.single(key, node, form.parse)
                if value is not None:
                    values[key] = value
        return values

    def items(self, key: str, node: Node) -> Iterator[Node]:
        """Yield the items of a list; a value alone is a list of one."""
        if isinstance(node, SequenceNode):
            for item in node.items:
                if isinstance(item, ScalarNode) and item.empty:
                    self.refuse(item, f"{key} has an empty item.", "Write it, or remove the line.")
                else:
                    yield item
        elif isinstance(node, ScalarNode) and node.empty:
            self.refuse(node, f"{key} has no value.", "Write one, or remove the key.")
        else:
            yield node

    def texts(self, key: str, node: Node, parse: Callable[[str], Any]) -> list[Stated]:
        """Return the texts of a list, each once."""
        found: dict[Any, Stated] = {}
        for item in self.items(key, node):
            value = self.single(key, item, parse)
            if value is not None and found.setdefault(value.value, value) is not value:
                self.refuse(item, f"{key}: {quoted(value.text)} is listed twice.", "Remove one.")
        return list(found.values())

    def reference(self, key: str, node: Node, spaces: tuple[str, ...]) -> Reference | None:
        """Return a reference to a node of some kinds, with or without its prefix."""
        stated = self.single(key, node, parse_line)
        if stated is None:
            return None
        prefix, colon, name = stated.value.partition(":")
        if not colon:
            return Reference(spaces, stated.value, stated.spot)
        if prefix in spaces:
            return Reference((prefix,), name, stated.spot)
        hint = f"Write the id of a {one_of(spaces)}."
        self.refuse(node, f"{key}: {quoted(stated.value)} has another prefix.", hint)
        return None

    def references(self, key: str, node: Node, spaces: tuple[str, ...]) -> list[Reference]:
        """Return the references of a list, each once."""
        found: dict[tuple[tuple[str, ...], str], Reference] = {}
        for item in self.items(key, node):
            other = self.reference(key, item, spaces)
            if other is not None and found.setdefault(other[:2], other) is not other:
                self.refuse(item, f"{key}: {quoted(other.name)} is listed twice.", "Remove one.")
        return list(found.values())

    def support(self, node: Node, fields: Fields) -> Support:
        """Return what a statement rests on: the sources under its key `source`."""
        citations = self.citations(fields["source"][1]) if "source" in fields else ()
        return Support(self.catalog, self.spot(node), citations)

    def citations(self, node: Node) -> tuple[Citation, ...]:
        """Return the sources that a node names, with their fragments and places in words."""
        found: dict[tuple[str, str, str], Citation] = {}
        for item in self.items("source", node):
            stated = self.single("source", item, parse_line)
            if stated is None:
                continue
            cited, _, locator = stated.value.partition(" ")
            name, mark, fragment = cited.partition("#")
            if mark:
                try:
                    parse_fragment(fragment)
                except Unfit as unfit:
                    self.refuse(item, f"source: {unfit.message}", unfit.hint)
                    fragment = ""
            name = name.removeprefix("source:")
            locator = locator.strip()
            citation = Citation(Reference(("source",), name, stated.spot), fragment, locator)
            if found.setdefault((name, fragment, locator), citation) is not citation:
                self.refuse(item, f"source: {quoted(stated.text)} is listed twice.", "Remove one.")
        return tuple(found.values())


def _shape(node: Node) -> str:
    if isinstance(node, ScalarNode) and node.empty:
        return "nothing"
    return _SHAPES[type(node)]


def _known(word: str, known: Collection[str]) -> str:
    return did_you_mean(word, known) or f"It may have {one_of(known)}."
