"""A graph as networkx has graphs, for Python users and for GraphML.

Nodes are keyed by id, in order of listing. Their attributes are `kind`, `label` and whatever else
they state (`skillgraph.writers.cells`). An edge points from an owner to each option of each of its
requirements, and along each link; its attributes are

- of a requirement: `kind` (`requires`), `requirement` (its id), `importance`, `count` of how many
  `options`, `choice` (whether fewer than all will do), and as far as stated `group`, `level`,
  `scale`, `rating`, `rating_scale`;
- of a link: `kind` (`broader`, `next`, `far`, `helps-towards`, `mentions`, `member`, `key-skill`,
  `related`), `assumption` where it has one, and of a `related` one `tier` and `rank`;
- of both `source`, where what it says is stated.

The graph's own attributes are `catalogs` (each with its version) and, where there are some, the ids
that are `retired`, each with what replaces it.

An edge's key is the id of its requirement, or the kind of its link. Every attribute is a text, a
number or a truth value, several texts being one with `|` between, and what is not stated has no
attribute: no writer of networkx refuses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.model import facts
from skillgraph.readers.tabular.exported import join
from skillgraph.vocab import requirement_id
from skillgraph.writers.cells import (
    link_of,
    measures_of,
    salary_of,
    sources_of,
    stated,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx

    from skillgraph.model.facts import Fact
    from skillgraph.writers.cells import Value

    Edge = tuple[str, str, str, dict[str, Value]]


def to_networkx(stream: Iterable[Fact]) -> nx.MultiDiGraph:
    """Return the nodes of a graph and what is between them.

    >>> from skillgraph.model.facts import Requirement, Role, Skill, Text
    >>> nx_graph = to_networkx([
    ...     Skill(id="skill:sql", pref_labels=(Text("SQL"),)),
    ...     Role(id="role:analyst", pref_labels=(Text("Analyst"),)),
    ...     Requirement(owner="role:analyst", options=("skill:sql",), count=1,
    ...         importance="essential", places=()),
    ... ])
    >>> nx_graph.nodes["skill:sql"]["label"]
    'SQL'
    >>> list(nx_graph.edges(data="kind"))
    [('role:analyst', 'skill:sql', 'requires')]
    """
    import networkx as nx

    nx_graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for start, end, key, attributes in add_nodes(nx_graph, stream):
        nx_graph.add_edge(start, end, key, **attributes)
    return nx_graph


def add_nodes(nx_graph: nx.MultiDiGraph, stream: Iterable[Fact]) -> Iterator[Edge]:
    """Add the nodes and what is said of the whole; yield the edges: start, end, key, attributes.

    A salary becomes the attribute `salary` of its role, several of them one text.
    """
    whole: dict[str, list[str]] = {"catalogs": [], "retired": []}
    salaries: dict[str, list[str]] = {}
    for fact in stream:
        match fact:
            case facts.Node():
                values = stated(values_of(fact))
                values.pop("id")
                nx_graph.add_node(fact.id, **values)
            case facts.Requirement():
                yield from _options(fact)
            case facts.Link():
                yield fact.start, fact.end, fact.kind, {"kind": fact.kind, **stated(link_of(fact))}
            case facts.Salary():
                salaries.setdefault(fact.owner, []).append(_salary(fact))
            case facts.Retired():
                whole["retired"].append(f"{fact.id} {fact.replaced_by}")
            case facts.Catalog():
                whole["catalogs"].append(f"{fact.id} {fact.version}")
    for owner, texts in salaries.items():
        nx_graph.add_node(owner, salary=join(texts))
    nx_graph.graph.update(stated({name: join(texts) for name, texts in whole.items()}))


def _options(fact: facts.Requirement) -> Iterator[Edge]:
    id_ = requirement_id(fact.owner, fact.count, fact.options)
    attributes = {
        "kind": "requires",
        "requirement": id_,
        "choice": fact.count < len(fact.options),
        **stated(measures_of(fact)),
        **stated({"source": sources_of(fact.places)}),
    }
    for option in fact.options:
        yield fact.owner, option, id_, attributes


def _salary(fact: facts.Salary) -> str:
    """Return a salary as one text: `60000-80000 EUR a year, DE, 2026`."""
    values = salary_of(fact)
    amount = f"{fact.minimum}-{fact.maximum} {fact.currency} a {fact.period}"
    return ", ".join([amount, *(str(values[name]) for name in ("region", "date") if values[name])])
