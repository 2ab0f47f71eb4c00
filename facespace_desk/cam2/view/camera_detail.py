"""One camera in the detail pane, from its picture down to the raw record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facespace_desk.cam2.model import facts
from facespace_desk.cam2.model.columns import type_words
from facespace_desk.cam2.model.local_notes import LocalNotes, camera_title
from facespace_desk.cam2.model.player import PlayerModel
from facespace_desk.cam2.model.preview import PreviewModel
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view.facts import FactGrid
from facespace_desk.cam2.view.notes_form import NotesForm
from facespace_desk.cam2.view.preview import PreviewPane
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label, plain_tip, set_role
from facespace_desk.widgets.ticker import VisibleTick

LOOKED_AFTER_MS: Final = 1_500  # passing through a list is not looking
_ACTIVITY: Final = {
    True: ("state-disc", "live", tr("active")),
    False: ("state-ring", "muted", tr("not active")),
    None: ("state-half", "stale", tr("unknown")),
}


class Activity(QWidget):
    """Whether picture or video is said to be active: shape and word."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._shape = IconLabel("state-half", "stale")
        self._words = label(role="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._shape)
        row.addWidget(self._words)

    def show_flag(self, flag: bool | None) -> None:
        """Show what the catalogue says."""
        icon_name, tone, word = _ACTIVITY[flag]
        self._shape.set_icon(icon_name, tone)
        self._words.setText(tr("{what} {state}", what=self._title, state=word))


class CameraDetail(QWidget):
    """Everything about one camera.

    Signals:
        map_wanted(str), edit_wanted(str): show it on the map, change it.
        grid_wanted(object): watch it large (a tuple with its id).
        told(str, str): a short note and its tone.
    """

    map_wanted = Signal(str)
    edit_wanted = Signal(str)
    grid_wanted = Signal(object)
    told = Signal(str, str)

    def __init__(
        self,
        preview: PreviewModel,
        notes: LocalNotes,
        player: PlayerModel,
        display: Display,
        open_url: Callable[[QUrl], bool],
    ) -> None:
        super().__init__()
        self._camera: Camera | None = None
        self._preview_model = preview
        self._notes = notes
        self._display = display
        self._open_url = open_url
        self._kind = label(role="caption")
        self._star = tool_button("star", tr("Favourite (B)"), checkable=True)
        self._title = ElidedLabel(role="title")
        self._image, self._video = Activity(tr("Picture")), Activity(tr("Video"))
        self.preview = PreviewPane(preview, player, display)
        self._clock = label(role="strong")
        self._clock_how = label(role="caption", wraps=True)
        self._sections = [FactGrid() for _ in range(7)]
        self._checked = label(wraps=True)
        self._reference = button(tr("Open its page"), "link", icon_name="external-link")
        self._notes_form = NotesForm(notes)
        self._raw = QPlainTextEdit()
        self._edit = button(tr("Edit …"), icon_name="pencil")
        self._map = button(tr("On the map"), icon_name="map-pin")
        self._geo = button(
            tr("Copy place"), icon_name="copy", tip=tr("Copy the coordinates, as geo: link")
        )
        self._large = button(
            tr("Large", "a larger view"),
            icon_name="layout-grid",
            tip=tr("Watch it in a window of its own"),
        )
        self._more = button(tr("Raw record"), "quiet", icon_name="scroll-text")
        self._looked = QTimer(self)
        self._looked.setSingleShot(True)
        self._looked.setInterval(LOOKED_AFTER_MS)
        self._looked.timeout.connect(self._note_look)
        self._lay_out()
        self._connect()
        self.set_may_edit(False)
        VisibleTick(self, self._tick)

    def show_camera(self, camera: Camera) -> None:
        """Show *camera*; nothing is fetched."""
        is_other = self._camera is None or self._camera.camera_id != camera.camera_id
        self._camera = camera
        self._preview_model.show(camera)
        self._kind.setText(type_words(camera.type) or tr("Camera of an unknown type"))
        self._title.setText(camera_title(camera))
        self._image.show_flag(camera.has_image)
        self._video.show_flag(camera.has_video)
        found = facts.sections(camera)
        for grid, section in zip(self._sections, found, strict=False):
            grid.show_section(section)
        for number, grid in enumerate(self._sections):
            grid.setVisible(number < len(found))
        self._map.setEnabled(camera.has_place)
        self._geo.setEnabled(camera.has_place)
        page = self._page
        self._reference.setVisible(page is not None)
        self._reference.setText(_opening_words(page))
        self._reference.setToolTip(
            plain_tip(tr("In the browser: {address}", address=page)) if page else ""
        )
        self._notes_form.show_camera(camera)
        if is_other:
            self._more.setChecked(False)
            self._looked.start()
        self._fill_raw()
        self._show_notes()
        self._tick()

    def set_may_edit(self, may_edit: bool) -> None:
        self._edit.setVisible(may_edit)

    def flush(self) -> None:
        self._notes_form.flush()

    def toggle_favourite(self) -> None:
        """Take it among the favourites, or out of them."""
        if self._camera is not None:
            note = self._notes.note(self._camera.camera_id)
            self._notes.set_favourite(self._camera, not note.is_favourite)

    @property
    def _page(self) -> str | None:
        """The reference page, if what stands there says itself that it is a web address; one
        without a scheme stays text."""
        camera = self._camera
        written = (camera.reference_url or "").strip().lower() if camera is not None else ""
        if camera is None or not written.startswith(("http://", "https://")):
            return None
        return camera.reference_link

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._kind, 1)
        head.addWidget(self._star)
        states = QHBoxLayout()
        states.setSpacing(12)
        states.addWidget(self._image)
        states.addWidget(self._video)
        states.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addLayout(states)
        column.addSpacing(4)
        column.addWidget(self.preview)
        column.addWidget(self._checked)
        column.addLayout(self._actions())
        column.addSpacing(4)
        column.addWidget(label(tr("Local time there"), "section"))
        column.addWidget(self._clock)
        column.addWidget(self._clock_how)
        column.addWidget(self._notes_form)
        for grid in self._sections:
            column.addWidget(grid)
            if grid is self._sections[4]:
                column.addWidget(self._reference)
        self._more.setCheckable(True)
        column.addWidget(self._more)
        self._raw.setProperty("role", "mono")
        self._raw.setReadOnly(True)
        self._raw.setAccessibleName(tr("Raw record"))
        self._raw.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._raw.setFixedHeight(260)
        self._raw.hide()
        column.addWidget(self._raw)
        column.addStretch(1)

    def _actions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for number, each in enumerate((self._map, self._geo, self._large, self._edit)):
            grid.addWidget(each, number // 2, number % 2)
        return grid

    def _connect(self) -> None:
        self._star.clicked.connect(self.toggle_favourite)
        self._notes.changed.connect(self._note_changed)
        self._reference.clicked.connect(self._open_page)
        self._map.clicked.connect(lambda: self.map_wanted.emit(self._id))
        self._edit.clicked.connect(lambda: self.edit_wanted.emit(self._id))
        self._large.clicked.connect(lambda: self.grid_wanted.emit((self._id,)))
        self._geo.clicked.connect(self._copy_place)
        self._more.toggled.connect(self._raw.setVisible)
        self._more.toggled.connect(self._fill_raw)
        for grid in self._sections:
            grid.copy_wanted.connect(self._copy)

    @property
    def _id(self) -> str:
        return self._camera.camera_id if self._camera is not None else ""

    def _tick(self) -> None:
        """What changes by itself: the time there, and how long ago the last check was."""
        if self._camera is None:
            return
        local = facts.local_time(self._camera, wall_ms())
        self._clock.setText(local.text or tr("unknown"))
        self._clock_how.setText(local.how)
        note = self._notes.note(self._id)
        if note.checked_ms is None:
            words, role = tr("Never checked by me: unverified."), "caption"
        else:
            ago = self._display.ago_text(note.checked_ms, wall_ms())
            result = note.checked_result or tr("a picture came")
            words = tr("Checked by me {ago}: {result}", ago=ago, result=result)
            role = "good" if note.is_good else "error"
        self._checked.setText(words)
        set_role(self._checked, role)

    def _show_notes(self) -> None:
        note = self._notes.note(self._id)
        self._star.setChecked(note.is_favourite)

    def _note_changed(self, camera_id: str) -> None:
        if self._camera is not None and camera_id in ("", self._id):
            self._show_notes()
            self._notes_form.show_camera(self._camera)
            self._tick()

    def _note_look(self) -> None:
        if self._camera is not None and self.isVisible():
            self._notes.looked(self._camera)

    def _fill_raw(self) -> None:
        """Write the record, if it is looked at."""
        if self._camera is not None and self._more.isChecked():
            self._raw.setPlainText(facts.raw_text(self._camera))
        else:
            self._raw.clear()

    def _open_page(self) -> None:
        page = self._page
        if page is not None and not self._open_url(QUrl(page, QUrl.ParsingMode.StrictMode)):
            self.told.emit(tr("The browser could not be opened"), "bad")

    def _copy(self, title: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(tr("{what} copied", what=title), "info")

    def _copy_place(self) -> None:
        if self._camera is not None:
            self._copy(tr("Place"), facts.geo_address(self._camera))


def _opening_words(page: str | None) -> str:
    host = urlsplit(page or "").hostname
    return tr("Open {host}", host=host) if host else tr("Open its page")
