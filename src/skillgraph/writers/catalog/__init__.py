"""Facts → a catalogue in the form of `docs/catalogue.md`, for a person to edit.

The YAML reader makes of it a graph that states the same. The form can't say all that a graph can;
each of these losses is told in a notice, with how many it concerns and the first of them:

- several catalogues become one, which has the id of that behind most statements; the source of
  each other stays, and the default effort is the one that counts for the whole;
- what the catalogue itself states has its place in the new file, and a statement without any source
  is the catalogue's own;
- texts are in the catalogue's language: others are left out, but for a label that is the only one;
- several descriptions, outcomes or experiences of a node become paragraphs of one;
- statements in other vocabularies, `related` links between other nodes than two skills or two roles
  and `broader` ones to no category are left out, and groups without members;
- a retired id leads at once to what it means in the end;
- ids are slugs: an imported concept's is made of its label;
- a name means one node of a kind: a label is completed by its id, an alternative label left out;
- values that the reader refuses: a skill that is studied requires no practised one, a level stands
  on its scale, hours end at 100,000, numbers have twelve digits and nine after the point;
- roles are listed before tracks, which plans that are otherwise equal are told apart by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model import facts
from skillgraph.model.fields import NODES, ORDER, kind_of
from skillgraph.model.succession import successors
from skillgraph.writers.catalog.edges import Edges
from skillgraph.writers.catalog.entries import Entries
from skillgraph.writers.catalog.names import SPACES, Names, Slugs
from skillgraph.writers.catalog.sources import Sources
from skillgraph.writers.losses import Losses
from skillgraph.writers.yaml_text import mapping_lines, section_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from skillgraph.model.facts import Fact


def write_catalog(stream: Iterable[Fact], out: BinaryIO) -> list[str]:
    """Write a graph's facts as one catalogue; return what was lost, a sentence for each thing.

    Every statement comes once, as a graph gives them. All of them are in memory meanwhile: a
    catalogue is what one person can edit.
    """
    losses = Losses()
    out.writelines(f"{line}\n".encode() for line in _lines(list(stream), losses))
    return losses.notices()


def _lines(stream: list[Fact], losses: Losses) -> Iterator[str]:
    sources = Sources(stream, losses)
    sections = _sections(stream, sources, losses)
    yield "catalog:"
    yield from mapping_lines(sources.header(), 2)
    for name, entries in ({"sources": sources.entries()} | sections).items():
        if entries:
            yield ""
            yield from section_lines(name, entries)


def _sections(
    stream: list[Fact], sources: Sources, losses: Losses
) -> dict[str, dict[str, dict[str, Any]]]:
    nodes = _nodes(stream, losses)
    slugs = Slugs(losses)
    for kind, space in SPACES.items():
        labels = {
            id_: node.pref_labels[0].value for id_, node in nodes.items() if type(node) is kind
        }
        slugs.add(space, labels)
    names = Names(nodes.values(), slugs, sources.language, losses)
    entries = Entries(names, sources, losses)
    edges = Edges(nodes, slugs, entries, sources, losses)
    _add(stream, edges)
    sections: dict[str, dict[str, dict[str, Any]]] = {kind.section: {} for kind in NODES.values()}
    for id_, node in nodes.items():
        values = entries.entry(node) | edges.stated[id_]
        sections[_section(node)][slugs[id_]] = {key: values[key] for key in ORDER if key in values}
    return sections


def _add(stream: list[Fact], edges: Edges) -> None:
    for fact in stream:
        if isinstance(fact, facts.Link):
            edges.add_link(fact)
    retired = {fact.id: fact.replaced_by for fact in stream if isinstance(fact, facts.Retired)}
    ends = successors(retired.items())
    for fact in stream:
        if isinstance(fact, facts.Retired):
            edges.add_retired(fact, ends[fact.id])
        if isinstance(fact, facts.Requirement):
            edges.add_requirement(fact)
        elif isinstance(fact, facts.Salary):
            edges.add_salary(fact)
    edges.finish()


def _nodes(stream: list[Fact], losses: Losses) -> dict[str, facts.Node]:
    nodes: dict[str, facts.Node] = {}
    skills = {fact.id for fact in stream if isinstance(fact, facts.Skill)}
    links = (fact for fact in stream if isinstance(fact, facts.Link) and fact.kind == "member")
    filled = {link.start for link in links if link.end in skills}
    track = ""
    for fact in stream:
        if isinstance(fact, facts.Group) and fact.id not in filled:
            losses.add("groups without members are left out", fact.id)
        elif isinstance(fact, facts.Node):
            nodes[fact.id] = fact
        if isinstance(fact, facts.Role):
            if fact.track:
                track = fact.id
            elif track:
                losses.add("roles that came after tracks are listed before them", fact.id)
    return nodes


def _section(node: facts.Node) -> str:
    return NODES[kind_of(node)].section
