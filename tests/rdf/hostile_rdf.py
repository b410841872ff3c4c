"""Files of RDF that are made to do harm: what they do to a parser is said with each."""

from __future__ import annotations

_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
_BIG = 1_000_000
_FEW = 1_500
_SAID = "<urn:a> <urn:b> "


def _nested(opening: str, inner: str, closing: str, depth: int) -> bytes:
    return (opening * depth + inner + closing * depth).encode()


def _of(start: str, said: bytes, end: str = " .\n") -> bytes:
    return start.encode() + said + end.encode()


def _chain(terms: int) -> bytes:
    """Terms of a context, each defined by the next: flat, and followed without an end."""
    links = ",".join(f'"t{at}":"t{at + 1}:"' for at in range(terms))
    return f'{{"@context":{{{links},"t{terms}":"urn:x:"}},"t0:a":"b"}}'.encode()


def _scoped(depth: int) -> bytes:
    context = _nested('{"a":{"@id":"urn:a","@context":', "{}", "}}", depth).decode()
    return f'{{"@context":{context},"a":"b"}}'.encode()


def _scopes(keys: int, uses: int) -> bytes:
    """A context that each use of its property takes up anew."""
    terms = ",".join(f'"k{at}":"urn:k{at}"' for at in range(keys))
    nodes = ",".join('{"p":{"k0":"v"}}' for _ in range(uses))
    context = f'{{"p":{{"@id":"urn:p","@context":{{{terms}}}}}}}'
    return f'{{"@context":{context},"@graph":[{nodes}]}}'.encode()


def _long_names() -> bytes:
    nodes = ",".join(f'{{"@id":"a:{at}","a:p":"v"}}' for at in range(_FEW))
    return f'{{"@context":{{"a":"http://{"x" * _BIG}/"}},"@graph":[{nodes}]}}'.encode()


def _prefix(declared: str) -> bytes:
    name = "a:" if declared == "@prefix" else ""
    triples = "".join(
        f"<{at}> <p> <o> .\n" if not name else f"a:{at} a:p a:o .\n" for at in range(_FEW)
    )
    iri = f"http://{'x' * _BIG}/"
    return f"{declared} {name} <{iri}> .\n{triples}".encode()


def _xml(inner: str) -> bytes:
    return f"<rdf:RDF {_RDF} xmlns:e='urn:e'>{inner}</rdf:RDF>".encode()


def _xml_nested(depth: int) -> bytes:
    opening, closing = "<e:N><e:p>", "</e:p></e:N>"
    return _xml(opening * depth + closing * depth)


def _xml_attributes(count: int) -> bytes:
    attributes = " ".join(f'e:a{at}="v"' for at in range(count))
    return _xml(f"<e:N {attributes}/>")


def _xml_namespaces(count: int) -> bytes:
    attributes = " ".join(f'xmlns:a{at}="urn:{at}"' for at in range(count))
    return _xml(f"<e:N {attributes}/>")


_OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_BOMB = "".join(f"<!ENTITY e{at + 1} '{'&e0;'.replace('0', str(at)) * 10}'>" for at in range(9))

#: By name the suffix and the content. On their own they crash pyoxigraph 0.5.13 (SIGSEGV, SIGABRT),
#: take gigabytes, or time by the square of their size.
HARMFUL = {
    "objects in objects": (".jsonld", _nested('{"urn:p":', "{}", "}", 4_000)),
    "more objects in objects": (".jsonld", _nested('{"urn:p":', "{}", "}", 20_000)),
    "contexts in contexts": (".jsonld", _scoped(2_000)),
    "more contexts in contexts": (".jsonld", _scoped(10_000)),
    "lists in lists": (".jsonld", _of('{"urn:p":', _nested('{"@list":[', "", "]}", 10_000), "}")),
    "graphs in graphs": (".jsonld", _nested('{"@graph":[', "", "]}", 10_000)),
    "nodes back to nodes": (".jsonld", _nested('{"@reverse":{"urn:p":', "{}", "}}", 10_000)),
    "nodes among nodes": (".jsonld", _nested('{"@included":[', "", "]}", 10_000)),
    "terms by terms": (".jsonld", _chain(40_000)),
    "triples in triples": (".nt", _of(_SAID, _nested(f"<<( {_SAID}", "<urn:c>", " )>>", 20_000))),
    "more of them": (".ttl", _of(_SAID, _nested(f"<<( {_SAID}", "<urn:c>", " )>>", 100_000))),
    "a long prefix": (".ttl", _prefix("@prefix")),
    "a long base": (".ttl", _prefix("@base")),
    "a long term": (".jsonld", _long_names()),
    "a context again and again": (".jsonld", _scopes(3_000, 3_000)),
    "elements in elements": (".rdf", _xml_nested(40_000)),
    "attributes": (".rdf", _xml_attributes(200_000)),
    "namespaces": (".rdf", _xml_namespaces(100_000)),
}
#: What it was found to bear, and is to go on bearing.
BORNE = {
    "blank nodes in blank nodes": (".ttl", _of(_SAID, _nested("[ <urn:p> ", "1", " ]", 100_000))),
    "collections in collections": (".ttl", _of(_SAID, _nested("( ", "1", " )", 100_000))),
    "open brackets": (".jsonld", b"[" * _BIG),
    "a long text": (".nt", _of(f'{_SAID}"', b"x" * 4 * _BIG, '" .\n')),
    "escapes": (".nt", _of(f'{_SAID}"', b"\\n" * 2 * _BIG, '" .\n')),
    "code points": (".ttl", _of(f'{_SAID}"', b"\\u0007" * 400_000, '" .\n')),
    "a long name": (".nt", _of("<urn:", b"x" * _BIG, '> <urn:b> "x" .\n')),
    "entities": (
        ".rdf",
        _of(f'<!DOCTYPE r [<!ENTITY e0 "x">{_BOMB}]>', _xml("<e:N>&e9;</e:N>"), ""),
    ),
    "a file as an entity": (".rdf", _of(_OUTSIDE, _xml("<e:N><e:p>&x;</e:p></e:N>"), "")),
    "many triples": (".ttl", b"@prefix : <urn:> ." + b":a :b :c ." * 20_000),
}
