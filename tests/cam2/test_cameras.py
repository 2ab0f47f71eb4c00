"""The list of cameras: one record per id, one selection, filters for table and map alike."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Iterator

import pytest

from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.columns import (
    ACTIVE,
    INACTIVE,
    UNKNOWN,
    activity,
    local_time,
)
from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.model.points import MapPoints
from facespace_desk.cam2.records import Camera
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.store.store import Store
from tests.cam2.waiting import until

NAPIER = (-39.49, 176.92)
OSLO = (59.91, 10.75)


def camera(number: int, place: tuple[float, float] | None = NAPIER, **values: object) -> Camera:
    lat, lon = place or (None, None)
    facts: dict[str, object] = {"city": "Napier", "type": "ip"} | values
    return Camera(camera_id=f"{number:024x}", latitude=lat, longitude=lon, **facts)  # type: ignore[arg-type]


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"{number:024x}" for number in numbers)


@pytest.fixture
def cameras(qapp: object) -> Iterator[CameraList]:
    made = CameraList(Display())
    yield made
    made.deleteLater()


@pytest.fixture
async def points(cameras: CameraList) -> AsyncIterator[MapPoints]:
    made = MapPoints(cameras)
    yield made
    await made.close()
    await cameras.table.close()
    made.deleteLater()


def heard(cameras: CameraList) -> list[tuple[str, ...]]:
    told: list[tuple[str, ...]] = []
    cameras.selection_changed.connect(told.append)
    return told


def shown(cameras: CameraList) -> set[str]:
    return {row.camera.camera_id for row in cameras.table.shown()}


def test_a_camera_is_held_once_whatever_brings_it(cameras: CameraList) -> None:
    cameras.put([camera(1), camera(2)])
    row_id = cameras.row_id(ids(1)[0])
    came = cameras.put([camera(1, city="Hastings"), camera(3)])
    assert len(cameras) == 3
    assert len(came) == 1
    assert cameras.row_id(ids(1)[0]) == row_id
    changed = cameras.camera(ids(1)[0])
    assert changed is not None
    assert changed.city == "Hastings"
    assert [each.camera_id for each in cameras] == list(ids(1, 2, 3))


def test_two_of_one_id_in_one_batch_are_one_row(cameras: CameraList) -> None:
    cameras.put([camera(1), camera(1, city="Hastings")])
    assert len(cameras) == 1
    assert cameras.table.held_count == 1


def test_cameras_put_again_unchanged_tell_nobody(cameras: CameraList) -> None:
    cameras.put([camera(1)])
    told: list[object] = []
    cameras.put_in.connect(lambda *news: told.append(news))
    cameras.put([camera(1)])
    assert told == []


def test_selecting_leaves_out_what_is_not_held(cameras: CameraList) -> None:
    told = heard(cameras)
    cameras.put([camera(1), camera(2)])
    cameras.select(ids(2, 9, 1, 2), source="table")
    assert told == [ids(2, 1)]
    assert cameras.selected_by == "table"
    assert cameras.current == camera(2)


def test_selecting_the_same_tells_nobody(cameras: CameraList) -> None:
    cameras.put([camera(1)])
    cameras.select(ids(1))
    told = heard(cameras)
    cameras.select(ids(1))
    assert told == []


def test_removing_a_selected_camera_selects_the_rest(cameras: CameraList) -> None:
    cameras.put([camera(1), camera(2)])
    cameras.select(ids(1, 2))
    told = heard(cameras)
    cameras.remove(ids(1, 7))
    assert told == [ids(2)]
    assert ids(1)[0] not in cameras
    assert cameras.table.held_count == 1


def test_a_selection_survives_a_new_search_that_finds_it_again(cameras: CameraList) -> None:
    cameras.put([camera(1), camera(2)])
    cameras.select(ids(1))
    cameras.clear()
    assert cameras.selected == ()
    cameras.put([camera(5)])
    assert cameras.selected == ()
    cameras.put([camera(1)])
    assert cameras.selected == ids(1)


def test_a_choice_after_a_new_search_is_kept(cameras: CameraList) -> None:
    cameras.put([camera(1), camera(2)])
    cameras.select(ids(1))
    cameras.clear()
    cameras.put([camera(2)])
    cameras.select(ids(2))
    cameras.put([camera(1)])
    assert cameras.selected == ids(2)


def test_changed_facts_of_a_selected_camera_are_told(cameras: CameraList) -> None:
    cameras.put([camera(1), camera(2)])
    cameras.select(ids(1))
    told = heard(cameras)
    cameras.put([camera(2, city="Hastings")])
    assert told == []
    cameras.put([camera(1, city="Hastings")])
    assert told == [ids(1)]


def test_box_limits_the_table_besides_the_chips(cameras: CameraList) -> None:
    cameras.put([camera(1), camera(2, OSLO), camera(3, None), camera(4, city="Hastings")])
    cameras.table.set_box(Box(-45, 170, -30, 180))
    assert shown(cameras) == set(ids(1, 4))
    cameras.table.set_filter(Filter((Chip("city", Op.EQUALS, "Napier"),)))
    assert shown(cameras) == set(ids(1))
    cameras.put([camera(5), camera(6, OSLO)])
    assert shown(cameras) == set(ids(1, 5))
    cameras.table.set_box(None)
    assert shown(cameras) == set(ids(1, 2, 3, 5, 6))


def test_box_across_the_date_line() -> None:
    box = Box(-60, 170, -30, -170)
    assert box.holds(*NAPIER)
    assert box.holds(-40, -175)
    assert not box.holds(-40, 0)
    assert box.width == 20
    assert box.middle == (-45, -180) or box.middle == (-45, 180)


@pytest.mark.parametrize(
    "box",
    [Box(-39.6, 176.8, -39.3, 177.1), Box(-60, 170, -30, -170), Box(20, -120, 70, 30)],
)
def test_circle_round_a_box_holds_all_of_it(box: Box) -> None:
    from facespace_desk.map.geo import distance_km

    circle = box.circle()
    assert circle is not None
    steps = [step / 50 for step in range(51)]
    for north in steps:
        lat = box.south + north * (box.north - box.south)
        for east in steps:
            lon = box.west + east * box.width
            assert float(distance_km(circle.lat, circle.lon, lat, lon)) <= circle.km


def test_the_world_has_no_circle() -> None:
    world = Box(-85.06, -180, 85.06, 180)
    assert world.is_world
    assert world.circle() is None


def test_activity_of_a_camera() -> None:
    assert activity(camera(1, has_image=False, has_video=True)) == ACTIVE
    assert activity(camera(1, has_image=False)) == INACTIVE
    assert activity(camera(1)) == UNKNOWN


def test_local_time_only_where_the_unit_is_sure() -> None:
    noon_ms = 12 * 3_600_000
    assert local_time(camera(1, utc_offset=32_400), noon_ms) == "21:00"
    assert local_time(camera(1, utc_offset=-18_000), noon_ms) == "07:00"
    assert local_time(camera(1, utc_offset=9), noon_ms) == ""
    assert local_time(camera(1), noon_ms) == ""
    assert local_time(camera(1, utc_offset=10**9), noon_ms) == ""


async def test_notes_stand_in_the_rows(qapp: object) -> None:
    store = await Store.open(None, Secret("0" * 64))
    notes = LocalNotes(store, "test")
    cameras = CameraList(Display(), notes)
    notes.set_favourite(camera(1), is_favourite=True)
    cameras.put([camera(1), camera(2)])
    notes.set_tags(camera(2), ["harbour", "night"])
    notes.checked(camera(2), 1_700_000_000_000, "Nobody answered")
    rows = {row.camera.camera_id: row for row in cameras.table.shown()}
    assert rows[ids(1)[0]].is_favourite
    assert rows[ids(2)[0]].tags == "harbour, night"
    assert rows[ids(2)[0]].checked_result == "Nobody answered"
    await notes.close()
    await cameras.table.close()
    await store.close()
    for each in (cameras, notes):
        each.deleteLater()


async def test_points_lie_where_the_rows_are(cameras: CameraList, points: MapPoints) -> None:
    cameras.put([camera(1), camera(2, None), camera(3, OSLO, has_image=True)])
    made = points.points()
    assert len(made) == 3
    assert made.lat[0] == pytest.approx(NAPIER[0])
    assert math.isnan(made.lat[1])
    assert list(made.state) == [UNKNOWN, UNKNOWN, ACTIVE]
    assert points.camera_ids([2, 0]) == list(ids(3, 1))
    assert points.rows(ids(3, 9)) == [2]


async def test_points_follow_changes_and_removals(cameras: CameraList, points: MapPoints) -> None:
    cameras.put([camera(number) for number in range(5_000)])
    cameras.put([camera(7, OSLO)])
    cameras.remove(ids(8))
    made = points.points()
    assert len(made) == 5_000
    assert made.lat[7] == pytest.approx(OSLO[0])
    assert math.isnan(made.lat[8])


async def test_points_begin_anew_with_another_list(cameras: CameraList, points: MapPoints) -> None:
    cameras.put([camera(1), camera(2)])
    cameras.clear()
    assert len(points.points()) == 0
    cameras.put([camera(3, OSLO)])
    assert points.rows(ids(3)) == [0]
    assert points.points().lat[0] == pytest.approx(OSLO[0])


async def test_chips_hold_points_back_too(cameras: CameraList, points: MapPoints) -> None:
    cameras.put([camera(1), camera(2, OSLO, city="Oslo")])
    cameras.table.set_filter(Filter((Chip("city", Op.EQUALS, "Oslo"),)))
    await until(lambda: math.isnan(points.points().lat[0]))
    assert not math.isnan(points.points().lat[1])
    cameras.put([camera(3), camera(4, OSLO, city="Oslo")])
    made = points.points()
    assert [math.isnan(lat) for lat in made.lat] == [True, False, True, False]
    cameras.table.set_filter(None)
    await until(lambda: not math.isnan(points.points().lat[0]))


async def test_box_of_the_list_holds_no_point_back(cameras: CameraList, points: MapPoints) -> None:
    cameras.put([camera(1), camera(2, OSLO, city="Oslo"), camera(3, OSLO)])
    cameras.table.set_box(Box(-45, 170, -30, 180))
    assert shown(cameras) == set(ids(1))
    assert not any(math.isnan(lat) for lat in points.points().lat)
    cameras.table.set_filter(Filter((Chip("city", Op.EQUALS, "Oslo"),)))
    await until(lambda: not cameras.table.is_searching)
    await until(lambda: [math.isnan(lat) for lat in points.points().lat] == [True, False, True])


async def test_points_are_told_at_once_and_then_gathered(
    cameras: CameraList, points: MapPoints
) -> None:
    told: list[int] = []
    points.changed.connect(lambda: told.append(len(points)))
    for number in range(20):
        cameras.put([camera(number)])
    assert told == [1]
    await until(lambda: told[-1] == 20)
    assert len(told) == 2
