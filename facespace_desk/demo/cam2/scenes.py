"""What a simulated camera sees: sky by the sun's height, and one of five scenes below it.

Arrays are (height, width, 3) float32, sRGB from 0 to 1. A scene's fixed parts come from the
camera's number, so that they stay; clouds, lights, waves and cars come from the moment.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]

DAY_S = 86_400
_AXIAL_TILT_DEG = 23.44
_SOLSTICE_DAY = 355.0  # 21 December
_LAMP = (0.98, 0.86, 0.56)
_SKIES = (  # sun's height in degrees, colour at the zenith, colour at the horizon
    (-90.0, (0.015, 0.02, 0.05), (0.04, 0.05, 0.10)),
    (-12.0, (0.02, 0.03, 0.09), (0.07, 0.08, 0.16)),
    (-4.0, (0.10, 0.14, 0.32), (0.62, 0.36, 0.30)),
    (1.0, (0.26, 0.38, 0.62), (0.96, 0.62, 0.38)),
    (8.0, (0.30, 0.50, 0.80), (0.88, 0.84, 0.76)),
    (30.0, (0.24, 0.48, 0.84), (0.74, 0.86, 0.95)),
    (90.0, (0.22, 0.46, 0.86), (0.72, 0.86, 0.97)),
)


@dataclass(frozen=True)
class View:
    """A picture under way; *fixed* draws the same for ever, *now* for this second."""

    picture: Picture
    horizon: int  # row
    fixed: np.random.Generator
    now: np.random.Generator
    moment_s: int
    sun_deg: float


def sun_height_deg(moment_s: float, lat: float, lon: float) -> float:
    """How high the sun stands, to a degree or two; negative below the horizon."""
    day = moment_s / DAY_S % 365.2422
    season = math.cos(2 * math.pi * (day - _SOLSTICE_DAY) / 365.2422)
    declination = -math.radians(_AXIAL_TILT_DEG) * season
    hour_angle = 2 * math.pi * (moment_s % DAY_S) / DAY_S + math.radians(lon) - math.pi
    sine = math.sin(math.radians(lat)) * math.sin(declination)
    sine += math.cos(math.radians(lat)) * math.cos(declination) * math.cos(hour_angle)
    return math.degrees(math.asin(max(-1.0, min(1.0, sine))))


def scene(number: int, moment_s: int, sun_deg: float, width: int, height: int) -> Picture:
    """The picture without its writing."""
    fixed = np.random.default_rng(number)
    now = np.random.default_rng((number, moment_s))
    horizon = int(height * (0.48 + 0.14 * fixed.random()))
    picture = _sky(sun_deg, width, height, horizon)
    _clouds(picture[:horizon], fixed, moment_s, sun_deg)
    _SCENES[number % len(_SCENES)](View(picture, horizon, fixed, now, moment_s, sun_deg))
    light = 0.018 if sun_deg > 0 else 0.03  # cameras see more noise at night
    grain = now.standard_normal((height, width), dtype=np.float32)
    picture += (grain * light)[:, :, None]
    return picture


def brightness(sun_deg: float) -> float:
    """How bright the ground is: 1 by day, little at night."""
    return float(np.interp(sun_deg, (-8, 0, 12), (0.14, 0.5, 1.0)))


def _sky(sun_deg: float, width: int, height: int, horizon: int) -> Picture:
    heights = [step[0] for step in _SKIES]
    zenith, low = (
        np.array([np.interp(sun_deg, heights, band) for band in zip(*colours, strict=True)])
        for colours in ([step[1] for step in _SKIES], [step[2] for step in _SKIES])
    )
    share = np.clip(np.arange(height) / max(1, horizon), 0, 1)[:, None] ** 1.6
    column = (zenith * (1 - share) + low * share).astype(np.float32)
    return np.repeat(column[:, None, :], width, axis=1)


def _clouds(sky: Picture, fixed: np.random.Generator, moment_s: int, sun_deg: float) -> None:
    """Brighten soft stripes that drift with the time."""
    height, width = sky.shape[:2]
    cover = fixed.random() * 0.7
    x = np.arange(width, dtype=np.float32)[None, :] / width * 6 + moment_s % DAY_S / 90
    y = np.arange(height, dtype=np.float32)[:, None] / max(1, height) * 9
    waves = np.zeros((height, width), dtype=np.float32)
    for size, share in ((1.0, 0.5), (2.3, 0.3), (5.1, 0.2)):
        turn = np.float32(fixed.random() * 7)
        waves += share * np.sin(x * size + turn + np.sin(y * size * 0.7 + turn)) * np.cos(y * size)
    veil = np.clip(waves - (0.55 - cover), 0, 1)[:, :, None]
    colour = np.float32(0.25 + 0.72 * brightness(sun_deg))
    sky += (colour - sky) * np.minimum(veil, 0.8)


def _ridge(fixed: np.random.Generator, width: int, roughness: int) -> NDArray[np.float32]:
    """A smooth line over *width*, 0 to 1."""
    knots = fixed.random(roughness + 2)
    line = np.interp(np.linspace(0, roughness + 1, width), np.arange(roughness + 2), knots)
    return np.asarray(line, dtype=np.float32)


def _fill_below(picture: Picture, tops: NDArray[np.integer], bottom: int, colour: Picture) -> None:
    """Paint every column from its top to *bottom*; *colour* is (3,) or (width, 3)."""
    rows = np.arange(picture.shape[0])[:, None]
    mask = (rows >= tops[None, :]) & (rows < bottom)
    picture[mask] = np.broadcast_to(colour, picture.shape)[mask]


def _hills(view: View) -> None:
    picture, horizon, fixed, sun_deg = view.picture, view.horizon, view.fixed, view.sun_deg
    height, width = picture.shape[:2]
    light = brightness(sun_deg)
    for layer in range(3):
        rise = height * (0.22 - 0.06 * layer)
        tops = horizon - (rise * _ridge(fixed, width, 4 + 5 * layer)).astype(np.int64)
        tone = np.array((0.36, 0.44, 0.52), dtype=np.float32) * light * (1 - 0.25 * layer)
        _fill_below(picture, tops, horizon, tone)


def _ground(view: View, colour: tuple[float, float, float]) -> None:
    height, light = view.picture.shape[0], brightness(view.sun_deg)
    fade = np.linspace(0.75, 1.1, height - view.horizon, dtype=np.float32)[:, None, None]
    view.picture[view.horizon :] = np.array(colour, dtype=np.float32) * light * fade


def _buildings(view: View) -> None:
    """Houses from left to right; at night some of their windows are lit."""
    picture, horizon, fixed = view.picture, view.horizon, view.fixed
    height, width = picture.shape[:2]
    light, left = brightness(view.sun_deg), 0
    while left < width:
        wide = int(width * (0.04 + 0.08 * fixed.random()))
        top = horizon - int(height * (0.08 + 0.32 * fixed.random() ** 2))
        tone = np.array((0.42, 0.42, 0.46)) * (0.6 + 0.6 * fixed.random()) * light
        house = picture[top:horizon, left : left + wide]
        house[:] = tone
        _windows(view, house)
        left += wide + int(width * 0.006)


def _windows(view: View, house: Picture) -> None:
    step = max(6, view.picture.shape[0] // 60)
    inner = house[step:-step, 4:-4]
    rows, columns = inner.shape[0] // step, inner.shape[1] // step
    is_lit = view.fixed.random((rows, columns)) < (0.45 if view.sun_deg < 2 else 0.04)
    is_lit &= view.now.random((rows, columns)) < 0.985  # now and then one goes out
    panes = np.zeros((rows, step, columns, step), dtype=np.bool_)
    size = max(2, step // 3)
    panes[:, :size, :, :size] = is_lit[:, None, :, None]
    inner[: rows * step, : columns * step][panes.reshape(rows * step, columns * step)] = _LAMP


def _city(view: View) -> None:
    _hills(view)
    _ground(view, (0.34, 0.34, 0.36))
    _buildings(view)
    _traffic(view)


def _harbour(view: View) -> None:
    picture, horizon, fixed = view.picture, view.horizon, view.fixed
    moment_s, sun_deg = view.moment_s, view.sun_deg
    height, width = picture.shape[:2]
    _hills(view)
    deep = height - horizon
    mirror = picture[horizon - deep : horizon][::-1] if horizon >= deep else picture[:deep][::-1]
    picture[horizon:] = mirror[:deep] * 0.62 + np.array((0.02, 0.06, 0.08), dtype=np.float32)
    y = np.arange(deep, dtype=np.float32)[:, None]
    x = np.arange(width, dtype=np.float32)[None, :]
    waves = np.sin(deep * 22 / (y + 6) + x / (3 + y / 9) + moment_s * 0.9)
    picture[horizon:] += (waves * 0.05 * brightness(sun_deg))[:, :, None]
    for _boat in range(4):
        across = (fixed.random() * width + moment_s % 7_200 * (fixed.random() - 0.5) * 2) % width
        _boat_at(picture, int(across), horizon + int(deep * 0.5 * fixed.random()) + 6, sun_deg)


def _boat_at(picture: Picture, left: int, bottom: int, sun_deg: float) -> None:
    size = max(8, (bottom - picture.shape[0] // 2) // 4 + 14)
    light = brightness(sun_deg)
    picture[bottom - size // 3 : bottom, left : left + size * 2] = (
        np.array((0.5, 0.16, 0.14)) * light
    )
    picture[bottom - size : bottom - size // 3, left + size // 2 : left + size] = 0.85 * light
    if sun_deg < 0:
        picture[bottom - size - 3 : bottom - size, left + size // 2 : left + size // 2 + 3] = 1.0


def _road(view: View) -> None:
    picture, horizon, fixed = view.picture, view.horizon, view.fixed
    moment_s, sun_deg = view.moment_s, view.sun_deg
    height, width = picture.shape[:2]
    light = brightness(sun_deg)
    _hills(view)
    _ground(view, (0.30, 0.42, 0.24))
    away = width * (0.35 + 0.3 * fixed.random())
    depth = np.linspace(0.02, 1, height - horizon, dtype=np.float32)[:, None]
    middle = away + (width / 2 - away) * depth
    off = np.abs(np.arange(width)[None, :] - middle) / (width * 0.42 * depth)
    ground = picture[horizon:]
    ground[off < 1] = np.array((0.24, 0.24, 0.26)) * light
    dashes = (off < 0.02) & (np.sin(9 / depth) > 0)
    ground[dashes | ((off > 0.93) & (off < 0.96))] = 0.85 * light
    for car in range(7):
        way = (fixed.random() + moment_s * (0.03 + 0.02 * fixed.random())) % 1
        near = way if car % 2 else 1 - way
        share = 0.04 + 0.9 * near * near
        lane = 0.5 if car % 2 else -0.5
        left = int(away + (width / 2 - away) * share + lane * width * 0.42 * share)
        _car_at(view, left, horizon + int(share * (height - horizon)), share, car)


def _traffic(view: View) -> None:
    """Cars that pass from side to side."""
    height, width = view.picture.shape[:2]
    for car in range(6):
        speed = (0.05 + 0.04 * view.fixed.random()) * (1 if car % 2 else -1)
        left = int((view.fixed.random() + view.moment_s * speed) % 1 * width)
        row = 0.35 if car % 2 else 0.6
        _car_at(view, left, view.horizon + int((height - view.horizon) * row), 0.3 + row / 3, car)


def _car_at(view: View, middle: int, bottom: int, share: float, car: int) -> None:
    picture, sun_deg = view.picture, view.sun_deg
    wide = int(picture.shape[1] * 0.09 * share) + 2
    high = max(2, wide // 2)
    left, top = max(0, middle - wide // 2), max(0, bottom - high)
    tones = ((0.7, 0.15, 0.12), (0.85, 0.85, 0.88), (0.15, 0.2, 0.4), (0.1, 0.1, 0.1))
    tone = np.array(tones[car % len(tones)]) * brightness(sun_deg)
    picture[top:bottom, left : left + wide] = tone
    if sun_deg < 2:
        lamp = max(1, wide // 6)
        colour = (1.0, 0.95, 0.8) if car % 2 else (0.95, 0.12, 0.08)
        picture[bottom - lamp * 2 : bottom - lamp, left : left + lamp] = colour
        picture[bottom - lamp * 2 : bottom - lamp, left + wide - lamp : left + wide] = colour


def _mountains(view: View) -> None:
    picture, horizon, fixed = view.picture, view.horizon, view.fixed
    height, width = picture.shape[:2]
    light = brightness(view.sun_deg)
    tops = horizon - (height * 0.42 * _ridge(fixed, width, 7)).astype(np.int64)
    _fill_below(picture, tops, horizon, np.array((0.42, 0.44, 0.50), dtype=np.float32) * light)
    snow = np.minimum(tops + height // 14, horizon - height // 6)
    rows = np.arange(height)[:, None]
    picture[(rows >= tops[None, :]) & (rows < snow[None, :])] = 0.94 * light
    woods = horizon - (height * 0.12 * _ridge(fixed, width, 60)).astype(np.int64)
    _fill_below(picture, woods, horizon, np.array((0.12, 0.22, 0.16), dtype=np.float32) * light)
    _ground(view, (0.80, 0.83, 0.88) if fixed.random() < 0.5 else (0.34, 0.46, 0.26))


def _square(view: View) -> None:
    """Houses around an empty paved place: nobody is ever in these pictures."""
    picture, horizon = view.picture, view.horizon
    height, width = picture.shape[:2]
    _ground(view, (0.55, 0.50, 0.44))
    _buildings(view)
    depth = np.linspace(0.05, 1, height - horizon, dtype=np.float32)[:, None]
    across = (np.arange(width)[None, :] - width / 2) / (width * depth)
    joints = (np.abs(across * 14 % 1 - 0.5) < 0.02) | (np.sin(26 / depth) > 0.985)
    picture[horizon:][joints] *= 0.8
    if view.sun_deg < 2:
        for lamp in (0.2, 0.5, 0.8):
            _lamp(picture, int(width * lamp), horizon + height // 12)


def _lamp(picture: Picture, x: int, y: int) -> None:
    height, width = picture.shape[:2]
    rows, columns = np.ogrid[0:height, 0:width]
    glow = np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / (2 * (height / 16) ** 2))
    picture += glow[:, :, None].astype(np.float32) * np.array((0.7, 0.55, 0.3), dtype=np.float32)


_SCENES: tuple[Callable[[View], None], ...] = (_city, _harbour, _road, _mountains, _square)
