"""The tree of event types: names, counts, rates, what is muted."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from facespace_desk.amigocloud.live.records import LiveEvent
from facespace_desk.amigocloud.model.event_rows import new_event, stored
from facespace_desk.amigocloud.model.types import MOST_TYPES, OTHERS, EventTypes
from facespace_desk.store.store import Store
from tests.amigocloud.event_making import NOW_MS, PROFILE, live, memory_store, opened, realtime

CHECK = int(Qt.ItemDataRole.CheckStateRole)


class Clock:
    def __init__(self) -> None:
        self.now_ms = NOW_MS

    def __call__(self) -> int:
        return self.now_ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(qapp: object) -> AsyncIterator[Store]:
    made = await memory_store()
    await made.events.open(PROFILE)
    yield made
    await made.close()


@pytest.fixture
async def types(store: Store, clock: Clock) -> AsyncIterator[EventTypes]:
    made = EventTypes(store, PROFILE, clock=clock)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    await made.open()
    yield made
    await made.close()


def feed(types: EventTypes, *items: LiveEvent) -> None:
    types.take([stored(number, new_event(item)) for number, item in enumerate(items)])
    types.tick()


def tree(types: EventTypes, column: int = 0, parent: QModelIndex | None = None) -> list[str]:
    """The texts of a column, each level two blanks further to the right."""
    parent = parent or QModelIndex()
    lines = []
    for row in range(types.rowCount(parent)):
        lines.append(types.index(row, column, parent).data())
        below = tree(types, column, types.index(row, 0, parent))
        lines += [f"  {line}" for line in below]
    return lines


def at(types: EventTypes, path: str) -> QModelIndex:
    """The index of a name, or of what several have in common."""

    def look(parent: QModelIndex) -> QModelIndex | None:
        for row in range(types.rowCount(parent)):
            index = types.index(row, 0, parent)
            if index.data(EventTypes.NameRole) == path:
                return index
            found = look(index)
            if found is not None:
                return found
        return None

    found = look(QModelIndex())
    assert found is not None
    return found


async def test_names_make_a_tree_with_counts_and_last_payloads(types: EventTypes) -> None:
    feed(
        types,
        live("project:deleted", {"project_id": 4}),
        live("project:creation_succeeded", {"project_id": 5}),
        realtime("bus-1"),
        live("project:deleted", {"project_id": 6}),
    )
    assert tree(types) == ["project", "  creation_succeeded", "  deleted", "realtime"]
    assert tree(types, 1) == ["3", "  1", "  2", "1"]
    assert tree(types, 3)[2] == '  {"project_id":6}'
    assert types.total == 4


async def test_name_may_have_others_below_it(types: EventTypes) -> None:
    feed(types, live("a", {}), live("a:b", {}), live("", {}), live("a::c:d:e", {}))
    assert tree(types) == ["(no name)", "a", "  (no name)", "    c", "      d:e", "  b"]
    assert tree(types, 1) == ["1", "3", "  1", "    1", "      1", "  1"]


async def test_rate_is_of_the_last_seconds_and_ends_by_itself(
    types: EventTypes, clock: Clock
) -> None:
    feed(types, *(realtime("a", NOW_MS - 9_000 + second * 1_000) for second in range(9)))
    assert tree(types, 2) == ["1.0"]
    assert types.rate() == 1.0
    clock.now_ms += 5_000
    assert tree(types, 2) == ["0.4"]
    clock.now_ms += 60_000
    assert tree(types, 2) == ["–"]


async def test_kept_events_are_counted_after_a_restart(store: Store, clock: Clock) -> None:
    async with opened(store) as events:
        events.take([realtime("a"), realtime("b"), live("project:deleted", {"project_id": 4})])
        again = EventTypes(store, PROFILE, clock=clock)
        await store.flush()
        await again.open()
        assert tree(again, 1) == ["1", "  1", "2"]
        assert tree(again, 3)[1] == '  {"project_id":4}'
        await again.close()


async def test_muting_a_branch_mutes_what_is_below_and_is_remembered(
    types: EventTypes, store: Store, clock: Clock
) -> None:
    feed(types, live("project:deleted", {}), live("project:created", {}), realtime("a"))
    told = QSignalSpy(types.muted_changed)
    assert types.setData(at(types, "project:deleted"), Qt.CheckState.Unchecked, CHECK)
    assert types.muted == {"project:deleted"}
    assert at(types, "project").data(CHECK) == Qt.CheckState.PartiallyChecked
    types.set_muted(at(types, "project"), True)
    assert types.muted == {"project:deleted", "project:created"}
    assert at(types, "project").data(CHECK) == Qt.CheckState.Unchecked
    assert at(types, "realtime").data(CHECK) == Qt.CheckState.Checked
    assert told.count() == 2
    await types.close()
    again = EventTypes(store, PROFILE, clock=clock)
    await again.open()
    assert again.muted == {"project:deleted", "project:created"}
    await again.close()


async def test_only_one_type_can_be_shown_and_all_again(types: EventTypes) -> None:
    feed(types, live("project:deleted", {}), live("other", {}), realtime("a"))
    types.show_only(at(types, "realtime"))
    assert types.muted == {"project:deleted", "other"}
    types.show_all()
    assert types.muted == frozenset()


async def test_endless_names_are_counted_together(store: Store, clock: Clock) -> None:
    types = EventTypes(store, PROFILE, clock=clock)  # Qt's tester would take minutes
    feed(types, *(live(f"name {number:05}", {}) for number in range(MOST_TYPES + 50)))
    assert types.rowCount() == MOST_TYPES + 1
    assert at(types, OTHERS).siblingAtColumn(1).data() == "50"
    assert types.total == MOST_TYPES + 50
