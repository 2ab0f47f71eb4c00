"""The types of events as a tree: counts, rates, the last payload; unticked ones are not listed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QTreeView, QVBoxLayout, QWidget

from facespace_desk.amigocloud.model.types import COUNT, LAST, RATE, TYPE, EventTypes
from facespace_desk.language import number, tr, tr_n
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.ticker import VisibleTick

LEAST_PX: Final = 56  # of the tree, in a low window
_OPEN_BELOW: Final = 40  # types; more stay closed


class TypeTree(QWidget):
    """Signals:

    type_wanted(str): the list shall show only events of this name.
    """

    type_wanted = Signal(str)

    def __init__(self, types: EventTypes) -> None:
        super().__init__()
        self._types = types
        self.tree = QTreeView()
        self.summary = ElidedLabel(role="caption")
        self.show_all = tool_button("eye", tr("List every type again"))
        self._dress()
        self._lay_out()
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.tree.doubleClicked.connect(lambda index: self._want(index.data(EventTypes.NameRole)))
        self.show_all.clicked.connect(types.show_all)
        types.rowsInserted.connect(self._opened)
        types.muted_changed.connect(self._show_summary)
        VisibleTick(self, self._tick)
        self._opened()
        self._show_summary()

    def _dress(self) -> None:
        tree = self.tree
        tree.setModel(self._types)
        tree.setIndentation(16)
        tree.setMinimumHeight(LEAST_PX)
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName(tr("Types of events"))
        tree.setExpandsOnDoubleClick(False)
        tree.setColumnHidden(LAST, True)  # its tool-tip is on the type; a side panel is narrow
        header = tree.header()
        header.setStretchLastSection(False)
        header.ensurePolished()  # for its heads, which are longer in some languages
        header.setSectionResizeMode(TYPE, QHeaderView.ResizeMode.Stretch)
        for section, width in ((COUNT, 54), (RATE, 58)):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, max(width, header.sectionSizeHint(section)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 0)
        head.setSpacing(8)
        head.addWidget(label(tr("Event types"), "section"))
        head.addWidget(self.summary, 1)
        head.addWidget(self.show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.tree, 1)

    def _tick(self) -> None:
        self._types.tick()
        self._show_summary()

    def _show_summary(self) -> None:
        muted = len(self._types.muted)
        self.show_all.setEnabled(muted > 0)
        total = self._types.total
        words = tr("none yet", "events")
        if total:
            words = f"{number(total)} · {number(self._types.rate(), ',.1f')}/s"
        if muted:
            hidden = tr_n("{n:,} not listed", "{n:,} not listed", muted)
            words = f"{hidden} · {words}"
        self.summary.setText(words)

    def _opened(self, *_: object) -> None:
        if self._types.rowCount() <= _OPEN_BELOW:
            self.tree.expandToDepth(1)

    def _want(self, name: str | None) -> None:
        if name is not None:
            self.type_wanted.emit(name)

    def _open_menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at).siblingAtColumn(TYPE)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            is_muted = bool(index.data(EventTypes.MutedRole))
            mute = menu.addAction(tr("List these events") if is_muted else tr("Mute"))
            mute.triggered.connect(lambda: self._types.set_muted(index, not is_muted))
            menu.addAction(tr("List only these")).triggered.connect(
                lambda: self._types.show_only(index)
            )
        menu.addAction(tr("List every type")).triggered.connect(self._types.show_all)
        menu.popup(self.tree.viewport().mapToGlobal(at))
