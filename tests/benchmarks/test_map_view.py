"""The map with 100,000 and with a million points: frames, first frame, memory.

    python -m pytest -m benchmark tests/benchmarks/test_map_view.py -s -p no:xdist

The scripts: pan at zoom 4.5, 60 frames of 8 px; whole zooms 2 to 11 and back; pan over a city at
zoom 10. A frame is from the change of the view until it is painted and the loop is empty again.
Wall-clock times are printed; the limits hold for the part of each frame in which this process
computed, because on a shared machine the rest belongs to others.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from facespace_desk.map.layers import PointLayer
from facespace_desk.map.loading import shared_basemap
from facespace_desk.map.tools import SearchCircle
from facespace_desk.map.view import MapView
from facespace_desk.widgets.theme import ThemeSwitch
from tests.benchmarks.conftest import Gaps
from tests.widgets.conftest import look

__all__ = ["look"]

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]

SIZE = (1200, 800)
PAN_MEDIAN_MS, PAN_P95_MS = 8.0, 20.0
ZOOM_MEDIAN_MS = 15.0
FIRST_FRAME_MS = 60.0
MILLION_TO_100K = 1.5  # pan medians: the cost must not grow with what is held
OVERLAY_TO_STATIC = 0.5
Report = Callable[[str, str], None]


def cameras(count: int) -> PointLayer:
    """Points strewn round the towns of the basemap, more round large ones."""
    places = shared_basemap().places
    random = np.random.default_rng(5)
    weight = np.sqrt(places.population + 1.0)
    town = random.choice(len(places), count, p=weight / weight.sum())
    lon = places.lon[town] + random.normal(scale=0.08, size=count)
    lat = places.lat[town] + random.normal(scale=0.05, size=count)
    state = random.choice(3, count, p=[0.9, 0.06, 0.04]).astype(np.uint8)
    return PointLayer(
        lon, lat, state, lambda row: f"Camera {row}", counted=lambda n: f"{n:,} cameras"
    )


@dataclass
class Desk:
    """A shown map, and the script that moves it."""

    view: MapView
    frames: Gaps = field(default_factory=Gaps)

    def frame(self, change: Callable[[], object]) -> None:
        """Change something, paint, and let the loop become empty."""
        wall, busy = time.perf_counter(), time.process_time()
        change()
        self.view.repaint()
        QApplication.processEvents()
        gap = (time.perf_counter() - wall) * 1000
        self.frames.wall.append(gap)
        self.frames.busy.append(min(gap, (time.process_time() - busy) * 1000))

    def rest(self) -> None:
        """Let the worker end, and forget the frames so far."""
        self.view.settle()
        QApplication.processEvents()
        self.frames = Gaps()

    def pan(self, zoom: float, lat: float, lon: float) -> Gaps:
        self.view.go_to(lat, lon, zoom)
        self.rest()
        for _ in range(60):
            self.frame(lambda: self.view.set_viewport(self.view.viewport.pan(-8, 0)))
        return self.frames

    def zoom(self) -> Gaps:
        self.view.go_to(41.9, -87.6, 2)
        self.rest()
        for zoom in (*range(3, 12), *range(10, 1, -1)):
            self.frame(lambda zoom=zoom: self.view.go_to(41.9, -87.6, zoom))  # type: ignore[misc]
        return self.frames

    def repeat(self, change: Callable[[], object]) -> Gaps:
        self.rest()
        for _ in range(30):
            self.frame(change)
        return self.frames


@pytest.fixture
def desk(look: ThemeSwitch) -> Iterator[Desk]:
    shared_basemap()
    view = MapView(look)
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()
    view.settle()
    gc.collect()
    yield Desk(view)
    view.hide()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def words(gaps: Gaps) -> str:
    return (
        f"median {gaps.at(0.5):.1f}, p95 {gaps.at(0.95):.1f} ms (computed: "
        f"{gaps.at(0.5, gaps.busy):.1f}, {gaps.at(0.95, gaps.busy):.1f})"
    )


def first_frame_ms(desk: Desk, layer: PointLayer) -> float:
    """From arrays to the first frame that shows them."""
    desk.frames = Gaps()

    def show() -> None:
        desk.view.set_points(layer)
        desk.view._loading.finish()  # a million are indexed on a thread
        QApplication.processEvents()

    desk.frame(show)
    assert desk.view._scene is not None
    assert desk.view._scene.marks.count.sum() > 0
    return desk.frames.busy[0]


def measured(desk: Desk, count: int, report: Report) -> dict[str, Gaps]:
    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    layer = cameras(count)
    first = first_frame_ms(desk, layer)
    report(f"{count:,} points: arrays to the first frame", f"{first:.0f} ms")
    if count <= 100_000:
        assert first <= FIRST_FRAME_MS
    phases = {
        "zoom, every tile new": desk.zoom(),
        "zoom again": desk.zoom(),
        "pan": desk.pan(4.5, 50.0, 10.0),
        "pan over a city": desk.pan(10, 41.9, -87.6),
    }
    for name, gaps in phases.items():
        report(f"{count:,} points: {name}", words(gaps))
    held = (process.memory_info().rss - before) >> 20
    tiles = desk.view._tiles.bytes_held >> 20
    whole = process.memory_info().rss >> 20
    report(f"{count:,} points: memory", f"{held} MiB more, {tiles} of tiles; all {whole} MiB")
    return phases


@pytest.mark.parametrize("count", [100_000, 1_000_000])
def test_frames_stay_within_their_time(desk: Desk, report: Report, count: int) -> None:
    phases = measured(desk, count, report)
    for name in ("pan", "pan over a city"):
        busy = phases[name].busy
        assert phases[name].at(0.5, busy) <= PAN_MEDIAN_MS, name
        assert phases[name].at(0.95, busy) <= PAN_P95_MS, name
    for name in ("zoom, every tile new", "zoom again"):
        assert phases[name].at(0.5, phases[name].busy) <= ZOOM_MEDIAN_MS, name


def test_a_million_points_pan_as_lightly_as_100_000(desk: Desk, report: Report) -> None:
    medians = []
    for count in (100_000, 1_000_000):
        first_frame_ms(desk, cameras(count))
        gaps = desk.pan(4.5, 50.0, 10.0)
        medians.append(gaps.at(0.5, gaps.busy))
    report("pan, a million against 100,000", f"{medians[1]:.1f} ms, {medians[0]:.1f} ms")
    assert medians[1] <= medians[0] * MILLION_TO_100K


def test_what_moves_over_the_map_costs_half_of_a_whole_repaint(desk: Desk, report: Report) -> None:
    view = desk.view
    first_frame_ms(desk, cameras(100_000))
    view.go_to(48, 10, 4.7)
    view.set_circle(SearchCircle(47.4, 8.5, 300))
    whole = desk.repeat(view.repaint_map)
    over = desk.repeat(view.update)
    report("whole repaint", words(whole))
    report("repaint of what moves over it, with a circle", words(over))
    assert over.at(0.5, over.busy) <= whole.at(0.5, whole.busy) * OVERLAY_TO_STATIC


def test_a_circle_in_the_hand_is_counted_in_time(desk: Desk, report: Report) -> None:
    view = desk.view
    first_frame_ms(desk, cameras(1_000_000))
    for km in (50.0, 1_000.0, 8_000.0):
        view.set_circle(SearchCircle(45, 10, km))
        times = []
        for _ in range(5):
            begun = time.process_time()
            count = view.count_in_circle()
            times.append((time.process_time() - begun) * 1000)
        report(f"{count:,} of a million in a circle of {km:,.0f} km", f"{min(times):.1f} ms")
        assert min(times) <= 50
