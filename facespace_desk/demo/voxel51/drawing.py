"""Draws the frames of a sketch. Importing this loads numpy: do it in a thread."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from facespace_desk.demo.voxel51.sketches import LANES, Mover, Sketch

Picture = NDArray[np.uint8]  # (height, width, 3), sRGB

_Colour = tuple[int, int, int]
_Box = tuple[float, float, float, float]  # left, top, right, bottom
_Part = tuple[_Colour, _Box]

_GROUNDS = {"road": (92, 94, 98), "yard": (128, 116, 98), "dock": (108, 114, 122)}
_SKIES = {"clear": (150, 190, 226), "rain": (140, 148, 158)}
_NIGHT = 0.55
_TYRE, _GLASS = (24, 24, 26), (70, 84, 96)


def picture(sketch: Sketch, frame: int) -> Picture:
    """*frame* counts from 1."""
    found = _background(sketch.seed, sketch.width, sketch.height).copy()
    for mover in sketch.movers:
        _draw(found, mover, mover.left(frame))
    _place, weather, time = sketch.conditions
    if weather == "rain":
        _rain(found, sketch.seed + frame)
    return (found * _NIGHT).astype(np.uint8) if time == "night" else found


@lru_cache(maxsize=8)
def _background(seed: int, width: int, height: int) -> Picture:
    place, weather, _time = Sketch(seed, 1, 0).conditions
    chance = np.random.default_rng(seed)
    found = np.empty((height, width, 3), np.uint8)
    horizon = int(height * 0.22)
    found[:horizon] = _SKIES[weather]
    found[horizon:] = _GROUNDS[place]
    for left in range(0, width, width // 10):
        top = horizon - int(chance.integers(height // 24, height // 6))
        found[top:horizon, left : left + width // 12] = chance.integers(60, 150)
    for lane in LANES[:-1]:
        row = int((lane + 0.02) * height)
        for left in range(0, width, width // 8):
            found[row : row + 2, left : left + width // 16] = (214, 208, 190)
    return found


def _draw(picture: Picture, mover: Mover, left: float) -> None:
    shape = _SHAPES[mover.label](mover)
    for colour, (x0, y0, x1, y1) in shape:
        xs = (left + x * mover.width for x in (x0, x1))
        ys = (mover.bottom - (1 - y) * mover.height for y in (y0, y1))
        (left_x, right_x), (top_y, bottom_y) = xs, ys
        _fill(picture, colour, (left_x, top_y, right_x, bottom_y))


def _fill(picture: Picture, colour: _Colour, box: _Box) -> None:
    height, width = picture.shape[:2]
    left, top, right, bottom = box
    x0, x1 = (min(width, max(0, round(x * width))) for x in (left, right))
    y0, y1 = (min(height, max(0, round(y * height))) for y in (top, bottom))
    picture[y0:y1, x0:x1] = colour


def _car(mover: Mover) -> list[_Part]:
    """Rectangles in shares of its box; all of them together fill it from edge to edge."""
    return [
        (mover.colour, (0.0, 0.4, 1.0, 0.85)),
        (mover.colour, (0.2, 0.0, 0.8, 0.4)),
        (_GLASS, (0.26, 0.08, 0.74, 0.38)),
        (_TYRE, (0.1, 0.7, 0.3, 1.0)),
        (_TYRE, (0.7, 0.7, 0.9, 1.0)),
    ]


def _truck(mover: Mover) -> list[_Part]:
    return [
        (mover.colour, (0.0, 0.0, 0.7, 0.85)),
        ((180, 180, 184), (0.72, 0.25, 1.0, 0.85)),
        (_GLASS, (0.84, 0.3, 0.98, 0.55)),
        (_TYRE, (0.08, 0.74, 0.22, 1.0)),
        (_TYRE, (0.78, 0.74, 0.92, 1.0)),
    ]


def _bicycle(mover: Mover) -> list[_Part]:
    return [
        (_TYRE, (0.0, 0.45, 0.4, 1.0)),
        ((150, 150, 150), (0.1, 0.58, 0.3, 0.87)),
        (_TYRE, (0.6, 0.45, 1.0, 1.0)),
        ((150, 150, 150), (0.7, 0.58, 0.9, 0.87)),
        (mover.colour, (0.2, 0.3, 0.8, 0.45)),
        (mover.colour, (0.68, 0.0, 0.8, 0.6)),
        (mover.colour, (0.2, 0.1, 0.36, 0.4)),
    ]


def _box(mover: Mover) -> list[_Part]:
    return [
        ((92, 66, 40), (0.0, 0.0, 1.0, 1.0)),
        ((186, 140, 92), (0.08, 0.08, 0.92, 0.92)),
        (mover.colour, (0.4, 0.08, 0.6, 0.92)),
    ]


_SHAPES = {"car": _car, "truck": _truck, "bicycle": _bicycle, "box": _box}


def _rain(picture: Picture, seed: int) -> None:
    height, width = picture.shape[:2]
    chance = np.random.default_rng(seed)
    columns = chance.integers(0, width, 60)
    rows = chance.integers(0, height - 8, 60)
    for row in range(6):
        picture[rows + row, columns] = picture[rows + row, columns] // 2 + 100
