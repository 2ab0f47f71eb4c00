"""Looking cameras up: pasted ids, each answered by itself, or a check by retrieval data."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.cam2.model.columns import TYPES, place_words
from facespace_desk.cam2.model.lookup import (
    IDS_AT_MOST,
    Found,
    Kind,
    LookupModel,
    LookupProgress,
    read_ids,
)
from facespace_desk.cam2.records import CAMERA_TYPES, REQUIRED_RETRIEVAL, RETRIEVAL_FIELDS, Camera
from facespace_desk.language import tr, tr_n
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form, FormRow
from facespace_desk.widgets.labels import label, set_role
from facespace_desk.widgets.record_table import RecordTable

KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    (tr("By their look: up to 18 digits are legacy IDs"), "auto"),
    (tr("All are camera IDs"), "camera"),
    (tr("All are legacy IDs"), "legacy"),
)
# What the service can check by, and how it is asked for.
FIELDS: Final = {
    "ip": (tr("Address"), "192.0.2.17"),
    "port": (tr("Port"), "80"),
    "image_path": (tr("Picture path"), "/jpg/image.jpg"),
    "video_path": (tr("Video path"), "/mjpg/video.mjpg"),
    "snapshot_url": (tr("Snapshot address"), "http://camera.example/still.jpg"),
    "m3u8_url": (tr("Playlist address"), "https://camera.example/live.m3u8"),
}


class LookupDialog(DeskDialog):
    """Signals:

    camera_wanted(str): show the camera with this id.
    """

    camera_wanted = Signal(str)

    def __init__(self, model: LookupModel, parent: QWidget | None) -> None:
        super().__init__(tr("Look cameras up"), parent)
        self._model = model
        self._modes = QTabBar()
        self._modes.setProperty("kind", "segment")
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setAccessibleName(tr("What to look up by"))
        self._modes.addTab(tr("By ID"))
        self._modes.addTab(tr("By address"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._id_page())
        self._pages.addWidget(self._address_page())
        self._words = label("", "caption", wraps=True)
        self._go = button(tr("Look up"), "primary", icon_name="search")
        self._stop = button(tr("Stop"), "plain", icon_name="x")
        self._copy = button(tr("Copy what is missing"), "plain", icon_name="copy")
        self._keep = button(tr("Show it on the map"), "plain", icon_name="map")
        close = button(tr("Close"), "plain")
        self.body.addWidget(self._modes, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._words)
        for left in (self._copy, self._keep):
            self.add_button(left, left=True)
            left.hide()
        for right in (self._stop, close, self._go):
            self.add_button(right)
        self._stop.hide()
        self._matches: tuple[Camera, ...] = ()
        self._modes.currentChanged.connect(self._show_mode)
        self._go.clicked.connect(self._begin)
        self._stop.clicked.connect(model.cancel)
        self._copy.clicked.connect(self._copy_missing)
        self._keep.clicked.connect(self._keep_matches)
        close.clicked.connect(self.reject)
        self.finished.connect(model.cancel)
        model.progress_changed.connect(self._show_progress)
        model.matched.connect(self._show_matches)
        model.refused.connect(self._show_refusal)
        self._show_type()
        self._text.setFocus()
        self.resize(700, 560)

    def _id_page(self) -> QWidget:
        self._text = QPlainTextEdit()
        self._text.setPlaceholderText(
            tr(
                "IDs, separated by blanks, commas or lines.\n"
                "At most {most:,} at once; each is asked for by itself.",
                most=IDS_AT_MOST,
            )
        )
        self._text.setAccessibleName(tr("IDs to look up"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(110)
        self._kind = QComboBox()
        self._kind.setAccessibleName(tr("How to read the IDs"))
        for title, kind in KINDS:
            self._kind.addItem(title, kind)
        self.answers = RecordTable(self._model.table, frozen_key="asked")
        self.answers.setAccessibleName(tr("Answers"))
        self.answers.activated.connect(lambda index: self._open(index.row()))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._text)
        row = QHBoxLayout()
        row.addWidget(label(tr("How to read them"), "muted"))
        row.addWidget(self._kind, 1)
        column.addLayout(row)
        column.addWidget(self.answers, 1)
        return page

    def _address_page(self) -> QWidget:
        form = Form()
        self._type = QComboBox()
        for kind in CAMERA_TYPES:
            self._type.addItem(TYPES[kind], kind)
        form.add_row(tr("Type"), self._type)
        self._edits: dict[str, QLineEdit] = {}
        self._rows: dict[str, FormRow] = {}
        for name, (title, example) in FIELDS.items():
            edit = self._edits[name] = QLineEdit()
            edit.setPlaceholderText(example)
            edit.returnPressed.connect(self._begin)
            self._rows[name] = form.add_row(title, edit)
        self._type.currentIndexChanged.connect(self._show_type)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(tr("Is a camera with this address in the database?"), "muted"))
        column.addWidget(form)
        column.addStretch(1)
        return page

    def _show_mode(self, mode: int) -> None:
        self._pages.setCurrentIndex(mode)
        self._go.setText(tr("Look up") if mode == 0 else tr("Check", "look whether it is there"))
        self._say("")
        self._copy.hide()
        self._keep.hide()

    def _show_type(self) -> None:
        wanted = RETRIEVAL_FIELDS[self._type.currentData()]
        for name, row in self._rows.items():
            row.set_visible(name in wanted)

    def _begin(self) -> None:
        if self._modes.currentIndex() == 0:
            self._look_up()
        else:
            self._check()

    def _look_up(self) -> None:
        ids = read_ids(self._text.toPlainText(), self._kind.currentData())
        if not len(ids):
            self._say(tr("Paste at least one ID."), "error")
            return
        if ids.left_out:
            words = tr(
                "Asking for {count:,}, {left_out:,} beyond that are left out",
                count=len(ids),
                left_out=ids.left_out,
            )
        else:
            words = tr("Asking for {count:,}", count=len(ids))
        self._say(words)
        self._model.look_up(ids)

    def _check(self) -> None:
        kind = self._type.currentData()
        given = {name: self._edits[name].text().strip() for name in FIELDS}
        for row in self._rows.values():
            row.set_error("")
        self._show_type()
        required = REQUIRED_RETRIEVAL[kind]
        if not given[required]:
            self._rows[required].set_error(tr("The check needs this."))
            return
        port = given["port"]
        if kind == "ip" and port and not (port.isascii() and port.isdigit()):
            self._rows["port"].set_error(tr("A whole number."))
            return
        self._say(tr("Asking …"))
        wanted = [name for name in FIELDS if name in RETRIEVAL_FIELDS[kind]]
        self._model.check(kind, **{name: given[name] for name in wanted})

    def _show_progress(self, progress: LookupProgress) -> None:
        self._say(progress.words, "error" if progress.trouble else "caption")
        self._stop.setVisible(progress.is_running)
        has_missing = bool(progress.missing or progress.failed)
        self._copy.setVisible(has_missing and not progress.is_running)

    def _show_matches(self, cameras: tuple[Camera, ...]) -> None:
        self._matches = cameras
        self._keep.setVisible(bool(cameras))
        if not cameras:
            self._say(tr("No camera with this address is in the database."))
            return
        named = "; ".join(f"{place_words(each)} ({each.camera_id})" for each in cameras[:5])
        words = tr_n(
            "{n:,} cameras have this address: {cameras}",
            "One camera has this address: {cameras}",
            len(cameras),
            cameras=named,
        )
        self._say(words, "good")

    def _show_refusal(self, words: str) -> None:
        self._say(words, "error")

    def _keep_matches(self) -> None:
        self._model.keep(self._matches)
        self.accept()

    def _copy_missing(self) -> None:
        missing = self._model.missing()
        QGuiApplication.clipboard().setText("\n".join(missing))
        self._say(tr_n("{n:,} IDs copied", "{n:,} ID copied", len(missing)))

    def _open(self, row: int) -> None:
        found: Found = self._model.table.record_at(row)
        if found.camera_id:
            self.camera_wanted.emit(found.camera_id)

    def _say(self, words: str, role: str = "caption") -> None:
        self._words.setText(words)
        set_role(self._words, role)
