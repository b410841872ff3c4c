"""Words, IRIs, prefixes, slugs and numbers: how things are named and written.

A node's id is a CURIE (`skill:python`) wherever its IRI begins with a declared prefix, else the
IRI itself. The same id stands on the command line, in JSON and in SPARQL.
See https://www.w3.org/TR/curie/ for the notation.
"""

from __future__ import annotations

from typing import Literal, get_args

try:
    # What hashlib would hand out; hashlib itself loads OpenSSL, 7 % of `import click`.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

ID = "https://w3id.org/skillgraph/id/"
SG = "https://w3id.org/skillgraph/ns#"

NodeKind = Literal[
    "skill", "category", "role", "track", "strategy", "organisation", "group", "scale"
]
LinkKind = Literal[
    "broader", "next", "far", "helps-towards", "mentions", "member", "key-skill", "related"
]
Importance = Literal["essential", "important", "helpful"]
Seniority = Literal["entry", "mid", "senior", "lead", "executive"]
Period = Literal["year", "month", "week", "day", "hour"]

#: The same words as tuples; a compiled graph has of each the place that it has here.
KINDS: tuple[NodeKind, ...] = get_args(NodeKind)
LINKS: tuple[LinkKind, ...] = get_args(LinkKind)
IMPORTANCES: tuple[Importance, ...] = get_args(Importance)  # the most important first
SENIORITIES: tuple[Seniority, ...] = get_args(Seniority)
PERIODS: tuple[Period, ...] = get_args(Period)

#: What the options of a plan name, and what a person can hold or want.
SKILLS: tuple[NodeKind, ...] = ("skill",)
ROLES: tuple[NodeKind, ...] = ("role", "track")
HOLDABLE = (*SKILLS, *ROLES)

#: Kinds that have an id space of their own, in the order in which people meet them.
SPACES = (
    "skill", "role", "category", "strategy", "group", "organisation", "scale",
    "source", "catalog", "requirement", "salary", "statement",
)  # fmt: skip

PREFIXES = {
    **{space: f"{ID}{space}/" for space in SPACES},
    "sg": SG,
    "esco-skill": "http://data.europa.eu/esco/skill/",
    "esco-occupation": "http://data.europa.eu/esco/occupation/",
}

#: Prefixes of other vocabularies, declared in queries and exports too; no id begins with one.
STANDARD_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# What no IRI holds (https://www.w3.org/TR/n-triples/#grammar-production-IRIREF).
_NO_IRI = frozenset('<>"{}|^`\\').union(map(chr, range(0x21)))

#: What parts the things that are hashed together: no text that is kept holds it.
_UNIT = "\x1f"

_SPELLED = {"+": "-plus", "#": "-sharp", "&": "-and"}


def expand(curie: str) -> str:
    """Return the IRI that a CURIE stands for; what is no CURIE of ours stays as it is.

    >>> expand("skill:python")
    'https://w3id.org/skillgraph/id/skill/python'
    """
    prefix, colon, local = curie.partition(":")
    namespace = PREFIXES.get(prefix) if colon else None
    return curie if namespace is None else namespace + local


