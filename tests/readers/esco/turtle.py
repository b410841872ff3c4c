"""ESCO's tables as its Turtle has them.

The shape is that of the published file: concepts in no order among labels (`skosxl:Label`),
associations and node literals; preferred labels in British and American English; relations stated
from one end, the other or both, and by an association besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from pyoxigraph import Literal

from .release import BASE, HEADERS, RELATIONS, Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Rows = Callable[[str], Iterable[dict[str, str]]]

_PREFIXES = {
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "iso-thes": "http://purl.org/iso25964/skos-thes#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "esco": f"{BASE}model#",
}
_TYPES = {
    "skills": "skos:Concept , esco:MemberConcept , esco:Skill",
    "occupations": "esco:MemberConcept , esco:Occupation , skos:Concept",
    "skillGroups": "skos:Concept , esco:GroupConcept",
    "ISCOGroups": "skos:Concept , esco:GroupConcept",
}
_TEXTS = {"description": "dct:description", "definition": "skos:definition",
          "scopeNote": "skos:scopeNote"}  # fmt: skip
_SKILL_TYPES = {"skill/competence": "skill", "knowledge": "knowledge"}


def rows_of(tables: Tables) -> Rows:
    """Return a function that gives the rows of a table by column."""
    return lambda name: (dict(zip(HEADERS[name], row, strict=True)) for row in tables.get(name, ()))


def iter_turtle(rows: Rows, language: str = "en") -> Iterator[str]:
    """Yield the lines of a Turtle file that says what tables say."""
    for prefix, namespace in _PREFIXES.items():
        yield f"@prefix {prefix}:  <{namespace}> .\n"
    for name in _TYPES:
        for row in rows(name):
            yield from _concept(name, row, language)
    for name in RELATIONS:
        for number, row in enumerate(rows(name)):
            yield from (_broader if name.startswith("broader") else _relation)(number, row)


def _concept(name: str, row: dict[str, str], language: str) -> Iterator[str]:
    iri, label = row["conceptUri"], row["preferredLabel"]
    said = [f"a {_TYPES[name]}"]
    labels = {"prefLabel": [label], "altLabel": _lines(row["altLabels"]),
              "hiddenLabel": _lines(row.get("hiddenLabels", ""))}  # fmt: skip
    for kind, values in labels.items():
        for value in values:
            node = f"<{BASE}label/{_uuid(iri, kind, value)}>"
            yield f"{node}\n  a skosxl:Label ;\n  skosxl:literalForm {_text(value, language)} .\n"
            said += [f"skosxl:{kind} {node}", f"skos:{kind} {_text(value, language)}"]
    if language == "en":
        said.append(f"skos:prefLabel {_text(label, 'en-us')}")
    for column, predicate in _TEXTS.items():
        if row.get(column):
            node = f"<{BASE}node-literal/{_uuid(iri, column)}>"
            american = f"<{BASE}node-literal/{_uuid(iri, column, 'us')}>"
            yield _node_literal(node, row[column], f'"{language}"^^xsd:language')
            yield _node_literal(american, "Another text.", '"en-us"')
            said.append(f"{predicate} {node} , {american}")
    said += _marks(row)
    body = " ;\n  ".join(said)
    yield f"<{iri}>\n  {body} .\n"


def _marks(row: dict[str, str]) -> Iterator[str]:
    schemes = [f"<{each}>" for each in row["inScheme"].replace(",", " ").split()]
    yield f"skos:inScheme {' , '.join(schemes)}"
    yield f'iso-thes:status "{row["status"]}"'
    forms = {
        "code": 'skos:notation "{}"',
        "skillType": f"esco:skillType <{BASE}skill-type/{{}}>",
        "reuseLevel": f"esco:skillReuseLevel <{BASE}skill-reuse-level/{{}}>",
        "regulatedProfessionNote": "esco:regulatedProfessionNote <{}>",
        "modifiedDate": 'dct:modified "{}"^^xsd:dateTime',
    }
    for column, form in forms.items():
        if value := row.get(column):
            yield form.format(_SKILL_TYPES.get(value, value))


def _node_literal(node: str, text: str, language: str) -> str:
    literal = str(Literal(text))
    return (
        f"{node}\n  a esco:NodeLiteral ;\n  esco:language {language} ;\n"
        f"  esco:nodeLiteral {literal} .\n"
    )


def _relation(number: int, row: dict[str, str]) -> Iterator[str]:
    start = row.get("occupationUri") or row["originalSkillUri"]
    end = row.get("skillUri") or row["relatedSkillUri"]
    kind = row["relationType"]
    if number % 3 != 1:
        yield f"<{start}> esco:related{kind.capitalize()}Skill <{end}> .\n"
    if number % 3 != 2:
        yield f"<{end}> esco:is{kind.capitalize()}SkillFor <{start}> .\n"
    node = f"<{BASE}relation/{_uuid(start, end)}>"
    yield (
        f"<{start}> esco:hasAssociation {node} .\n{node}\n  a esco:AssociationObject ;\n"
        f"  esco:isAssociationFor <{start}> ;\n  esco:target <{end}> ;\n"
        f"  dct:type <{BASE}relationship-type/{kind}-skill> .\n"
    )


def _broader(number: int, row: dict[str, str]) -> Iterator[str]:
    start, end = row["conceptUri"], row["broaderUri"]
    if number % 2:
        yield f"<{start}> skos:broader <{end}> .\n"
    else:
        yield f"<{end}> skos:narrower <{start}> .\n"
    yield f"<{start}> skos:broaderTransitive <{end}> .\n"


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _text(value: str, language: str) -> str:
    return str(Literal(value, language=language))


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "\x1f".join(parts)))
