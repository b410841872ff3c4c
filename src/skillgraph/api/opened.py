"""`SkillGraph`: a graph that is open, and a method for each thing it answers."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from skillgraph.api.considering import Considering
from skillgraph.api.opening import open_paths
from skillgraph.errors import SkillgraphError
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Collection, Iterable
    from types import TracebackType
    from typing import Any, BinaryIO, Literal, NoReturn, Self, Unpack

    import networkx as nx
    import rdflib

    from skillgraph.api.export import Part
    from skillgraph.api.render import Form, View
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.checks import LintDocument
    from skillgraph.model.documents.listing import ListDocument, SearchDocument
    from skillgraph.model.documents.node import NodeDocument
    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.documents.query import QueryDocument
    from skillgraph.model.documents.standing import StandingDocument
    from skillgraph.model.documents.stats import StatsDocument
    from skillgraph.rdf.engines import Engine
    from skillgraph.rdf.stores import TripleSource
    from skillgraph.readers.report import Report


class SkillGraph(Considering):
    """A compiled graph and its answers. Use it as a context manager, or close it.

    Threads may share one: what it asks of its file they ask by turns. Asked when it is closed, it
    is `GraphClosed`. It can't be pickled or copied: another process opens its own.

    >>> with SkillGraph.open() as graph:
    ...     [hit["id"] for hit in graph.search("pyhton")["hits"]]
    ['skill:python']
    """

    def __init__(self, graph: Graph, *, cache: bool = True) -> None:
        super().__init__(graph)
        self._cache = cache
        self._triples: TripleSource | None = None
        self._lock = Lock()

    @classmethod
    def open(cls, *paths: str, cache: bool = True) -> SkillGraph:
        """Open catalogues and compiled graphs, merged where there are several.

        `default` is the shipped data. Without paths, those of SKILLGRAPH_GRAPH are taken, else the
        default. Catalogues are compiled once into the cache, and again when a file changes;
        without `cache`, and where it can't be written, they are compiled into memory.
        """
        return cls(open_paths(paths, cache=cache), cache=cache)

    @classmethod
    def from_source(
        cls,
        source: str,
        *paths: str,
        target: str | os.PathLike[str] = ":memory:",
        report: Report | None = None,
        **options: Any,
    ) -> SkillGraph:
        """Read what others have made and open the graph; with a `target` it is kept in that file.

        `source` is one of `skillgraph.api.sources.SOURCES`, whose reader takes the options: `rdf`
        takes what `export` writes, or what somebody has written in the same terms, `onet` a release
        of O*NET. What is left out or changed is noted in the `report`. All that is wrong is one
        `InvalidInput`, and no file is left.
        """
        from skillgraph.api.sources import by_id, reader_of
        from skillgraph.graph.build import build
        from skillgraph.readers.report import Report

        read = reader_of(source, paths, **options)
        return cls(build(read(report or Report()), target, by_id=by_id(source)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._triples = None
        try:
            if error is not None and not isinstance(error, SkillgraphError):
                from skillgraph.api.damage import see_damage

                see_damage(self.graph, error)
        finally:
            self.close()

    def close(self) -> None:
        """Close the graph; a second time does nothing."""
        self._triples = None
        self.graph.close()

    def __reduce__(self) -> NoReturn:
        told = "an open graph can't be pickled or copied. Open it by its paths where it is needed"
        raise SkillgraphError(f"{told}; threads may share it.")

    @property
    def digest(self) -> str:
        """The digest of what the graph says, the same for equal input."""
        return self.graph.digest()

    def search(
        self, text: str, kinds: Collection[str] | None = None, *, limit: int = 20
    ) -> SearchDocument:
        """Return the nodes that a text may mean, the likeliest first, typos forgiven."""
        from skillgraph.api.listing import search_document

        return search_document(self.graph, text, KINDS if kinds is None else kinds, limit)

    def show(self, name: str) -> NodeDocument:
        """Return all that the graph says of one node, with both directions of its edges."""
        from skillgraph.api.show import node_document

        return node_document(self.graph, self.resolve(name).key)

    def list(
        self, kind: str | None = None, category: str | None = None, tag: str | None = None
    ) -> ListDocument:
        """Return the nodes of a kind, of a category and those within it, with a tag, or all of it.

        A tag that no node has is `InvalidInput`, with those that are there.

        >>> with SkillGraph.open() as graph:
        ...     [node["label"] for node in graph.list(kind="organisation")["nodes"]]
        ['ACM', 'IEEE']
        """
        from skillgraph.api.listing import list_document

        within = None if category is None else self.resolve(category, ("category",))
        return list_document(self.graph, kind, within, tag)

    def query(
        self,
        text: str,
        *,
        engine: Engine = "oxigraph",
        limit: int | None = None,
        timeout: float | None = None,
        memory: int | None = None,
        place: str = "query",
    ) -> QueryDocument:
        """Return what a SPARQL 1.1 query finds, at most `limit` rows or triples of it.

        It runs in a process of its own, which reaches no file and no network and ends after
        `timeout` seconds or at `memory` MiB: `LimitExceeded`. A query that is wrong is
        `InvalidInput`, with line and column in `place`.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.query("SELECT ?label { skill:sql rdfs:label ?label }")
        ...     found["columns"], found["rows"][0][0]["value"]
        (['label'], 'SQL')
        """
        from skillgraph.api.query import query_document, triple_source
        from skillgraph.rdf.sparql import MEMORY_MIB, TIMEOUT_SECONDS

        with self._lock:
            triples = self._triples or triple_source(self.graph, cache=self._cache)
            self._triples = triples
        return query_document(
            self.graph,
            triples,
            text,
            engine=engine,
            limit=limit,
            timeout=TIMEOUT_SECONDS if timeout is None else timeout,
            memory=MEMORY_MIB if memory is None else memory,
            place=place,
        )

    def export(
        self,
        target: str | os.PathLike[str] | BinaryIO,
        form: str = "turtle",
        *,
        void: str | os.PathLike[str] | None = None,
        **part: Unpack[Part],
    ) -> tuple[str, ...]:
        """Write the graph, or a part of it, to a file, which appears whole or not at all.

        `target` is a path or a stream of bytes; `form` is turtle, ntriples, jsonld, rdfxml,
        graphml, yaml or csv (one `table`, or a folder of them). What the form can't say comes back,
        a sentence for each thing: RDF says all. A part is what lies within `hops` edges
        of a `focus`, or only some `kinds`. Without `provenance` RDF has no sources. Equal graphs
        give equal bytes. `void` is a file for what `describe_export` says of the one that is
        written.

        >>> from io import BytesIO
        >>> stream = BytesIO()
        >>> with SkillGraph.open() as graph:
        ...     graph.export(stream, "ntriples", focus="skill:python", hops=0)
        ()
        >>> b'<http://www.w3.org/2004/02/skos/core#prefLabel> "Python"@en .' in stream.getvalue()
        True
        """
        from skillgraph.api.export import export_to

        return tuple(export_to(self.graph, target, form, part, void))

    def describe_export(
        self,
        target: str | os.PathLike[str] | BinaryIO,
        file: str | os.PathLike[str],
        form: str = "turtle",
        **part: Unpack[Part],
    ) -> None:
        """Describe an exported file in Turtle: what it holds, its licences, size and checksum.

        The vocabularies are VoID and DCAT; counts are those of the triples.
        """
        from skillgraph.api.export import describe_to

        describe_to(self.graph, target, file, form, part)

    def picture(self, plan: PlanDocument | None = None, **view: Unpack[View]) -> PictureDocument:
        """Return what is to be looked at as a document: the graph, a part of it, or a plan.

        A part is what lies within `hops` edges of a `focus`, or only some `kinds`. A graph of more
        than 500 nodes is narrowed to the 300 nearest and most connected, or to `most`.
        """
        from skillgraph.api.picture import graph_picture, plan_picture

        if plan is not None:
            return plan_picture(self.graph, plan)
        focus = view.get("focus")
        return graph_picture(
            self.graph,
            focus=None if focus is None else self.resolve(focus).key,
            hops=view.get("hops", 1),
            kinds=view.get("kinds", ()),
            most=view.get("most"),
        )

    def render(
        self,
        target: str | os.PathLike[str] | BinaryIO,
        form: Form = "html",
        *,
        layout: Literal["graph", "page"] = "graph",
        plan: PlanDocument | None = None,
        **view: Unpack[View],
    ) -> PictureDocument:
        """Write a picture of the graph, a part of it, or a plan to a file or a stream of bytes.

        `form` is html (one file that needs and asks for nothing else), svg, mermaid or dot; with
        the layout "page" a plan becomes a sheet to print. What is shown comes back as a document;
        see `picture`. Equal graphs give equal bytes.

        >>> from io import BytesIO
        >>> stream = BytesIO()
        >>> with SkillGraph.open() as graph:
        ...     shown = graph.render(stream, "dot", focus="kubernetes")
        >>> len(shown["nodes"]), stream.getvalue()[:9]
        (16, b'digraph "')
        """
        from skillgraph.api.render import MOST_IN_MERMAID, render_to

        if form == "mermaid" and view.get("most") is None:
            view["most"] = MOST_IN_MERMAID
        document = self.picture(plan, **view)
        render_to(target, document, form, layout)
        return document

    def _repr_html_(self) -> str:
        """Return the graph as a notebook shows it: a still picture."""
        from skillgraph.pages.notebook import render_notebook

        return render_notebook(self.picture())

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the graph as networkx has graphs; `skillgraph.writers.networks` has its form.

        >>> with SkillGraph.open() as graph:
        ...     nx_graph = graph.to_networkx()
        >>> nx_graph.nodes["skill:python"]["label"]
        'Python'
        """
        from skillgraph.writers.networks import to_networkx

        return to_networkx(self.graph.facts())

    def to_rdflib(self) -> rdflib.Graph:
        """Return the graph as one of rdflib's, for what others have written for rdflib.

        >>> with SkillGraph.open() as graph:
        ...     rdf_graph = graph.to_rdflib()
        >>> from rdflib import URIRef
        >>> python = URIRef("https://w3id.org/skillgraph/id/skill/python")
        >>> sorted(str(label) for label in rdf_graph.objects(python, None) if "CP" in str(label))
        ['CPython']
        """
        from skillgraph.api.export import rdflib_graph

        rdf_graph: rdflib.Graph = rdflib_graph(self.graph)
        return rdf_graph

    def standing(
        self, text: str, place: str = "profile", *, start: dt.date | None = None
    ) -> StandingDocument:
        r"""Return where a person stands whose profile is this text: what is held, plans to goals.

        `place` is what its file is called; `start` is the day that dates count from, else today.

        >>> with SkillGraph.open() as graph:
        ...     standing = graph.standing("held: [python]\ngoals: [cloud-architect]")
        ...     [(goal["label"], goal["next"]["label"]) for goal in standing["goals"]]
        [('Cloud Architect', 'Command Line')]
        """
        from skillgraph.api.profile import resolve_profile
        from skillgraph.api.standing import standing_document

        return standing_document(self, resolve_profile(self, text, place), start)

    def stats(self) -> StatsDocument:
        """Return how much the graph holds, by kind, and what it was compiled from."""
        from skillgraph.api.stats import stats_document

        return stats_document(self.graph)

    def lint(self, rules: Iterable[str] | None = None) -> LintDocument:
        """Return what is well-formed and yet likely a slip: cycles, near-duplicates and so on.

        Without rules all of them are applied; one that there isn't is `InvalidInput`.

        >>> with SkillGraph.open() as graph:
        ...     graph.lint(["prerequisite-cycle"])["findings"]
        []
        """
        from skillgraph.api.lint import lint_document
        from skillgraph.lint.checks import RULES

        return lint_document(self.graph, tuple(RULES) if rules is None else tuple(rules))
