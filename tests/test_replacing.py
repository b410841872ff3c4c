"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from skillgraph.replacing import replaced, whole_file

if TYPE_CHECKING:
    from pathlib import Path

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
