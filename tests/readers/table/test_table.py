"""Tables are read as people write them, with every problem at its place; exports come back."""

from __future__ import annotations

import csv
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.graph.drawing import SOME, graphs

from skillgraph.api.known import Known
from skillgraph.errors import SHOWN, InvalidInput
from skillgraph.graph.build import build
from skillgraph.model import facts
from skillgraph.model.facts import Link, Requirement, Role, Skill
from skillgraph.readers.report import Remark, Report
from skillgraph.readers.table import read_table
from skillgraph.readers.table.layout import TableMapping
from skillgraph.readers.table.register import Register
from skillgraph.readers.tabular.describing import About
from skillgraph.writers.tables import table_files

if TYPE_CHECKING:
    from pathlib import Path

    from skillgraph.graph.store import Graph


class Read:
    """What became of some tables."""

    def __init__(self, folder: Path, files: dict[str, str], **how: Any) -> None:
        paths = written(folder, files)
        self.remarks: list[Remark] = []
        self.report = Report(on_remark=self.remarks.append)
        self.stream = list(read_table(paths, self.report, **how))
        with build(self.stream):  # it compiles
            pass

    def of(self, class_: type[Any]) -> list[Any]:
        return [fact for fact in self.stream if isinstance(fact, class_)]

    def needs(self) -> dict[tuple[str, tuple[str, ...]], tuple[int, str, float | None]]:
        return {
            (fact.owner, fact.options): (fact.count, fact.importance, fact.level)
            for fact in self.of(Requirement)
        }

    def links(self) -> set[tuple[str, str, str]]:
        return {(link.start, link.kind, link.end) for link in self.of(Link)}


def written(folder: Path, files: dict[str, str]) -> list[Path]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def problems(folder: Path, files: dict[str, str], **how: Any) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        list(read_table(written(folder, files), Report(), **how))
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


SKILLS = """\
Skill,Category,Prerequisites,Hours,Also known as,Owner
SQL,Data,,20-40,structured query language,Ann
dbt,Data,SQL,8 – 16 h,data build tool; dbt-core,Ann
"Plan, Do, Check",,,,,Bob
Airflow,Data,"Plan, Do, Check",16,,Bob
Spark,Data,"SQL, dbt",,,
"""


def test_headers_that_people_write_are_recognised_and_told(tmp_path: Path) -> None:
    read = Read(tmp_path, {"skills.csv": SKILLS})
    skills = {skill.id: skill for skill in read.of(Skill)}
    assert list(skills) == [
        "skill:sql", "skill:dbt", next(id_ for id_ in skills if "plan" in id_), "skill:airflow",
        "skill:spark",
    ]  # fmt: skip
    dbt = skills["skill:dbt"]
    assert [text.value for text in dbt.alt_labels] == ["data build tool", "dbt-core"]
    assert (dbt.effort.min_hours, dbt.effort.max_hours) == (8, 16)
    assert dbt.places[0] == facts.Place("source:skills.csv", "row=3")
    plan = list(skills)[2]
    assert set(read.needs()) == {
        ("skill:dbt", ("skill:sql",)),
        ("skill:airflow", (plan,)),  # a whole name is taken whole
        ("skill:spark", ("skill:sql",)),
        ("skill:spark", ("skill:dbt",)),
    }
    assert ("skill:sql", "broader", "category:data") in read.links()
    assert [remark.text for remark in read.remarks] == ["Owner"]
    (told, made) = read.report.readings
    assert "'Skill' as label" in told
    assert "'Hours' as effort_hours" in told
    assert made == "no row is a category: 1 is made of its name in other rows"


NEEDS = """\
Role,Skill,Priority,Level,Choice,At least
Engineer,SQL,must,4,,
Engineer,Airflow,nice to have,,tool,2
Engineer,dbt,,,tool,
Engineer,Spark,,,Tool ,
Analyst,SQL; dbt; Spark,,,,2
Analyst,Airflow,,,,
"""


def test_rows_with_a_role_and_a_skill_are_requirements(tmp_path: Path) -> None:
    read = Read(tmp_path, {"skills.csv": SKILLS, "needs.csv": NEEDS}, scale="0-5")
    found = {owner_options: value for owner_options, value in read.needs().items()
             if owner_options[0].startswith("role:")}  # fmt: skip
    assert found == {
        ("role:engineer", ("skill:sql",)): (1, "essential", 4.0),
        ("role:engineer", ("skill:airflow", "skill:dbt", "skill:spark")): (2, "helpful", None),
        ("role:analyst", ("skill:sql", "skill:dbt", "skill:spark")): (2, "essential", None),
        ("role:analyst", ("skill:airflow",)): (1, "essential", None),
    }
    (choice,) = (fact for fact in read.of(Requirement) if fact.count == 2 and len(fact.places) > 1)
    assert [place.fragment for place in choice.places] == ["row=3", "row=4", "row=5"]
    assert [role.id for role in read.of(Role)] == ["role:engineer", "role:analyst"]


