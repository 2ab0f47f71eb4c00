"""Reads the sources of the basemap: TopoJSON and shapefiles, as shapes in the world square.

The world square is that of facespace_desk/map/geo.py. `on_both_sides` makes shapes whole across 180
degrees and gives them copies on both sides.
"""

import json
import struct
from pathlib import Path

import numpy as np
import shapely
from shapely import LineString, Polygon

BEYOND = 1 / 32  # more than the margin of the widest cells
WINDOW = (-BEYOND, -BEYOND, 1 + BEYOND, 1 + BEYOND)


class Topology:
    """A TopoJSON file: named objects made of shared arcs."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        self.objects = data["objects"]
        scale, translate = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs = [
            np.cumsum(np.asarray(arc, dtype=np.float64), axis=0) * scale + translate
            for arc in data["arcs"]
        ]

    def geometries(self, name: str) -> list:
        """The object's geometries, one level of collection taken off."""
        found = self.objects[name]
        return found["geometries"] if found["type"] == "GeometryCollection" else [found]

    def polygons(self, geometry: dict) -> list[Polygon]:
        """Polygons of one geometry in the world square, whole across 180 degrees, once."""
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        if geometry["type"] not in ("Polygon", "MultiPolygon"):
            return []
        found = []
        for rings in many:
            outer, *holes = [closed_over_pole(unwrapped(self._line(ring))) for ring in rings]
            shape = Polygon(world(outer))
            inner = [world(beside(hole, outer)) for hole in holes]
            found += polygons_in(Polygon(shape.exterior, inner))
        return found

    def lines(self, geometry: dict) -> list[LineString]:
        """Lines of one geometry in the world square."""
        many = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        return [LineString(world(unwrapped(self._line(arcs)))) for arcs in many]

    def shared_lines(self, name: str) -> list[LineString]:
        """The lines between two geometries of an object: no coasts."""
        owners: dict[int, set[int]] = {}
        for number, geometry in enumerate(self.geometries(name)):
            for arc in _flat(geometry.get("arcs", [])):
                owners.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
        return [
            LineString(world(unwrapped(self.arcs[arc])))
            for arc, numbers in owners.items()
            if len(numbers) > 1
        ]

    def _line(self, arcs: list[int]) -> np.ndarray:
        parts = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in arcs]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def shapefile(path: Path) -> list[list[np.ndarray]]:
    """Records of a shapefile of lines or polygons: each a list of parts, (n, 2) degrees."""
    data = path.read_bytes()
    records, at = [], 100
    while at < len(data):
        words = struct.unpack(">2i", data[at : at + 8])[1]
        content, at = data[at + 8 : at + 8 + 2 * words], at + 8 + 2 * words
        if struct.unpack("<i", content[:4])[0] == 0:
            continue
        count, points = struct.unpack("<2i", content[36:44])
        starts = np.frombuffer(content, "<i4", count, 44)
        places = np.frombuffer(content, "<f8", 2 * points, 44 + 4 * count).reshape(-1, 2)
        records.append(np.split(places, starts[1:]))
    return records


def shapefile_polygons(path: Path) -> list[Polygon]:
    """Polygons of a shapefile in the world square; outlines go clockwise there, holes against."""
    rings = [Polygon(world(part)) for record in shapefile(path) for part in record]
    # y grows south in the world square: what is clockwise on a map has a positive area there.
    signs = [ring.exterior.is_ccw for ring in rings]
    outers = [ring for ring, is_outer in zip(rings, signs, strict=True) if is_outer]
    holes = [ring for ring, is_outer in zip(rings, signs, strict=True) if not is_outer]
    tree = shapely.STRtree(outers)
    inner: dict[int, list] = {}
    for hole in holes:
        around = tree.query(hole.representative_point(), predicate="within")
        smallest = min(around, key=lambda number: outers[number].area)
        inner.setdefault(int(smallest), []).append(hole.exterior)
    return [
        part
        for number, outer in enumerate(outers)
        for part in polygons_in(Polygon(outer.exterior, inner.get(number, [])))
    ]


def shapefile_lines(path: Path) -> list[LineString]:
    """Lines of a shapefile in the world square."""
    return [LineString(world(part)) for record in shapefile(path) for part in record]


def world(lonlat: np.ndarray) -> np.ndarray:
    """Degrees to the world square; poles end half a world beyond its edge."""
    x = lonlat[:, 0] / 360 + 0.5
    # What a source cut at 180 degrees ends there exactly, to be joined again.
    for edge in (0.0, 1.0):
        x = np.where(np.abs(x - edge) < 1e-7, edge, x)
    lat = np.clip(lonlat[:, 1], -89.9, 89.9)
    y = 0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)
    return np.column_stack([x, np.clip(y, -0.5, 1.5)])


def unwrapped(line: np.ndarray) -> np.ndarray:
    """Degrees with each step taken the short way: sources on the sphere jump at 180 degrees."""
    steps = np.diff(line[:, 0])
    turns = np.cumsum(np.round(steps / 360))
    line = line.copy()
    line[1:, 0] -= 360 * turns
    return line


def closed_over_pole(ring: np.ndarray) -> np.ndarray:
    """A ring that goes round the world (Antarctica), closed at its pole."""
    if abs(ring[-1, 0] - ring[0, 0]) < 180:
        return ring
    pole = -90.0 if ring[:, 1].mean() < 0 else 90.0
    return np.vstack([ring, [ring[-1, 0], pole], [ring[0, 0], pole]])


def beside(hole: np.ndarray, outer: np.ndarray) -> np.ndarray:
    """A hole moved by whole worlds into its outline."""
    outline = Polygon(outer)
    # A tiny hole may lie on its outline: the grid of the source is coarse.
    return min(
        (hole + np.array([turn, 0]) for turn in (0, 360, -360)),
        key=lambda moved: outline.distance(shapely.Point(moved[0])),
    )


def polygons_in(shape: object) -> list[Polygon]:
    """All polygons of a shape, made valid, however deep in collections."""
    valid = shape if shape.is_valid else shapely.make_valid(shape)
    found, waiting = [], [valid]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Polygon):
            found += [one] if not one.is_empty else []
        elif hasattr(one, "geoms"):
            waiting += list(one.geoms)
    return found


def lines_in(shape: object) -> list[LineString]:
    """All lines of a shape, however deep in collections."""
    found, waiting = [], [shape]
    while waiting:
        one = waiting.pop()
        if isinstance(one, LineString):
            found += [one] if not one.is_empty else []
        elif hasattr(one, "geoms"):
            waiting += list(one.geoms)
    return found


def on_both_sides(shapes: list) -> list:
    """Shapes and their copies a world to the left and right, as far as the window shows them.

    Polygons that touch their own copy or the other half of what 180 degrees cut are joined, so that
    no seam shows.
    """
    window = shapely.box(*WINDOW)
    moved = [_moved(shape, by) for shape in shapes for by in (-1, 0, 1)]
    copies = [shape for shape in moved if shape.intersects(window)]
    if not isinstance(copies[0], Polygon):
        return copies
    seam = shapely.MultiLineString([[(0, -1), (0, 2)], [(1, -1), (1, 2)]])
    touching = [shape for shape in copies if shape.intersects(seam)]
    others = [shape for shape in copies if not shape.intersects(seam)]
    return others + polygons_in(shapely.unary_union(touching))


def _moved(shape: object, by: int) -> object:
    return shapely.transform(shape, lambda xy: xy + np.array([by, 0]))


def _flat(arcs: list) -> list[int]:
    found: list[int] = []
    for item in arcs:
        found += _flat(item) if isinstance(item, list) else [item]
    return found
