"""The Skylab tab: jobs at the left, photos in the middle, the job at the right, transfers below."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.skylab.model.compare import CompareModel
from facespace_desk.skylab.model.deeds import Deeds
from facespace_desk.skylab.model.followup import Followup
from facespace_desk.skylab.model.job_columns import HIDDEN_AT_FIRST
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.kept import JobShelf
from facespace_desk.skylab.model.photo_columns import PhotoRow
from facespace_desk.skylab.model.photos import PhotosModel
from facespace_desk.skylab.model.pictures import PhotoPictures
from facespace_desk.skylab.model.results import ResultsModel
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.model.uploading import UploadModel
from facespace_desk.skylab.view.acts import Acts
from facespace_desk.skylab.view.compare import ComparePage
from facespace_desk.skylab.view.drop_zones import JobDropZones
from facespace_desk.skylab.view.eye import STEP
from facespace_desk.skylab.view.job_detail import JobDetail
from facespace_desk.skylab.view.jobs_side import JobsSide
from facespace_desk.skylab.view.photos_page import GRID, LIST, PhotosPage
from facespace_desk.transfers.model import TransferModel
from facespace_desk.transfers.tally import Totals
from facespace_desk.transfers.view.dock import TransferDock
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.tab_frame import Entry, TabFrame
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.truth_bar import TruthBar

COMPARE, JOBS = 2, 3  # the views after GRID and LIST
FOLDS: Final = {"side": "jobs", "detail": "the job", "strip": "transfers"}
SIDE_LEAST_PX: Final = 220


@dataclass(frozen=True)
class TabModels:
    """What the tab shows."""

    jobs: JobsModel
    photos: PhotosModel
    shelf: JobShelf
    pictures: PhotoPictures
    upload: UploadModel
    results: ResultsModel
    deeds: Deeds
    followup: Followup
    transfers: TransferModel
    compare: CompareModel


@dataclass(frozen=True)
class TabParts:
    """What the tab is put together of."""

    side: JobsSide
    photos: PhotosPage
    compare: ComparePage
    list: TablePage
    detail: JobDetail
    dock: TransferDock


def tab_parts(
    models: TabModels, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, TabParts]:
    """The parts, one a step."""
    yield (side := JobsSide(models.jobs, display, theme))
    yield (photos := PhotosPage(models.photos, models.jobs, models.pictures, display))
    yield (compare := ComparePage(models.compare))
    empty = EmptyPage("image", "No job is known yet", "Add photos", hint="Or drop files here.")
    yield (listed := TablePage(models.jobs.table, empty, display, frozen_key="name"))
    for key in HIDDEN_AT_FIRST:
        listed.table.header.set_column_visible(key, False)
    yield (detail := JobDetail(models.jobs, models.photos, models.shelf, display))
    yield (dock := TransferDock(models.transfers, display))
    return TabParts(side, photos, compare, listed, detail, dock)


class SkylabTab(TabFrame):
    """Signals, besides those of the frame:

    told(str, str): something for a short note, and its tone.
    profiles_wanted: look at the profiles.
    callbacks_wanted: test a callback.
    """

    told = Signal(str, str)
    profiles_wanted = Signal()
    callbacks_wanted = Signal()

    def __init__(self, models: TabModels, parts: TabParts, display: Display) -> None:
        super().__init__("skylab", FOLDS)
        self._models = models
        self.side, self.photos, self.list = parts.side, parts.photos, parts.list
        self.compare, self.detail, self.dock = parts.compare, parts.detail, parts.dock
        self.acts = Acts(models, display, self)
        self.zones = JobDropZones(self)
        self.truth = TruthBar()
        self._banner = StateBanner()
        self._modes = QTabBar()
        self._middle = QStackedWidget()
        self._selected_jobs: tuple[int, ...] = ()
        self._has_transfers = True
        self._add_actions()
        self._lay_out()
        self._connect()
        self._show_state(models.jobs.state)
        self._show_job(models.jobs.chosen)

    @property
    def pages(self) -> dict[str, TablePage]:
        return {"photos": self.photos.list, "jobs": self.list, "transfers": self.dock.page}

    @property
    def mode(self) -> int:
        """GRID, LIST, COMPARE or JOBS."""
        return self._modes.currentIndex()

    def show_mode(self, mode: int) -> None:
        """Show the grid or the list of photos, one before and after, or the table of all jobs."""
        self._modes.setCurrentIndex(mode)

    @property
    def selected_jobs(self) -> tuple[int, ...]:
        """The jobs that a command is for: those selected, else the shown one."""
        if self.mode == JOBS:
            rows = self.list.table.selected_records()
            return tuple(row.id for row in rows) or self._shown_job
        return self._selected_jobs or self._shown_job

    @property
    def _shown_job(self) -> tuple[int, ...]:
        chosen = self._models.jobs.chosen
        return () if chosen is None else (chosen,)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who gives the tab the focus means what is in front."""
        targets: dict[int, QWidget] = {
            GRID: self.photos.grid,
            LIST: self.photos.list.table,
            COMPARE: self.compare.canvas,
            JOBS: self.list.table,
        }
        targets[self.mode].setFocus(event.reason())

    def layout_text(self) -> dict[str, str]:
        own = {"skylab.mode": str(self.mode), "skylab.tiles": str(self.photos.grid.side_px)}
        return super().layout_text() | own

    def restore_layout(self, texts: Mapping[str, str]) -> None:
        super().restore_layout(texts)
        if texts.get("skylab.mode") in (str(LIST), str(JOBS)):
            self.show_mode(int(texts["skylab.mode"]))
        if texts.get("skylab.tiles", "").isdecimal():
            self.photos.set_side(int(texts["skylab.tiles"]))

    def furnish(self) -> Generator[None, None, None]:
        self._middle.addWidget(self.photos)
        yield
        self._middle.addWidget(self.compare)
        yield
        self._middle.addWidget(self.list)
        self._show_mode()
        yield
        self.put_side(self.side, SIDE_LEAST_PX)
        yield
        self.put_detail(self.detail)
        yield
        self.put_strip(self.dock)
        self._show_strip(self._models.transfers.totals)
        yield

    # building

    def _lay_out(self) -> None:
        self._modes.setProperty("kind", "segment")
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setAccessibleName("View")
        for title in ("Grid", "List", "Compare", "Jobs"):
            self._modes.addTab(title)
        add = button("Add photos…", "primary", icon_name="plus", tip="Choose photos (Ctrl+O)")
        add.clicked.connect(self.acts.choose_files)
        folder = tool_button("folder-open", "Add a folder of photos…", text="Folder")
        folder.clicked.connect(self.acts.choose_folder)
        refresh = tool_button("refresh-cw", "Ask the studio now (F5)")
        refresh.clicked.connect(self._refresh)
        profiles = tool_button("palette", "The profiles: how photos are to look", text="Profiles")
        profiles.clicked.connect(self.profiles_wanted)
        callbacks = tool_button("webhook", "Test a callback of the studio", text="Callbacks")
        callbacks.clicked.connect(self.callbacks_wanted)
        results = tool_button("settings", "Where results go", text="Results")
        results.clicked.connect(self.acts.choose_rules)
        self.tools.addWidget(add)
        self.tools.addWidget(folder)
        self.tools.addWidget(self._modes)
        self.tools.addWidget(refresh)
        self.tools.addStretch(1)
        for tool in (profiles, callbacks, results):
            self.tools.addWidget(tool)
        self.above.addWidget(self.truth)
        self.above.addWidget(self._banner)
        self.put_main(self._middle)

    def _connect(self) -> None:
        models, acts = self._models, self.acts
        models.jobs.state_changed.connect(self._show_state)
        models.jobs.truth_changed.connect(self.truth.show_truth)
        models.jobs.chosen_changed.connect(self._show_job)
        models.jobs.job_changed.connect(self._job_changed)
        models.upload.opened.connect(acts.open_sheet)
        for source in (models.upload, models.deeds, models.results, models.followup, acts):
            source.told.connect(self.told)
        self.zones.dropped_for.connect(self._dropped)
        self._banner.retry.connect(self._refresh)
        self._banner.sign_in.connect(self.sign_in)
        self._modes.currentChanged.connect(self._show_mode)
        self._connect_jobs(acts)
        self._connect_photos(acts)
        models.transfers.totals_changed.connect(self._show_strip)
        self.dock.trouble.connect(lambda words: self.told.emit(words, "bad"))
        for name, page in self.pages.items():
            page.export_wanted.connect(
                lambda name=name, page=page: self.export_wanted.emit(name, page)
            )
            page.table.layout_changed.connect(self.layout_changed)

    def _connect_jobs(self, acts: Acts) -> None:
        self.side.selected.connect(self._note_selected)
        self.side.find_wanted.connect(self._models.deeds.find)
        self.side.new_wanted.connect(acts.new_job)
        self.side.menu_requested.connect(
            lambda menu: acts.add_job_entries(menu, self.selected_jobs)
        )
        self.list.table.menu_requested.connect(
            lambda menu: acts.add_job_entries(menu, self.selected_jobs)
        )
        self.list.chosen.connect(lambda row: self._models.jobs.choose(row.id))
        self.list.opened.connect(lambda _row: self.show_mode(GRID))
        detail = self.detail
        for signal, act in (
            (detail.queue_wanted, acts.queue),
            (detail.cancel_wanted, acts.cancel),
            (detail.delete_wanted, acts.delete),
            (detail.fetch_wanted, acts.fetch),
            (detail.folder_wanted, acts.open_folder),
            (detail.verify_wanted, acts.verify),
            (detail.receipt_wanted, acts.write_receipt),
            (detail.retry_wanted, acts.retry_failed),
            (detail.edit_wanted, acts.edit),
        ):
            signal.connect(lambda act=act: act(self._shown_job))
        detail.add_wanted.connect(acts.choose_files)

    def _connect_photos(self, acts: Acts) -> None:
        self.photos.selected.connect(self.detail.photo.show_rows)
        self.photos.opened.connect(self._open_photo)
        self.photos.add_wanted.connect(acts.choose_files)
        self.photos.menu_requested.connect(
            lambda menu: acts.add_photo_entries(menu, self.photos.selected_rows())
        )
        photo = self.detail.photo
        photo.compare_wanted.connect(self._compare)
        photo.show_wanted.connect(acts.show_file)
        photo.fetch_wanted.connect(acts.fetch_photos)
        photo.delete_wanted.connect(acts.delete_photos)
        acts.compare_wanted.connect(self._compare)
        self.compare.left.connect(lambda: self.show_mode(GRID))
        self.compare.showing.connect(self._select_photo)
        self._models.photos.rows_changed.connect(self._photos_changed)

    def _add_actions(self) -> None:
        acts = self.acts
        entries: tuple[Entry, ...] = (
            ("Show the grid", ("Alt+1",), lambda: self.show_mode(GRID)),
            ("Show the list", ("Alt+2",), lambda: self.show_mode(LIST)),
            ("Compare before and after", ("Alt+3",), lambda: self.show_mode(COMPARE)),
            ("Show all jobs", ("Alt+4",), lambda: self.show_mode(JOBS)),
            ("Add photos…", ("Ctrl+O",), acts.choose_files),
            ("Add a folder of photos…", ("Ctrl+Shift+O",), acts.choose_folder),
            ("New job…", ("Ctrl+N",), acts.new_job),
            ("Refresh", ("F5", "Ctrl+R"), self._refresh),
            ("Find a job by name", ("Ctrl+G",), self.side.search.setFocus),
            ("Find in view", ("Ctrl+F",), self._find),
            ("Queue the job…", (), lambda: acts.queue(self.selected_jobs)),
            ("Cancel the job", (), lambda: acts.cancel(self.selected_jobs)),
            ("Delete the job…", ("Shift+Del",), lambda: acts.delete(self.selected_jobs)),
            ("Fetch the results", ("Ctrl+D",), lambda: acts.fetch(self.selected_jobs)),
            ("Write a receipt…", (), lambda: acts.write_receipt(self.selected_jobs)),
            ("Where results go…", (), acts.choose_rules),
            ("Delete the selected photos…", ("Del",), self._delete_photos),
            ("Larger pictures", ("+", "Ctrl++", "="), lambda: self._grow(1)),
            ("Smaller pictures", ("-", "Ctrl+-"), lambda: self._grow(-1)),
            ("Export the rows shown", ("Ctrl+E",), self._want_export),
            ("Profiles", (), self.profiles_wanted.emit),
            ("Test a callback", (), self.callbacks_wanted.emit),
        )
        self.add_entries(entries)

    # what happens

    def _show_mode(self) -> None:
        page = {COMPARE: self.compare, JOBS: self.list}.get(self.mode, self.photos)
        self._middle.setCurrentWidget(page)
        if self.mode == COMPARE:
            self._models.compare.open(next(iter(self.photos.selected_rows()), None))
            self.compare.canvas.setFocus()
        else:
            self._models.compare.leave()
        if page is self.photos:
            self.photos.show_mode(self.mode)
        self.layout_changed.emit()

    def _compare(self, row: PhotoRow) -> None:
        self._models.compare.open(row)
        self.show_mode(COMPARE)

    def _select_photo(self, key: str) -> None:
        """What is compared is what is selected."""
        table = self.photos.list.table
        rows = [row.key for row in self._models.photos.table.shown()]
        if key in rows:
            table.selectRow(rows.index(key))

    def _grow(self, by: int) -> None:
        if self.mode == COMPARE:
            self.compare.canvas.zoom(STEP**by)
        else:
            self.photos.grow(by)

    def _show_state(self, state: LoadState) -> None:
        is_calm = state.error is None and state.phase is not Phase.SIGNED_OUT
        self._banner.show_state(LoadState.off() if is_calm else state)
        self.truth.show_truth(self._models.jobs.truth)

    def _job_changed(self, job_id: int) -> None:
        if job_id == self._models.jobs.chosen:
            self._show_job(job_id)

    def _show_strip(self, totals: Totals) -> None:
        """The transfers come into sight when there are any, and go when the list is cleared; in
        between they are the operator's to fold."""
        has_some = bool(totals.states)
        if has_some != self._has_transfers:
            self._has_transfers = has_some
            self.show_part("strip", is_shown=has_some)

    def _show_job(self, job_id: int | None) -> None:
        row = self._models.jobs.row(job_id)
        takes = row is not None and row.stage in (Stage.DRAFT, Stage.UPLOADING)
        self.zones.set_job(row.name or f"Job {row.id}" if row is not None and takes else "")

    def _dropped(self, paths: list[Path], is_for_job: bool) -> None:
        self.acts.drop(paths, self._models.jobs.chosen if is_for_job else None)

    def _note_selected(self, job_ids: tuple[int, ...]) -> None:
        self._selected_jobs = job_ids

    def _photos_changed(self) -> None:
        self.detail.photo.show_rows(self.photos.selected_rows())

    def _open_photo(self, row: PhotoRow) -> None:
        if row.can_compare:
            self._compare(row)

    def _delete_photos(self) -> None:
        rows = self.photos.selected_rows()
        if rows and self.mode != JOBS:
            self.acts.delete_photos(rows)

    def _refresh(self) -> None:
        self._models.jobs.refresh()
        self._models.photos.refresh()

    def _find(self) -> None:
        if self.mode in (GRID, COMPARE):
            self.show_mode(LIST)
        page = self.list if self.mode == JOBS else self.photos.list
        page.filter_bar.focus_text()

    def _want_export(self) -> None:
        name = "jobs" if self.mode == JOBS else "photos"
        self.export_wanted.emit(name, self.pages[name])
