"""Beginning and end: threads, late answers, large data, and what a closed map leaves behind."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from facespace_desk.map import loading
from facespace_desk.map.basemap import Basemap
from facespace_desk.map.index import PointIndex
from facespace_desk.map.layers import PointLayer
from facespace_desk.map.loading import Loading
from facespace_desk.map.view import MapView
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import AllowLogs, LoopRunner
from tests.map.conftest import MakeView
from tests.map.views import crowd, points_at


def map_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("map-")]


def test_a_map_that_is_closed_in_the_midst_of_its_work_leaves_nothing(look: ThemeSwitch) -> None:
    for zoom in (2.0, 5.5, 9.0):
        view = MapView(look)
        view.resize(1200, 800)
        view.show()
        view.set_points(crowd(3_000))
        view.go_to(48, 10, zoom)
        view.repaint()  # tiles are under way
        view.hide()
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
        assert not shiboken6.isValid(view)
        assert map_threads() == []


def test_tiles_come_by_themselves_and_the_worker_ends(
    app_loop: LoopRunner, make_view: MakeView
) -> None:
    view = make_view()
    view.go_to(23.5, 14, 6)  # the Sahara

    async def scenario() -> None:
        await app_loop.until(lambda: view._tiles.is_complete)
        await app_loop.until(lambda: not map_threads())

    app_loop.run(scenario())
    shown = view.grab().toImage()
    assert shown.pixelColor(300, 320) == view.style_now.land


def test_zooming_on_drops_tiles_that_nobody_waits_for(
    app_loop: LoopRunner, make_view: MakeView
) -> None:
    view = make_view()
    for zoom in (3.0, 4.0, 5.0, 6.0, 7.0):
        view.go_to(48, 10, zoom)
        view.repaint()
    app_loop.run(app_loop.until(lambda: view._tiles.is_complete))
    scales = {key.scale for key in view._tiles._tiles}
    assert 256 * 2.0**7 in scales
    assert len(view._tiles._tiles) < 30


def test_pictures_of_tiles_stay_within_their_bytes(make_view: MakeView) -> None:
    view = make_view()
    for step in range(60):
        view.go_to(48, -100 + step * 3.0, 7)
        view.settle()
    assert view._tiles.bytes_held <= 32 << 20
    assert view._tiles.bytes_held == sum(
        tile.width() * tile.height() * 4 for tile in view._tiles._tiles.values()
    )


def test_many_points_are_indexed_on_a_thread_and_only_the_last_are_shown(
    app_loop: LoopRunner, make_view: MakeView
) -> None:
    view = make_view()
    count = loading.THREADED_FROM
    first, last = crowd(count, seed=1), crowd(count, seed=2)

    async def scenario() -> None:
        view.set_points(first)
        assert view._points is None  # not yet
        view.set_points(last)
        await app_loop.until(lambda: view._points is last)
        await app_loop.until(lambda: not map_threads())

    app_loop.run(scenario())
    assert view._points is last
    view.fit_all()
    view.settle()
    assert view._scene is not None
    assert view._scene.marks.count.sum() == count


def test_points_taken_away_meanwhile_do_not_come_back(
    app_loop: LoopRunner, make_view: MakeView
) -> None:
    view = make_view()

    async def scenario() -> None:
        view.set_points(crowd(loading.THREADED_FROM))
        view.set_points(None)
        await app_loop.until(lambda: not map_threads())
        done = app_loop.emitted(view.view_changed)
        view.go_to(10, 10, 5)
        with pytest.raises(TimeoutError):
            await app_loop.emitted(view.view_changed, timeout_s=0.1)
        done.close()

    app_loop.run(scenario())
    assert view._points is None


def test_a_basemap_that_cannot_be_read_is_told_and_points_are_shown_all_the_same(
    app_loop: LoopRunner,
    look: ThemeSwitch,
    monkeypatch: pytest.MonkeyPatch,
    allow_logs: AllowLogs,
    tmp_path: Path,
) -> None:
    allow_logs("basemap cannot be read")
    broken = tmp_path / "basemap.npz"
    broken.write_bytes(b"PK\x03\x04 nothing of use")
    whole = Basemap.load
    monkeypatch.setattr(loading._Shared, "basemap", None)
    monkeypatch.setattr(Basemap, "load", lambda path=None: whole(path or broken))
    view = MapView(look)
    told: list[str] = []
    view.trouble.connect(told.append)
    view.resize(400, 300)

    async def scenario() -> None:
        view.show()
        view.set_points(points_at([(40.0, 10.0)]))
        await app_loop.until(lambda: told)

    app_loop.run(scenario())
    assert told[0].startswith("The built-in map cannot be read")
    view.go_to(40, 10, 6)
    view.repaint()
    assert view._scene is not None
    assert len(view._scene.marks) == 1
    view.hide()
    view.deleteLater()


def test_the_basemap_is_read_once_for_all_maps(app_loop: LoopRunner, make_view: MakeView) -> None:
    one, other = make_view(), make_view()
    app_loop.run(app_loop.until(lambda: one._layout is not None and other._layout is not None))
    assert one._tiles._basemap is other._tiles._basemap


def test_an_index_of_few_points_is_there_at_once(look: ThemeSwitch) -> None:
    work = Loading()
    made: list[tuple[PointLayer, PointIndex]] = []
    work.index_made.connect(lambda layer, index: made.append((layer, index)))
    layer = PointLayer(np.array([10.0, np.nan]), np.array([40.0, 1.0]), np.zeros(2, np.uint8), str)
    work.make_index(layer)
    assert len(made) == 1
    assert len(made[0][1]) == 1
    work.deleteLater()