def test_edges_of_every_kind(tmp_path: Path) -> None:
    nodes = "id,kind,name\n" + "".join(
        f"{id_},{kind},{id_.upper()}\n"
        for id_, kind in (
            ("a", "skill"), ("b", "Skills"), ("r", "role"), ("t", "track"), ("c", "category"),
            ("s", "strategy"), ("o", "organisation"), ("g", "group"),
        )
    )  # fmt: skip
    edges = (
        "From,To,Relation\na,b,prerequisite\na,c,broader\nR,t,leads to\nt,r,far\ns,r,helps-towards"
        "\ns,o,mentions\ng,a,member\nr,a,key skill\na,b,related\n"
    )
    read = Read(tmp_path, {"nodes.csv": nodes, "edges.csv": edges})
    assert read.links() == {
        ("skill:a", "broader", "category:c"),
        ("role:r", "next", "role:t"),
        ("role:t", "far", "role:r"),
        ("strategy:s", "helps-towards", "role:r"),
        ("strategy:s", "mentions", "organisation:o"),
        ("group:g", "member", "skill:a"),
        ("role:r", "key-skill", "skill:a"),
        ("skill:a", "related", "skill:b"),
    }
    assert list(read.needs()) == [("skill:a", ("skill:b",))]


def test_every_problem_is_told_at_its_cell(tmp_path: Path) -> None:
    skills = (
        "Name,Kind,Hours,Prerequisites,Acquired\nSQL,skill,40-20,,study\nGit,skil,8,,\n"
        "dbt,skill,2024-08-16,SLQ,\nSQL,skill,8,,learnt\n,skill,8,,\nSpark,skill,#N/A,Spark,\n"
    )
    needs = "Role,Skill,Importance,Count,Level\nA,Sprak,mist,two,3\nA,SQL,,2,\n,SQL,,,\n"
    told = problems(tmp_path, {"skills.csv": skills, "needs.csv": needs})
    assert told == [
        "skills.csv row 2, Hours: the range '40-20' is reversed. Did you mean '20-40'?",
        (
            "skills.csv row 3, Kind: 'skil' is not one of skill, category, role, track, "
            "strategy, organisation, group or scale. Did you mean 'skill'?"
        ),
        (
            "skills.csv row 4, Hours: '2024-08-16' is a date, as Excel makes of 8-16. Format "
            "the column as text, and write 8-16 again."
        ),
        "skills.csv row 5, Acquired: 'learnt' is not one of study or practice.",
        (
            "skills.csv row 5, Name: 'SQL' (skill:sql) has a row already: skills.csv row 2, "
            "Name. Remove one, or give each an id of its own."
        ),
        "skills.csv row 6, Name: the row has no label. Write one, or remove the row.",
        "skills.csv row 7, Hours: a formula failed: #N/A. Mend it, or empty the cell.",
    ]
    skills = "Name,Prerequisites\nSQL,\ndbt,SLQ\nSpark,Spark\n"
    told = problems(tmp_path, {"skills.csv": skills, "needs.csv": needs})
    assert told == [
        "skills.csv row 3, Prerequisites: no skill is called 'SLQ'. Did you mean 'SQL'?",
        "skills.csv row 4, Prerequisites: 'Spark' is the row itself. Remove it.",
        "needs.csv row 2, Skill: no skill is called 'Sprak'. Did you mean 'Spark'?",
        "needs.csv row 2, Importance: 'mist' is not one of essential, important or helpful.",
        "needs.csv row 2, Count: 'two' is not a whole number. Write it with digits alone.",
        (
            "needs.csv row 2, Level: the level '3' has no scale. Say it with --scale, such "
            "as --scale 0-5, or in a column 'scale'."
        ),
        (
            "needs.csv row 3, Count: 2 of 1 can't be chosen. The count is at most the number "
            "of options."
        ),
        "needs.csv row 4, Role: the row has no 'Role'. Write one, or remove the row.",
    ]


def test_rows_of_one_choice_agree(tmp_path: Path) -> None:
    needs = "Role,Skill,Importance,Choice\nA,x,must,one\nA,y,helpful,one\n"
    (told,) = problems(tmp_path, {"needs.csv": needs})
    assert told.startswith("needs.csv row 3, Importance: the rows of one choice differ")


