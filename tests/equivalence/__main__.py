"""What skillgraph says, written down and compared: that a rebuild keeps every behaviour.

    python -m tests.equivalence record FOLDER [--quick]
    python -m tests.equivalence compare OLD NEW

`record` asks some hundred questions on the command line of the skillgraph that Python imports
(`PYTHONPATH=/other/checkout/src` asks that of another checkout), with the inputs of this one, and
writes what it answers to a folder: answers in JSON, exports, compiled graphs, pictures, and texts
as a person reads them. Nothing is normalised: it runs in a folder of its own by relative names, and
gives every date. `compare` names each file that differs between two such folders, and ends with 1
where more than wording does: texts, and the sentences in JSON.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.equivalence.comparing import compare
from tests.equivalence.recording import record


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.equivalence")
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record", help="write what skillgraph says to a folder")
    recording.add_argument("folder", type=Path, help="a folder that is not there yet")
    recording.add_argument("--quick", action="store_true", help="a tenth of it, in a minute")
    comparing = commands.add_parser("compare", help="name what differs between two folders")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    given = parser.parse_args()
    if given.command == "record":
        return record(given.folder, quick=given.quick)
    return compare(given.old, given.new)


if __name__ == "__main__":
    sys.exit(main())
