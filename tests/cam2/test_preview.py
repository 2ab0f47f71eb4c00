"""The preview: on a click only, refreshed while it is seen, old pictures marked as old."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from facespace_desk.cam2.model.player import PlayerModel
from facespace_desk.cam2.model.preview import PreviewModel, PreviewState
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view.preview import PreviewPane
from facespace_desk.modelkit.display import Display
from facespace_desk.net.errors import ErrorKind
from tests.cam2.picture_making import Darkroom, camera_at, darkroom, picture
from tests.limits import AT_ONCE_S, PATIENCE_S
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.widgets.conftest import Show, look, show

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["look", "show"]


@contextlib.asynccontextmanager
async def previewing(floor_s: float = 0.01) -> AsyncIterator[tuple[PreviewModel, Darkroom]]:
    async with darkroom(floor_s=floor_s) as room:
        model = PreviewModel(room.stills, room.notes)
        try:
            yield model, room
        finally:
            await model.close()


async def becomes(model: PreviewModel, holds: Callable[[PreviewState], object]) -> PreviewState:
    """Wait until the state is so."""
    changed = asyncio.Event()
    model.changed.connect(changed.set)
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not holds(model.state):
                await changed.wait()
                changed.clear()
    finally:
        model.changed.disconnect(changed.set)
    return model.state


async def test_nothing_is_fetched_before_the_click(server: FaultyServer) -> None:
    server.play(picture())
    async with previewing() as (model, _room):
        model.set_visible(True)
        model.show(camera_at(server))
        await asyncio.sleep(0.1)
        assert not server.requests
        model.fetch()
        state = await becomes(model, lambda state: state.still)
        assert state.error is None
        assert not state.is_loading
    assert len(server.requests) == 1


async def test_a_second_click_while_waiting_asks_once(server: FaultyServer) -> None:
    server.play(faulty.stall(then=picture()))
    async with previewing() as (model, _room):
        model.show(camera_at(server))
        model.fetch()
        model.fetch()
        await server.arrived()
        model.fetch()
        server.release.set()
        await becomes(model, lambda state: state.still)
    assert len(server.requests) == 1


async def test_last_good_picture_stays_with_the_trouble(server: FaultyServer) -> None:
    server.play(picture(), faulty.fault(401))
    async with previewing() as (model, room):
        camera = camera_at(server)
        model.show(camera)
        model.fetch()
        good = (await becomes(model, lambda state: state.still)).still
        assert room.notes.note(camera.camera_id).is_good
        model.fetch()
        state = await becomes(model, lambda state: state.error)
        assert state.still is good
        assert state.error is not None
        assert state.error.kind is ErrorKind.LOGIN_WANTED
        note = room.notes.note(camera.camera_id)
        assert not note.is_good
        assert "wants a login" in note.checked_result
        assert room.notes.recent == (camera.camera_id,)


async def test_a_camera_that_cannot_be_asked_is_not_noted_as_checked() -> None:
    async with previewing() as (model, room):
        model.show(Camera(camera_id="a", type="stream", m3u8_url="http://cam.example/a"))
        model.fetch()
        state = await becomes(model, lambda state: state.error)
        assert state.error is not None
        assert state.error.kind is ErrorKind.USAGE
        assert room.notes.note("a").checked_ms is None


async def test_another_camera_forgets_the_picture_and_the_request(server: FaultyServer) -> None:
    server.play(picture(), faulty.stall())
    async with previewing() as (model, _room):
        model.show(camera_at(server, 1))
        model.fetch()
        await becomes(model, lambda state: state.still)
        model.fetch()
        await server.arrived(2)
        model.show(camera_at(server, 2))
        assert model.state == PreviewState(camera_at(server, 2))
        async with asyncio.timeout(AT_ONCE_S):
            await server.lost.wait()


async def test_same_camera_with_other_facts_keeps_its_picture(server: FaultyServer) -> None:
    server.play(picture())
    async with previewing() as (model, _room):
        model.show(camera_at(server))
        model.fetch()
        state = await becomes(model, lambda state: state.still)
        model.show(camera_at(server, city="Nelson"))
        assert model.state.still is state.still
        model.show(camera_at(server, city="Nelson", image_path="/other.jpg"))
        assert model.state.still is None


async def test_cancel_hangs_up_at_once(server: FaultyServer) -> None:
    server.play(faulty.stall())
    async with previewing() as (model, _room):
        model.show(camera_at(server))
        model.fetch()
        await server.arrived()
        model.cancel()
        assert not model.state.is_loading
        async with asyncio.timeout(AT_ONCE_S):
            await server.lost.wait()


async def test_refreshes_while_visible_and_not_while_hidden(server: FaultyServer) -> None:
    server.play(picture())
    async with previewing(floor_s=0.05) as (model, _room):
        model.set_visible(True)
        model.show(camera_at(server))
        model.set_every(0.05)
        await server.arrived(4)
        model.set_visible(False)
        await becomes(model, lambda state: not state.is_loading)
        count = len(server.requests)
        await asyncio.sleep(0.3)
        assert len(server.requests) == count
        assert model.state.next_ms is None
        model.set_visible(True)
        await server.arrived(count + 2)
        model.set_every(None)
        await becomes(model, lambda state: not state.is_loading and state.next_ms is None)


async def test_refreshing_one_camera_is_no_leave_for_the_next(server: FaultyServer) -> None:
    server.play(picture())
    async with previewing(floor_s=0.05) as (model, _room):
        model.set_visible(True)
        model.show(camera_at(server, 1))
        model.set_every(0.05)
        await server.arrived(2)
        model.show(camera_at(server, 2))
        await asyncio.sleep(0.3)
        assert not any("/2.jpg" in seen.target for seen in server.requests)
        assert model.every_s == 0.05


def test_refresh_is_never_faster_than_the_floor(server_free_stills: PreviewModel) -> None:
    server_free_stills.set_every(0.1)
    assert server_free_stills.every_s == 2.0


@pytest.fixture
async def server_free_stills() -> AsyncIterator[PreviewModel]:
    async with previewing(floor_s=2.0) as (model, _room):
        yield model


def test_failing_camera_is_asked_less_and_less_often() -> None:
    waits = [PreviewState(failures=count).retry_s(5.0) for count in (0, 1, 2, 3, 4, 500)]
    assert waits == [5.0, 10.0, 20.0, 40.0, 60.0, 60.0]
    assert PreviewState(failures=3).retry_s(300.0) == 300.0


async def test_failing_refreshes_go_on(server: FaultyServer) -> None:
    server.play(faulty.fault(500), faulty.fault(500), picture())
    async with previewing() as (model, _room):
        model.set_visible(True)
        model.show(camera_at(server))
        model.set_every(0.02)
        failed = await becomes(model, lambda state: state.error)
        assert failed.next_ms is not None or failed.is_loading
        state = await becomes(model, lambda state: state.still)
        assert state.failures == 0
        assert state.error is None


def pane_button(pane: PreviewPane, begins: str) -> QPushButton:
    return next(b for b in pane.findChildren(QPushButton) if b.text().startswith(begins))


def test_pane_says_age_and_trouble_and_stops(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server, previewing() as (model, _room):
            player = PlayerModel()
            pane = PreviewPane(model, player, Display())
            show(pane)
            server.play(picture(), faulty.html(200), faulty.stall())
            assert not pane_button(pane, "Show picture").isEnabled()
            model.show(camera_at(server))
            assert "when you ask" in pane.picture.text
            pane_button(pane, "Show picture").click()
            assert "Fetching the picture" in pane.picture.text
            await app_loop.until(lambda: "old" in pane.picture.text)
            assert "UTC" in pane.picture.text
            pane_button(pane, "Refresh").click()
            await app_loop.until(lambda: "No newer one: The camera sent a web" in pane.picture.text)
            pane_button(pane, "Refresh").click()
            await server.arrived(3)
            assert "Fetching" in pane.picture.text
            pane_button(pane, "Stop").click()
            assert "web page" in pane.picture.text
            async with asyncio.timeout(AT_ONCE_S):
                await server.lost.wait()
            await player.close()

    app_loop.run(scenario())


def test_age_ticks_on_the_picture(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server, previewing() as (model, _room):
            player = PlayerModel()
            pane = PreviewPane(model, player, Display())
            show(pane)
            server.play(picture())
            model.show(camera_at(server))
            model.fetch()
            await app_loop.until(lambda: "old" in pane.picture.accessibleDescription())
            first = pane.picture.accessibleDescription()
            await app_loop.until(lambda: pane.picture.accessibleDescription() != first)
            await player.close()

    app_loop.run(scenario())


def test_hidden_pane_stops_refreshing(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server, previewing(floor_s=0.05) as (model, _room):
            player = PlayerModel()
            pane = PreviewPane(model, player, Display())
            show(pane)
            server.play(picture())
            model.show(camera_at(server))
            chooser = pane.findChild(QComboBox)
            chooser.setFocus()
            QTest.keyClick(chooser, Qt.Key.Key_Down)
            assert model.every_s == 2.0
            await server.arrived(1)
            await app_loop.until(lambda: model.state.next_ms is not None)
            pane.hide()
            assert model.state.next_ms is None
            pane.show()
            assert model.state.next_ms is not None
            await player.close()

    app_loop.run(scenario())
