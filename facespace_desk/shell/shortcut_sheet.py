"""The sheet of keys, read from the actions themselves, so that it cannot be out of date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.shell.menu import GROUP, TAB_KEY, WINDOW_GROUP
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label

_COLUMNS = 2
_SIZE_PX = (760, 560)

Shortcut = tuple[str, list[str]]  # what it does, and the keys that do it


def shortcuts_by_group(actions: Sequence[QAction]) -> dict[str, list[Shortcut]]:
    """What the keys do, under the headings of their actions; actions without keys are left out."""
    groups: dict[str, list[Shortcut]] = {}
    tab_keys: list[str] = []
    for action in actions:
        keys = [
            sequence.toString(QKeySequence.SequenceFormat.NativeText)
            for sequence in action.shortcuts()
        ]
        if action.objectName() == TAB_KEY:  # nine in a row are one line
            tab_keys += keys
        elif keys:
            group = str(action.property(GROUP) or tr("This tab"))
            title = action.text().replace("&", "").rstrip("…")
            groups.setdefault(group, []).append((title, keys))
    if tab_keys:
        row = (tr("Go to a tab"), [f"{tab_keys[0]} … {tab_keys[-1]}"])
        groups.setdefault(WINDOW_GROUP, []).append(row)
    return groups


class ShortcutSheet(DeskDialog):
    """All keys of the window and of the tab in front."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(tr("Keyboard shortcuts"), parent)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for group, shortcuts in shortcuts_by_group(actions).items():
            column.addWidget(label(group, "section"))
            column.addLayout(_grid(shortcuts))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.body.addWidget(scroll)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(close)
        self.resize(*_SIZE_PX)


def _grid(shortcuts: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(8)
    half = -(-len(shortcuts) // _COLUMNS)
    for index, (title, keys) in enumerate(shortcuts):
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label(title), 1)
        for text in keys:
            row.addWidget(label(text, "key"), 0, Qt.AlignmentFlag.AlignRight)
        grid.addLayout(row, index % half, index // half)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return grid
