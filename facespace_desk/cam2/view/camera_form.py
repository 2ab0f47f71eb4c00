"""Adding and editing a camera: typed and checked, compared, then written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.model.drafts import (
    FIELDS,
    NO,
    UNKNOWN,
    YES,
    Draft,
    fields_of,
    is_required,
    prefilled,
    texts_of,
)
from facespace_desk.cam2.model.editing import Editor
from facespace_desk.cam2.model.written import Written
from facespace_desk.cam2.records import CAMERA_TYPES, Camera
from facespace_desk.cam2.view.difference import DifferencePane
from facespace_desk.cam2.writing import WritePlan
from facespace_desk.language import tr, tr_n
from facespace_desk.net.errors import explain
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form, FormRow
from facespace_desk.widgets.labels import label, set_role

TYPE_WORDS: Final = {
    "ip": tr("IP camera"),
    "non_ip": tr("Picture at an address"),
    "stream": tr("Stream at an address"),
}
SHOWN_MATCHES: Final = 5
UNSURE_WORDS: Final = tr(
    "It is not known whether this was written. Look at the camera before you try again."
)
_FLAG_WORDS: Final = ((UNKNOWN, tr("Unknown")), (YES, tr("Yes")), (NO, tr("No")))


class CameraForm(DeskDialog):
    """Edits the editor's camera, or adds one. Nothing is sent before the difference was shown.

    Signals:
        pick_wanted: the place shall be picked on the map; answer with `set_place`.
        camera_wanted(str): show the camera with this id.
        was_written(Written): it was written.
    """

    pick_wanted = Signal()
    camera_wanted = Signal(str)
    was_written = Signal(object)

    def __init__(self, editor: Editor, parent: QWidget | None) -> None:
        camera = editor.camera
        super().__init__(tr("Edit a camera") if camera else tr("Add a camera"), parent)
        self._editor = editor
        self._plan: WritePlan | None = None
        self._attempted = False
        self._busy_words = ""
        self._rows: dict[str, FormRow] = {}
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._type = QComboBox()
        self._address = QLineEdit()
        self._form = Form(label_width_px=150)
        self._pages = QStackedWidget()
        self._difference = DifferencePane()
        self._words = label("", "caption", wraps=True)
        self._matches = _Matches()
        self._pick = button(tr("Pick the place on the map"), icon_name="map-pin")
        self._back = button(tr("Back"), "plain")
        self._cancel = button(tr("Cancel"), "plain")
        self._go = button(tr("Compare"), "primary")
        self._lay_out(camera)
        self._connect()
        self._show_camera(camera)
        self.resize(640, 700)

    def set_place(self, latitude: float, longitude: float) -> None:
        """Fill in a place, in degrees."""
        for name, value in (("latitude", latitude), ("longitude", longitude)):
            field = self._fields[name]
            assert isinstance(field, QLineEdit)
            field.setText(f"{value:.6f}")

    def _lay_out(self, camera: Camera | None) -> None:
        for camera_type, words in TYPE_WORDS.items():
            self._type.addItem(words, camera_type)
        if camera is not None and camera.type not in CAMERA_TYPES:
            self._type.addItem(camera.type or tr("unknown"), camera.type)
        self._address.setPlaceholderText("https://harbour.example/pier.jpg")
        self._address.setClearButtonEnabled(True)
        if camera is None:
            self._form.add_row(
                tr("Paste an address"),
                self._address,
                tr("Of a picture or stream; fills in what it says."),
            )
        self._form.add_row(tr("Type"), self._type)
        for name, known in FIELDS.items():
            field = _flag_field() if known.kind == "flag" else QLineEdit()
            self._fields[name] = field
            self._rows[name] = self._form.add_row(known.title, field, known.help_text)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self._form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self._pages.addWidget(scroll)
        self._pages.addWidget(self._difference)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._matches)
        self.body.addWidget(self._words)
        self._matches.hide()
        self._words.hide()
        self.add_button(self._pick, left=True)
        for each in (self._back, self._cancel, self._go):
            self.add_button(each)
        self._back.hide()

    def _connect(self) -> None:
        editor = self._editor
        self._type.currentIndexChanged.connect(self._show_type)
        self._address.textChanged.connect(self._prefill)
        for field in self._fields.values():
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._check)
            else:
                field.textChanged.connect(self._check)
        self._pick.clicked.connect(self.pick_wanted)
        self._go.clicked.connect(self._go_on)
        self._back.clicked.connect(self._show_form)
        self._cancel.clicked.connect(self.reject)
        self._matches.camera_wanted.connect(self.camera_wanted)
        self._matches.anyway.connect(editor.plan_anyway)
        editor.busy_changed.connect(self._show_busy)
        editor.matches_found.connect(self._show_matches)
        editor.planned.connect(self._show_plan)
        editor.written.connect(self._finish)
        editor.failed.connect(self._show_failure)

    def _show_camera(self, camera: Camera | None) -> None:
        if camera is not None:
            self._type.setCurrentIndex(self._type.findData(camera.type))
            self._fill(texts_of(camera))
        self._show_type()

    def _fill(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            field = self._fields[name]
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findData(text or UNKNOWN)))
            else:
                field.setText(text)

    def _texts(self) -> dict[str, str]:
        return {
            name: str(field.currentData()) if isinstance(field, QComboBox) else field.text()
            for name, field in self._fields.items()
        }

    def _camera_type(self) -> str:
        return str(self._type.currentData())

    def _show_type(self) -> None:
        camera_type = self._camera_type()
        wanted = fields_of(camera_type)
        for name, row in self._rows.items():
            row.set_visible(name in wanted)
            needs = self._editor.camera is None and is_required(name, camera_type)
            row.title.setText(FIELDS[name].title + (" *" if needs else ""))
        self._check()

    def _prefill(self, address: str) -> None:
        found = prefilled(address)
        if found is not None:
            camera_type, texts = found
            self._type.setCurrentIndex(self._type.findData(camera_type))
            self._fill(texts)

    def _check(self) -> Draft:
        """Say beside each field what is wrong with it; that it is missing only when one went on."""
        texts = self._texts()
        draft = self._editor.read(self._camera_type(), texts)
        for name, row in self._rows.items():
            is_typed = texts[name] not in ("", UNKNOWN)
            error = draft.errors.get(name, "") if is_typed or self._attempted else ""
            if row.field.isVisibleTo(self._form):
                row.set_error(error)
        self._matches.hide()
        return draft

    def _go_on(self) -> None:
        if self._pages.currentWidget() is self._difference:
            assert self._plan is not None
            self._editor.write(self._plan, self._difference.note.text().strip())
            return
        self._attempted = True
        draft = self._check()
        if draft.is_good:
            self._editor.plan(draft)
            return
        first = next(name for name in fields_of(draft.type) if name in draft.errors)
        self._fields[first].setFocus()
        count = len(draft.errors)
        words = tr_n("{n:,} fields need another look.", "{n:,} field needs another look.", count)
        self._say(words, "error")

    def _show_matches(self, cameras: tuple[Camera, ...]) -> None:
        self._matches.show_cameras(cameras)

    def _show_plan(self, plan: WritePlan) -> None:
        self._plan = plan
        self._matches.hide()
        self._difference.show_plan(plan)
        self._pages.setCurrentWidget(self._difference)
        self._back.show()
        self._pick.hide()
        self._go.setText(tr("Add this camera") if plan.before is None else tr("Write the changes"))
        self._go.setEnabled(not plan.is_empty)
        self._say("", "caption")

    def _show_form(self) -> None:
        self._editor.cancel()
        self._plan = None
        self._pages.setCurrentIndex(0)
        self._back.hide()
        self._pick.show()
        self._go.setText(tr("Compare"))
        self._go.setEnabled(True)
        self._say("", "caption")

    def _show_busy(self, words: str) -> None:
        is_idle = not words
        self._go.setEnabled(is_idle and not (self._plan is not None and self._plan.is_empty))
        self._pages.setEnabled(is_idle)
        if words:
            self._busy_words = tr("{doing} …", doing=words)
            self._say(self._busy_words, "caption")
        elif self._words.text() == self._busy_words:
            self._say("", "caption")

    def _show_failure(self, error: Cam2Error, is_unsure: bool) -> None:
        self._say(failure_words(error, is_unsure=is_unsure), "error")

    def _finish(self, entry: Written) -> None:
        self.was_written.emit(entry)
        self.accept()

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        set_role(self._words, role)


class _Matches(QFrame):
    """Cameras that are there already. Signals: camera_wanted(str), anyway."""

    camera_wanted = Signal(str)
    anyway = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._headline = label("", "strong", wraps=True)
        self._column.addWidget(self._headline)
        self._list = QVBoxLayout()
        self._entries: list[QWidget] = []
        self._column.addLayout(self._list)
        anyway = button(tr("Add it all the same"))
        anyway.clicked.connect(self.anyway)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(anyway)
        self._column.addLayout(row)

    def show_cameras(self, cameras: tuple[Camera, ...]) -> None:
        for entry in self._entries:
            entry.deleteLater()
        self._entries.clear()
        for camera in cameras[:SHOWN_MATCHES]:
            where = ", ".join(part for part in (camera.city, camera.country) if part)
            where = where or tr("place unknown")
            entry = button(f"{camera.camera_id}  {where}", "link")
            camera_id = camera.camera_id
            entry.clicked.connect(lambda _=False, wanted=camera_id: self.camera_wanted.emit(wanted))
            self._list.addWidget(entry)
            self._entries.append(entry)
        count = len(cameras)
        words = tr_n(
            "{n:,} cameras with this retrieval data exist already.",
            "A camera with this retrieval data exists already.",
            count,
        )
        if count > SHOWN_MATCHES:
            words += " " + tr("The first {most:,} are listed.", most=SHOWN_MATCHES)
        self._headline.setText(words)
        self.show()


def failure_words(error: Cam2Error, *, is_unsure: bool) -> str:
    """What went wrong in a write, why, what to do, and whether it is sure that nothing changed."""
    told = explain(error)
    words = f"{told.happened} {told.cause} {told.remedy}"
    return f"{words}\n{UNSURE_WORDS}" if is_unsure else words


def _flag_field() -> QComboBox:
    result = QComboBox()
    for value, words in _FLAG_WORDS:
        result.addItem(words, value)
    return result
