"""Time edit, forms, pages, toasts, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.fields import decimal_number, whole_number
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import (
    EmptyPage,
    no_match,
    not_connected,
    not_permitted,
    nothing_yet,
)
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.time_edit import TimeEdit
from facespace_desk.widgets.toast import ToastStack
from tests.widgets.conftest import Show

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

MARKUP = "<b>Mira</b> <img src='http://127.0.0.1/x'>"


def day_first(text: str) -> int:
    if "/" not in text:
        raise ValueError("Write it as HH:MM:SS DD/MM/YY, day first")
    return len(text)


def typed(edit: TimeEdit[int], text: str) -> None:
    field = edit.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_time_that_cannot_be_read_has_its_reason_beside_it(show: Show) -> None:
    edit = TimeEdit(day_first)
    show(edit)
    typed(edit, "2026-10-23")
    assert not edit.is_valid()
    assert edit.value() is None
    assert edit.reason() == "Write it as HH:MM:SS DD/MM/YY, day first"
    typed(edit, "23/10/26")
    assert edit.is_valid()
    assert edit.value() == 8


def test_an_empty_time_is_fine_and_means_none(show: Show) -> None:
    edit = TimeEdit(day_first)
    show(edit)
    assert edit.is_valid()
    assert edit.value() is None


def test_enter_tells_only_of_a_readable_time(show: Show) -> None:
    edit = TimeEdit(day_first)
    show(edit)
    entered: list[int | None] = []
    edit.entered.connect(lambda: entered.append(edit.value()))
    field = edit.findChild(QLineEdit)
    assert field is not None
    typed(edit, "yesterday")
    QTest.keyClick(field, Qt.Key.Key_Return)
    typed(edit, "01/02/26")
    field.clearFocus()
    assert entered == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert entered == [8]


def test_a_reason_from_outside_is_shown_until_the_text_changes(show: Show) -> None:
    edit = TimeEdit(day_first)
    show(edit)
    typed(edit, "01/02/26")
    edit.set_reason("The end lies before the start")
    assert not edit.is_valid()
    typed(edit, "03/02/26")
    assert edit.is_valid()


def test_an_error_takes_the_place_of_the_help_and_goes_again(show: Show) -> None:
    form = Form()
    row = form.add_row("Address", QLineEdit(), "Where the service answers")
    show(form)
    row.set_error("The address has no host.")
    assert row.text_below == "The address has no host."
    assert row.field.accessibleDescription() == "The address has no host."
    row.set_error("")
    assert row.text_below == "Where the service answers"
    assert row.field.accessibleName() == "Address"


@pytest.mark.parametrize(
    "page",
    [
        lambda: nothing_yet("Nobody has been reported yet", "Start"),
        lambda: no_match("No row matches “mira”"),
        lambda: not_connected("FaceSpace"),
        lambda: not_permitted("This key may not read history", "Ask who issued it."),
    ],
)
def test_each_empty_page_has_one_sentence_and_one_button(show: Show, page: object) -> None:
    made = page()  # type: ignore[operator]
    assert isinstance(made, EmptyPage)
    show(made)
    pressed: list[None] = []
    made.pressed.connect(lambda: pressed.append(None))
    buttons = [found for found in made.findChildren(QPushButton) if found.isVisible()]
    assert len(buttons) == 1
    buttons[0].click()
    assert pressed == [None]
    assert made.text


def test_the_four_pages_are_worded_apart(look: ThemeSwitch) -> None:
    pages = [nothing_yet("a"), no_match("b"), not_connected("c"), not_permitted("d")]
    assert len({page.text for page in pages}) == 4
    for page in pages:
        page.deleteLater()


def test_wrapped_lines_of_a_page_are_not_cut(show: Show) -> None:
    page = nothing_yet("Nothing", hint="many words " * 40)
    page.resize(900, 600)
    show(page)
    QApplication.processEvents()
    for part in page.findChildren(QLabel):
        assert part.height() >= part.heightForWidth(part.width()) or not part.wordWrap()


def test_texts_from_servers_are_never_markup(show: Show) -> None:
    page = QWidget()
    labels = [label(MARKUP), ElidedLabel(MARKUP)]
    for made in labels:
        made.setParent(page)
    show(page)
    assert [made.textFormat() for made in labels] == [Qt.TextFormat.PlainText] * 2
    assert labels[0].text() == MARKUP


def test_a_cut_label_tells_the_rest_in_its_tool_tip(show: Show) -> None:
    made = ElidedLabel("a rather long name of a camera")
    made.resize(60, 20)
    show(made)
    made.resize(60, 20)
    made.grab()
    assert ">a rather long name of a camera<" in made.toolTip()  # escaped, never markup
    made.resize(600, 20)
    made.grab()
    assert made.toolTip() == ""


def test_a_toast_does_its_action_and_goes(show: Show) -> None:
    host = QWidget()
    host.resize(900, 600)
    show(host)
    stack = ToastStack(host)
    undone: list[str] = []
    stack.show_toast("Filter removed", action=("Undo", lambda: undone.append("undo")))
    (toast,) = stack.toasts()
    next(found for found in toast.findChildren(QPushButton)).click()
    assert undone == ["undo"]
    assert not stack.toasts()


def test_no_more_than_three_toasts_pile_up_and_all_stay_inside(show: Show) -> None:
    host = QWidget()
    host.resize(900, 600)
    show(host)
    stack = ToastStack(host)
    for number in range(5):
        stack.show_toast(f"note {number}", tone="good")
    QApplication.processEvents()
    texts = [toast.accessibleName() for toast in stack.toasts()]
    assert texts == ["note 2", "note 3", "note 4"]
    assert host.rect().contains(stack.geometry())
    for toast in stack.toasts():
        toast.dismiss()


def test_a_toast_covers_nothing_that_can_be_pressed(show: Show, app_loop: LoopRunner) -> None:
    host = QWidget()
    host.resize(900, 600)
    button("Back to live").setParent(host)
    (control,) = host.findChildren(QPushButton)
    control.setGeometry(700, 500, 180, 32)
    page = QPlainTextEdit(host)  # a large one may be covered in part
    page.setGeometry(0, 0, 900, 480)
    show(host)
    stack = ToastStack(host)
    stack.show_toast("Somebody entered a zone")
    QApplication.processEvents()
    assert host.rect().contains(stack.geometry())
    assert not stack.geometry().intersects(control.geometry())
    assert stack.geometry().right() > 850
    control.setGeometry(500, 200, 400, 400)  # the whole corner
    app_loop.run(app_loop.until(lambda: not stack.geometry().intersects(control.geometry())))
    (toast,) = stack.toasts()
    toast.dismiss()


def test_buttons_can_be_hit_and_have_names(show: Show) -> None:
    page = QWidget()
    made = button("Save & close", "primary", icon_name="plug")
    tool = tool_button("copy", "Copy rows")
    for widget in (made, tool):
        widget.setParent(page)
    show(page)
    assert made.text() == "Save && close"
    assert tool.accessibleName() == "Copy rows"
    for widget in (made, tool):
        assert widget.sizeHint().height() >= 24
        assert widget.sizeHint().width() >= 24


def test_numbers_report_only_when_they_are_finished(show: Show) -> None:
    page = QWidget()
    whole = whole_number(1, 100, "h")
    fraction = decimal_number(0.1, 10, "s")
    for box in (whole, fraction):
        box.setParent(page)
    show(page)
    values: list[int] = []
    whole.valueChanged.connect(values.append)
    whole.selectAll()
    QTest.keyClicks(whole, "15")
    QTest.keyClick(whole, Qt.Key.Key_Return)
    assert values == [15]
    assert fraction.text() == "0.1 s"


def test_a_dialog_of_fixed_width_grows_with_its_contents(show: Show) -> None:
    dialog = DeskDialog("Test", None, sentence="Some words")
    note = label("more words " * 30, wraps=True)
    note.hide()
    dialog.body.addWidget(note)
    dialog.add_button(button("Close"))
    dialog.fix_width(420)
    show(dialog)
    small = dialog.height()
    note.show()
    QApplication.processEvents()
    assert dialog.height() > small
    assert note.height() >= note.heightForWidth(note.width())
    assert dialog.width() == 420
