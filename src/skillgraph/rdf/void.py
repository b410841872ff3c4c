"""What an exported file holds, described in VoID and DCAT, in a file of its own.

See https://www.w3.org/TR/void/ and https://www.w3.org/TR/vocab-dcat-3/. It says nothing about when
the export was made: an equal graph has an equal description.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from skillgraph.errors import escaped
from skillgraph.model import facts
from skillgraph.rdf import ontology as sg
from skillgraph.rdf.describing import licensed
from skillgraph.rdf.export import iter_descriptions
from skillgraph.rdf.literals import parse_pairs, parted_iri
from skillgraph.rdf.sorting import sort_descriptions
from skillgraph.rdf.terms import DCAT, DCTERMS, SPDX, VOID, XSD, integer, iri, says, text, typed
from skillgraph.rdf.turtle import turtle_lines
from skillgraph.vocab import ID, SG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from skillgraph.model.columns import Streamed
    from skillgraph.rdf.sorting import Description

_MEDIA = "https://www.iana.org/assignments/media-types/"
_CHUNK = 1 << 16

_MEDIA_TYPES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "graphml": "application/graphml+xml",
    "csv": "text/csv",
    "yaml": "application/yaml",
}


class _Counts:
    """What is counted in one pass over the triples of a graph."""

    def __init__(self) -> None:
        self.heads: list[facts.Catalog | facts.Source] = []
        self.triples = self.subjects = 0
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()

    def count(self, stream: Iterable[Streamed], *, provenance: bool) -> None:
        for _, lines in iter_descriptions(self._watched(stream), provenance=provenance):
            pairs = parse_pairs(lines)
            self.subjects += 1
            self.triples += len(pairs)
            self.properties.update(predicate for predicate, _ in pairs)
            self.classes.update(object_ for predicate, object_ in pairs if predicate == sg.TYPE)

    def _watched(self, stream: Iterable[Streamed]) -> Iterator[Streamed]:
        for fact in stream:
            if isinstance(fact, facts.Catalog | facts.Source):
                self.heads.append(fact)
            yield fact


def void_lines(
    stream: Iterable[Streamed], file: Path, form: str, *, provenance: bool = True
) -> Iterator[str]:
    """Yield the description of a data file that these facts were exported to, as Turtle."""
    counts = _Counts()
    counts.count(stream, provenance=provenance)
    size, checksum = _measured(file)
    dataset = f"<{ID}dataset/{checksum[:16]}>"
    descriptions = [
        (dataset, _dataset(counts, dataset)),
        *_partitions(counts, dataset),
        *_distribution(dataset, file, form, size, checksum),
        *((iri(head.id), _head(head)) for head in counts.heads),
    ]
    return turtle_lines(sort_descriptions(descriptions))


def _dataset(counts: _Counts, dataset: str) -> list[str]:
    heads = counts.heads
    catalogs = [head for head in heads if isinstance(head, facts.Catalog)]
    return [
        says(sg.TYPE, f"<{VOID}Dataset>"),
        says(sg.TYPE, f"<{DCAT}Dataset>"),
        *(says(f"<{DCTERMS}title>", text(each.title, each.language)) for each in catalogs),
        *(says(f"<{DCTERMS}source>", iri(head.id)) for head in heads),
        says(f"<{VOID}triples>", integer(counts.triples)),
        says(f"<{VOID}distinctSubjects>", integer(counts.subjects)),
        says(f"<{VOID}classes>", integer(len(counts.classes))),
        says(f"<{VOID}properties>", integer(len(counts.properties))),
        says(f"<{VOID}uriSpace>", text(ID)),
        *(says(f"<{VOID}vocabulary>", f"<{each}>") for each in _vocabularies(counts)),
        *(says(f"<{VOID}classPartition>", name) for name, _ in _partitions(counts, dataset)),
        says(f"<{DCAT}distribution>", _part(dataset, "file")),
    ]


def _vocabularies(counts: _Counts) -> list[str]:
    """Return the namespaces of the terms that are used, ours first."""
    found = {
        term[1 : max(term.rfind("#"), term.rfind("/")) + 1]
        for term in (*counts.properties, *counts.classes)
    }
    return [SG, *sorted(found - {SG})]


def _partitions(counts: _Counts, dataset: str) -> list[Description]:
    return [
        (
            _part(dataset, _named(class_)),
            [says(f"<{VOID}class>", class_), says(f"<{VOID}entities>", integer(count))],
        )
        for class_, count in sorted(counts.classes.items())
    ]


def _named(class_: str) -> str:
    return "-".join(parted_iri(class_) or (class_[1:-1],))


def _distribution(
    dataset: str, file: Path, form: str, size: int, checksum: str
) -> list[Description]:
    name, sum_ = _part(dataset, "file"), _part(dataset, "checksum")
    media_type = f"<{_MEDIA}{_MEDIA_TYPES[form]}>"
    return [
        (
            name,
            [
                says(sg.TYPE, f"<{DCAT}Distribution>"),
                says(f"<{DCTERMS}title>", text(escaped(file.name))),
                says(f"<{DCAT}mediaType>", media_type),
                says(f"<{DCAT}byteSize>", typed(str(size), "nonNegativeInteger")),
                says(f"<{SPDX}checksum>", sum_),
            ],
        ),
        (
            sum_,
            [
                says(sg.TYPE, f"<{SPDX}Checksum>"),
                says(f"<{SPDX}algorithm>", f"<{SPDX}checksumAlgorithm_sha256>"),
                says(f"<{SPDX}checksumValue>", f'"{checksum}"^^<{XSD}hexBinary>'),
            ],
        ),
    ]


def _head(head: facts.Catalog | facts.Source) -> list[str]:
    title = head.title if isinstance(head, facts.Catalog) else head.label
    return [says(f"<{DCTERMS}title>", text(title)), *licensed(head.licence)]


def _part(dataset: str, name: str) -> str:
    return f"{dataset[:-1]}#{quote(name)}>"


def _measured(file: Path) -> tuple[int, str]:
    """Return a file's size in bytes and its SHA-256."""
    hashed = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            hashed.update(chunk)
    return file.stat().st_size, hashed.hexdigest()
