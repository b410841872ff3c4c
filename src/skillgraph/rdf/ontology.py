"""The terms that an export writes and an import reads: the ontology's own, and those it borrows.

`ontology/skillgraph.ttl` defines them; a test holds the two to each other.
"""

from __future__ import annotations

from skillgraph.model import facts
from skillgraph.rdf.terms import DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, sg

TYPE, LABEL = f"<{RDF}type>", f"<{RDFS}label>"
SOURCE = f"<{DCTERMS}source>"
IN_SCHEME, TOP_CONCEPT_OF = f"<{SKOS}inScheme>", f"<{SKOS}topConceptOf>"
BROADER = f"<{SKOS}broader>"

POSITION, LOCATOR = sg("position"), sg("locator")
CONCEPT = f"<{SKOS}Concept>"

#: The classes of each kind of node, and the scheme that it is in.
CLASSES: dict[type[facts.Node], tuple[tuple[str, ...], str]] = {
    facts.Skill: ((sg("Skill"), CONCEPT), "skills"),
    facts.Category: ((sg("Category"), CONCEPT), "categories"),
    facts.Role: ((sg("Role"), CONCEPT, f"<{SCHEMA}Occupation>"), "roles"),
    facts.Strategy: ((sg("Strategy"), CONCEPT), "strategies"),
    facts.Organisation: ((f"<{SCHEMA}Organization>",), ""),
    facts.Group: ((f"<{SKOS}Collection>",), ""),
    facts.Scale: ((sg("Scale"),), ""),
}

#: Properties that are texts of a node, with the predicate of each.
TEXTS = {
    "pref_labels": f"<{SKOS}prefLabel>",
    "alt_labels": f"<{SKOS}altLabel>",
    "hidden_labels": f"<{SKOS}hiddenLabel>",
    "descriptions": f"<{SKOS}definition>",
    "outcomes": sg("outcome"),
    "experience": sg("typicalExperience"),
}
NOTATION = f"<{SKOS}notation>"
TAG, EXACT_MATCH = sg("tag"), f"<{SKOS}exactMatch>"

SENIORITIES: dict[facts.Seniority, str] = {
    "entry": sg("entryLevel"),
    "mid": sg("midLevel"),
    "senior": sg("seniorLevel"),
    "lead": sg("leadLevel"),
    "executive": sg("executiveLevel"),
}
IMPORTANCES: dict[facts.Importance, str] = {each: sg(each) for each in facts.RANKS}

#: The predicate of each kind of link; a next step is a way that leads to a role, too.
LINKS: dict[facts.LinkKind, str] = {
    "broader": BROADER,
    "next": sg("nextStep"),
    "far": sg("leadsTo"),
    "helps-towards": sg("helpsTowards"),
    "mentions": sg("mentions"),
    "member": f"<{SKOS}member>",
    "key-skill": sg("keySkill"),
    "related": sg("related"),
}

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
ACQUIRED_BY, STUDY, PRACTICE = sg("acquiredBy"), sg("study"), sg("practice")
EFFORT_MIN, EFFORT_MAX = sg("effortHoursMin"), sg("effortHoursMax")
EFFORT_SOURCE, EFFORT_LOCATOR = sg("effortSource"), sg("effortLocator")
TRACK, ENTRY, SENIORITY = sg("Track"), sg("entry"), sg("seniority")
JOB_ZONE = sg("jobZone")
SCALE_MIN, SCALE_MAX = sg("scaleMin"), sg("scaleMax")
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
