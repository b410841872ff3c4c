"""What a plan document claims, in the graph's own integers: its question, and its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from skillgraph.errors import SHOWN, InputProblem, InvalidInput, Problems
from skillgraph.graph.problem import problem as load_problem
from skillgraph.model.options import NODE_OPTIONS, PLAN_OPTIONS
from skillgraph.model.plan import Missing, Plan, Step
from skillgraph.model.problem import Level, Options
from skillgraph.vocab import HOLDABLE, IMPORTANCES, SKILLS
from skillgraph.words import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from skillgraph.graph.store import Graph
    from skillgraph.model.problem import Problem

_WORDS: dict[str, Collection[str]] = {
    **{name: PLAN_OPTIONS[name].words for name in ("by", "route")},
    "status": ("held", "unknown", "impossible", "ready", "planned"),
}

#: An id and a digest as `docs/schema/plan.schema.json` has them.
_ID = r"[a-z][a-z0-9+.-]*:."
_DIGEST = "[0-9a-f]+"

_OTHER_GRAPH = "Name the graph that the plan was made on: --graph PATH"


class Keys:
    """Ids of a document → keys of the graph; those that don't fit are told together, by path.

    `place` is what the document is called.
    """

    def __init__(self, graph: Graph, place: str) -> None:
        self.place = place
        self._graph = graph
        self._unfit: dict[str, InputProblem] = {}

    def of(self, id_: str, path: str, kinds: Collection[str] = ()) -> int:
        """Return the key of an id; of what the graph doesn't have, or of another kind, 0."""
        node = self._graph.find(id_)
        if node is None:
            told = f"{path} is {quoted(id_)}: the graph has no such node."
            self._unfit.setdefault(id_, InputProblem(self.place, told, _OTHER_GRAPH))
            return 0
        if kinds and node.kind not in kinds:
            told = f"{path} is {id_}, which is a {node.kind}, not a {' or '.join(kinds)}."
            self._unfit.setdefault(path, InputProblem(self.place, told))
        return node.key

    def all(self, ids: Iterable[str], path: str, kinds: Collection[str] = ()) -> tuple[int, ...]:
        """Return the keys of some ids in a list."""
        return tuple(self.of(id_, f"{path}[{at}]", kinds) for at, id_ in enumerate(ids))

    def refs(
        self, refs: Iterable[Mapping[str, Any]], path: str, kinds: Collection[str] = ()
    ) -> tuple[int, ...]:
        """Return the keys of the ids of some objects in a list."""
        return tuple(self.of(each["id"], f"{path}[{at}].id", kinds) for at, each in enumerate(refs))

    def raise_any(self) -> None:
        """Raise `InvalidInput` with all that didn't fit, each id once."""
        if self._unfit:
            unfit = list(self._unfit.values())
            if (rest := len(unfit) - SHOWN) > 0:
                told = f"and {rest:,} more."
                unfit[SHOWN:] = [InputProblem(self.place, told, _OTHER_GRAPH)]
            raise InvalidInput(*unfit)


def claimed_problem(graph: Graph, keys: Keys, claim: Mapping[str, Any]) -> Problem:
    """Return the question that a plan answers; what can't be asked is `InvalidInput`."""
    held_keys = keys.refs(claim["held"], "held", HOLDABLE)
    levels = [_level(each["level"]) for each in claim["held"]]
    held = dict(zip(held_keys, levels, strict=True))
    asked = claim["options"]
    sets = {
        name: frozenset(keys.all(asked.get(name, ()), f"options.{name}", kinds))
        for name, _, kinds, *_ in NODE_OPTIONS
    }
    include = asked.get("include", IMPORTANCES[0])
    _check_words({**claim, "options.include": include}, levels, keys.place)
    target = keys.of(claim["target"]["id"], "target.id", HOLDABLE)
    keys.raise_any()
    roles = graph.roles(held).keys()
    return load_problem(
        graph,
        target=target,
        held_skills={key: level for key, level in held.items() if key not in roles},
        held_roles=roles,
        options=Options(
            by=claim["by"],
            include=IMPORTANCES.index(include) + 1,
            direct=asked.get("direct", False),
            route=claim["route"],
            assume=asked.get("assume") != "none",
            **sets,
        ),
    )


def claimed_plan(keys: Keys, claim: Mapping[str, Any]) -> Plan:
    """Return what a document says that the planner decided; all else follows from it."""
    return Plan(
        status=claim["status"],
        cost=claim["cost"],
        lower_bound=claim["lower_bound"],
        optimal=claim["optimal"],
        stages=keys.refs(claim["stages"], "stages", HOLDABLE),
        steps=tuple(
            Step(
                keys.of(each["id"], f"steps[{at}].id", SKILLS),
                keys.of(each["stage"], f"steps[{at}].stage", HOLDABLE),
                raised=each["raise"] is not None,
                waiting=each["waiting"],
                because=(),
            )
            for at, each in enumerate(claim["steps"])
        ),
        assumed=keys.refs(claim["assumed"], "assumed", SKILLS),
        practise=keys.refs(claim["practise"], "practise", SKILLS),
        waived=keys.refs(claim["waived"], "waived", SKILLS),
        no_chain=claim["no_chain"],
        missing=tuple(
            Missing(
                keys.of(each["id"], f"missing[{at}].id", SKILLS),
                each["cause"],
                keys.all(each["lacks"], f"missing[{at}].lacks", SKILLS),
            )
            for at, each in enumerate(claim["missing"])
        ),
    )


def _check_words(said: Mapping[str, Any], levels: Iterable[Level | None], place: str) -> None:
    known = {**_WORDS, "options.include": IMPORTANCES}
    unfit = [
        f"{path} is {quoted(said[path])}, not {' or '.join(words)}."
        for path, words in known.items()
        if said[path] not in words
    ]
    unfit += [  # a scale that the graph doesn't have compares with none, and may be asked about
        f"held[{at}].level.scale is {quoted(level.scale)}, which is no id."
        for at, level in enumerate(levels)
        if level is not None and re.match(_ID, level.scale) is None
    ]
    if re.fullmatch(_DIGEST, said["graph"]["digest"]) is None:
        unfit.append(f"graph.digest is {quoted(said['graph']['digest'])}, which is no digest.")
    noted = Problems()
    for told in unfit:
        noted.add(place, told)
    noted.raise_any()


def _level(level: Mapping[str, Any] | None) -> Level | None:
    return None if level is None else Level(level["level"], level["scale"])
