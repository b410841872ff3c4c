"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from skillgraph import replacing
from skillgraph.replacing import folder_beside, replaced, sweep, whole_file, whole_files

posix = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755, 0o666])
def test_permissions_stay_and_are_never_wider_meanwhile(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"before")
    file.chmod(mode)
    with replaced(file) as temporary:
        assert mode_of(temporary) & ~(mode | stat.S_IWUSR) == 0
        temporary.write_bytes(b"after")
        assert file.read_bytes() == b"before"
    assert file.read_bytes() == b"after"
    assert mode_of(file) == mode


@posix
def test_permissions_that_are_asked_for_outrank_those_of_before(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch(0o644)
    with whole_file(file, 0o600) as stream:
        stream.write(b"mine")
    assert mode_of(file) == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to be root")
def test_the_owner_stays(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    os.chown(file, 1234, 4321)
    with whole_file(file) as stream:
        stream.write(b"theirs")
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)


def test_what_goes_wrong_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"before")
    with pytest.raises(TypeError), whole_file(file) as stream:
        stream.writelines([b"torn", "no bytes"])  # type: ignore[list-item]  # what goes wrong
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_into_a_missing_folder_names_that_folder(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("gone/file")
    with pytest.raises(FileNotFoundError, match="no such folder") as caught, whole_file(link):
        pytest.fail("there is nowhere to write")
    assert caught.value.filename == str(tmp_path / "gone")
    assert link.is_symlink()


def test_the_longest_name_is_written(tmp_path: Path) -> None:
    file = tmp_path / ("é" * 127)
    with whole_file(file) as stream:
        stream.write(b"x")
    assert file.read_bytes() == b"x"


TABLES = ("a.csv", "b.csv")


def written(folder: Path, text: bytes) -> None:
    with whole_files(folder, TABLES) as files:
        for stream in files.values():
            stream.write(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def killed(target: Path) -> Path:
    """Return a folder as a killed writer leaves it: another process made it, and is gone."""
    code = (
        "import os, sys; from skillgraph.replacing import folder_beside\n"
        "with folder_beside(sys.argv[1]) as folder:\n"
        "    (folder / 'new').mkdir(); (folder / 'new' / 'x').touch()\n"
        "    print(folder, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, target], capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    return Path(done.stdout.strip())


def written_long_ago(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (1e9, 1e9))


@posix
def test_what_a_killed_writer_left_goes_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    left = killed(tmp_path / "x")
    assert left.is_dir()
    with folder_beside(tmp_path / "y") as mine, folder_beside(tmp_path / "y") as other:
        assert not left.exists()
        assert names(tmp_path) == sorted([mine.name, other.name])
        written_long_ago(mine)
        sweep(tmp_path)
        assert mine.is_dir()
    assert names(tmp_path) == []


@posix
def test_what_another_host_left_waits_a_day(tmp_path: Path) -> None:
    left = killed(tmp_path / "x")
    here = left.name.split("-")[1]
    there = left.rename(left.with_name(left.name.replace(here, "0" * 8)))
    sweep(tmp_path)
    assert there.is_dir()
    written_long_ago(there)
    (there / "new" / "x").write_bytes(b"just now")
    sweep(tmp_path)
    assert there.is_dir()
    written_long_ago(there)
    sweep(tmp_path)
    assert names(tmp_path) == []


@posix
def test_without_locks_a_day_tells_who_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = killed(tmp_path / "x")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", none)
    written(tmp_path / "tables", b"x")
    assert left.is_dir()
    written_long_ago(left)
    sweep(tmp_path)
    assert names(tmp_path) == ["tables"]


@posix
def test_nothing_of_a_stranger_is_swept(tmp_path: Path) -> None:
    ours = ".x.skillgraph-00000000-000000000000.tmp"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis").touch()
    (tmp_path / f"{ours}.bak").mkdir()
    (tmp_path / ours.replace("0", "g")).mkdir()
    (tmp_path / ours).write_bytes(b"a file")
    (tmp_path / ours.replace("0", "1")).symlink_to("mine")
    full = tmp_path / ours.replace("0", "2")  # it never had a lock, so it is none of ours
    full.mkdir()
    (full / "thesis").touch()
    piped = tmp_path / ours.replace("0", "3")
    piped.mkdir()
    (piped / "lock").symlink_to(tmp_path / "mine" / "thesis")
    for path in (*tmp_path.rglob("*"), tmp_path):
        os.utime(path, (1e9, 1e9), follow_symlinks=False)
    before = sorted(tmp_path.rglob("*"))
    sweep(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


@posix
def test_a_folder_that_was_moved_aside_is_put_back(tmp_path: Path) -> None:
    left = killed(tmp_path / "tables")
    (left / "old" / "tables").mkdir(parents=True)
    (left / "old" / "tables" / "a.csv").write_bytes(b"old")
    sweep(tmp_path)
    assert names(tmp_path) == ["tables"]
    assert (tmp_path / "tables" / "a.csv").read_bytes() == b"old"


@posix
def test_what_is_packed_as_if_ours_is_not_put_among_what_is_there(tmp_path: Path) -> None:
    (tmp_path / ".ssh").mkdir()
    left = killed(tmp_path / "tables")
    (left / "old" / ".ssh").mkdir(parents=True)
    (left / "old" / ".ssh" / "authorized_keys").write_bytes(b"theirs")
    sweep(tmp_path)
    assert names(tmp_path / ".ssh") == []
    assert (left / "old" / ".ssh" / "authorized_keys").exists()  # and nothing is lost


def test_files_of_a_folder_appear_together(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    for text in (b"first", b"second"):
        with whole_files(target, TABLES) as files:
            before = names(target) if target.exists() else None
            for stream in files.values():
                stream.write(text)
                stream.flush()
            assert before == (names(target) if target.exists() else None)
        assert [(target / name).read_bytes() for name in TABLES] == [text, text]
    with pytest.raises(TypeError), whole_files(target, TABLES) as files:
        files["a.csv"].writelines([b"torn", None])  # type: ignore[list-item]  # it goes wrong
    assert [(target / name).read_bytes() for name in TABLES] == [b"second", b"second"]
    assert names(tmp_path) == ["tables"]


@posix
def test_a_folder_that_is_replaced_keeps_its_permissions_and_those_of_its_files(
    tmp_path: Path,
) -> None:
    target = tmp_path / "tables"
    written(target, b"before")
    target.chmod(0o750)
    (target / "a.csv").chmod(0o640)
    was = target.stat().st_ino
    written(target, b"after")
    assert target.stat().st_ino != was
    assert (mode_of(target), mode_of(target / "a.csv")) == (0o750, 0o640)


@pytest.mark.parametrize("other", ["file", "folder", "link", "gone"])
def test_in_a_folder_with_anything_else_that_stays(other: str, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    written(target, b"before")
    thing = target / "thing"
    if other == "file":
        thing.write_bytes(b"mine")
    elif other == "folder":
        thing.mkdir()
    elif other == "link":
        thing.symlink_to("nowhere")
    else:
        (target / "a.csv").unlink()
    was, kept = target.stat().st_ino, {*names(target), *TABLES}
    written(target, b"after")
    assert target.stat().st_ino == was
    assert {*names(target)} == kept
    assert [(target / name).read_bytes() for name in TABLES] == [b"after", b"after"]
    assert names(tmp_path) == ["tables"]


@posix
def test_the_folder_that_one_is_in_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(Path(), b"x")
    assert names(Path()) == list(TABLES)


@posix
def test_a_link_to_a_folder_stays(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("far")
    for text in (b"first", b"second"):
        written(link, text)
        assert link.is_symlink()
        assert (tmp_path / "far" / "a.csv").read_bytes() == text


def test_what_comes_into_a_folder_while_it_is_written_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    written(target, b"before")
    with whole_files(target, TABLES):
        (target / "thesis").write_bytes(b"mine")
    assert (target / "thesis").read_bytes() == b"mine"
    assert (target / "a.csv").read_bytes() == b""
    assert names(tmp_path) == ["tables"]


@posix
@pytest.mark.parametrize("at_once", [True, False])
def test_what_comes_into_a_folder_while_it_changes_places_is_kept(
    at_once: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "tables"
    written(target, b"before")
    exchange = replacing._exchange

    def meanwhile(one: Path, other: Path) -> bool:
        (target / "thesis").write_bytes(b"mine")
        return at_once and exchange(one, other)

    monkeypatch.setattr(replacing, "_exchange", meanwhile)
    written(target, b"after")
    assert (target / "thesis").read_bytes() == b"mine"
    assert (target / "a.csv").read_bytes() == b"after"
    assert names(tmp_path) == ["tables"]


@pytest.mark.parametrize("renames", [True, False])
def test_where_two_folders_cannot_change_places(
    renames: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not even a rename does, as in a layer of an image, the files are replaced."""
    target = tmp_path / "tables"
    written(target, b"before")
    was = target.stat().st_ino
    monkeypatch.setattr(replacing, "_exchange", lambda *_: False)
    rename = Path.rename

    def renamed(path: Path, to: Path) -> Path:
        if path == target and not renames:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(path))
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", renamed)
    written(target, b"after")
    assert (target.stat().st_ino != was) == renames
    assert [(target / name).read_bytes() for name in TABLES] == [b"after", b"after"]
    assert names(tmp_path) == ["tables"]


WRITER = """
import sys
from skillgraph.replacing import whole_file, whole_files
for number in range(20):
    text = f"{sys.argv[3]}{number}".encode() * 5_000
    if sys.argv[1] == "file":
        with whole_file(sys.argv[2]) as stream:
            stream.write(text)
    else:
        with whole_files(sys.argv[2], ["a.csv", "b.csv"]) as files:
            for stream in files.values():
                stream.write(text)
"""


@pytest.mark.parametrize("what", ["file", "folder", "folder-by-renames"])
def test_of_eight_who_write_at_once_the_last_one_wins(what: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    program = WRITER
    if what == "folder-by-renames":
        program = f"from skillgraph import replacing\nreplacing._exchange = lambda *_: 0\n{WRITER}"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, what, target, letter],
            stderr=subprocess.PIPE,
            text=True,
        )
        for letter in "abcdefgh"
    ]
    assert [process.communicate()[1] for process in running] == [""] * 8
    files = [target] if what == "file" else [target / name for name in TABLES]
    texts = {file.read_bytes() for file in files}
    assert texts <= {f"{letter}19".encode() * 5_000 for letter in "abcdefgh"}
    assert len(texts) == 1
    assert names(tmp_path) == ["out"]


@posix
def test_a_lock_is_held_until_nobody_can_take_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one who begins at that moment takes it, and loses what it writes to the sweep."""
    killed(tmp_path / "x")
    unlink, free = Path.unlink, []

    def watched(path: Path, **named: bool) -> None:
        if path.name == "lock":
            with io.FileIO(path, "r+") as lock:
                free.append(replacing._take(lock))
        unlink(path, **named)

    monkeypatch.setattr(Path, "unlink", watched)
    sweep(tmp_path)
    with whole_file(tmp_path / "x") as stream:
        stream.write(b"x")
    assert free == [False, False]
    assert names(tmp_path) == ["x"]
