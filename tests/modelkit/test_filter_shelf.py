"""Filters under names: kept in the store, per kind of table and profile."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.filter_shelf import FilterShelf
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.store import Store

GATE = Filter((Chip("camera", Op.EQUALS, "gate"),))
DOCK = Filter((Chip("camera", Op.EQUALS, "dock", negated=True),), "any")


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = await Store.open(None, Secret("0" * 64))
    yield opened
    await opened.close()


async def reopened(store: Store, profile: str = "home", kind: str = "live") -> FilterShelf:
    shelf = FilterShelf(store, profile, kind)
    await shelf.load()
    await shelf.close()
    return shelf


def names(shelf: FilterShelf) -> list[str]:
    return [each.name for each in shelf.filters]


async def test_filters_come_back_by_name(store: Store) -> None:
    shelf = FilterShelf(store, "home", "live")
    told: list[int] = []
    shelf.changed.connect(lambda: told.append(len(shelf.filters)))
    shelf.keep("the gate", GATE)
    shelf.keep("Another", DOCK)
    await shelf.close()
    assert told == [1, 2]
    again = await reopened(store)
    assert names(again) == ["Another", "the gate"]
    assert [each.filter for each in again.filters] == [DOCK, GATE]


async def test_same_name_is_replaced_and_a_forgotten_one_is_gone(store: Store) -> None:
    shelf = FilterShelf(store, "home", "live")
    shelf.keep("mine", GATE)
    shelf.keep("mine", DOCK)
    shelf.keep("other", GATE)
    shelf.forget("other")
    shelf.forget("never there")
    await shelf.close()
    again = await reopened(store)
    assert [(each.name, each.filter) for each in again.filters] == [("mine", DOCK)]


async def test_shelves_of_other_tables_and_profiles_are_apart(store: Store) -> None:
    shelf = FilterShelf(store, "home", "live")
    shelf.keep("mine", GATE)
    await shelf.close()
    assert names(await reopened(store, kind="board")) == []
    assert names(await reopened(store, profile="site")) == []


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"facespace_desk_filter": 9, "name": "x", "filter": {}}']
)
async def test_filter_that_cannot_be_read_is_left_out(store: Store, text: str) -> None:
    shelf = FilterShelf(store, "home", "live")
    shelf.keep("good", GATE)
    await shelf.close()
    await store.views.put("home", "live.filter", "bad", text)
    assert names(await reopened(store)) == ["good"]
