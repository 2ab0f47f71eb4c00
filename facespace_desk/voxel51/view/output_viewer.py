"""The output of a job: its files at the left, the one that is looked at beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.pictures.raster import RGB, Raster
from facespace_desk.voxel51.model.output_columns import FileRow
from facespace_desk.voxel51.model.output_content import Content, Frames, Json, Nothing, Text
from facespace_desk.voxel51.model.outputs import OutputModel
from facespace_desk.voxel51.model.table_cells import TableCells
from facespace_desk.voxel51.outputs import Kind, Table, kind_of
from facespace_desk.voxel51.view.frames_view import FramesView
from facespace_desk.widgets import theme
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.json_view import JsonView
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.record_table import RecordTable
from facespace_desk.widgets.state_banner import StateBanner

VIDEOS: Final = "Videos (*.mp4 *.mov *.avi *.mkv *.webm *.m4v);;All files (*)"
_NOT_OPENED: Final = "Only tables, pictures, videos and JSON are handed to other programs"


class OutputViewer(QWidget):
    """Follows an OutputModel.

    Signals:
        back_wanted: to the jobs.
    input_wanted: fetch the job's own video, for its labels.
        told(str, str): something for a short note, and its tone.
    """

    back_wanted = Signal()
    input_wanted = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        model: OutputModel,
        frames: FramesView,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__()
        self._model = model
        self._open_url = open_url
        self.title = ElidedLabel(role="strong")
        self.facts = ElidedLabel(role="muted")
        self.back = button("Jobs", "quiet", icon_name="chevron-left", tip="Back to the jobs (Esc)")
        self.save = tool_button("download", "Save the file that is looked at…", text="Save as…")
        self.save_all = tool_button("layers", "Save the whole output…", text="Save all…")
        self.outside = tool_button("external-link", "Open it with another program", text="Open")
        self.as_json = tool_button("list-ordered", "Show the labels as JSON", text="JSON")
        self.banner = StateBanner()
        self.files = RecordTable(model.files, frozen_key="name")
        self.frames = frames
        self.json = JsonView("JSON of the output")
        self.table = QTableView()
        self._cells = TableCells(self)
        self.picture = _Picture()
        self.text = QPlainTextEdit()
        self.words = EmptyPage("info", "")
        self._cut = ElidedLabel(role="warning")
        self._progress = _Fetching()
        self._pages = QStackedWidget()
        self._whole = QStackedWidget()
        self._input_name = ""
        self._dress()
        self._lay_out()
        self._connect()
        self._show()
        self._show_content()

    def set_input(self, name: str) -> None:
        """The name of the job's own video, over which labels can be put; "" when there is none."""
        self._input_name = name
        self.frames.show_lack(self._model.lacks_film, name)

    # building

    def _dress(self) -> None:
        self.table.setModel(self._cells)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setAccessibleName("Table of the output")
        self.table.verticalHeader().setDefaultSectionSize(theme.metrics().row)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.text.setReadOnly(True)
        self.text.setProperty("role", "mono")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName("Text of the output")
        self.files.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.files.setAccessibleName("Files of the output")
        self.files.header.setStretchLastSection(False)
        self.files.header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        for shown in (self.frames, self.json, self.table, self.picture, self.text, self.words):
            self._pages.addWidget(shown)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._cut.setContentsMargins(12, 4, 12, 4)
        column.addWidget(self._cut)
        column.addWidget(self._pages, 1)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setHandleWidth(1)
        self.parts.setChildrenCollapsible(False)
        self.files.setMinimumWidth(150)
        self.parts.addWidget(self.files)
        self.parts.addWidget(inner)
        self.parts.setStretchFactor(1, 1)
        self.parts.setSizes([280, 900])
        self._nothing = EmptyPage("film", "", "Try again")
        for page in (self.parts, self._progress, self._nothing):
            self._whole.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar())
        whole.addWidget(self.banner)
        whole.addWidget(self._whole, 1)
        self.setFocusProxy(self.files)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("kind", "toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title, 2)
        row.addWidget(self.facts, 3)
        for tool in (self.as_json, self.outside, self.save, self.save_all):
            row.addWidget(tool)
        return bar

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.content_changed.connect(self._show_content)
        model.told.connect(self.told)
        model.ready.connect(self._open_outside)
        self.back.clicked.connect(self.back_wanted)
        self.banner.retry.connect(model.open_again)
        self._nothing.pressed.connect(model.open_again)
        self._progress.cancel.clicked.connect(model.cancel)
        self.files.selectionModel().currentRowChanged.connect(self._choose)
        self.save.clicked.connect(lambda: self._ask_where(is_whole=False))
        self.save_all.clicked.connect(lambda: self._ask_where(is_whole=True))
        self.outside.clicked.connect(model.hand_over)
        self.as_json.clicked.connect(model.show_as_json)
        self.frames.input_wanted.connect(self.input_wanted)
        self.frames.file_wanted.connect(self._ask_for_video)

    # showing

    def _show(self) -> None:
        model, row = self._model, self._model.row
        self.title.setText(row.title if row is not None else "")
        output = model.output
        self.save_all.setEnabled(model.file is not None)
        if output is not None:
            self._whole.setCurrentWidget(self.parts)
            self.facts.setText(self._output_words())
            said = model.state.message if model.state.phase is Phase.LIVE else ""
            self.banner.show_state(LoadState.degraded(None, said) if said else LoadState.off())
            return
        self.facts.setText("")
        self.banner.show_state(LoadState.off())
        if model.state.phase is Phase.LOADING:
            self._progress.show_progress(model.state.message, *model.progress)
            self._whole.setCurrentWidget(self._progress)
        else:
            self._nothing.set_sentence(model.state.message or "No output is looked at")
            self._nothing.show_button(row is not None)
            self._whole.setCurrentWidget(self._nothing)

    def _output_words(self) -> str:
        output = self._model.output
        assert output is not None
        size = size_text(sum(each.size for each in output.entries))
        if not output.is_zip:
            return size
        refused = sum(bool(each.refusal) for each in output.entries)
        words = f"{len(output.entries):,} files in a zip, {size} when unpacked"
        return f"{words}; {refused:,} are not opened" if refused else words

    def _show_content(self) -> None:
        model, content = self._model, self._model.content
        entry = model.entry
        has_file = entry is not None and not entry.refusal
        self.save.setEnabled(has_file)
        self.outside.setEnabled(model.is_harmless)
        self.outside.setToolTip(
            "Open it with another program" if model.is_harmless else (_NOT_OPENED)
        )
        is_labels = entry is not None and kind_of(entry.name) is Kind.LABELS
        self.as_json.setVisible(is_labels and isinstance(content, Frames))
        self.frames.show_lack(model.lacks_film, self._input_name)
        self._cut.setText(_cut_words(content))
        self._cut.setVisible(bool(_cut_words(content)))
        self._show_page(content)
        self._show_current()

    def _show_page(self, content: Content | None) -> None:
        if not isinstance(content, Table):
            self._cells.show(None)
        if not isinstance(content, Raster):
            self.picture.show_raster(None)
        match content:
            case Frames():
                self._pages.setCurrentWidget(self.frames)
            case Json():
                self.json.show_value(content.value)
                self._pages.setCurrentWidget(self.json)
            case Table():
                self._cells.show(content)
                self._pages.setCurrentWidget(self.table)
            case Raster():
                self.picture.show_raster(content)
                self._pages.setCurrentWidget(self.picture)
            case Text():
                self.text.setPlainText(content.text)
                self._pages.setCurrentWidget(self.text)
            case Nothing():
                self.words.set_sentence(content.words)
                self._pages.setCurrentWidget(self.words)
            case None:
                self.words.set_sentence("Reading…" if self._model.entry is not None else "")
                self._pages.setCurrentWidget(self.words)

    def _show_current(self) -> None:
        """The file that is looked at is the current one of the list."""
        entry = self._model.entry
        if entry is None:
            return
        for row in range(self._model.files.rowCount()):
            if self._model.files.record_at(row).number == entry.number:
                if self.files.currentIndex().row() != row:
                    self.files.selectRow(row)
                return

    def _choose(self) -> None:
        index = self.files.currentIndex()
        if index.isValid():
            record: FileRow = self._model.files.record_at(index.row())
            self._model.choose(record.number)

    # what the operator wants

    def _ask_where(self, *, is_whole: bool) -> None:
        file, entry = self._model.file, self._model.entry
        if file is None or (entry is None and not is_whole):
            return
        name = file.name if is_whole or entry is None else _plain_name(entry.name)
        dialog = QFileDialog(self, "Save the output" if is_whole else "Save the file", name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self._model.save(Path(path), whole=is_whole))
        dialog.open()

    def _ask_for_video(self) -> None:
        dialog = QFileDialog(self, "A video for the labels", "", VIDEOS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._model.use_film(Path(path)))
        dialog.open()

    def _open_outside(self, path: Path) -> None:
        if not self._open_url(QUrl.fromLocalFile(str(path))):
            self.told.emit("No program of this computer opens it.", "warn")


def _cut_words(content: Content | None) -> str:
    if isinstance(content, Table) and content.is_cut:
        return f"Only the first {len(content.rows):,} rows are shown."
    if isinstance(content, Text) and content.is_cut:
        return f"Only the first {len(content.text):,} characters are shown."
    if isinstance(content, Raster):
        return " ".join(content.notes)
    return ""


def _plain_name(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in base if each.isprintable())[:120] or "file"


class _Fetching(QWidget):
    """How far the download is."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label(role="title")
        self._rest = label(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(360)
        self.cancel = button("Cancel")
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for part in (self._words, self._bar, self._rest, self.cancel):
            column.addWidget(part, 0, middle)
        column.addStretch(3)

    def show_progress(self, words: str, done: int, size: int | None) -> None:
        self._words.setText(words)
        self._bar.setRange(0, 1000 if size else 0)
        self._bar.setValue(min(1000, done * 1000 // size) if size else 0)
        of = f" of {size_text(size)}" if size else ""
        self._rest.setText(f"{size_text(done)}{of}" if done else " ")


class _Picture(QWidget):
    """A picture as large as there is room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._raster: Raster | None = None
        self._image = QImage()  # looks into the raster's bytes
        self.setAccessibleName("Picture of the output")

    def show_raster(self, raster: Raster | None) -> None:
        self._raster = raster
        if raster is None:
            self._image = QImage()
        else:
            formats = QImage.Format
            kind = formats.Format_RGB888 if raster.channels == RGB else formats.Format_RGBA8888
            self._image = QImage(raster.data, raster.width, raster.height, raster.stride, kind)
            words = f"{raster.full_width} by {raster.full_height} pixels, {raster.format}"
            self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.DARK.colour("canvas"))
        if self._raster is not None:
            room = QRectF(self.rect()).adjusted(12, 12, -12, -12)
            width, height = self._raster.width, self._raster.height
            share = min(1.0, room.width() / width, room.height() / height)
            area = QRectF(0, 0, width * share, height * share)
            area.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._image)
        painter.end()
