"""The terms that an export writes and an import reads: the ontology's own, and those it borrows.

`ontology/skillgraph.ttl` defines them; a test holds the two to each other.
"""

from __future__ import annotations

from skillgraph.model import facts, fields
from skillgraph.model.fields import NODES
from skillgraph.rdf.terms import DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, named, sg

TYPE, LABEL = f"<{RDF}type>", f"<{RDFS}label>"
SOURCE = f"<{DCTERMS}source>"
IN_SCHEME, TOP_CONCEPT_OF = f"<{SKOS}inScheme>", f"<{SKOS}topConceptOf>"

POSITION, LOCATOR = sg("position"), sg("locator")
CONCEPT = f"<{SKOS}Concept>"

#: The classes of each kind of node, and the scheme that it is in.
CLASSES: dict[type[facts.Node], tuple[tuple[str, ...], str]] = {
    kind.fact: (tuple(map(named, kind.classes)), kind.scheme) for kind in NODES.values()
}

#: The predicate of each field of nodes.
FIELDS = {name: named(field.predicate) for name, field in fields.FIELDS.items()}
#: What stands for the words of those that are closed lists.
INDIVIDUALS = {
    name: {value: named(curie) for value, curie in field.sort.individuals.items()}
    for name, field in fields.FIELDS.items()
    if field.sort.individuals
}
PREF_LABEL = f"<{SKOS}prefLabel>"
IMPORTANCES = {each: sg(each) for each in facts.RANKS}

#: The predicate of each kind of link.
LINKS = {kind: named(relation.predicate) for kind, relation in fields.RELATIONS.items()}

REQUIREMENT, REQUIREMENT_CLASS = sg("requirement"), sg("Requirement")
OPTION, MINIMUM_COUNT, OPTION_COUNT = sg("option"), sg("minimumCount"), sg("optionCount")
IMPORTANCE, GROUP = sg("importance"), sg("group")
LEVEL, LEVEL_SCALE = sg("level"), sg("levelScale")
RATING, RATING_SCALE = sg("rating"), sg("ratingScale")
REQUIRES, BENEFITS_FROM, CHOOSES_AMONG = sg("requires"), sg("benefitsFrom"), sg("choosesAmong")
STATEMENT_CLASS = sg("Statement")
SUBJECT, PREDICATE, OBJECT = sg("subject"), sg("predicate"), sg("object")
ASSUMPTION = sg("assumption")
RELATED_TIER, RELATED_RANK = sg("relatedTier"), sg("relatedRank")
REPLACED_BY, DEPRECATED = f"<{DCTERMS}isReplacedBy>", f"<{OWL}deprecated>"
EFFORT_MIN, EFFORT_MAX = sg("effortHoursMin"), sg("effortHoursMax")
EFFORT_SOURCE, EFFORT_LOCATOR = sg("effortSource"), sg("effortLocator")
TRACK = sg("Track")
SALARY, SALARY_CLASS = sg("salary"), sg("Salary")
SALARY_MIN, SALARY_MAX = sg("salaryMin"), sg("salaryMax")
ESTIMATED_SALARY = f"<{SCHEMA}estimatedSalary>"
SALARY_TEXTS = ("currency", "period", "region", "date", "assumption")
CATALOG_CLASS, SOURCE_CLASS = sg("Catalog"), sg("Source")
EXTENDS, TITLE = sg("extends"), f"<{DCTERMS}title>"
VERSION, IN_LANGUAGE, URL = f"<{SCHEMA}version>", f"<{SCHEMA}inLanguage>", f"<{SCHEMA}url>"
LICENSE, LICENCE_TEXT = f"<{DCTERMS}license>", sg("licenceText")
DEFAULT_EFFORT_MIN = sg("defaultEffortHoursMin")
DEFAULT_EFFORT_MAX = sg("defaultEffortHoursMax")
