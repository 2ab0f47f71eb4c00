"""Looking cameras up: each id is answered by itself, and a missing one costs the others nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.lookup import IDS_AT_MOST, Found, Ids, LookupModel, read_ids
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.search import Query
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.net.http import BaseUrl
from tests.cam2.waiting import until
from tests.cam2_simulator import RunningCam2, cam2, running_cam2
from tests.limits import AT_ONCE_S

__all__ = ["cam2", "running_cam2"]

NOBODY = "f" * 24


class Rig:
    def __init__(self, simulator: RunningCam2) -> None:
        self.control = simulator.control
        client_id, secret = simulator.clients["user"]
        url = BaseUrl.parse(simulator.base_url, allow_plain_http=True)
        self.client = Cam2Client(url, Secret(client_id), Secret(secret))
        self.cameras = CameraList(Display())
        self.model = LookupModel(self.client, self.cameras)
        self.finished: list[tuple[str, ...]] = []
        self.matched: list[tuple[Camera, ...]] = []
        self.refused: list[str] = []
        self.model.finished.connect(self.finished.append)
        self.model.matched.connect(self.matched.append)
        self.model.refused.connect(self.refused.append)

    async def some(self, count: int, **query: str) -> list[Camera]:
        """Cameras that the service has."""
        async with self.client.search(Query(**query)) as search:  # type: ignore[arg-type]
            page = await anext(search)
        return list(page.cameras[:count])

    async def looked_up(self, ids: Ids) -> list[Found]:
        self.model.look_up(ids)
        await until(lambda: not self.model.is_running)
        return list(self.model.table.shown())

    async def close(self) -> None:
        self.control.release()
        await self.model.close()
        await self.cameras.table.close()
        await self.client.close()
        for each in (self.model, self.cameras):
            each.deleteLater()


@pytest.fixture
async def rig(qapp: object, cam2: RunningCam2) -> AsyncIterator[Rig]:
    made = Rig(cam2)
    yield made
    await made.close()


def test_ids_are_read_from_any_list() -> None:
    text = "5b1f00aa36517f0004ed10c2, 9021;\n 'abc'\t\"5b1f00aa36517f0004ed10c3\" [17] 9021"
    assert read_ids(text) == Ids(
        ("5b1f00aa36517f0004ed10c2", "abc", "5b1f00aa36517f0004ed10c3"), ("9021", "17")
    )


def test_digits_as_long_as_a_camera_id_are_one() -> None:
    assert read_ids("1" * 24) == Ids(("1" * 24,), ())
    assert read_ids("1" * 18) == Ids((), ("1" * 18,))


def test_all_can_be_read_as_one_kind() -> None:
    assert read_ids("17 abc", "legacy") == Ids((), ("17", "abc"))
    assert read_ids("17 abc", "camera") == Ids(("17", "abc"), ())


def test_too_many_ids_are_counted() -> None:
    ids = read_ids(" ".join(str(number) for number in range(IDS_AT_MOST + 5)))
    assert len(ids) == IDS_AT_MOST
    assert ids.left_out == 5


async def test_missing_and_unusable_ids_cost_the_others_nothing(rig: Rig) -> None:
    first, second = await rig.some(2)
    ids = Ids((first.camera_id, NOBODY, "search", second.camera_id), ())
    rows = await rig.looked_up(ids)
    assert [row.asked for row in rows] == list(ids.camera_ids)
    assert [bool(row.camera_id) for row in rows] == [True, False, False, True]
    assert rows[1].is_missing
    assert "search" in rows[2].trouble
    assert (rig.model.progress.found, rig.model.progress.missing, rig.model.progress.failed) == (
        2,
        1,
        1,
    )
    assert rig.model.missing() == [NOBODY, "search"]
    assert rig.finished == [(first.camera_id, second.camera_id)]
    assert rig.cameras.selected == (first.camera_id, second.camera_id)


async def test_legacy_ids_find_cameras(rig: Rig) -> None:
    camera = next(each for each in await rig.some(100) if each.legacy_id is not None)
    rows = await rig.looked_up(Ids((), (str(camera.legacy_id), "999999999", "x")))
    assert [row.camera_id for row in rows] == [camera.camera_id, "", ""]
    assert rows[1].is_missing
    assert "whole number" in rows[2].trouble


async def test_found_cameras_join_those_that_are_listed(rig: Rig) -> None:
    first, second = await rig.some(2)
    rig.cameras.put([first])
    await rig.looked_up(Ids((second.camera_id,), ()))
    assert len(rig.cameras) == 2


async def test_stopping_keeps_what_was_found(rig: Rig) -> None:
    cameras = await rig.some(6)

    def hold(progress: object) -> None:
        if rig.model.progress.done == 1:
            rig.control.fault("hold", times=20)

    rig.model.progress_changed.connect(hold)
    rig.model.look_up(Ids(tuple(each.camera_id for each in cameras), ()))
    await until(lambda: rig.model.progress.done >= 1)
    rig.model.cancel()
    await until(lambda: not rig.model.is_running, AT_ONCE_S)
    assert rig.model.progress.was_cancelled
    assert rig.model.progress.found >= 1
    assert "not asked for" in rig.model.progress.words
    assert len(rig.cameras) == rig.model.progress.found


async def test_check_by_address_finds_the_camera(rig: Rig) -> None:
    camera = next(each for each in await rig.some(100, camera_type="ip") if each.ip)
    rig.model.check("ip", ip=camera.ip, port=str(camera.port or 80), image_path="")
    await until(lambda: rig.matched)
    assert camera.camera_id in {each.camera_id for each in rig.matched[0]}
    assert len(rig.cameras) == 0
    rig.model.keep(rig.matched[0])
    assert camera.camera_id in rig.cameras
    assert rig.cameras.selected


async def test_check_that_finds_nothing(rig: Rig) -> None:
    rig.model.check("non_ip", snapshot_url="http://nobody.example/still.jpg")
    await until(lambda: rig.matched)
    assert rig.matched == [()]


async def test_check_that_cannot_be_made_sends_nothing(rig: Rig) -> None:
    rig.model.check("stream", m3u8_url="")
    await until(lambda: rig.refused)
    assert rig.control.requests() == []


async def test_check_that_fails_says_why(rig: Rig) -> None:
    rig.control.fault("status", status=403, times=3)
    rig.model.check("non_ip", snapshot_url="http://nobody.example/still.jpg")
    await until(lambda: rig.refused)
    assert rig.matched == []