def test_a_mapping_by_flags(tmp_path: Path) -> None:
    files = {"a.csv": "Thema,Bereich,Note,Stunden\nSQL,Daten,1,8\n"}
    flags = TableMapping(
        columns={"label": "Thema", "category": "Bereich", "effort_hours": "Stunden"},
        ignore=("Note",),
    )
    read = Read(tmp_path, files, flags=flags, about=About(language="de", id="mein", licence="x"))
    assert read.of(Skill)[0].pref_labels == (facts.Text("SQL", "de"),)
    assert read.remarks == []
    assert [catalog.id for catalog in read.of(facts.Catalog)] == ["catalog:mein"]
    assert [source.licence for source in read.of(facts.Source)] == ["x"]
    (told,) = problems(tmp_path, files)
    assert "a.csv: no column is read as the label or the id. Name the column: --map label=" in told
    for wrong, told in (
        ({"label": "Tema"}, "no table has a column 'Tema'"),
        ({"lable": "Thema"}, "a table of nodes has no field 'lable'. Did you mean 'label'?"),
    ):
        assert told in "\n".join(problems(tmp_path, files, flags=TableMapping(columns=wrong)))


MAPPING = """\
tables:
  - table: skills
    nodes: {label: What, category: Family}
    separator: "/"
    ignore: [Remark]
  - table: needs.csv
    edges: {from: Who, to: What, importance: Weight}
    from_kind: role
    kind: requires
    words: {importance: {A: essential, B: helpful}}
"""


def test_a_mapping_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    files = {
        "skills.csv": "What,Family,Remark\nSQL,Data/Tools,x\nGit,Tools,\n",
        "needs.csv": "Who,What,Weight\nTester,SQL,A\nTester,Git,B\n",
    }
    read = Read(tmp_path, files, mapping=tmp_path / "map.yaml")
    assert {(owner, options[0]): value[1] for (owner, options), value in read.needs().items()} == {
        ("role:tester", "skill:sql"): "essential",
        ("role:tester", "skill:git"): "helpful",
    }
    assert ("skill:sql", "broader", "category:tools") in read.links()
    bad = MAPPING.replace("importance: Weight", "importence: Weight").replace("needs.csv", "nope")
    (tmp_path / "map.yaml").write_text(bad.replace("kind: requires", "kind: require"), "utf-8")
    told = problems(tmp_path, files, mapping=tmp_path / "map.yaml")
    assert len(told) == 2
    assert "map.yaml:7:34: edges has no key 'importence'. Did you mean 'importance'?" in told[0]
    assert "kind: 'require' is not one of" in told[1]
    (tmp_path / "map.yaml").write_text(MAPPING.replace("needs.csv", "nope"), "utf-8")
    assert any("there is no table 'nope'" in each
               for each in problems(tmp_path, files, mapping=tmp_path / "map.yaml"))  # fmt: skip


def test_sheets_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Skills"
    first.append(["Skill", "Hours"])
    first.append(["SQL", "8-16"])
    second = book.create_sheet("Needs")
    second.append(["Role", "Skill"])
    second.append(["Tester", "SQL"])
    book.save(tmp_path / "a.xlsx")
    remarks: list[Remark] = []
    stream = list(read_table([tmp_path / "a.xlsx"], Report(on_remark=remarks.append)))
    assert [fact.id for fact in stream if isinstance(fact, facts.Node)] == ["skill:sql"]
    assert [remark.text for remark in remarks] == ["Needs"]
    stream = list(read_table([tmp_path / "a.xlsx"], Report(), sheets=["Skills", "Needs"]))
    (need,) = (fact for fact in stream if isinstance(fact, Requirement))
    assert need.places[0].locator == "Needs!A2"


def test_a_sheet_that_says_it_is_small_loses_no_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Skill"], ["SQL"], ["Git"], ["dbt"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b'<dimension ref="A1:A4"' in parts[sheet]
    parts[sheet] = parts[sheet].replace(b'ref="A1:A4"', b'ref="A1:A2"')
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    stream = read_table([tmp_path / "a.xlsx"], Report())
    assert sum(isinstance(fact, Skill) for fact in stream) == 3


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Skill", "Hours"], ["SQL", "=8*2"], ["Git", 8]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InvalidInput, match="Sheet!B2: a formula failed: #NO VALUE"):
        list(read_table([tmp_path / "a.xlsx"], Report()))


def test_names_from_a_known_graph(tmp_path: Path, shipped: Graph) -> None:
    skills = {"a.csv": "Skill,Prerequisites\ndbt,SQL\nLooker,Jenkins\n"}
    read = Read(tmp_path, skills, known=Known(shipped))
    assert set(read.needs()) == {
        ("skill:dbt", ("skill:sql",)),
        ("skill:looker", ("skill:ci-cd",)),
    }
    needs = {"b.csv": "Role,Skill\nData Engineer,SQL\nTester,Pyhton\n"}
    made = Read(tmp_path, needs, known=Known(shipped))
    assert [role.id for role in made.of(Role)] == ["role:data-engineer", "role:tester"]
    told = problems(tmp_path, needs, known=Known(shipped), strict_names=True)
    assert "b.csv row 3, Skill: no skill is called 'Pyhton'. Near are skill:python" in told[1]


