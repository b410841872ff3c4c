"""The files that questions are about: copies of this checkout's own; ESCO and O*NET."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SKILLGRAPH_TEST_DATA", ROOT.parent / "shared" / "data"))

#: What is copied, and what it is called in the folder that questions are asked in.
_COPIED = {
    "tests/cli/catalogue/small.yaml": "small.yaml",
    "tests/schemas/garden.yaml": "garden.yaml",
    "tests/writers/example.yaml": "mine.yaml",
    "tests/readers/page/baker.txt": "baker.txt",
    "tests/readers/page/baker.html": "baker.html",
    "tests/invalid": "invalid",
    "examples/skills.csv": "skills.csv",
    "examples/needs.csv": "needs.csv",
    "examples/skills-matrix.xlsx": "skills-matrix.xlsx",
    "examples/resume.json": "resume.json",
}

#: A catalogue that says some things otherwise than `small.yaml`, and one that says more.
_WRITTEN = {
    "other.yaml": """\
catalog: {id: other, version: "2", language: en, title: Another town, source: another judgement}
categories:
  trades: {label: Trades}
skills:
  dough: {label: Batter, effort_hours: 10-12, category: trades, alt_labels: [paste]}
  fire-safety: {label: Fire Safety, effort_hours: 3-6}
  sales: {label: Sales}
roles:
  baker: {label: Baker, requires: {essential: [dough, fire-safety], helpful: [sales]}}
""",
    "more.yaml": """\
catalog: {id: more, version: "1", language: en, title: More of the town, source: our judgement}
skills:
  icing: {label: Icing, effort_hours: 4-6, requires: [dough]}
  dough: {label: Dough, description: Flour and water., alt_labels: [paste]}
tracks:
  pastry-cook: {label: Pastry Cook, follows: [baker], requires: [icing, {any_of: [bread, cheese]}]}
""",
    "extra.yaml": """\
catalog: {id: extra, version: "3", language: en, title: Cakes, source: our judgement}
sources: {book: {label: A book}}
skills:
  dough: {label: Dough, description: Flour and water., alt_labels: [paste], effort_hours: 8-16}
  icing:
    label: Icing
    exact_match: "esco-skill:icing"
    requires: [{skill: dough, source: "book#line=3"}]
  stove: {label: Gas Stove, effort_hours: 20-40, exact_match: "skill:gas-oven"}
roles:
  baker: {label: Baker, requires: [dough, {skill: icing, importance: important}], job_zone: 2}
""",
    "levels.yaml": """\
held:
  - {name: soil, level: 2, scale: skill}
  - {name: watering, level: 5, scale: skill}
  - climbing
""",
    "wrong.ttl": """\
@prefix sg: <https://w3id.org/skillgraph/ns#> .
@prefix skill: <https://w3id.org/skillgraph/id/skill/> .
skill:one a sg:Skill ; sg:effortHoursMin "three" .
""",
    "query.rq": """\
SELECT ?role ?label ?option WHERE {
  ?role a sg:Role ; rdfs:label ?label ; sg:requirement [ sg:option ?option ] .
} ORDER BY ?role ?label ?option
""",
}


def lay_out(folder: Path) -> list[str]:
    """Copy all inputs to a folder; return the names of what was copied from this checkout."""
    for source, name in _COPIED.items():
        copied = folder / name
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, copied)
        else:
            shutil.copyfile(ROOT / source, copied)
    for name, text in _WRITTEN.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for name in ("esco", "onet"):
        if (DATA / name).is_dir():
            (folder / name).symlink_to(DATA / name)
    return [*_COPIED.values(), *_WRITTEN]
