"""Clips the basemap's shapes to cells and codes them, as facespace_desk/map/basemap.py has it."""

import numpy as np
import shapely
from basemap_reading import lines_in, polygons_in
from shapely import LineString, Polygon

UNIT_BITS = 26
MARGIN = 64


def encoded(shapes: list, cell_zoom: int, shift: int) -> dict[str, np.ndarray]:
    """The arrays `cells`, `parts`, `sizes`, `steps` and `shift` of one layer in one LOD."""
    scale = 2 ** (UNIT_BITS - shift)
    whole = [shapely.transform(shape, lambda xy: xy * scale) for shape in shapes]
    cells, parts, sizes, steps = [], [], [], []
    for number, clipped in sorted(_cells(whole, cell_zoom, scale).items()):
        corner = np.array([number % 2**cell_zoom, number // 2**cell_zoom]) * (scale >> cell_zoom)
        outlines = [points for shape in clipped for points in _whole_numbers(shape)]
        if not outlines:
            continue
        cells.append(number)
        parts.append(len(outlines))
        sizes += [len(points) for points in outlines]
        steps.append(np.diff(np.vstack([corner, *outlines]), axis=0))
    every = np.concatenate(steps)
    fits = np.abs(every).max() < 2**15
    return {
        "cells": np.array(cells, np.uint16),
        "parts": np.array(parts, np.uint32),
        "sizes": np.array(sizes, np.uint32 if max(sizes) >= 2**16 else np.uint16),
        "steps": every.astype(np.int16 if fits else np.int32),
        "shift": np.array(shift, np.uint8),
    }


def _cells(shapes: list, zoom: int, scale: int) -> dict[int, list]:
    """Shapes clipped to each cell they touch, by cell number."""
    side = scale >> zoom
    margin = side // MARGIN
    found: dict[int, list] = {}
    waiting = [(shape, 0, 0, 0) for shape in shapes]
    while waiting:
        shape, level, x, y = waiting.pop()
        wide = scale >> level
        box = (
            x * wide - margin,
            y * wide - margin,
            (x + 1) * wide + margin,
            (y + 1) * wide + margin,
        )
        low_x, low_y, high_x, high_y = shape.bounds
        if low_x > box[2] or high_x < box[0] or low_y > box[3] or high_y < box[1]:
            continue
        inside = low_x >= box[0] and high_x <= box[2] and low_y >= box[1] and high_y <= box[3]
        for part in [shape] if inside else _clipped(shape, box):
            if level == zoom:
                found.setdefault(y * 2**zoom + x, []).append(part)
            else:
                waiting += [
                    (part, level + 1, 2 * x + right, 2 * y + down)
                    for right in (0, 1)
                    for down in (0, 1)
                ]
    return found


def _clipped(shape: object, box: tuple) -> list:
    cut = shapely.intersection(shape, shapely.box(*box))
    return polygons_in(cut) if isinstance(shape, Polygon) else lines_in(cut)


def _whole_numbers(shape: object) -> list[np.ndarray]:
    """Outlines of a shape on the grid; what shrinks to a point or a line is left out."""
    if isinstance(shape, LineString):
        points = _without_repeats(np.round(shape.coords))
        return [points] if len(points) > 1 else []
    rings = [shape.exterior, *shape.interiors]
    found = [_without_repeats(np.round(ring.coords)[:-1], is_ring=True) for ring in rings]
    if len(found[0]) < 3:
        return []
    return [points for points in found if len(points) > 2]


def _without_repeats(points: np.ndarray, is_ring: bool = False) -> np.ndarray:
    points = points.astype(np.int64)
    keep = np.any(points != np.roll(points, 1, axis=0), axis=1)
    if not is_ring:
        keep[0] = True
    return points[keep]
