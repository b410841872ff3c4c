"""Graphs drawn as N-Triples: a chain of skills, each of which requires the one before."""

from __future__ import annotations

from typing import BinaryIO

from skillgraph.rdf.stores import TripleSource

SKILL = "https://w3id.org/skillgraph/id/skill/"
SG = "https://w3id.org/skillgraph/ns#"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"


def ntriples(skills: int) -> bytes:
    """Return so many skills, each of which requires the one before."""
    lines = []
    for at in range(skills):
        node = f"<{SKILL}s{at:04}>"
        lines += [
            f"{node} {TYPE} <{SG}Skill> .",
            f'{node} {LABEL} "Skill {at:04}"@en .',
            f'{node} <{SG}position> "{at}"^^<{XSD}integer> .',
            f"{node} <{SG}requires> <{SKILL}s{max(at - 1, 0):04}> .",
        ]
    return "".join(f"{line}\n" for line in lines).encode()


def source_of(triples: bytes, digest: str = "0", cache: str | None = None) -> TripleSource:
    def write(stream: BinaryIO) -> None:
        stream.write(triples)

    return TripleSource(write, digest, cache)
