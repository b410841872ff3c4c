"""What catalogues say once they are read, merged and checked."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from skillgraph.errors import InvalidInput
from skillgraph.model.facts import (
    Catalog,
    Link,
    Place,
    Requirement,
    Retired,
    Role,
    Salary,
    Skill,
    Source,
    Text,
)
from skillgraph.readers import catalog_files, default_catalogs, list_yaml, read_catalogs

ROOT = Path(__file__).parents[2]
EXAMPLE = re.search(
    r"```yaml\n(.*?)```", (ROOT / "docs/catalogue.md").read_text("utf-8"), re.DOTALL
)[1]
BASE = """\
catalog: {id: base, source: our judgement, default_effort_hours: 20-40}
categories: {core-technical-skills: {label: Core}, networking: {label: Networking}}
skills:
  sql: {label: SQL}
  snowflake: {label: Snowflake}
  bigquery: {label: BigQuery}
  airflow: {label: Airflow}
  dagster: {label: Dagster}
  looker: {label: Looker}
roles:
  head-of-data: {label: Head of Data}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(**files):
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    write(shipped__base__all=BASE)
    return write


def read(*paths):
    return list(read_catalogs([Path(path) for path in paths], shipped=Path("shipped")))


def problems(*paths):
    with pytest.raises(InvalidInput) as raised:
        read(*paths)
    return [str(problem) for problem in raised.value.problems]


def of(kind, facts):
    return [fact for fact in facts if isinstance(fact, kind)]


def test_the_documented_example_reads_as_documented(folder):
    folder(mine=EXAMPLE)
    facts = read("mine.yaml")
    by_id = {fact.id: fact for fact in facts if hasattr(fact, "id")}
    assert by_id["catalog:mine"] == Catalog(
        id="catalog:mine", version="1", language="en", title="Our data team's framework",
        licence="CC-BY-4.0", source="source:mine", extends=("catalog:base",),
        default_effort_hours=(20, 60),
    )  # fmt: skip
    assert by_id["source:mine"].label == "team judgement"
    dbt = by_id["skill:dbt"]
    assert dbt.alt_labels == (Text("data build tool", "en"),)
    assert (dbt.effort.min_hours, dbt.effort.max_hours) == (8, 16)
    assert dbt.effort.place == Place("source:mine", locator="mine.yaml:25:19")
    assert by_id["skill:presenting"].practised
    track = by_id["role:analytics-engineer"]
    assert (track.track, track.entry, track.seniority) == (True, False, "mid")
    needs = {
        (need.options, need.importance): need
        for need in of(Requirement, facts)
        if need.owner == "role:analytics-engineer"
    }
    assert needs[("skill:snowflake", "skill:bigquery"), "essential"].group == "group:warehouse"
    assert needs[("skill:sql",), "essential"].level == 3
    assert needs[("skill:sql",), "essential"].scale == "scale:sfia"
    page = Place("source:career-page", fragment="line=24,25")
    assert needs[("skill:looker",), "helpful"].places == (page,)
    moves = {(link.kind, link.start, link.end) for link in of(Link, facts)}
    assert ("next", "role:data-engineer", "role:analytics-engineer") in moves
    assert ("far", "role:analytics-engineer", "role:head-of-data") in moves
    towards = [link for link in of(Link, facts) if link.kind == "helps-towards"]
    assert [link.end for link in towards] == ["role:analytics-engineer", "skill:dbt"]
    assert {link.assumption for link in towards} == {"The page names no role; this is our reading."}
    assert of(Salary, facts)[0].places == (Place("source:career-page"),)


def test_facts_come_in_the_order_that_builders_count_on(folder):
    folder(mine=EXAMPLE)
    facts = read("mine.yaml")
    ranks = [
        0 if isinstance(fact, Catalog)
        else 1 if isinstance(fact, Source)
        else 3 if isinstance(fact, Link | Requirement | Retired | Salary)
        else 2
        for fact in facts
    ]  # fmt: skip
    assert ranks == sorted(ranks)
    assert [fact.id for fact in of(Catalog, facts)] == ["catalog:base", "catalog:mine"]
    skills = [fact.id for fact in of(Skill, facts)]
    assert skills.index("skill:looker") < skills.index("skill:dbt")


def test_the_shipped_folder_lists_its_folders_first(folder):
    folder(shipped__aaa="catalog: {id: aaa}\n", shipped__empty__none="")
    Path("shipped/empty/none.yaml").unlink()
    assert default_catalogs(Path("shipped")) == [Path("shipped/base"), Path("shipped/aaa.yaml")]
    folder(mine="catalog: {id: mine, extends: default}\n")
    assert [fact.id for fact in of(Catalog, read("mine.yaml"))] == [
        "catalog:base", "catalog:aaa", "catalog:mine",
    ]  # fmt: skip


