"""The page of jobs: the board with the chosen job beside it; in its place, an output or a log."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.model.job_columns import HIDDEN_AT_FIRST
from facespace_desk.voxel51.model.job_states import Act, JobRow
from facespace_desk.voxel51.model.jobs import JobFilter
from facespace_desk.voxel51.model.jobs_work import JobsWork
from facespace_desk.voxel51.records import JobState
from facespace_desk.voxel51.view.batch_bar import BatchBar
from facespace_desk.voxel51.view.frames_view import FramesView
from facespace_desk.voxel51.view.job_commands import (
    JobCommands,
    label_of,
    offered,
    reason_against,
)
from facespace_desk.voxel51.view.job_pane import JobPane
from facespace_desk.voxel51.view.log_viewer import LogViewer
from facespace_desk.voxel51.view.offer_strip import OfferStrip
from facespace_desk.voxel51.view.output_viewer import OutputViewer
from facespace_desk.voxel51.view.query_bar import QueryBar
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.truth_bar import TruthBar

if TYPE_CHECKING:
    from facespace_desk.voxel51.records import Job

SEARCH_AFTER_MS: Final = 300  # after the last key
GROUPS: Final[tuple[tuple[str, tuple[JobState, ...]], ...]] = (
    ("All", ()),
    ("Ready", (JobState.READY,)),
    ("Under way", (JobState.QUEUED, JobState.SCHEDULED, JobState.RUNNING)),
    ("Complete", (JobState.COMPLETE,)),
    ("Failed", (JobState.FAILED,)),
)
ARCHIVES: Final[tuple[tuple[str, bool | None], ...]] = (
    ("Not archived", False),
    ("Archived", True),
    ("Both", None),
)
EMPTY: Final = "No job fits"
EMPTY_HINT: Final = "The platform has none of this name in these states."
NOTHING_HINT: Final = "Begin one from the catalogue of analytics."
READING: Final = "Reading the jobs…"


@dataclass(frozen=True)
class JobsParts:
    """What the page is put together of; `empty` stands where no job is listed."""

    empty: EmptyPage
    page: TablePage
    pane: JobPane
    output: OutputViewer
    log: LogViewer
    query: QueryBar


def jobs_parts(work: JobsWork, display: Display) -> Generator[QWidget, None, JobsParts]:
    """The parts, one a step."""
    yield (empty := EmptyPage("briefcase", READING))
    yield (page := TablePage(work.board.table, empty, display, frozen_key="name"))
    page.pill.deleteLater()  # another query is no news
    for key in HIDDEN_AT_FIRST:
        page.table.header.set_column_visible(key, False)
    yield (pane := JobPane(work.detail, display))
    yield (frames := FramesView(work.outputs.player))
    yield (output := OutputViewer(work.outputs, frames))
    yield (log := LogViewer(work.log))
    yield (query := QueryBar(work.queries))
    return JobsParts(empty, page, pane, output, log, query)


class JobsPage(QStackedWidget):
    """Signals:

    clone_wanted(Job): make another job of this one's request, with changes.
    new_wanted: make a job.
    told(str, str): something for a short note, and its tone.
    """

    clone_wanted = Signal(object)
    new_wanted = Signal()
    told = Signal(str, str)

    def __init__(self, work: JobsWork, parts: JobsParts, display: Display) -> None:
        super().__init__()
        self._work = work
        self._board = work.board
        self.groups = QTabBar()
        self.archives = QComboBox()
        self.search = QLineEdit()
        self._again = tool_button("refresh-cw", "Read all jobs anew (F5)")
        self._own = tool_button(
            "bookmark", "Ask by a query of your own, or one that is kept", checkable=True
        )
        self._own.setAccessibleName("Own query")
        self._new = tool_button("plus", "Begin a job: choose an analytic", text="New job")
        self._error = label(role="error")
        self._count = ElidedLabel(role="muted")
        self._forget = button("", "link")
        self.truth = TruthBar()
        self.offers = OfferStrip(work.fetch)
        self._empty, self.page, self.pane = parts.empty, parts.page, parts.pane
        self.output, self.log, self.query = parts.output, parts.log, parts.query
        self.commands = JobCommands(
            self._board, work.acts, work.fetch, display, self, username=work.username
        )
        self._batch: BatchBar[Act] = BatchBar(Act, label_of, Act.DELETE)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(SEARCH_AFTER_MS)
        self._dress()
        self._lay_out()
        self._connect()
        self._show_query()
        self._show_truth()
        self._show_selection()

    @property
    def selected(self) -> list[JobRow]:
        """The jobs that are selected."""
        return self.page.table.selected_records()

    def show_board(self) -> None:
        """Back to the jobs."""
        self._work.outputs.player.pause()
        self.setCurrentIndex(0)
        self.page.table.setFocus()

    def show_output(self, row: JobRow) -> None:
        """Look at the output of this job."""
        self._work.outputs.open(row)
        self._show_input()
        self.setCurrentWidget(self.output)
        self.output.setFocus()

    def show_log(self, row: JobRow) -> None:
        """Read the log of this job."""
        self.log.show_job(row)
        self.setCurrentWidget(self.log)
        self.log.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5:
            self._board.refresh()
        else:
            super().keyPressEvent(event)

    # building

    def _dress(self) -> None:
        self.groups.setProperty("kind", "segment")
        self.groups.setDrawBase(False)
        self.groups.setExpanding(False)
        self.groups.setAccessibleName("State of the jobs")
        for title, _states in GROUPS:
            self.groups.addTab(title)
        for title, _is_archived in ARCHIVES:
            self.archives.addItem(title)
        self.archives.setAccessibleName("Archive")
        self.search.setPlaceholderText("Find by name at the platform")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Find jobs by name")
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(120)
        self._error.hide()

    def _lay_out(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._bar(), self.query, self.truth, self.offers):
            column.addWidget(part)
        self.query.hide()
        column.addWidget(self.page, 1)
        column.addWidget(self._batch)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setHandleWidth(1)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(main)
        self.parts.addWidget(self.pane)
        self.parts.setStretchFactor(0, 1)
        self.parts.setSizes([860, 400])
        self.pane.setMinimumWidth(320)
        for whole in (self.parts, self.output, self.log):
            self.addWidget(whole)
        self.parts.setFocusProxy(self.page.table)
        self.setFocusProxy(self.parts)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("kind", "toolbar")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.groups)
        row.addWidget(self.archives)
        row.addWidget(self.search, 1)
        row.addWidget(self._own)
        row.addWidget(self._again)
        row.addWidget(self._new)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self._error)
        below.addWidget(self._count, 1)
        below.addWidget(self._forget)
        column = QVBoxLayout(bar)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._below)
        return bar

    def _connect(self) -> None:
        board, work = self._board, self._work
        self.groups.currentChanged.connect(self._ask)
        self.archives.currentIndexChanged.connect(self._ask)
        self.search.textChanged.connect(self._typed.start)
        self.search.returnPressed.connect(self._ask)
        self._typed.timeout.connect(self._ask)
        self._own.toggled.connect(self._show_own)
        self.query.asked.connect(board.use)
        self._again.clicked.connect(board.refresh)
        self._new.clicked.connect(self.new_wanted)
        self._forget.clicked.connect(board.forget_gone)
        board.query_changed.connect(self._show_query)
        board.truth_changed.connect(self._show_truth)
        board.looked.connect(self._show_query)
        board.row_changed.connect(self._show_query)
        board.chosen_changed.connect(self._show_chosen)
        self.page.chosen.connect(self._choose)
        self.page.opened.connect(self._open)
        self.page.table.selectionModel().selectionChanged.connect(self._show_selection)
        self.page.model.dataChanged.connect(self._show_selection)
        self.page.table.menu_requested.connect(self._fill_menu)
        self._batch.wanted.connect(lambda act: self.commands.run(act, self._selected_ids()))
        self._connect_pane()
        for viewer in (self.output, self.log):
            viewer.back_wanted.connect(self.show_board)
            leave = QShortcut(QKeySequence.StandardKey.Cancel, viewer)
            leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            leave.activated.connect(self.show_board)
        self.output.input_wanted.connect(self._fetch_input)
        work.detail.changed.connect(self._show_input)
        self.offers.look_wanted.connect(self.show_output)
        self.offers.folder_wanted.connect(self._download_offered)
        for source in (work.acts, work.fetch, work.outputs, work.log):
            source.told.connect(self.told)
        self.output.told.connect(self.told)

    def _connect_pane(self) -> None:
        self.pane.act_wanted.connect(self._act_on_chosen)
        self.pane.look_wanted.connect(self.show_output)
        self.pane.log_wanted.connect(self.show_log)
        self.pane.clone_wanted.connect(self._clone)

    # asking

    def _ask(self) -> None:
        self._typed.stop()
        states = GROUPS[max(0, self.groups.currentIndex())][1]
        archived = ARCHIVES[max(0, self.archives.currentIndex())][1]
        self._board.filter(JobFilter(self.search.text(), states, archived))

    def _show_own(self, is_own: bool) -> None:
        """Ask by a query of the operator's own, or by groups and names again."""
        self.query.setVisible(is_own)
        for part in (self.groups, self.archives, self.search):
            part.setEnabled(not is_own)
        if is_own:
            self.query.show_asking(self.query.asking)
            self.query.setFocus()
        else:
            self._ask()

    def _show_query(self) -> None:
        board = self._board
        self._error.setText(board.query_error)
        self._error.setVisible(bool(board.query_error))
        listed = board.table.held_count
        gone, words = board.gone_count, board.warning
        if board.total is not None and board.total != listed - gone:
            words = f"{listed - gone:,} of {board.total:,} jobs are listed. {words}".rstrip()
        self._count.setText(words)
        self._below.setVisible(bool(board.query_error or words or gone))
        self._forget.setVisible(gone > 0)
        self._forget.setText(f"Take {gone} that {'is' if gone == 1 else 'are'} gone off the list")
        is_known = board.state.updated_ms is not None
        hint = NOTHING_HINT if board.query == JobFilter().query() else EMPTY_HINT
        self._empty.set_sentence(EMPTY if is_known else READING, hint if is_known else "")

    def _show_truth(self, *_: object) -> None:
        self.truth.show_truth(self._board.truth)

    # choosing

    def _choose(self, row: JobRow) -> None:
        self._board.choose(row.id)

    def _open(self, row: JobRow) -> None:
        """What one wants to see of a job: its output, or what it says."""
        self._board.choose(row.id)
        if self.pane.look.isVisibleTo(self.pane) and self.pane.look.isEnabled():
            self.show_output(row)

    def _show_chosen(self, job_id: str | None) -> None:
        row_id = None if job_id is None else self._board.row_id(job_id)
        if row_id is None:
            return
        number = self._board.table.row_of(row_id)
        table = self.page.table
        if number < 0 or table.currentIndex().row() == number:
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self._board.table.index(number, 0)
        with QSignalBlocker(self.page):
            table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        table.scrollTo(index)

    def _selected_ids(self) -> list[str]:
        return [row.id for row in self.selected]

    def _show_selection(self, *_: object) -> None:
        rows = self.selected
        if len(rows) > 1:
            words = f"{len(rows)} jobs selected"
            self._batch.show_rows(words, offered(rows), lambda act: reason_against(act, rows))
        else:
            self._batch.hide()

    def _fill_menu(self, menu: QMenu) -> None:
        rows = self.selected
        if rows:
            self.commands.fill(menu, [row.id for row in rows])

    # doing

    def _act_on_chosen(self, act: Act) -> None:
        row = self._work.detail.row
        if row is not None:
            self.commands.run(act, [row.id])

    def _clone(self) -> None:
        job: Job | None = self._work.detail.job
        if job is not None:
            self.clone_wanted.emit(job)

    def _download_offered(self, always: bool) -> None:
        """The offer says where; without a folder, the operator does."""
        fetch = self._work.fetch
        rows = fetch.offers
        if not rows:
            return
        if fetch.rules.folder:
            self.commands.download_to(fetch.rules.folder, [row.id for row in rows], always)
        else:
            self.commands.download(rows, always=always)

    def _show_input(self) -> None:
        """Labels can be put over the job's own video, while it is this job's output."""
        outputs, chosen = self._work.outputs.row, self._work.detail.row
        is_same = outputs is not None and chosen is not None and outputs.id == chosen.id
        video = self._work.detail.video if is_same else None
        self.output.set_input("" if video is None else video.name or video.id)

    def _fetch_input(self) -> None:
        video = self._work.detail.video
        if video is not None:
            self._work.outputs.fetch_film(video)
