"""Maps to look at: points in known places, a shown view, pictures and pixels of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facespace_desk.map import geo
from facespace_desk.map.layers import PointLayer
from facespace_desk.map.view import MapView

WIDTH, HEIGHT = 800, 600


def points_at(places: Sequence[tuple[float, float]], state: Sequence[int] = ()) -> PointLayer:
    """Points at (latitude, longitude), all active unless said otherwise."""
    lat = np.array([place[0] for place in places], np.float64)
    lon = np.array([place[1] for place in places], np.float64)
    states = np.array(list(state) or [0] * len(places), np.uint8)
    return PointLayer(lon, lat, states, lambda row: f"Point {row}\nsecond line")


def crowd(count: int, seed: int = 7) -> PointLayer:
    """Points strewn over the northern continents; every tenth is inactive."""
    random = np.random.default_rng(seed)
    lat, lon = random.uniform(25, 60, count), random.uniform(-120, 140, count)
    state = (np.arange(count) % 10 == 0).astype(np.uint8)
    return PointLayer(
        lon, lat, state, lambda row: f"Camera {row}", counted=lambda n: f"{n:,} cameras"
    )


def picture(view: MapView) -> QImage:
    """The settled map without a ring of focus, in device pixels."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    view.settle()
    image = QImage(view.grab().toImage())
    return image.convertToFormat(QImage.Format.Format_RGB32)


def pixel(image: QImage, at: QPointF) -> QColor:
    """The colour at a logical pixel."""
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(at.x() * ratio), round(at.y() * ratio))


def is_near(one: QColor, other: QColor, by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(_rgb(one), _rgb(other), strict=True))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def px_of(view: MapView, lat: float, lon: float) -> QPointF:
    """Where a place is in the view."""
    x, y = view.viewport.to_px(*geo.to_world(lon, lat))
    return QPointF(float(x), float(y))


def spot(view: MapView, lat: float, lon: float) -> QPoint:
    return px_of(view, lat, lon).toPoint()


def hover(view: MapView, at: QPoint) -> None:
    """Move the pointer there without a button."""
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)


def drag(view: MapView, begin: QPoint, end: QPoint, *, steps: int = 5) -> None:
    """Press the left button, move, let go."""
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(view, button, pos=begin)
    for step in range(1, steps + 1):
        at = begin + (end - begin) * step / steps
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(view.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, event)
    QTest.mouseRelease(view, button, pos=end)


def click(view: MapView, at: QPoint) -> None:
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
