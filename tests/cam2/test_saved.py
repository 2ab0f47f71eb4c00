"""Searches kept under names, and the last ones asked."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.saved import (
    KIND,
    RECENT_KIND,
    RECENT_MOST,
    RECENT_NAME,
    SearchShelf,
    request_words,
)
from facespace_desk.cam2.model.search import SearchRequest
from facespace_desk.cam2.search import Query
from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store

HARBOUR = SearchRequest(
    Query(latitude=-39.49, longitude=176.92, radius_km=25, camera_type="ip", has_image=True)
)
AREA = SearchRequest.of_box(Box(40, -10, 55, 20), Query(country="FR"))


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    made = await Store.open(None, Secret("0" * 64))
    yield made
    await made.close()


async def reread(store: Store, shelf: SearchShelf) -> SearchShelf:
    """Another shelf of the same profile, as after a restart."""
    await shelf.close()
    again = SearchShelf(store, "test")
    await again.load()
    return again


async def test_saved_searches_survive(qapp: object, store: Store) -> None:
    shelf = SearchShelf(store, "test")
    shelf.keep("  Harbour   cams ", HARBOUR)
    shelf.keep("area", AREA)
    again = await reread(store, shelf)
    assert [saved.name for saved in again.saved] == ["area", "Harbour cams"]
    assert [saved.request for saved in again.saved] == [AREA, HARBOUR]


async def test_one_name_keeps_one_search(qapp: object, store: Store) -> None:
    shelf = SearchShelf(store, "test")
    shelf.keep("mine", HARBOUR)
    shelf.keep("mine", AREA)
    shelf.keep("   ", HARBOUR)
    again = await reread(store, shelf)
    assert [saved.request for saved in again.saved] == [AREA]


async def test_forgotten_searches_are_gone(qapp: object, store: Store) -> None:
    shelf = SearchShelf(store, "test")
    shelf.keep("mine", HARBOUR)
    shelf.forget("mine")
    shelf.forget("never there")
    again = await reread(store, shelf)
    assert list(again.saved) == []


async def test_recent_searches_are_the_last_ones_once_each(qapp: object, store: Store) -> None:
    shelf = SearchShelf(store, "test")
    for number in range(RECENT_MOST + 3):
        shelf.note_asked(SearchRequest(Query(city=f"Town {number}")))
    shelf.note_asked(SearchRequest(Query(city="Town 10"), adds=True))
    again = await reread(store, shelf)
    assert len(again.recent) == RECENT_MOST
    assert again.recent[0] == SearchRequest(Query(city="Town 10"))
    assert [request.query.city for request in again.recent].count("Town 10") == 1


async def test_recent_searches_can_be_forgotten(qapp: object, store: Store) -> None:
    shelf = SearchShelf(store, "test")
    shelf.note_asked(HARBOUR)
    shelf.forget_recent()
    again = await reread(store, shelf)
    assert list(again.recent) == []


async def test_profiles_have_shelves_of_their_own(qapp: object, store: Store) -> None:
    shelf = SearchShelf(store, "test")
    shelf.keep("mine", HARBOUR)
    await shelf.close()
    other = SearchShelf(store, "other")
    await other.load()
    assert list(other.saved) == []


@pytest.mark.parametrize(
    "text", ["", "[]", '{"request": {"query": {"latitude": "x"}}}', '{"request": {}, "version": 2}']
)
async def test_a_search_that_cannot_be_read_is_left_out(
    qapp: object, store: Store, text: str
) -> None:
    shelf = SearchShelf(store, "test")
    shelf.keep("good", HARBOUR)
    await store.views.put("test", KIND, "bad", text)
    await store.views.put("test", RECENT_KIND, RECENT_NAME, text)
    again = await reread(store, shelf)
    assert [saved.name for saved in again.saved] == ["good"]
    assert list(again.recent) == []


def test_words_say_what_is_searched() -> None:
    assert request_words(SearchRequest()) == "The whole world"
    words = request_words(HARBOUR)
    assert "25 km around -39.49, 176.92" in words
    assert "picture active" in words
    assert "area 2,250 × 1,668 km around 47.50, 5.00" in request_words(AREA)
    assert request_words(AREA).startswith("FR")
