"""What a SPARQL query answers, as a document: terms, rows, triples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from skillgraph.model.documents import GraphRef

#: A term, in the form of SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/).
TermDoc = TypedDict(
    "TermDoc",
    {
        "type": Literal["uri", "literal", "bnode"],
        "value": str,
        "xml:lang": NotRequired[str],
        "datatype": NotRequired[str],
    },
)


class Results(TypedDict):
    """What an engine or an endpoint found.

    A SELECT has columns and rows, None where a variable is unbound; an ASK an answer; a CONSTRUCT
    or DESCRIBE sorted triples. `truncated` says that there was more than the limit asked for.
    """

    kind: Literal["select", "ask", "construct", "describe"]
    columns: list[str]
    rows: list[list[TermDoc | None]]
    answer: bool | None
    triples: list[list[TermDoc]]
    truncated: bool


class QueryDocument(Results):
    """The answer to a query: what was found, by what, and in which graph.

    One of `graph` and `endpoint` is None. `isolated` is false where the query ran without limits
    of memory and time, which is so on systems other than Linux. `warnings` tell of what is likely a
    slip, such as a term of our own that the ontology doesn't define.
    """

    format: str
    graph: GraphRef | None
    endpoint: str | None
    engine: str | None
    limit: int | None
    isolated: bool
    warnings: list[str]
