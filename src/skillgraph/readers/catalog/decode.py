"""A tree to drafts, by the tables of `form`; a problem is noted and stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model.values import Unfit, parse_id, parse_line, parse_slug
from skillgraph.readers.catalog import form as catalog_form
from skillgraph.readers.catalog.drafts import (
    CatalogDraft,
    LinkDraft,
    NodeDraft,
    RetiredDraft,
    SourceDraft,
)
from skillgraph.readers.catalog.form import Edges, Many, Special
from skillgraph.readers.catalog.requires import decode_requires, decode_salaries
from skillgraph.readers.node_reading import NodeReading
from skillgraph.readers.yaml_nodes import MappingNode, ScalarNode, SequenceNode
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skillgraph.readers.catalog.drafts import Drafts
    from skillgraph.readers.catalog.form import Section
    from skillgraph.readers.findings import Findings, SourceFile
    from skillgraph.readers.stated import Stated
    from skillgraph.readers.yaml_nodes import Node


def decode_header(file: SourceFile, root: Node, findings: Findings) -> CatalogDraft | None:
    """Return the header of a file, None where it has none; the rest of the file is left alone."""
    if not isinstance(root, MappingNode):
        return None
    found = next((pair for pair in root.pairs if pair[0].text == "catalog"), None)
    if found is None:
        return None
    key, node = found
    reading = NodeReading(file, "", findings)
    fields = reading.fields(node, catalog_form.HEADER, "catalog")
    singles = reading.singles(fields, catalog_form.HEADER)
    if isinstance(node, MappingNode) and "id" not in fields:
        reading.refuse(key, "the catalogue has no id.", "Write one: catalog: {id: mine}.")
    extends = (
        reading.texts("extends", fields["extends"][1], parse_line) if "extends" in fields else ()
    )
    name = singles["id"].value if "id" in singles else ""
    return CatalogDraft(name, reading.spot(key), singles, tuple(extends))


def decode_file(
    file: SourceFile, root: Node, header: CatalogDraft, drafts: Drafts, findings: Findings
) -> None:
    """Add to `drafts` what a file of the catalogue with this header states."""
    decoder = _Decoder(file, header, drafts, findings)
    for key, (_, node) in decoder.fields(root, catalog_form.FILE, "a catalogue").items():
        if key == "sources":
            decoder.decode_sources(node)
        elif key != "catalog":
            decoder.decode_section(key, catalog_form.SECTIONS[key], node)


class _Decoder(NodeReading):
    """Reads the sections of one file."""

    def __init__(
        self, file: SourceFile, header: CatalogDraft, drafts: Drafts, findings: Findings
    ) -> None:
        super().__init__(file, header.name, findings)
        self._language = header.language
        self._drafts = drafts

    def decode_sources(self, node: Node) -> None:
        for key, value in self._entries("sources", node):
            fields = self.fields(value, catalog_form.SOURCE, f"source {quoted(key.text)}")
            singles = self.singles(fields, catalog_form.SOURCE)
            self._drafts.sources.append(SourceDraft(key.text, self.spot(key), singles))

    def decode_section(self, name: str, section: Section, node: Node) -> None:
        for key, value in self._entries(name, node):
            entry = NodeDraft(
                section.kind,
                section.space,
                key.text,
                self.spot(key),
                self.catalog,
                self._language,
            )
            self._drafts.nodes.append(entry)
            if not (isinstance(value, ScalarNode) and value.empty):
                self._decode_entry(entry, section, value)

    def _entries(self, name: str, node: Node) -> Iterator[tuple[ScalarNode, Node]]:
        if isinstance(node, MappingNode):
            for key, value in node.pairs:
                try:
                    parse_slug(key.text)
                except Unfit as unfit:
                    self.refuse(key, unfit.message, unfit.hint)
                yield key, value
        elif not (isinstance(node, ScalarNode) and node.empty):
            hint = "Write each as its id, a colon and its keys."
            self.refuse(node, f"{name} must be a mapping of ids to entries.", hint)

    def _decode_entry(self, entry: NodeDraft, section: Section, node: Node) -> None:
        fields = self.fields(node, section.keys, f"{section.kind} {quoted(entry.name)}")
        entry.singles = self.singles(fields, section.keys)
        entry.label_unfit = not isinstance(node, MappingNode) or (
            "label" in fields and "label" not in entry.singles
        )
        for key, (_, value) in fields.items():
            form = section.keys[key]
            if isinstance(form, Many):
                entry.lists[key] = self.texts(key, value, form.parse)
            elif isinstance(form, Edges):
                self._drafts.links += self._edges(key, form, entry, value)
            elif form is Special.SOURCES:
                entry.citations = self.citations(value)
            elif form is Special.REPLACES:
                self._drafts.retired += self._replaced(entry, value)
            elif form is Special.REQUIRES:
                self._drafts.requirements += decode_requires(self, value, entry)
            elif form is Special.SALARIES:
                self._drafts.salaries += decode_salaries(self, value, entry)

    def _replaced(self, entry: NodeDraft, node: Node) -> Iterator[RetiredDraft]:
        """Yield the retired ids of an entry: bare ones are of its own space."""
        for item in self.items("replaces", node):
            fields = {}
            name: Node | None = item
            if not isinstance(item, ScalarNode):
                fields = self.fields(item, catalog_form.REPLACED, "an item of replaces")
                name = fields["id"][1] if "id" in fields else None
            if name is None:
                self.refuse(item, "an item of replaces names no id.", "Write {id: …}.")
                continue
            stated = self.single("replaces", name, _retired_id(entry.space))
            if stated is not None:
                support = self.support(item, fields)
                yield RetiredDraft(stated.value, entry, support)

    def _edges(self, key: str, form: Edges, entry: NodeDraft, node: Node) -> Iterator[LinkDraft]:
        for item in self.items(key, node):
            if isinstance(item, SequenceNode):
                self.refuse(item, f"an item of {key} must not be a list.")
                continue
            link = self._edge(key, form, entry, item)
            if link is not None:
                yield link

    def _edge(
        self, key: str, form: Edges, entry: NodeDraft, node: ScalarNode | MappingNode
    ) -> LinkDraft | None:
        reference = form.reference
        spaces = reference.spaces
        if isinstance(node, ScalarNode):
            other = self.reference(key, node, spaces)
            fields = {}
        else:
            keys = ("to", *spaces, *form.keys)
            fields = self.fields(node, keys, f"an item of {key}")
            named = [word for word in ("to", *spaces) if word in fields]
            if len(named) != 1:
                problem = "names nothing" if not named else "names several things"
                self.refuse(node, f"an item of {key} {problem}.", "Write {to: …}.")
                return None
            wanted = spaces if named[0] == "to" else (named[0],)
            other = self.reference(named[0], fields[named[0]][1], wanted)
        if other is None:
            return None
        singles = self.singles(fields, catalog_form.ITEM)
        assumption = singles.get("assumption") or self._assumption(form, entry)
        return LinkDraft(
            "far" if "far" in singles and singles["far"].value else reference.kind,
            entry,
            other,
            reference.phrase,
            self.support(node, fields),
            incoming=reference.incoming,
            assumption=assumption.value if assumption else "",
            near={key: singles[key] for key in ("tier", "rank") if key in singles},
        )

    @staticmethod
    def _assumption(form: Edges, entry: NodeDraft) -> Stated | None:
        return entry.singles.get("assumption") if form.reference.kind == "helps-towards" else None


def _retired_id(space: str) -> Callable[[str], str]:
    """Return what reads an id that is out of use: a slug of a space, a CURIE or an IRI."""
    return lambda text: parse_id(text) if ":" in text else f"{space}:{parse_slug(text)}"
