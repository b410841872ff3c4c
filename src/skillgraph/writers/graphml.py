"""A graph as GraphML (http://graphml.graphdrawing.org/primer/graphml-primer.html), by networkx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from skillgraph.writers.networks import add_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from skillgraph.model.facts import Fact


def write_graphml(stream: Iterable[Fact], out: BinaryIO) -> None:
    """Write the graph of `to_networkx` as GraphML in UTF-8; equal facts give equal bytes.

    Its edges are numbered, since an id stands once in a document. The whole document is in
    memory before the first byte is written: that is how networkx makes it.
    """
    import networkx as nx

    nx_graph: nx.MultiDiGraph = nx.MultiDiGraph()
    edges = add_nodes(nx_graph, stream)
    for number, (start, end, _, attributes) in enumerate(edges, 1):
        nx_graph.add_edge(start, end, f"e{number}", **attributes)
    document = io.BytesIO()
    nx.write_graphml_xml(nx_graph, document, encoding="utf-8", prettyprint=True)
    # A parser reads a bare carriage return as a line feed (https://www.w3.org/TR/xml/#sec-line-ends).
    out.write(document.getvalue().replace(b"\r", b"&#13;") + b"\n")
