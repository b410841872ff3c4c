"""The layout of a graph: the moves between roles as a map, and an island for each category.

On an island the nodes that most others ask for come first, large and named; the others are dots
beneath, whose names appear when one comes near. Nothing overlaps, whatever the graph.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from skillgraph.pages.layers import layers_of
from skillgraph.pages.layout import Frame, Layout, Spot, rows_of
from skillgraph.pages.looks import LOOKS

if TYPE_CHECKING:
    from skillgraph.model.documents.pictures import PictureDocument

_WIDTH, _WIDEST, _GAP, _PAD = 204, 280, 14, 10
_TITLE, _ROW = 32, 24
#: Wide screens are about so much wider than high, beside a panel and below a heading.
_ASPECT = 1.42
_LANE, _LANE_NARROW, _MOST_IN_LANE, _LEAST_PITCH = 50, 36, 6, 110
#: So many are named on an island; one that holds no more than `_FEW` names them all.
_NAMED, _FEW, _DOTS_A_ROW = 4, 6, 7
#: More islands than these are too small to be seen: the smallest go together.
_MOST_ISLANDS = 48
_ROLES = ("role", "track")
_MOVES_TITLE = "Roles and tracks: what leads where"


class _Island(NamedTuple):
    title: str
    node: str | None
    members: list[str]

    def height(self) -> int:
        named, dots = _split(self.members)
        return _TITLE + _ROW * (len(named) + len(rows_of(dots, _DOTS_A_ROW))) + _PAD


def islands_layout(document: PictureDocument, *, narrow: bool = False) -> Layout:
    """Return where the nodes of a graph are drawn, for a wide screen or a narrow one."""
    uses = _uses(document)
    moves = _moves(document)
    islands = _islands(document, uses, {id_ for layer in moves for id_ in layer})
    if narrow:
        return _Drawing(uses, 2, _WIDTH).draw(moves, islands, narrow=True)
    columns = _columns(islands, moves)
    first = _Drawing(uses, columns, _WIDTH).draw(moves, islands)
    # As wide as the shape of a screen allows: the wider, the fewer names are cut.
    width = round(first.height * _ASPECT / columns) - _GAP
    return _Drawing(uses, columns, min(_WIDEST, max(_WIDTH, width))).draw(moves, islands)


def _uses(document: PictureDocument) -> dict[str, int]:
    """Return how many requirements and links ask for, or lead to, each node."""
    found = dict.fromkeys((node["id"] for node in document["nodes"]), 0)
    for required in document["requirements"]:
        for option in required["options"]:
            if option in found:
                found[option] += 1
    for link in document["links"]:
        if link["kind"] != "broader":
            found[link["end"]] += 1
    return found


def _moves(document: PictureDocument) -> list[list[str]]:
    """Return the roles that moves join, in layers."""
    edges = [(link["start"], link["end"]) for link in document["links"] if link["kind"] == "next"]
    joined = {id_ for edge in edges for id_ in edge}
    return layers_of([node["id"] for node in document["nodes"] if node["id"] in joined], edges)


def _islands(document: PictureDocument, uses: dict[str, int], placed: set[str]) -> list[_Island]:
    nodes = {node["id"]: node for node in document["nodes"]}
    members: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for node in document["nodes"]:
        if node["id"] in placed or node["kind"] == "category":
            continue
        broader = node["categories"][0] if node["categories"] and node["kind"] == "skill" else None
        key = broader["id"] if broader else node["kind"]
        titles[key] = broader["label"] if broader else _plural(node["kind"])
        members.setdefault(key, []).append(node["id"])
    empty = [
        id_ for id_, node in nodes.items() if node["kind"] == "category" and id_ not in members
    ]
    if empty:
        titles["category"], members["category"] = "Other categories", empty
    _gather(members, titles)
    categories = [key for key in nodes if key in members and nodes[key]["kind"] == "category"]
    outside = [key for key in members if key not in nodes and ":" in key]
    kinds = [key for key in LOOKS if key in members]
    order = [*categories, *outside, *kinds, *(["…"] if "…" in members else [])]
    return [
        _Island(titles[key], key if key in nodes else None, _ranked(members[key], uses))
        for key in order
    ]


def _gather(members: dict[str, list[str]], titles: dict[str, str]) -> None:
    """Put the smallest islands together where there are too many."""
    small = sorted((key for key in members if ":" in key), key=lambda key: -len(members[key]))
    rest = small[_MOST_ISLANDS:]
    if rest:
        titles["…"] = "a smaller category" if len(rest) == 1 else f"{len(rest)} smaller categories"
        members["…"] = [id_ for key in list(members) if key in rest for id_ in members.pop(key)]


def _ranked(members: list[str], uses: dict[str, int]) -> list[str]:
    return sorted(members, key=lambda id_: -uses[id_])


def _plural(kind: str) -> str:
    plurals = {"strategy": "Strategies", "group": "Groups of options"}
    return plurals.get(kind, f"{LOOKS[kind].title}s")


def _split(members: list[str]) -> tuple[list[str], list[str]]:
    named = len(members) if len(members) <= _FEW else _NAMED
    return members[:named], members[named:]


def _columns(islands: list[_Island], moves: list[list[str]]) -> int:
    """Return how many columns make a picture of about the shape of a screen."""
    lanes = _lanes(moves)
    area = len(lanes) * max(map(len, lanes), default=0) * _LANE * _LEAST_PITCH

    def misfit(columns: int) -> float:
        width = columns * (_WIDTH + _GAP)
        height = area / width + sum(island.height() + _GAP for island in islands) / columns
        return abs(width / max(height, 1) - _ASPECT)

    return min(range(2, max(3, len(islands) + 1)), key=misfit)


def _lanes(layers: list[list[str]]) -> list[list[str]]:
    """Return layers as columns of a wide map; one that is too long takes several."""
    return [lane for layer in layers for lane in rows_of(layer, _MOST_IN_LANE)]


class _Drawing:
    """A layout that is being made, in so many columns so wide."""

    def __init__(self, uses: dict[str, int], columns: int, column_width: int) -> None:
        self._uses = uses
        self._columns = columns
        self._column_width = column_width
        self._width = columns * (column_width + _GAP) - _GAP
        self._spots: dict[str, Spot] = {}
        self._frames: list[Frame] = []

    def draw(
        self, moves: list[list[str]], islands: list[_Island], *, narrow: bool = False
    ) -> Layout:
        """Return the layout: the map of moves first, each island in the shortest column."""
        bottoms = [self._draw_moves(moves, narrow=narrow)] * self._columns
        for island in islands:
            column = bottoms.index(min(bottoms))
            self._draw_island(island, column * (self._column_width + _GAP), bottoms[column])
            bottoms[column] += island.height() + _GAP
        return Layout(self._spots, self._frames, self._width, max(max(bottoms) - _GAP, 1))

    def _draw_moves(self, layers: list[list[str]], *, narrow: bool) -> int:
        """Draw the map, layers from left to right or downwards; return where it ends."""
        if not layers:
            return 0
        height, room = _TITLE + 4, self._width - 2 * _PAD
        if narrow:
            for lane in (lane for layer in layers for lane in rows_of(layer, 2)):
                for column, id_ in enumerate(lane):
                    x = _PAD + 12 + column * (room // 2)
                    self._spots[id_] = Spot(x, height + 14, 8, room // 2 - 24)
                height += _LANE_NARROW
        else:
            for line in rows_of(_lanes(layers), max(1, room // _LEAST_PITCH)):
                height += self._draw_line(line, room // len(line), height)
        height += _PAD
        self._frames.append(Frame(0, 0, self._width, height, _MOVES_TITLE))
        return height + _GAP

    def _draw_line(self, lanes: list[list[str]], pitch: int, top: int) -> int:
        """Draw so many lanes of a map beside each other; return how high they are."""
        height = max(map(len, lanes)) * _LANE
        for at, lane in enumerate(lanes):
            step = height / len(lane)
            for row, id_ in enumerate(lane):
                y = round(top + (row + 0.5) * step)
                self._spots[id_] = Spot(_PAD + 12 + at * pitch, y, 8, max(pitch - 32, 60))
        return height

    def _draw_island(self, island: _Island, x: int, y: int) -> None:
        width = self._column_width
        self._frames.append(Frame(x, y, width, island.height(), island.title, island.node))
        if island.node is not None:
            self._spots[island.node] = Spot(x + _PAD + 6, y + 16, 6, width - 2 * _PAD - 18)
        named, dots = _split(island.members)
        below = y + _TITLE + _ROW // 2
        for row, id_ in enumerate(named):
            at = (x + _PAD + 8, below + row * _ROW)
            self._spots[id_] = Spot(*at, _radius(self._uses[id_]), width - 40)
        below += len(named) * _ROW
        pitch = (width - 2 * _PAD) // _DOTS_A_ROW
        for row, lane in enumerate(rows_of(dots, _DOTS_A_ROW)):
            for column, id_ in enumerate(lane):
                at = (x + _PAD + 8 + column * pitch, below + row * _ROW)
                self._spots[id_] = Spot(*at, _radius(self._uses[id_]), pitch - 12)


def _radius(uses: int) -> int:
    """Return a reach whose area grows with the uses, within bounds."""
    return min(8, round(3.6 + sqrt(uses)))
