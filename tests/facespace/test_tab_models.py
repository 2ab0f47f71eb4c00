"""The models behind the tab: sound for Qt, true in what they count, kept across runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester

from facespace_desk.credentials import Secret
from facespace_desk.facespace.daylog import Stay
from facespace_desk.facespace.model.cameras import CameraBook, CameraNote
from facespace_desk.facespace.model.columns import (
    history_columns,
    person_columns,
    poll_columns,
    presence_columns,
)
from facespace_desk.facespace.model.day import DAY_MS, DayModel
from facespace_desk.facespace.model.marks import MarkBook
from facespace_desk.facespace.model.rows import (
    HistoryRow,
    PersonRow,
    PollRow,
    PresenceRow,
    gap_words,
    row_kind,
)
from facespace_desk.facespace.presence import Gap
from facespace_desk.modelkit.display import Display, NameMask
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.store.store import Store

NOW_MS = 1_709_539_200_000  # 08:00 on 4 March 2024
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = await Store.open(None, Secret("0" * 64))
    yield opened
    await opened.close()


def title(camera: str) -> str:
    return {"gate": "North gate"}.get(camera, camera)


ROWS = {
    "presences": [
        PresenceRow(NOW_MS, NOW_MS + 5000, "gate", "Mira Holt", 3, is_here=True),
        PresenceRow(NOW_MS, NOW_MS + 9000, gap="timed out"),
        PresenceRow(NOW_MS, NOW_MS, "dock", "Jon", 1, is_here=True, is_unknown=True),
    ],
    "polls": [PollRow(NOW_MS, NOW_MS, "gate", "Mira Holt"), PollRow(NOW_MS, NOW_MS, gap="x")],
    "history": [
        HistoryRow(NOW_MS, None, "gate", "Mira Holt", 1, "both", is_marked=True, note="n"),
        HistoryRow(None, None, "gate", "", raw="not an entry Mira"),
        HistoryRow(NOW_MS, NOW_MS + 1, gap="x"),
    ],
    "people": [
        PersonRow("Mira Holt", "gate", NOW_MS, "North gate", visits=2, cameras=1),
        PersonRow("Jon", "dock", NOW_MS - HOUR_MS),
    ],
}


def model_of(name: str, display: Display) -> RecordTableModel[object]:
    columns = {
        "presences": presence_columns(display, title),
        "polls": poll_columns(display, title),
        "history": history_columns(display, title),
        "people": person_columns(display, title, lambda: NOW_MS),
    }[name]
    kinds = None if name == "people" else row_kind
    return RecordTableModel(
        columns,  # type: ignore[arg-type]
        display=display,
        row_kind=kinds,
        gap_text=lambda row: gap_words(0, 1000, row.gap, display.clock_text),  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("name", ROWS)
def test_model_is_sound_while_rows_come_change_sort_and_go(
    name: str, qtmodeltester: ModelTester
) -> None:
    display = Display()
    model = model_of(name, display)
    qtmodeltester.check(model, force_py=True)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    ids = model.append(ROWS[name] * 5)
    for section in range(model.columnCount()):
        model.sort(section, Qt.SortOrder.DescendingOrder)
        model.update({ids[0]: ROWS[name][0]})
    model.set_filter(Filter((Chip("person", Op.CONTAINS, "mira"),)))
    display.set_mask(NameMask.HIDDEN)
    model.append(ROWS[name])
    model.remove(ids[:3])
    model.replace_all(ROWS[name])
    model.clear()


@pytest.mark.parametrize("name", ROWS)
def test_no_role_of_a_masked_model_tells_a_name(name: str) -> None:
    display = Display(mask=NameMask.PSEUDONYM)
    model = model_of(name, display)
    model.append(ROWS[name])
    told = [
        str(model.index(row, place).data(role))
        for row in range(model.rowCount())
        for place in range(model.columnCount())
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
    ]
    assert "Mira" not in "".join(told)


def test_filters_find_true_names_aliases_and_states() -> None:
    model = model_of("people", Display(mask=NameMask.HIDDEN))
    model.append(ROWS["people"])

    def found(column: str, op: Op, text: str) -> list[str]:
        model.set_filter(Filter((Chip(column, op, text),)))
        return [row.label for row in model.shown()]  # type: ignore[attr-defined]

    assert found("person", Op.EQUALS, "mira holt") == ["Mira Holt"]
    assert found("camera", Op.CONTAINS, "north") == ["Mira Holt"]
    assert found("camera", Op.CONTAINS, "gate") == ["Mira Holt"]
    assert found("visits", Op.MORE, "1") == ["Mira Holt"]
    assert found("last", Op.LESS, "2024-03-04 08:00") == ["Jon"]


class Day:
    def __init__(self, store: Store) -> None:
        self.now_ms = NOW_MS
        self.book = CameraBook(store, "home")
        self.model = DayModel(Display(), self.book, clock=lambda: self.now_ms)

    async def close(self) -> None:
        await self.model.close()
        await self.book.close()


@pytest.fixture
async def day(store: Store) -> AsyncIterator[Day]:
    made = Day(store)
    yield made
    await made.close()


async def test_same_stay_from_store_and_server_counts_once(day: Day) -> None:
    stay = Stay("gate", "Mira", NOW_MS - HOUR_MS, NOW_MS - HOUR_MS + 9 * MINUTE_MS)
    inside = Stay("gate", "Mira", stay.first_ms + 4321, stay.last_ms - 1)
    elsewhere = Stay("dock", "Mira", stay.first_ms, stay.last_ms)
    assert day.model.add_past([stay]) == 1
    assert day.model.add_past([inside, elsewhere]) == 1
    row = day.model.last_seen("Mira")
    assert row is not None
    assert (row.visits, row.cameras) == (2, 2)


async def test_large_past_leaves_the_window_its_turns(day: Day) -> None:
    stays = [
        Stay(f"cam-{number % 7}", f"Person {number % 50}", at_ms, at_ms)
        for number in range(5_000)
        for at_ms in [NOW_MS - number * 10_000]
    ]
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count())
    await day.model.take_past(stays, [Gap(NOW_MS - 5, NOW_MS, "x")])
    counting.cancel()
    assert turns >= 10
    assert len(day.model.log) == 5_000
    assert len(day.model.stays_of(label="Person 3")) == 100
    assert len(day.model.stays_of(camera="cam-1", label="Person 1")) == len(
        [stay for stay in stays if (stay.camera, stay.label) == ("cam-1", "Person 1")]
    )
    assert day.model.stays_of(label="Nobody") == []
    assert len(day.model.gaps) == 1


async def test_what_is_older_than_a_day_is_no_part_of_it(day: Day) -> None:
    old = Stay("gate", "Mira", NOW_MS - DAY_MS - 2000, NOW_MS - DAY_MS - 1000)
    assert day.model.add_past([old]) == 0
    assert day.model.last_seen("Mira") is None
    assert [row.camera for row in day.model.cameras] == ["gate"]
    assert day.model.cameras[0].is_silent


async def test_stays_of_a_person_are_newest_first(day: Day) -> None:
    stays = [Stay("gate", "Mira", at, at) for at in (NOW_MS - 3 * HOUR_MS, NOW_MS - HOUR_MS)]
    day.model.add_past([*stays, Stay("gate", "Jon", NOW_MS - HOUR_MS, NOW_MS)])
    assert day.model.stays_of(label="Mira") == stays[::-1]
    assert len(day.model.stays_of(camera="gate")) == 3


async def test_camera_is_silent_after_its_own_time(day: Day) -> None:
    day.model.add_past([Stay("gate", "Mira", NOW_MS, NOW_MS)])
    day.book.set_entry("gate", CameraNote(silent_after_min=10))
    day.now_ms += 10 * MINUTE_MS
    assert not day.model.cameras[0].is_silent
    day.now_ms += 1000
    assert day.model.cameras[0].is_silent


async def test_gap_under_way_is_told_as_far_as_it_has_come(day: Day) -> None:
    day.model.add_gap(Gap(NOW_MS - HOUR_MS, NOW_MS - HOUR_MS + 1, "timed out"))
    day.model.set_blind(True)
    assert len(day.model.blind_spans) == 1  # it never looked: there is nothing to be blind after


async def test_book_and_marks_come_back_and_broken_entries_are_left_out(store: Store) -> None:
    book, marks = CameraBook(store, "home"), MarkBook(store, "home")
    book.set_entry("gate", CameraNote("North gate", "Lisbon", "ladder", 30))
    marks.toggle("gate", "Mira", NOW_MS)
    marks.set_note("gate", "Jon", NOW_MS, "case 7")
    marks.toggle("gate", "Ada", NOW_MS)
    marks.toggle("gate", "Ada", NOW_MS)
    await book.close()
    await marks.close()
    await store.views.put("home", "facespace.camera", "dock", '{"alias": 5}')
    book, marks = CameraBook(store, "home"), MarkBook(store, "home")
    await book.load()
    await marks.load()
    assert book.entry("gate") == CameraNote("North gate", "Lisbon", "ladder", 30)
    assert book.title("dock") == "dock"
    assert marks.snapshot() == {
        ("gate", "Mira", NOW_MS): (True, ""),
        ("gate", "Jon", NOW_MS): (False, "case 7"),
    }
    await book.close()
    await marks.close()
    other = MarkBook(store, "site")
    await other.load()
    assert other.snapshot() == {}
