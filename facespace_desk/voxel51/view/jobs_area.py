"""Everything about one user's jobs: the board, and the form of a new one in its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.making import JobMaking
from facespace_desk.voxel51.records import Analytic, Job
from facespace_desk.voxel51.view.job_form import JobForm
from facespace_desk.voxel51.view.matrix_wizard import MatrixWizard


class JobsArea(QStackedWidget):
    """Signals:

    told(str, str): something for a short note, and its tone.
    launched(Job, bool): the job was made; True: its output is to be fetched when it is done.
    """

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
        self.addWidget(board)
        self.addWidget(form)
        form.closed.connect(self.show_board)
        form.many_wanted.connect(self.make_many)
        making.form.launched.connect(self._launched)

    def begin(self, analytic: Analytic) -> None:
        """Open an empty form of this analytic."""
        is_chosen = self._catalogue.chosen == analytic
        self._making.form.begin(analytic, self._catalogue.document if is_chosen else None)
        self.setCurrentWidget(self.form)

    def clone(self, job: Job) -> None:
        """Open a form filled as that of *job*."""
        self._making.form.clone(job)
        self.setCurrentWidget(self.form)

    def show_board(self) -> None:
        """Leave the form; what stands in it stays until another is opened."""
        self.setCurrentWidget(self.board)

    def make_many(self) -> None:
        """Open the wizard for many jobs, with what the form holds."""
        MatrixWizard(self._making, self, username=self._username).open()

    def _launched(self, job: Job, is_fetched: bool) -> None:
        self.told.emit(f"The job {job.name} was made.", "good")
        self.show_board()
        self.launched.emit(job, is_fetched)
