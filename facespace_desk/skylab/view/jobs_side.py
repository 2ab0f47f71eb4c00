"""The jobs at the left: by state, with counts, and a line to find one by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.skylab.model.job_columns import JobRow
from facespace_desk.skylab.model.stages import SHAPES, Stage
from facespace_desk.skylab.view.job_line import JobLine
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, plain_tip
from facespace_desk.widgets.theme import ThemeSwitch

if TYPE_CHECKING:
    from facespace_desk.skylab.model.jobs import JobsModel

JOB_ROLE: Final = Qt.ItemDataRole.UserRole + 1
SHAPE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_FOLDED: Final = (Stage.CANCELLED, Stage.GONE)  # groups that begin closed
KNOWN_HINT: Final = tr(
    "The studio names its latest 30 jobs. Older ones stay here once they "
    "were seen; any other is found by its whole name."
)


class JobsSide(QWidget):
    """Signals:

    selected(tuple[int, ...]): ids of the jobs selected, the current one first.
    find_wanted(str): ask the service for a job of this name.
    new_wanted: make a job.
    menu_requested(QMenu): a context menu of the selected jobs.
    """

    selected = Signal(object)
    find_wanted = Signal(str)
    new_wanted = Signal()
    menu_requested = Signal(object)

    def __init__(self, jobs: JobsModel, display: Display, theme: ThemeSwitch) -> None:
        super().__init__()
        self._jobs = jobs
        self._display = display
        self._theme = theme
        self._groups: dict[Stage, QStandardItem] = {}
        self._items: dict[int, QStandardItem] = {}
        self._is_moving = False  # what is chosen changes by our hand, not by the operator's
        self._model = QStandardItemModel(0, 2, self)
        self.search = QLineEdit()
        self.search.setToolTip(KNOWN_HINT)
        self._find = button("", "link", icon_name="search")
        self._summary = ElidedLabel(tr("No job is known yet"), "caption")
        self._tree = QTreeView()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._settle)
        self._dress()
        self._lay_out()
        jobs.job_changed.connect(self._job_changed)
        jobs.chosen_changed.connect(self._show_chosen)
        theme.changed.connect(self.refresh)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._search_entered)
        self._find.clicked.connect(lambda: self.find_wanted.emit(self.search.text().strip()))
        selection = self._tree.selectionModel()
        selection.selectionChanged.connect(self._tell_selected)
        selection.currentChanged.connect(self._choose)
        self._tree.customContextMenuRequested.connect(self._open_menu)
        self.refresh()

    def selected_jobs(self) -> tuple[int, ...]:
        """Ids of the jobs selected, the current one first."""
        found = [index.data(JOB_ROLE) for index in self._tree.selectionModel().selectedRows()]
        current = self._tree.currentIndex().siblingAtColumn(0).data(JOB_ROLE)
        if current in found:
            found.remove(current)
            found.insert(0, current)
        return tuple(each for each in found if each is not None)

    def refresh(self) -> None:
        """Show the jobs as they are now."""
        self._is_moving = True
        for row in self._jobs.rows():
            self._show(row)
        self._is_moving = False
        self._settle()

    # showing

    def _job_changed(self, job_id: int) -> None:
        row = self._jobs.row(job_id)
        self._is_moving = True
        if row is None:
            self._take_out(job_id)
        else:
            self._show(row)
        self._is_moving = False
        self._settled.start()

    def _settle(self) -> None:
        """All that follows from many jobs at once."""
        self._show_groups()
        self._show_chosen(self._jobs.chosen)

    def _show(self, row: JobRow) -> None:
        group = self._group(row.stage)
        item = self._items.get(row.id)
        if item is not None and item.parent() is not group:
            self._take_out(row.id)
            item = None
        if item is None:
            item = self._items[row.id] = QStandardItem()
            news = QStandardItem()
            for each in (item, news):
                each.setData(row.id, JOB_ROLE)
            group.insertRow(self._place(group, row), [item, news])
        self._write(group, item, row)

    def _write(self, group: QStandardItem, item: QStandardItem, row: JobRow) -> None:
        title, news = row.title, group.child(item.row(), 1)
        shape = " ".join(SHAPES[row.stage])
        if item.data(SHAPE_ROLE) != shape:
            item.setData(shape, SHAPE_ROLE)
            item.setIcon(icon(*SHAPES[row.stage]))
        if item.text() != title:
            item.setText(title)
        if news.text() != row.news_or_count:
            news.setText(row.news_or_count)
        has_trouble = row.uploads_failed or row.downloads_failed
        news.setForeground(self._theme.current().colour("bad" if has_trouble else "muted"))
        item.setAccessibleText(f"{title}, {row.stage.words}, {row.news_or_count}")
        item.setToolTip(plain_tip(self._tip(row)))

    def _tip(self, row: JobRow) -> str:
        lines = [
            row.title,
            tr("{state}, profile {profile}", state=row.stage.words, profile=row.profile_name),
        ]
        if row.first_seen_ms:
            lines.append(tr("first seen {time}", time=self._display.time_text(row.first_seen_ms)))
        if not row.is_listed:
            lines.append(tr("not among the latest that the service lists"))
        return "\n".join(lines)

    def _place(self, group: QStandardItem, row: JobRow) -> int:
        """The newest first: ids grow."""
        ids = (group.child(place).data(JOB_ROLE) for place in range(group.rowCount()))
        return sum(each > row.id for each in ids)

    def _take_out(self, job_id: int) -> None:
        item = self._items.pop(job_id, None)
        if item is not None:
            item.parent().removeRow(item.row())

    def _group(self, stage: Stage) -> QStandardItem:
        found = self._groups.get(stage)
        if found is None:
            found = self._groups[stage] = QStandardItem(stage.title)
            count = QStandardItem()
            for each in (found, count):
                each.setSelectable(False)
            order = list(Stage)
            place = sum(order.index(each) < order.index(stage) for each in self._groups)
            self._model.insertRow(place, [found, count])
            self._tree.setExpanded(found.index(), stage not in _FOLDED)
        return found

    def _show_groups(self) -> None:
        muted = self._theme.current().colour("muted")
        for stage, group in list(self._groups.items()):
            if not group.rowCount():
                del self._groups[stage]
                self._model.removeRow(group.row())
                continue
            count = self._model.item(group.row(), 1)
            count.setText(str(group.rowCount()))
            group.setText(stage.title)
            group.setForeground(muted)
            count.setForeground(muted)
        moving = sum(row.stage.moves for row in self._jobs.rows())
        words = [tr_n("{n} jobs", "{n} job", len(self._items))]
        words += [tr("{count} at work", count=moving)] if moving else []
        self._summary.setText("  ·  ".join(words) if self._items else tr("No job is known yet"))
        self._filter(self.search.text())

    def _show_chosen(self, job_id: int | None) -> None:
        item = None if job_id is None else self._items.get(job_id)
        if item is None or self._tree.currentIndex().siblingAtColumn(0) == item.index():
            return
        self._is_moving = True
        flags = QItemSelectionModel.SelectionFlag
        self._tree.selectionModel().setCurrentIndex(item.index(), flags.ClearAndSelect | flags.Rows)
        self._tree.scrollTo(item.index())
        self._is_moving = False

    # finding

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        shown = 0
        for group in self._groups.values():
            hits = 0
            for place in range(group.rowCount()):
                is_hit = wanted in group.child(place).text().casefold()
                self._tree.setRowHidden(place, group.index(), not is_hit)
                hits += is_hit
            self._tree.setRowHidden(group.row(), QModelIndex(), not hits)
            if wanted and hits:
                self._tree.setExpanded(group.index(), True)
            shown += hits
        self._find.setVisible(bool(wanted) and not shown)
        words = tr("Ask the studio for “{name}”", name=text.strip())
        self._find.setText(words.replace("&", "&&"))

    def _search_entered(self) -> None:
        """To the first that is shown, or else to the service."""
        wanted = self.search.text().strip()
        for group in self._groups.values():
            for place in range(group.rowCount()):
                if not self._tree.isRowHidden(place, group.index()) and wanted:
                    self._jobs.choose(group.child(place).data(JOB_ROLE))
                    return
        if wanted:
            self.find_wanted.emit(wanted)

    # choosing

    def _choose(self, current: QModelIndex) -> None:
        job_id = current.siblingAtColumn(0).data(JOB_ROLE)
        if job_id is not None and not self._is_moving:
            self._jobs.choose(job_id)

    def _tell_selected(self) -> None:
        self.selected.emit(self.selected_jobs())

    def _open_menu(self, position: QPoint) -> None:
        if self._tree.indexAt(position).siblingAtColumn(0).data(JOB_ROLE) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_requested.emit(menu)
        menu.popup(self._tree.viewport().mapToGlobal(position))

    # building

    def _dress(self) -> None:
        tree = self._tree
        tree.setModel(self._model)
        tree.setHeaderHidden(True)
        tree.setIndentation(10)
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setAllColumnsShowFocus(True)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName(tr("Jobs"))
        tree.setItemDelegate(JobLine(tree))
        tree.setColumnHidden(1, True)
        self.search.setPlaceholderText(tr("Find a job by name"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Find a job by name"))
        self._find.hide()

    def _lay_out(self) -> None:
        new = tool_button("plus", tr("New job (Ctrl+N)"))
        new.clicked.connect(self.new_wanted)
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 8, 8, 4)
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addWidget(new)
        self._summary.setContentsMargins(12, 2, 12, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._find)
        column.addWidget(self._summary)
        column.addWidget(self._tree, 1)
