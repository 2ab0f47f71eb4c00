"""Trails as painter paths: all of one age in one path, made by numpy and read by Qt in one go."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath

from facespace_desk.amigocloud.model.fleet import Fleet
from facespace_desk.amigocloud.model.glide import Shown
from facespace_desk.amigocloud.model.trails import POINTS, Flags, Ints
from facespace_desk.map.geo import Floats
from facespace_desk.map.viewport import Viewport

AGES: Final = 3  # paths, from the oldest stretch to the newest
POINTS_MOST: Final = 24_000  # of all trails together; beyond it each is thinned
_ELEMENT: Final = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])  # QDataStream's order
_MOVE, _LINE = 0, 1


def trail_paths(
    fleet: Fleet, shown: Shown, rows: Ints, viewport: Viewport, now_ms: int
) -> list[QPainterPath]:
    """The trails of *rows* to where they are *shown*, in pixels, oldest stretches first; broken
    where nothing was heard."""
    if not len(rows) or fleet.trails.span.is_off:
        return []
    most = max(8, min(POINTS, POINTS_MOST // len(rows)))
    head_x, head_y = shown.x[rows], shown.y[rows]
    until_ms = shown.at_ms[rows]
    ways = fleet.trails.ways(rows, head_x, head_y, now_ms, until_ms=until_ms, most=most)
    across = np.where(ways.known, ways.x - head_x[:, None], 0.0)
    across -= np.round(across)
    down = np.where(ways.known, ways.y - head_y[:, None], 0.0)
    head_px, head_py = viewport.to_px(head_x, head_y)
    px = head_px[:, None] + across * viewport.world_px
    py = head_py[:, None] + down * viewport.world_px
    ages = _ages(ways.at_ms, ways.known)
    return [_path(px, py, ways.is_line & (ages == age)) for age in range(AGES)]


def _ages(at_ms: Ints, known: Flags) -> Ints:
    """Which path a stretch belongs to, by the share of its trail's time that came before it."""
    newest = at_ms[:, -1:]
    oldest = np.where(known, at_ms, newest).min(axis=1, keepdims=True)
    age_ms = np.where(known, at_ms - oldest, 0)
    share = age_ms / np.maximum(newest - oldest, 1)
    ages: Ints = np.clip((share * AGES).astype(np.int64), 0, AGES - 1)
    return ages


def _path(px: Floats, py: Floats, is_line: Flags) -> QPainterPath:
    """One path with a line to each point whose stretch counts."""
    begins = np.zeros(px.shape, np.bool_)
    begins[:, :-1] = is_line[:, 1:]
    wanted = begins | is_line
    count = int(np.count_nonzero(wanted))
    path = QPainterPath()
    if not count:
        return path
    elements = np.empty(count, _ELEMENT)
    elements["kind"] = np.where(is_line[wanted], _LINE, _MOVE)
    elements["x"], elements["y"] = px[wanted], py[wanted]
    head = np.array([count], ">i4").tobytes()
    tail = np.array([0, 0], ">i4").tobytes()  # where the last line began, and how it is filled
    data = QByteArray(head + elements.tobytes() + tail)  # the stream does not keep it
    stream = QDataStream(data, QIODevice.OpenModeFlag.ReadOnly)
    stream >> path
    return path
