"""The filter bar: what is typed and stacked is what the model filters by, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from facespace_desk.modelkit.columns import ANY_COLUMN
from facespace_desk.modelkit.display import Display, NameMask
from facespace_desk.modelkit.filters import Chip, Filter, NamedFilter, Op
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets.filter_bar import FilterBar
from facespace_desk.widgets.filter_chip import ChipEditor
from tests.modelkit.table_fixtures import Pass, make_model, passes

Make = Callable[..., FilterBar]


@pytest.fixture
def make_bar(qapp: QApplication) -> Iterator[Make]:
    bars: list[FilterBar] = []

    def make(model: RecordTableModel[Any], **options: Any) -> FilterBar:
        bar = FilterBar(model, **options)
        bar.resize(800, 80)
        bar.show()
        bars.append(bar)
        return bar

    yield make
    for bar in bars:
        bar.close()
        bar.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def type_text(bar: FilterBar, text: str) -> None:
    """Type and let the pause after typing pass."""
    bar.text.setText(text)
    bar.text.textEdited.emit(text)
    bar._typing.stop()
    bar._typing.timeout.emit()


def words(bar: FilterBar) -> list[str]:
    return [view.words.text() for view in bar.chip_views]


def press(widget: Any, key: Qt.Key) -> None:
    QApplication.sendEvent(
        widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    )


def test_typed_text_filters_and_enter_makes_it_a_chip(make_bar: Make) -> None:
    model = make_model()
    model.append(passes(120))
    bar = make_bar(model)
    assert bar.counts.text() == "120"
    type_text(bar, "CAM-3")
    assert bar.counts.text() == "10 of 120"
    assert words(bar) == []
    bar.text.returnPressed.emit()
    assert bar.text.text() == ""
    assert words(bar) == ['any column contains "CAM-3"']
    assert model.filter == Filter((Chip(ANY_COLUMN, Op.CONTAINS, "CAM-3"),))
    type_text(bar, "person 1")
    assert model.filter is not None
    assert len(model.filter.chips) == 2
    bar.text.setFocus()
    bar.text.clear()
    assert bar.counts.text() == "10 of 120"


def test_chips_switch_off_change_and_go(make_bar: Make) -> None:
    model = make_model()
    model.append(passes(120))
    bar = make_bar(model)
    three, four = (Chip("camera", Op.EQUALS, f"cam-{number}") for number in (3, 4))
    model.set_filter(Filter((three, four)))
    assert words(bar) == ['Camera is "cam-3"', 'Camera is "cam-4"']
    assert bar.counts.text() == "0 of 120"
    assert bar.match.isVisible()
    bar.match.click()
    assert bar.match.text() == "Any of"
    assert bar.counts.text() == "20 of 120"
    bar.chip_views[0].eye.click()
    assert bar.counts.text() == "10 of 120"
    bar.chip_views[0].eye.click()
    bar.chip_views[1].cross.click()
    assert words(bar) == ['Camera is "cam-3"']
    assert not bar.match.isVisible()
    bar.chip_views[0].words.click()
    bar.editor.negated.setChecked(True)
    bar.editor.accept.click()
    assert words(bar) == ['not Camera is "cam-3"']
    assert bar.counts.text() == "110 of 120"
    bar.clear.click()
    assert model.filter is None
    assert bar.counts.text() == "120"


def test_the_form_offers_what_fits_and_says_what_is_wrong(make_bar: Make) -> None:
    model = make_model()
    model.append(passes(90))
    bar = make_bar(model)
    bar.add_chip()
    editor: ChipEditor = bar.editor
    assert not editor.accept.isEnabled()
    assert editor.op.findData(Op.MORE.value) < 0
    editor.op.setCurrentIndex(editor.op.findData(Op.REGEX.value))
    editor.text.setText("cam-(1")
    assert "pattern does not work" in editor.error.text()
    assert editor.error.isVisibleTo(editor)
    assert not editor.accept.isEnabled()
    press(editor.text, Qt.Key.Key_Return)
    assert model.filter is None
    editor.column.setCurrentIndex(editor.column.findData("count"))
    editor.op.setCurrentIndex(editor.op.findData(Op.AT_LEAST.value))
    editor.text.setText("7")
    assert editor.error.text() == ""
    press(editor.text, Qt.Key.Key_Return)
    assert words(bar) == ['Count from "7"']
    assert bar.counts.text() == "20 of 90"


def test_the_bar_follows_a_filter_set_elsewhere(make_bar: Make) -> None:
    model = make_model()
    bar = make_bar(model)
    type_text(bar, "half typed")
    model.set_filter(Filter((Chip("person", Op.EMPTY),), "all"))
    assert bar.text.text() == ""
    assert words(bar) == ["Person is empty"]
    model.set_filter(None)
    assert words(bar) == []


def test_the_chip_at_fault_is_marked(make_bar: Make) -> None:
    model = make_model()
    model.append(passes(50))
    bar = make_bar(model)
    model.set_filter(
        Filter((Chip("camera", Op.CONTAINS, "cam"), Chip("person", Op.EQUALS, "Nobody")))
    )
    tips = [view.words.toolTip() for view in bar.chip_views]
    assert tips == ["Change this filter", "This filter alone hides every row"]


def test_names_in_chips_are_hidden_while_names_are_masked(make_bar: Make) -> None:
    display = Display()
    model = make_model(display)
    model.append([Pass("cam-1", "Ada Lovelace", 0)])
    bar = make_bar(model, display=display)
    model.set_filter(
        Filter((Chip("person", Op.CONTAINS, "Ada"), Chip("camera", Op.EQUALS, "cam-1")))
    )
    display.set_mask(NameMask.PSEUDONYM)
    assert words(bar) == ['Person contains "•••"', 'Camera is "cam-1"']
    assert bar.counts.text() == "1 of 1"
    display.set_mask(NameMask.FULL)
    assert words(bar)[0] == 'Person contains "Ada"'


def test_filters_are_saved_used_and_forgotten_by_name(make_bar: Make) -> None:
    model = make_model()
    bar = make_bar(model)
    saved: list[tuple[str, Filter]] = []
    bar.save_wanted.connect(lambda name, spec: saved.append((name, spec)))
    spec = Filter((Chip("camera", Op.EQUALS, "cam-1"),))
    model.set_filter(spec)
    bar._ask_name()
    bar.name_popup.field.setText("  Gate & door ")
    bar.name_popup.accept.click()
    assert saved == [("Gate & door", spec)]
    bar.clear_filter()
    bar.set_saved([NamedFilter(name="Gate & door", filter=spec)])
    forgotten: list[str] = []
    bar.forget_wanted.connect(forgotten.append)
    menu = bar.saved_menu()
    assert menu.actions()[0].text() == "Gate && door"
    menu.actions()[0].trigger()
    assert model.filter == spec
    forget = next(action.menu() for action in menu.actions() if action.menu() is not None)
    forget.actions()[0].trigger()
    assert forgotten == ["Gate & door"]
    menu.close()


def test_a_saved_filter_for_a_column_that_is_no_more_is_refused_in_words(make_bar: Make) -> None:
    model = make_model()
    bar = make_bar(model)
    bar._use(NamedFilter(name="old", filter=Filter((Chip("colour", Op.EQUALS, "red"),))))
    assert bar.error.text() == "There is no column colour"
    assert model.filter is None


def test_chips_go_on_in_the_next_line(make_bar: Make) -> None:
    model = make_model()
    bar = make_bar(model)
    bar.resize(420, 300)
    model.set_filter(Filter(tuple(Chip("camera", Op.EQUALS, f"cam-{n}") for n in range(6))))
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    tops = {view.y() for view in bar.chip_views}
    assert len(tops) > 1
    assert all(view.geometry().right() <= 420 for view in bar.chip_views)