def test_a_folder_is_one_catalogue_in_order_of_names(folder):
    folder(
        c__b="skills: {b: {label: B}}\n",
        c__a="skills: {a: {label: A, requires: [b]}}\n",
        c__z="catalog: {id: c}\n",
        c__within__n="nothing: [",
    )
    Path("c/.hidden.yaml").write_text("nothing: [")
    facts = read("c")
    assert [fact.id for fact in of(Skill, facts)] == ["skill:a", "skill:b"]
    assert of(Requirement, facts)[0].places == (Place("source:c", locator="c/a.yaml:1:35"),)
    names = [path.name for path in catalog_files([Path("c")], shipped=Path("shipped"))]
    assert names == ["a.yaml", "b.yaml", "z.yaml"] == [path.name for path in list_yaml(Path("c"))]


def test_files_are_all_that_went_in(folder):
    folder(
        mine="catalog: {id: mine, extends: [default, sub/other.yaml]}\n",
        sub__other="catalog: {id: o}\n",
    )
    found = catalog_files([Path("mine.yaml")], shipped=Path("shipped"))
    assert {str(path) for path in found} == {
        "mine.yaml", "sub/other.yaml", "shipped/base/all.yaml",
    }  # fmt: skip


def test_paths_are_merged_and_read_once(folder):
    folder(
        a="catalog: {id: a, extends: [b.yaml]}\nskills: {s: {label: S, requires: [t]}}\n",
        b="catalog: {id: b}\nskills: {t: {label: T, alt_labels: [Tee]}, s: {label: S}}\n",
    )
    facts = read("b.yaml", "a.yaml", "./a.yaml")
    assert [fact.id for fact in of(Catalog, facts)] == ["catalog:b", "catalog:a"]
    skill = of(Skill, facts)[1]
    assert skill.places == (
        Place("source:b", locator="b.yaml:2:44"), Place("source:a", locator="a.yaml:2:10"),
    )  # fmt: skip


def test_lists_unite_and_prose_of_catalogues_stands_side_by_side(folder):
    folder(
        a="catalog: {id: a}\nskills: {s: {label: S, alt_labels: [x], description: One.}}\n",
        b="catalog: {id: b}\nskills: {s: {alt_labels: [y, x], description: Two.}}\n",
    )
    (skill,) = of(Skill, read("a.yaml", "b.yaml"))
    assert [text.value for text in skill.alt_labels] == ["x", "y"]
    assert [text.value for text in skill.descriptions] == ["One.", "Two."]


def test_a_requirement_stated_twice_has_two_places(folder):
    text = "catalog: {id: %s}\nskills: {s: {label: S}, t: {label: T, requires: [%s]}}\n"
    folder(a=text % ("a", "s"), b=text % ("b", "{skill: s, importance: essential}"))
    (requirement,) = of(Requirement, read("a.yaml", "b.yaml"))
    assert [place.source for place in requirement.places] == ["source:a", "source:b"]


def test_catalogues_that_contradict_each_other_name_both_places(folder):
    text = "catalog: {id: %s}\nskills: {s: {label: %s}, t: {label: T, requires: {%s: [s]}}}\n"
    folder(a=text % ("a", "S", "essential"), b=text % ("b", "Ess", "helpful"))
    assert problems("a.yaml", "b.yaml") == [
        "b.yaml:2:21: skill 's' has label 'Ess' here but 'S' at a.yaml:2:21. Make them agree.",
        (
            "b.yaml:2:52: the requirement of 's' by skill 't' has importance 'helpful' here "
            "but 'essential' at a.yaml:2:50. Make them agree."
        ),
    ]


def test_a_catalogue_in_another_language_adds_labels(folder):
    folder(
        a="catalog: {id: a}\nskills: {s: {label: Database}}\n",
        b="catalog: {id: b, language: de}\nskills: {s: {label: Datenbank}}\n",
    )
    (skill,) = of(Skill, read("a.yaml", "b.yaml"))
    assert skill.pref_labels == (Text("Database", "en"), Text("Datenbank", "de"))


def test_a_requirement_of_all_its_options_is_kept_as_it_is_stated(folder):
    folder(
        a="catalog: {id: a}\nskills: {s: {label: S}, t: {label: T}}\n"
        "roles: {r: {label: R, requires: [{any_of: [s, t], count: 2}]}}\n"
    )
    (requirement,) = of(Requirement, read("a.yaml"))
    assert (requirement.count, requirement.options) == (2, ("skill:s", "skill:t"))


