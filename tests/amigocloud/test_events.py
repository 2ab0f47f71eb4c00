"""The list of events: kept ones and new ones as one table, however many there are."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QSignalSpy

from facespace_desk.amigocloud.live.records import Unreadable
from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.event_rows import UNREADABLE
from facespace_desk.amigocloud.model.events import NOT_RUNNING, EventList
from facespace_desk.amigocloud.model.paged_log import TAIL
from facespace_desk.amigocloud.model.sources import Source, Sources
from facespace_desk.modelkit.columns import ANY_COLUMN
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.store.event_records import EventCaps
from facespace_desk.store.store import Store
from tests.amigocloud.event_making import (
    NOW_MS,
    PROFILE,
    column,
    live,
    memory_store,
    opened,
    realtime,
    reports,
    searched,
    until,
)


@pytest.fixture
async def store(qapp: object) -> AsyncIterator[Store]:
    opened_store = await memory_store()
    yield opened_store
    await opened_store.close()


def contains(text: str, key: str = ANY_COLUMN, op: Op = Op.CONTAINS) -> Filter:
    return Filter((Chip(key, op, text),))


async def names(events: EventList) -> list[str]:
    await searched(events)
    return column(events, "name")


async def test_events_are_shown_newest_first_as_they_came(store: Store) -> None:
    async with opened(store) as events:
        events.take([realtime("bus-1"), live("project:deleted", {"project_id": 4}, NOW_MS + 1)])
        assert column(events, "name") == ["project:deleted", "realtime"]
        assert column(events, "object") == ["–", "bus-1"]
        assert column(events, "dataset") == ["–", "9"]
        assert column(events, "payload")[0] == '{"project_id":4}'
        assert column(events, "payload")[1].startswith('{…"timestamp":"1800000000","latitude"')
        assert column(events, "at")[0].endswith(":00.001")
        assert (events.shown_count, events.held_count) == (2, 2)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (None, "null"),
        ([1, 2], "[1,2]"),
        ("text", '"text"'),
        (b"\x00\xff", '"AP8="'),
        ({"a": "\ud800"}, '{"a":"\\ud800"}'),
        ({"n": 2**80}, f'{{"n":{2**80}}}'),
        ({"data": 7, "dataset_id": True}, '{"data":7,"dataset_id":true}'),
        ({"data": [None, {"object_id": None}], "dataset_id": 2**70}, None),
    ],
)
async def test_odd_data_is_shown_and_kept(store: Store, data: object, shown: str | None) -> None:
    async with opened(store) as events:
        events.take([live("odd", data)])
        text = column(events, "payload")[0]
        assert shown is None or text == shown
        kept = await events.whole(events.row_id(0))
        assert kept is not None
        assert kept.payload == text
        assert column(events, "object") == ["–"]


async def test_unreadable_packet_is_a_row_with_its_reason(store: Store) -> None:
    async with opened(store) as events:
        events.take([Unreadable(NOW_MS, "It is no JSON.", "42[", 3)])
        assert column(events, "name") == [UNREADABLE]
        assert "It is no JSON." in column(events, "payload")[0]


async def test_kept_events_are_there_after_a_restart_behind_a_gap(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(3))
    async with opened(store) as again:
        assert again.held_count == 3
        assert NOT_RUNNING in column(again, "name")[0]
        again.take([realtime("bus-9", NOW_MS + 60_000)])
        await until(lambda: column(again, "object")[2:] == ["bus-002", "bus-001", "bus-000"])
        shown = column(again, "object")
        assert shown[0] == "bus-9"
        assert shown[1].startswith("No events for 59 s, from 2027-01-15 08:00:00")


async def test_gap_is_one_row_that_ends_with_the_next_event(store: Store) -> None:
    async with opened(store) as events:
        events.take([realtime("bus-1")])
        events.lost(NOW_MS + 1_000, "The line was lost.")
        events.lost(NOW_MS + 2_000, "again")
        assert column(events, "at")[0] == "No events since 2027-01-15 08:00:01 · The line was lost."
        events.take([realtime("bus-1", NOW_MS + 193_000)])
        assert column(events, "at")[1].startswith("No events for 3 min 12 s, from")
        assert (events.shown_count, events.held_count, events.rowCount()) == (2, 2, 3)
    async with opened(store) as again:
        await until(lambda: column(again, "at")[2].startswith("No events for 3 min 12 s"))


async def test_pause_holds_rows_still_counts_and_keeps_everything(store: Store) -> None:
    async with opened(store) as events:
        spy = QSignalSpy(events.pause_changed)
        events.take(reports(2))
        events.pause()
        events.take(reports(3, 2))
        assert events.held_count == 2
        assert (events.is_paused, events.waiting) == (True, 3)
        assert await events.whole(4) is not None
        events.resume()
        assert column(events, "object")[0] == "bus-004"
        assert events.held_count == 5
        assert [spy.at(place) for place in range(spy.count())] == [[True, 0], [True, 3], [False, 0]]


async def test_long_pause_loses_nothing(store: Store) -> None:
    async with opened(store, is_checked=False) as events:
        events.take(reports(1))
        events.pause()
        for start in range(0, TAIL + 2_000, 2_000):
            events.take(reports(2_000, 1 + start))
        waiting = events.waiting
        assert waiting > TAIL
        events.resume()
        assert events.held_count == 1 + waiting
        events.index(waiting, 1).data()
        await until(lambda: column(events, "object", [waiting]) == ["bus-000"])
        await until(lambda: column(events, "object", [waiting - 1]) == ["bus-001"])


async def test_rows_out_of_memory_come_when_they_are_looked_at(store: Store) -> None:
    async with opened(store, is_checked=False) as events:
        events.take(reports(3_000))
    async with opened(store, is_checked=False) as again:
        assert again.rowCount() == 3_001
        last = again.rowCount() - 1
        changed = QSignalSpy(again.dataChanged)
        assert column(again, "name", [last]) == ["…"]
        await until(lambda: column(again, "object", [last]) == ["bus-000"])
        assert changed.count() > 0
        assert column(again, "object", [last - 39]) == ["bus-039"]


async def test_filter_looks_through_everything_kept(store: Store) -> None:
    async with opened(store, is_checked=False) as events:
        events.take(reports(30_000))
        events.take([live("project:deleted", {"project_id": 4, "by": "Lea Roth"})])
        events.take(reports(100, 30_000))
    async with opened(store, is_checked=False) as again:
        again.set_filter(contains("lea roth"))
        assert again.is_searching
        await searched(again)
        await until(lambda: column(again, "name")[1:] == ["project:deleted"])
        assert again.shown_count == 1
        again.set_filter(contains('"speed":"29999"'))
        await searched(again)
        assert again.shown_count == 1
        again.set_filter(contains("bus-007", "object", Op.EQUALS))
        await searched(again)
        assert again.shown_count == 30_100 // 40 + 1
        again.set_filter(None)
        assert again.shown_count == 30_101


async def test_datasets_are_called_by_their_names_and_found_by_them(store: Store) -> None:
    sources = Sources(store, PROFILE)
    sources.note(Source(9, "City buses"))
    async with opened(store, sources=sources) as events:
        events.take(reports(3))
        events.take([realtime("ship-1", NOW_MS + 9_000, dataset_id=12)])
        assert column(events, "dataset") == ["12", "City buses", "City buses", "City buses"]
        place = [each.key for each in events.columns].index("dataset")
        tips = [events.index(row, place).data(Qt.ItemDataRole.ToolTipRole) for row in (0, 1)]
        assert ["Dataset 12" in tips[0], "Dataset 9" in tips[1]] == [True, True]
        for filtered in (contains("city"), contains("buses", "dataset")):
            events.set_filter(filtered)
            await searched(events)
            assert events.shown_count == 3
        events.set_filter(contains("harbour"))
        await searched(events)
        assert events.shown_count == 0
        sources.note(Source(12, "Harbour"))
        await searched(events)
        await until(lambda: column(events, "dataset") == ["Harbour"])
        events.set_filter(Filter((Chip("dataset", Op.AT_LEAST, "10"),)))
        await searched(events)
        assert events.shown_count == 1
    await sources.close()


async def test_what_arrives_during_a_search_is_judged_and_stays(store: Store) -> None:
    async with opened(store, is_checked=False) as events:
        events.take(reports(25_000))
        events.set_filter(contains("bus-003", "object"))
        events.take([realtime("bus-003", NOW_MS + 9_000_000), realtime("bus-004")])
        await searched(events)
        assert events.shown_count == 25_000 // 40 + 1
        assert set(column(events, "object", range(10))) == {"bus-003"}
        events.take([realtime("bus-003"), realtime("bus-004")])
        assert events.shown_count == 25_000 // 40 + 2


async def test_comparisons_and_patterns_work_on_kept_events(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(50))
        limit = "2027-01-15 08:00:04"
        events.set_filter(Filter((Chip("at", Op.AT_LEAST, limit),)))
        await searched(events)
        assert events.shown_count == 10
        events.set_filter(contains(r"bus-0[01]\d", "object", Op.REGEX))
        await searched(events)
        assert events.shown_count == 30
        both = Filter(
            (Chip("object", Op.EQUALS, "bus-001"), Chip("object", Op.EQUALS, "bus-002")), "any"
        )
        events.set_filter(both)
        await searched(events)
        assert events.shown_count == 4
        events.set_filter(Filter((Chip("object", Op.EQUALS, "bus-001", negated=True),)))
        await searched(events)
        assert events.shown_count == 48


async def test_filter_that_finds_nothing_says_so(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(5))
        blamed = QSignalSpy(events.blamed)
        events.set_filter(contains("nowhere"))
        await until(lambda: blamed.count() == 1)
        assert (events.shown_count, events.rowCount()) == (0, 0)
        events.set_filter(None)
        assert events.rowCount() == 5


async def test_muted_types_are_kept_and_not_shown(store: Store) -> None:
    async with opened(store) as events:
        events.take([realtime("bus-1"), live("project:deleted", {})])
        events.set_muted({"realtime"})
        assert await names(events) == ["project:deleted"]
        events.take([realtime("bus-2")])
        assert await names(events) == ["project:deleted"]
        events.set_muted(())
        assert await names(events) == ["realtime", "project:deleted", "realtime"]


async def test_events_of_one_object_are_its_own(store: Store) -> None:
    async with opened(store) as events:
        both = {"dataset_id": 9, "data": [{"object_id": "a"}, {"object_id": "b"}]}
        events.take([realtime("a"), live("realtime", both), realtime("a", dataset_id=8)])
        events.set_object(ObjectKey(9, "a"))
        await searched(events)
        assert column(events, "object") == ["a, b", "a"]
        events.take([realtime("b"), realtime("a")])
        assert column(events, "object") == ["a", "a, b", "a"]
        events.set_object(None)
        assert events.shown_count == 5


async def test_list_turns_round_by_time_and_by_nothing_else(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(5))
        events.sort(0, Qt.SortOrder.AscendingOrder)
        assert column(events, "object")[0] == "bus-000"
        events.take(reports(1, 5))
        assert column(events, "object")[-1] == "bus-005"
        events.sort(2, Qt.SortOrder.DescendingOrder)
        assert column(events, "object")[0] == "bus-000"
        assert events.sorting == (("at", False),)
        events.sort(-1)
        assert column(events, "object")[0] == "bus-005"


async def test_selected_row_stays_on_its_event(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(100))
        selection = QItemSelectionModel(events)
        row = events.row_of(21)
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(events.index(row, 0), flags.ClearAndSelect | flags.Rows)
        events.take(reports(5, 100))
        events.set_filter(contains("bus-021"))
        await searched(events)
        assert events.row_id(selection.currentIndex().row()) == 21
        events.set_filter(None)
        assert events.row_id(selection.currentIndex().row()) == 21


async def test_oldest_leave_list_and_store_beyond_the_caps(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(500))
        events.set_caps(EventCaps(count=200))
        await until(lambda: events.held_count == 200)
        assert events.row_id(events.rowCount() - 1) == 300
        assert await events.whole(299) is None
        events.set_filter(contains("bus-001", "object"))
        await searched(events)
        events.set_caps(EventCaps(count=100))
        await until(lambda: events.held_count == 100)
        assert events.shown_count == 3
    async with opened(store) as again:
        assert again.caps == EventCaps(count=100)
        assert again.held_count == 100


async def test_what_housekeeping_removed_leaves_the_list_when_looked_at(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(1_000))
    async with opened(store) as again:
        await store.purge(NOW_MS + 60_000)
        last = again.rowCount() - 1
        column(again, "name", [last])
        await until(lambda: again.held_count == 400)


async def test_all_can_be_forgotten(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(50))
        events.forget_all()
        await until(lambda: events.rowCount() == 0)
        events.take(reports(1))
        assert events.held_count == 1
        assert events.row_id(0) == 50


async def test_large_payload_leaves_memory_and_is_whole_when_asked_for(store: Store) -> None:
    async with opened(store) as events:
        events.take([live("large", {"text": "x" * 50_000, "last": "Needle"})])
        assert not events.record_at(0).is_whole
        whole = await events.whole(0)
        assert whole is not None
        assert len(whole.payload) > 50_000
        events.set_filter(contains("needle", "payload"))
        await searched(events)
        assert events.shown_count == 1


async def test_events_of_another_profile_are_not_shown(store: Store) -> None:
    async with opened(store) as events:
        events.take(reports(2))
    other = EventList(store, "other", Display())
    await other.open()
    assert other.rowCount() == 0
    await other.close()
