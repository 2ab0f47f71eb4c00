"""Coverage statistics: every camera counted once, what is not known as unknown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from facespace_desk.cam2.model.statistics import SLICE, Bar, Coverage, StatisticsModel
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view.statistics import StatisticsDialog
from tests.limits import PATIENCE_S
from tests.widgets.conftest import Show, look, show

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["look", "show"]


def camera(number: int, **values: object) -> Camera:
    return Camera(camera_id=str(number), **values)  # type: ignore[arg-type]


SOME = [
    camera(1, country="NZ", type="ip", has_image=True, latitude=1.0, longitude=2.0),
    camera(2, country="NZ", type="ip", has_image=False, has_video=False),
    camera(3, country="JP", type="stream", has_video=True, source="roads"),
    camera(4, type="hologram"),
]


def coverage(cameras: list[Camera]) -> Coverage:
    counted = Coverage()
    counted.add(cameras)
    return counted


def test_countries_come_by_count_with_their_active_share_and_the_unknown_last() -> None:
    assert coverage(SOME).country_bars() == (
        Bar("NZ", 2, 0.5, active=1),
        Bar("JP", 1, 0.25, active=1),
        Bar("unknown", 1, 0.25, active=0, is_unknown=True),
    )


def test_types_name_all_three_and_what_a_newer_server_says() -> None:
    bars = coverage(SOME).type_bars()
    assert [(bar.name, bar.count) for bar in bars] == [
        ("IP camera", 2),
        ("Still picture", 0),
        ("Stream", 1),
        ("hologram", 1),
    ]


def test_activity_tells_unknown_from_not_active() -> None:
    counted = coverage(SOME)
    assert [(bar.name, bar.count) for bar in counted.image_bars()] == [
        ("active", 1),
        ("not active", 1),
        ("unknown", 2),
    ]
    assert [bar.count for bar in counted.video_bars()] == [1, 1, 2]
    assert [bar.count for bar in counted.place_bars()] == [1, 3]


def test_many_countries_are_folded_and_none_is_lost() -> None:
    cameras = [camera(n, country=f"C{n % 20:02}") for n in range(200)] + [camera(999)]
    bars = coverage(cameras).country_bars(12)
    assert len(bars) == 14
    assert bars[12].name == "8 other countries"
    assert sum(bar.count for bar in bars) == 201
    assert len(coverage(cameras).country_bars(19)) == 21  # no "1 other country"


def test_nothing_held_has_no_shares() -> None:
    empty = Coverage()
    assert empty.country_bars() == ()
    assert all(bar.share == 0 for bar in empty.type_bars())


async def test_cameras_that_come_during_the_count_are_counted_too() -> None:
    held = {n: camera(n, country="NZ") for n in range(2 * SLICE + 5)}
    model = StatisticsModel(held.values)
    done = asyncio.Event()
    model.changed.connect(done.set)
    model.refresh()
    model.refresh()  # replaces the first
    for _ in range(3):
        await asyncio.sleep(0)
    held[-1] = camera(-1)
    async with asyncio.timeout(PATIENCE_S):
        await done.wait()
    assert model.coverage.total == len(held)
    await model.close()


def test_dialog_says_every_number(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        model = StatisticsModel(lambda: SOME)
        dialog = StatisticsDialog(model, None)
        show(dialog)
        await app_loop.until(lambda: "4 cameras in 2 countries" in dialog.text)
        assert "NZ: 2" in dialog.text
        assert "hologram: 1" in dialog.text
        dialog.grab()
        dialog.reject()
        await model.close()

    app_loop.run(scenario())


def test_dialog_without_cameras_says_how_to_get_some(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        model = StatisticsModel(list)
        dialog = StatisticsDialog(model, None)
        show(dialog)
        assert dialog._empty.isVisible()
        assert "Search for cameras" in dialog._empty.text
        dialog.reject()
        await model.close()

    app_loop.run(scenario())
