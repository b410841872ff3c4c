"""Run commands on every kind of hostile input, and print what broke: `python -m tests.hostile`."""

# ruff: noqa: T201 -- it is a command

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from fnmatch import fnmatch
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from tests.hostile.kind import SECONDS, examine
from tests.hostile.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.hostile.kind import Kind
    from tests.hostile.running import Seen


def main() -> int:
    """Return 1 where anything broke, else 0."""
    asked = _parser().parse_args()
    kinds = [
        kind
        for kind in KINDS.values()
        if not asked.kind or any(fnmatch(kind.name, each) for each in asked.kind)
    ]
    if asked.list:
        for kind in kinds:
            print(kind.name, *map("{:,}".format, kind.sizes), f"({len(kind.asks)} commands)")
        return 0
    runs = broken = 0
    begun = time.monotonic()
    for kind in kinds:
        late = 0
        for size in _sizes(kind, asked.size):
            if late > 1:
                break  # what is larger takes no less
            root = Path(mkdtemp(prefix="hostile-")).resolve() / "root"
            for seen in examine(kind, root, size, most=asked.commands, seconds=asked.seconds):
                runs += 1
                broken += bool(seen.breaks)
                late += seen.late
                _print(kind, size, seen, every=asked.every)
                if asked.json:
                    _append(asked.json, kind, size, seen)
            root.parent.rmdir()
    print(f"{runs} runs in {time.monotonic() - begun:,.0f} s: {broken} broke")
    return int(broken > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.hostile", description=__doc__)
    parser.add_argument("kind", nargs="*", help="only these, as in 'rdf/*' (default: all)")
    parser.add_argument(
        "--size", default="all", choices=("all", "middle", "largest"), help="(default: all)"
    )
    parser.add_argument("--commands", type=int, metavar="N", help="only the first N of a kind")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, metavar="N",
        help="the --timeout of what takes one; 0 leaves all to the usual limits (default: 5)",
    )  # fmt: skip
    parser.add_argument("--every", action="store_true", help="print what did not break, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add a line a run to this file")
    parser.add_argument("--list", action="store_true", help="print the kinds, and run nothing")
    return parser


def _sizes(kind: Kind, asked: str) -> Sequence[int]:
    return {"all": kind.sizes, "middle": (kind.middle,), "largest": kind.sizes[-1:]}[asked]


def _print(kind: Kind, size: int, seen: Seen, *, every: bool) -> None:
    if not seen.breaks and not every:
        return
    took = f"{seen.cpu:6.1f} s {seen.mebibytes:6,} MiB  exit {seen.code}"
    print(f"{kind.name} {size:,}  |  {seen.command}\n    {took}  {'; '.join(seen.breaks)}")
    print(f"    {seen.told}", flush=True)


def _append(file: Path, kind: Kind, size: int, seen: Seen) -> None:
    with file.open("a", encoding="utf-8") as stream:
        said = asdict(seen) | {"out": len(seen.out), "err": seen.told}
        stream.write(json.dumps({"kind": kind.name, "size": size, **said}) + "\n")


if __name__ == "__main__":
    sys.exit(main())
