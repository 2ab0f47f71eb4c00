"""RecordTable: the view of a record table model, live or not.

Scrolling goes by pixels, every row has the height of the density in force, and nothing that
arrives moves a row which a person looks at, selected or scrolled to (`follow`).
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets import theme
from facespace_desk.widgets.follow import Follower, selected_runs
from facespace_desk.widgets.record_delegate import RecordDelegate
from facespace_desk.widgets.record_header import RecordHeader
from facespace_desk.widgets.table_copy import RowCopier
from facespace_desk.widgets.type_ahead import TypeAhead

_TOOL_TIP_LENGTH = 1_000
_LOOK_CHANGES = {QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange}


class RecordTable(QTableView):
    """A table over a `RecordTableModel`; `follower` keeps it at the newest row, or still.

    Signals:
        follow_changed: whether it follows the newest rows.
        unseen_changed: rows that arrived since it stopped following.
        layout_changed: a column was moved, resized, hidden or shown.
        menu_requested: a context menu about to be shown, to which actions may be added.
        copied: how many rows went to the clipboard.
        copy_refused: how many rows were too many for it.
    """

    follow_changed = Signal(bool)
    unseen_changed = Signal(int)
    layout_changed = Signal()
    menu_requested = Signal(object)
    copied = Signal(int)
    copy_refused = Signal(int)

    def __init__(
        self,
        model: RecordTableModel[Any],
        parent: QWidget | None = None,
        *,
        frozen_key: str | None = None,
    ) -> None:
        """The column *frozen_key* stays in sight while the table is scrolled sideways; without it,
        the first column that cannot be hidden does."""
        super().__init__(parent)
        self.records = model
        self.ring_row = -1
        self.has_letter_keys = True
        self.row_height = theme.metrics().row
        self.frozen_section = self._frozen_from(frozen_key)
        self._hover_row = -1
        self._mouse_y: int | None = None
        self._type_ahead = TypeAhead(self)
        self._cells = RecordDelegate(self)
        self.header = RecordHeader(self)
        self.follower = Follower(self)  # before the model: Qt's hooks ask it from then on
        self.follower.changed.connect(self.follow_changed)
        self.follower.unseen_changed.connect(self.unseen_changed)
        self._dress()
        self.setModel(model)
        for section, column in enumerate(model.columns):
            self.header.resizeSection(section, column.width)
        self.header.show_sorting()
        self.header.sortIndicatorChanged.connect(self._sort)
        self.header.layout_changed.connect(self.layout_changed)
        self.copier = RowCopier(self)
        self.copier.copied.connect(self.copied)
        self.copier.refused.connect(self.copy_refused)
        self._commands: dict[int, Callable[[], None]] = {
            Qt.Key.Key_J: self.next_row,
            Qt.Key.Key_K: self.previous_row,
            Qt.Key.Key_N: self.next_unseen,
        }

    def _dress(self) -> None:
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(self._cells)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.row_height)
        self.header.setSortIndicatorShown(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)

    def _frozen_from(self, key: str | None) -> int | None:
        for section, column in enumerate(self.records.columns):
            if column.key == key or (key is None and not column.hideable):
                return section
        return None

    # -- selection and moving about --------------------------------------------------------------

    @property
    def is_following(self) -> bool:
        """Whether it stays at the newest row."""
        return self.follower.is_following

    def set_following(self, follows: bool) -> None:
        """Follow the newest rows, or stay."""
        self.follower.set_following(follows)

    def jump_to_live(self) -> None:
        """Let go of the selection, go to the newest row and follow."""
        self.follower.jump_to_live()

    def selected_rows(self) -> list[int]:
        """The rows selected, from top to bottom."""
        return sorted({row for rows in selected_runs(self) for row in rows})

    def selected_count(self) -> int:
        """How many rows are selected, without looking at each."""
        return sum(map(len, selected_runs(self)))

    def selected_records(self) -> list[Any]:
        """The records selected, from top to bottom."""
        return [self.records.record_at(row) for row in self.selected_rows()]

    def current_record(self) -> Any | None:
        """The record of the current row."""
        index = self.currentIndex()
        return self.records.record_at(index.row()) if index.isValid() else None

    def go_to_row(self, row: int) -> None:
        """Make *row* the current and only selected one, and scroll to it."""
        if 0 <= row < self.records.rowCount():
            section = self.currentIndex().column()
            self.setCurrentIndex(self.records.index(row, max(section, 0)))

    def next_row(self) -> None:
        """One row down."""
        self.go_to_row(min(self.currentIndex().row() + 1, self.records.rowCount() - 1))

    def previous_row(self) -> None:
        """One row up."""
        self.go_to_row(max(self.currentIndex().row() - 1, 0))

    def next_unseen(self) -> None:
        """To the next row that arrived since the table stopped following."""
        self.go_to_row(self.follower.next_unseen())

    def toggle_sort(self, section: int) -> None:
        """What a click on the head of *section* does."""
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        first = down if self.records.columns[section].newest_first else up
        if self.header.sortIndicatorSection() != section:
            self.header.setSortIndicator(section, first)
        elif self.header.sortIndicatorOrder() == first:
            self.header.setSortIndicator(section, up if first == down else down)
        else:
            self.header.setSortIndicator(-1, up)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self.records.sort(section, order)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.follower.selection_changed()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._repaint_rows(current.row(), previous.row())

    def copy_rows(self, *, with_heads: bool = False) -> None:
        """The selected rows, as shown, to the clipboard."""
        self.copier.copy_rows(with_heads=with_heads)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.copier.menu()
        self.menu_requested.emit(menu)
        menu.popup(event.globalPos())

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        plain = modifiers in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        key = event.key()
        command = self._commands.get(key) if plain and self.has_letter_keys else None
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif key == Qt.Key.Key_C and modifiers == control | shift:
            self.copy_rows(with_heads=True)
        elif key == Qt.Key.Key_End and (plain or modifiers == control):
            self._end()
        elif key == Qt.Key.Key_Home and (plain or modifiers == control):
            self.go_to_row(0)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        elif key == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        elif command is not None and not self._type_ahead.is_typing:
            command()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Space} or (key == Qt.Key.Key_P and plain):
            event.ignore()  # for the tab: clear the filter, pause
        else:
            super().keyPressEvent(event)

    def _end(self) -> None:
        if self.follower.edge() is None:
            self.go_to_row(self.records.rowCount() - 1)
        else:
            self.jump_to_live()

    def keyboardSearch(self, search: str) -> None:
        self._type_ahead.search(search)

    # -- painting --------------------------------------------------------------------------------

    def wash_of(self, row: int, row_id: int, is_selected: bool) -> str | None:
        """The colour token behind a row."""
        if is_selected:
            return "selected"
        if row == self._hover_row:
            return "hover"
        return "live_wash" if self.follower.is_fresh(row_id) else None

    def frozen_strip(self) -> int | None:
        """The width of the frozen column while it would be scrolled away, else None."""
        section = self.frozen_section
        if section is None or self.header.isSectionHidden(section):
            return None
        if self.columnViewportPosition(section) >= 0:
            return None
        return min(self.columnWidth(section), self.viewport().width() // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.ring_row = self.currentIndex().row() if self.hasFocus() else -1
        self._look_under_mouse()  # another row may have come to lie there
        super().paintEvent(event)
        strip = self.frozen_strip()
        if strip is not None and self.records.rowCount():
            painter = QPainter(self.viewport())
            self._paint_frozen(painter, strip)
            painter.end()

    def _paint_frozen(self, painter: QPainter, strip: int) -> None:
        look = theme.current()
        height, top = self.row_height, self.verticalScrollBar().value()
        option: Any = QStyleOptionViewItem()  # the stubs lack its fields
        self.initViewItemOption(option)
        painter.setFont(self.font())
        rows = range(
            top // height,
            min((top + self.viewport().height()) // height + 1, self.records.rowCount()),
        )
        for row in rows:
            index = self.records.index(row, self.frozen_section or 0)
            option.rect = QRect(0, row * height - top, strip, height)
            option.state = QStyle.StateFlag.State_Enabled
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            painter.fillRect(option.rect, look.colour("panel"))
            self._cells.paint(painter, option, index)
        painter.setPen(look.colour("line"))
        painter.drawLine(strip, 0, strip, len(rows) * height)

    def indexAt(self, pos: QPoint) -> QModelIndex:
        strip = self.frozen_strip()
        if strip is not None and pos.x() < strip and self.frozen_section is not None:
            return self.records.index(self.rowAt(pos.y()), self.frozen_section)
        return super().indexAt(pos)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx and self.frozen_section is not None:
            self.viewport().update()
            self.header.viewport().update()

    def updateGeometries(self) -> None:
        """Qt's; here also where the table goes back to what was under the hand."""
        if not hasattr(self, "follower"):
            super().updateGeometries()
            return
        self.follower.begin_layout()
        super().updateGeometries()
        self.follower.end_layout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and hasattr(self, "_cells"):
            self._cells.forget_look()
            self.row_height = theme.metrics().row
            self.verticalHeader().setDefaultSectionSize(self.row_height)

    # -- mouse, focus, tool-tips -----------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(int(event.position().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_rows(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_rows(self.currentIndex().row())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tool_tip_at(event.pos())
            QToolTip.showText(event.globalPos(), _as_plain(text), self.viewport())
            return True
        return super().viewportEvent(event)

    def tool_tip_at(self, at: QPoint) -> str:
        """What the column says about the cell there, else its text if that is cut, else nothing."""
        index = self.indexAt(at)
        if not index.isValid():
            return ""
        column = self.records.columns[index.column()]
        record = self.records.record_at(index.row())
        if self.records.is_gap(self.records.row_id(index.row())):
            return self.records.gap_text(record)
        told = column.tooltip(record) if column.tooltip else None
        if told:
            return told
        text = column.text(record)
        has_icon = column.icon is not None and column.icon(record) is not None
        is_cut = self._cells.is_cut(text, column, self.columnWidth(index.column()), has_icon)
        return text if is_cut else ""

    def _hover(self, mouse_y: int | None) -> None:
        before = self._hover_row
        self._mouse_y = mouse_y
        self._look_under_mouse()
        if before != self._hover_row:
            self._repaint_rows(before, self._hover_row)

    def _look_under_mouse(self) -> None:
        self._hover_row = -1 if self._mouse_y is None else self.rowAt(self._mouse_y)

    def _repaint_rows(self, *rows: int) -> None:
        top, width = self.verticalScrollBar().value(), self.viewport().width()
        for row in rows:
            if row >= 0:
                y = row * self.row_height - top
                self.viewport().update(QRect(0, y, width, self.row_height))


def _as_plain(text: str) -> str:
    """*text* so that a tool-tip, which would read markup, shows it letter by letter."""
    if not text:
        return ""
    cut = text if len(text) <= _TOOL_TIP_LENGTH else text[:_TOOL_TIP_LENGTH] + "…"
    return f"<p style='white-space: pre-wrap'>{html.escape(cut)}</p>"
