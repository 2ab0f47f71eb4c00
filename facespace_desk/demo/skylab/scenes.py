"""What the account's photos show: studio pictures of a figure or a thing, made of round bodies.

Places are in halves of the height: x to the right from the middle, y downwards, both 0 in the
middle and y = 1 at the lower edge. Colours are sRGB from 0 to 1.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Colour = tuple[float, float, float]
Scene = Callable[["Canvas", np.random.Generator], None]

_LIGHT = (-0.5, -0.55, 0.67)  # from the upper left, towards the viewer


@dataclass
class Canvas:
    """A picture under way: (height, width, 3), and what of it is the subject: (height, width)."""

    picture: Plane
    subject: Plane

    @property
    def scale(self) -> float:
        return len(self.subject) / 2

    def window(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[slice, slice, Plane, Plane]:
        """Rows and columns of a part, and the x and y of its pixels."""
        height, width = self.subject.shape
        scale = self.scale
        rows = slice(
            max(0, int((top + 1) * scale) - 1), max(0, min(height, int((bottom + 1) * scale) + 2))
        )
        columns = slice(
            max(0, int(left * scale + width / 2) - 1),
            max(0, min(width, int(right * scale + width / 2) + 2)),
        )
        y = (np.arange(rows.start, max(rows.start, rows.stop)) + 0.5) / scale - 1
        x = (np.arange(columns.start, max(columns.start, columns.stop)) + 0.5 - width / 2) / scale
        return rows, columns, x[None, :].astype(np.float32), y[:, None].astype(np.float32)

    def paint(self, rows: slice, columns: slice, mask: Plane, colours: Plane) -> None:
        part = self.picture[rows, columns]
        part += (colours - part) * mask[:, :, None]
        np.maximum(self.subject[rows, columns], mask, out=self.subject[rows, columns])

    def ball(
        self, x: float, y: float, wide: float, high: float, colour: Colour, *, shine: float = 0.2
    ) -> None:
        """An ellipsoid with half axes *wide* and *high*."""
        rows, columns, xs, ys = self.window(x - wide, y - high, x + wide, y + high)
        nx, ny = (xs - np.float32(x)) / np.float32(wide), (ys - np.float32(y)) / np.float32(high)
        square = nx * nx + ny * ny
        edge = np.float32(1.5 / (self.scale * min(wide, high)))
        mask = np.clip((1 - np.sqrt(square)) / edge, 0, 1)
        nz = np.sqrt(np.clip(1 - square, 0, 1))
        self.paint(rows, columns, mask, _lit(colour, nx, ny, nz, shine))

    def turned(
        self,
        x: float,
        outline: Sequence[tuple[float, float]],
        colour: Colour,
        shine: float = 0.35,
    ) -> None:
        """A body from a lathe: *outline* is (y, radius) from the top to the bottom."""
        tops, radii = zip(*outline, strict=True)
        widest = max(radii)
        rows, columns, xs, ys = self.window(x - widest, tops[0], x + widest, tops[-1])
        if ys.size == 0 or xs.size == 0:
            return
        radius = np.interp(ys[:, 0], tops, radii).astype(np.float32)[:, None] + np.float32(1e-4)
        nx = (xs - np.float32(x)) / radius
        mask = np.clip((1 - np.abs(nx)) * radius * np.float32(self.scale / 1.5), 0, 1)
        mask *= ((ys >= tops[0]) & (ys <= tops[-1])).astype(np.float32)
        nx = np.clip(nx, -1, 1)
        nz = np.sqrt(1 - nx * nx)
        self.paint(rows, columns, mask, _lit(colour, nx, np.zeros_like(nx), nz, shine))

    def shadow(self, x: float, y: float, wide: float, high: float, depth: float = 0.45) -> None:
        """A soft dark spot on the ground; it belongs to the backdrop."""
        rows, columns, xs, ys = self.window(x - 2 * wide, y - 2 * high, x + 2 * wide, y + 2 * high)
        square = ((xs - np.float32(x)) / wide) ** 2 + ((ys - np.float32(y)) / high) ** 2
        self.picture[rows, columns] *= (1 - depth * np.exp(-square * 1.4))[:, :, None]


def _lit(colour: Colour, nx: Plane, ny: Plane, nz: Plane, shine: float) -> Plane:
    towards = np.clip(nx * _LIGHT[0] + ny * _LIGHT[1] + nz * _LIGHT[2], 0, 1)
    lit = np.asarray(colour, dtype=np.float32) * (0.36 + 0.74 * towards)[:, :, None]
    return np.asarray(lit + (shine * towards**18)[:, :, None], dtype=np.float32)


def scene(subject: str, number: int, width: int, height: int) -> Canvas:
    """The picture of *subject*; *number* decides colours and shapes."""
    dice = np.random.default_rng(number)
    canvas = Canvas(
        np.empty((height, width, 3), dtype=np.float32), np.zeros((height, width), dtype=np.float32)
    )
    backdrop = _SCENES.get(subject)
    if backdrop is None:
        _BACKGROUNDS[subject](canvas, dice)
    else:
        _studio(canvas, dice)
        backdrop(canvas, dice)
    return canvas


def _hue(dice: np.random.Generator, saturation: float, value: float) -> Colour:
    return colorsys.hsv_to_rgb(float(dice.random()), saturation, value)


def _around(dice: np.random.Generator, colour: Colour, by: float = 0.06) -> Colour:
    red, green, blue = (np.clip(part + by * (dice.random() * 2 - 1), 0, 1) for part in colour)
    return float(red), float(green), float(blue)


# backdrops


def _studio(canvas: Canvas, dice: np.random.Generator) -> None:
    """Paper from wall to table in one tone, lighter in the middle."""
    _rows, _columns, x, y = canvas.window(-9, -1, 9, 1)
    tone = np.asarray(_hue(dice, 0.08 + 0.22 * dice.random(), 0.74 + 0.2 * dice.random()))
    light = 1.02 - 0.11 * (x * x + (y + 0.1) ** 2)
    ground = np.clip((y - 0.55) * 3, 0, 1) * 0.10
    canvas.picture[:] = (light - ground)[:, :, None] * tone.astype(np.float32)


def _beach(canvas: Canvas, dice: np.random.Generator) -> None:
    """Sky, sea and sand."""
    _rows, _columns, x, y = canvas.window(-9, -1, 9, 1)
    sky = np.array((0.84, 0.88, 0.98), dtype=np.float32)
    sky = sky + y[:, :, None] * np.array((0.36, 0.22, 0.08), dtype=np.float32)
    canvas.picture[:] = np.minimum(sky, 1)
    sea = y[:, 0] > 0
    waves = 0.05 * np.sin(60 / (y[sea] + 0.12) + x * 9)
    canvas.picture[sea] = waves[:, :, None] + np.array((0.10, 0.42, 0.55), dtype=np.float32)
    is_sand = y > 0.42 + 0.04 * np.sin(x * 2.2)
    grains = 0.02 * dice.standard_normal(int(is_sand.sum()), dtype=np.float32)
    canvas.picture[is_sand] = grains[:, None] + np.array((0.86, 0.76, 0.58), dtype=np.float32)


def _grey_studio(canvas: Canvas, _dice: np.random.Generator) -> None:
    _rows, _columns, x, y = canvas.window(-9, -1, 9, 1)
    light = 0.80 - 0.22 * (x * x * 0.6 + y * y)
    canvas.picture[:] = light[:, :, None] * np.array((0.96, 0.98, 1.0), dtype=np.float32)


def _garden(canvas: Canvas, dice: np.random.Generator) -> None:
    _rows, _columns, _x, y = canvas.window(-9, -1, 9, 1)
    canvas.picture[:] = np.array((0.30, 0.46, 0.22)) * (1.1 - 0.35 * y)[:, :, None]
    for _leaf in range(260):
        green = (
            0.16 + 0.3 * dice.random(),
            0.36 + 0.4 * dice.random(),
            0.12 + 0.15 * dice.random(),
        )
        size = 0.03 + 0.09 * dice.random()
        canvas.ball(
            dice.random() * 4 - 2, dice.random() * 1.5 - 1, size, size * 0.7, green, shine=0.0
        )


# subjects


def _portrait(canvas: Canvas, dice: np.random.Generator) -> None:
    """A figure of round bodies: nobody in particular."""
    skin = _around(
        dice, ((0.93, 0.76, 0.65), (0.78, 0.58, 0.45), (0.50, 0.35, 0.26))[int(dice.integers(3))]
    )
    hair = _around(
        dice, ((0.16, 0.11, 0.08), (0.45, 0.30, 0.16), (0.72, 0.58, 0.36))[int(dice.integers(3))]
    )
    is_long = dice.random() < 0.5
    x = float(dice.random() * 0.1 - 0.05)
    canvas.ball(x, -0.32, 0.33, 0.43, hair, shine=0.05)
    if is_long:
        canvas.turned(x, ((-0.3, 0.32), (0.2, 0.34), (0.42, 0.22)), hair, 0.05)
    canvas.ball(x, 1.12, 0.72, 0.75, _hue(dice, 0.5, 0.6), shine=0.05)
    canvas.turned(x, ((0.0, 0.13), (0.3, 0.14), (0.48, 0.2)), skin, 0.05)
    canvas.ball(x, -0.16, 0.255, 0.35, skin, shine=0.12)
    fringe = -0.43 if is_long else -0.46
    canvas.ball(x, fringe, 0.25, 0.12, hair, shine=0.05)
    for side in (-1, 1):
        canvas.ball(x + side * 0.095, -0.17, 0.036, 0.02, (0.96, 0.96, 0.95), shine=0.0)
        canvas.ball(x + side * 0.095, -0.17, 0.017, 0.018, (0.14, 0.11, 0.09), shine=0.5)
        canvas.ball(x + side * 0.095, -0.235, 0.055, 0.011, hair, shine=0.0)
    canvas.ball(x, -0.07, 0.032, 0.07, skin, shine=0.25)
    canvas.ball(x, 0.06, 0.085, 0.024, (0.72, 0.33, 0.32), shine=0.1)


def _vase(canvas: Canvas, dice: np.random.Generator) -> None:
    belly, neck = 0.26 + 0.14 * float(dice.random()), 0.08 + 0.08 * float(dice.random())
    colour = _hue(dice, 0.55, 0.75)
    canvas.shadow(0.12, 0.72, belly * 1.4, 0.09)
    outline = ((-0.6, neck * 1.35), (-0.5, neck), (-0.2, belly * 0.8), (0.1, belly))
    canvas.turned(0, (*outline, (0.5, belly * 0.7), (0.7, belly * 0.5)), colour)
    for band in range(int(dice.integers(1, 4))):
        top = -0.05 + band * 0.14
        canvas.turned(0, ((top, belly * 0.97), (top + 0.035, belly)), _hue(dice, 0.3, 0.95))


def _bottle(canvas: Canvas, dice: np.random.Generator) -> None:
    for place, tall in ((-0.34, 0.9), (0.34, 0.8), (0.0, 1.0)):
        glass = _hue(dice, 0.7, 0.45)
        x, top = place + float(dice.random() * 0.06), 0.72 - 1.3 * tall
        canvas.shadow(x + 0.1, 0.74, 0.24, 0.06)
        shoulder = top + 0.42 * tall
        canvas.turned(
            x,
            (
                (top, 0.055),
                (top + 0.04, 0.05),
                (shoulder - 0.14, 0.055),
                (shoulder, 0.17),
                (0.7, 0.17),
                (0.73, 0.15),
            ),
            glass,
            0.8,
        )
        canvas.turned(x, ((shoulder + 0.12, 0.172), (0.5, 0.172)), _hue(dice, 0.15, 0.95), 0.1)


def _flowers(canvas: Canvas, dice: np.random.Generator) -> None:
    canvas.shadow(0.1, 0.78, 0.4, 0.08)
    canvas.turned(0, ((0.1, 0.2), (0.3, 0.24), (0.76, 0.15)), _hue(dice, 0.2, 0.9))
    for _stem in range(26):
        x, y = float(dice.normal(0, 0.32)), float(-0.25 + dice.normal(0, 0.2))
        canvas.ball(x * 0.8, y + 0.16, 0.05, 0.11, (0.2, 0.45, 0.2), shine=0.05)
    for _blossom in range(18):
        x, y = float(dice.normal(0, 0.3)), float(-0.3 + dice.normal(0, 0.2))
        size, colour = 0.07 + 0.04 * float(dice.random()), _hue(dice, 0.55, 0.92)
        for petal in range(7):
            angle = petal * 0.8976
            canvas.ball(
                x + size * np.cos(angle),
                y + size * np.sin(angle),
                size * 0.62,
                size * 0.62,
                colour,
                shine=0.05,
            )
        canvas.ball(x, y, size * 0.45, size * 0.45, (0.93, 0.75, 0.2), shine=0.1)


def _fruit(canvas: Canvas, dice: np.random.Generator) -> None:
    canvas.shadow(0.08, 0.66, 0.75, 0.12)
    for _fruit_number in range(11):
        x, y = float(dice.random() * 0.9 - 0.45), float(-0.02 - 0.3 * dice.random())
        size = 0.13 + 0.06 * float(dice.random())
        colour = ((0.82, 0.16, 0.12), (0.95, 0.58, 0.12), (0.55, 0.72, 0.2), (0.45, 0.12, 0.3))
        canvas.ball(x, y, size, size * 0.95, colour[int(dice.integers(4))], shine=0.55)
        canvas.ball(x, y - size * 0.93, 0.012, 0.045, (0.3, 0.2, 0.1), shine=0.0)
    bowl = _hue(dice, 0.3, 0.85)
    canvas.turned(0, ((0.0, 0.72), (0.05, 0.7), (0.3, 0.55), (0.52, 0.25), (0.62, 0.3)), bowl)


def _arch(canvas: Canvas, dice: np.random.Generator) -> None:
    """An arch of leaves and blossoms, as for a wedding."""
    canvas.shadow(0, 0.86, 0.9, 0.1)
    for angle in np.linspace(0, np.pi, 130):
        x, y = -0.62 * np.cos(angle), 0.1 - 0.85 * np.sin(angle)
        _leaf(canvas, dice, float(x), float(y))
    for y in np.linspace(0.1, 0.86, 34):
        for side in (-0.62, 0.62):
            _leaf(canvas, dice, side, float(y))


def _leaf(canvas: Canvas, dice: np.random.Generator, x: float, y: float) -> None:
    is_blossom = dice.random() < 0.28
    colour = (0.95, 0.86, 0.86) if is_blossom else (0.2, 0.38 + 0.25 * float(dice.random()), 0.2)
    size = 0.03 + 0.03 * float(dice.random())
    x, y = x + float(dice.normal(0, 0.03)), y + float(dice.normal(0, 0.03))
    canvas.ball(x, y, size, size * 0.8, colour, shine=0.05)


def _cake(canvas: Canvas, dice: np.random.Generator) -> None:
    icing = _hue(dice, 0.2, 0.95)
    canvas.shadow(0.08, 0.74, 0.7, 0.1)
    canvas.turned(0, ((0.68, 0.66), (0.74, 0.64)), (0.86, 0.86, 0.88))
    for top, bottom, radius in ((0.3, 0.68, 0.52), (-0.08, 0.3, 0.38), (-0.42, -0.08, 0.25)):
        canvas.turned(0, ((top, radius), (bottom, radius)), _around(dice, icing, 0.04), 0.1)
        for drop in np.linspace(-0.95, 0.95, 15):
            size = 0.022 + 0.012 * float(dice.random())
            canvas.ball(float(drop) * radius, bottom - 0.02, size, size, _hue(dice, 0.5, 0.9))
    for _berry in range(9):
        canvas.ball(float(dice.normal(0, 0.11)), -0.45, 0.045, 0.045, (0.75, 0.1, 0.16), shine=0.6)


def _lamp(canvas: Canvas, dice: np.random.Generator) -> None:
    metal = _around(dice, (0.7, 0.6, 0.42), 0.2)
    canvas.shadow(0.1, 0.8, 0.4, 0.07)
    canvas.turned(0, ((-0.2, 0.03), (0.66, 0.03)), metal, 0.8)
    canvas.turned(0, ((0.62, 0.06), (0.72, 0.26), (0.79, 0.28)), metal, 0.6)
    canvas.turned(0, ((-0.72, 0.2), (-0.12, 0.46)), _hue(dice, 0.35, 0.95), 0.05)
    canvas.ball(0, -0.12, 0.44, 0.05, (1.0, 0.93, 0.72), shine=0.2)


_SCENES: dict[str, Scene] = {
    "portrait": _portrait,
    "vase": _vase,
    "bottle": _bottle,
    "flowers": _flowers,
    "fruit": _fruit,
    "arch": _arch,
    "cake": _cake,
    "lamp": _lamp,
}
_BACKGROUNDS: dict[str, Scene] = {"beach": _beach, "studio": _grey_studio, "garden": _garden}
