"""The document of a SPARQL query: terms, rows, triples."""

from typing import Annotated, Literal, NotRequired, TypedDict

from skillgraph.model.documents import Count, GraphRef, Positive, Schema

_Language = TypedDict(
    "_Language",
    {
        "xml:lang": NotRequired[
            Annotated[str, Schema(description="The language of a text, in lower case.")]
        ]
    },
)


class TermDoc(_Language):
    """A term, in the form of SPARQL 1.1 Query Results JSON.

    https://www.w3.org/TR/sparql11-results-json/
    """

    type: Literal["uri", "literal", "bnode"]
    """What kind of term it is."""
    value: str
    """Its IRI, its text, or its label."""
    datatype: NotRequired[str]
    """The IRI of a literal's datatype."""


class Results(TypedDict):
    """What an engine or an endpoint found."""

    kind: Literal["select", "ask", "construct", "describe"]
    """What kind of query it is."""
    columns: list[str]
    """Of a SELECT the names of its variables, in the order written."""
    rows: list[list[TermDoc | None]]
    """Of a SELECT its rows, each a term a column; null where a variable is unbound."""
    answer: bool | None
    """The answer of an ASK; null of other kinds."""
    triples: list[Annotated[list[TermDoc], Schema(minItems=3, maxItems=3)]]
    """Of a CONSTRUCT or DESCRIBE its triples, sorted: subject, predicate, object."""
    truncated: bool
    """Whether there was more than the limit."""


class RdfFileDoc(TypedDict):
    """A file of RDF that was asked."""

    file: str
    """Its path, as it was given."""
    graph: str | None
    """The IRI of the named graph that it went into; null where it went in as it stands."""


class RdfDoc(TypedDict):
    """RDF that was asked as it stands: the files of the data set, and what they state."""

    files: list[RdfFileDoc]
    """The files, in the order given."""
    triples: Count
    """How many triples the files state, one that two of them state counted twice."""
    in_named_graphs: Count
    """How many of these are in named graphs, which GRAPH asks."""
    named_graphs: Count
    """How many named graphs there are."""


class QueryDocument(Results):
    """The answer to a SPARQL query: what was found, by what, and in which graph.

    `skillgraph query --format json` prints rows as SPARQL 1.1 Query Results JSON instead, which
    other programs read.
    """

    format: Literal["skillgraph-query/1"]
    """The form of this document and its version."""
    graph: GraphRef | None
    """The graph that was asked; null where it was an endpoint, or RDF as it stands."""
    rdf: RdfDoc | None
    """The RDF that was asked as it stands; null where it was a graph or an endpoint."""
    endpoint: str | None
    """The address of the endpoint that was asked; null where it was no endpoint."""
    engine: Annotated[str, Schema(enum=["oxigraph", "rdflib"])] | None
    """What ran the query; null where it was an endpoint."""
    limit: Positive | None
    """The most rows or triples that were asked for; null where all were."""
    isolated: bool
    """Whether limits of time and memory held, and nothing could be reached; false on systems other
    than Linux."""
    warnings: list[str]
    """What is likely a slip in the query, each with its place: a term of our own namespace that the
    ontology doesn't define, or a predeclared prefix that an RDF file declares otherwise."""
