"""The record table model: what it shows after any history of arrivals, changes and questions."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from natsort import natsort_keygen, ns
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.modelkit.filters import Chip, Filter, FilterError, Op
from facespace_desk.modelkit.table import RecordTableModel
from tests.limits import PATIENCE_S
from tests.modelkit.table_fixtures import Pass, make_model, passes, texts

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
NATURAL = natsort_keygen(alg=ns.IGNORECASE)


def contains(text: str, column: str = "*", **options: Any) -> Filter:
    return Filter(chips=(Chip(column, Op.CONTAINS, text, **options),))


async def settled(model: RecordTableModel[Any]) -> None:
    """Wait until no search is under way."""
    async with asyncio.timeout(PATIENCE_S):
        done = asyncio.Event()

        def look(_shown: int, _held: int, is_searching: bool) -> None:
            if not is_searching:
                done.set()

        model.counts_changed.connect(look)
        if model.is_searching:
            await done.wait()
        model.counts_changed.disconnect(look)


def test_a_batch_is_one_insert_and_the_newest_is_on_top() -> None:
    model = make_model()
    inserts: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserts.append((first, last)))
    assert model.append(passes(3)) == range(3)
    assert model.append(passes(2, 3)) == range(3, 5)
    assert inserts == [(0, 2), (0, 1)]
    assert [record.at_ms for record in model.shown()] == sorted(
        (record.at_ms for record in passes(5)), reverse=True
    )


def test_oldest_first_grows_at_the_bottom() -> None:
    model = make_model(newest_first=False)
    model.append(passes(5))
    assert list(model.shown()) == passes(5)
    model.set_newest_first(True)
    assert list(model.shown()) == passes(5)[::-1]


@pytest.mark.parametrize("newest_first", [True, False])
def test_model_keeps_qts_rules(qtmodeltester: Any, newest_first: bool) -> None:
    model = make_model(row_cap=90, newest_first=newest_first)
    qtmodeltester.check(model, force_py=True)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.append(passes(60))
    model.sort(1, UP)
    model.append(passes(20, 60))
    model.set_filter(contains("cam-1"))
    model.append(passes(40, 80))
    model.update({row_id: Pass("cam-1", "Zoe", 5) for row_id in range(70, 90)})
    model.set_filter(None)
    model.sort(-1)
    model.append(passes(400, 200))
    model.remove(range(400, 420))
    model.synchronise(passes(30, 500), lambda record: record.at_ms)
    model.replace_all(passes(20))
    model.clear()


def test_sorting_is_natural_stable_and_over_several_columns() -> None:
    model = make_model()
    model.append(passes(200))
    model.sort(3, DOWN)
    model.sort(2, UP)
    got = list(model.shown())
    assert got == sorted(got, key=lambda row: (int(row.camera[4:]), -row.count, -(row.at_ms or 0)))
    assert model.sorting == (("camera", False), ("count", True))


def test_rows_without_a_sort_key_come_first_and_times_start_with_the_newest() -> None:
    model = make_model()
    model.append([Pass("a", "x", 5), Pass("b", "x", None), Pass("c", "x", 9)])
    model.sort(0, UP)
    assert texts(model, 2) == ["b", "a", "c"]
    role = Qt.ItemDataRole.InitialSortOrderRole
    assert model.headerData(0, Qt.Orientation.Horizontal, role) == DOWN
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == UP


def test_arrivals_go_where_the_sorting_says() -> None:
    model = make_model()
    model.append(passes(100))
    model.sort(1, DOWN)
    model.append(passes(100, 100))
    assert texts(model, 1) == sorted(texts(model, 1), key=NATURAL, reverse=True)


def test_selection_and_current_row_stay_on_their_records() -> None:
    model = make_model()
    model.append(passes(300))
    selection = QItemSelectionModel(model)
    chosen = [model.record_at(row) for row in (10, 11, 200)]
    for row in (10, 11, 200):
        index = model.index(row, 0)
        flag = QItemSelectionModel.SelectionFlag
        selection.select(QItemSelection(index, model.index(row, 3)), flag.Select)
    selection.setCurrentIndex(model.index(200, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def selected() -> list[Pass]:
        return sorted(
            (model.record_at(index.row()) for index in selection.selectedRows()),
            key=lambda record: -(record.at_ms or 0),
        )

    for change in (
        lambda: model.append(passes(25, 300)),
        lambda: model.sort(2, UP),
        lambda: model.append(passes(25, 325)),
        lambda: model.sort(1, DOWN),
        lambda: model.sort(-1),
        lambda: model.set_filter(contains("cam-1", "camera", negated=True)),
    ):
        change()
        expected = [record for record in chosen if record in set(model.shown())]
        assert selected() == expected
        if chosen[2] in expected:
            assert model.record_at(selection.currentIndex().row()) == chosen[2]


def test_a_bad_filter_is_refused_and_the_one_before_stays() -> None:
    model = make_model()
    model.append(passes(50))
    model.set_filter(contains("cam-3"))
    before = list(model.shown())
    with pytest.raises(FilterError) as caught:
        model.set_filter(Filter(chips=(Chip("*", Op.REGEX, "("),)))
    assert caught.value.chip == Chip("*", Op.REGEX, "(")
    assert list(model.shown()) == before
    assert model.filter == contains("cam-3")


def test_an_empty_view_blames_the_chips_that_alone_hold_everything_back() -> None:
    model = make_model()
    heard: list[tuple[Chip, ...]] = []
    model.blamed.connect(heard.append)
    model.append(passes(400))
    good, bad = Chip("camera", Op.CONTAINS, "cam"), Chip("person", Op.EQUALS, "Nobody")
    model.set_filter(Filter(chips=(good, bad)))
    one, other = Chip("camera", Op.EQUALS, "cam-1"), Chip("camera", Op.EQUALS, "cam-2")
    model.set_filter(Filter(chips=(one, other)))
    assert heard == [(bad,), ()]


def test_a_filter_over_any_column_looks_at_visible_columns_only() -> None:
    model = make_model()
    model.append(passes(60))
    model.set_filter(contains("cam-3"))
    assert model.rowCount() == 5
    model.set_visible_columns({"time", "person"})
    assert model.rowCount() == 0


def test_gaps_are_seen_through_any_filter_and_not_counted() -> None:
    model = make_model()
    counts: list[tuple[int, int, bool]] = []
    model.counts_changed.connect(lambda *args: counts.append(args))
    model.append([*passes(10), Pass("14:02–14:05, network", "", 1_790_000_007_000), *passes(5, 10)])
    assert counts[-1] == (15, 15, False)
    model.set_filter(contains("nothing at all"))
    assert counts[-1] == (0, 15, False)
    assert texts(model, 0) == ["no data, 14:02–14:05, network"]
    assert model.index(0, 1).data() == ""
    assert model.index(0, 0).data(model.KindRole) == "gap"


def test_a_gap_that_turns_out_to_be_a_row_is_one() -> None:
    model = make_model()
    model.append([*passes(3), Pass("since 14:02", "", 9)])
    assert (model.shown_count, model.held_count) == (3, 3)
    model.update({3: Pass("cam-1", "Ada", 9)})
    assert (model.shown_count, model.held_count) == (4, 4)
    model.update({3: Pass("14:02–14:05", "", 9)})
    assert (model.shown_count, model.held_count) == (3, 3)
    assert texts(model)[0] == "no data, 14:02–14:05"


def test_changes_in_place_are_told_in_runs() -> None:
    model = make_model(newest_first=False)
    model.append(passes(20))
    heard: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, *_: heard.append((first.row(), last.row())))
    model.update({row_id: Pass("cam-1", "Ada", 1) for row_id in (3, 4, 5, 9, 99)})
    assert heard == [(3, 5), (9, 9)]
    assert texts(model, 1)[3:6] == ["Ada"] * 3


def test_a_changed_row_moves_comes_and_goes_as_filter_and_sorting_ask() -> None:
    model = make_model()
    model.append([Pass("a", "Ada", 1), Pass("b", "Bob", 2), Pass("c", "Cyd", 3)])
    model.sort(1, UP)
    model.update({0: Pass("a", "Zoe", 1)})
    assert texts(model, 1) == ["Bob", "Cyd", "Zoe"]
    model.set_filter(contains("o", "person"))
    assert texts(model, 1) == ["Bob", "Zoe"]
    model.update({1: Pass("b", "Bea", 2), 2: Pass("c", "Cor", 3)})
    assert texts(model, 1) == ["Cor", "Zoe"]


def test_a_full_table_forgets_its_oldest_rows() -> None:
    model = make_model(row_cap=100)
    trimmed: list[int] = []
    model.rows_trimmed.connect(trimmed.append)
    model.append(passes(90))
    held = QPersistentModelIndex(model.index(89, 0))
    for start in range(90, 390, 10):
        model.append(passes(10, start))
        assert model.rowCount() == model.held_count <= 100
    assert not held.isValid()
    assert model.trimmed == sum(trimmed) == 390 - model.held_count
    assert next(model.shown()) == passes(390)[-1]


def test_refreshing_keeps_the_rows_of_known_keys() -> None:
    model = make_model()
    model.append([Pass("a", "Ada", 1), Pass("b", "Bob", 2), Pass("c", "Cyd", 3)])
    ada = QPersistentModelIndex(model.index(2, 0))
    bob = QPersistentModelIndex(model.index(1, 0))
    model.synchronise(
        [Pass("a", "Ada", 9), Pass("c", "Cyd", 3), Pass("d", "Dan", 4)], lambda row: row.person
    )
    assert sorted(texts(model, 1)) == ["Ada", "Cyd", "Dan"]
    assert model.record_at(ada.row()) == Pass("a", "Ada", 9)
    assert not bob.isValid()


def test_another_zone_or_mask_rewrites_cells_and_heads() -> None:
    display = Display()
    model = make_model(display)
    model.append([Pass("a", "Ada Lovelace", 0)])
    heard: list[str] = []
    model.dataChanged.connect(lambda *_: heard.append("cells"))
    model.headerDataChanged.connect(lambda *_: heard.append("heads"))
    display.set_mask(NameMask.INITIALS)
    assert heard == ["cells", "heads"]
    assert model.index(0, 1).data() == "A. L."
    display.set_zone(Zone.LOCAL)
    head = model.headerData(0, Qt.Orientation.Horizontal)
    assert head == f"Time · {display.zone_label}"


def test_masked_names_are_found_by_their_true_value() -> None:
    display = Display(mask=NameMask.HIDDEN)
    model = make_model(display)
    model.append([Pass("a", "Ada Lovelace", 0), Pass("b", "Bob", 0)])
    model.set_filter(contains("lovel", "person"))
    assert texts(model, 2) == ["a"]
    assert texts(model, 1) == ["•••"]


def test_a_screen_reader_hears_the_row_as_shown() -> None:
    model = make_model(Display(mask=NameMask.INITIALS))
    model.append([Pass("cam-1", "Ada Lovelace", 0), Pass("", "Bob", None)])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 0).data(role) == (
        "Time: 1970-01-01 00:00:00, Person: A. L., Camera: cam-1, Count: 1"
    )
    assert model.index(0, 2).data(role) == "Camera: –"


async def test_a_large_filter_shows_its_first_rows_at_once_and_all_in_the_end() -> None:
    model = make_model()
    everything = passes(120_000)
    model.append(everything)
    counts: list[tuple[int, int, bool]] = []
    model.counts_changed.connect(lambda *args: counts.append(args))
    model.set_filter(contains("cam-3", "camera"))
    assert model.rowCount() > 0
    assert next(model.shown()) == next(row for row in everything[::-1] if row.camera == "cam-3")
    assert counts[-1][2]
    await settled(model)
    assert list(model.shown()) == [row for row in everything[::-1] if row.camera == "cam-3"]
    assert counts[-1] == (10_000, 120_000, False)
    await model.close()


@pytest.mark.parametrize("sort_column", [-1, 0, 1, 3])
async def test_what_happens_during_a_search_is_in_its_result(sort_column: int) -> None:
    model = make_model(row_cap=60_500)
    model.append(passes(60_000))
    model.sort(sort_column, UP)
    model.set_filter(Filter(chips=(Chip("camera", Op.REGEX, "cam-(1|3)$"),)))
    assert model.is_searching
    model.append(passes(1_000, 60_000))  # trims the oldest
    model.update(
        {
            59_999: Pass("cam-3", "Ada", 7),
            20_000: Pass("cam-3", "Bob", 8),
            59_998: Pass("cam-9", "Cyd", 9),
        }
    )
    model.remove([40_000, 40_001, 40_002])
    await settled(model)
    held = [model.record(row_id) for row_id in range(61_000)]
    expected = [row for row in held if row is not None and row.camera in ("cam-1", "cam-3")]
    shown = list(model.shown())
    assert sorted(map(repr, shown)) == sorted(map(repr, expected))
    if sort_column == 1:
        assert [row.person for row in shown] == sorted((r.person for r in shown), key=NATURAL)
    elif sort_column == 3:
        assert [row.count for row in shown] == sorted(row.count for row in shown)
    elif sort_column == -1:
        assert shown == expected[::-1]
    await model.close()


async def test_the_latest_of_several_questions_wins() -> None:
    model = make_model()
    model.append(passes(50_000))
    for text in ("c", "ca", "cam-1"):
        model.set_filter(contains(text, "camera"))
    model.sort(3, DOWN)
    model.sort(1, UP)
    await settled(model)
    expected = [row for row in passes(50_000) if "cam-1" in row.camera]
    assert model.rowCount() == len(expected)
    assert texts(model, 1) == sorted((row.person for row in expected), key=NATURAL)
    await model.close()


async def test_closing_ends_a_search() -> None:
    model = make_model()
    model.append(passes(50_000))
    model.set_filter(contains("cam-1"))
    await model.close()
    rows = model.rowCount()
    await asyncio.sleep(0.02)
    assert model.rowCount() == rows


def test_held_records_are_out_of_the_garbage_collectors_way() -> None:
    model = make_model()
    model.append(passes(20_000))
    gc.collect()
    record = model.record(5)
    holders = gc.get_referrers(record)
    assert all(not gc.is_tracked(holder) for holder in holders if isinstance(holder, tuple))


class TableMachine(RuleBasedStateMachine):
    """The model against a plain list of (id, record)."""

    cap = 60

    @initialize(newest_first=st.booleans())
    def start(self, newest_first: bool) -> None:
        self.newest_first = newest_first
        self.model = make_model(row_cap=self.cap, newest_first=newest_first)
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        self.tester = QAbstractItemModelTester(self.model, mode)
        self.held: dict[int, Pass] = {}
        self.text = ""
        self.levels: list[tuple[str, bool]] = []
        self.pinned: dict[int, QPersistentModelIndex] = {}

    records = st.lists(
        st.builds(
            Pass,
            st.sampled_from(["cam-1", "cam-2", "cam-10", "Cam-2", ""]),
            st.sampled_from(["Ada", "bob", "Zoe", ""]),
            st.one_of(st.none(), st.integers(0, 5)),
            st.integers(0, 3),
        ),
        max_size=12,
    )

    @rule(batch=records)
    def append(self, batch: list[Pass]) -> None:
        self.held.update(zip(self.model.append(batch), batch, strict=True))
        for row_id in sorted(self.held):
            if len(self.held) <= self.model.held_count + len(self.gaps(self.model_ids())):
                break
            if row_id not in self.model_ids():
                del self.held[row_id]

    def model_ids(self) -> set[int]:
        return {row_id for row_id in self.held if self.model.record(row_id) is not None}

    def gaps(self, row_ids: set[int]) -> set[int]:
        return {row_id for row_id in row_ids if not self.held[row_id].person}

    @rule(data=st.data(), batch=records)
    def update(self, data: Any, batch: list[Pass]) -> None:
        held = sorted(self.held)
        chosen = data.draw(st.lists(st.sampled_from(held), unique=True)) if held else []
        changes = dict(zip(chosen, batch, strict=False))
        self.model.update(changes)
        self.held.update(changes)

    @rule(data=st.data())
    def remove(self, data: Any) -> None:
        if self.held:
            gone = data.draw(st.lists(st.sampled_from(sorted(self.held)), unique=True, max_size=5))
            self.model.remove(gone)
            for row_id in gone:
                del self.held[row_id]

    @rule(text=st.sampled_from(["", "a", "cam-1", "bo", "nobody"]))
    def filter(self, text: str) -> None:
        self.text = text
        self.model.set_filter(contains(text) if text else None)

    @rule(column=st.integers(-1, 3), down=st.booleans())
    def sort(self, column: int, down: bool) -> None:
        self.model.sort(column, DOWN if down else UP)
        if column < 0:
            self.levels = []
        else:
            key = self.model.columns[column].key
            self.levels = [(key, down), *[each for each in self.levels if each[0] != key]][:3]

    @rule(row=st.integers(0, 80))
    def pin(self, row: int) -> None:
        if row < self.model.rowCount():
            index = self.model.index(row, 1)
            self.pinned[self.model.row_id(row)] = QPersistentModelIndex(index)

    @rule()
    def clear(self) -> None:
        self.model.clear()
        self.held.clear()

    def expected(self) -> list[int]:
        by_key = {column.key: column for column in self.model.columns}

        def passes_filter(record: Pass) -> bool:
            everything = [column.true_text(record).casefold() for column in self.model.columns]
            return not record.person or any(self.text in text for text in everything)

        found = [row_id for row_id, record in self.held.items() if passes_filter(record)]
        found.sort(reverse=self.newest_first)
        for key, down in reversed(self.levels):
            get = by_key[key].sort_value

            def rank(row_id: int, get: Any = get) -> tuple[Any, ...]:
                value = get(self.held[row_id])
                if value is None:
                    return (0,)
                return (2, NATURAL(value)) if isinstance(value, str) else (1, value)

            found.sort(key=rank, reverse=down)
        return found

    @invariant()
    def shows_what_the_list_shows(self) -> None:
        if not hasattr(self, "model"):
            return
        assert self.model_ids() == set(self.held)
        assert len(self.held) <= self.cap
        expected = self.expected()
        assert self.model.shown_ids() == expected
        assert self.model.shown_count == len([i for i in expected if self.held[i].person])
        for row_id, index in list(self.pinned.items()):
            if index.isValid():
                assert self.model.row_id(index.row()) == row_id
                assert expected[index.row()] == row_id
            else:
                del self.pinned[row_id]


TestTableAgainstAList = TableMachine.TestCase
TestTableAgainstAList.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@pytest.fixture(autouse=True)
def _application(qapp: Any) -> None:
    """Models need no window, but selection models and testers want an application."""
