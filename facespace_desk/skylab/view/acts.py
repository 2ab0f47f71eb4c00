"""What an operator can do in the Skylab tab, with the questions that come before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.skylab.model.deeds import consequences, photo_consequences
from facespace_desk.skylab.model.job_columns import JobRow
from facespace_desk.skylab.model.photo_columns import PhotoRow
from facespace_desk.skylab.model.receipt import FORMATS, Format, file_name, receipt_of, written
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.model.suggest import free_name, suggested_name
from facespace_desk.skylab.model.uploading import Target
from facespace_desk.skylab.view.dialogs import ConfirmDialog, NameDialog, QueueDialog, RulesDialog
from facespace_desk.skylab.view.sheet import UploadSheet

if TYPE_CHECKING:
    from facespace_desk.skylab.view.tab import TabModels

NAMED: Final = 3  # of several jobs
PICTURES: Final = tr(
    "Pictures (*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.tif *.tiff *.gif);;All files (*)"
)
Ids = Sequence[int]


class Acts(QObject):
    """Signals:

    told(str, str): something for a short note, and its tone.
    compare_wanted(PhotoRow): look at original and result of this photo.
    """

    told = Signal(str, str)
    compare_wanted = Signal(object)

    def __init__(
        self,
        models: TabModels,
        display: Display,
        parent: QWidget,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._display = display
        self._window = parent
        self._open_url = open_url
        self._sheet: UploadSheet | None = None

    # photos to jobs

    def choose_files(self) -> None:
        """Choose pictures on this computer."""
        dialog = QFileDialog(self._window, tr("Add photos"), "", PICTURES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def choose_folder(self) -> None:
        """Choose a folder of pictures."""
        dialog = QFileDialog(self._window, tr("Add a folder of photos"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def drop(self, paths: Sequence[Path], job_id: int | None) -> None:
        """Take in what was dropped; a new job gets a name that says where it comes from."""
        target = Target(job_id=job_id)
        if job_id is None:
            target = Target(name=suggested_name(paths, self._taken_names(), wall_ms()))
        self._models.upload.drop(paths, target=target)

    def redo_flagged(self, ids: Ids) -> None:
        """Send the originals of flagged photos again, as a new job with the same profile."""
        row = self._first(ids)
        if row is None:
            return
        kept = self._models.shelf.get(row.id)
        sent = {each.photo_id: Path(each.path) for each in kept.sent}
        paths = [sent[each] for each in sorted(kept.flagged) if each in sent]
        here = [path for path in paths if path.is_file()]
        missing = len(kept.flagged) - len(here)
        if missing:
            words = tr_n(
                "{n} originals are not on this computer any more",
                "{n} original is not on this computer any more",
                missing,
            )
            self.told.emit(words, "warn")
        if here:
            name = free_name(tr("{job} again", job=row.name), self._taken_names())
            self._models.upload.drop(here, target=Target(name=name, profile_id=row.profile_id))

    def _taken_names(self) -> set[str]:
        return {row.name for row in self._models.jobs.rows()}

    def open_sheet(self) -> None:
        """Show what is about to be uploaded."""
        if self._sheet is None:
            models = self._models
            self._sheet = UploadSheet(models.upload, models.jobs, models.results, self._window)
            self._sheet.rules_wanted.connect(self.choose_rules)
            self._sheet.finished.connect(self._sheet_closed)
        self._sheet.show()
        self._sheet.raise_()

    @property
    def sheet(self) -> UploadSheet | None:
        """The sheet that is open."""
        return self._sheet

    def _sheet_closed(self) -> None:
        self._sheet = None

    def _chosen(self, names: list[str]) -> None:
        row = self._models.jobs.row(self._models.jobs.chosen)
        takes = row is not None and row.stage in (Stage.DRAFT, Stage.UPLOADING)
        self.drop([Path(name) for name in names], row.id if row is not None and takes else None)

    # jobs

    def new_job(self) -> None:
        """Make an empty job."""
        profiles = self._models.jobs.profiles
        dialog = NameDialog(tr("New job"), tr("Make the job"), self._window, profiles=profiles)
        dialog.chosen.connect(self._models.deeds.create)
        dialog.open()

    def edit(self, ids: Ids) -> None:
        """Change the name of a job and, as long as the studio has not begun, its profile."""
        row = self._first(ids)
        if row is None:
            return
        takes = row.stage in (Stage.DRAFT, Stage.UPLOADING)
        dialog = NameDialog(
            tr("Edit the job"),
            tr("Change the job"),
            self._window,
            name=row.name,
            profiles=self._models.jobs.profiles if takes else None,
            profile_id=row.profile_id,
        )
        dialog.chosen.connect(partial(self._edit, row))
        dialog.open()

    def queue(self, ids: Ids) -> None:
        """Let these jobs be processed, after a question about the callback."""
        rows = [row for row in self._rows(ids) if row.stage is Stage.DRAFT]
        if not rows:
            self.told.emit(tr("Only a draft whose photos have arrived can be queued"), "info")
            return
        photos = sum(max(row.photo_count or 0, row.sent) for row in rows)
        dialog = QueueDialog([row.name for row in rows], photos, self._window)
        dialog.chosen.connect(lambda url: self._models.deeds.queue([row.id for row in rows], url))
        dialog.open()

    def cancel(self, ids: Ids) -> None:
        """Stop the work on these jobs, after a question."""
        rows = [row for row in self._rows(ids) if not row.stage.has_ended]
        if rows:
            lines = [tr("The studio stops its work; what is still to be sent stays here.")]
            verb = tr_n("Cancel {n} jobs", "Cancel the job", len(rows))
            self._ask(
                tr("Cancel", "a job"),
                lines,
                verb,
                rows,
                lambda: self._models.deeds.cancel([r.id for r in rows]),
            )

    def delete(self, ids: Ids) -> None:
        """Delete these jobs at the studio, after a question that says what that means."""
        rows = [row for row in self._rows(ids) if row.stage is not Stage.GONE]
        if rows:
            verb = tr_n("Delete {n} jobs", "Delete the job", len(rows))
            doomed = [row.id for row in rows]
            self._ask(
                tr("Delete"),
                consequences(rows),
                verb,
                rows,
                lambda: self._models.deeds.delete(doomed),
            )

    def forget(self, ids: Ids) -> None:
        """Take jobs that are deleted at the studio out of the list."""
        for row in self._rows(ids):
            if row.stage is Stage.GONE:
                self._models.jobs.forget(row.id)

    def fetch(self, ids: Ids) -> None:
        for row in self._rows(ids):
            if row.stage is Stage.DONE:
                self._models.results.fetch(row.id)

    def verify(self, ids: Ids) -> None:
        for row in self._rows(ids):
            self._models.results.verify(row.id)

    def open_folder(self, ids: Ids) -> None:
        """Show where the results lie."""
        row = self._first(ids)
        if row is not None and row.folder:
            self._show_in_system(Path(row.folder))

    def retry_failed(self, ids: Ids) -> None:
        """Try the transfers of these jobs again that have failed."""
        transfers = self._models.followup.failed_transfers(ids)
        if transfers:
            self._models.transfers.run("retry", transfers)

    def choose_rules(self) -> None:
        """Choose where results go."""
        dialog = RulesDialog(self._models.results.rules, self._window)
        dialog.chosen.connect(self._models.results.set_rules)
        dialog.open()

    def write_receipt(self, ids: Ids) -> None:
        """Write what is known of a job into a file."""
        row = self._first(ids)
        if row is None:
            return
        kept = self._models.shelf.get(row.id)
        profile = self._models.jobs.profile(row.profile_id)
        receipt = receipt_of(kept, profile, self._display, now_ms=wall_ms())
        kinds = {f"{kind.upper()} (*.{kind})": kind for kind in FORMATS}
        start = str(Path(row.folder or Path.home()) / file_name(receipt, "html"))
        dialog = QFileDialog(self._window, tr("Write a receipt"), start, ";;".join(kinds))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds[kind]))
        dialog.fileSelected.connect(lambda name: self._write(Path(name), receipt))
        dialog.open()

    # photos

    def fetch_photos(self, photo_ids: Ids) -> None:
        job_id = self._models.photos.job_id
        if job_id is not None and photo_ids:
            self._models.results.fetch(job_id, list(photo_ids))

    def delete_photos(self, rows: Sequence[PhotoRow]) -> None:
        """Delete these photos at the studio, after a question that says what that means."""
        doomed = [row.photo_id for row in rows if row.photo_id is not None]
        if not doomed:
            return
        names = [row.name for row in rows]
        verb = tr_n("Delete {n} photos", "Delete the photo", len(doomed))
        lines = photo_consequences(names, any(row.result for row in rows))
        dialog = ConfirmDialog(
            tr("Delete photos"), lines, verb, self._window, count=len(doomed), names=_some(names)
        )
        dialog.accepted.connect(lambda: self._models.deeds.delete_photos(doomed))
        dialog.open()

    def show_file(self, path: str) -> None:
        """Show a file in its folder."""
        self._show_in_system(Path(path).parent)

    # menus

    def add_job_entries(self, menu: QMenu, ids: Ids) -> None:
        """What can be done with these jobs, the count in each verb."""
        rows = self._rows(ids)
        stages = {row.stage for row in rows}
        menu.addSeparator()
        count = len(rows)
        can_move = bool(stages - {Stage.DONE, Stage.FAILED, Stage.CANCELLED, Stage.GONE})
        entries: tuple[tuple[str, bool, Callable[[Ids], None]], ...] = (
            (tr_n("Queue {n} jobs…", "Queue…", count), Stage.DRAFT in stages, self.queue),
            (
                tr_n("Fetch results of {n} jobs", "Fetch results", count),
                Stage.DONE in stages,
                self.fetch,
            ),
            (tr("Open folder"), len(rows) == 1 and bool(rows[0].folder), self.open_folder),
            (tr("Write a receipt…"), len(rows) == 1, self.write_receipt),
            (
                tr("Do the flagged again…"),
                len(rows) == 1 and self.has_flagged(ids),
                self.redo_flagged,
            ),
            (tr("Edit…"), len(rows) == 1 and Stage.GONE not in stages, self.edit),
            (tr_n("Cancel {n} jobs…", "Cancel the job…", count), can_move, self.cancel),
            (tr_n("Delete {n} jobs…", "Delete…", count), bool(stages - {Stage.GONE}), self.delete),
            (tr("Take out of the list"), Stage.GONE in stages, self.forget),
        )
        for words, is_possible, act in entries:
            if is_possible:
                menu.addAction(words, partial(act, ids))

    def has_flagged(self, ids: Ids) -> bool:
        """Whether results of the first of these jobs are flagged."""
        row = self._first(ids)
        return row is not None and bool(self._models.shelf.get(row.id).flagged)

    def add_photo_entries(self, menu: QMenu, rows: Sequence[PhotoRow]) -> None:
        """What can be done with these photos, the count in each verb."""
        if not rows:
            return
        first = rows[0]
        ids = [row.photo_id for row in rows if row.photo_id is not None and row.is_ready]
        if len(rows) == 1 and first.can_compare:
            menu.addAction(tr("Compare before and after"), lambda: self.compare_wanted.emit(first))
        if ids:
            words = tr_n("Fetch {n} photos", "Fetch the result", len(rows))
            menu.addAction(words, lambda: self.fetch_photos(ids))
        path = first.result or first.original
        if len(rows) == 1 and path:
            menu.addAction(tr("Show in folder"), lambda: self.show_file(path))
        if any(row.photo_id is not None for row in rows):
            words = tr_n("Delete {n} photos…", "Delete…", len(rows))
            menu.addAction(words, lambda: self.delete_photos(rows))

    # the small ends

    def _rows(self, ids: Ids) -> list[JobRow]:
        found = (self._models.jobs.row(job_id) for job_id in ids)
        return [row for row in found if row is not None]

    def _first(self, ids: Ids) -> JobRow | None:
        return next(iter(self._rows(ids)), None)

    def _ask(
        self,
        title: str,
        lines: Sequence[str],
        verb: str,
        rows: Sequence[JobRow],
        act: Callable[[], None],
    ) -> None:
        names = _some([row.title for row in rows])
        dialog = ConfirmDialog(title, lines, verb, self._window, count=len(rows), names=names)
        dialog.accepted.connect(act)
        dialog.open()

    def _edit(self, row: JobRow, name: str, profile_id: int | None) -> None:
        self._models.deeds.edit(
            row.id,
            name=None if name == row.name else name,
            profile_id=None if profile_id == row.profile_id else profile_id,
        )

    def _write(self, path: Path, receipt: object) -> None:
        from facespace_desk.skylab.model.receipt import Receipt

        assert isinstance(receipt, Receipt)
        suffix = path.suffix.lower().lstrip(".")
        kind: Format = next((each for each in FORMATS if each == suffix), "html")
        try:
            path.write_bytes(written(receipt, kind))
        except OSError as error:
            self.told.emit(tr("The receipt could not be written: {why}", why=error.strerror), "bad")
        else:
            self.told.emit(tr("The receipt is in {file}", file=path.name), "good")

    def _show_in_system(self, folder: Path) -> None:
        if not folder.is_dir():
            self.told.emit(tr("The folder is not there any more"), "warn")
        elif not self._open_url(QUrl.fromLocalFile(str(folder))):
            self.told.emit(tr("The folder could not be opened: {folder}", folder=folder), "warn")


def _some(names: Sequence[str]) -> list[str]:
    """The first names, and how many more there are."""
    more = len(names) - NAMED
    return [*names[:NAMED], *([tr("and {count} more", count=more)] if more > 0 else [])]
