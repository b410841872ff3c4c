"""How many of the occupations that O*NET publishes as related `related` finds by itself.

    skillgraph import onet FOLDER -o onet.sqlite --thresholds 3.5,2.5,1
    python bench/match.py onet.sqlite

For each occupation with ratings, its published related occupations of the two Primary tiers (those
with ratings) are sought among the first 10 and 20 of a ranking that sees skills, knowledge and
technologies alone. `recall@10` is hits / min(10, related ones), `nDCG@20` the discounted gain of
the first 20. Plain cosine and plain Jaccard see the same features. The split: SOC major groups in
order of code, every second one from the first on for tuning, the others held out; the table of
related occupations is used for these figures alone.
"""

from __future__ import annotations

import statistics
import sys
import time
from math import log2, sqrt

from skillgraph import SkillGraph

_FIRST, _MOST = 10, 20
_PRIMARY = ("Primary-Short", "Primary-Long")
_ESSENTIAL_RATING = 3.5

_FEATURES = """
SELECT r.owner, o.skill, r.rating FROM requirement AS r
JOIN option AS o ON o.owner = r.owner AND o.requirement = r.key
JOIN role ON role.node = r.owner ORDER BY r.owner, o.skill"""

_RELATED = """
SELECT link.start, link.end FROM link JOIN node ON node.key = link.start
WHERE node.kind = 2 AND link.kind = 7 AND link.tier IN (?, ?)"""


class Occupations:
    """The occupations that have ratings: their features, and what is published as related."""

    def __init__(self, graph: SkillGraph) -> None:
        rows = graph.graph.rows(_FEATURES)
        self.ratings: dict[int, dict[int, float]] = {}
        self.tools: dict[int, set[int]] = {}
        for role, skill, rating in rows:
            self.ratings.setdefault(role, {})
            self.tools.setdefault(role, set())
            if rating is None:
                self.tools[role].add(skill)
            else:
                self.ratings[role][skill] = rating
        self.roles = [role for role, rated in self.ratings.items() if rated]
        known = set(self.roles)
        self.published: dict[int, set[int]] = {role: set() for role in self.roles}
        for start, end in graph.graph.rows(_RELATED, *_PRIMARY):
            if start in known and end in known:
                self.published[start].add(end)
        nodes = graph.graph.rows("SELECT key, notation, id FROM node WHERE kind = 2")
        self.ids = {id_: key for key, _, id_ in nodes}
        majors = {key: notation[:2] for key, notation, _ in nodes if key in known}
        order = sorted(set(majors.values()))
        self.tuning = {key for key, major in majors.items() if major in order[::2]}


def vectors(found: Occupations, *, tools: bool) -> dict[int, dict[int, float]]:
    """Return the features as numbers: ratings as they stand, a technology as 1."""
    return {
        role: {**found.ratings[role], **(dict.fromkeys(found.tools[role], 1.0) if tools else {})}
        for role in found.roles
    }


def by_cosine(features: dict[int, dict[int, float]], role: int) -> list[int]:
    """Rank by plain cosine."""
    ours = features[role]
    scores = {}
    for other, theirs in features.items():
        dot = sum(value * theirs[skill] for skill, value in ours.items() if skill in theirs)
        scores[other] = dot / _norm(theirs)
    return sorted((o for o in features if o != role), key=lambda other: (-scores[other], other))


def by_jaccard(sets: dict[int, set[int]], role: int) -> list[int]:
    """Rank by plain Jaccard."""
    ours = sets[role]
    scores = {
        other: len(ours & theirs) / (len(ours | theirs) or 1) for other, theirs in sets.items()
    }
    return sorted((o for o in sets if o != role), key=lambda other: (-scores[other], other))


def by_related(graph: SkillGraph, found: Occupations, role: int, id_: str) -> list[int]:
    """Rank as `skillgraph related` does."""
    ranked = graph.related(id_, limit=_MOST)["related"]
    return [found.ids[each["id"]] for each in ranked if found.ids[each["id"]] != role]


def quality(ranking: list[int], published: set[int]) -> tuple[float, float]:
    """Return recall@10 and nDCG@20."""
    hits = [other in published for other in ranking[:_MOST]]
    gain = sum(hit / log2(place + 2) for place, hit in enumerate(hits))
    best = sum(1 / log2(place + 2) for place in range(min(_MOST, len(published))))
    return sum(hits[:_FIRST]) / min(_FIRST, len(published)), gain / best


def _norm(vector: dict[int, float]) -> float:
    return sqrt(sum(value * value for value in vector.values())) or 1.0


def main() -> None:
    """Print recall@10 and nDCG@20 of each ranking, on both halves."""
    (path,) = sys.argv[1:]
    with SkillGraph.open(path) as graph:
        found = Occupations(graph)
        ids = {key: id_ for id_, key in found.ids.items()}
        both, alone = vectors(found, tools=True), vectors(found, tools=False)
        used = {
            role: found.tools[role]
            | {s for s, rating in found.ratings[role].items() if rating >= _ESSENTIAL_RATING}
            for role in found.roles
        }
        everything = {role: set(features) for role, features in both.items()}
        rankings = {
            "cosine, ratings and technologies": lambda role: by_cosine(both, role),
            "Jaccard, ratings from 3.5 and technologies": lambda role: by_jaccard(used, role),
            "Jaccard, all ratings and technologies": lambda role: by_jaccard(everything, role),
            "cosine, ratings alone": lambda role: by_cosine(alone, role),
            "related": lambda role: by_related(graph, found, role, ids[role]),
        }
        asked = [role for role in found.roles if found.published[role]]
        held_out = sum(role not in found.tuning for role in asked)
        print(f"{len(found.roles)} occupations with ratings; {held_out} of {len(asked)} held out\n")
        print("| ranking | recall@10, tuning | held out | nDCG@20, tuning | held out | ms |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for name, ranking in rankings.items():
            begun = time.process_time()
            scores = {role: quality(ranking(role), found.published[role]) for role in asked}
            spent = 1000 * (time.process_time() - begun) / len(asked)
            cells = [
                statistics.mean(
                    scores[role][at] for role in asked if (role in found.tuning) is half
                )
                for at in (0, 1)
                for half in (True, False)
            ]
            told = " | ".join(f"{cell:.3f}" for cell in cells)
            print(f"| {name} | {told} | {spent:.0f} |", flush=True)


if __name__ == "__main__":
    main()
