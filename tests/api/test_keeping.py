"""A profile on disk: whole or not at all, private, one change at a time, hostile files told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

from skillgraph.api import keeping, own_profile
from skillgraph.api.keeping import change_profile, load_profile
from skillgraph.errors import InvalidInput, LimitExceeded
from skillgraph.readers.profile import Held

if TYPE_CHECKING:
    from skillgraph.writers.profile import ProfileText


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def adding(name: str = "new") -> object:
    return lambda me: me.add("held", Held(name, ""))


def test_a_profile_begins_private_in_a_private_folder(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "me.yaml"
    change_profile(str(file), adding())
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert names(file.parent) == ["me.yaml"]
    assert file.read_text("utf-8").endswith("held:\n  - new\n")


def test_an_open_file_becomes_private_and_keeps_its_mark_and_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_bytes(b"\xef\xbb\xbf# mine\r\nheld:\r\n- a\r\n")
    file.chmod(0o644)
    change_profile(str(file), adding())
    assert file.read_bytes() == b"\xef\xbb\xbf# mine\r\nheld:\r\n- a\r\n- new\r\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    real, link = tmp_path / "dotfiles" / "me.yaml", tmp_path / "me.yaml"
    real.write_text("held: [a]\n", "utf-8")
    link.symlink_to(real)
    change_profile(str(link), adding())
    assert link.is_symlink()
    assert real.read_text("utf-8") == "held: [a, new]\n"


def test_what_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("held: [a]\n", "utf-8")
    before = file.stat()
    change_profile(str(file), lambda me: me)
    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_whatever_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("held: [a]\n", "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        change_profile(str(file), adding())
    assert names(tmp_path) == ["me.yaml"]
    assert file.read_text("utf-8") == "held: [a]\n"


def test_what_an_editor_wrote_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("held: [a]\n", "utf-8")
    asked = []

    def change(me: ProfileText) -> ProfileText:
        asked.append(me.text)
        if len(asked) == 1:
            file.write_text("held: [a, by-hand]  # saved just now\n", "utf-8")
        return me.add("held", Held("new", ""))

    change_profile(str(file), change)
    assert asked == ["held: [a]\n", "held: [a, by-hand]  # saved just now\n"]
    assert file.read_text("utf-8") == "held: [a, by-hand, new]  # saved just now\n"


def test_a_file_that_never_rests_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    count = 0

    def change(me: ProfileText) -> ProfileText:
        nonlocal count
        count += 1
        file.write_text(f"held: [a{count}]\n", "utf-8")
        return me.add("held", Held("new", ""))

    with pytest.raises(LimitExceeded, match="keeps writing"):
        change_profile(str(file), change)
    assert file.read_text("utf-8") == f"held: [a{count}]\n"
    assert names(tmp_path) == ["me.yaml"]


MANY = """
import sys
from skillgraph.api.keeping import change_profile
from skillgraph.readers.profile import Held
for number in range(12):
    name = f"{sys.argv[2]}-{number}"
    change_profile(sys.argv[1], lambda me: me.add("held", Held(name, "")))
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    running = [
        subprocess.Popen([sys.executable, "-c", MANY, str(file), name]) for name in ("a", "b", "c")
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    text = file.read_text("utf-8")
    found = sorted(line.removeprefix("  - ") for line in text.splitlines() if "  - " in line)
    assert found == sorted(f"{name}-{number}" for name in "abc" for number in range(12))
    assert names(tmp_path) == ["me.yaml"]


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(keeping, "_PATIENCE", 0.1)
    descriptor = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with pytest.raises(LimitExceeded, match="another process is changing this file"):
            change_profile(str(tmp_path / "me.yaml"), adding())
    finally:
        os.close(descriptor)
    assert names(tmp_path) == []


def test_files_that_are_no_profile_are_told(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    for content, told in (
        (b"held: [python\n", "this is not YAML"),
        (b"hel\xff: [python]\n", r"me\.yaml:1: this is not UTF-8"),
        (b"\0" * 100, "control character"),
        (b"# " + b"a" * keeping.LARGEST, "too large"),
        (b"[" * 100_000, "deep"),
        (b"catalog: {id: x}\n", "a profile has no key 'catalog'"),
        (b"&a [*a]\n", "aliases"),
    ):
        file.write_bytes(content)
        with pytest.raises(InvalidInput, match=told):
            change_profile(str(file), adding())
        assert file.read_bytes() == content
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(InvalidInput, match="no ordinary file"):
        load_profile(str(file))
    file.unlink()
    file.mkdir()
    with pytest.raises(InvalidInput, match="no ordinary file"):
        load_profile(str(file))


def test_the_place_is_the_platforms_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SKILLGRAPH_PROFILE")
    for home in ("", str(tmp_path / "data"), "  "):
        monkeypatch.setenv("XDG_DATA_HOME", home)
        folder = platformdirs.user_data_dir("skillgraph", appauthor=False)
        assert own_profile.profile_file() == str(Path(folder, "profile.yaml"))
    monkeypatch.setenv("SKILLGRAPH_PROFILE", "~/me.yaml")
    assert own_profile.profile_file() == str(Path("~/me.yaml").expanduser())
    assert own_profile.find_profile() is None
    monkeypatch.setenv("SKILLGRAPH_PROFILE", "")
    assert own_profile.profile_file() is None
