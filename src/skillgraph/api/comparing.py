"""A crosswalk as a document: two graphs opened, their names compared, proposals labelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.api.damage import watched
from skillgraph.api.merging import input_doc
from skillgraph.api.opening import open_paths
from skillgraph.compare.crosswalk import propose
from skillgraph.compare.identity import Input
from skillgraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillgraph.compare.crosswalk import Proposal
    from skillgraph.model.documents.comparing import CrosswalkDocument, ProposalDoc


def crosswalk_document(
    a: str, b: str, *, kinds: Sequence[str] = (), most: int = 5, cache: bool = True
) -> CrosswalkDocument:
    """Return which nodes of two graphs may be one; see `skillgraph.api.crosswalk`."""
    with (
        watched(open_paths([a], cache=cache)) as one,
        watched(open_paths([b], cache=cache)) as other,
    ):
        inputs = Input(a, one), Input(b, other)
        found = propose(*inputs, kinds=kinds or KINDS, most=most)
        labels = [
            each.graph.nodes({getattr(proposal, side) for proposal in found.proposals})
            for each, side in zip(inputs, ("a", "b"), strict=True)
        ]
        alike = _alike(found.proposals)
        proposals: list[ProposalDoc] = [
            {
                "score": each.score,
                "kind": each.kind,
                "a": {"id": labels[0][each.a].id, "label": labels[0][each.a].label},
                "b": {"id": labels[1][each.b].id, "label": labels[1][each.b].label},
                "evidence": each.evidence,
                "alike": alike[each.a, each.b],
            }
            for each in found.proposals
        ]
        return {
            "format": "skillgraph-crosswalk/1",
            "inputs": [input_doc(each) for each in inputs],
            "known": found.known,
            "proposals": proposals,
        }


def _alike(proposals: Sequence[Proposal]) -> dict[tuple[int, int], int]:
    """Return for each pair how many are as good for one of the two, where none is better."""
    scores: dict[tuple[str, int], list[float]] = {}
    for each in proposals:
        scores.setdefault(("a", each.a), []).append(each.score)
        scores.setdefault(("b", each.b), []).append(each.score)
    return {
        (each.a, each.b): max(
            of.count(each.score) if each.score == max(of) else 1
            for of in (scores["a", each.a], scores["b", each.b])
        )
        for each in proposals
    }
