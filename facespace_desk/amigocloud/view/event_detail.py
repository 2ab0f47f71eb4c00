"""One event: its values as a tree, what changed since the object's report before, and raw."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import (
    QGuiApplication,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.amigocloud.model.difference import Change, ChangeKind
from facespace_desk.amigocloud.model.event_detail import EventDetail
from facespace_desk.amigocloud.model.event_rows import clock_text, duration_text, number_text
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.json_paths import path_text, value_text
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.widgets import fonts
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.json_view import JsonView, ValuesTree
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import EmptyPage

Index = QModelIndex | QPersistentModelIndex

PAGES: Final = ("Values", "Changes", "Raw")
_SHOWN_CHARS: Final = 120
_ADDED, _REMOVED = "new", "gone"


class EventDetailPane(QStackedWidget):
    """Follows an `EventDetail`."""

    def __init__(
        self,
        detail: EventDetail,
        display: Display,
        dataset_text: Callable[[int | None], str] = number_text,
    ) -> None:
        super().__init__()
        self._detail = detail
        self._dataset_text = dataset_text
        self._display = display
        self._title = ElidedLabel(role="title")
        self._facts = ElidedLabel(role="caption")
        self._objects = QComboBox()
        self._trouble = label("", "error", wraps=True)
        self._pages = QTabBar()
        self._stack = QStackedWidget()
        self.values = ValueTree()
        self.changes = ChangeList()
        self.raw = RawText()
        self._empty = EmptyPage("list", "No event is chosen", hint="Choose a row of the list.")
        self._lay_out()
        detail.changed.connect(self.refresh)
        display.changed.connect(self.refresh)
        self._objects.textActivated.connect(detail.compare_for)
        self.refresh()

    def show_page(self, number: int) -> None:
        """Show values (0), changes (1) or the raw text (2)."""
        self._pages.setCurrentIndex(number)

    def refresh(self) -> None:
        """Draw what the model knows."""
        row = self._detail.row
        self.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        self._title.setText(row.name or "(no name)")
        when = clock_text(self._display, row.at_ms)
        dataset = self._dataset_words(row.dataset_id)
        odd = "" if row.is_object or row.kind != "event" else " · no JSON object"
        self._facts.setText(f"{when} · {size_text(row.size)}{dataset} · no. {row.number:,}{odd}")
        self._show_objects()
        self._trouble.setText(self._detail.trouble)
        self._trouble.setVisible(bool(self._detail.trouble))
        if not self._detail.is_reading:
            self.values.show_detail(self._detail)
            self.changes.show_detail(self._detail)
            self.raw.show_detail(self._detail)

    def _dataset_words(self, dataset_id: int | None) -> str:
        if dataset_id is None:
            return ""
        text, number = self._dataset_text(dataset_id), number_text(dataset_id)
        return f" · dataset {number}" if text == number else f" · {text} (dataset {number})"

    def _show_objects(self) -> None:
        row = self._detail.row
        objects = row.objects if row is not None else ()
        if [self._objects.itemText(n) for n in range(self._objects.count())] != list(objects):
            self._objects.clear()
            self._objects.addItems(list(objects))
        if self._detail.object_id is not None:
            self._objects.setCurrentText(self._detail.object_id)
        self._objects.setVisible(len(objects) > 1)

    def _lay_out(self) -> None:
        self._objects.setAccessibleName("Object to compare")
        self._pages.setProperty("kind", "segment")
        self._pages.setDrawBase(False)
        self._pages.setExpanding(False)
        self._pages.setAccessibleName("What of the event")
        for title, page in zip(PAGES, (self.values, self.changes, self.raw), strict=True):
            self._pages.addTab(title)
            self._stack.addWidget(page)
        self._pages.currentChanged.connect(self._stack.setCurrentIndex)
        head = QHBoxLayout()
        head.addWidget(self._pages)
        head.addStretch(1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self._trouble)
        column.addSpacing(2)
        column.addWidget(self._objects)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.addWidget(self._empty)
        self.addWidget(body)


class ValueTree(JsonView):
    """The values of an event, those that changed in colour."""

    def __init__(self) -> None:
        super().__init__("Values of the event")

    def show_detail(self, detail: EventDetail) -> None:
        """Show the event's values; opened are the upper levels and what changed."""
        before = {}
        if detail.difference is not None:
            before = {
                (*detail.prefix, *change.path): change.before
                for change in detail.difference.changes
                if change.kind is not ChangeKind.REMOVED
            }
        value = detail.value if detail.more is None else [detail.value, *detail.more]
        self.show_value(value, before if detail.more is None else None)


