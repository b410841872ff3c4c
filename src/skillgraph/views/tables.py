"""The one table of each document: the steps of a plan, the requirements of a gap, and so on.

A cell is a number, a text or nothing; several values in one stand with "; " between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from skillgraph.vocab import decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from skillgraph.model import documents as docs
    from skillgraph.model.documents import checks, comparing, explanations, imports, side_by_side
    from skillgraph.model.documents.difference import DiffDocument
    from skillgraph.model.documents.fringe import NextDocument
    from skillgraph.model.documents.gap import GapDocument
    from skillgraph.model.documents.listing import ListDocument, SearchDocument
    from skillgraph.model.documents.match import MatchDocument
    from skillgraph.model.documents.node import NodeDocument
    from skillgraph.model.documents.outlook import WhyDocument
    from skillgraph.model.documents.plan import PlanDocument
    from skillgraph.model.documents.related import RelatedDocument
    from skillgraph.model.documents.standing import StandingDocument
    from skillgraph.model.documents.stats import StatsDocument
    from skillgraph.model.documents.verification import VerificationDocument

    Cell = str | int | float | None
    #: The names of the columns, and the rows.
    Table = tuple[Sequence[str], list[list[Cell]]]

_PLAN = (
    "order", "id", "label", "stage", "raise", "hours_min", "hours_max", "hours_known", "waiting",
    "importance", "asked_by", "sources",
)  # fmt: skip
_GAP = (
    "importance", "options", "count", "level", "rating", "met", "met_by", "hours_min",
    "hours_max", "after", "sources",
)  # fmt: skip
_NODE = ("statement", "id", "label", "count", "options", "level", "rating", "sources")
_NEXT = (
    "id", "label", "hours_min", "hours_max", "waiting", "opens", "asked_by", "roles", "own",
    "opened", "worth",
)  # fmt: skip
_MATCH = (
    "id", "label", "kind", "usual_next", "essential_met", "essential_of", "met", "of",
    "practised_met", "practised_of", "at_least_hours_min", "at_least_hours_max", "path", "optimal",
    "stages", "steps", "path_hours_min", "path_hours_max", "add",
)  # fmt: skip
_RELATED = (
    "id", "label", "kind", "meets", "met_by", "likeness", "shared", "stated", "tier", "rank",
)  # fmt: skip
_STANDING = (
    "as", "id", "label", "level", "since", "evidence", "steps", "hours_min", "hours_max",
    "earliest", "latest",
)  # fmt: skip
_LINT = ("rule", "severity", "nodes", "message", "hint", "places", "sources")


def table_of(document: Mapping[str, object]) -> Table:
    """Return the table of a document, whichever it is."""
    name = str(document["format"]).partition("/")[0]
    return _TABLES[name](cast("Any", document))


def _plan(document: PlanDocument) -> Table:
    rows: list[list[Cell]] = []
    for step in document["steps"]:
        effort, because = step["effort_hours"], step["because"]
        rows.append([
            step["order"], step["id"], step["label"], step["stage"], _level(step["raise"]),
            effort["min"], effort["max"], _flag(not effort["unknown"]), step["waiting"],
            _several(reason["importance"] for reason in because),
            _several(reason["owner"] for reason in because),
            _several(reason["source"] for reason in because),
        ])  # fmt: skip
    return _PLAN, rows


def _gap(document: GapDocument) -> Table:
    rows: list[list[Cell]] = []
    for item in document["requirements"]:
        effort = item["effort_hours"]
        rows.append([
            item["importance"], _several(item["options"]), item["count"], _level(item["level"]),
            _rating(item["rating"]), _flag(item["met"]), _several(item["met_by"]),
            effort and effort["min"], effort and effort["max"], _several(item["after"]),
            _several(item["sources"]),
        ])  # fmt: skip
    rows += [
        ["practised", skill["id"], 1, None, None, _flag(skill["met"]), *[None] * 5]
        for skill in document["practise"]
    ]
    rows += [
        ["key skill", skill["id"], 1, None, None, _flag(skill["met"]), *[None] * 5]
        for skill in document["key_skills"]
    ]
    return _GAP, rows


def _node(document: NodeDocument) -> Table:
    rows: list[list[Cell]] = []
    labels = document["labels"]
    for required in document["requires"]:
        options = required["options"]
        alone = options[0] if len(options) == 1 else None
        rows.append([
            f"requires: {required['importance']}", alone, alone and labels.get(alone, alone),
            required["count"], _several(options), _level(required["level"]),
            _rating(required["rating"]), _several(required["sources"]),
        ])  # fmt: skip
    for required in document["required_by"]:
        owner = required["owner"]
        rows.append([
            f"required by: {required['importance']}", owner, labels.get(owner, owner),
            required["count"], _several(required["options"]), _level(required["level"]),
            _rating(required["rating"]), _several(required["sources"]),
        ])  # fmt: skip
    for link in document["links"]:
        statement = link["kind"] if link["direction"] == "out" else f"{link['kind']} of"
        rows.append([
            statement, link["id"], link["label"], *[None] * 4, _several(link["sources"])
        ])  # fmt: skip
    return _NODE, rows


def _list(document: ListDocument) -> Table:
    return ("id", "label", "kind", "categories"), [
        [node["id"], node["label"], node["kind"], _several(node["categories"])]
        for node in document["nodes"]
    ]


def _search(document: SearchDocument) -> Table:
    return ("id", "label", "kind", "alias"), [
        [hit["id"], hit["label"], hit["kind"], hit["alias"]] for hit in document["hits"]
    ]


def _stats(document: StatsDocument) -> Table:
    rows: list[list[Cell]] = []
    rows += [["nodes", kind, count] for kind, count in document["nodes"].items()]
    rows += [["statements", kind, count] for kind, count in document["statements"].items()]
    rows += [["source", each["id"], each["statements"]] for each in document["sources"]]
    return ("of", "what", "count"), rows


def _validation(document: checks.ValidationDocument) -> Table:
    return ("place", "message", "hint"), [
        [problem["place"], problem["message"], problem["hint"]] for problem in document["problems"]
    ]


def _lint(document: checks.LintDocument) -> Table:
    return _LINT, [
        [
            each["rule"], each["severity"], _several(node["id"] for node in each["nodes"]),
            each["message"], each["hint"], _several(each["places"]), _several(each["sources"]),
        ]
        for each in document["findings"]
    ]  # fmt: skip


def _import(document: imports.ImportDocument) -> Table:
    rows: list[list[Cell]] = []
    rows += [["read", what, count] for what, count in document["rows"].items()]
    for name in ("nodes", "statements"):
        rows += [[name, what, count] for what, count in document[name].items() if count]
    rows += [["left out", each["reason"], each["count"]] for each in document["left_out"]]
    rows += [["changed", each["reason"], each["count"]] for each in document["changed"]]
    return ("of", "what", "count"), rows


def _verification(document: VerificationDocument) -> Table:
    return ("rule", "path", "message"), [
        [each["rule"], each["path"], each["message"]] for each in document["violations"]
    ]


def _merge(document: comparing.MergeDocument) -> Table:
    columns = ("became", "id", "what", "kept", "lost", "where")
    rows: list[list[Cell]] = [
        ["united", each["id"], "id", each["label"], other["id"], other["label"]]
        for each in document["united"]
        for other in each["others"]
    ]
    rows += [
        ["overridden", each["about"], each["what"], each["kept"], each["lost"], each["where"]]
        for each in document["overridden"]
    ]
    rows += [
        ["left out", None, each["reason"], None, each["count"], None]
        for each in document["dropped"]
    ]
    return columns, rows


def _crosswalk(document: comparing.CrosswalkDocument) -> Table:
    """Return the proposals in the columns that `merge --matches` reads: `a` and `b` are ids."""
    columns = ("score", "kind", "a", "a_label", "b", "b_label", "evidence", "note")
    return columns, [
        [
            each["score"], each["kind"], each["a"]["id"], each["a"]["label"], each["b"]["id"],
            each["b"]["label"], each["evidence"],
            f"one of {each['alike']} alike" if each["alike"] > 1 else None,
        ]
        for each in document["proposals"]
    ]  # fmt: skip


def _what_if(document: side_by_side.WhatIfDocument) -> Table:
    named = (("no longer", document["before"]["only"]), ("new", document["after"]["only"]))
    return _sides(("stays", document["shared"]), *named)


def _compare(document: side_by_side.CompareDocument) -> Table:
    sides = [
        (side["target"]["id"], side["only"]) for side in (document["first"], document["second"])
    ]
    return _sides(("both", document["shared"]), *sides)


def _why(document: WhyDocument) -> Table:
    rows: list[list[Cell]] = []
    for name, statements in (("chain", document["chain"]), ("also", document["others"])):
        rows += [
            [
                name, each["owner"], each["importance"], each["count"], _several(each["options"]),
                _several(each["sources"]),
            ]
            for each in statements
        ]  # fmt: skip
    return ("of", "owner", "importance", "count", "options", "sources"), rows


def _explain(document: explanations.ExplainDocument) -> Table:
    rows: list[list[Cell]] = []
    for number, way in enumerate(document["ways"], 1):
        for hop in way["hops"]:
            rows += [
                [
                    number, f"requires: {each['importance']}", each["owner"],
                    _several(each["options"]), _several(each["sources"]),
                ]
                for each in hop["requirements"]
            ]  # fmt: skip
            rows += [
                [number, each["kind"], each["start"], each["end"], _several(each["sources"])]
                for each in hop["edges"]
            ]
    return ("way", "statement", "start", "end", "sources"), rows


def _why_not(document: explanations.WhyNotDocument) -> Table:
    return ("cause", "owner", "importance", "options", "others", "sources"), [
        [
            each["cause"],
            asked and asked["owner"], asked and asked["importance"],
            asked and _several(asked["options"]), _several(each["others"]),
            asked and _several(asked["sources"]),
        ]
        for each in document["causes"]
        for asked in (each["requirement"],)
    ]  # fmt: skip


def _next(document: NextDocument) -> Table:
    return _NEXT, [
        [
            each["id"], each["label"], each["effort_hours"]["min"], each["effort_hours"]["max"],
            each["waiting"], _several(each["opens"]), _several(each["asked_by"]), each["roles"],
            each["own"], each["opened"], each["worth"],
        ]
        for each in document["candidates"]
    ]  # fmt: skip


def _match(document: MatchDocument) -> Table:
    rows: list[list[Cell]] = []
    for each in document["matches"]:
        least, path = each["at_least"]["effort_hours"], each["path"]
        total = path["total"] if path["status"] in {"planned", "ready"} else None
        effort = total and total["effort_hours"]
        rows.append([
            each["id"], each["label"], each["kind"], _flag(each["usual_next"]),
            each["essential"]["met"], each["essential"]["of"], each["every"]["met"],
            each["every"]["of"], each["practised"]["met"], each["practised"]["of"],
            least["min"], least["max"], path["status"], _flag(path["optimal"]),
            _several(stage["id"] for stage in path["stages"]), total and total["skills"],
            effort and effort["min"], effort and effort["max"],
            _several(" | ".join(added["options"]) for added in each["add"]),
        ])  # fmt: skip
    return _MATCH, rows


def _related(document: RelatedDocument) -> Table:
    return _RELATED, [
        [
            each["id"], each["label"], each["kind"], each["meets"], each["met_by"],
            each["likeness"], _several(skill["id"] for skill in each["shared"]),
            _flag(each["stated"]), each["tier"], each["rank"],
        ]
        for each in document["related"]
    ]  # fmt: skip


def _diff(document: DiffDocument) -> Table:
    rows: list[list[Cell]] = []
    for each in document["changes"]:
        about = _several(each["about"])
        if not each["after"]:
            rows.append([each["kind"], each["what"], about, None, None, None])
        rows += [
            [each["kind"], each["what"], about, name, each["before"][name], value]
            for name, value in each["after"].items()
        ]
    return ("kind", "what", "about", "value", "before", "after"), rows


def _standing(document: StandingDocument) -> Table:
    rows: list[list[Cell]] = []
    for each in document["held"]:
        level = _level(each["level"])
        rows.append([
            "held", each["id"], each["label"], level, each["since"], _several(each["evidence"]),
            *[None] * 5,
        ])  # fmt: skip
    for goal in document["goals"]:
        end, hours = goal["end"], goal["effort_hours"]
        rows.append([
            "goal", goal["id"], goal["label"], None, None, None, goal["steps"], hours["min"],
            hours["max"], end and end["earliest"], end and end["latest"],
        ])  # fmt: skip
    for name, refs in (
        ("choice", document["choices"]), ("avoid", document["avoid"]), ("waive", document["waive"]),
    ):  # fmt: skip
        rows += [[name, each["id"], each["label"], *[None] * 8] for each in refs]
    return _STANDING, rows


def _sides(*sides: tuple[str, list[side_by_side.StepRefDoc]]) -> Table:
    return ("of", "order", "id", "label", "stage", "hours_min", "hours_max"), [
        [
            name, step["order"], step["id"], step["label"], step["stage"],
            step["effort_hours"]["min"], step["effort_hours"]["max"],
        ]
        for name, steps in sides
        for step in steps
    ]  # fmt: skip


_TABLES: dict[str, Callable[[Any], Table]] = {
    "skillgraph-plan": _plan,
    "skillgraph-gap": _gap,
    "skillgraph-node": _node,
    "skillgraph-list": _list,
    "skillgraph-search": _search,
    "skillgraph-stats": _stats,
    "skillgraph-validation": _validation,
    "skillgraph-lint": _lint,
    "skillgraph-import": _import,
    "skillgraph-verification": _verification,
    "skillgraph-merge": _merge,
    "skillgraph-crosswalk": _crosswalk,
    "skillgraph-why": _why,
    "skillgraph-explain": _explain,
    "skillgraph-why-not": _why_not,
    "skillgraph-next": _next,
    "skillgraph-match": _match,
    "skillgraph-related": _related,
    "skillgraph-diff": _diff,
    "skillgraph-what-if": _what_if,
    "skillgraph-compare": _compare,
    "skillgraph-standing": _standing,
}


def _several(values: Sequence[str] | Any) -> str:
    return "; ".join(dict.fromkeys(values))


def _flag(truth: bool) -> str:  # noqa: FBT001 -- it is the value that is written
    return "yes" if truth else "no"


def _level(level: docs.LevelDoc | None) -> str | None:
    return f"{decimal(level['level'])} {level['scale']}" if level else None


def _rating(rating: docs.RatingDoc | None) -> str | None:
    return f"{decimal(rating['rating'])} {rating['scale']}" if rating else None
