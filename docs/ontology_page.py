"""Write `docs/ontology.html`, the page of the ontology, with pyLODE; `ontology/README.md` says how.

pyLODE draws classes and properties. It knows no individuals and takes a concept scheme for another
ontology, so that ours are drawn here, in its own markup. The page needs no network, has the terms'
own names as fragments, and is the same bytes from the same ontology.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path

import rdflib
from pylode.profiles.ontpub import OntPub
from rdflib.namespace import OWL, RDF, RDFS, SKOS

ROOT = Path(__file__).parents[1]
NS = "https://w3id.org/skillgraph/ns"

#: schema.org's view of the ontology, for search engines: its order is a set's, and nobody reads it.
_SCRIPT = re.compile(r'\s*<script id="schema\.org".*?</script>', re.DOTALL)
_AFTER, _AFTER_IN_CONTENTS = '      <div id="namespaces">', '<a href="#namespaces">'


def render_page(ontology: rdflib.Graph) -> str:
    """Return the page of an ontology as HTML."""
    individuals = sorted(ontology.subjects(RDF.type, OWL.NamedIndividual), key=_order(ontology))
    drawn = rdflib.Graph()
    for prefix, namespace in ontology.namespaces():
        drawn.bind(prefix, namespace, override=True)
    for triple in sorted(ontology):
        if triple[0] not in individuals:
            drawn.add(triple)
    page = OntPub(drawn, sort_subjects=True)
    for term in sorted(drawn.subjects(RDFS.isDefinedBy)):
        page.fids[str(term)] = _name(term)
    text, cut = _SCRIPT.subn("", page.make_html())
    section = _section(ontology, individuals)
    text, placed = re.subn(f"(?m)^{_AFTER}", lambda _: f"{section}{_AFTER}", text)
    contents = "".join(
        f'<li><a href="#{_name(each)}">{_name(each)}</a></li>' for each in individuals
    )
    heading = '<a href="#namedindividuals">Named Individuals</a></h4>\n          '
    listed = f'{heading}<ul class="second">{contents}</ul></li>\n        <li><h4>'
    at = text.index(_AFTER_IN_CONTENTS)
    if cut != 1 or placed != 1:
        sys.exit("pyLODE's page is not as it was: see docs/ontology_page.py.")
    return f"{text[:at]}{listed}{text[at:]}\n"


def _order(ontology: rdflib.Graph):  # noqa: ANN202 -- a key of sorted()
    return lambda term: (str(ontology.value(term, SKOS.inScheme) or "~"), _rank(ontology, term))


def _rank(ontology: rdflib.Graph, term: rdflib.term.Node) -> tuple[int, str]:
    return int(ontology.value(term, rdflib.URIRef(f"{NS}#rank")) or 0), str(term)


def _section(ontology: rdflib.Graph, individuals: list[rdflib.term.Node]) -> str:
    entities = "".join(_entity(ontology, each) for each in individuals)
    return (
        '      <div class="section" id="namedindividuals">\n'
        f"        <h2>Named Individuals</h2>\n{entities}      </div>\n"
    )


def _entity(ontology: rdflib.Graph, term: rdflib.term.Node) -> str:
    types = sorted({_name(each) for each in ontology.objects(term, RDF.type)} - {"NamedIndividual"})
    rows = {
        "IRI": f"<code>{term}</code>",
        "Description": f"<p>{escape(str(ontology.value(term, RDFS.comment)))}</p>",
        "Type": ", ".join(f'<a href="#{each}">{each}</a>' for each in types),
    }
    scheme = ontology.value(term, SKOS.inScheme)
    if scheme:
        rows["In Scheme"] = f'<a href="#{_name(scheme)}">{_name(scheme)}</a>'
    table = "".join(f"            <tr><th>{th}</th><td>{td}</td></tr>\n" for th, td in rows.items())
    return (
        f'        <div class="property entity" id="{_name(term)}">\n'
        f"          <h3>{escape(str(ontology.value(term, RDFS.label)))}"
        '<sup class="sup-ni" title="OWL Named Individual">ni</sup></h3>\n'
        f"          <table>\n{table}          </table>\n        </div>\n"
    )


def _name(term: rdflib.term.Node) -> str:
    return str(term).rpartition("#")[2]


if __name__ == "__main__":
    graph = rdflib.Graph().parse(ROOT / "ontology" / "skillgraph.ttl")
    (ROOT / "docs" / "ontology.html").write_text(render_page(graph), encoding="utf-8")
