"""RDF that hurts its parser, or what reads the triples; and releases of ESCO made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.kind import Kind
from tests.hostile.running import RESULT
from tests.hostile.texts import HOSTILE_BYTES, combining

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.running import Place

_PREFIXES = """\
@prefix sg: <https://w3id.org/skillgraph/ns#> .
@prefix skill: <https://w3id.org/skillgraph/id/skill/> .
@prefix role: <https://w3id.org/skillgraph/id/role/> .
@prefix catalog: <https://w3id.org/skillgraph/id/catalog/> .
@prefix category: <https://w3id.org/skillgraph/id/category/> .
@prefix requirement: <https://w3id.org/skillgraph/id/requirement/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
catalog:a a sg:Catalog ; schema:version "1" ; schema:inLanguage "en" .
"""
_SKILL = 'skill:one a sg:Skill ; skos:prefLabel "One"@en .\n'
_XML = '<?xml version="1.0"?>\n'
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="urn:p#"'
    ' xmlns:sg="https://w3id.org/skillgraph/ns#">'
)


def _nested(before: str, after: str, inner: str = "1", outer: str = "{}") -> Callable[[int], str]:
    return lambda size: outer.replace("{}", before * size + inner + after * size)


def _object(body: str) -> str:
    return f'{{"@context": {{"p": "urn:p", "t": "urn:t"}}, "@id": "urn:a", {body}}}'


def _terms(size: int) -> str:
    """Terms that are each defined by the one before: flat, and yet as deep as they are many."""
    chain = ", ".join(f'"t{n}": "t{n + 1}:x"' for n in range(size))
    return f'{{"@context": {{{chain}, "t{size}": "urn:t"}}, "@id": "urn:a", "t0": 1}}'


def _scoped(size: int) -> str:
    keys = ", ".join(f'"k{n}": "urn:k{n}"' for n in range(size))
    uses = ", ".join('{"q": {"k0": 1}}' for _ in range(size))
    context = f'"p": "urn:p", "q": {{"@id": "urn:q", "@context": {{{keys}}}}}'
    return f'{{"@context": {{{context}}}, "@id": "urn:a", "p": [{uses}]}}'


def _long_context(size: int) -> str:
    nodes = ", ".join(f'{{"@id": "p:{n}", "p:x": {{"@id": "p:y"}}}}' for n in range(1500))
    return f'{{"@context": {{"p": "urn:{"x" * size}"}}, "@graph": [{nodes}]}}'


def _bomb(line: str, uses: str = "p:{} p:b p:c .\n") -> Callable[[int], str]:
    """One long IRI, and a few lines that each stand for it several times."""
    return lambda size: (
        line.replace("{}", "x" * size) + "".join(uses.replace("{}", str(n)) for n in range(1500))
    )


def _xml(body: str, before: str = "", root: str = _RDF) -> str:
    return f"{_XML}{before}{root}{body}</rdf:RDF>"


def _xml_nested(size: int) -> str:
    here, there = "<rdf:Description><p:a>", "</p:a></rdf:Description>"
    return _xml(here * size + there * size)


def _entities(size: int) -> str:
    each = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, size))
    document = f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 10}">{each}]>'
    return _xml(f"<rdf:Description><p:a>&e{size - 1};</p:a></rdf:Description>", document)


def _outside(size: int) -> str:
    del size
    document = (
        '<!DOCTYPE x SYSTEM "@NOBODY/x.dtd" [<!ENTITY a SYSTEM "@SECRET">'
        '<!ENTITY b SYSTEM "@NOBODY/b"><!ENTITY % c SYSTEM "@NOBODY/c"> %c;]>'
    )
    return _xml("<rdf:Description><p:a>&a;&b;</p:a></rdf:Description>", document)


def _said(each: str, before: str = _SKILL) -> Callable[[int], str]:
    """Return our own terms, so many times."""
    return lambda size: (
        _PREFIXES + before + "".join(each.replace("#N", str(n)).replace("#M", str(n + 1))
                                     for n in range(size))
    )  # fmt: skip


def _options(size: int) -> str:
    skills = "".join(f'skill:s{n} a sg:Skill ; skos:prefLabel "s{n}"@en .\n' for n in range(size))
    options = ", ".join(f"skill:s{n}" for n in range(size))
    return (
        f'{_PREFIXES}{skills}role:r a sg:Role ; skos:prefLabel "r"@en ; sg:requirement'
        f" requirement:x .\nrequirement:x a sg:Requirement ; sg:importance sg:essential ;"
        f" sg:minimumCount {size // 2} ; sg:optionCount {size} ; sg:option {options} .\n"
    )


def _literal(value: str, type_: str) -> Callable[[int], str]:
    def text(size: int) -> str:
        number = value.replace("{}", "9" * size)
        return (
            f'{_PREFIXES}{_SKILL}skill:one sg:effortHoursMin "{number}"^^xsd:{type_} ;'
            f' sg:effortHoursMax "{number}"^^xsd:{type_} .\n'
        )

    return text


#: Name, suffix, the text of a size, sizes.
TEXTS: tuple[tuple[str, str, Callable[[int], str], tuple[int, ...]], ...] = (
    ("jsonld-nested", "jsonld", _nested('{"urn:p":', "}"), (1_000, 4_000, 100_000)),
    ("jsonld-arrays", "jsonld", _nested("[", "]", outer=_object('"p": {}')), (1_000, 100_000)),
    ("jsonld-contexts", "jsonld",
     _nested('{"@context": {"p": "urn:p"}, "p":', "}"), (1_000, 4_000, 10_000)),
    ("jsonld-scoped-contexts", "jsonld",
     _nested('{"p": {"@id": "urn:p", "@context":', "}}", "{}",
             '{"@context": {}, "@id": "urn:a", "p": 1}'), (1_000, 4_000, 10_000)),
    ("jsonld-lists", "jsonld", _nested('{"@list": [', "]}", outer=_object('"p": {}')),
     (1_000, 10_000)),
    ("jsonld-graphs", "jsonld", _nested('{"@graph": [', "]}", "{}"), (1_000, 10_000)),
    ("jsonld-reverse", "jsonld", _nested('{"@reverse": {"urn:p": ', "}}", '{"@id": "urn:a"}'),
     (1_000, 10_000)),
    ("jsonld-included", "jsonld", _nested('{"@included": [', "]}", '{"@id": "urn:a"}'),
     (1_000, 10_000)),
    ("jsonld-nests", "jsonld",
     _nested('{"@nest": ', "}", '{"p": 1}', '{"@context": {"p": "urn:p"}, "@nest": {}}'),
     (1_000, 10_000)),
    ("jsonld-term-chain", "jsonld", _terms, (1_000, 10_000, 100_000)),
    ("jsonld-long-context", "jsonld", _long_context, (100_000, 1_000_000)),
    ("jsonld-scoped-often", "jsonld", _scoped, (500, 2_000, 5_000)),
    ("jsonld-context-list", "jsonld",
     lambda n: f'{{"@context": [{", ".join(["{}"] * n)}], "@id": "urn:a", "urn:p": 1}}',
     (10_000, 500_000)),
    ("jsonld-keys", "jsonld",
     lambda n: _object(", ".join(f'"urn:{k}": {k}' for k in range(n))), (10_000, 300_000)),
    ("jsonld-one-key", "jsonld", lambda n: _object(", ".join(['"p": 1'] * n)), (10_000, 500_000)),
    ("jsonld-languages", "jsonld",
     lambda n: '{"@context": {"p": {"@id": "urn:p", "@container": "@language"}}, "@id": "urn:a",'
     f' "p": {{{", ".join(f"{chr(34)}a{chr(34)}: {k}" for k in range(n))}}}}}',
     (10_000, 100_000)),
    ("jsonld-number", "jsonld", lambda n: _object(f'"p": {"9" * n}'), (10_000, 1_000_000)),
    ("jsonld-far-context", "jsonld", lambda _: '{"@context": "@NOBODY/c", "p": 1}', (1,)),
    ("jsonld-file-context", "jsonld", lambda _: '{"@context": "@SECRET", "p": 1}', (1,)),
    ("jsonld-imports", "jsonld", lambda _: '{"@context": {"@import": "@NOBODY/c"}, "p": 1}', (1,)),
    ("jsonld-own-context", "jsonld", lambda _: '{"@context": "in.jsonld", "p": 1}', (1,)),
    ("star-in-ntriples", "nt",
     lambda n: "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * n + "<urn:c>" + " )>>" * n + " .\n",
     (1_000, 20_000)),
    ("star-in-turtle", "ttl",
     lambda n: "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * n + "<urn:c>" + " )>>" * n + " .",
     (1_000, 20_000, 100_000)),
    ("star-reified", "ttl",
     lambda n: "<< " * n + "<urn:a>" + " <urn:b> <urn:c> >>" * n + " <urn:b> <urn:c> .",
     (1_000, 100_000)),
    ("star-annotated", "ttl",
     lambda n: "<urn:a> <urn:b> <urn:c> " + "{| <urn:b> <urn:c> " * n + " |}" * n + " .",
     (1_000, 100_000)),
    ("prefix-bomb", "ttl", _bomb("@prefix p: <urn:{}> .\n"), (100_000, 1_000_000)),
    ("prefix-bomb-of-skills", "ttl",
     _bomb(_PREFIXES + "@prefix p: <urn:{}> .\n",
           'p:{} a sg:Skill ; skos:prefLabel "s{}"@en ; skos:exactMatch p:m{} .\n'),
     (100_000, 1_000_000)),
    ("base-bomb", "ttl", _bomb("@base <urn:{}/> .\n", "<a{}> <b> <c> .\n"), (100_000, 1_000_000)),
    ("base-doubling", "ttl",
     lambda n: "@base <http://a/> .\n" + "".join(
         f"@base <{'x' * 100}/> .\n<a{k}> <b> <c> .\n" for k in range(n)), (1_000, 20_000)),
    ("prefixes", "ttl", lambda n: "".join(f"@prefix p{k}: <urn:{k}> .\n" for k in range(n)),
     (10_000, 300_000)),
    ("dots", "ttl", lambda n: f"@base <http://a/> .\n<{'a/../' * n}> <b> <c> .\n",
     (10_000, 1_000_000)),
    ("blank-nodes", "ttl",
     lambda n: "<urn:a> <urn:b> " + "[ <urn:b> " * n + "1" + " ]" * n + " .", (10_000, 300_000)),
    ("open-brackets", "ttl", lambda n: "<urn:a> <urn:b> " + "[ <urn:b> " * n, (10_000, 300_000)),
    ("collections", "ttl", lambda n: "<urn:a> <urn:b> " + "(" * n + ")" * n + " .",
     (10_000, 300_000)),
    ("collection", "ttl", lambda n: "<urn:a> <urn:b> (" + " 1" * n + " ) .", (10_000, 500_000)),
    ("unending-string", "ttl", lambda n: '<urn:a> <urn:b> """' + "x\n" * n, (10_000, 3_000_000)),
    ("unending-iri", "nt", lambda n: "<urn:a> <urn:b> <urn:" + "x" * n, (10_000, 5_000_000)),
    ("long-string", "nt", lambda n: f'<urn:a> <urn:b> "{"x" * n}" .\n', (10_000, 8_000_000)),
    ("escapes", "nt", lambda n: '<urn:a> <urn:b> "' + "\\U0001F600" * n + '" .\n',
     (10_000, 500_000)),
    ("xml-nested", "rdf", _xml_nested, (1_000, 20_000, 100_000)),
    ("xml-attributes", "rdf",
     lambda n: _xml(f"<rdf:Description {' '.join(f'p:a{k}=' + chr(39) * 2 for k in range(n))}/>"),
     (10_000, 200_000)),
    ("xml-namespaces", "rdf",
     lambda n: _xml("", root=_RDF[:-1] + "".join(f" xmlns:a{k}='urn:{k}'" for k in range(n)) + ">"),
     (10_000, 100_000)),
    ("xml-namespaces-nested", "rdf",
     lambda n: _xml("".join(f"<rdf:Description xmlns:a{k}='urn:{k}'><p:a>" for k in range(n))
                    + "</p:a></rdf:Description>" * n), (1_000, 20_000)),
    ("xml-bases", "rdf",
     lambda n: _xml(f"<rdf:Description xml:base='{'x' * 50}/'><p:a>" * n
                    + "</p:a></rdf:Description>" * n), (1_000, 10_000)),
    ("xml-literal", "rdf",
     lambda n: _xml(f"<rdf:Description><p:a rdf:parseType='Literal'>{'<b>' * n}{'</b>' * n}</p:a>"
                    "</rdf:Description>"), (1_000, 100_000)),
    ("xml-entities", "rdf", _entities, (5, 9, 12)),
    ("xml-entity-often", "rdf",
     lambda n: _xml(f"<rdf:Description><p:a>{'&e;' * n}</p:a></rdf:Description>",
                    f'<!DOCTYPE x [<!ENTITY e "{"x" * n}">]>'), (1_000, 10_000)),
    ("xml-outside", "rdf", _outside, (1,)),
    ("xml-in-a-comment", "rdf", lambda n: _xml("<!--" + " -" * n + "-->"), (10_000, 3_000_000)),
    ("options", "ttl", _options, (1_000, 10_000, 50_000)),
    ("labels", "ttl", _said('skill:one skos:altLabel "a#N"@en .\n'), (1_000, 50_000)),
    ("languages", "ttl", _said('skill:one skos:prefLabel "a"@x-a#N .\n'), (1_000, 50_000)),
    ("types", "ttl", _said("skill:one a <urn:t#N> .\n"), (1_000, 100_000)),
    ("broader", "ttl",
     _said('category:c#N a sg:Category ; skos:prefLabel "c#N"@en ; skos:broader category:c#M .\n',
           'category:c1000000 a sg:Category ; skos:prefLabel "c"@en .\n'), (1_000, 20_000)),
    ("retired", "ttl", _said("skill:r#N sg:replacedBy skill:r#M .\n"), (1_000, 20_000)),
    ("exact-matches", "ttl",
     _said('skill:s#N a sg:Skill ; skos:prefLabel "s#N"@en ; skos:exactMatch skill:s#M .\n'),
     (1_000, 20_000)),
    ("positions", "ttl",
     _said('skill:s#N a sg:Skill ; skos:prefLabel "s#N"@en ; sg:position 1 .\n'), (1_000, 20_000)),
    ("digits", "ttl", _literal("{}", "integer"), (20, 5_000, 1_000_000)),
    ("exponent", "ttl", _literal("1e{}", "double"), (3, 9)),
    ("decimals", "ttl", _literal("0.{}", "decimal"), (20, 1_000_000)),
    ("combining-marks", "ttl",
     lambda n: f'{_PREFIXES}skill:one a sg:Skill ; skos:prefLabel "{combining(n)}"@en .\n',
     (1_000, 50_000, 500_000)),
    ("unknown-terms", "ttl", _said('skill:one sg:unknown#N "x" .\n'), (1_000, 50_000)),
    ("nothing-right", "ttl", _said("skill:n#N a sg:Skill ; sg:requirement requirement:r#N .\n"),
     (1_000, 50_000)),
)  # fmt: skip

