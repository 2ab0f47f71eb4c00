"""A short list at the side: a name and a note in each line, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QVBoxLayout, QWidget

from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import plain_tip

ID_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True)
class Line:
    """One entry; *tone* is that of its icon."""

    id: int
    title: str
    note: str = ""
    icon: str = ""
    tone: str = "muted"
    tip: str = ""


class SideList(QWidget):
    """Signals:

    chosen(int): the operator went to the entry with this id.
    """

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        """*name* is what screen readers call it."""
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._is_showing = False  # what is current changes by our hand, not by the operator's
        self._model = QStandardItemModel(0, 2, self)
        self.tree = QTreeView()
        self._dress(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree)
        self.tree.selectionModel().currentChanged.connect(self._choose)

    @property
    def titles(self) -> list[str]:
        """What stands in the list, from top to bottom."""
        return [each.title for each in self._lines]

    def show_lines(self, lines: Sequence[Line], current: int | None) -> None:
        """Show *lines*, and which one is chosen; the scroll position stays."""
        self._is_showing = True
        if tuple(lines) != self._lines:
            self._fill(lines)
        self._go_to(current)
        self._is_showing = False

    def _fill(self, lines: Sequence[Line]) -> None:
        """Rows are written over, so that a page that is added moves nothing."""
        old, self._lines = self._lines, tuple(lines)
        self._model.setRowCount(len(lines))
        for row, line in enumerate(lines):
            if row < len(old) and old[row] == line:
                continue
            title, note = QStandardItem(line.title), QStandardItem(line.note)
            if line.icon:
                title.setIcon(icon(line.icon, line.tone))
            for item in (title, note):
                item.setData(line.id, ID_ROLE)
                item.setToolTip(plain_tip(line.tip or line.title))
            note.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._model.setItem(row, 0, title)
            self._model.setItem(row, 1, note)

    def _go_to(self, current: int | None) -> None:
        row = next((row for row, line in enumerate(self._lines) if line.id == current), -1)
        if row < 0:
            self.tree.selectionModel().clear()
        elif self.tree.currentIndex().row() != row or not self.tree.selectionModel().hasSelection():
            self.tree.setCurrentIndex(self._model.index(row, 0))

    def _choose(self, current: QModelIndex) -> None:
        if not self._is_showing and current.isValid():
            self.chosen.emit(current.siblingAtColumn(0).data(ID_ROLE))

    def _dress(self, name: str) -> None:
        tree = self.tree
        tree.setModel(self._model)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setAllColumnsShowFocus(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setAccessibleName(name)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
