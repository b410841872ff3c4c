"""The questions whose answers are held to the schemas, by the schema that they are to have.

In a word of a command `_` stands for a blank.
"""

from __future__ import annotations

NOW = " --graph now.yaml"

#: Of the garden: between them they say each key of each schema.
GARDEN = {
    "plan": [
        "path --from soil --to gardener",
        "path --from @person.yaml --to gardener",
        "path --to pomologist --alternatives 5 --hours-per-week 5.5 --start 2027-01-04",
        "path --to pomologist --max-hours 60",
        "path --to pomologist --route cheapest --by count --include helpful --alternatives 3",
        "path --from helper --to pomologist --via gardener --avoid polesaw --choose chainsaw",
        "path --from helper --to gardener --waive climbing --without soil",
        "path --from soil --to pomologist --direct --assume none",
        "path --to pomologist --via gardener --hours-per-week 3",
        "path --from soil --to grafting",
        "path --from soil --to gardener --avoid polesaw --alternatives 2",
        "path --to head-gardener --alternatives 2",
        "path --from gardener --to gardener",
        "path --from soil,watering --to helper",
        "path --to poet",
        "path --to farmer",
        "path --to gardener --avoid soil",
        "path --from pruning --to gardener --include helpful",
        "path --from @resume.json --to gardener --skip-unknown",
    ],
    "why": ["path --to gardener --why soil", "path --to gardener --avoid polesaw --why handsaw",
            "path --from soil --to gardener --why pruning",
            "path --from soil --to gardener --why polesaw",
            "path --from soil --to gardener --choose handsaw --why handsaw"],
    "gap": ["gap --from soil --to gardener", "gap --from @person.yaml --to gardener",
            "gap --to poet", "gap --from watering --to pomologist", "gap --to grafting"],
    "next": ["next --from soil", "next --from helper", "next --towards pomologist --from soil",
             "next --limit 1"],
    "match": ["match --from soil,watering", "match --from helper --kind track",
              "match --from helper,gardener", "match"],
    "related": ["related helper", "related helper --limit 1", "related gardener --kind track",
                "related poet"],
    "what-if": ["what-if --from soil --to pomologist --hold climbing --choose handsaw",
                "what-if --from soil,climbing --to pomologist --drop climbing --avoid handsaw",
                "what-if --from soil --to farmer --hold watering --waive patience",
                "what-if --to pomologist --via gardener"],
    "compare": ["compare gardener pomologist --from soil", "compare poet farmer --by count"],
    "explain": ["explain soil pomologist", "explain helper pomologist", "explain poet fair",
                "explain soil guild", "explain helper gardener --ways 9"],
    "why-not": [
        f"explain {node} --to gardener --from {held}"
        for node, held in (
            ("handsaw", "soil"), ("polesaw", "soil"), ("soil", "soil"), ("climbing", "soil"),
            ("patience", "soil"), ("grafting", "soil"), ("ferns", "soil"), ("egg", "soil"),
            ("whistling", "soil"),
            ("soil", "helper"), ("florist", "soil"), ("helper", "soil"), ("chainsaw", "handsaw"),
        )
    ] + ["explain handsaw --to gardener --from soil --avoid handsaw",
         "explain handsaw --to gardener --from soil --waive handsaw",
         "explain florist --to pomologist --from helper",
         "explain egg --to farmer --from soil"],
    "verification": ["verify plan.json", "verify count.json", "verify wrong.json"],
    "list": ["list", "list --kind skill --category plants", "list --tag outdoors",
             "list --kind scale"],
    "search": ["search saw", "search earth", "search zzzz"],
    "node": [f"show {name}" for name in
             ("soil", "pruning", "gardener", "fair", "plants", "guild", "patience", "climbing",
              "helper", "skill:ground", "category:trees")],
    "stats": ["stats"],
    "lint": ["lint", "lint --rule unused-skill"],
    "standing": ["profile show"],
}  # fmt: skip

