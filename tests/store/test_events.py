"""Events come back in order, are found, counted and capped, and go without a trace."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from facespace_desk.store import Store
from facespace_desk.store.event_records import EventCaps, Narrow, NewEvent, StoredEvent
from tests.store.conftest import OpenStore

NOW_MS = 1_800_000_000_000
HOUR_MS = 3_600_000
LARGE = json.dumps({"text": "seldom " * 2_000, "last": "Needle"})


@pytest.fixture(params=["file", "memory"])
async def store(request: pytest.FixtureRequest, open_store: OpenStore) -> Store:
    opened = await open_store() if request.param == "file" else await open_store(None)
    await opened.events.open("p")
    return opened


def event(at_ms: int = NOW_MS, name: str = "realtime", **fields: object) -> NewEvent:
    values: dict[str, object] = {"payload": "{}", "size": 100, **fields}
    return NewEvent(at_ms=at_ms, name=name, **values)  # type: ignore[arg-type]  # a short hand


async def kept(store: Store, profile: str = "p") -> list[StoredEvent]:
    await store.flush()
    return await store.events.block(profile, 0, 1_000_000, whole=True)


async def found(store: Store, narrow: Narrow) -> list[int]:
    await store.flush()
    return list(await store.events.find("p", 0, 1_000_000, narrow))


def numbers(rows: Sequence[StoredEvent]) -> list[int]:
    return [row.number for row in rows]


async def test_events_come_back_whole_and_in_order_of_arrival(store: Store) -> None:
    assert store.events.add("p", [event(NOW_MS + 5), event(NOW_MS)]) == range(2)
    new = event(
        name="odd", payload='[1,"\u00e9"]', kind="unreadable", dataset_id=9, objects=("a", 'b"'),
        is_object=False, more="[2]",
    )  # fmt: skip
    assert store.events.add("p", [new]) == range(2, 3)
    rows = await kept(store)
    assert numbers(rows) == [0, 1, 2]
    assert rows[2] == StoredEvent(
        2, NOW_MS, "odd", '[1,"\u00e9"]', "unreadable", 9, ("a", 'b"'), 100, False, "[2]"
    )
    assert [row.object_id for row in rows] == [None, None, None]


async def test_numbers_go_on_where_they_ended(open_store: OpenStore) -> None:
    store = await open_store()
    assert (await store.events.open("p")).end == 0
    store.events.add("p", [event(), event(kind="gap", name=""), event()])
    await store.close()
    again = await open_store()
    held = await again.events.open("p")
    assert (list(held.numbers), held.gaps, held.end) == ([0, 1, 2], (1,), 3)
    assert again.events.add("p", [event()]) == range(3, 4)
    assert (await again.events.open("p")).end == 4


async def test_profiles_have_numbers_of_their_own(store: Store) -> None:
    await store.events.open("q")
    store.events.add("p", [event(), event()])
    assert store.events.add("q", [event(name="other")]) == range(1)
    assert [row.name for row in await kept(store, "q")] == ["other"]
    assert [each.name for each in await store.events.counts("q")] == ["other"]


async def test_large_payload_comes_whole_only_when_asked_for(store: Store) -> None:
    store.events.add("p", [event(payload=LARGE)])
    await store.flush()
    [start] = await store.events.block("p", 0, 9)
    assert not start.is_whole
    assert LARGE.startswith(start.payload)
    assert len(start.payload) < len(LARGE)
    whole = await store.events.one("p", 0)
    assert whole is not None
    assert whole.payload == LARGE


async def test_previous_is_the_last_before_of_the_same_object_in_the_same_dataset(
    store: Store,
) -> None:
    store.events.add(
        "p",
        [
            event(dataset_id=9, objects=("a", "b"), payload="1"),
            event(dataset_id=8, objects=("a",), payload="2"),
            event(objects=("a",), payload="3"),
            event(dataset_id=9, objects=("a",), payload="4"),
        ],
    )
    await store.flush()

    async def before(dataset_id: int | None, object_id: str, number: int) -> str:
        row = await store.events.previous("p", dataset_id, object_id, number)
        return row.payload if row else ""

    assert await before(9, "a", 3) == "1"
    assert await before(9, "b", 3) == "1"
    assert await before(9, "a", 0) == ""
    assert await before(None, "a", 3) == "3"
    assert await before(8, "b", 3) == ""


async def test_database_finds_by_name_dataset_object_and_text(store: Store) -> None:
    store.events.add(
        "p",
        [
            event(dataset_id=9, objects=("bus-1",), payload='{"speed":"12.5"}'),
            event(name="project:deleted", payload='{"project_id":4}'),
            event(dataset_id=9, objects=("bus-2", "bus-3"), payload='{"speed":"99%"}'),
            event(kind="gap", name=""),
            event(name="dataset:style_updated", payload='{"by":"Stra\u00dfe"}'),
            event(name="large", payload=LARGE),
        ],
    )
    assert await found(store, Narrow()) == [0, 1, 2, 3, 4, 5]
    assert await found(store, Narrow(names=frozenset(["project:deleted"]))) == [1, 3]
    assert await found(store, Narrow(not_names=frozenset(["realtime", "x"]))) == [1, 3, 4, 5]
    assert await found(store, Narrow(dataset_id=9)) == [0, 2, 3]
    assert await found(store, Narrow(dataset_id=9, object_id="bus-3")) == [2, 3]
    assert await found(store, Narrow(text="BUS-2")) == [2, 3, 4, 5]  # 4, 5: for Python to judge
    assert await found(store, Narrow(text="9%")) == [2, 3, 4, 5]
    assert await found(store, Narrow(text="_")) == [1, 3, 4, 5]
    exact = await store.events.find(
        "p", 0, 99, Narrow(text="needle"), lambda e: "Needle" in e.payload
    )
    assert list(exact) == [3, 5]
    assert list(await store.events.find("p", 1, 3, Narrow(), lambda e: e.dataset_id == 9)) == [2]


async def test_counts_by_name_leave_gaps_out(store: Store) -> None:
    store.events.add("p", [event(), event(name="a"), event(kind="gap", name=""), event()])
    await store.flush()
    counts = [(each.name, each.count, each.last_number) for each in await store.events.counts("p")]
    assert counts == [("a", 1, 1), ("realtime", 2, 3)]


async def test_range_comes_in_the_order_of_time(store: Store) -> None:
    moments = [(number * 37) % 5_000 for number in range(5_000)]
    store.events.add("p", [event(ms) for ms in moments])
    await store.flush()
    blocks = [block async for block in store.events.between("p", 100, 4_899)]
    assert len(blocks) > 1
    rows = [row for block in blocks for row in block]
    assert [row.at_ms for row in rows] == list(range(100, 4_900))
    assert all(moments[row.number] == row.at_ms for row in rows)
    assert await store.events.span("p") == (0, 4_999)


async def test_event_put_in_the_place_of_another_is_the_only_one(store: Store) -> None:
    store.events.add("p", [event(kind="gap", name="", payload="1")])
    store.events.put("p", 0, event(kind="gap", name="", payload="2"))
    assert [row.payload for row in await kept(store)] == ["2"]


async def test_oldest_go_beyond_the_caps(store: Store) -> None:
    def fill(count: int, name: str) -> None:
        store.events.add("p", [event(NOW_MS + n, name, objects=("a",)) for n in range(count)])

    fill(20, "realtime")
    fill(10, "rare")
    await store.flush()
    none = EventCaps(count=None, bytes=None)
    assert await store.events.cap("p", none, NOW_MS) == 0
    assert await store.events.cap("p", EventCaps(by_name={"realtime": 15}), NOW_MS) == 5
    assert numbers(await kept(store)) == list(range(5, 30))
    assert await store.events.cap("p", EventCaps(count=20), NOW_MS) == 5
    assert await store.events.cap("p", EventCaps(bytes=1_200), NOW_MS) == 8
    assert len(await kept(store)) == 12
    later = EventCaps(count=None, bytes=None, age_h=2)
    assert await store.events.cap("p", later, NOW_MS + 2 * HOUR_MS + 5) > 0
    assert all(row.at_ms >= NOW_MS + 5 for row in await kept(store))
    assert await store.events.cap("p", EventCaps(count=0), NOW_MS) > 0
    assert await kept(store) == []
    assert await store.events.previous("p", None, "a", 99) is None


async def test_holes_are_told_when_a_profile_is_opened(store: Store) -> None:
    store.events.add("p", [event(name=name) for name in "abab"])
    await store.flush()
    await store.events.cap("p", EventCaps(by_name={"b": 1}), NOW_MS)
    assert list((await store.events.open("p")).numbers) == [0, 2, 3]


async def test_housekeeping_removes_old_events_of_all_profiles(store: Store) -> None:
    await store.events.open("q")
    for profile in "pq":
        store.events.add(profile, [event(NOW_MS - 1), event(NOW_MS)])
    await store.flush()
    assert (await store.purge(NOW_MS)).events == 2
    assert [row.at_ms for row in [*await kept(store), *await kept(store, "q")]] == [NOW_MS] * 2


async def test_events_do_not_push_sightings_out(open_store: OpenStore) -> None:
    from tests.store.conftest import sighting

    store = await open_store()
    await store.events.open("p")
    store.sightings.add("p", [sighting(NOW_MS + n) for n in range(100)])
    store.events.add("p", [event(payload=json.dumps("x" * 3_000)) for _ in range(1_000)])
    await store.flush()
    await store.purge_to_size(2**20)
    assert await store.sightings.count("p") == 100
    assert len(await kept(store)) == 1_000


async def test_forgotten_profile_has_no_events_and_begins_anew(store: Store) -> None:
    await store.events.open("q")
    store.events.add("p", [event(objects=("a",))])
    store.events.add("q", [event()])
    await store.flush()
    assert (await store.forget_profile("p")).events == 1
    assert (await store.events.open("p")).end == 0
    assert await kept(store) == []
    assert len(await kept(store, "q")) == 1


async def test_broken_characters_do_not_stop_an_event(store: Store) -> None:
    odd = event(name="a\ud800", payload='"\ud800"', objects=("\ud800",), more="[\ud800]")
    store.events.add("p", [odd])
    [row] = await kept(store)
    assert (row.name, row.payload, row.objects) == ("a\ufffd", '"\ufffd"', ("\ufffd",))
