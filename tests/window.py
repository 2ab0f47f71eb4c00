"""What an operator sees and does in a window: texts of labels, cells of tables, buttons that can be
pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from facespace_desk.widgets.table_page import TablePage

W = TypeVar("W", bound=QWidget)


def cells(page: TablePage) -> list[dict[str, str]]:
    """The rows as they read, by the titles of the columns (without the zone); gaps as {"gap"}."""
    model = page.model
    rows: list[dict[str, str]] = []
    for row in range(model.rowCount()):
        texts = [str(model.index(row, place).data()) for place in range(model.columnCount())]
        if model.is_gap(model.row_id(row)):
            rows.append({"gap": texts[0]})
        else:
            rows.append(dict(zip((each.title for each in model.columns), texts, strict=True)))
    return rows


def column(page: TablePage, title: str) -> list[str]:
    """What stands in one column, from top to bottom, without gaps."""
    model = page.model
    place = [each.title for each in model.columns].index(title)
    rows = [row for row in range(model.rowCount()) if not model.is_gap(model.row_id(row))]
    return [str(model.index(row, place).data()) for row in rows]


def texts(root: QWidget) -> str:
    """All that labels in sight say, a line each."""
    found = [each.text() for each in root.findChildren(QLabel) if each.isVisible() and each.text()]
    return "\n".join(found)


def press(root: QWidget, text: str) -> None:
    """Press the button in sight whose text begins with *text*."""
    button(root, text).click()


def button(root: QWidget, text: str) -> QAbstractButton:
    for each in root.findChildren(QAbstractButton):
        if each.isVisible() and each.text().startswith(text):
            return each
    raise AssertionError(f"no button {text!r} in sight")


def field(root: QWidget, name: str, kind: type[W] = QLineEdit) -> W:  # type: ignore[assignment]
    """The field with this accessible name."""
    for each in root.findChildren(kind):
        if each.accessibleName() == name:
            return each
    raise AssertionError(f"no field {name!r}")


def pick(root: QWidget, name: str, text: str) -> None:
    """Choose an entry of the combo box with this accessible name, as a person does."""
    combo = field(root, name, QComboBox)
    place = combo.findText(text)
    assert place >= 0, f"{name} does not offer {text}"
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def front(page: TablePage) -> QWidget:
    """What stands where the rows are: the table, or the page in its place."""
    stack = page.findChild(QStackedWidget)
    assert stack is not None
    return stack.currentWidget()


def hit(widget: QWidget, keys: str) -> None:
    """Press keys, such as "Ctrl+F", with the focus on *widget*."""
    widget.setFocus()
    type_keys(keys)


def type_keys(keys: str) -> None:
    """Press keys wherever the focus is."""
    combination = QKeySequence(keys)[0]
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def type_text(edit: QWidget, text: str) -> None:
    """Replace what stands in the field, letter by letter."""
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def dialogs(kind: type[W]) -> list[W]:
    """The dialogs of this kind that are open."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and shiboken6.isValid(each) and each.isVisible()
    ]


def drop_files(target: QWidget, paths: Sequence[Path], at: QPoint | None = None) -> None:
    """Drag files and folders over *target*, its middle unless said, and drop them there, as the
    system does: it tells the window, and Qt finds out which part of it is meant."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window = target.window().windowHandle()
    place = target.mapTo(target.window(), at or target.rect().center())
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, QDragEnterEvent(place, copy, mime, left, none))
    for _ in range(2):  # over the target, then over what came into sight for it
        QApplication.sendEvent(window, QDragMoveEvent(place, copy, mime, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, mime, left, none))


async def drawn() -> None:
    """Let Qt lay out and paint."""
    for _ in range(3):
        await asyncio.sleep(0)
        QApplication.processEvents()