_WHOLE = {
    "ttl": _PREFIXES + _SKILL,
    "nt": '<urn:a> <urn:b> "c" .\n',
    "jsonld": '{"@id": "urn:a", "urn:b": "c"}',
    "rdf": _xml("<rdf:Description><p:a>b</p:a></rdf:Description>"),
}
#: Where a text is put that no such file holds.
_MARKS = {"ttl": "One", "nt": "c", "jsonld": "c", "rdf": ">b<"}


def _asks(name: str) -> list[str]:
    return [
        f"import rdf {name} -o {RESULT}.graph",
        f"validate {name}",
        f"query --rdf {name} 'SELECT * {{ ?s ?p ?o }} LIMIT 3'",
    ]


def _text(name: str, suffix: str, text: Callable[[int], str], sizes: tuple[int, ...]) -> Kind:
    def make(place: Place) -> None:
        place.write(f"in.{suffix}", text(place.size))

    return Kind(f"rdf/{name}", make, _asks(f"in.{suffix}"), sizes)


def _odd(suffix: str, name: str, content: bytes) -> Kind:
    def make(place: Place) -> None:
        whole = _WHOLE[suffix].encode()
        mark = _MARKS[suffix].encode()
        bare = mark.strip(b"<>")
        place.write(f"in.{suffix}", whole.replace(mark, mark.replace(bare, bare + content), 1))

    return Kind(f"rdf/{name}-in-{suffix}", make, _asks(f"in.{suffix}"))


