"""The list of moving objects: a table whose selection is the map's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.object_columns import HIDDEN_AT_FIRST, ObjectRow
from facespace_desk.amigocloud.model.objects import Objects
from facespace_desk.amigocloud.view.sparkline import ObjectsTable
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.ticker import VisibleTick

FIRST_SENTENCE: Final = tr("No object has told its position yet")
FIRST_HINT: Final = tr("Listen to a realtime dataset; objects appear with their first report.")


class ObjectsPage(QWidget):
    """Signals:

    opened(ObjectKey): Enter or a double click on a row.
    export_wanted: the shown rows shall become a file.
    trouble(str): what the operator asked for did not work, in words.
    page_replaced: `page` is another one, with other columns.
    """

    opened = Signal(object)
    export_wanted = Signal()
    trouble = Signal(str)
    page_replaced = Signal()

    def __init__(self, objects: Objects, chosen: Chosen, display: Display) -> None:
        super().__init__()
        self._objects = objects
        self._chosen = chosen
        self._display = display
        self._is_showing = False
        self.pin = QToolButton()
        self._first_layout = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.page = self._made_page()
        self._column.addWidget(self.page)
        self.setFocusProxy(self.page.table)
        objects.table_replaced.connect(self._replace_page)
        chosen.changed.connect(self._show_chosen)
        VisibleTick(self, objects.grow_old)
        self._show_chosen(chosen.key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._objects.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._objects.set_watched(False)

    # -- the page and its tools

    def _made_page(self) -> TablePage:
        objects = self._objects
        table = ObjectsTable(objects.table, objects.trend_of)
        empty = nothing_yet(FIRST_SENTENCE, hint=FIRST_HINT)
        page = TablePage(objects.table, empty, self._display, table=table)
        table.toggle_sort(0)  # by name: which object came first is no news
        for key in HIDDEN_AT_FIRST:
            table.header.set_column_visible(key, False)
        self._first_layout = table.header.layout_text()
        self.pin = tool_button("pin", tr("Pin the chosen object"), checkable=True)
        self.pin.clicked.connect(self._toggle_pin)
        fields = self._menu_button("list-plus", tr("Columns from the payload"), self._fill_fields)
        trend = self._menu_button("activity", tr("The field of the small charts"), self._fill_trend)
        page.add_tools(self.pin, fields, trend)
        page.chosen.connect(self._choose)
        page.opened.connect(self._open)
        page.export_wanted.connect(self.export_wanted)
        page.trouble.connect(self.trouble)
        objects.table.counts_changed.connect(self._rows_changed)
        return page

    def _menu_button(self, icon_name: str, tip: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = tool_button(icon_name, tip)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(fill, menu))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _fill_fields(self, menu: QMenu) -> None:
        menu.clear()
        shown = self._objects.fields
        for name in self._objects.known_fields:
            action = menu.addAction(_plain(name))
            action.setCheckable(True)
            action.setChecked(name in shown)
            action.toggled.connect(partial(self._show_field, name))
        if menu.isEmpty():
            menu.addAction(tr("No payload has members of its own")).setEnabled(False)

    def _fill_trend(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for name in self._objects.trend_fields:
            action = menu.addAction(_plain(name))
            action.setCheckable(True)
            action.setChecked(name == self._objects.trend)
            group.addAction(action)
            action.triggered.connect(partial(self._show_trend, name))

    def _show_field(self, name: str, is_on: bool) -> None:
        fields = [each for each in self._objects.fields if each != name]
        self._objects.set_fields([*fields, name] if is_on else fields)

    def _show_trend(self, name: str, _is_checked: bool = False) -> None:
        self._objects.set_trend(name)

    def _replace_page(self) -> None:
        """Columns are other ones: a new table, with the widths, filter and selection of the old."""
        old, layout, spec = self.page, self.page.columns_text(), self.page.filter_bar.spec()
        was_arranged = layout != self._first_layout
        self.page = self._made_page()
        self._column.replaceWidget(old, self.page)
        old.hide()
        old.deleteLater()
        if was_arranged:
            self.page.restore_columns(layout)
        if spec is not None:
            self.page.set_filter(spec)
        self.setFocusProxy(self.page.table)
        self._show_chosen(self._chosen.key)
        self.page_replaced.emit()

    # -- selection

    def _choose(self, record: ObjectRow) -> None:
        if not self._is_showing:
            self._chosen.choose(record.report.key, source=self)

    def _open(self, record: ObjectRow) -> None:
        self._chosen.choose(record.report.key, source=self)
        self.opened.emit(record.report.key)

    def _show_chosen(self, key: ObjectKey | None) -> None:
        self.pin.setChecked(key in self._objects.pins)
        self.pin.setEnabled(key is not None)
        if self._chosen.chosen_by is self and key is not None:
            return
        self._is_showing = True
        row_id = self._objects.row_id(key)
        row = -1 if row_id is None else self.page.model.row_of(row_id)
        if row >= 0:
            self.page.table.go_to_row(row)
        else:
            self.page.table.clearSelection()
        self._is_showing = False

    def _rows_changed(self, _shown: int, _held: int, is_searching: bool) -> None:
        """The chosen object may have come into the table."""
        table = self.page.table
        if not is_searching and self._chosen.key is not None and not table.selected_count():
            self._show_chosen(self._chosen.key)

    def _toggle_pin(self) -> None:
        if self._chosen.key is not None:
            self._objects.toggle_pin(self._chosen.key)


def _plain(name: str) -> str:
    """A payload's name for a menu, in which an ampersand would underline a letter."""
    return name[:60].replace("&", "&&") or tr("(no name)")
