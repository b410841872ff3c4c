"""What the commands print on a small catalogue, to the letter."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = str(Path(__file__).parent / "catalogue" / "small.yaml")

#: The name of the golden file, the exit code, the command.
RUNS = {
    "path": (0, ["path", "--from", "dough", "--to", "master-baker"]),
    "path-nothing": (0, ["path", "--to", "baker"]),
    "path-skill": (0, ["path", "--from", "fire-safety", "--to", "bread"]),
    "path-alias": (0, ["path", "--from", "Sales, Tills & Change", "--from", "c#,bookkeeping",
                       "--to", "baker"]),
    "path-held-role": (0, ["path", "--from", "baker", "--to", "master-baker"]),
    "path-count": (0, ["path", "--from", "dough", "--to", "master-baker", "--by", "count"]),
    "path-include": (0, ["path", "--from", "dough", "--to", "master-baker",
                         "--include", "important", "--choose", "stone oven"]),
    "path-direct": (0, ["path", "--from", "dough", "--to", "master-baker", "--direct"]),
    "path-waive": (0, ["path", "--from", "dough", "--to", "baker", "--waive", "bread"]),
    "path-held": (0, ["path", "--from", "dough", "--to", "dough"]),
    "path-ready": (0, ["path", "--from", "dough,bread", "--to", "baker"]),
    "path-unknown": (1, ["path", "--from", "baker", "--to", "mayor"]),
    "path-circular": (1, ["path", "--from", "dough", "--to", "cheesemaker"]),
    "path-avoided": (1, ["path", "--from", "dough", "--to", "baker",
                         "--avoid", "gas-oven,stone-oven"]),
    "path-typo": (2, ["path", "--from", "dugh", "--to", "baker"]),
    "path-contradiction": (2, ["path", "--from", "dough", "--to", "baker",
                               "--avoid", "bread", "--choose", "bread"]),
    "path-alternatives": (0, ["path", "--from", "dough", "--to", "master-baker",
                              "--alternatives", "3"]),
    "path-outlook": (0, ["path", "--from", "dough", "--to", "master-baker", "--max-hours", "60",
                         "--hours-per-week", "6.5", "--start", "2026-12-01"]),
    "path-why": (0, ["path", "--from", "dough", "--to", "master-baker", "--why", "1"]),
    "path-why-no-step": (2, ["path", "--from", "dough", "--to", "master-baker", "--why", "dough"]),
    "path-csv": (0, ["path", "--from", "dough", "--to", "master-baker", "--format", "csv"]),
    "path-md": (0, ["path", "--from", "dough", "--to", "master-baker", "--format", "md"]),
    "next": (0, ["next", "--from", "dough"]),
    "next-towards": (0, ["next", "--from", "dough", "--towards", "master-baker", "--limit", "1"]),
    "next-nothing": (0, ["next", "--from", "master-baker,baker", "--towards", "baker"]),
    "match": (0, ["match", "--from", "baker", "--limit", "2"]),
    "match-nothing": (0, ["match"]),
    "match-kind": (0, ["match", "--from", "dough,bread", "--kind", "track"]),
    "match-csv": (0, ["match", "--from", "dough", "--format", "csv"]),
    "match-typo": (2, ["match", "--from", "dugh"]),
    "related": (0, ["related", "baker"]),
    "related-unknown": (1, ["related", "mayor"]),
    "related-alone": (0, ["related", "cheesemaker"]),
    "related-csv": (0, ["related", "master baker", "--format", "csv"]),
    "next-csv": (0, ["next", "--format", "csv"]),
    "what-if": (0, ["what-if", "--from", "dough", "--to", "master-baker", "--hold", "fire-safety",
                    "--choose", "stone-oven"]),
    "what-if-impossible": (0, ["what-if", "--from", "dough", "--to", "baker",
                               "--avoid", "gas-oven,stone-oven"]),
    "what-if-not-held": (2, ["what-if", "--from", "dough", "--to", "baker", "--drop", "bread"]),
    "compare": (0, ["compare", "baker", "master-baker", "--from", "dough"]),
    "compare-csv": (0, ["compare", "baker", "mayor", "--from", "dough", "--format", "csv"]),
    "gap": (0, ["gap", "--from", "dough", "--to", "master-baker"]),
    "gap-nothing": (0, ["gap", "--to", "baker"]),
    "gap-unknown": (0, ["gap", "--from", "baker", "--to", "mayor"]),
    "show-skill": (0, ["show", "bread"]),
    "show-role": (0, ["show", "master-baker"]),
    "show-retired": (0, ["show", "Kneading"]),
    "show-likeness": (0, ["show", "baker"]),
    "list-tag": (0, ["list", "--tag", "daily"]),
    "list-tag-unknown": (2, ["list", "--tag", "dayly"]),
    "path-retired": (0, ["path", "--from", "skill:kneading", "--to", "bread"]),
    "show-category": (0, ["show", "baking"]),
    "explain": (0, ["explain", "fire-safety", "master-baker"]),
    "explain-nothing": (0, ["explain", "mayor", "fire-safety"]),
    "explain-not": (0, ["explain", "stone-oven", "--from", "dough", "--to", "master-baker"]),
    "explain-one": (2, ["explain", "stone-oven"]),
    "list": (0, ["list"]),
    "list-kind": (0, ["list", "--kind", "skill", "--category", "baking"]),
    "search": (0, ["search", "oven"]),
    "search-nothing": (0, ["search", "zzzz"]),
    "stats": (0, ["stats"]),
    "lint": (1, ["lint"]),
    "lint-rule": (0, ["lint", "--rule", "unused-skill"]),
    "lint-strict": (1, ["lint", "--rule", "unused-skill", "--strict"]),
    "lint-nothing": (0, ["lint", "--rule", "redundant-prerequisite", "--strict"]),
    "lint-csv": (1, ["lint", "--format", "csv"]),
    "lint-sarif": (1, ["lint", "--rule", "prerequisite-cycle", "--format", "sarif"]),
}  # fmt: skip


def run(arguments: list[str], cache: Path, **environment: str) -> tuple[int, str]:
    """Return the exit code of a fresh process, and what it wrote: stderr first, marked."""
    done = subprocess.run(
        [sys.executable, "-m", "skillgraph", *arguments],
        env={**os.environ, "SKILLGRAPH_CACHE": str(cache), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    errors = "".join(f"stderr: {line}\n" for line in done.stderr.splitlines())
    return done.returncode, errors + done.stdout


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("name", RUNS)
def test_the_answer(golden: Callable[[str, str], None], cache: Path, name: str) -> None:
    code, arguments = RUNS[name]
    found, text = run([*arguments, "--graph", SMALL], cache)
    golden(name, text.replace(SMALL, "small.yaml"))
    assert found == code


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
@pytest.mark.parametrize(
    "name", ["path", "path-include", "gap", "show-role", "search", "stats", "lint"]
)
def test_no_hash_seed_and_no_locale_changes_it(cache: Path, name: str, seed: str) -> None:
    _, arguments = RUNS[name]
    arguments = [*arguments, "--graph", SMALL, "--format", "json"]
    usual = run(arguments, cache)
    assert run(arguments, cache, PYTHONHASHSEED=seed, LC_ALL="C") == usual


def test_a_validation(golden: Callable[[str, str], None], cache: Path, tmp_path: Path) -> None:
    code, text = run(["validate", SMALL], cache)
    assert code == 0
    golden("validate", text)
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "catalog: {id: broken, version: '1', language: en}\n"
        "skills: {a: {label: A, requires: [b]}, c: {label: C, effort_hours: 9-3}}\n",
        encoding="utf-8",
    )
    code, text = run(["validate", str(broken)], cache)
    assert code == 1
    golden("validate-broken", text.replace(str(tmp_path) + os.sep, ""))
    code, text = run(["validate", str(broken), "--format", "sarif"], cache)
    assert code == 1
    golden("validate-sarif", text.replace(tmp_path.as_uri() + "/", ""))
    code, text = run(["path", "--to", "a", "--graph", str(broken)], cache)
    assert code == 2
    assert "Traceback" not in text
    code, text = run(["validate", str(tmp_path / "absent.yaml")], cache)
    assert code == 2
    assert "absent.yaml" in text


def test_a_merge(
    golden: Callable[[str, str], None],
    cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two graphs that overlap: united, refused, preferred, and matched by hand."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SMALL, "small.yaml")
    Path("other.yaml").write_text(
        "catalog: {id: other, version: '1', language: en}\n"
        "skills: {dough: {label: Dough, effort_hours: 2}, pastry: {label: Pastry},"
        " book-keeping: {label: Book-Keeping, exact_match: 'skill:accounts'},"
        " sails: {label: 'Fire Safty'}}\n"
        "roles: {bakers: {label: Bakers, requires: [pastry, dough]}, bakery: {label: Bakery}}\n",
        encoding="utf-8",
    )
    both = ["small.yaml", "other.yaml"]
    for name, code, arguments in (
        ("merge-refused", 2, ["merge", *both, "-o", "both.graph"]),
        ("merge", 0, ["merge", *both, "--prefer", "small.yaml", "-o", "both.graph"]),
        (
            "merge-csv",
            0,
            ["merge", *both, "--prefer", "small.yaml", "--dry-run", "--format", "csv"],
        ),
        ("merge-show", 0, ["show", "skill:book-keeping", "--graph", "both.graph"]),
        ("merge-typo", 2, ["merge", *both, "--prefer", "smal.yaml", "--dry-run"]),
        ("merge-nothing", 2, ["merge", *both]),
        ("merge-absent", 2, ["merge", "small.yaml", "absent.graph", "--dry-run"]),
        ("crosswalk", 0, ["crosswalk", *both]),
        ("crosswalk-file", 0, ["crosswalk", *both, "-o", "matches.csv"]),
        ("crosswalk-all", 2, ["merge", *both, "--matches", "matches.csv", "-o", "all.graph"]),
    ):
        found, text = run(arguments, cache)
        assert "Traceback" not in text
        golden(name, text)
        assert found == code, name
        assert Path("both.graph").exists() == (name != "merge-refused")
    assert not Path("all.graph").exists()
    golden("crosswalk-csv", Path("matches.csv").read_text("utf-8"))


RDF = """\
@prefix sg: <https://w3id.org/skillgraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skill: <https://w3id.org/skillgraph/id/skill/> .
@prefix role: <https://w3id.org/skillgraph/id/role/> .
@prefix requirement: <https://w3id.org/skillgraph/id/requirement/> .
skill:a a sg:Skill ; skos:prefLabel "A"@en .
role:r a sg:Role ; skos:prefLabel "R"@en .
"""
WRONG = """\
skill:b a sg:Skill .
role:r sg:requirement requirement:1, requirement:2 .
requirement:1 a sg:Requirement ; sg:option skill:a ; sg:minimumCount 1 .
requirement:2 a sg:Requirement ;
  sg:option skill:c ; sg:minimumCount 1 ; sg:importance sg:essential .
"""


def test_a_validation_of_rdf(
    golden: Callable[[str, str], None], cache: Path, tmp_path: Path
) -> None:
    for name, text in (("sound", RDF), ("wrong", RDF + WRONG), ("torn", "<skill:a> .")):
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    sound, wrong, torn = (str(tmp_path / f"{name}.ttl") for name in ("sound", "wrong", "torn"))
    assert run(["validate", sound], cache) == (0, "No problem found: 1 skill and 1 role.\n")
    code, text = run(["validate", wrong], cache)  # of reading and of compiling, in one run
    assert code == 1
    golden("validate-rdf", text)
    code, text = run(["validate", wrong, "--format", "sarif"], cache)
    assert code == 1
    golden("validate-rdf-sarif", text.replace(tmp_path.as_uri() + "/", ""))
    code, text = run(["validate", torn], cache)
    assert code == 1
    assert text.startswith(f"{torn}:1:")
    code, text = run(["validate", sound, SMALL], cache)
    assert code == 2
    assert "RDF can't be checked together with catalogues." in text
