"""The list of cameras at the left: by group, with live counts, the silent ones marked."""

from __future__ import annotations

from typing import Final

from natsort import natsort_keygen, ns
from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeView, QVBoxLayout, QWidget

from facespace_desk.facespace.model.day import DayModel
from facespace_desk.facespace.model.rows import CameraRow
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.ages import age_text
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, plain_tip
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.ticker import VisibleTick

CAMERA_ROLE: Final = Qt.ItemDataRole.UserRole + 1
SHAPE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
UNGROUPED: Final = tr("Cameras")
_COUNT_WIDTH_PX: Final = 84
_natural = natsort_keygen(alg=ns.IGNORECASE)


class CameraSide(QWidget):
    """Signals:

    camera_chosen(str): show what is known of this camera.
    filter_wanted(str): show only what this camera reports.
    """

    camera_chosen = Signal(str)
    filter_wanted = Signal(str)

    def __init__(self, day: DayModel, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._theme = theme
        self._groups: dict[str, QStandardItem] = {}
        self._items: dict[str, QStandardItem] = {}
        self._is_moving = False  # what is chosen changes by our hand, not by the operator's
        self._model = QStandardItemModel(0, 2, self)
        self._tree = QTreeView()
        self._tree.setModel(self._model)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(True)
        self._tree.setIndentation(10)
        self._tree.setUniformRowHeights(True)
        self._tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.setAccessibleName(tr("Cameras"))
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _COUNT_WIDTH_PX)
        self._summary = ElidedLabel(tr("No camera heard of yet"), "caption")
        self._summary.setContentsMargins(12, 8, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._summary)
        layout.addWidget(self._tree, 1)
        self._tree.selectionModel().currentChanged.connect(self._choose)
        self._tree.doubleClicked.connect(self._want_filter)
        self._tree.customContextMenuRequested.connect(self._open_menu)
        theme.changed.connect(self.refresh)
        VisibleTick(self, self.refresh)

    def refresh(self) -> None:
        """Draw the cameras as they are now."""
        now_ms = wall_ms()
        rows = self._day.cameras
        chosen = self._tree.currentIndex().data(CAMERA_ROLE)
        self._is_moving = True
        for row in sorted(rows, key=lambda row: (_natural(row.group), _natural(row.title))):
            self._show(row, now_ms)
        self._drop_empty_groups()
        if chosen and self._tree.currentIndex().data(CAMERA_ROLE) != chosen:
            self._tree.setCurrentIndex(self._items[chosen].index())
        self._is_moving = False
        for group in self._groups.values():
            group.setForeground(self._theme.current().colour("muted"))
        here, silent = self._day.people_here, sum(row.is_silent for row in rows)
        if rows:
            words = [tr_n("{n:,} cameras", "{n:,} camera", len(rows))]
            words.append(
                tr("here: unknown")
                if here is None
                else tr_n("{n:,} here now", "{n:,} here now", here)
            )
            if silent:
                words.append(tr_n("{n:,} silent", "{n:,} silent", silent))
            self._summary.setText("  ·  ".join(words))

    def _show(self, row: CameraRow, now_ms: int) -> None:
        group = self._group(row.group or UNGROUPED)
        item = self._items.get(row.camera)
        if item is not None and (item.parent() is not group or item.text() != row.title):
            parent = item.parent()
            assert parent is not None
            parent.takeRow(item.row())
            item = None
        if item is None:
            item = self._items[row.camera] = QStandardItem(row.title)
            item.setData(row.camera, CAMERA_ROLE)
            count = QStandardItem()
            count.setData(row.camera, CAMERA_ROLE)
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            group.insertRow(_place_in(group, row.title), [item, count])
        name, token, words = _state_of(row, now_ms)
        count = group.child(item.row(), 1)
        shape = f"{name} {token}"
        if item.data(SHAPE_ROLE) != shape:  # icons cannot be compared: each setting repaints
            item.setData(shape, SHAPE_ROLE)
            item.setIcon(icon(name, token))
        item.setToolTip(plain_tip(_tip(row)))
        count.setToolTip(plain_tip(words))  # which may not have room
        if count.text() != words:
            count.setText(words)
            item.setAccessibleText(f"{row.title}, {words}")
        count.setForeground(self._theme.current().colour(token))

    def _group(self, name: str) -> QStandardItem:
        found = self._groups.get(name)
        if found is None:
            found = self._groups[name] = QStandardItem(name)
            found.setSelectable(False)
            found.setForeground(self._theme.current().colour("muted"))
            rest = QStandardItem()
            rest.setSelectable(False)
            place = sum(_natural(other) < _natural(name) for other in self._groups if other != name)
            self._model.insertRow(place, [found, rest])
            self._tree.setExpanded(found.index(), True)
        return found

    def _drop_empty_groups(self) -> None:
        for name, group in list(self._groups.items()):
            if group.rowCount() == 0:
                del self._groups[name]
                self._model.removeRow(group.row())

    def _choose(self, current: QModelIndex) -> None:
        camera = current.data(CAMERA_ROLE)
        if camera and not self._is_moving:
            self.camera_chosen.emit(camera)

    def _want_filter(self, index: QModelIndex) -> None:
        camera = index.data(CAMERA_ROLE)
        if camera:
            self.filter_wanted.emit(camera)

    def _open_menu(self, position: QPoint) -> None:
        camera = self._tree.indexAt(position).data(CAMERA_ROLE)
        if not camera:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        only = QAction(tr("Show only this camera"), menu)
        only.triggered.connect(lambda: self.filter_wanted.emit(camera))
        menu.addAction(only)
        details = QAction(tr("Show details"), menu)
        details.triggered.connect(lambda: self.camera_chosen.emit(camera))
        menu.addAction(details)
        menu.popup(self._tree.viewport().mapToGlobal(position))


def _place_in(group: QStandardItem, title: str) -> int:
    """Where a camera called *title* stands among those of its group."""
    key = _natural(title)
    return sum(_natural(group.child(row).text()) < key for row in range(group.rowCount()))


def _state_of(row: CameraRow, now_ms: int) -> tuple[str, str, str]:
    """Icon, colour token and words: somebody is here, nobody is, or it has been silent for long."""
    if row.is_unknown:
        before = tr_n("{n:,} before", "{n:,} before", row.here) if row.here else tr("unknown")
        return "state-half", "stale", before
    if row.here:
        return "state-disc", "live", tr_n("{n:,} here", "{n:,} here", row.here)
    if row.last_ms is None:
        return "state-half", "stale", tr("over 24 h", "since the last report")
    if row.is_silent:
        return "state-half", "stale", tr("silent {age}", age=age_text(now_ms - row.last_ms))
    return "state-ring", "muted", age_text(now_ms - row.last_ms)


def _tip(row: CameraRow) -> str:
    people = tr_n("{n:,} different people in 24 h", "{n:,} person in 24 h", row.people)
    parts = [row.camera, people]
    if row.note:
        parts.append(row.note)
    return "\n".join(parts)
