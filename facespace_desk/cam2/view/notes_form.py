"""What the operator writes about a camera: tags and a note. It stays on this computer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from facespace_desk.cam2.model.local_notes import LocalNotes, read_tags
from facespace_desk.cam2.records import Camera
from facespace_desk.language import tr
from facespace_desk.widgets.labels import label

SAVE_AFTER_MS: Final = 600


class NotesForm(QWidget):
    """Tags and note of one camera; kept a moment after the last key."""

    def __init__(self, notes: LocalNotes) -> None:
        super().__init__()
        self._notes = notes
        self._camera: Camera | None = None
        self._tags = QLineEdit()
        self._tags.setAccessibleName(tr("Tags"))
        self._tags.setPlaceholderText(tr("Tags, with commas between them"))
        self._note = QPlainTextEdit()
        self._note.setAccessibleName(tr("Note on this camera"))
        self._note.setPlaceholderText(tr("Note. It stays on this computer."))
        self._note.setFixedHeight(72)
        self._note.setTabChangesFocus(True)
        self._saver = QTimer(self)
        self._saver.setSingleShot(True)
        self._saver.setInterval(SAVE_AFTER_MS)
        self._saver.timeout.connect(self._save)
        self._tags.textEdited.connect(self._saver.start)
        self._note.textChanged.connect(self._saver.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(tr("My notes"), "section"))
        column.addWidget(self._tags)
        column.addWidget(self._note)

    def show_camera(self, camera: Camera) -> None:
        """Show what is written about *camera*; what was typed for another one is kept."""
        is_same = self._camera is not None and self._camera.camera_id == camera.camera_id
        if is_same and self._saver.isActive():
            self._camera = camera
            return  # somebody types
        self.flush()
        self._camera = camera
        note = self._notes.note(camera.camera_id)
        if not is_same or self._tags.text() != ", ".join(note.tags):
            self._tags.setText(", ".join(note.tags))
        if self._note.toPlainText().strip() != note.note:
            self._note.setPlainText(note.note)
        self._saver.stop()

    def flush(self) -> None:
        """Keep what was typed and not yet kept."""
        if self._saver.isActive():
            self._saver.stop()
            self._save()

    def _save(self) -> None:
        if self._camera is not None:
            self._notes.set_tags(self._camera, read_tags(self._tags.text()))
            self._notes.set_note(self._camera, self._note.toPlainText())
