"""The words of ESCO: its IRIs, and what they mean here.

See the ESCO data model, https://ec.europa.eu/esco/lod/static/model.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillgraph.vocab import SG

if TYPE_CHECKING:
    from skillgraph.vocab import Importance

BASE = "http://data.europa.eu/esco/"
MODEL = f"{BASE}model#"

SKILL_TYPE = f"{MODEL}skillType"
REUSE_LEVEL = f"{MODEL}skillReuseLevel"
REGULATED = f"{MODEL}regulatedProfessionNote"

#: What a relation asks for. Optional skills help; ESCO says nothing in between.
IMPORTANCES: dict[str, Importance] = {"essential": "essential", "optional": "helpful"}

#: Relations from skills to skills state no order of learning, so they are no requirements.
SKILL_LINKS = {
    "essential": f"{SG}escoEssentialSkillLink",
    "optional": f"{SG}escoOptionalSkillLink",
}

#: Concepts that are in use; others are drafts, or obsolete.
RELEASED = "released"

#: What the CSV files call the types of skills, and the concepts that these are.
SKILL_TYPES = {
    "skill/competence": f"<{BASE}skill-type/skill>",
    "skill": f"<{BASE}skill-type/skill>",
    "knowledge": f"<{BASE}skill-type/knowledge>",
}
REUSE_LEVELS = {
    level: f"<{BASE}skill-reuse-level/{level}>"
    for level in ("transversal", "cross-sector", "sector-specific", "occupation-specific")
}

#: Collections are concept schemes that a concept is in, beside those that every one is in.
COLLECTIONS = {
    f"{BASE}concept-scheme/{name}": tag
    for name, tag in (
        ("6c930acd-c104-4ece-acf7-f44fd7333036", "digital"),
        ("digital", "digital"),
        ("green", "green"),
        ("skill-transversal-groups", "transversal"),
        ("skill-language-groups", "language"),
        ("research", "research"),
        ("8ae4b9f3-507e-4057-a145-2f96f0132613", "research"),
        ("digcomp", "DigComp"),
    )
}

ACKNOWLEDGEMENT = (
    "Reuse is authorised with this acknowledgement:"
    " This service uses the ESCO classification of the European Commission."
)
HOME = "https://esco.ec.europa.eu/"
