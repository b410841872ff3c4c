"""A graph is opened for reading; another file, another version and damage are told from each."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given

from skillgraph.errors import GraphVersionError, InvalidInput
from skillgraph.graph import schema
from skillgraph.graph.build import build
from skillgraph.graph.store import Graph, is_compiled, open_graph
from skillgraph.model import facts
from skillgraph.vocab import LINKS

from .drawing import HERE, SOME, SOURCE, graphs, link, needs, role, skill

if TYPE_CHECKING:
    from pathlib import Path

STREAM = [
    SOURCE,
    skill("a", effort=facts.Effort(1, 2, HERE)),
    skill("b", practised=True),
    role("r", seniority="lead", entry=True, places=(HERE,)),
    needs("role:r", "a"),
    needs("role:r", "b", importance="helpful", places=()),
    needs("skill:b", "a"),
    link("key-skill", "role:r", "skill:a"),
]


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    target = tmp_path / "graph.db"
    build(STREAM, target).close()
    return target


def test_nodes_and_edges_by_key() -> None:
    with build(STREAM) as graph:
        assert values(graph.find("skill:a")) == ["skill:a", 1, "skill", "a"]
        assert graph.find("skill:x") is None
        assert list(graph.nodes({3, 1, 99})) == [1, 3]
        by_owner = graph.requirements(owners=[3])
        assert [(each.options, each.importance) for each in by_owner] == [((1,), 1), ((2,), 3)]
        assert by_owner[0].places == (("source:s", "", ""),)
        assert by_owner[1].places == ()
        assert [each.owner for each in graph.requirements(options=[1])] == [2, 3]
        (link,) = graph.links(schema.KEY_SKILL, end=[1])
        assert (link.start, link.kind, link.end) == (3, "key-skill", 1)
        assert graph.links(schema.KEY_SKILL, start=[1]) == []
        assert graph.efforts([1, 2]) == {1: (1, 2, ("source:s", "", ""))}
        assert graph.practised([1, 2]) == {2}
        assert graph.roles([1, 3]) == {3: (True, "lead")}
        assert graph.node_places(3) == (("source:s", "", ""),)


@SOME
@given(graphs())
def test_edges_are_those_of_networkx(stream: list[facts.Fact]) -> None:
    drawn = nx.MultiDiGraph()
    for fact in stream:
        if isinstance(fact, facts.Node):
            drawn.add_node(fact.id)
        elif isinstance(fact, facts.Requirement):
            drawn.add_edges_from((fact.owner, option) for option in fact.options)
        elif isinstance(fact, facts.Link):
            drawn.add_edge(fact.start, fact.end)
    kinds = range(len(LINKS))
    with build(stream) as graph:
        ids = {key: node.id for key, node in graph.nodes(range(1, 100)).items()}
        for key, id_ in ids.items():
            out = [option for each in graph.requirements(owners=[key]) for option in each.options]
            out += [each.end for each in graph.links(*kinds, start=[key])]
            back = [each.owner for each in graph.requirements(options=[key])]
            back += [each.start for each in graph.links(*kinds, end=[key])]
            assert sorted(ids[end] for end in out) == sorted(e for _, e in drawn.out_edges(id_))
            assert sorted(ids[start] for start in back) == sorted(s for s, _ in drawn.in_edges(id_))


def test_the_default_effort_is_of_the_first_to_state_one_extending_before_extended() -> None:
    def catalog(slug: str, hours: int | None, *extends: str) -> facts.Catalog:
        return facts.Catalog(
            id=f"catalog:{slug}",
            version="1",
            language="en",
            extends=tuple(f"catalog:{other}" for other in extends),
            default_effort_hours=None if hours is None else (hours, hours),
        )

    def default(*catalogs: facts.Catalog) -> tuple[int, int] | None:
        with build(catalogs) as graph:
            return graph.default_effort_hours()

    assert default(catalog("a", 1), catalog("b", 2)) == (1, 1)
    assert default(catalog("a", None), catalog("b", 2)) == (2, 2)
    assert default(catalog("x", 1), catalog("a", 2, "x"), catalog("b", 3)) == (2, 2)
    assert default(catalog("x", 1), catalog("a", None, "x"), catalog("b", 3)) == (1, 1)
    assert default(catalog("x", 1), catalog("y", 2, "x"), catalog("z", 3, "y")) == (3, 3)
    assert default(catalog("a", None)) is None


def test_a_requirement_of_very_many_skills_comes_out_whole() -> None:
    """Rows are read some at a time, and all of one requirement are more than that."""
    many = [skill(f"s{n}") for n in range(1000)]
    asked = [
        needs("role:r", *(f"s{n}" for n in range(first, 1000)), count=7) for first in (0, 1, 700)
    ]
    asked += [needs("role:r", f"s{n}") for n in (3, 5)]
    with build([SOURCE, *many, role("r"), *asked]) as graph, build(graph.facts()) as again:
        found = [fact for fact in graph.facts() if isinstance(fact, facts.Requirement)]
        assert sorted(len(each.options) for each in found) == [1, 1, 300, 999, 1000]
        assert again.digest() == graph.digest()


def test_nothing_can_be_written(compiled: Path) -> None:
    with build(STREAM) as in_memory, open_graph(compiled) as opened:
        for graph in (in_memory, opened):
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                graph.rows("DELETE FROM node")
            assert graph.rows("PRAGMA trusted_schema") == [(0,)]


def test_a_path_may_hold_anything(tmp_path: Path) -> None:
    for name in ("a b", "50%?x=1#y", "%41", "é", b"\xff".decode("utf-8", "surrogateescape")):
        target = tmp_path / name
        build(STREAM, target).close()
        with open_graph(target) as graph:
            assert graph.find("skill:a")


def test_another_version_says_what_next(compiled: Path) -> None:
    with sqlite3.connect(compiled) as connection:
        connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    connection.close()
    told = rf"schema {schema.VERSION + 1}, this skillgraph reads {schema.VERSION}.*--graph"
    with pytest.raises(GraphVersionError, match=told):
        open_graph(compiled)


def test_another_database_is_no_graph(tmp_path: Path) -> None:
    target = tmp_path / "other.db"
    with sqlite3.connect(target) as connection:
        connection.execute("CREATE TABLE node (id)")
    connection.close()
    assert is_compiled(target)
    with pytest.raises(GraphVersionError, match="no compiled graph"):
        open_graph(target)


@pytest.mark.parametrize("content", [b"", b"catalog: {}", b"SQLite format 3\x00", bytes(200)])
def test_another_file_is_no_graph(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "file"
    target.write_bytes(content)
    with pytest.raises(GraphVersionError):
        open_graph(target)


def test_no_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert not is_compiled(tmp_path / "none")
    assert not is_compiled(tmp_path)
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(InvalidInput, match="can't be read"):
            open_graph(path)


def test_a_file_cut_short_is_damaged(compiled: Path) -> None:
    compiled.write_bytes(compiled.read_bytes()[:-1])
    with pytest.raises(GraphVersionError, match="cut short"):
        open_graph(compiled)


def values(row: Any) -> list[object]:
    """What one of the graph's records holds."""
    return [getattr(row, name) for name in row.__slots__]


def test_damage_is_told_or_mended_wherever_it_is(compiled: Path) -> None:
    """Each page in turn is overwritten: an answer is right, or says that the file is damaged."""
    whole = compiled.read_bytes()

    def answer(graph: Graph) -> object:
        found = (*graph.requirements(owners=[3]), *graph.nodes([1, 2, 3]).values())
        return [values(each) for each in found], graph.digest()

    with open_graph(compiled) as graph:
        right = answer(graph)
    damaged = 0
    for page in range(len(whole) // 4096):
        at = max(page * 4096, 100)
        compiled.write_bytes(whole[:at] + b"\xa5" * (4096 - at % 4096) + whole[(page + 1) * 4096 :])
        try:
            with open_graph(compiled) as graph:
                assert answer(graph) == right
        except GraphVersionError:
            damaged += 1
        with open_graph(compiled, lambda: build(STREAM)) as graph:
            assert answer(graph) == right
    assert damaged


def test_a_mistake_in_a_query_is_no_damage() -> None:
    with build(STREAM) as graph, pytest.raises(sqlite3.OperationalError, match="no such column"):
        graph.rows("SELECT nonsense FROM node")
