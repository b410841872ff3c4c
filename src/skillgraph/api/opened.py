"""`SkillGraph`: a graph that is open, and a method for each thing it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.opening import open_paths
from skillgraph.graph.schema import IMPORTANCES, KINDS

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Mapping
    from types import TracebackType
    from typing import BinaryIO, Literal, Self, Unpack

    import networkx as nx
    import rdflib

    from skillgraph.api.export import Part
    from skillgraph.api.render import Form, View
    from skillgraph.graph.names import Name
    from skillgraph.graph.store import Graph
    from skillgraph.model.checks import LintDocument
    from skillgraph.model.documents import (
        GapDocument,
        ListDocument,
        NodeDocument,
        PlanDocument,
        SearchDocument,
        StatsDocument,
    )
    from skillgraph.model.pictures import PictureDocument
    from skillgraph.model.problem import Level
    from skillgraph.model.query import QueryDocument
    from skillgraph.rdf.engines import Engine
    from skillgraph.rdf.stores import TripleSource

_SKILLS = ("skill",)
_ROLES = ("role", "track")
_HOLDABLE = (*_SKILLS, *_ROLES)


class SkillGraph:
    """A compiled graph and its answers. Use it as a context manager, or close it.

    >>> with SkillGraph.open() as graph:
    ...     [hit["id"] for hit in graph.search("pyhton")["hits"]]
    ['skill:python']
    """

    def __init__(self, graph: Graph, *, cache: bool = True) -> None:
        self.graph = graph
        self._cache = cache
        self._triples: TripleSource | None = None

    @classmethod
    def open(cls, *paths: str, cache: bool = True) -> SkillGraph:
        """Open catalogues, merged, or one compiled graph.

        `default` is the shipped data. Without paths, those of SKILLGRAPH_GRAPH are taken, else the
        default. Catalogues are compiled once into the cache, and again when a file changes;
        without `cache`, and where it can't be written, they are compiled into memory.
        """
        return cls(open_paths(paths, cache=cache), cache=cache)

    @classmethod
    def from_rdf(cls, *paths: str, target: str | os.PathLike[str] = ":memory:") -> SkillGraph:
        """Read RDF files, together, and open the graph; with a `target` it is kept in that file.

        They hold what `export` writes, or what somebody has written in the same terms (see
        `docs/linked-data.md`). All that is wrong is one `InvalidInput`, and no file is left.
        """
        from skillgraph.graph.build import build
        from skillgraph.rdf.importing import read_rdf

        return cls(build(read_rdf(*paths), target))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the graph; a second time does nothing."""
        self._triples = None
        self.graph.close()

    @property
    def digest(self) -> str:
        """The digest of what the graph says, the same for equal input."""
        return self.graph.digest()

    def resolve(self, name: str, kinds: Collection[str] | None = None) -> Name:
        """Return the one node that a name means.

        An id decides, else a slug, a preferred label, another label, in any case of letters. None
        is `NameNotFound`, several are `AmbiguousName`; both have candidates.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.resolve("Jenkins", kinds=["skill"])
        ...     found.label, found.alias
        ('CI/CD', 'Jenkins')
        """
        from skillgraph.graph.names import resolve

        return resolve(self.graph, name, KINDS if kinds is None else kinds)

    def find(self, name: str, kinds: Collection[str] | None = None) -> Name | None:
        """Return the one node that a name means, or None where it means none or several."""
        from skillgraph.graph.names import find_name

        return find_name(self.graph, name, KINDS if kinds is None else kinds)

    def plan(
        self,
        target: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        by: Literal["effort", "count"] = "effort",
        include: Literal["essential", "important", "helpful"] = "essential",
        direct: bool = False,
        via: Iterable[str] = (),
        route: Literal["nearest", "cheapest"] = "nearest",
        avoid: Iterable[str] = (),
        choose: Iterable[str] = (),
        waive: Iterable[str] = (),
        without: Iterable[str] = (),
        assume: bool = True,
        timeout: float | None = None,
    ) -> PlanDocument:
        """Return the best plan from what is held to a role, track or skill, and its proof.

        Names are resolved as `resolve` does: `held` are skills and roles, a mapping gives skills
        their level. An impossible plan is a `status`; a question that contradicts itself is
        `InvalidInput`. Best is least `by`; `timeout` is in seconds.

        >>> with SkillGraph.open() as graph:
        ...     plan = graph.plan("cloud-architect", ["python"])
        ...     plan["optimal"], [stage["label"] for stage in plan["stages"]]
        (True, ['Backend Developer', 'Cloud Architect'])
        """
        from skillgraph.api.path import plan_document
        from skillgraph.model.problem import Options
        from skillgraph.planner.plan import TIMEOUT_SECONDS

        options = Options(
            by=by,
            include=IMPORTANCES.index(include) + 1,
            direct=direct,
            via=self._keys(via, _ROLES),
            route=route,
            avoid=self._keys(avoid, _SKILLS),
            choose=self._keys(choose, _SKILLS),
            waive=self._keys(waive, _SKILLS),
            without=self._keys(without, _SKILLS),
            assume=assume,
        )
        return plan_document(
            self.graph,
            target=self.resolve(target, _HOLDABLE).key,
            held=self._held(held),
            options=options,
            timeout=TIMEOUT_SECONDS if timeout is None else timeout,
        )

    def gap(
        self, target: str, held: Iterable[str] | Mapping[str, Level | None] = ()
    ) -> GapDocument:
        """Return a target's own list, by importance: what of it is met, and what is missing.

        >>> with SkillGraph.open() as graph:
        ...     gap = graph.gap("devops-engineer", ["python", "docker"])
        ...     gap["coverage"][0]["importance"], gap["coverage"][0]["met"]
        ('essential', 2)
        """
        from skillgraph.api.gap import gap_document

        target_key = self.resolve(target, _HOLDABLE).key
        return gap_document(self.graph, target=target_key, held=self._held(held))

    def _held(self, held: Iterable[str] | Mapping[str, Level | None]) -> dict[int, Level | None]:
        levels = held if isinstance(held, dict) else dict.fromkeys(held)
        return {self.resolve(name, _HOLDABLE).key: level for name, level in levels.items()}

    def _keys(self, names: Iterable[str], kinds: Collection[str]) -> frozenset[int]:
        return frozenset(self.resolve(name, kinds).key for name in names)

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

    def list(self, kind: str | None = None, category: str | None = None) -> ListDocument:
        """Return the nodes of a kind, of a category and those within it, or of both.

        >>> with SkillGraph.open() as graph:
        ...     [node["label"] for node in graph.list(kind="organisation")["nodes"]]
        ['ACM', 'IEEE']
        """
        from skillgraph.api.listing import list_document

        within = None if category is None else self.resolve(category, ("category",))
        return list_document(self.graph, kind, within)

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

        if self._triples is None:
            self._triples = triple_source(self.graph, cache=self._cache)
        return query_document(
            self.graph,
            self._triples,
            text,
            engine=engine,
            limit=limit,
            timeout=TIMEOUT_SECONDS if timeout is None else timeout,
            memory=MEMORY_MIB if memory is None else memory,
            place=place,
        )

    def export(
        self, target: str | os.PathLike[str] | BinaryIO, form: str = "turtle", **part: Unpack[Part]
    ) -> tuple[str, ...]:
        """Write the graph, or a part of it, to a file, which appears whole or not at all.

        `target` is a path or a stream of bytes; `form` is turtle, ntriples, jsonld, rdfxml,
        graphml, yaml or csv (one `table`, or a folder of them). What the form can't say comes back,
        a sentence for each thing: RDF says all. A part is what lies within `hops` edges
        of a `focus`, or only some `kinds`. Without `provenance` RDF has no sources. Equal graphs
        give equal bytes.

        >>> from io import BytesIO
        >>> stream = BytesIO()
        >>> with SkillGraph.open() as graph:
        ...     graph.export(stream, "ntriples", focus="skill:python", hops=0)
        ()
        >>> b'<http://www.w3.org/2004/02/skos/core#prefLabel> "Python"@en .' in stream.getvalue()
        True
        """
        from skillgraph.api.export import export_to

        return tuple(export_to(self.graph, target, form, part))

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
        (18, b'digraph "')
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
