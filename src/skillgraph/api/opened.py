"""`SkillGraph`: a graph that is open, and a method for each thing it answers."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from skillgraph.api.opening import open_paths
from skillgraph.errors import SkillgraphError
from skillgraph.vocab import HOLDABLE, KINDS, ROLES

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Collection, Iterable, Mapping
    from types import TracebackType
    from typing import Any, BinaryIO, Literal, NoReturn, Self, Unpack

    import networkx as nx
    import rdflib

    from skillgraph.api.export import Part
    from skillgraph.api.path import Asked, PlanQuestion, Usual, Weighed
    from skillgraph.api.query import QueryRun
    from skillgraph.api.render import Form, View
    from skillgraph.graph.names import Name
    from skillgraph.graph.store import Graph
    from skillgraph.model.documents.checks import LintDocument
    from skillgraph.model.documents.explanations import ExplainDocument, WhyNotDocument
    from skillgraph.model.documents.fringe import NextDocument
    from skillgraph.model.documents.gap import GapDocument
    from skillgraph.model.documents.listing import ListDocument, SearchDocument
    from skillgraph.model.documents.match import MatchDocument
    from skillgraph.model.documents.node import NodeDocument
    from skillgraph.model.documents.outlook import WhyDocument
    from skillgraph.model.documents.pictures import PictureDocument
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.documents.query import QueryDocument
    from skillgraph.model.documents.related import RelatedDocument
    from skillgraph.model.documents.side_by_side import CompareDocument, WhatIfDocument
    from skillgraph.model.documents.standing import StandingDocument
    from skillgraph.model.documents.stats import StatsDocument
    from skillgraph.model.documents.verification import VerificationDocument
    from skillgraph.model.problem import Level
    from skillgraph.rdf.stores import TripleSource
    from skillgraph.readers.report import Report


class SkillGraph:
    """A compiled graph and its answers. Use it as a context manager, or close it.

    Threads may share one: what it asks of its file they ask by turns. Asked when it is closed, it
    is `GraphClosed`. It can't be pickled or copied: another process opens its own.

    >>> with SkillGraph.open() as graph:
    ...     [hit["id"] for hit in graph.search("pyhton")["hits"]]
    ['skill:python']
    """

    def __init__(self, graph: Graph, *, cache: bool = True) -> None:
        self.graph = graph
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

    def resolve(
        self, name: str, kinds: Collection[str] | None = None, *, near: bool = True
    ) -> Name:
        """Return the one node that a name means.

        An id decides, else a slug, a preferred label, another label, in any case of letters. None
        is `NameNotFound`, several are `AmbiguousName`; both have candidates, the former those that
        are `near`, for which it takes a search.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.resolve("Jenkins", kinds=["skill"])
        ...     found.label, found.alias
        ('CI/CD', 'Jenkins')
        """
        from skillgraph.graph.names import resolve

        return resolve(self.graph, name, KINDS if kinds is None else kinds, near=near)

    def find(self, name: str, kinds: Collection[str] | None = None) -> Name | None:
        """Return the one node that a name means, or None where it means none or several."""
        from skillgraph.graph.names import find_name

        return find_name(self.graph, name, KINDS if kinds is None else kinds)

    def held_keys(
        self, held: Iterable[str] | Mapping[str, Level | None]
    ) -> dict[int, Level | None]:
        """Return what is held by key, each skill with its level where one is said."""
        levels = held if isinstance(held, dict) else dict.fromkeys(held)
        return {self.resolve(name, HOLDABLE).key: level for name, level in levels.items()}

    def plan(
        self,
        target: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        **asked: Unpack[PlanQuestion],
    ) -> PlanDocument:
        """Return the best plan from what is held to a role, track or skill, and its proof.

        Names are resolved as `resolve` does: `held` are skills and roles, a mapping gives skills
        their level. An impossible plan is a `status`; a question that contradicts itself is
        `InvalidInput`. Best is least `by` ("effort" or "count"); the options `include`, `direct`,
        `via`, `route`, `avoid`, `choose`, `waive`, `without` and `assume` are those of the command
        line; `timeout` is in seconds. What is to `prefer` is taken where the plan has a choice that
        it is an option of, and plays no part elsewhere. Beyond the plan there are so many
        `alternatives`, dates at `hours_per_week` (a range: its least and its most) from `start`
        (today) on, and what `max_hours` reach.

        >>> with SkillGraph.open() as graph:
        ...     plan = graph.plan("cloud-architect", ["python"])
        ...     plan["optimal"], [stage["label"] for stage in plan["stages"]]
        (True, ['Backend Developer', 'Cloud Architect'])
        """
        from skillgraph.api.path import best_plan

        return best_plan(self, target, held, asked)

    def explain(self, node: str, other: str, *, ways: int = 3) -> ExplainDocument:
        """Return how two nodes hang together: the shortest ways, the most specific first.

        >>> with SkillGraph.open() as graph:
        ...     way = graph.explain("docker", "cloud-architect")["ways"][0]
        ...     [node["id"] for node in way["nodes"]]
        ['skill:docker', 'role:cloud-architect']
        """
        from skillgraph.api.explaining import explain_document

        start, end = self.resolve(node).key, self.resolve(other).key
        return explain_document(self.graph, start, end, most=ways)

    def next(
        self,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        towards: str | None = None,
        limit: int | None = None,
        **asked: Unpack[Asked],
    ) -> NextDocument:
        """Return what can be learnt next, the most useful first; at most `limit` of them.

        With `towards` it is the steps of the plan there that can be made today; the options are
        those of `plan`, of which only `avoid`, `waive`, `without` and `assume` matter without it.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.next(["python"], towards="cloud-architect", limit=1)
        ...     [(each["id"], each["waiting"]) for each in found["candidates"]]
        [('skill:command-line', 9)]
        """
        from skillgraph.api.fringe import next_document
        from skillgraph.api.path import options_of

        target = None if towards is None else self.resolve(towards, HOLDABLE).key
        if towards is not None and asked.get("prefer"):
            asked["choose"] = self.plan(towards, held, **asked)["options"].get("choose", ())
        return next_document(
            self.graph,
            held=self.held_keys(held),
            towards=target,
            options=options_of(self, asked),
            timeout=asked.get("timeout"),
            limit=limit,
        )

    def match(
        self,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        kind: Literal["role", "track"] | None = None,
        limit: int = 10,
        timeout: float | None = None,
    ) -> MatchDocument:
        """Return roles by how far they are covered, usual next jobs first; at most `limit` of them.

        Requirements are met as in `gap`; the plans of all rows together take at most about
        `timeout` seconds. A role that asks for nothing is unknown, and listed apart.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.match(["backend-developer"], limit=1)["matches"][0]
        ...     found["usual_next"], found["essential"]
        (True, {'met': 12, 'of': 15})
        """
        from skillgraph.api.match import match_document

        keys = self.held_keys(held)
        return match_document(self.graph, held=keys, kind=kind, limit=limit, timeout=timeout)

    def related(
        self,
        role: str,
        *,
        kind: Literal["role", "track"] | None = None,
        limit: int | None = None,
    ) -> RelatedDocument:
        """Return the roles most like one by what they ask for; at most `limit` of them.

        Both directions are told: which share of a role's needs somebody who holds the other meets,
        and the reverse. What sources state of likeness stands beside, and ranks nothing.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.related("devops-engineer", limit=1)["related"][0]
        ...     found["label"], found["meets"] > found["met_by"]
        ('Site Reliability Engineer', False)
        """
        from skillgraph.api.related import related_document

        return related_document(self.graph, self.resolve(role, ROLES).key, kind=kind, limit=limit)

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

        key = self.resolve(target, HOLDABLE).key
        return gap_document(self.graph, target=key, held=self.held_keys(held))

    def why(self, plan: PlanDocument, step: str) -> WhyDocument:
        """Return why a step stands in a plan of this graph; the step by name or by its number.

        >>> with SkillGraph.open() as graph:
        ...     why = graph.why(graph.plan("cloud-architect", ["python"]), "networking-basics")
        ...     [statement["owner"] for statement in why["chain"]]
        ['skill:aws', 'role:cloud-architect']
        """
        from skillgraph.api.why import why_document

        name = step if step.isdecimal() else self.resolve(step, HOLDABLE).id
        return why_document(self.graph, plan, name)

    def what_if(
        self,
        target: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        *,
        hold: Iterable[str] = (),
        drop: Iterable[str] = (),
        avoid: Iterable[str] = (),
        choose: Iterable[str] = (),
        waive: Iterable[str] = (),
        via: Iterable[str] = (),
        usual: Usual | None = None,
        **asked: Unpack[Weighed],
    ) -> WhatIfDocument:
        """Return what a change does to a plan: with the options of `plan`, before and after it.

        What is avoided, waived or preferred as `usual` is so both before and after, unless the
        change says otherwise of it.

        >>> with SkillGraph.open() as graph:
        ...     what_if = graph.what_if("cloud-architect", ["python"], hold=["docker"])
        ...     what_if["extra_cost"], [step["id"] for step in what_if["before"]["only"]]
        (-84, ['skill:command-line', 'skill:docker'])
        """
        from skillgraph.api.side_by_side import what_if

        changed = {"avoid": avoid, "choose": choose, "waive": waive, "via": via}
        kept = {**asked, **(usual or {})}
        return what_if(self, target, held, hold=hold, drop=drop, changed=changed, asked=kept)

    def compare(
        self,
        first: str,
        second: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        **asked: Unpack[Asked],
    ) -> CompareDocument:
        """Return the plans to two targets side by side, with the options of `plan`.

        >>> with SkillGraph.open() as graph:
        ...     compared = graph.compare("cloud-architect", "devops-engineer", ["python"])
        ...     "skill:docker" in [step["id"] for step in compared["shared"]]
        True
        """
        from skillgraph.api.side_by_side import compare_document

        named = held if isinstance(held, dict) else list(held)
        plans = (self.plan(target, named, **asked) for target in (first, second))
        return compare_document(*plans)

    def why_not(
        self,
        target: str,
        node: str,
        held: Iterable[str] | Mapping[str, Level | None] = (),
        **asked: Unpack[Asked],
    ) -> WhyNotDocument:
        """Return why a skill or role is not in the plan to a target, with the options of `plan`.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.why_not("cloud-architect", "azure", ["python"])
        ...     found["causes"][0]["cause"], found["extra_cost"]
        ('chosen otherwise', 0)
        """
        from skillgraph.api.why_not import why_not_document

        plan = self.plan(target, held, **asked)
        return why_not_document(self, plan, self.resolve(node, HOLDABLE).id, asked)

    def verify(
        self, plan: PlanDocument | Mapping[str, Any], *, place: str = "plan"
    ) -> VerificationDocument:
        """Return which statements of a plan don't hold on this graph, without the planner.

        What is no plan is `InvalidInput`, in which it is called `place`.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.verify(graph.plan("cloud-architect", ["python"]))
        ...     found["holds"], found["violations"]
        (True, [])
        """
        from skillgraph.api.verification import verification_document

        return verification_document(self.graph, plan, place)

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

    def query(self, text: str, **run: Unpack[QueryRun]) -> QueryDocument:
        """Return what a SPARQL 1.1 query finds, at most `limit` rows or triples of it.

        It runs in a process of its own, which reaches no file and no network and ends after
        `timeout` seconds or at `memory` MiB: `LimitExceeded`. A query that is wrong is
        `InvalidInput`, with line and column in `place`. The `engine` is oxigraph or rdflib.

        >>> with SkillGraph.open() as graph:
        ...     found = graph.query("SELECT ?label { skill:sql rdfs:label ?label }")
        ...     found["columns"], found["rows"][0][0]["value"]
        (['label'], 'SQL')
        """
        from skillgraph.api.query import query_document, triple_source

        with self._lock:
            triples = self._triples or triple_source(self.graph, cache=self._cache)
            self._triples = triples
        return query_document(self.graph, triples, text, **run)

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

        return rdflib_graph(self.graph)

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
