"""What is listened to: a tick for the user's own events, and one for each dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.amigocloud.model.sources import Source
from facespace_desk.language import number, tr, tr_n
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, label, plain_tip
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.ticker import VisibleTick

if TYPE_CHECKING:
    from facespace_desk.amigocloud.model.finder import Finder
    from facespace_desk.amigocloud.model.link import Link
    from facespace_desk.amigocloud.model.sources import Sources

ID_ROLE: Final = Qt.ItemDataRole.UserRole + 1
USER: Final = "user"  # in the place of a dataset's id
USER_TITLE: Final = tr("My events")
LEAST_PX: Final = 56  # of the tree, in a low window
_ELSEWHERE: Final = tr("Datasets")  # those of which the project is not known


class Subscriptions(QWidget):
    """Ticks follow what is wanted, and change it."""

    def __init__(self, sources: Sources, link: Link, finder: Finder, theme: ThemeSwitch) -> None:
        super().__init__()
        self._sources = sources
        self._link = link
        self._finder = finder
        self._theme = theme
        self._items: dict[object, tuple[QStandardItem, QStandardItem]] = {}
        self._groups: dict[str, QStandardItem] = {}
        self._is_ours = False  # what changes is written by us, not ticked by the operator
        self._model = QStandardItemModel(0, 2, self)
        self._tree = QTreeView()
        self._summary = ElidedLabel(role="caption")
        self.look = tool_button("search", tr("Look through the projects for live datasets"))
        self.adding = tool_button("plus", tr("Add a dataset by its address"), checkable=True)
        self.address = QLineEdit()
        self._error = label(role="error", wraps=True)
        self._dress()
        self._lay_out()
        sources.changed.connect(self.refresh)
        finder.changed.connect(self._show_search)
        finder.added.connect(self._added)
        finder.refused.connect(self._show_error)
        theme.changed.connect(self.refresh)
        self._model.itemChanged.connect(self._ticked)
        self._tree.customContextMenuRequested.connect(self._open_menu)
        self.look.clicked.connect(self._look)
        self.adding.toggled.connect(self._show_address)
        self.address.returnPressed.connect(self._add)
        VisibleTick(self, self._show_counts)
        self.refresh()
        self._show_search()

    @property
    def ticked(self) -> list[str]:
        """Titles of what is listened to."""
        return [
            item.text()
            for item, _count in self._items.values()
            if item.checkState() is Qt.CheckState.Checked
        ]

    @property
    def text(self) -> str:
        """What is said besides the rows."""
        return f"{self._summary.text()} {self._error.text()}".strip()

    def tick(self, key: object, is_on: bool) -> None:
        """Set the tick of a dataset's id, or of USER, as a click does."""
        state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        self._items[key][0].setCheckState(state)

    def refresh(self) -> None:
        """Show what is known and wanted now."""
        self._is_ours = True
        wanted = self._sources.wanted
        self._write(USER, USER_TITLE, is_on=wanted.user, parent=None, tip="")
        known = self._sources.known
        for source in known:
            is_on = source.id in wanted.dataset_ids
            group = self._group(source.project or _ELSEWHERE)
            self._write(source.id, source.title, is_on=is_on, parent=group, tip=_tip(source))
        for key in set(self._items) - {USER, *(source.id for source in known)}:
            self._take_out(key)
        self._is_ours = False
        self._show_counts()
        self._show_search()

    # showing

    def _write(
        self, key: object, title: str, *, is_on: bool, parent: QStandardItem | None, tip: str
    ) -> None:
        if key in self._items and self._items[key][0].parent() is not parent:
            self._take_out(key)
        if key not in self._items:
            item, count = QStandardItem(), QStandardItem()
            item.setCheckable(True)
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for each in (item, count):
                each.setData(key, ID_ROLE)
            (parent or self._model.invisibleRootItem()).appendRow([item, count])
            self._items[key] = (item, count)
        item, count = self._items[key]
        why = self._sources.refused.get(None if key == USER else key, "") if is_on else ""  # type: ignore[call-overload]
        item.setText(title)
        item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        item.setIcon(icon("triangle-alert", "warn") if why else icon("radio", "muted"))
        words = tr("No ticket: {why}", why=why) if why else ""
        item.setToolTip(plain_tip("\n".join(part for part in (tip, words) if part)))
        item.setAccessibleDescription(
            words or (tr("subscribed") if is_on else tr("not subscribed"))
        )
        count.setForeground(self._theme.current().colour("muted"))

    def _group(self, title: str) -> QStandardItem:
        found = self._groups.get(title)
        if found is None:
            found = self._groups[title] = QStandardItem(title)
            beside = QStandardItem()
            for each in (found, beside):
                each.setSelectable(False)
            self._model.appendRow([found, beside])
            self._tree.setExpanded(found.index(), True)
        found.setForeground(self._theme.current().colour("muted"))
        return found

    def _take_out(self, key: object) -> None:
        item, _count = self._items.pop(key)
        group = item.parent()
        group.removeRow(item.row())
        if not group.rowCount():
            self._groups = {
                title: each for title, each in self._groups.items() if each is not group
            }
            self._model.removeRow(group.row())

    def _show_counts(self) -> None:
        """Events of each since the tab was opened."""
        self._is_ours = True
        for key, (_item, count) in self._items.items():
            events = self._link.count_of(key if isinstance(key, int) else None)
            text = number(events) if events else ""
            if count.text() != text:
                count.setText(text)
        self._is_ours = False

    def _show_search(self) -> None:
        is_running = self._finder.search.is_running
        self.look.setIcon(icon("circle-stop" if is_running else "search", "text"))
        tip = (
            tr("Stop looking") if is_running else tr("Look through the projects for live datasets")
        )
        self.look.setToolTip(tip)
        wanted = self._sources.wanted
        count = len(wanted.dataset_ids) + wanted.user
        own = tr("Nothing is listened to")
        if count:
            own = tr_n("{n:,} subscribed", "{n:,} subscribed", count)
        self._summary.setText(self._finder.search.words or own)

    # what the operator does

    def _ticked(self, item: QStandardItem) -> None:
        key = item.data(ID_ROLE)
        if self._is_ours or not item.isCheckable():
            return
        is_on = item.checkState() is Qt.CheckState.Checked
        if key == USER:
            self._sources.want_user(is_on)
        elif not is_on:
            self._sources.leave(key)
        elif (source := self._sources.source(key)) is not None:
            self._sources.want(source)

    def _look(self) -> None:
        if self._finder.search.is_running:
            self._finder.stop()
        else:
            self._finder.look()

    def _add(self) -> None:
        self._error.hide()
        if self.address.text().strip():
            self._finder.add(self.address.text())

    def _added(self, _source: Source) -> None:
        self.address.clear()
        self.adding.setChecked(False)

    def _show_address(self, is_shown: bool) -> None:
        self.address.setVisible(is_shown)
        self._error.hide()
        if is_shown:
            self.address.setFocus()

    def _show_error(self, words: str) -> None:
        self._error.setText(words)
        self._error.show()

    def _open_menu(self, position: QPoint) -> None:
        key = self._tree.indexAt(position).siblingAtColumn(0).data(ID_ROLE)
        if not isinstance(key, int):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Do not offer any more")).triggered.connect(
            lambda _checked=False: self._sources.forget(key)
        )
        menu.popup(self._tree.viewport().mapToGlobal(position))

    # building

    def _dress(self) -> None:
        tree = self._tree
        tree.setModel(self._model)
        tree.setHeaderHidden(True)
        tree.setIndentation(16)
        tree.setMinimumHeight(LEAST_PX)
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName(tr("Subscriptions"))
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.address.setPlaceholderText(tr("Address of a dataset"))
        self.address.setAccessibleName(tr("Address of a dataset"))
        self.address.hide()
        self._error.hide()
        self._error.setContentsMargins(12, 0, 12, 4)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 0)
        head.setSpacing(2)
        head.addWidget(label(tr("Subscriptions"), "section"), 1)
        head.addWidget(self.look)
        head.addWidget(self.adding)
        line = QHBoxLayout()
        line.setContentsMargins(8, 2, 8, 4)
        line.addWidget(self.address)
        self._summary.setContentsMargins(12, 0, 12, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self._error)
        column.addWidget(self._summary)
        column.addWidget(self._tree, 1)


def _tip(source: Source) -> str:
    kind = "" if source.is_realtime else tr("not a realtime dataset")
    lines = (source.title, source.project, tr("dataset {number}", number=source.id), kind)
    return "\n".join(line for line in lines if line)
