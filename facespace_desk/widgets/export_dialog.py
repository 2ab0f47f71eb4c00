"""Making a file of exactly what a table shows: format, place, progress, result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.modelkit.export import (
    ExportContext,
    ExportError,
    ExportFormat,
    ExportOptions,
    ExportResult,
    export_rows,
    file_name,
)
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label, set_role
from facespace_desk.widgets.record_table import RecordTable

FORMATS: Final = (
    (tr("CSV, for spreadsheets"), ExportFormat.CSV),
    (tr("JSON, one list"), ExportFormat.JSON),
    (tr("NDJSON, one object a line"), ExportFormat.NDJSON),
)
_NAMES: Final = {
    NameMask.FULL: tr("in full", "names in an export"),
    NameMask.INITIALS: tr("as initials", "names in an export"),
    NameMask.PSEUDONYM: tr("as pseudonyms", "names in an export"),
    NameMask.HIDDEN: tr("hidden", "names in an export"),
}

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class OtherFormat:
    """A format that a service brings itself; `write` is told where to, whether to replace a file,
    and whom to tell of rows done and in all. It raises ExportError with words."""

    title: str
    extension: str
    write: Callable[[Path, bool, Progress], Awaitable[ExportResult]]


@dataclass(frozen=True)
class RowLimit:
    """How many rows may be exported at all, and why not more."""

    rows: int
    reason: str


class ExportDialog(DeskDialog):
    """Exports what *table* shows at the moment the button is pressed."""

    def __init__(
        self,
        table: RecordTable,
        display: Display,
        context: ExportContext,
        parent: QWidget | None,
        *,
        tasks: TaskScope,
        formats: Sequence[tuple[str, ExportFormat]] = FORMATS,
        others: Sequence[OtherFormat] = (),
        limit: RowLimit | None = None,
    ) -> None:
        """*tasks* owns the writing, so that it has ended when its owner has closed. *formats* are
        those that the table's own texts are written in."""
        super().__init__(tr("Export"), parent, sentence=_sentence(table, display))
        self._table = table
        self._display = display
        self._context = context
        self._tasks = tasks
        self._formats = formats
        self._limit = limit
        self._group = f"export {id(self)}"
        self._format = QComboBox()
        for title, kind in formats:
            self._format.addItem(title, kind)
        for other in others:
            self._format.addItem(other.title, other)
        self._semicolons = QCheckBox(
            tr("Semicolons between the columns (some spreadsheets want them)")
        )
        self._bom = QCheckBox(tr("Begin with a byte order mark (older spreadsheets)"))
        self._path = QLineEdit(str(_folder() / self._fresh_name()))
        browse = button(tr("Choose…"), "plain", icon_name="folder-open")
        browse.clicked.connect(self._browse)
        self._overwrite = QCheckBox(tr("Replace a file that is there already"))
        self._progress = QProgressBar()
        self._progress.hide()
        self._words = label("", "caption", wraps=True, selectable=True)
        self._go = button(tr("Export"), "primary", icon_name="download")
        self._go.clicked.connect(self._begin)
        self._close = button(tr("Close"), "plain")
        self._close.clicked.connect(self.reject)
        self._show = button(tr("Show in folder"), "plain", icon_name="folder-open")
        self._show.clicked.connect(self._open_folder)
        self._show.hide()
        self._lay_out(browse)
        self._format.currentIndexChanged.connect(self._format_chosen)
        self.finished.connect(self._stop)
        self.resize(600, 380)

    def _lay_out(self, browse: QWidget) -> None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._path, 1)
        row.addWidget(browse)
        form = Form()
        form.add_row(tr("Format"), self._format)
        for box in (self._semicolons, self._bom):
            if self._formats:
                form.add_row("", box)
            else:
                box.setParent(self)
                box.hide()
        self._place = form.add_row(
            tr("File"),
            place,
            tr("A manifest is written beside it: filter, zone, counts, gaps, digest."),
        )
        form.add_row("", self._overwrite)
        self.body.addWidget(form)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._words)
        self.body.addStretch(1)
        self.add_button(self._show, left=True)
        self.add_button(self._close)
        self.add_button(self._go)

    def _fresh_name(self) -> str:
        chosen = self._format.currentData()
        name = file_name(self._context.view, datetime.now(UTC), ExportFormat.CSV)
        extension = chosen.extension if isinstance(chosen, OtherFormat) else chosen.value
        return f"{Path(name).stem}.{extension}"

    def _format_chosen(self) -> None:
        is_csv = self._format.currentData() is ExportFormat.CSV
        for box in (self._semicolons, self._bom):
            box.setEnabled(is_csv)
        self._path.setText(str(Path(self._path.text()).parent / self._fresh_name()))

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Where to"), self._path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(Path(self._path.text()).name)
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    def _begin(self) -> None:
        self._place.set_error("")
        path = Path(self._path.text().strip()).expanduser()
        if not path.name:
            self._place.set_error(tr("Write a name for the file."))
            return
        if not path.parent.is_dir():
            self._place.set_error(tr("This folder does not exist."))
            return
        shown = self._table.records.shown_count
        if self._limit is not None and shown > self._limit.rows:
            self._place.set_error(self._limit.reason)
            return
        self._go.setEnabled(False)
        self._close.setText(tr("Cancel"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._tasks.start(self._write(path), name="export", replacing=self._group)

    async def _write(self, path: Path) -> None:
        try:
            result = await self._written(path, self._format.currentData())
        except ExportError as error:
            self._place.set_error(str(error))
            self._rest()
            return
        self._rest()
        self._show_result(result)

    async def _written(self, path: Path, chosen: ExportFormat | OtherFormat) -> ExportResult:
        if isinstance(chosen, OtherFormat):
            return await chosen.write(path, self._overwrite.isChecked(), self._show_progress)
        options = ExportOptions(
            format=chosen,
            with_bom=self._bom.isChecked(),
            delimiter=";" if self._semicolons.isChecked() else ",",
            overwrite=self._overwrite.isChecked(),
        )
        return await export_rows(
            self._table.records,
            path,
            options,
            keys=self._table.header.visible_keys(),
            display=self._display,
            context=self._context,
            progress=self._show_progress,
        )

    def _rest(self) -> None:
        self._progress.hide()
        self._go.setEnabled(True)
        self._close.setText(tr("Close"))

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        self._say(tr("{done:,} of {total:,} rows", done=done, total=total), "caption")

    def _show_result(self, result: ExportResult) -> None:
        words = tr_n(
            "{n:,} rows, {size}, written to {path}",
            "{n:,} row, {size}, written to {path}",
            result.rows,
            size=size_text(result.size_bytes),
            path=result.path,
        )
        self._say(words, "good")
        self._show.show()

    def _say(self, words: str, role: str) -> None:
        set_role(self._words, role)
        self._words.setText(words)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._path.text()).parent)))

    def _stop(self) -> None:
        self._tasks.cancel(self._group)


def _folder() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = QStandardPaths.writableLocation(place)
    return Path(documents) if Path(documents).is_dir() else Path.home()


def _sentence(table: RecordTable, display: Display) -> str:
    model = table.records
    local = display.zone_label
    return tr_n(
        "{shown:,} of {held:,} rows, {n} columns as shown, times in {zone}, names {names}.",
        "{shown:,} of {held:,} rows, {n} column as shown, times in {zone}, names {names}.",
        len(table.header.visible_keys()),
        shown=model.shown_count,
        held=model.held_count,
        zone="UTC" if display.zone is Zone.UTC else tr("{zone} and in UTC", zone=local),
        names=_NAMES[display.mask],
    )
