"""How two nodes hang together, in sentences, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.views.text import cleaned
from skillgraph.views.words import places, shortened, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skillgraph.model.documents import RequirementDoc
    from skillgraph.model.documents.explanations import EdgeDoc, ExplainDocument, HopDoc, WayDoc
    from skillgraph.views.paper import Paper

#: So many statements are told of one hop.
_MOST_STATEMENTS = 3
_MOST_OPTIONS = 4

_VERBS = {"essential": "needs", "important": "wants", "helpful": "gains from"}
_PLURALS = {"essential": "need", "important": "want", "helpful": "gain from"}
_MOST_OWNERS = 3
_EDGES = {
    "broader": "{start} belongs to {end}",
    "next": "{start} leads to {end}",
    "far": "{start} can end as {end}",
    "helps-towards": "“{start}” helps towards {end}",
    "mentions": "“{start}” names {end}",
    "key-skill": "{start} has {end} as a key skill",
    "related": "{start} is like {end}",
}


def render_explanation(document: ExplainDocument, paper: Paper) -> str:
    """Return the ways between two nodes, one after the other."""
    document = cleaned(document)
    start, end = document["start"], document["end"]
    if start["id"] == end["id"]:
        lines = paper.headline(start["label"], ": the same node")
    elif not document["ways"]:
        lines = paper.headline(f"{start['label']} and {end['label']}", ": no way joins them")
    else:
        lines = paper.headline(f"{start['label']} and {end['label']}")
        for number, way in enumerate(document["ways"], 1):
            lines += ["", *_way(document, way, number, paper)]
    return "\n".join(["", *lines, ""])


def _way(document: ExplainDocument, way: WayDoc, number: int, paper: Paper) -> list[str]:
    names = " – ".join(node["label"] for node in way["nodes"])
    lines = paper.prose(f"{number}  {names}", hang=5)
    for hop in way["hops"]:
        for text, source in _hop_told(hop, document["labels"]):
            lines += paper.prose(text, 5)
            lines += [paper.dim(line) for line in paper.prose(f"— {source}", 7)]
    return lines


def _hop_told(hop: HopDoc, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    told = [(requirement_text(each, labels), each["sources"]) for each in hop["requirements"]]
    told += [(_edge_text(each, labels), each["sources"]) for each in hop["edges"]]
    for text, sources in told[:_MOST_STATEMENTS]:
        yield text, places(sources, labels) or "no source"


def requirement_text(
    each: RequirementDoc, labels: Mapping[str, str], owners: Sequence[str] = ()
) -> str:
    """Return a requirement as a sentence; several `owners` that ask for the same share one."""
    asked = wanted(each, labels)
    if len(each["options"]) > each["count"] == 1 and each["group"]:
        options = [labels.get(option, option) for option in each["options"]]
        asked += f" ({shortened(options, _MOST_OPTIONS, 'or')})"
    names = [labels.get(owner, owner) for owner in owners or [each["owner"]]]
    verb = (_VERBS if len(names) == 1 else _PLURALS)[each["importance"]]
    return f"{shortened(names, _MOST_OWNERS)} {verb} {asked}."


def _edge_text(each: EdgeDoc, labels: Mapping[str, str]) -> str:
    ends = {
        name: labels.get(id_, id_) for name, id_ in (("start", each["start"]), ("end", each["end"]))
    }
    text = _EDGES[each["kind"]].format(**ends)
    tier = f" ({each['tier']})" if each["tier"] else ""
    assumption = f" {each['assumption']}" if each["assumption"] else ""
    return f"{text}{tier}.{assumption}"
