"""Facts → JSON-LD: one object a subject, sorted, in the terms of `ontology/context.jsonld`.

The context stands in the document, so that nobody need fetch it. See https://www.w3.org/TR/json-ld11/.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillgraph.rdf import ontology as sg
from skillgraph.rdf.literals import is_xsd, parse_pairs, parted_iri
from skillgraph.rdf.terms import NAMESPACES, XSD
from skillgraph.readers.triples import Literal, parse_literal
from skillgraph.shipped import shipped_folder
from skillgraph.vocab import without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skillgraph.rdf.literals import Pair
    from skillgraph.rdf.sorting import Description

#: Whole numbers so long are exact wherever JSON is read (RFC 8259, section 6).
_EXACT_DIGITS = 15


def load_context() -> dict[str, Any]:
    """Return the context that is published beside the ontology."""
    file = Path(shipped_folder("ontology"), "context.jsonld")
    context: dict[str, Any] = json.loads(file.read_bytes())["@context"]
    return context


def jsonld_lines(descriptions: Iterable[Description]) -> Iterator[str]:
    """Yield descriptions, sorted already, as JSON-LD, an object a line; a page may hold it."""
    context = load_context()
    terms = _Terms(context)
    yield f'{{"@context": {json.dumps(context, ensure_ascii=False, indent=1)},\n"@graph": ['
    comma = "\n"
    for subject, lines in descriptions:
        node = terms.node(subject, parse_pairs(lines))
        yield comma + without_tags(json.dumps(node, ensure_ascii=False))
        comma = ",\n"
    yield "\n]}\n"


class _Terms:
    """The terms of a context, by the IRI that each stands for."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._properties: dict[str, tuple[str, dict[str, Any]]] = {}
        self._names: dict[str, str] = {}
        for name, definition in context.items():
            if name.startswith("@"):
                continue
            full = definition if isinstance(definition, dict) else {"@id": definition}
            expanded = _expanded(full["@id"])
            self._properties[f"<{expanded}>"] = (name, full)
            if not isinstance(definition, dict):
                self._names[f"<{expanded}>"] = name

    def node(self, subject: str, pairs: list[Pair]) -> dict[str, Any]:
        """Return a subject as an object of JSON."""
        node: dict[str, Any] = {"@id": _compact(subject)}
        for predicate, group in groupby(pairs, key=itemgetter(0)):
            objects = [object_ for _, object_ in group]
            if predicate == sg.TYPE:
                node["@type"] = [self._names.get(each) or _compact(each) for each in objects]
                continue
            name, definition = self._properties.get(predicate, (_compact(predicate), {}))
            node[name] = _values(objects, definition)
        return node


def _values(objects: list[str], definition: dict[str, Any]) -> Any:
    """Return the objects of a predicate, as short as its definition allows."""
    literals = [parse_literal(each) for each in objects]
    if definition.get("@container") == "@language" and all(
        literal and not literal.datatype for literal in literals
    ):
        return _by_language([literal for literal in literals if literal])
    values = [_value(*each, definition) for each in zip(objects, literals, strict=True)]
    return values if len(values) > 1 else values[0]


def _by_language(literals: list[Literal]) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for literal in literals:
        found.setdefault(literal.language or "@none", []).append(literal.text)
    return {tag: texts if len(texts) > 1 else texts[0] for tag, texts in sorted(found.items())}


def _value(object_: str, literal: Literal | None, definition: dict[str, Any]) -> Any:
    coerced = definition.get("@type", "")
    if literal is None:
        return _compact(object_) if coerced == "@id" else {"@id": _compact(object_)}
    if literal.language:
        return {"@value": literal.text, "@language": literal.language}
    datatype = literal.datatype or f"{XSD}string"
    if coerced and _expanded(coerced) == datatype:
        return _native(literal)
    if not literal.datatype:
        return {"@value": literal.text} if coerced else literal.text
    return {"@value": literal.text, "@type": _compact(f"<{datatype}>")}


def _native(literal: Literal) -> Any:
    """Return a literal as JSON's own kind of value where that says the same."""
    if is_xsd(literal, "boolean"):
        return literal.text == "true"
    if is_xsd(literal, "integer") and len(literal.text) <= _EXACT_DIGITS:
        return int(literal.text)
    return literal.text


def _expanded(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return NAMESPACES[prefix] + rest if prefix in NAMESPACES else name


def _compact(term: str) -> str:
    parted = parted_iri(term)
    # `//` after a prefix would make it an IRI of its own (https://www.w3.org/TR/json-ld11/#compact-iris).
    if parted and parted[1] and not parted[1].startswith("//"):
        return ":".join(parted)
    return term[1:-1] if term.startswith("<") else term