def compact(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI where no prefix is declared for it.

    >>> compact("http://data.europa.eu/esco/skill/abc")
    'esco-skill:abc'
    >>> compact("https://example.org/x")
    'https://example.org/x'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI that every RDF format can hold.

    See https://www.w3.org/TR/n-triples/#grammar-production-IRIREF.

    >>> is_iri("https://example.org/é"), is_iri("CC BY 4.0"), is_iri("a:b c")
    (True, False, False)
    """
    scheme, colon, rest = text.partition(":")
    return (
        bool(colon and rest)
        and scheme.isascii()
        and scheme[:1].isalpha()
        and (scheme.isalnum() or all(char.isalnum() or char in "+-." for char in scheme))
        and _NO_IRI.isdisjoint(rest)
    )


def fold(name: str) -> str:
    """Return a name as it is compared: NFC, case-folded, white space trimmed and single.

    >>> fold("  Node.JS ") == fold("node.js")
    True
    """
    if name.isascii():
        return " ".join(name.lower().split())
    # Folding may take a text out of NFC (Unicode 3.13, D145), hence twice.
    name = nfc(nfc(name).casefold())
    return " ".join(name.casefold().split())


def nfc(text: str) -> str:
    """Return a text in Unicode's normal form C; most are in it already."""
    if text.isascii():
        return text
    from unicodedata import normalize  # its tables cost a plain `path` memory that it doesn't need

    return normalize("NFC", text)


def is_slug(text: str) -> bool:
    """Tell whether a text may be an authored id: lower-case letters, digits, `-` and `.`, in NFC.

    >>> is_slug("dot-net"), is_slug("日本語"), is_slug("C#"), is_slug("")
    (True, True, False, False)
    """
    from unicodedata import combining

    return (
        bool(text)
        and text == text.lower()
        and text[0].isalnum()
        and text[-1].isalnum()
        and all(char.isalnum() or char in "-." or combining(char) for char in text)
        and text == nfc(text)
    )


def derive_slug(label: str) -> str:
    """Return a slug for a label; where that loses something, a hash of the label tells it apart.

    >>> [derive_slug(label) for label in ("C", "C++", "C#", ".NET", "NET", "REST API")]
    ['c', 'c-plus-plus', 'c-sharp', 'dot-net', 'net', 'rest-api']
    >>> derive_slug("日本語"), derive_slug("a/b") == derive_slug("a b")
    ('日本語', False)
    """
    from unicodedata import combining

    text = nfc(label).strip().lower()
    spelled = "dot-" + text[1:] if text[:1] == "." and text[1:2].isalnum() else text
    spelled = "".join(_SPELLED.get(char, char) for char in spelled)
    lossy = False
    kept: list[str] = []
    for char in spelled:
        if char.isalnum() or char in "-." or combining(char):
            kept.append(char)
        else:
            lossy = lossy or not char.isspace()
            kept.append("-")
    slug = "-".join(part for part in "".join(kept).split("-") if part).strip(".")
    slug = nfc(slug)
    if lossy or not is_slug(slug):
        slug = f"{slug}-{digest(label)}" if is_slug(slug) else digest(label)
    return slug


def digest(*identity: str) -> str:
    """Return the 16 hexadecimal digits that stand for what identifies a thing.

    >>> digest("role:a", "1", "skill:b") == digest("role:a", "1", "skill:b")
    True
    """
    return _hashed(_UNIT.join(identity))


def _hashed(text: str) -> str:
    if not text.isascii():
        text = nfc(text)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def requirement_digest(owner: str, count: int, options: tuple[str, ...]) -> str:
    """Return the digest that a requirement's id ends in: of its owner, count and sorted options.

    Most have one option, and there are millions, so what is hashed is joined here at once.
    """
    asked = options[0] if len(options) == 1 else _UNIT.join(sorted(options))
    return _hashed(f"{owner}{_UNIT}{count}{_UNIT}{asked}")


def requirement_id(owner: str, count: int, options: tuple[str, ...]) -> str:
    """Return a requirement's id, hashed from its owner, its count and its sorted options.

    >>> requirement_id("role:r", 1, ("skill:b", "skill:a")) == requirement_id(
    ...     "role:r", 1, ("skill:a", "skill:b"))
    True
    >>> requirement_id("role:r", 1, ("skill:a",)).removeprefix("requirement:") == digest(
    ...     "role:r", "1", "skill:a")
    True
    """
    return "requirement:" + requirement_digest(owner, count, options)


def source_text(source: str, fragment: str) -> str:
    """Return a place in a source as one text, as answers cite it.

    >>> source_text("source:page", "line=24,25")
    'source:page#line=24,25'
    """
    return f"{source}#{fragment}" if fragment else source


def decimal(value: float) -> str:
    """Return a number as people write it, with all the digits that it was given.

    >>> decimal(4.0), decimal(4.25), decimal(999999999), decimal(1234567.5)
    ('4', '4.25', '999999999', '1234567.5')
    """
    return str(int(value)) if float(value).is_integer() else f"{value:.15g}"


def without_tags(json: str) -> str:
    r"""Return JSON that says the same and ends no script element of a page that it stands in.

    See https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements.

    >>> print(without_tags('{"label": "</script>"}'))
    {"label": "\u003c/script>"}
    """
    return json.replace("<", "\\u003c")
