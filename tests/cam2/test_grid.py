"""A few cameras side by side: one after another, two at once, never more than nine."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from facespace_desk.cam2.model.grid import AT_ONCE, MOST, GridModel
from facespace_desk.cam2.view.grid import GridDialog
from facespace_desk.modelkit.display import Display
from tests.cam2.picture_making import camera_at, darkroom, picture
from tests.limits import AT_ONCE_S, PATIENCE_S
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.widgets.conftest import Show, look, show

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["look", "show"]


@contextlib.asynccontextmanager
async def gridding(floor_s: float = 0.01) -> AsyncIterator[GridModel]:
    async with darkroom(floor_s=floor_s, at_once=5) as room:
        model = GridModel(room.stills, room.notes)
        try:
            yield model
        finally:
            await model.close()


async def becomes(model: GridModel, holds: Callable[[], object]) -> None:
    changed = asyncio.Event()
    model.changed.connect(changed.set)
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not holds():
                await changed.wait()
                changed.clear()
    finally:
        model.changed.disconnect(changed.set)


async def test_nine_at_most_are_shown_and_none_is_fetched_by_itself(server: FaultyServer) -> None:
    async with gridding() as model:
        left_out = model.show([camera_at(server, number) for number in range(1, 13)])
        assert (len(model.states), left_out) == (MOST, 3)
        await asyncio.sleep(0.05)
    assert not server.requests


async def test_two_at_once_and_each_in_turn(server: FaultyServer) -> None:
    server.play(faulty.stall(then=picture()))
    async with gridding() as model:
        model.show([camera_at(server, number) for number in range(1, 6)])
        model.refresh()
        await server.arrived(AT_ONCE)
        await asyncio.sleep(0.1)  # time enough for a third, if it were let through
        assert len(server.requests) == AT_ONCE
        assert sum(state.is_loading for state in model.states) == AT_ONCE
        server.release.set()
        await becomes(model, lambda: all(state.still for state in model.states))
        targets = [seen.target for seen in server.requests]
        assert sorted(targets) == [f"/camera/{number}.jpg" for number in range(1, 6)]
        assert set(targets[:2]) == {"/camera/1.jpg", "/camera/2.jpg"}


async def test_one_that_fails_leaves_the_others_alone(server: FaultyServer) -> None:
    server.play(picture(), faulty.fault(404), picture())
    async with gridding() as model:
        model.show([camera_at(server, number) for number in (1, 2, 3)])
        model.refresh()
        await becomes(model, lambda: all(s.still or s.error for s in model.states))
        assert sum(state.still is not None for state in model.states) == 2
        assert sum(state.error is not None for state in model.states) == 1


async def test_cancel_in_the_middle(server: FaultyServer) -> None:
    server.play(faulty.stall())
    async with gridding() as model:
        model.show([camera_at(server, number) for number in (1, 2, 3)])
        model.refresh()
        await server.arrived(2)
        model.cancel()
        assert not model.is_loading
        async with asyncio.timeout(AT_ONCE_S):
            await server.lost.wait()
    assert len(server.requests) == 2


async def test_rounds_rest_while_hidden(server: FaultyServer) -> None:
    server.play(picture())
    async with gridding() as model:
        model.set_visible(True)
        model.show([camera_at(server, 1)])
        model.refresh()
        await becomes(model, lambda: model.states[0].still)
        model.set_every(1.0)
        assert model.every_s == 5.0
        await becomes(model, lambda: model.next_ms is not None)
        model.set_visible(False)
        assert model.next_ms is None
        model.set_visible(True)
        await becomes(model, lambda: model.next_ms is not None)
        model.set_every(None)
        assert model.next_ms is None


def test_dialog_shows_a_picture_for_each_camera(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server, gridding() as model:
            server.play(picture(), faulty.fault(401), picture())
            model.show([camera_at(server, n, city=f"City {n}") for n in (1, 2, 3)])
            dialog = GridDialog(model, Display(), None)
            show(dialog)
            assert len(dialog.pictures) == 3
            await app_loop.until(
                lambda: all("old" in each.text or "login" in each.text for each in dialog.pictures)
            )
            assert [each.text.partition(",")[0] for each in dialog.pictures] == [
                "City 1",
                "City 2",
                "City 3",
            ]
            await app_loop.until(lambda: not model.is_loading)
            words = [each.text() for each in dialog.findChildren(QPushButton)]
            assert "Refresh all" in words
            dialog.reject()
            model.show([camera_at(server, 9)])
            assert not model.states[0].is_loading

    app_loop.run(scenario())
