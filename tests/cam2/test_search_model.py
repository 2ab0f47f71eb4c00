"""A search as the operator follows it: streamed, counted, stopped, gone on with, honestly ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.errors import FormatError
from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.search import (
    Progress,
    SearchModel,
    SearchRequest,
    progress_words,
)
from facespace_desk.cam2.search import Query, SearchEnd
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import Phase
from facespace_desk.net.http import BaseUrl
from tests.cam2.waiting import until
from tests.cam2_simulator import SMALL_WORLD, RunningCam2, cam2, running_cam2
from tests.limits import AT_ONCE_S

__all__ = ["cam2", "running_cam2"]

EVERYTHING = SearchRequest()


class Rig:
    """A model on a real client."""

    def __init__(self, simulator: RunningCam2, *, unit: str = "km") -> None:
        self.simulator = simulator
        self.control = simulator.control
        client_id, secret = simulator.clients["user"]
        url = BaseUrl.parse(simulator.base_url, allow_plain_http=True)
        self.client = Cam2Client(url, Secret(client_id), Secret(secret), radius_unit=unit)  # type: ignore[arg-type]
        self.cameras = CameraList(Display())
        self.model = SearchModel(self.client, self.cameras, page_cap=200)
        self.seen: list[Progress] = []
        self.model.progress_changed.connect(self.seen.append)

    async def ended(self) -> Progress:
        await until(lambda: not self.model.is_running)
        assert self.model.progress is not None
        return self.model.progress

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


async def test_pages_stream_into_the_list_and_are_counted(rig: Rig) -> None:
    rig.model.ask(EVERYTHING)
    progress = await rig.ended()
    assert progress.end is SearchEnd.COMPLETE
    assert progress.kept == len(rig.cameras) >= SMALL_WORLD
    pages = [each.pages for each in rig.seen if each.is_running]
    assert pages == sorted(pages)
    assert pages[-1] >= 4
    assert "that is all" in progress_words(progress)
    assert rig.model.state.phase is Phase.LIVE


async def test_first_page_is_listed_before_the_second_came(rig: Rig) -> None:
    rig.model.ask(EVERYTHING)
    await until(lambda: len(rig.cameras) >= 100)
    first = next(each for each in rig.seen if each.pages == 1)
    assert first.kept == 100
    assert "100 cameras so far, 1 page of at most 200" in progress_words(first)
    await rig.ended()


async def test_rows_before_stay_until_the_first_page_is_there(rig: Rig) -> None:
    rig.model.ask(SearchRequest(Query(camera_type="stream")))
    await rig.ended()
    streams = {camera.camera_id for camera in rig.cameras}
    rig.control.fault("hold", operation="search")
    rig.model.ask(SearchRequest(Query(camera_type="ip")))
    await rig.control.arrived(len(rig.control.requests("search")) or 1, "search")
    assert {camera.camera_id for camera in rig.cameras} == streams
    rig.control.release()
    await rig.ended()
    assert {camera.type for camera in rig.cameras} == {"ip"}


async def test_results_can_be_added_to_the_list(rig: Rig) -> None:
    rig.model.ask(SearchRequest(Query(camera_type="stream")))
    streams = (await rig.ended()).kept
    rig.model.ask(SearchRequest(Query(camera_type="non_ip"), adds=True))
    stills = (await rig.ended()).kept
    assert len(rig.cameras) == streams + stills


async def test_nothing_found_empties_the_list(rig: Rig) -> None:
    rig.model.ask(EVERYTHING)
    await rig.ended()
    rig.model.ask(SearchRequest(Query(city="No Such Town")))
    progress = await rig.ended()
    assert len(rig.cameras) == 0
    assert progress_words(progress) == "No camera found"


async def test_cap_is_said_and_can_be_gone_beyond(rig: Rig) -> None:
    rig.model.page_cap = 2
    rig.model.ask(EVERYTHING)
    progress = await rig.ended()
    assert progress.end is SearchEnd.CAPPED
    assert progress.kept == 200
    assert "more available" in progress_words(progress)
    assert progress.can_go_on
    asked = len(rig.control.requests("search"))
    rig.model.go_on()
    progress = await rig.ended()
    assert progress.kept == 400
    assert progress.cap == 4
    assert len(rig.control.requests("search")) == asked + 2
    while progress.can_go_on:
        rig.model.go_on()
        progress = await rig.ended()
    assert progress.end is SearchEnd.COMPLETE
    assert progress.kept == len(rig.cameras) >= SMALL_WORLD


async def test_stopping_keeps_what_came_and_can_go_on(rig: Rig) -> None:
    def hold_the_next(progress: Progress) -> None:
        if progress.pages == 1:
            rig.control.fault("hold", operation="search", times=4)

    rig.model.progress_changed.connect(hold_the_next)
    rig.model.ask(EVERYTHING)
    await until(lambda: len(rig.cameras) >= 100)
    rig.model.progress_changed.disconnect(hold_the_next)
    rig.model.cancel()
    async with asyncio.timeout(AT_ONCE_S):
        progress = await rig.ended()
    kept = len(rig.cameras)
    assert progress.was_cancelled
    assert progress.kept == kept
    assert kept == 100
    assert "Stopped" in progress_words(progress)
    rig.control.clear_faults()
    rig.control.release()
    rig.model.go_on()
    progress = await rig.ended()
    assert progress.end is SearchEnd.COMPLETE
    assert len(rig.cameras) >= SMALL_WORLD


async def test_stopping_while_the_server_keeps_silent_takes_no_second(rig: Rig) -> None:
    rig.control.fault("hold", operation="search", times=4)
    rig.model.ask(EVERYTHING)
    await rig.control.arrived(1, "search")
    rig.model.cancel()
    await until(lambda: not rig.model.is_running, AT_ONCE_S)
    assert rig.model.progress is not None
    assert rig.model.progress.was_cancelled


async def test_trouble_keeps_what_came_and_goes_on_where_it_broke(rig: Rig) -> None:
    rig.model.page_cap = 1
    rig.model.ask(EVERYTHING)
    await rig.ended()
    rig.model.page_cap = 50
    rig.control.fault("status", operation="search", status=422)
    rig.model.go_on()
    progress = await rig.ended()
    assert progress.error is not None
    assert rig.model.state.error is progress.error
    assert len(rig.cameras) >= 100
    assert "Broken off" in progress_words(progress)
    rig.model.go_on()
    progress = await rig.ended()
    assert progress.error is None
    assert progress.end is SearchEnd.COMPLETE
    assert len(rig.cameras) >= SMALL_WORLD


async def test_a_new_search_replaces_the_one_under_way(rig: Rig) -> None:
    rig.control.fault("hold", operation="search")
    rig.model.ask(EVERYTHING)
    await rig.control.arrived(1, "search")
    rig.model.ask(SearchRequest(Query(camera_type="stream")))
    progress = await rig.ended()
    assert progress.request.query.camera_type == "stream"
    assert {camera.type for camera in rig.cameras} == {"stream"}


async def test_repeating_server_is_called_so(rig: Rig) -> None:
    rig.control.set_switch(repeat_pages=True)
    rig.model.ask(EVERYTHING)
    progress = await rig.ended()
    assert progress.repeated or progress.end is SearchEnd.REPEATING
    assert progress.warnings


async def test_circle_leaves_out_and_counts(rig: Rig) -> None:
    rig.model.ask(EVERYTHING)
    await rig.ended()
    near = next(camera for camera in rig.cameras if camera.place and camera.place != (0.0, 0.0))
    assert near.place is not None
    lat, lon = near.place
    rig.model.ask(SearchRequest(Query(latitude=lat, longitude=lon, radius_km=300)))
    progress = await rig.ended()
    assert near.camera_id in rig.cameras
    assert progress.kept == len(rig.cameras)


async def test_radius_in_the_wrong_unit_is_warned_of(qapp: object, cam2: RunningCam2) -> None:
    cam2.control.set_switch(radius_unit="km")
    rig = Rig(cam2, unit="m")
    rig.model.ask(SearchRequest(Query(latitude=48.85, longitude=2.35, radius_km=1)))
    progress = await rig.ended()
    assert any("larger unit" in words for words in progress.warnings)
    assert progress.doubts_unit
    told: list[tuple[str, str]] = []
    rig.model.unit_told.connect(lambda words, tone: told.append((words, tone)))
    rig.model.check_unit()
    await until(lambda: told)
    assert told[0] == (
        "This server reads kilometres, and is asked so from now on. "
        "Say it in the profile to keep it.",
        "info",
    )
    rig.model.ask_again()
    progress = await rig.ended()
    assert not progress.doubts_unit or not progress.found
    rig.model.check_unit()
    await until(lambda: len(told) == 2)
    assert told[1] == ("This server reads kilometres, as the profile says.", "good")
    rig.control.fault("status", status=422, times=9)
    rig.model.check_unit()
    await until(lambda: len(told) == 3)
    assert told[2][0].startswith("The unit could not be checked")
    rig.control.clear_faults()
    await rig.close()


async def test_area_is_a_circle_less_its_corners(rig: Rig) -> None:
    rig.model.ask(EVERYTHING)
    await rig.ended()
    box = Box(40.0, -10.0, 55.0, 20.0)
    inside = {
        camera.camera_id for camera in rig.cameras if camera.place and box.holds(*camera.place)
    }
    assert inside
    rig.model.ask(SearchRequest.of_box(box))
    progress = await rig.ended()
    assert {camera.camera_id for camera in rig.cameras} == inside
    assert progress.kept == len(inside)
    assert progress.found == progress.kept + progress.beyond


async def test_area_keeps_the_other_fields(rig: Rig) -> None:
    request = SearchRequest.of_box(Box(40.0, -10.0, 55.0, 20.0), Query(camera_type="ip"))
    rig.model.ask(request)
    await rig.ended()
    assert {camera.type for camera in rig.cameras} == {"ip"}


async def test_whole_world_asks_for_no_circle() -> None:
    request = SearchRequest.of_box(Box(-85.06, -180, 85.06, 180))
    assert not request.query.has_circle
    assert request.box is None


async def test_what_cannot_be_asked_changes_nothing(rig: Rig) -> None:
    rig.model.ask(SearchRequest(Query(camera_type="stream")))
    before = await rig.ended()
    with pytest.raises(FormatError):
        rig.model.ask(SearchRequest(Query(latitude=200, longitude=0, radius_km=1)))
    assert rig.model.progress is before
    assert not rig.model.is_running


async def test_signed_out_is_the_state(rig: Rig) -> None:
    rig.control.fault("status", operation="search", status=403, times=9)
    rig.model.ask(EVERYTHING)
    await rig.ended()
    assert rig.model.state.phase is Phase.SIGNED_OUT


async def test_closing_while_a_search_is_held(rig: Rig) -> None:
    rig.control.fault("hold", operation="search", times=4)
    rig.model.ask(EVERYTHING)
    await rig.control.arrived(1, "search")
    async with asyncio.timeout(AT_ONCE_S):
        await rig.model.close()
