"""Everyday data: projects and datasets at the side, the chosen one in the middle, jobs below."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.amigocloud import sql as queries
from facespace_desk.amigocloud.model.data import DataModels
from facespace_desk.amigocloud.model.rows import ROW_ID, cell_text
from facespace_desk.amigocloud.model.uploading import Destination, into_project, photos_of
from facespace_desk.amigocloud.records import Dataset, Project
from facespace_desk.amigocloud.view.access_switch import AccessSwitch
from facespace_desk.amigocloud.view.answer_pane import AnswerPane
from facespace_desk.amigocloud.view.data_side import DataSide
from facespace_desk.amigocloud.view.jobs_strip import JobsStrip
from facespace_desk.amigocloud.view.picture_label import PictureLabel
from facespace_desk.amigocloud.view.project_dialog import ProjectDialog
from facespace_desk.amigocloud.view.upload_dialog import UploadDialog
from facespace_desk.language import number, tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage

ROWS, COLUMNS, PHOTOS = range(3)


class DataPage(QWidget):
    """Signals:

    export_wanted(TablePage): the rows shall become a file.
    sql_wanted(str): a query to begin with, for the chosen project.
    told(str, str): something for a short note, and its tone.
    """

    export_wanted = Signal(object)
    sql_wanted = Signal(str)
    told = Signal(str, str)

    def __init__(self, models: DataModels, display: Display) -> None:
        super().__init__()
        self._models = models
        self._display = display
        self.side = DataSide(models)
        self._title = ElidedLabel("", "title")
        self._facts = ElidedLabel("", "caption")
        self._picture = PictureLabel(QSize(72, 48), tr("Picture of the dataset"))
        self._sql = button(
            tr("Query…"), icon_name="terminal", tip=tr("Ask for rows of it with SQL")
        )
        self._photo = button(tr("Add photos…"), icon_name="image")
        self._upload = button(tr("Upload data…"), icon_name="upload")
        self.access = AccessSwitch(models.access)
        self.kinds = QTabBar()
        self.rows = AnswerPane(models.rows, display, EmptyPage("list", tr("No rows read yet")))
        self.columns = TablePage(
            models.datasets.columns, EmptyPage("list", tr("The dataset has no columns")), display
        )
        self.photos = TablePage(
            models.datasets.photos, EmptyPage("image", tr("There are no photos yet")), display
        )
        self._about_banner, self._photos_banner = StateBanner(), StateBanner()
        self._nothing = EmptyPage("database", "")
        self._pages = QStackedWidget()
        self.jobs = JobsStrip(models.jobs, display)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        head = QFrame()
        head.setProperty("kind", "toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        for each in (self._sql, self._photo, self._upload, self.access):
            row.addWidget(each)
        self.kinds.setProperty("kind", "segment")
        self.kinds.setExpanding(False)
        self.kinds.setAccessibleName(tr("What of the dataset is shown"))
        for title in (tr("Rows"), tr("Columns"), tr("Photos")):
            self.kinds.addTab(title)
        self._choice = QFrame()
        beside = QHBoxLayout(self._choice)
        beside.setContentsMargins(12, 8, 12, 2)
        beside.addWidget(self.kinds)
        beside.addStretch(1)
        for page in (
            self.rows,
            _below(self._about_banner, self.columns),
            _below(self._photos_banner, self.photos),
            self._nothing,
        ):
            self._pages.addWidget(page)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self._choice):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.jobs)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.addWidget(self.side)
        self.parts.addWidget(main)
        self.parts.setStretchFactor(1, 1)
        self.parts.setSizes([280, 1000])
        self.parts.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        models = self._models
        self.side.new_wanted.connect(self.make_project)
        self.kinds.currentChanged.connect(self._show)
        self._sql.clicked.connect(self._want_sql)
        self._upload.clicked.connect(self.upload)
        self._photo.clicked.connect(self.add_photos)
        self.rows.export_wanted.connect(self.export_wanted)
        self.rows.chosen.connect(self._show)
        self._about_banner.retry.connect(models.datasets.look_at_chosen)
        self._photos_banner.retry.connect(models.datasets.read_photos)
        for page in (self.columns, self.photos):
            page.export_wanted.connect(lambda page=page: self.export_wanted.emit(page))
            page.trouble.connect(lambda words: self.told.emit(words, "bad"))
        self.rows.trouble.connect(lambda words: self.told.emit(words, "bad"))
        for signal in (
            models.datasets.changed,
            models.datasets.chosen_changed,
            models.datasets.about_changed,
            models.datasets.photos_changed,
            models.projects.chosen_changed,
            models.access.changed,
        ):
            signal.connect(self._show)
        models.pictures.changed.connect(self._show_picture)

    # what the operator does

    def make_project(self) -> None:
        """Ask for the name of a new project."""
        ProjectDialog(self._models.projects, self._models.access, self).open()

    def upload(self) -> None:
        """Ask which files become datasets of the chosen project."""
        self.take_in(())

    def take_in(self, paths: Iterable[Path]) -> None:
        """The same, with *paths* in already."""
        project = self._models.datasets.project
        if project is None:
            self.told.emit(tr("Choose a project first: the files become its datasets."), "warn")
            return
        self._open_upload(into_project(project), paths)

    def add_photos(self) -> None:
        """Ask which photos belong to the current row."""
        destination = self._photo_place()
        if destination is not None:
            self._open_upload(destination, ())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self.take_in([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _open_upload(self, destination: Destination, paths: Iterable[Path]) -> None:
        dialog = UploadDialog(self._models.upload, destination, self._display, self)
        dialog.sent.connect(self._tell_sent)
        dialog.open()
        dialog.add(paths)

    def _tell_sent(self, count: int) -> None:
        self.told.emit(_queued(count), "good")

    def _want_sql(self) -> None:
        dataset = self._models.datasets.chosen
        if dataset is not None and dataset.table_name:
            self.sql_wanted.emit(queries.select_all(dataset.table_name))

    def _photo_place(self) -> Destination | None:
        """Where photos of the current row go; None when there is no row, or no gallery."""
        galleries, row = self._models.datasets.galleries, self.rows.current()
        if not galleries or row is None:
            return None
        row_id = self._models.rows.value(row, ROW_ID)
        if not isinstance(row_id, str) or not row_id:
            return None
        name = cell_text(self._models.rows.value(row, "name")) or tr(
            "row {number:,}", number=row.number
        )
        return photos_of(galleries[0].id, row_id, name)

    # showing

    def _show(self) -> None:
        datasets = self._models.datasets
        dataset, project = datasets.chosen, datasets.project
        why = self._models.access.why_no_change()
        title, facts = _headline(project, dataset)
        self._title.setText(title)
        self._facts.setText(facts)
        self._upload.setEnabled(project is not None and not why)
        self._upload.setToolTip(why or tr("Files that become datasets of the project"))
        self._show_photo_button(why)
        self._sql.setVisible(dataset is not None and bool(dataset.table_name))
        self._choice.setVisible(dataset is not None)
        self.kinds.setTabVisible(PHOTOS, bool(datasets.galleries))
        self.kinds.setTabText(PHOTOS, _with_count(tr("Photos"), self.photos))
        self.kinds.setTabText(COLUMNS, _with_count(tr("Columns"), self.columns))
        self._about_banner.show_state(_trouble(datasets.about))
        self._photos_banner.show_state(_trouble(datasets.photos_state))
        if dataset is None:
            self._nothing.set_sentence(*_invitation(self._models))
            self._pages.setCurrentWidget(self._nothing)
        else:
            self._pages.setCurrentIndex(self.kinds.currentIndex())
        self._show_picture()

    def _show_photo_button(self, why: str) -> None:
        self._photo.setVisible(bool(self._models.datasets.galleries))
        place = self._photo_place()
        self._photo.setEnabled(place is not None and not why)
        wanted = (
            tr("Choose the row that they belong to")
            if place is None
            else tr("Photos of {title}", title=place.title)
        )
        self._photo.setToolTip(why or wanted)

    def _show_picture(self) -> None:
        dataset = self._models.datasets.chosen
        self._picture.setVisible(dataset is not None and bool(dataset.preview_image_url))
        if dataset is not None:
            self._picture.show_picture(self._models.pictures.dataset(dataset))


def _queued(count: int) -> str:
    return tr_n(
        "{n:,} files put into the transfer queue", "{n:,} file put into the transfer queue", count
    )


def _below(banner: QWidget, page: QWidget) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(banner)
    column.addWidget(page, 1)
    return both


def _trouble(state: LoadState) -> LoadState:
    return state if state.error is not None else LoadState.off()


def _with_count(title: str, page: TablePage) -> str:
    count = page.model.held_count
    return f"{title} {number(count)}" if count else title


def _headline(project: Project | None, dataset: Dataset | None) -> tuple[str, str]:
    """What is shown, and facts of it."""
    if dataset is not None:
        return dataset.name or tr("Dataset {id}", id=dataset.id), _facts(dataset)
    if project is not None:
        return project.name or tr("Project {id}", id=project.id), project.description or ""
    return tr("Data"), ""


def _facts(dataset: Dataset) -> str:
    rows = ""
    if dataset.feature_count is not None:
        rows = tr_n("{n:,} rows", "{n:,} row", dataset.feature_count)
    table = tr("table {name}", name=dataset.table_name) if dataset.table_name else ""
    bounds = ""
    if dataset.bounds is not None:
        west, south, east, north = dataset.bounds
        bounds = tr(
            "{south:.3f} to {north:.3f} N, {west:.3f} to {east:.3f} E",
            south=south,
            north=north,
            west=west,
            east=east,
        )
    return " · ".join(filter(None, (dataset.type, rows, table, bounds)))


def _invitation(models: DataModels) -> tuple[str, str]:
    """What stands in the middle while no dataset is chosen."""
    if models.datasets.project is None:
        return tr("Choose a project"), tr("Its datasets appear below it.")
    if models.datasets.state.updated_ms is not None and not models.datasets.datasets:
        return tr("The project has no dataset yet"), tr("Drop a file here to make one of it.")
    return tr("Choose a dataset"), tr("Its rows, columns and photos appear here.")
