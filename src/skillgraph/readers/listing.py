"""Which files a path stands for. Light: a cache asks this without reading YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = (".yaml", ".yml")


def list_yaml(path: Path) -> list[Path]:
    """Return a file as it is, or the YAML files of a folder in order of their names.

    Hidden files and folders within are passed over. It raises `OSError` for an unreadable folder.
    """
    return sorted(filter(_is_yaml, path.iterdir())) if path.is_dir() else [path]


def default_catalogs(shipped: Path) -> list[Path]:
    """Return the catalogues of a folder: its folders that hold YAML, then its YAML files.

    Each group is in order of names. The order is the order of listing, by which ties are broken.
    """
    children = sorted(shipped.iterdir()) if shipped.is_dir() else []
    folders = [
        child for child in children if child.is_dir() and any(map(_is_yaml, child.iterdir()))
    ]
    return folders + [child for child in children if _is_yaml(child)]


def _is_yaml(path: Path) -> bool:
    return path.suffix in _SUFFIXES and not path.name.startswith(".") and not path.is_dir()
