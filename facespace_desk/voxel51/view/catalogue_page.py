"""The page of analytics: the catalogue, and the document of the chosen one beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.catalogue_columns import HIDDEN_AT_FIRST, AnalyticRow
from facespace_desk.voxel51.model.publishing import Deed, PublishingModel
from facespace_desk.voxel51.records import Analytic
from facespace_desk.voxel51.view.document_pane import DocumentPane
from facespace_desk.voxel51.view.publish_dialogs import ImageDialog, UploadAnalyticDialog
from facespace_desk.voxel51.view.questions import Question
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import ElidedLabel
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage

EMPTY_HINT: Final = "Analytics that are public, and those that were uploaded, stand here."


class CataloguePage(QWidget):
    """Signals:

    use_wanted(Analytic): begin a job with it.
    told(str, str): something for a short note, and its tone.
    """

    use_wanted = Signal(object)
    told = Signal(str, str)

    def __init__(
        self,
        model: CatalogueModel,
        publishing: PublishingModel,
        document: DocumentPane,
        display: Display,
    ) -> None:
        super().__init__()
        self._model = model
        self._publishing = publishing
        self.document = document
        self._empty = EmptyPage("film", "The catalogue is empty", hint=EMPTY_HINT)
        self.page = TablePage(model.table, self._empty, display, frozen_key="name")
        for key in HIDDEN_AT_FIRST:
            self.page.table.header.set_column_visible(key, False)
        self._versions = tool_button(
            "layers", "List every version of each analytic", text="All versions", checkable=True
        )
        self._upload = tool_button("upload", "Upload the document of an analytic", text="Upload…")
        self._again = tool_button("refresh-cw", "Read the catalogue anew")
        self._banner = StateBanner()
        self._busy = QFrame()
        self._busy_words = ElidedLabel("", "muted")
        self._lay_out()
        self._connect()
        self._show_state(model.state)
        self._show_busy(publishing.busy)

    def upload(self) -> None:
        """Ask which document to upload."""
        dialog = UploadAnalyticDialog(self)
        dialog.chosen.connect(self._publishing.upload)
        dialog.open()

    def add_image(self, analytic: Analytic) -> None:
        """Ask which image of the analytic to upload."""
        dialog = ImageDialog(analytic, self)
        dialog.chosen.connect(
            lambda path, machine: self._publishing.add_image(analytic, path, machine)
        )
        dialog.open()

    def ask_to_delete(self, analytic: Analytic) -> None:
        """Delete it after its name was typed."""
        question = Question(
            "Delete the analytic",
            ["No job can use it any more. It cannot be brought back."],
            "Delete it",
            self,
            names=[f"{analytic.name}, version {analytic.version or 'unknown'}"],
            typed=analytic.name,
        )
        question.accepted.connect(lambda: self._publishing.delete(analytic))
        question.open()

    def _lay_out(self) -> None:
        self.page.add_tools(self._versions, self._upload, self._again)
        cancel = button("Cancel", "link")
        cancel.clicked.connect(self._publishing.cancel)
        self._busy.setProperty("kind", "truth")
        row = QHBoxLayout(self._busy)
        row.setContentsMargins(12, 3, 8, 3)
        row.addWidget(self._busy_words, 1)
        row.addWidget(cancel)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._banner, self._busy):
            column.addWidget(part)
        column.addWidget(self.page, 1)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.setHandleWidth(1)
        self.parts.addWidget(main)
        self.parts.addWidget(self.document)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 2)
        self.parts.setSizes([780, 460])
        self.document.setMinimumWidth(340)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self.setFocusProxy(self.page.table)

    def _connect(self) -> None:
        model, document = self._model, self.document
        self.page.chosen.connect(self._choose)
        self.page.opened.connect(lambda row: self._use(row.analytic))
        self._versions.toggled.connect(model.show_all_versions)
        self._upload.clicked.connect(self.upload)
        self._again.clicked.connect(model.refresh)
        self._banner.retry.connect(model.refresh)
        model.state_changed.connect(self._show_state)
        document.use_wanted.connect(self._use)
        document.image_wanted.connect(self.add_image)
        document.delete_wanted.connect(self.ask_to_delete)
        self._publishing.busy_changed.connect(self._show_busy)
        self._publishing.failed.connect(lambda words: self.told.emit(words, "bad"))
        self._publishing.done.connect(self._tell_done)

    def _choose(self, row: AnalyticRow) -> None:
        self._model.choose(row.analytic.id)

    def _use(self, analytic: Analytic) -> None:
        if self.document.why_no_job:
            self.told.emit(self.document.why_no_job, "warn")
        else:
            self.use_wanted.emit(analytic)

    def _show_state(self, state: LoadState) -> None:
        is_said = state.error is not None or (state.phase is Phase.LIVE and state.message)
        shown = LoadState.degraded(state.updated_ms, state.message) if state.message else state
        self._banner.show_state((state if state.error else shown) if is_said else LoadState.off())
        if state.phase is Phase.LIVE:
            self._empty.set_sentence("The catalogue is empty", EMPTY_HINT)
        else:
            failed = state.error is not None
            words = "The catalogue could not be read" if failed else "Reading the catalogue…"
            self._empty.set_sentence(words)

    def _show_busy(self, words: str) -> None:
        self._busy_words.setText(words)
        self._busy.setVisible(bool(words))

    def _tell_done(self, deed: Deed, analytic: Analytic) -> None:
        more = " It waits for its first image." if deed is Deed.UPLOADED else ""
        self.told.emit(f"{analytic.name} was {deed.value}.{more}", "good")
        self._model.refresh()
