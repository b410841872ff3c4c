"""Merged catalogues to facts, in the order of listing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgraph.model.facts import (
    Catalog,
    Effort,
    Link,
    Place,
    Requirement,
    Retired,
    Salary,
    Source,
    Text,
)
from skillgraph.model.fields import EFFORT, NODES, PROSE, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skillgraph.model.facts import Fact, Node
    from skillgraph.model.fields import Field
    from skillgraph.readers.catalog.drafts import CatalogDraft
    from skillgraph.readers.catalog.loading import CatalogTree
    from skillgraph.readers.catalog.merge import (
        MergedLink,
        MergedNode,
        MergedRequirement,
        MergedSalary,
        Statements,
    )
    from skillgraph.readers.stated import Stated

#: Groups' members and categories come before what uses them.
_LINKS_FIRST = ("member", "broader")


def iter_facts(
    trees: Iterable[CatalogTree],
    sources: Mapping[str, Mapping[str, Stated]],
    nodes: Mapping[str, MergedNode],
    statements: Statements,
) -> Iterator[Fact]:
    """Yield catalogues and sources, nodes, members and headings, requirements, moves, salaries."""
    for tree in trees:
        yield _catalog(tree.header, tree.extends)
    for name, singles in sources.items():
        yield Source(
            id=f"source:{name}",
            label=_of(singles, "label"),
            url=_of(singles, "url"),
            licence=_of(singles, "licence"),
        )
    for node in nodes.values():
        yield _node(node)
    for kind in _LINKS_FIRST:
        yield from (_link(link) for link in statements.links if link.kind == kind)
    yield from map(_requirement, statements.requirements)
    yield from (_link(link) for link in statements.links if link.kind not in _LINKS_FIRST)
    yield from map(_salary, statements.salaries)
    for retired in statements.retired:
        yield Retired(id=retired.id, replaced_by=retired.owner.id, places=tuple(retired.places))


def _of(singles: Mapping[str, Stated], key: str, default: Any = "") -> Any:
    return singles[key].value if key in singles else default


def _catalog(header: CatalogDraft, extends: Iterable[str]) -> Catalog:
    return Catalog(
        id=f"catalog:{header.name}",
        version=_of(header.singles, "version", "0"),
        language=header.language,
        title=_of(header.singles, "title"),
        licence=_of(header.singles, "licence"),
        source=f"source:{header.name}",
        extends=tuple(f"catalog:{name}" for name in extends),
        default_effort_hours=_of(header.singles, "default_effort_hours", None),
    )


def _node(node: MergedNode) -> Node:
    kind = NODES[node.first.kind]
    said: dict[str, Any] = {field.name: _said(node, field) for field in fields_of(kind.name)}
    if kind.name == "track":
        said["track"] = True
    return kind.fact(
        id=node.id,
        pref_labels=tuple(Text(label.value, tag) for tag, label in node.labels.items()),
        places=tuple(node.places),
        **said,
    )


def _said(node: MergedNode, field: Field) -> Any:
    """Return what a node says in a field, as a fact has it."""
    sort = field.sort
    if sort is EFFORT:
        return _effort(node)
    if sort is PROSE:
        prose = (
            singles[field.key].value for singles in node.prose.values() if field.key in singles
        )
        return tuple(dict.fromkeys(prose))
    if sort.many:
        listed = node.lists.get(field.key, ())
        return tuple(listed) if sort.spoken else tuple(each.value for each in listed)
    value = _of(node.singles, field.key, sort.unset)
    return sort.words.get(value, value)


def _effort(node: MergedNode) -> Effort | None:
    stated = node.singles.get("effort_hours")
    if stated is None:
        return None
    draft = node.stated_by["effort_hours"]
    own = Place(f"source:{draft.catalog}", locator=stated.spot.locator)
    place = draft.support.places[0] if draft.citations else own
    low, high = stated.value
    return Effort(low, high, place)


def _requirement(requirement: MergedRequirement) -> Requirement:
    singles = requirement.singles
    return Requirement(
        owner=requirement.owner.id,
        options=requirement.options,
        count=requirement.count,
        importance=_of(singles, "importance"),
        places=tuple(requirement.places),
        group=_of(singles, "group"),
        level=_of(singles, "level", None),
        scale=_of(singles, "scale"),
        rating=_of(singles, "rating", None),
        rating_scale=_of(singles, "rating_scale"),
    )


def _link(link: MergedLink) -> Link:
    return Link(
        kind=link.kind,
        start=link.start,
        end=link.end,
        places=tuple(link.places),
        assumption=link.assumption,
        tier=_of(link.near, "tier"),
        rank=_of(link.near, "rank", None),
    )


def _salary(salary: MergedSalary) -> Salary:
    return Salary(
        owner=salary.owner,
        minimum=_of(salary.singles, "min"),
        maximum=_of(salary.singles, "max"),
        currency=_of(salary.singles, "currency"),
        period=_of(salary.singles, "period"),
        places=tuple(salary.places),
        region=_of(salary.singles, "region"),
        date=_of(salary.singles, "date"),
        assumption=_of(salary.singles, "assumption"),
    )
