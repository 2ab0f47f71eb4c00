"""Looking periods and gaps, marks, and saved views."""

import pytest

from facespace_desk.store import Document, Gap, Look, Mark, Store
from tests.store.conftest import OpenStore


@pytest.fixture
async def store(open_store: OpenStore) -> Store:
    return await open_store()


async def test_looking_goes_on_in_one_period(store: Store) -> None:
    for to_ms, polls in ((100, 1), (300, 3)):
        store.looks.record_look("p", 0, to_ms, polls)
    store.looks.record_look("p", 500, 600, 2)
    await store.flush()
    assert await store.looks.looks_between("p", 0, 1000) == [Look(0, 300, 3), Look(500, 600, 2)]
    assert await store.looks.looks_between("p", 301, 499) == []
    assert await store.looks.looks_between("q", 0, 1000) == []


async def test_gap_keeps_its_latest_cause_and_end(store: Store) -> None:
    store.looks.record_gap("p", 100, 200, "time-out")
    store.looks.record_gap("p", 100, 900, "connection refused")
    await store.flush()
    assert await store.looks.gaps_between("p", 800, 1000) == [Gap(100, 900, "connection refused")]
    assert await store.looks.gaps_between("p", 901, 1000) == []


async def test_mark_is_replaced_and_removed_by_its_sighting(store: Store) -> None:
    await store.marks.put("p", Mark("cam", "Mira", 5, note="first"))
    await store.marks.put("p", Mark("cam", "Mira", 5, is_bookmarked=False, note="🚌\ud800"))
    await store.marks.put("p", Mark("cam", "Tom", 9, changed_ms=77))
    mira, tom = await store.marks.all("p")
    assert (mira.note, mira.is_bookmarked) == ("🚌\ufffd", False)
    assert mira.changed_ms > 1_700_000_000_000
    assert tom == Mark("cam", "Tom", 9, changed_ms=77)
    assert await store.marks.between("p", 6, 9) == [tom]
    await store.marks.remove("p", "cam", "Mira", 5)
    await store.marks.remove("p", "cam", "Mira", 5)
    assert await store.marks.all("p") == [tom]


async def test_documents_are_kept_by_kind_and_name(store: Store) -> None:
    await store.views.put("p", "filter", "night", "{}")
    await store.views.put("p", "filter", "night", '{"a": 1}')
    await store.views.put("p", "filter", "a/b'\"", "[]")
    await store.views.put("p", "camera", "night", "null")
    filters = await store.views.list("p", "filter")
    assert [(view.name, view.json) for view in filters] == [("a/b'\"", "[]"), ("night", '{"a": 1}')]
    await store.views.remove("p", "filter", "night")
    assert len(await store.views.list("p", "filter")) == 1
    assert len(await store.views.list("p", "camera")) == 1
    assert isinstance(filters[0], Document)


async def test_what_was_put_survives_at_once(open_store: OpenStore, store: Store) -> None:
    await store.marks.put("p", Mark("cam", "Mira", 5))
    await store.views.put("p", "filter", "night", "{}")
    other = await open_store()
    assert len(await other.marks.all("p")) == len(await other.views.list("p", "filter")) == 1