def test_names_that_may_mean_several(tmp_path: Path) -> None:
    skills = "id,Skill,Prerequisites\na,Go,\nb,Go,\nc,Chess,Go\n"
    (told,) = problems(tmp_path, {"a.csv": skills})
    assert told.startswith("a.csv row 4, Prerequisites: 'Go' may mean skill:a, skill:b.")


def test_codes_are_ids_and_notations(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.csv": "Code,Skill,Requires\nSK 1,SQL,\nSK 2,dbt,sk 1\n"})
    assert [(skill.id, skill.notation) for skill in read.of(Skill)] == [
        ("skill:sk-1", "SK 1"),
        ("skill:sk-2", "SK 2"),
    ]
    assert list(read.needs()) == [("skill:sk-2", ("skill:sk-1",))]


def exported(stream: list[facts.Fact]) -> dict[str, str]:
    with build(stream) as graph:
        return {name: "".join(lines) for name, lines in table_files(graph.facts)}


def imported(folder: Path, tables: dict[str, str]) -> list[facts.Fact]:
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return list(read_table([folder], Report()))


@SOME
@given(graphs())
def test_an_exported_folder_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, stream: list[facts.Fact]
) -> None:
    """All that the tables hold: what is exported again is the same, byte for byte."""
    tables = exported(stream)
    folder = tmp_path_factory.mktemp("t")
    again = imported(folder, tables)
    assert exported(again) == tables
    ids = [fact.id for fact in again if isinstance(fact, facts.Node)]
    assert ids == [fact.id for fact in stream if isinstance(fact, facts.Node)]


def test_a_source_that_an_exported_table_can_t_cite_has_its_place(tmp_path: Path) -> None:
    header = "id,kind,label,translations,source\n"
    files = {"nodes.csv": f"{header}skill:a,skill,A,,source:a#line=1\nskill:b,skill,B,,b\n"}
    assert problems(tmp_path, files) == [
        "nodes.csv row 3, source: 'b' is no id of a source. Write source:NAME, or an IRI."
    ]


def test_the_shipped_graph_comes_back(tmp_path: Path, shipped: Graph) -> None:
    tables = {name: "".join(lines) for name, lines in table_files(shipped.facts)}
    assert exported(imported(tmp_path, tables)) == tables


CELLS = st.text(st.sampled_from("ab;,|\"'\n#=1-é \\"), max_size=6)


@SOME
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6), st.lists(st.sampled_from(
    ["Skill", "Role", "Name", "Prerequisites", "Hours", "Level", "From", "To", "Kind", "ID", "x"]),
    max_size=6))  # fmt: skip
def test_whatever_the_table_it_is_facts_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], header: list[str]
) -> None:
    path = tmp_path_factory.mktemp("t") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    with suppress(InvalidInput), build(list(read_table([path], Report(), scale="0-5"))):
        pass


def test_a_label_of_very_many_nodes_is_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named as often as there are nodes of it, and each time it may mean all of them."""
    searches = 0
    hits = Register._hits

    def counted(*asked: Any) -> list[str]:
        nonlocal searches
        searches += 1
        return hits(*asked)

    monkeypatch.setattr(Register, "_hits", counted)
    many = 2_000
    rows = [f"s{at},Go," for at in range(many)] + [f"t{at},T{at},Go" for at in range(many)]
    *shown, last = problems(tmp_path, {"a.csv": "\n".join(["id,Skill,Prerequisites", *rows])})
    assert len(shown) == SHOWN
    assert "'Go' may mean skill:s0, skill:s1, " in shown[0]
    assert f"skill:s19 and {many - 20:,} more. Write the id of one." in shown[0]
    assert last == f"and {many - SHOWN:,} more. Mend these first."
    assert searches < 10 + 3 * many


def test_a_hint_that_takes_a_search_is_made_for_those_that_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []

    def near(_: object, name: str, kinds: object) -> str:
        del kinds
        sought.append(name)
        return "Add a row for it."

    monkeypatch.setattr(Register, "_near", near)
    rows = "\n".join(f"a{at},b{at}" for at in range(2_000))
    told = problems(tmp_path, {"a.csv": f"Skill,Prerequisites\n{rows}\n"})
    assert told[-1] == f"and {2_000 - SHOWN:,} more. Mend these first."
    assert len(sought) == SHOWN


def test_of_very_many_columns_some_are_told(tmp_path: Path) -> None:
    header = ",".join(f"c{at}" for at in range(16_000))
    (told,) = problems(tmp_path, {"a.csv": f"{header}\n1\n"})
    assert told.endswith("'c18', 'c19' and 15,980 more.")