#: Questions that name their graphs themselves.
OTHERS = {
    "node": ["show soil --graph rdf.graph"],
    "validation": ["validate now.yaml", "validate broken.yaml", "validate turtle.ttl",
                   "validate default"],
    "diff": ["diff now.yaml later.yaml --from soil --to pomologist --to florist --to gardener",
             "diff now.yaml now.yaml"],
    "merge": ["merge now.yaml other.yaml --prefer now.yaml -o both.yaml",
              "merge now.yaml default --dry-run"],
    "crosswalk": ["crosswalk now.yaml other.yaml"],
    "import": [
        "import rdf turtle.ttl --dry-run",
        "import table {examples}/skills.csv {examples}/needs.csv -o skills.yaml",
        "import matrix matrix.csv --mark x --known now.yaml -o matrix.yaml",
        "import page {page} --dry-run",
        "import onet release --dry-run",
    ],
}  # fmt: skip

#: Of the shipped catalogue.
SHIPPED = {
    "plan": ["path --from python --to cloud-architect",
             "path --from python,sql --to cto --alternatives 5 --hours-per-week 6 --max-hours 200"],
    "why": ["path --from python --to cloud-architect --why 3"],
    "gap": ["gap --from python --to cloud-architect", "gap --to cto"],
    "next": ["next --from python --towards cloud-architect", "next"],
    "match": ["match --from python", "match --from backend-developer", "match --kind track"],
    "related": ["related cto", "related backend-developer"],
    "what-if": ["what-if --from python --to cloud-architect --hold docker",
                "what-if --from python --to cloud-architect --choose azure"],
    "compare": ["compare cto cloud-architect --from python"],
    "explain": ["explain docker cto", "explain python backend-developer --ways 10"],
    "why-not": ["explain azure --from python --to cloud-architect",
                "explain cto --from python --to cloud-architect"],
    "list": ["list", "list --kind track"],
    "search": ["search pyhton", "search cloud"],
    "node": ["show python", "show cloud-architect", "show backend-developer"],
    "stats": ["stats"],
    "lint": ["lint"],
}  # fmt: skip

_PYTHON = "Python_(computer_programming)"
#: Of ESCO and of O*NET.
ESCO = {
    "plan": [f"path --from {_PYTHON} --to data_scientist --alternatives 3 --max-hours 400"],
    "why": [f"path --from {_PYTHON} --to data_scientist --why 1"],
    "gap": [f"gap --from {_PYTHON} --to data_scientist"],
    "next": [f"next --from {_PYTHON} --towards data_scientist", "next"],
    "match": [f"match --from {_PYTHON}"],
    "related": ["related data_scientist"],
    "what-if": [f"what-if --from {_PYTHON} --to data_scientist --hold SQL"],
    "compare": [f"compare data_scientist data_engineer --from {_PYTHON}"],
    "explain": [f"explain {_PYTHON} data_scientist"],
    "why-not": [f"explain SQL --to data_scientist --from {_PYTHON}"],
    "search": ["search machine_learning"],
    "node": ["show data_scientist", "show SQL"],
    "stats": ["stats"],
}
ONET = {
    "plan": ["path --from Programming --to Computer_Programmers",
             "path --to Software_Developers"],
    "gap": ["gap --from Programming --to Computer_Programmers", "gap --to Software_Developers"],
    "next": ["next --from Programming --towards Computer_Programmers"],
    "match": ["match --from Programming"],
    "related": ["related Computer_Programmers"],
    "what-if": ["what-if --to Computer_Programmers --hold Programming"],
    "compare": ["compare Computer_Programmers Web_Developers"],
    "explain": ["explain skill:onet-2.B.3.e Computer_Programmers"],
    "search": ["search program"],
    "node": ["show Computer_Programmers", "show Programming"],
    "stats": ["stats"],
}  # fmt: skip
