"""Makes many jobs: first what, then how much that is and how fast, then what became of each. The
batch goes on when the dialog is closed, and is shown again when it is opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from facespace_desk.voxel51.model.making import JobMaking
from facespace_desk.voxel51.model.matrix import Phase
from facespace_desk.voxel51.model.matrix_columns import RowState
from facespace_desk.voxel51.model.matrix_plan import Planned, new_mark
from facespace_desk.voxel51.view.matrix_choose import ManyAnalytics, ManyData
from facespace_desk.voxel51.view.matrix_run import MatrixRun, plan_words
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label

SIZE_PX: Final = (1180, 620)
CHOOSE, RUN = 0, 1


class MatrixWizard(DeskDialog):
    """Signals:

    done_with: the operator has seen what became of the batch.
    """

    done_with = Signal()

    def __init__(
        self, making: JobMaking, parent: QWidget | None, *, username: str | None = None
    ) -> None:
        """*username* is for whom the application would make the jobs."""
        super().__init__("Run many jobs", parent)
        self._making = making
        self._model = making.matrix
        self._mark = new_mark()
        self._plan: tuple[Planned, ...] = ()
        has_form = making.form.draft is not None and making.form.document is not None
        self.data = ManyData(making) if has_form else None
        self.analytics: ManyAnalytics | None = None
        self.ways = QTabBar()
        self._choose = QStackedWidget()
        self._late = QWidget(self)  # where the analytics come when they are looked at
        self.run_page = MatrixRun(self._model)
        self._pages = QStackedWidget()
        self._words = label("", "strong", wraps=True)
        self._back, self._close = button("Back"), button("Close")
        self.stop = button("Stop", "danger", icon_name="circle-stop")
        self.retry = button("Try again", icon_name="refresh-cw")
        self.go = button("Next", "primary")
        if username is not None:
            self.body.addWidget(label(f"Acting as {username}", "warning"))
        self._lay_out()
        self._connect()
        self.resize(*SIZE_PX)
        self._go_to(RUN if self._model.phase not in {Phase.EMPTY, Phase.PLANNED} else CHOOSE)

    # building

    def _lay_out(self) -> None:
        self.ways.setProperty("kind", "segment")
        self.ways.setDrawBase(False)
        self.ways.setExpanding(False)
        self.ways.setAccessibleName("What is many")
        if self.data is not None:
            self.ways.addTab("One analytic, many data")
            self._choose.addWidget(self.data)
        self.ways.addTab("Many analytics, one data")
        self._choose.addWidget(self._late)
        above = QHBoxLayout()
        above.addWidget(self.ways)
        above.addStretch(1)
        self._pages.addWidget(self._choose)
        self._pages.addWidget(self.run_page)
        self.body.addLayout(above)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._words)
        self.add_button(self._back, left=True)
        for each in (self.stop, self.retry, self._close, self.go):
            self.add_button(each)

    def _connect(self) -> None:
        self.ways.currentChanged.connect(self._way_changed)
        self._back.clicked.connect(self._begin_anew)
        self._close.clicked.connect(self.reject)
        self.stop.clicked.connect(self._model.cancel)
        self.retry.clicked.connect(lambda: self._model.retry(self.run_page.speed))
        self.go.clicked.connect(self._go_on)
        self._model.changed.connect(self._show_tools)
        if self.data is not None:
            self.data.changed.connect(self._look)
        self._way_changed()

    # choosing

    def _way_changed(self) -> None:
        at = self.ways.currentIndex()
        if at == self._choose.count() - 1 and self.analytics is None:
            self.analytics = ManyAnalytics(self._making)
            self.analytics.changed.connect(self._look)
            self._choose.removeWidget(self._late)
            self._choose.addWidget(self.analytics)
        self._choose.setCurrentIndex(at)
        way = self._choose.currentWidget()
        if isinstance(way, ManyData | ManyAnalytics):
            way.list.look()  # both show one list, each in its way
        self._look()

    def _look(self) -> None:
        """See what the batch would be."""
        way = self._choose.currentWidget()
        if isinstance(way, ManyData | ManyAnalytics):
            self._plan = way.plan(self._mark)
        self._show_tools()

    def _begin_anew(self) -> None:
        """Back to the choice; what was made stays made."""
        self._mark = new_mark()
        self._go_to(CHOOSE)
        self._look()

    # running

    def _go_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.ways.setVisible(page == CHOOSE)
        self._show_tools()

    def _go_on(self) -> None:
        if self._pages.currentIndex() == CHOOSE:
            self._model.plan(self._plan)
            self.run_page.totals.setText(plan_words(self._plan))
            draft = self._making.form.draft
            self.run_page.start.setChecked(draft is None or draft.auto_start)
            self.run_page.fetch.setChecked(draft is not None and draft.fetch_when_done)
            self._go_to(RUN)
        elif self._model.phase is Phase.PLANNED:
            self._start()
        else:
            self.done_with.emit()
            self.accept()

    def _start(self) -> None:
        draft = self._making.form.draft
        is_of_form = self.data is not None and self._choose.currentWidget() is self.data
        ends = draft.ends(self._making.now()) if draft is not None and is_of_form else None
        page = self.run_page
        start, fetch = page.start.isChecked(), page.fetch.isChecked()
        self._model.start(page.speed, auto_start=start, is_fetched=fetch, ends=ends)

    def _show_tools(self) -> None:
        model, is_choosing = self._model, self._pages.currentIndex() == CHOOSE
        left = model.count(RowState.WAITING, RowState.FAILED, RowState.UNSURE)
        is_planned = model.phase is Phase.PLANNED
        has_ended = model.phase in {Phase.DONE, Phase.STOPPED}
        self._words.setText(plan_words(self._plan) if self._plan else "Nothing is chosen yet.")
        self._words.setVisible(is_choosing)
        self._back.setVisible(not is_choosing and not model.is_running)
        self._back.setText("Another batch" if has_ended else "Back")
        self.stop.setVisible(not is_choosing and model.is_running)
        self.stop.setEnabled(model.phase is Phase.RUNNING)
        self.retry.setVisible(not is_choosing and has_ended and left > 0)
        is_rest = left == model.count(RowState.WAITING)
        self.retry.setText(f"Go on with {left:,}" if is_rest else f"Try {left:,} again")
        sendable = model.count(RowState.WAITING)
        self.go.setVisible(is_choosing or is_planned or has_ended)
        self._close.setText("Close; it goes on" if model.is_running else "Close")
        self._close.setVisible(not has_ended or is_choosing)
        if is_choosing:
            self.go.setText("Next")
            self.go.setEnabled(any(not each.refusal for each in self._plan))
        elif is_planned:
            self.go.setText("Make 1 job" if sendable == 1 else f"Make {sendable:,} jobs")
            self.go.setEnabled(sendable > 0)
        else:
            self.go.setText("Done")
            self.go.setEnabled(True)
