"""The record table as an operator meets it: what stays where it was, and what is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from facespace_desk.modelkit.display import Display, NameMask
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets.record_table import RecordTable
from facespace_desk.widgets.theme import ThemeSwitch
from tests.modelkit.table_fixtures import Pass, make_model, passes

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Show = Callable[..., RecordTable]


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Show]:
    """Shows a table over a model and settles it; all are closed in the end."""
    tables: list[RecordTable] = []

    def make(model: RecordTableModel[Any], width: int = 700, **options: Any) -> RecordTable:
        table = RecordTable(model, **options)
        table.resize(width, 400)
        table.show()
        settle()
        tables.append(table)
        return table

    yield make
    for table in tables:
        table.close()
        table.deleteLater()


def settle() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def press(table: RecordTable, key: Qt.Key, modifiers: Any = NONE, text: str = "") -> bool:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    event.setAccepted(True)
    table.keyPressEvent(event)
    settle()
    return event.isAccepted()


def top_record(table: RecordTable) -> Any:
    return table.records.record_at(table.rowAt(0))


def y_of(table: RecordTable, record: Pass) -> int:
    for row in range(table.records.rowCount()):
        if table.records.record_at(row) == record:
            return table.rowViewportPosition(row)
    raise AssertionError("not shown")


def test_it_follows_the_newest_row_until_scrolled_away(show: Show) -> None:
    model = make_model()
    model.append(passes(200))
    table = show(model)
    heard: list[bool] = []
    counted: list[int] = []
    table.follow_changed.connect(heard.append)
    table.unseen_changed.connect(counted.append)
    model.append(passes(10, 200))
    settle()
    assert table.is_following
    assert top_record(table) == passes(210)[-1]
    table.verticalScrollBar().setValue(1000)
    assert heard == [False]
    before = top_record(table), table.rowViewportPosition(table.rowAt(0))
    model.append(passes(25, 210))
    settle()
    assert (top_record(table), table.rowViewportPosition(table.rowAt(0))) == before
    assert counted == [25]
    table.jump_to_live()
    settle()
    assert heard == [False, True]
    assert counted == [25, 0]
    assert top_record(table) == passes(235)[-1]


def test_it_follows_at_the_bottom_when_the_oldest_is_on_top(show: Show) -> None:
    model = make_model(newest_first=False)
    table = show(model)
    model.append(passes(200))
    settle()
    bar = table.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    model.append(passes(20, 200))
    settle()
    assert bar.value() == bar.maximum()
    bar.setValue(500)
    model.append(passes(20, 220))
    settle()
    assert bar.value() == 500
    bar.setValue(bar.maximum())
    assert table.is_following


@pytest.mark.parametrize("sort_column", [-1, 1])
def test_a_selected_row_does_not_move_while_rows_arrive(show: Show, sort_column: int) -> None:
    model = make_model()
    model.append(passes(300))
    model.sort(sort_column)
    table = show(model)
    table.verticalScrollBar().setValue(1500)
    row = table.rowAt(200)
    table.go_to_row(row)
    record, y = model.record_at(row), table.rowViewportPosition(row)
    for start in range(300, 500, 25):
        model.append(passes(25, start))
        settle()
        assert y_of(table, record) == y
        assert table.current_record() == record
        assert table.selected_records() == [record]


def test_selecting_pauses_and_letting_go_at_the_newest_row_resumes(show: Show) -> None:
    model = make_model()
    model.append(passes(100))
    table = show(model)
    table.go_to_row(2)
    assert not table.is_following
    assert press(table, Qt.Key.Key_Escape)
    assert table.is_following
    assert not press(table, Qt.Key.Key_Escape)


def test_the_current_row_stays_in_place_through_a_filter(show: Show) -> None:
    model = make_model()
    model.append(passes(400))
    table = show(model)
    table.verticalScrollBar().setValue(3000)
    row = next(r for r in range(table.rowAt(50), 400) if model.record_at(r).camera == "cam-3")
    table.go_to_row(row)
    settle()
    record, y = model.record_at(row), table.rowViewportPosition(row)
    model.set_filter(Filter(chips=(Chip("camera", Op.CONTAINS, "cam-3"),)))
    settle()
    assert table.current_record() == record
    assert abs(y_of(table, record) - y) < 400
    model.set_filter(None)
    settle()
    assert table.current_record() == record
    assert 0 <= y_of(table, record) < table.viewport().height()


def test_a_click_on_a_head_shows_the_first_rows(show: Show) -> None:
    model = make_model()
    model.append(passes(300))
    table = show(model)
    table.verticalScrollBar().setValue(2000)
    table.toggle_sort(1)
    settle()
    assert model.sorting == (("person", False),)
    table.toggle_sort(1)
    assert model.sorting == (("person", True),)
    table.toggle_sort(1)
    assert model.sorting == ()
    table.toggle_sort(0)
    assert model.sorting == (("time", True),)


def test_ctrl_a_on_many_rows_is_instant_and_one_range(show: Show) -> None:
    model = make_model()
    model.append(passes(100_000))
    table = show(model)
    calls = 0
    row_count = model.rowCount

    def counted(*args: Any) -> int:
        nonlocal calls
        calls += 1
        return row_count(*args)

    model.rowCount = counted  # type: ignore[method-assign]
    table.selectAll()
    settle()
    assert table.selected_count() == 100_000
    assert calls < 5_000
    refused: list[int] = []
    table.copy_refused.connect(refused.append)
    table.copy_rows()
    assert refused == [100_000]


def test_copy_gives_the_columns_shown_in_their_order_with_masked_names(show: Show) -> None:
    display = Display(mask=NameMask.INITIALS)
    model = make_model(display)
    model.append([Pass("=cmd()", "Ada <b>Lovelace", 0, -3), Pass("cam\t1", "Bob", None)])
    table = show(model)
    table.header.set_column_visible("time", True)
    table.header.moveSection(table.header.visualIndex(1), 3)
    table.header.set_column_visible("count", False)
    table.selectAll()
    assert press(table, Qt.Key.Key_C, CTRL | SHIFT)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().split("\n") == [
        "Time · UTC\tCamera\tPerson",
        "–\tcam 1\tB.",
        "1970-01-01 00:00:00\t'=cmd()\tA. B. L.",
    ]
    assert "<td>&#x27;=cmd()</td>" in mime.html()
    assert "Lovelace" not in mime.html()
    assert bytes(mime.data("text/tab-separated-values").data()).decode() == mime.text()
    table.go_to_row(0)
    assert press(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "–\tcam 1\tB."
    table.copier.copy_json()
    assert QGuiApplication.clipboard().text().startswith('[\n {\n  "Time · UTC": "–"')


def test_letters_move_and_type_ahead_finds(show: Show) -> None:
    model = make_model(newest_first=False)
    names = ["Ada", "Bob", "Jim", "Noa", "Xu 1", "Xu 2"]
    model.append([Pass("cam", name, 1) for name in names])
    table = show(model)

    def current() -> str:
        return str(table.current_record().person)

    press(table, Qt.Key.Key_Home)
    press(table, Qt.Key.Key_J, text="j")
    press(table, Qt.Key.Key_J, text="j")
    assert current() == "Jim"
    press(table, Qt.Key.Key_K, text="k")
    press(table, Qt.Key.Key_K, text="k")
    assert current() == "Ada"
    for letter in "xu 2":
        table.keyboardSearch(letter)
    assert current() == "Xu 2"
    press(table, Qt.Key.Key_Home)
    assert current() == "Ada"
    activated: list[int] = []
    table.activated.connect(lambda index: activated.append(index.row()))
    press(table, Qt.Key.Key_Return)
    assert activated == [0]
    assert not press(table, Qt.Key.Key_Space)
    press(table, Qt.Key.Key_End)
    assert table.is_following
    assert table.selected_count() == 0


def test_next_unseen_walks_through_what_arrived_while_it_stood_still(show: Show) -> None:
    model = make_model()
    model.append(passes(50))
    table = show(model)
    table.go_to_row(20)
    model.append(passes(2, 50))
    for expected in passes(2, 50):
        press(table, Qt.Key.Key_N, text="n")
        assert table.current_record() == expected


def test_columns_hide_but_for_the_last_and_the_fixed_ones(show: Show) -> None:
    model = make_model()
    model.append(passes(10))
    table = show(model)
    menu = table.header.menu()
    assert [action.isEnabled() for action in menu.actions()[:4]] == [False, True, True, True]
    menu.actions()[2].trigger()
    assert table.header.visible_keys() == ["time", "person", "count"]
    assert not model.is_visible("camera")
    table.header.set_column_visible("time", False)
    assert "time" in table.header.visible_keys()
    for key in ("person", "count"):
        table.header.set_column_visible(key, False)
    assert table.header.visible_keys() == ["time"]
    table.header.reset_layout()
    assert table.header.visible_keys() == ["time", "person", "camera", "count"]
    menu.close()


def test_a_layout_is_remembered(show: Show) -> None:
    first = show(make_model())
    told: list[str] = []
    first.layout_changed.connect(lambda: told.append("changed"))
    first.header.moveSection(3, 0)
    first.header.resizeSection(1, 222)
    first.header.set_column_visible("camera", False)
    first.toggle_sort(1)
    assert told
    text = first.header.layout_text()
    second = show(make_model())
    assert second.header.restore_layout(text)
    assert second.header.layout_text() == text
    assert second.header.visible_keys() == ["count", "time", "person"]
    assert second.records.sorting == (("person", False),)
    for nonsense in ("", "{}", "[]", '{"version": 1, "columns": [[1]], "sort": []}'):
        assert not second.header.restore_layout(nonsense)
    assert second.header.layout_text() == text


def test_the_frozen_column_stays_in_sight_when_scrolled_sideways(show: Show) -> None:
    model = make_model()
    model.append(passes(30))
    table = show(model, width=300)
    assert table.frozen_strip() is None
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    settle()
    assert table.frozen_strip() == 140
    assert table.indexAt(QPoint(5, 5)).column() == 0
    at = QPointF(5, 5)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        button = Qt.MouseButton.LeftButton
        click = QMouseEvent(kind, at, at, button, button, NONE)
        QApplication.sendEvent(table.header.viewport(), click)
    assert model.sorting == (("time", True),)


def test_tool_tips_show_cut_text_letter_by_letter(show: Show) -> None:
    model = make_model()
    model.append([Pass("cam-1", "<b>A very long name</b>" * 5, 0), Pass("gap words", "", 0)])
    table = show(model)
    at = QPoint(table.columnViewportPosition(1) + 5, table.rowViewportPosition(1) + 5)
    assert table.tool_tip_at(at) == "<b>A very long name</b>" * 5
    at.setX(table.columnViewportPosition(2) + 5)
    assert table.tool_tip_at(at) == ""
    at.setY(table.rowViewportPosition(0) + 5)
    assert table.tool_tip_at(at) == "no data, gap words"


def test_density_and_theme_reach_the_rows(show: Show, qapp: QApplication) -> None:
    switch = ThemeSwitch()
    switch.apply(qapp, "dark", "normal")
    model = make_model()
    model.append([*passes(30), Pass("14:02–14:05, network", "", 0), *passes(5, 30)])
    table = show(model)
    assert table.rowHeight(0) == 28
    dark = table.grab().toImage()
    switch.apply(qapp, "light", "compact")
    settle()
    assert table.rowHeight(0) == 24
    assert table.grab().toImage() != dark
    switch.apply(qapp, "dark", "normal")
    switch.deleteLater()


def test_a_large_selection_gives_way_when_rows_change_places(show: Show) -> None:
    model = make_model()
    model.append(passes(5_000))
    table = show(model)
    table.selectAll()
    model.set_filter(Filter(chips=(Chip("camera", Op.CONTAINS, "cam-3"),)))
    assert table.selected_count() <= 1
