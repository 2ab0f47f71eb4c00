"""The head of a record table: its menu of columns, its remembered layout, its frozen column."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QMenu

from facespace_desk.language import tr

if TYPE_CHECKING:
    from facespace_desk.widgets.record_table import RecordTable

_LAYOUT_VERSION = 1
_NARROWEST_PX = 36
_WIDEST_PX = 4_000


class RecordHeader(QHeaderView):
    """Columns can be moved, resized, hidden (but for the last one) and sorted by.

    Signals:
        layout_changed: a column was moved, resized, hidden or shown, or the layout was reset.
    """

    layout_changed = Signal()

    def __init__(self, table: RecordTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._is_restoring = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setSortIndicatorClearable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_NARROWEST_PX)
        self.setStretchLastSection(True)
        self.setResizeContentsPrecision(0)  # what is on screen, not a thousand rows
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.sectionMoved.connect(self._tell)
        self.sectionResized.connect(self._tell)

    # -- columns ---------------------------------------------------------------------------------

    def visible_keys(self) -> list[str]:
        """The keys of the columns shown, from left to right."""
        columns = self._table.records.columns
        order = map(self.logicalIndex, range(self.count()))
        return [columns[section].key for section in order if not self.isSectionHidden(section)]

    def set_column_visible(self, key: str, visible: bool) -> None:
        """Show or hide a column; the last one and those that must not be hidden stay."""
        section = self._section(key)
        if section is None or (not visible and not self._may_hide(section)):
            return
        self.setSectionHidden(section, not visible)
        self._columns_changed()

    def reset_layout(self) -> None:
        """Every column shown, in the order and width it was described with, nothing sorted."""
        self._is_restoring = True
        columns = self._table.records.columns
        for section, column in enumerate(columns):
            self.setSectionHidden(section, False)
            self.moveSection(self.visualIndex(section), section)
            self.resizeSection(section, column.width)
        self._is_restoring = False
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._columns_changed()

    def layout_text(self) -> str:
        """Order, widths, hidden columns and sorting, for `restore_layout`."""
        columns = self._table.records.columns
        order = map(self.logicalIndex, range(self.count()))
        described = [
            [columns[section].key, self._width(section), self.isSectionHidden(section)]
            for section in order
        ]
        sorting = [list(level) for level in self._table.records.sorting]
        return json.dumps({"version": _LAYOUT_VERSION, "columns": described, "sort": sorting})

    def restore_layout(self, text: str) -> bool:
        """Arrange columns as *text* from `layout_text` says; False when it says nothing usable.

        Columns it does not know keep their place at the end.
        """
        try:
            layout = json.loads(text)
            described = [(str(key), int(width), bool(off)) for key, width, off in layout["columns"]]
            sorting = [(str(key), bool(down)) for key, down in layout["sort"]]
        except (ValueError, TypeError, KeyError):
            return False
        if layout.get("version") != _LAYOUT_VERSION:
            return False
        self._is_restoring = True
        place = 0
        for key, width, is_hidden in described:
            section = self._section(key)
            if section is None:
                continue
            self.moveSection(self.visualIndex(section), place)
            place += 1
            self.resizeSection(section, min(max(width, _NARROWEST_PX), _WIDEST_PX))
            may_hide = self._table.records.columns[section].hideable
            self.setSectionHidden(section, is_hidden and may_hide)
        if self.hiddenSectionCount() == self.count():
            self.setSectionHidden(self.logicalIndex(0), False)
        self._is_restoring = False
        self._table.records.set_sorting(sorting)
        self.show_sorting()
        self._columns_changed()
        return True

    def show_sorting(self) -> None:
        """Let the arrow say what the model sorts by."""
        levels = self._table.records.sorting
        section = self._section(levels[0][0]) if levels else None
        down = bool(levels) and levels[0][1]
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.blockSignals(True)
        self.setSortIndicator(-1 if section is None else section, order)
        self.blockSignals(False)
        self.viewport().update()

    def _width(self, section: int) -> int:
        if self.isSectionHidden(section):
            return self._table.records.columns[section].width
        return self.sectionSize(section)

    def _section(self, key: str) -> int | None:
        for section, column in enumerate(self._table.records.columns):
            if column.key == key:
                return section
        return None

    def _may_hide(self, section: int) -> bool:
        shown = self.count() - self.hiddenSectionCount()
        return shown > 1 and self._table.records.columns[section].hideable

    def _columns_changed(self) -> None:
        self._table.records.set_visible_columns(self.visible_keys())
        self._tell()

    def _tell(self, *_: int) -> None:
        if not self._is_restoring:
            self.layout_changed.emit()

    # -- menu ------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """The menu of columns, made anew; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for visual in range(self.count()):
            section = self.logicalIndex(visual)
            column = self._table.records.columns[section]
            action = QAction(column.title.replace("&", "&&"), menu)
            action.setCheckable(True)
            is_shown = not self.isSectionHidden(section)
            action.setChecked(is_shown)
            action.setEnabled(not is_shown or self._may_hide(section))
            action.setData(column.key)
            menu.addAction(action)
        menu.addSeparator()
        reset = menu.addAction(tr("Reset layout"))
        menu.triggered.connect(self._menu_triggered)
        reset.setData(None)
        return menu

    def _menu_triggered(self, action: QAction) -> None:
        key: Any = action.data()
        if key is None:
            self.reset_layout()
        else:
            self.set_column_visible(key, action.isChecked())

    def _open_menu(self, at: QPoint) -> None:
        self.menu().popup(self.viewport().mapToGlobal(at))

    # -- frozen column ---------------------------------------------------------------------------

    def setSelectionModel(self, selection: QItemSelectionModel) -> None:
        """Take a selection of its own, always empty.

        To paint a head, Qt asks of each column whether all its rows are selected: with 1,000,000
        rows selected that took 6.5 s for each painting.
        """
        super().setSelectionModel(QItemSelectionModel(selection.model(), self))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rect = self.frozen_rect()
        if rect is not None and self._table.frozen_section is not None:
            painter = QPainter(self.viewport())
            self.paintSection(painter, rect, self._table.frozen_section)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_on_frozen(event):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        section = self._table.frozen_section
        if self._is_on_frozen(event) and section is not None:
            event.accept()
            if event.button() == Qt.MouseButton.LeftButton:
                self._table.toggle_sort(section)
            return
        super().mouseReleaseEvent(event)

    def frozen_rect(self) -> QRect | None:
        """Where the frozen column's head stands while it would be scrolled away."""
        strip = self._table.frozen_strip()
        return None if strip is None else QRect(0, 0, strip, self.viewport().height())

    def _is_on_frozen(self, event: QMouseEvent) -> bool:
        rect = self.frozen_rect()
        return rect is not None and rect.contains(event.position().toPoint())
