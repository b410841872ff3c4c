"""Options that need or exclude each other: none that was typed is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skillgraph.cli import skillgraph
from skillgraph.cli.exits import run

if TYPE_CHECKING:
    from pathlib import Path

PATH = "path --from python --to cloud-architect"
RENDER = "render --format dot"

REFUSED = [
    (f"{PATH} --start 2027-01-01", "--start needs --hours-per-week"),
    (f"{PATH} --why 1 --alternatives 2", "--alternatives plays no part with --why"),
    (f"{PATH} --why 1 --hours-per-week 6 --max-hours 9", "--hours-per-week and --max-hours play"),
    (f"{PATH} --why 1 --start 2027-01-01", "--start plays no part with --why"),
    (f"{PATH} --direct --route cheapest", "--route plays no part with --direct"),
    (f"{PATH} --via backend-developer --route nearest", "--route plays no part with --via"),
    (f"{PATH} --skip-unknown", "--skip-unknown needs names in a file"),
    ("gap --from python --to sre --skip-unknown", "--skip-unknown needs names in a file"),
    ("next --from python --by count", "--by needs --towards"),
    ("next --from python --direct --timeout 5", "--direct and --timeout need --towards"),
    ("explain docker cloud-architect --from python", "--from needs --to"),
    ("explain docker cloud-architect --avoid sql --by count", "--avoid and --by need --to"),
    ("explain docker cloud-architect --choose sql --waive sql", "--choose and --waive need --to"),
    ("explain docker --to cloud-architect --ways 2", "--ways plays no part with --to"),
    ("explain docker sql --to cloud-architect", "not both"),
    ("explain docker", "Name a second NODE, or a target"),
    ("diff default default --from python", "--from needs --to"),
    ("query --example list --limit 3", "--limit plays no part with --example list"),
    ("query ASK{} --example list", "[QUERY] plays no part with --example list"),
    ("query ASK{} --endpoint http://localhost:1/ --graph default", "--graph plays no part"),
    ("query ASK{} --endpoint http://localhost:1/ --engine rdflib", "--engine plays no part"),
    ("export --hops 2", "--hops needs --focus"),
    ("export --format turtle --table edges", "--table needs --format csv"),
    ("export --format yaml --no-provenance", "--no-provenance plays no part with --format yaml"),
    (f"{RENDER} --hops 2", "--hops needs --focus"),
    (f"{RENDER} --plan --to sre --hops 2", "leave --plan out"),
    (f"{RENDER} --plan --to sre --focus sql", "leave --plan out"),
    (f"{RENDER} --plan --to sre --via backend-developer --route cheapest", "--route plays no"),
    (f"{RENDER} --avoid sql", "add --plan"),
    ("profile add --hours-per-week 4 --since 2020", "--since needs NAMES"),
    ("profile add sre --as goal --level 3 --scale x", "--level and --scale play no part"),
    ("import table t.csv --sheet One --dry-run", "no file is a workbook"),
    ("import matrix t.csv --sheet One --dry-run", "no workbook"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), REFUSED)
def test_what_would_be_passed_over_is_refused(
    line: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("Skill,Hours\nX,8-16\n", encoding="utf-8")
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(tmp_path / "me.yaml"))
    assert run(skillgraph, line.split(" ")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_what_a_profile_says_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hours of a profile are enough for a date, and its pace is no reason against --why."""
    monkeypatch.setenv("SKILLGRAPH_PROFILE", str(tmp_path / "me.yaml"))
    assert run(skillgraph, ["profile", "add", "python", "--hours-per-week", "6"]) == 0
    assert run(skillgraph, ["path", "--to", "sre", "--start", "2030-01-07"]) == 0
    assert "2030" in capsys.readouterr().out
    assert run(skillgraph, ["path", "--to", "sre", "--why", "1"]) == 0
    assert run(skillgraph, ["path", "--to", "sre", "--skip-unknown"]) == 0


def test_a_limit_of_time_holds_for_next(capsys: pytest.CaptureFixture[str]) -> None:
    from skillgraph.api import fringe as nearby

    asked: list[float] = []
    plan = nearby.plan

    def noting(*arguments: object, timeout: float, **more: object) -> object:
        asked.append(timeout)
        return plan(*arguments, timeout=timeout, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearby, "plan", noting)
        line = "next --from python --towards sre --timeout 7"
        assert run(skillgraph, line.split()) == 0
    assert asked == [7]
    capsys.readouterr()
