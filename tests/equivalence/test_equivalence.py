"""A small part of the record, made twice: it is the same, and what is changed in it is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.equivalence.comparing import compare
from tests.equivalence.folder import Record, content_of, listed
from tests.equivalence.recording import Recording
from tests.equivalence.shell import working_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def recorded(folder: Path) -> Path:
    with working_folder() as work:
        kept = Record(folder, str(work))
        recording = Recording(kept, work)
        recording.inputs()
        recording.graph("small", ["small.yaml"], 2, 3, quick=True)
        recording.command("merge", "small.yaml", "extra.yaml", "-o", "both.graph")
        recording.command("validate", "invalid/words.yaml")
        kept.close()
    return folder


def changed(old: Path, new: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Copy a record with one file of it changed."""
    kept = Record(new, "a name that no file has")
    for each in listed(old).values():
        content = content_of(old, each.name)
        kept.keep(each.name, change(content) if each.name == name else content, each.command)
    kept.close()


def test_two_records_are_one_and_what_is_changed_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, again = recorded(tmp_path / "old"), recorded(tmp_path / "again")
    names = sorted(listed(old))
    assert {name.split("/")[0] for name in names} == {
        "answers", "exports", "graphs", "inputs", "pictures", "texts"
    }  # fmt: skip
    assert compare(old, again) == 0
    assert (
        f"{len(names)} are the same, 0 differ in wording alone, 0 differ."
        in capsys.readouterr().out
    )

    def first(start: str) -> str:
        return next(name for name in names if name.startswith(start))

    def answer(**values: object) -> Callable[[bytes], bytes]:
        return lambda content: json.dumps(json.loads(content) | values).encode()

    def problem(**values: object) -> Callable[[bytes], bytes]:
        def change(content: bytes) -> bytes:
            document = json.loads(content)
            document["problems"][0] |= values
            return json.dumps(document).encode()

        return change

    validation = first("answers/validate/")
    for turn, (name, change, code) in enumerate((
        (first("texts/small/"), bytes.upper, 0),
        (validation, problem(message="so it is wrong"), 0),
        (validation, problem(place="elsewhere"), 1),
        (first("answers/small/stats"), answer(nodes=0), 1),
        (first("exports/small/export-kind-role-graph-small-yaml-format-ntriples"), bytes.upper, 1),
        (first("graphs/"), lambda content: content.replace(b"Dough", b"Daugh"), 1),
        (first("pictures/"), lambda content: content + b" ", 1),
    )):  # fmt: skip
        changed(old, tmp_path / f"new-{turn}", name, change)
        assert compare(old, tmp_path / f"new-{turn}") == code, name
        told = capsys.readouterr().out
        assert name in told
        assert f"{len(names) - 1} are the same" in told
