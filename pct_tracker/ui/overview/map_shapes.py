"""The shapes of the map: Natural Earth 1:110m, public domain; schematic, and no opinion on any border."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from pct_tracker.reference.loader import read_json_resource

RATIO = 0.435
"""Height to width of the plane, for whoever needs it before the shapes are read."""


@dataclass(frozen=True, slots=True)
class MapShapes:
    """Shapes by code in a plane of `width` × `height`, and a point in each State.

    Land that belongs to no code stands under an empty one. States too small for a shape have only their point.
    """

    width: int
    height: int
    paths: Mapping[str, QPainterPath]
    points: Mapping[str, QPointF]


@cache
def read_shapes() -> MapShapes:
    """Reads the shapes, once per process."""
    data = read_json_resource("data", "world.json")
    paths = {code: _path(rings) for code, rings in data["rings"].items()}
    return MapShapes(data["width"], data["height"], paths, {code: QPointF(x, y) for code, (x, y) in data["points"].items()})


def _path(rings: list[list[int]]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in zip(ring[::2], ring[1::2], strict=True)]))
        path.closeSubpath()
    return path