class ChangeList(QWidget):
    """What became another since the object's report before."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = label("", "muted", wraps=True)
        self.model = QStandardItemModel(0, 4, self)
        self.tree = ValuesTree("Changes since the report before")
        self.tree.setRootIsDecorated(False)
        self.tree.setModel(self.model)
        self.tree.copy_wanted = self._copy
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.tree, 1)

    def show_detail(self, detail: EventDetail) -> None:
        """Show the difference, or why there is none."""
        self.model.clear()
        self.model.setHorizontalHeaderLabels(["Value", "Before", "Now", "Step"])
        found = detail.difference
        self.summary.setText(_summary(detail))
        self.tree.setVisible(found is not None and bool(found.changes))
        for change in found.changes if found is not None else ():
            texts = (path_text(change.path), _before(change), _after(change), change.step)
            items = [QStandardItem(text) for text in texts]
            for item, text in zip(items, texts, strict=True):
                item.setEditable(False)
                item.setToolTip(text)
            for item in items[1:]:
                item.setFont(fonts.mono())
            self.model.appendRow(items)
        header = self.tree.header()
        for section, width in enumerate((84, 96, 96)):
            header.resizeSection(section, width)

    def _copy(self, *, with_path: bool) -> None:
        row = self.tree.currentIndex().row()
        if row >= 0:
            column = 0 if with_path else 2
            QGuiApplication.clipboard().setText(self.model.item(row, column).text())


class RawText(QWidget):
    """The payload as it is kept, or indented."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "mono")
        self.text.setAccessibleName("Payload")
        self.indented = QCheckBox("Indented")
        self.indented.setChecked(True)
        self._note = label("", "caption")
        self._copy = tool_button("copy", "Copy the payload", text="Copy")
        foot = QHBoxLayout()
        foot.addWidget(self.indented)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self._raw = ""
        self._value: Any = None
        self.indented.toggled.connect(self._fill)
        self._copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.text.toPlainText())
        )

    def show_detail(self, detail: EventDetail) -> None:
        """Show the payload, of a large one the beginning."""
        self._raw, self._value = detail.raw, detail.value
        is_whole = detail.raw_is_whole and detail.more is None
        self.indented.setEnabled(is_whole)
        self._note.setText("" if detail.raw_is_whole else "Only the beginning; an export has all")
        self._fill()

    def _fill(self) -> None:
        text = self._raw
        if self.indented.isChecked() and self.indented.isEnabled():
            try:
                text = json.dumps(self._value, ensure_ascii=False, indent=2)
            except RecursionError:
                text = self._raw
        self.text.setPlainText(text)


def _summary(detail: EventDetail) -> str:
    found, previous, row = detail.difference, detail.previous, detail.row
    if found is None or previous is None or row is None:
        return detail.note
    since = f"the report before of {detail.object_id}, {duration_text(row.at_ms - previous.at_ms)}"
    if not found.changes:
        return f"Nothing changed since {since} earlier."
    count = len(found.changes)
    words = f"{count:,}{'' if found.is_whole else ' or more'} value{'s' * (count != 1)} changed"
    return f"{words} since {since} earlier."


def _before(change: Change) -> str:
    return _ADDED if change.kind is ChangeKind.ADDED else _text(change.before)


def _after(change: Change) -> str:
    return _REMOVED if change.kind is ChangeKind.REMOVED else _text(change.after)


def _text(value: object) -> str:
    return value[:_SHOWN_CHARS] if isinstance(value, str) else value_text(value, _SHOWN_CHARS)
