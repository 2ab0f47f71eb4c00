"""The table of moving objects, its columns, and what is pinned."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from PySide6.QtTest import QAbstractItemModelTester

from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.object_choices import KIND, NAME, ObjectChoices
from facespace_desk.amigocloud.model.objects import FIELDS_SHOWN, SLICE, Objects
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Chip, Filter, Op
from tests.amigocloud.event_making import PROFILE, memory_store, until
from tests.amigocloud.mover_making import NOW_MS, Clock, key, moving, report


@asynccontextmanager
async def listed(clock: Clock) -> AsyncIterator[tuple[Movers, Objects]]:
    """Movers and their table; Qt's own tester watches its changes."""
    async with moving(clock) as movers:
        objects = Objects(movers, Display(), dataset_name=lambda each: f"dataset {each}")
        watch(objects)
        objects.table_replaced.connect(lambda: watch(objects))
        try:
            yield movers, objects
        finally:
            await objects.close()


def watch(objects: Objects) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(objects.table, fatal, objects.table)


def column(objects: Objects, title: str) -> list[str]:
    """What one column says, from top to bottom."""
    table = objects.table
    section = [each.title for each in table.columns].index(title)
    return [str(table.index(row, section).data()) for row in range(table.rowCount())]


async def test_objects_appear_with_what_their_last_report_says(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        movers.take([report("bus-1", speed=12.5, track=0.0, altitude=31.0)])
        await until(lambda: objects.table.rowCount() == 1)
        assert column(objects, "Object") == ["bus-1"]
        assert column(objects, "State") == ["live"]
        assert column(objects, "Speed") == ["12.5"]
        assert column(objects, "Track") == ["0"]
        assert column(objects, "Dataset") == ["dataset 9"]
        assert column(objects, "Reported") == [Display().time_text(NOW_MS)]


async def test_a_row_stays_its_objects_while_it_moves(qapp: object) -> None:
    clock = Clock()
    async with listed(clock) as (movers, objects):
        movers.take([report("a", speed=1.0), report("b", speed=2.0)])
        await until(lambda: objects.table.rowCount() == 2)
        row_id = objects.row_id(key("b"))
        movers.take([report("b", NOW_MS + 1, speed=3.0), report("c", NOW_MS + 1)])
        await until(lambda: objects.table.rowCount() == 3)
        assert objects.row_id(key("b")) == row_id
        assert column(objects, "Speed")[:2] == ["1", "3"]
        assert column(objects, "Reports") == ["1", "2", "1"]


async def test_ages_go_on_without_reports(qapp: object) -> None:
    clock = Clock()
    async with listed(clock) as (movers, objects):
        movers.take([report()])
        await until(lambda: objects.table.rowCount() == 1)
        assert column(objects, "Heard") == ["now"]
        clock.go(75)
        movers.grow_old()
        objects.grow_old()
        assert column(objects, "Heard") == ["1 min ago"]
        await until(lambda: column(objects, "State") == ["stale"])


async def test_members_of_payloads_become_columns(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        movers.take([report(extra={"battery": "80", "route": "M7", "odd": {"a": [1]}})])
        await until(lambda: objects.table.rowCount() == 1 and objects.fields)
        assert objects.fields == ("battery", "route", "odd")
        assert column(objects, "battery") == ["80"]
        assert column(objects, "odd") == ['{"a":[1]}']


async def test_only_some_members_are_columns_without_being_asked_for(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        movers.take([report(extra={f"f{number}": number for number in range(300)})])
        await until(lambda: bool(objects.fields))
        assert len(objects.fields) == FIELDS_SHOWN
        assert len(objects.known_fields) <= 64


async def test_chosen_members_stay_chosen(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        movers.take([report(extra={"battery": 80, "route": "M7"})])
        await until(lambda: bool(objects.fields))
        objects.set_fields(["route"])
        movers.take([report(at_ms=NOW_MS + 1, extra={"doors": "open", "route": "M8"})])
        await until(lambda: column(objects, "route") == ["M8"])
        assert objects.fields == ("route",)
        assert "doors" in objects.known_fields


async def test_numbers_of_payloads_sort_as_numbers(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        movers.take([report("a", extra={"n": "9"}), report("b", extra={"n": "10"})])
        await until(lambda: bool(objects.fields))
        table = objects.table
        table.sort([each.title for each in table.columns].index("n"))
        assert column(objects, "n") == ["9", "10"]
        table.set_filter(Filter((Chip("field:n", Op.MORE, "9"),)))
        await until(lambda: not table.is_searching)
        assert column(objects, "Object") == ["b"]


async def test_the_trend_follows_the_field_that_was_chosen(qapp: object) -> None:
    clock = Clock()
    async with listed(clock) as (movers, objects):
        for second in range(3):
            at_ms = NOW_MS + second * 1000
            movers.take([report(at_ms=at_ms, speed=float(second), extra={"battery": 9 - second})])
            clock.go(1)
        await until(lambda: objects.table.rowCount() == 1)
        assert objects.trend_of(objects.table.record_at(0)).tolist() == [0, 1, 2]
        assert "battery" in objects.trend_fields
        objects.set_trend("battery")
        assert objects.trend_of(objects.table.record_at(0)).tolist() == [9, 8, 7]
        assert column(objects, "Trend of battery") == ["7"]


async def test_pinned_objects_are_marked_before_they_are_known_and_after(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        objects.set_pins([key("b")])
        movers.take([report("a"), report("b")])
        await until(lambda: objects.table.rowCount() == 2)
        assert column(objects, "Pinned") == ["–", "yes"]
        told: list[bool] = []
        objects.pins_changed.connect(lambda: told.append(True))
        objects.toggle_pin(key("a"))
        objects.toggle_pin(key("b"))
        assert column(objects, "Pinned") == ["yes", "–"]
        assert objects.pins == {key("a")}
        assert len(told) == 2


async def test_a_table_that_nobody_sees_is_written_when_somebody_does(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        movers.take([report("a", speed=1.0)])
        await until(lambda: objects.table.rowCount() == 1)
        objects.set_watched(False)
        movers.take([report("a", NOW_MS + 1, speed=2.0)])
        told: list[object] = []
        movers.changed.connect(told.append)
        movers.take([report("b", NOW_MS + 2)])
        await until(lambda: told)
        assert column(objects, "Speed") == ["1"]
        objects.set_watched(True)
        await until(lambda: column(objects, "Speed")[:1] == ["2"])
        assert objects.table.rowCount() == 2


async def test_a_replay_shows_its_own_objects_and_gives_the_live_ones_back(qapp: object) -> None:
    async with listed(Clock()) as (movers, objects):
        movers.take([report("live")])
        await until(lambda: objects.table.rowCount() == 1)
        movers.begin_replay(NOW_MS - 1000)
        assert objects.table.rowCount() == 0
        movers.take_replayed([report("then", NOW_MS - 1000)], NOW_MS - 1000)
        await until(lambda: column(objects, "Object") == ["then"])
        assert objects.row_id(key("live")) is None
        movers.end_replay()
        assert column(objects, "Object") == ["live"]


async def test_many_objects_are_all_written_while_reports_go_on(qapp: object) -> None:
    clock = Clock()
    async with listed(clock) as (movers, objects):
        count = 3 * SLICE
        for step in range(4):
            reports = [report(f"o{n}", NOW_MS + step, speed=float(step)) for n in range(count)]
            movers.take(reports)
            await asyncio.sleep(0)
        await until(lambda: objects.table.rowCount() == count)
        await until(lambda: set(column(objects, "Speed")) == {"3"})


async def test_pins_and_columns_are_kept_with_the_profile(qapp: object) -> None:
    store = await memory_store()
    async with listed(Clock()) as (movers, objects):
        choices = ObjectChoices(objects, store, PROFILE)
        await choices.load()
        movers.take([report("a", speed=1.0, extra={"route": "M1", "doors": "open"})])
        await until(lambda: objects.table.rowCount() == 1)
        objects.toggle_pin(key("a"))
        objects.toggle_pin(key("b", None))
        objects.set_fields(["doors"])
        objects.set_trend("altitude")
        await choices.close()
    async with listed(Clock()) as (movers, objects):
        choices = ObjectChoices(objects, store, PROFILE)
        await choices.load()
        assert objects.pins == {key("a"), key("b", None)}
        assert (objects.fields, objects.trend) == (("doors",), "altitude")
        movers.take([report("a", speed=1.0, extra={"route": "M1", "doors": "open"})])
        await until(lambda: column(objects, "doors") == ["open"])
        assert column(objects, "Pinned") == ["yes"]
        await choices.close()
    await store.close()


async def test_choices_that_cannot_be_read_are_left_out(qapp: object) -> None:
    store = await memory_store()
    await store.views.put(PROFILE, KIND, NAME, '{"pins": 3}')
    async with listed(Clock()) as (_movers, objects):
        choices = ObjectChoices(objects, store, PROFILE)
        await choices.load()
        assert not objects.pins
        assert not objects.has_chosen_fields
        await choices.close()
    await store.close()
