"""JSON as a tree, with path and value of each part to copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.json_paths import Path
from facespace_desk.modelkit.json_tree import BEFORE, NAME, VALUE, JsonTree
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.labels import ElidedLabel

Index = QModelIndex | QPersistentModelIndex

_LEVELS_OPEN: Final = 2
_FEW_ROWS: Final = 60  # so many are opened at once


class JsonView(QWidget):
    """The values, those that changed in colour, with path and value to copy."""

    def __init__(self, name: str) -> None:
        """*name* is for screen readers."""
        super().__init__()
        self.model = JsonTree(self)
        self.tree = ValuesTree(name)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(_ChangedInColour(self.tree))
        self.tree.setColumnHidden(BEFORE, True)
        self.tree.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        self.tree.header().resizeSection(NAME, 150)
        self.path = ElidedLabel(role="caption")
        self._copy_path = tool_button("copy", "Copy the path (Ctrl+Shift+C)", text="Path")
        self._copy_value = tool_button("copy", "Copy the value (Ctrl+C)", text="Value")
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.path, 1)
        foot.addWidget(self._copy_path)
        foot.addWidget(self._copy_value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self._copy_path.clicked.connect(self.copy_path)
        self._copy_value.clicked.connect(self.copy_value)
        self.tree.copy_wanted = self._copy
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.tree.selectionModel().currentChanged.connect(self._show_path)
        self.model.modelReset.connect(self._show_path)
        self._show_path()

    def show_value(self, value: Any, before: Mapping[Path, object] | None = None) -> None:
        """Show *value*; opened are the upper levels and what changed from *before*."""
        self.model.show(value, before)
        if self.model.rowCount() <= _FEW_ROWS:
            self.tree.expandToDepth(_LEVELS_OPEN - 1)
        holders = self.model.changed_indexes()
        for index in holders:
            self.tree.expand(index)
        if holders:  # of many, the one that is compared
            self.tree.scrollTo(holders[-1], QTreeView.ScrollHint.PositionAtTop)

    def copy_path(self) -> None:
        """The path of the current value, to the clipboard."""
        self._copy(with_path=True)

    def copy_value(self) -> None:
        """The current value, to the clipboard."""
        self._copy(with_path=False)

    def _copy(self, *, with_path: bool) -> None:
        index = self.tree.currentIndex()
        if index.isValid():
            text = self.model.path(index) if with_path else self.model.value(index)
            QGuiApplication.clipboard().setText(text)

    def _show_path(self) -> None:
        index = self.tree.currentIndex()
        self.path.setText(self.model.path(index))
        for each in (self._copy_path, self._copy_value):
            each.setEnabled(index.isValid())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, keys, act in (
            ("Copy value", "Ctrl+C", self.copy_value),
            ("Copy path", "Ctrl+Shift+C", self.copy_path),
        ):
            action = menu.addAction(text)
            action.setShortcut(keys)
            action.setEnabled(self.tree.currentIndex().isValid())
            action.triggered.connect(act)
        menu.addSeparator()
        menu.addAction("Open all").triggered.connect(self.tree.expandAll)
        menu.addAction("Close all").triggered.connect(self.tree.collapseAll)
        menu.popup(self.tree.viewport().mapToGlobal(at))


class ValuesTree(QTreeView):
    """A tree with the keys of a table: Ctrl+C copies the value, Ctrl+Shift+C its path."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.copy_wanted: Any = None
        self.setAccessibleName(name)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted(with_path=False)
        elif event.key() == Qt.Key.Key_C and event.modifiers() == control | shift:
            self.copy_wanted(with_path=True)
        else:
            super().keyPressEvent(event)


class _ChangedInColour(QStyledItemDelegate):
    """Values in the monospaced font; those that changed, and their names, in the accent."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        shown: Any = option  # the stubs lack its fields
        if index.column() == VALUE:
            shown.font = fonts.mono()
        if index.data(JsonTree.ChangedRole):
            colour = theme.current().colour("accent")
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                shown.palette.setColor(role, colour)
