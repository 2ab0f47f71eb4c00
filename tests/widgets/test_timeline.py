"""The timeline: lanes, hatched times without looking, dragging, and what it tells at a point."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facespace_desk.modelkit.activity import Activity, Blind, Lane
from facespace_desk.modelkit.display import Display, Zone
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.timeline import Timeline
from tests.widgets.conftest import look

__all__ = ["look"]

START_MS = 1_709_539_200_000  # 08:00 on 4 March 2024
HOUR_MS = 3_600_000


def activity(lanes: int = 2, *blind: Blind) -> Activity:
    counts = np.zeros((lanes, 60), np.int64)
    if lanes:
        counts[0, 30:40] = 2
    names = tuple(Lane(f"cam-{row}", f"Camera {row}", row) for row in range(lanes))
    return Activity(names, START_MS, START_MS + HOUR_MS, counts, blind)


@pytest.fixture
def timeline(look: ThemeSwitch) -> Iterator[Timeline]:
    made = Timeline(Display(local=ZoneInfo("Europe/Berlin")), look)
    made.resize(900, 140)
    made.show()
    QApplication.processEvents()
    yield made
    made.hide()
    made.deleteLater()


def x_of(timeline: Timeline, at_ms: int) -> int:
    scene = timeline._box.mapViewToScene(QPointF(at_ms / 1000, 0.5))
    return round(timeline._plot.mapFromScene(scene).x())


def test_bins_with_people_are_drawn_and_others_are_not(timeline: Timeline) -> None:
    timeline.show_activity(activity())
    QApplication.processEvents()
    picture: QImage = timeline._plot.grab().toImage()
    y = round(timeline._plot.mapFromScene(timeline._box.mapViewToScene(QPointF(0, 0.5))).y())
    ratio = picture.devicePixelRatio()

    def colour(minute: float) -> str:
        x = x_of(timeline, START_MS + int(minute * 60_000))
        return picture.pixelColor(round(x * ratio), round(y * ratio)).name()

    assert colour(35.5) != colour(10.5)
    assert colour(50.5) == colour(10.5)


def test_time_without_looking_is_hatched_within_the_picture(timeline: Timeline) -> None:
    blind = (
        Blind(START_MS - HOUR_MS, START_MS + 60_000, "timed out"),
        Blind(START_MS + 2 * HOUR_MS, START_MS + 3 * HOUR_MS, "later"),
    )
    timeline.show_activity(activity(2, *blind))
    spans = {(item.rect().left(), item.rect().right()) for item in timeline._hatches}
    assert spans == {(START_MS / 1000, START_MS / 1000 + 60)}
    timeline.show_activity(activity())
    assert not timeline._hatches


def test_dragging_with_the_mouse_chooses_a_range(timeline: Timeline) -> None:
    timeline.show_activity(activity())
    QApplication.processEvents()
    chosen: list[tuple[int, int]] = []
    timeline.range_chosen.connect(lambda low, high: chosen.append((low, high)))
    view = timeline._plot.viewport()
    begin = QPoint(x_of(timeline, START_MS + 40 * 60_000), 30)
    end = QPoint(x_of(timeline, START_MS + 20 * 60_000), 40)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    for step in range(1, 6):
        QTest.mouseMove(view, begin + (end - begin) * step / 5)
        QApplication.processEvents()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    QApplication.processEvents()
    assert len(chosen) == 1
    low, high = chosen[0]
    assert abs(low - (START_MS + 20 * 60_000)) < 3 * 60_000
    assert abs(high - (START_MS + 40 * 60_000)) < 3 * 60_000
    assert timeline._region.isVisible()
    timeline.choose_nothing()
    assert not timeline._region.isVisible()


def test_point_tells_camera_time_people_or_why_nothing_is_known(timeline: Timeline) -> None:
    shown = activity(2, Blind(START_MS, START_MS + 60_000, "timed out"))
    assert timeline._tell(shown, START_MS + 35 * 60_000, 0) == (
        "Camera 0, 2024-03-04 08:35:00: 2 people"
    )
    assert timeline._tell(shown, START_MS + 30_000, 1).endswith("no data (timed out)")
    assert timeline._tell(shown, START_MS + HOUR_MS, 0) == ""
    assert timeline._tell(shown, START_MS, 2) == ""


def test_axis_is_in_the_zone_in_force(timeline: Timeline) -> None:
    timeline.show_activity(activity())
    assert timeline._axis._display.zone is Zone.UTC
    timeline._axis.tickValues(START_MS / 1000, START_MS / 1000 + 3600, 800)
    assert timeline._axis.utcOffset == 0
    timeline._axis._display.set_zone(Zone.LOCAL)
    timeline._axis.tickValues(START_MS / 1000, START_MS / 1000 + 3600, 800)
    assert timeline._axis.utcOffset == -3600


def test_no_camera_and_a_hundred_cameras_can_be_drawn(
    timeline: Timeline, look: ThemeSwitch
) -> None:
    assert timeline.is_empty
    for lanes in (0, 1, 100):
        timeline.show_activity(activity(lanes))
        QApplication.processEvents()
    names = timeline._plot.getAxis("left")._tickLevels[0]
    assert 0 < len(names) < 20
    look.apply(QApplication.instance(), "light", "normal")  # type: ignore[arg-type]
    QApplication.processEvents()
    assert not timeline.is_empty
