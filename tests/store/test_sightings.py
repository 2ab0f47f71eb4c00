"""What is added is found, once, in the order of time, whatever its texts are."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facespace_desk.store import Store, StoredSighting
from facespace_desk.store.schema import LONG_MS
from tests.limits import PATIENCE_S
from tests.store.conftest import KEY, OpenStore, sighting

ALL = (-(2**70), 2**70)


@pytest.fixture(params=["file", "memory"])
async def store(request: pytest.FixtureRequest, open_store: OpenStore) -> Store:
    return await open_store() if request.param == "file" else await open_store(None)


async def kept(store: Store, profile: str = "p") -> list[StoredSighting]:
    await store.flush()
    return await store.sightings.between(profile, *ALL)


async def test_added_rows_are_found_in_the_order_of_time(store: Store) -> None:
    rows = [sighting(ms) for ms in (5, 1, 3)]
    store.sightings.add("p", rows)
    assert await kept(store) == sorted(rows, key=lambda row: row.first_ms)


async def test_rows_come_back_whole(store: Store) -> None:
    row = StoredSighting("cam", "A @ B", 10, 20, 3, "server", "A @ B @ 99:99")
    assert await store.sightings.add_server("p", [row]) == 1
    assert await kept(store) == [row]


async def test_sighting_that_goes_on_is_extended_not_repeated(store: Store) -> None:
    for last, count in ((1000, 1), (3000, 3), (2000, 2)):
        store.sightings.add("p", [sighting(1000, last_ms=last, count=count)])
    assert await kept(store) == [sighting(1000, last_ms=3000, count=3)]


async def test_server_rows_fetched_twice_are_kept_once(store: Store) -> None:
    rows = [sighting(ms, origin="server") for ms in range(12_000)]
    assert await store.sightings.add_server("p", rows) == 12_000
    more = [*rows, sighting(7, origin="server", raw="odd"), sighting(12_000, origin="server")]
    assert await store.sightings.add_server("p", more) == 2
    assert await store.sightings.count("p") == 12_002


async def test_desk_and_server_keep_rows_of_their_own(store: Store) -> None:
    store.sightings.add("p", [sighting(1)])
    await store.sightings.add_server("p", [sighting(1, origin="server")])
    assert [row.origin for row in await kept(store)] == ["desk", "server"]


async def test_profiles_do_not_see_each_other(store: Store) -> None:
    store.sightings.add("a", [sighting(1)])
    store.sightings.add("b", [sighting(2)])
    assert await kept(store, "a") == [sighting(1)]
    assert await store.sightings.count("b") == 1


@pytest.mark.parametrize("length_ms", [0, 1, LONG_MS, LONG_MS + 1, 50 * LONG_MS])
async def test_range_holds_what_touches_it(store: Store, length_ms: int) -> None:
    begin = 1_800_000_000_000
    end = begin + length_ms
    store.sightings.add("p", [sighting(begin, last_ms=end)])
    await store.flush()

    async def is_found(from_ms: int, to_ms: int) -> bool:
        return bool(await store.sightings.between("p", from_ms, to_ms))

    assert await is_found(end, end + 1)
    assert await is_found(begin - 1, begin)
    assert await is_found(begin - 1, end + 1)
    assert not await is_found(end + 1, end + 9)
    assert not await is_found(begin - 9, begin - 1)


async def test_only_the_cameras_asked_for_answer(store: Store) -> None:
    rows = [sighting(ms, camera=f"cam-{ms}") for ms in range(4)]
    store.sightings.add("p", rows)
    await store.flush()
    assert await store.sightings.between("p", *ALL, cameras=["cam-1", "cam-3"]) == rows[1::2]
    assert await store.sightings.between("p", *ALL, cameras=[]) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "a\x00b",
        "x" * 10_000,
        "🚌🚌",
        "👨‍👩‍👧",
        "'; DROP TABLE sightings;--",
        "\u2028",
        "%s{}?:x",
    ],
)
async def test_hostile_text_comes_back_as_it_was(store: Store, text: str) -> None:
    row = sighting(1, label=text, camera=text)
    store.sightings.add("p", [row])
    assert await kept(store) == [row]
    assert await store.sightings.between("p", *ALL, cameras=[text]) == [row]


async def test_broken_characters_become_the_replacement_sign(store: Store) -> None:
    store.sightings.add("p", [sighting(1, label="a\ud800b", camera="\udfff", raw="\ud83d\ude8c")])
    [row] = await kept(store)
    assert (row.label, row.camera, row.raw) == ("a\ufffdb", "\ufffd", "🚌")
    assert await store.sightings.between("p", *ALL, cameras=["\udfff"]) == [row]


async def test_moments_beyond_counting_are_cut(store: Store) -> None:
    store.sightings.add("p", [sighting(10**30, count=10**30), sighting(-(10**30))])
    assert [row.first_ms for row in await kept(store)] == [-(2**62), 2**62]


async def test_wrong_row_does_not_stop_later_ones(store: Store, allow_logs) -> None:  # type: ignore[no-untyped-def]  # conftest's fixture
    allow_logs("rows of a wrong shape were not kept")
    store.sightings.add("p", [sighting(1, label=None)])
    await store.flush()
    store.sightings.add("p", [sighting(2)])
    assert await kept(store) == [sighting(2)]
    assert store.dropped == 1


async def test_rows_are_committed_without_anybody_asking(open_store: OpenStore) -> None:
    store = await open_store()
    other = await open_store()
    store.sightings.add("p", [sighting(1)])
    async with asyncio.timeout(PATIENCE_S):
        while not await other.sightings.count("p"):  # noqa: ASYNC110  # another process, so to say
            await asyncio.sleep(0.01)


async def test_closing_writes_what_waits(open_store: OpenStore) -> None:
    store = await open_store()
    rows = [sighting(ms) for ms in range(20_000)]
    store.sightings.add("p", rows)
    await store.close()
    assert await kept(await open_store()) == rows


@given(
    st.lists(
        st.builds(
            StoredSighting,
            camera=st.text(max_size=4),
            label=st.text(max_size=4),
            first_ms=st.integers(-(10**15), 10**15),
            last_ms=st.integers(-(10**15), 10**15),
            count=st.integers(0, 10**6),
            origin=st.sampled_from(["desk", "server"]),
            raw=st.none() | st.text(min_size=1, max_size=4),
        ),
        unique_by=lambda row: (row.camera, row.label, row.first_ms, row.origin, row.raw),
        max_size=20,
    ),
    st.integers(-(10**15), 10**15),
    st.integers(0, 10**15),
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_range_answers_as_its_definition_says(
    rows: list[StoredSighting], from_ms: int, span_ms: int
) -> None:
    rows = [row for row in rows if row.last_ms >= row.first_ms]

    async def scenario() -> None:
        store = await Store.open(None, KEY)
        store.sightings.add("p", rows)
        await store.flush()
        found = await store.sightings.between("p", from_ms, from_ms + span_ms)
        await store.close()
        expected = [
            row for row in rows if row.first_ms <= from_ms + span_ms and row.last_ms >= from_ms
        ]
        assert sorted(found, key=repr) == sorted(expected, key=repr)
        assert [row.first_ms for row in found] == sorted(row.first_ms for row in found)

    asyncio.run(scenario())
