"""Why something of ESCO's is left out: the same sentences for its CSV files and its RDF."""

from __future__ import annotations

from skillgraph.readers.esco.vocabulary import RELEASED

NOT_RELEASED = f"its status is not '{RELEASED}'"
NO_LABEL = "the concept has no preferred label"
UNKNOWN_CONCEPT = "it names a concept that the release does not hold"
UNKNOWN_OCCUPATION = "it names an occupation that the release does not hold"
UNKNOWN_SKILL = "it names a skill that the release does not hold"
UNKNOWN_RELATION = "its relation is neither essential nor optional"
ITSELF = "it relates a concept to itself"
SECOND_LABEL = "a second preferred label in a language is kept as an alternative"
CIRCLE = "it would make a concept broader than itself"