def test_groups_unite_before_they_are_counted(folder):
    folder(
        a="catalog: {id: a}\ngroups: {g: {label: a g, members: [s]}}\nskills: {s: {label: S}}\n",
        b="catalog: {id: b}\ngroups: {g: {members: [t]}}\nskills: {t: {label: T}}\n"
        "roles: {r: {label: R, requires: [{any_of: g, count: 2}]}}\n",
    )
    (requirement,) = of(Requirement, read("a.yaml", "b.yaml"))
    assert requirement.options == ("skill:s", "skill:t")


@pytest.mark.parametrize("value", ["no", "012", "1:30", "null", "1e3", "2026-05-01"])
def test_text_stays_what_was_typed(folder, value):
    folder(a=f"catalog: {{id: a, version: {value}}}\nroles: {{r: {{label: {value}}}}}\n")
    facts = read("a.yaml")
    assert of(Catalog, facts)[0].version == value
    assert of(Role, facts)[0].pref_labels == (Text(value, "en"),)


def test_circles_of_catalogues_are_refused(folder):
    folder(a="catalog: {id: a, extends: [b.yaml]}\n", b="catalog: {id: b, extends: [./a.yaml]}\n")
    assert problems("a.yaml") == [
        "b.yaml:1:28: catalogues extend each other in a circle: a.yaml → b.yaml → a.yaml."
    ]


def test_two_catalogues_have_two_ids(folder):
    folder(a="catalog: {id: a}\n", b="catalog: {id: a}\n")
    assert problems("a.yaml", "b.yaml") == [
        "b.yaml:1:1: the catalogue at a.yaml:1:1 has the id 'a' too. Rename one of them."
    ]


def test_problems_of_all_files_come_at_once(folder):
    folder(a="catalog: {id: a}\nskills: {s: {lable: S}}\n", b="catalog: {id: b}\nx: [\n")
    found = problems("a.yaml", "b.yaml", "none.yaml")
    assert [line.split(" ")[0] for line in found] == ["a.yaml:2:14:", "none.yaml:", "b.yaml:3:1:"]


def test_at_most_a_hundred_problems_are_shown(folder):
    skills = "".join(f"  s{n}: {{label: S{n}, requires: [t{n}]}}\n" for n in range(150))
    folder(a=f"catalog: {{id: a}}\nskills:\n{skills}")
    found = problems("a.yaml")
    assert len(found) == 101
    assert found[-1] == "and 50 more. Mend these first."


@pytest.mark.parametrize("path", ["none.yaml", "a\0b", "/dev/null", "empty"])
@pytest.mark.usefixtures("folder")
def test_what_is_no_catalogue_is_refused(path):
    Path("empty").mkdir()
    assert len(problems(path)) == 1


def test_places_never_show_a_local_path(folder, tmp_path, monkeypatch):
    folder(mine=EXAMPLE)
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    facts = list(read_catalogs([tmp_path / "mine.yaml"], shipped=tmp_path / "shipped"))
    assert str(tmp_path) not in repr(facts)
    assert "'mine.yaml:21:3'" in repr(facts)
    assert "'base/all.yaml:4:3'" in repr(facts)


def test_what_any_node_may_have(folder):
    folder(
        a="catalog: {id: a}\nsources: {p: {label: P}}\norganisations: {o: {label: O, notation: O-1,"
        " alt_labels: x, hidden_labels: [y, z], description: D, source: [p, 'p#row=4']}}\n"
    )
    (node,) = [fact for fact in read("a.yaml") if getattr(fact, "id", "") == "organisation:o"]
    assert (node.notation, node.descriptions) == ("O-1", (Text("D", "en"),))
    assert node.alt_labels == (Text("x", "en"),)
    assert node.hidden_labels == (Text("y", "en"), Text("z", "en"))
    assert node.places == (Place("source:p"), Place("source:p", fragment="row=4"))


def test_problems_are_shown_below_the_current_folder(folder, tmp_path):
    folder(sub__a="catalog: {id: a}\nx: 1\n")
    assert problems(tmp_path / "sub" / "a.yaml")[0].startswith(f"sub{os.sep}a.yaml:2:1: ")


def test_importing_the_readers_is_light():
    heavy = {"yaml", "dataclasses", "rapidfuzz"}
    code = f"import sys, skillgraph.readers; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_shipped_catalogues_are_sound():
    shipped = ROOT / "data"
    catalogs = default_catalogs(shipped)
    assert of(Skill, list(read_catalogs(catalogs, shipped=shipped)))
    for catalog in catalogs:
        list(read_catalogs([catalog], shipped=shipped))