def _cut(suffix: str) -> Kind:
    def make(place: Place) -> None:
        whole = _WHOLE[suffix].encode()
        place.write(f"in.{suffix}", whole[: -len(whole) * place.size // 100])

    return Kind(f"rdf/cut-{suffix}", make, _asks(f"in.{suffix}"), (2, 10, 50))


def _as_wide(suffix: str, encoding: str) -> Kind:
    def make(place: Place) -> None:
        place.write(f"in.{suffix}", _WHOLE[suffix].encode(encoding))

    return Kind(f"rdf/{encoding}-{suffix}", make, _asks(f"in.{suffix}"))


def _esco(name: str, suffix: str, text: Callable[[int], str], size: int) -> Kind:
    def make(place: Place) -> None:
        place.write(f"esco/esco_v1.1.1.{suffix}", text(place.size))

    asks = (f"import esco esco -o {RESULT}.graph",)
    return Kind(f"esco/{name}", make, asks, (size,))


def _esco_bomb(size: int) -> str:
    """One long IRI for many concepts, each in the form that ESCO's Turtle has."""
    return (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"@prefix p: <http://data.europa.eu/esco/skill/{'x' * size}> .\n"
    ) + "".join(f"p:{n} a skos:Concept ; skos:broader p:{n + 1} .\n" for n in range(1500))


_FOR_ESCO = {
    name: (suffix, text, sizes[-1])
    for name, suffix, text, sizes in TEXTS
    if name.startswith(("star", "prefix-bomb", "base", "blank", "collections", "unending", "long"))
    and suffix in ("ttl", "nt")
}

KINDS: list[Kind] = [
    *(_text(*each) for each in TEXTS),
    *(_odd(suffix, name, content) for suffix in _WHOLE for name, content in HOSTILE_BYTES.items()),
    *(_cut(suffix) for suffix in _WHOLE),
    *(_as_wide(suffix, code) for suffix in _WHOLE for code in ("utf-8-sig", "utf-16", "utf-32")),
    *(_esco(name, *each) for name, each in _FOR_ESCO.items()),
    _esco("prefix-bomb-of-concepts", "ttl", _esco_bomb, 1_000_000),
]
