"""Some files as one input: a zip that packs nothing, so that bytes can be changed, and looked at.

A folder in it whose name ends as an archive's does (`a.xlsx/xl/workbook.xml`) stands for that
archive: it is packed when the files are written, and so its members can be changed one by one.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

#: The content of each file by its path.
Files = dict[str, bytes]

_ARCHIVES = (".zip", ".xlsx")
_LOOKS = ("docProps/", "xl/theme/")


def pack(files: Files, compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip; of the same files always the same."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return stream.getvalue()


def unpack(data: bytes) -> Files:
    """Return the files of a zip; there are none in what isn't one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return {}


def gather(*paths: Path, apart: bool = False) -> Files:
    """Return files, those in folders among them; of an archive its members, where it is `apart`.

    Of a workbook those are left out that say how it looks.
    """
    found: Files = {}
    for path in paths:
        if path.is_dir():
            inside = gather(*sorted(path.iterdir()), apart=apart)
        elif apart and path.suffix in _ARCHIVES:
            inside = unpack(path.read_bytes())
        else:
            found[path.name] = path.read_bytes()
            continue
        for name, content in inside.items():
            if not name.startswith(_LOOKS):
                found[f"{path.name}/{name}"] = content
    return found


def write(files: Files, folder: Path) -> None:
    """Write files into a folder, and pack what stands for an archive."""
    for name, content in _packed(files, within="").items():
        path = folder / name
        if path.resolve().is_relative_to(folder) and path != folder:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _packed(files: Files, within: str) -> Files:
    """Return files with each archive as one of them; a folder of one stays a path."""
    found: Files = {}
    inside: dict[str, Files] = {}
    for name, content in files.items():
        archive = next(
            (str(each) for each in reversed(PurePosixPath(name).parents) if _is_archive(each)), ""
        )
        if archive:
            inside.setdefault(archive, {})[name.removeprefix(f"{archive}/")] = content
        else:
            found[within + name] = content
    for archive, members in inside.items():
        found[archive] = pack(_packed(members, ""), zipfile.ZIP_DEFLATED)
    return found


def _is_archive(path: PurePosixPath) -> bool:
    return path.suffix in _ARCHIVES
