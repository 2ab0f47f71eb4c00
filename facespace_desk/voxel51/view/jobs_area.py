"""Everything about one user's jobs: the board, and the form of a new one in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.data_choices import DataChoice
from facespace_desk.voxel51.model.job_draft import data_field
from facespace_desk.voxel51.model.making import JobMaking
from facespace_desk.voxel51.records import Analytic, DataItem, Job
from facespace_desk.voxel51.references import reference
from facespace_desk.voxel51.view.job_form import JobForm
from facespace_desk.voxel51.view.matrix_wizard import MatrixWizard


class JobsArea(QStackedWidget):
    """Signals:

    told(str, str): something for a short note, and its tone.
    launched(Job, bool): the job was made; True: its output is to be fetched when it is done.
    analytic_wanted: data waits for an analytic to be chosen.
    form_wanted: data was put into the form: time to see it.
    """

    analytic_wanted = Signal()
    form_wanted = Signal()
    told = Signal(str, str)
    launched = Signal(object, bool)

    def __init__(
        self,
        board: QWidget,
        form: JobForm,
        making: JobMaking,
        catalogue: CatalogueModel,
        username: str | None,
    ) -> None:
        super().__init__()
        self.board, self.form = board, form
        self._making = making
        self._catalogue = catalogue
        self._username = username
        self._waiting: Sequence[DataItem] = ()  # for the next form
        self.addWidget(board)
        self.addWidget(form)
        form.closed.connect(self.show_board)
        form.many_wanted.connect(self.make_many)
        making.form.launched.connect(self._launched)
        making.form.opened.connect(self._fill_in)

    def begin(self, analytic: Analytic) -> None:
        """Open an empty form of this analytic."""
        is_chosen = self._catalogue.chosen == analytic
        self._making.form.begin(analytic, self._catalogue.document if is_chosen else None)
        self.setCurrentWidget(self.form)

    def clone(self, job: Job) -> None:
        """Open a form filled as that of *job*."""
        self._making.form.clone(job)
        self.setCurrentWidget(self.form)

    def use(self, items: Sequence[DataItem]) -> None:
        """Make jobs of these: with the form that is open, or with that of the analytic that is
        chosen next."""
        self._waiting = items
        if self.currentWidget() is self.form and self._making.form.draft is not None:
            self.form_wanted.emit()
            self._fill_in()
            return
        what = items[0].name or items[0].id if len(items) == 1 else f"{len(items)} data"
        self.told.emit(f"Choose the analytic for {what}", "info")
        self.analytic_wanted.emit()

    def show_board(self) -> None:
        """Leave the form; what stands in it stays until another is opened."""
        self.setCurrentWidget(self.board)

    def make_many(self) -> None:
        """Open the wizard for many jobs, with what the form holds."""
        MatrixWizard(self._making, self, username=self._username).open()

    def _fill_in(self) -> None:
        """The data that waits goes where the form takes data."""
        form, items = self._making.form, self._waiting
        if not items or form.draft is None or form.document is None:
            return
        self._waiting = ()
        key = data_field(form.document)
        if key is None:
            self.told.emit("This analytic takes no data", "warn")
            return
        form.set_value(key, reference(items[0].id))
        if len(items) > 1:
            basket = self._making.basket
            basket.clear()
            why_not = self._making.launcher.why_not
            basket.add(DataChoice(item=each, refusal=why_not(each.id)) for each in items)
            self.make_many()

    def _launched(self, job: Job, is_fetched: bool) -> None:
        self.told.emit(f"The job {job.name} was made.", "good")
        self.show_board()
        self.launched.emit(job, is_fetched)
