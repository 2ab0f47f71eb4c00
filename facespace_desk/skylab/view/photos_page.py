"""The photos of the shown job: the grid or the list, what they are of, and where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSlider,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.skylab.model.photo_columns import HIDDEN_AT_FIRST, PhotoRow
from facespace_desk.skylab.view.grid import SIDES_PX, PhotoGrid
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import EmptyPage, nothing_yet
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage

if TYPE_CHECKING:
    from facespace_desk.skylab.model.jobs import JobsModel
    from facespace_desk.skylab.model.photos import PhotosModel
    from facespace_desk.skylab.model.pictures import PhotoPictures

GRID, LIST = range(2)
STEP_PX = 24


class PhotosPage(QWidget):
    """Signals:

    selected(tuple[PhotoRow, ...]): these photos are selected, the current one first.
    opened(PhotoRow): look at this photo.
    add_wanted: choose files for the shown job, or for a new one.
    menu_requested(QMenu): a context menu of the selected photos.
    """

    selected = Signal(object)
    opened = Signal(object)
    add_wanted = Signal()
    menu_requested = Signal(object)

    def __init__(
        self, photos: PhotosModel, jobs: JobsModel, pictures: PhotoPictures, display: Display
    ) -> None:
        super().__init__()
        self._photos = photos
        self._jobs = jobs
        self._pictures = pictures
        self._empty = nothing_yet(
            tr("No photos yet"), tr("Add photos"), tr("Drop files or folders here.")
        )
        self._nothing = EmptyPage(
            "image",
            tr("No job is chosen"),
            tr("Add photos"),
            hint=tr("Or drop files or folders here."),
        )
        self._asking = label(tr("Asking the studio for the photos…"), "muted")
        self._asking.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list = TablePage(photos.table, EmptyPage("image", ""), display, frozen_key="name")
        for key in HIDDEN_AT_FIRST:
            self.list.table.header.set_column_visible(key, False)
        self.grid = PhotoGrid(photos.table, pictures)
        self.grid.setSelectionModel(self.list.table.selectionModel())
        self._title = ElidedLabel(role="title")
        self._count = label(role="caption")
        self._which = QTabBar()
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._banner = StateBanner()
        self._views = QStackedWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show()

    @property
    def mode(self) -> int:
        """GRID or LIST."""
        return self._views.currentIndex()

    def show_mode(self, mode: int) -> None:
        """Show the grid or the list."""
        self._views.setCurrentIndex(mode)
        for part in (self._size, self._which):
            part.setVisible(mode == GRID)

    def selected_rows(self) -> tuple[PhotoRow, ...]:
        """The photos selected, the current one first."""
        rows = self.list.table.selected_records()
        current = self.list.table.current_record()
        if current in rows:
            rows.remove(current)
            rows.insert(0, current)
        return tuple(rows)

    def _lay_out(self) -> None:
        self._which.setProperty("kind", "segment")
        self._which.setDrawBase(False)
        self._which.setExpanding(False)
        self._which.setAccessibleName(tr("Which pictures"))
        for title in (tr("Results"), tr("Originals")):
            self._which.addTab(title)
        self._size.setRange(*SIDES_PX)
        self._size.setValue(self.grid.side_px)
        self._size.setFixedWidth(110)
        self._size.setAccessibleName(tr("Size of the pictures"))
        self._size.setToolTip(tr("Size of the pictures (+ and −)"))
        head = QFrame()
        head.setProperty("kind", "truth")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self._count)
        row.addWidget(self._which)
        row.addWidget(self._size)
        self._views.addWidget(self.grid)
        self._views.addWidget(self.list)
        for page in (self._views, self._asking, self._empty, self._nothing):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        photos = self._photos
        photos.shown.connect(self._show)
        photos.rows_changed.connect(self._show)
        photos.state_changed.connect(self._show_state)
        photos.table.counts_changed.connect(self._show)
        self._jobs.job_changed.connect(self._show)
        self._banner.retry.connect(photos.refresh)
        self._which.currentChanged.connect(
            lambda number: self._pictures.show_which("original" if number else "result")
        )
        self._size.valueChanged.connect(self.grid.set_side)
        self._empty.pressed.connect(self.add_wanted)
        self._nothing.pressed.connect(self.add_wanted)
        self.grid.opened.connect(self.opened)
        self.list.opened.connect(self.opened)
        self.grid.menu_requested.connect(self.menu_requested)
        self.list.table.menu_requested.connect(self._more_actions)
        selection = self.list.table.selectionModel()
        selection.selectionChanged.connect(self._tell_selected)
        selection.currentRowChanged.connect(self._tell_selected)

    def set_side(self, side_px: int) -> None:
        """Show pictures of another size."""
        self._size.setValue(side_px)

    def grow(self, by: int) -> None:
        """Show pictures so many steps larger, or smaller."""
        self._size.setValue(self._size.value() + by * STEP_PX)

    def _more_actions(self, menu: QMenu) -> None:
        menu.addSeparator()
        self.menu_requested.emit(menu)

    def _tell_selected(self) -> None:
        self.selected.emit(self.selected_rows())

    def _show(self, *_: object) -> None:
        job = self._jobs.row(self._photos.job_id)
        held, shown = self._photos.table.held_count, self._photos.table.shown_count
        if job is None:
            self._stack.setCurrentWidget(self._nothing)
        elif held:
            self._stack.setCurrentWidget(self._views)
        elif self._photos.state.phase is Phase.LOADING:
            self._stack.setCurrentWidget(self._asking)
        else:
            self._say_why_empty()
            self._stack.setCurrentWidget(self._empty)
        self._title.setText("" if job is None else job.title)
        words = tr_n("{n} photos", "{n} photo", held)
        if shown != held:
            words = tr_n("{shown} of {n} photos", "{shown} of {n} photo", held, shown=shown)
        self._count.setText(words if job is not None and held > 0 else "")

    def _say_why_empty(self) -> None:
        error = self._photos.state.error
        if error is not None:
            self._empty.set_sentence(tr("The photos could not be listed"), error.message)
        else:
            self._empty.set_sentence(
                tr("No photos in this job yet"), tr("Drop files or folders here.")
            )

    def _show_state(self, state: LoadState) -> None:
        self._banner.show_state(state if state.error is not None else LoadState.off())
        self._show()
