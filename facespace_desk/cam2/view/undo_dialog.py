"""What was written from this desk, and putting it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.model.editing import Editor
from facespace_desk.cam2.model.written import WriteHistory, Written
from facespace_desk.cam2.view.camera_form import failure_words
from facespace_desk.cam2.view.difference import DifferencePane, title_of
from facespace_desk.cam2.writing import WritePlan
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label, line, set_role
from facespace_desk.widgets.pages import nothing_yet

SHOWN: Final = 50


class UndoDialog(DeskDialog):
    """Lists the writes of this desk, newest first; one that changed a camera can be put back.

    Signals:
        camera_wanted(str): show the camera with this id.
        was_written(Written): a write was put back.
    """

    camera_wanted = Signal(str)
    was_written = Signal(object)

    def __init__(
        self,
        history: WriteHistory,
        make_editor: Callable[[], Editor],
        display: Display,
        parent: QWidget | None,
    ) -> None:
        """*make_editor* gives an editor of this dialog's own."""
        super().__init__(tr("Changes written from this desk"), parent)
        self._history = history
        self._editor = make_editor()
        self._display = display
        self._plan: WritePlan | None = None
        self._difference = DifferencePane()
        self._words = label("", "caption", wraps=True)
        self._busy_words = ""
        self._words.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self._difference)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._words)
        self._back = button(tr("Back"), "plain")
        self._close = button(tr("Close"), "plain")
        self._go = button(tr("Put it back"), "primary")
        for each in (self._back, self._close, self._go):
            self.add_button(each)
        self._back.clicked.connect(self._show_list)
        self._close.clicked.connect(self.reject)
        self._go.clicked.connect(self._write)
        history.changed.connect(self._fill)
        self._editor.busy_changed.connect(self._show_busy)
        self._editor.planned.connect(self._show_plan)
        self._editor.written.connect(self._finish)
        self._editor.failed.connect(self._show_failure)
        self._fill()
        self._show_list()
        self.resize(680, 560)

    @property
    def editor(self) -> Editor:
        """The one to give back when the dialog has closed."""
        return self._editor

    def _fill(self) -> None:
        entries = self._history.entries[:SHOWN]
        if not entries:
            self._scroll.setWidget(
                nothing_yet(tr("Nothing was written from this desk"), hint=tr("Edits appear here."))
            )
            return
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for entry in entries:
            column.addWidget(self._entry_row(entry))
            column.addWidget(line())
        column.addStretch(1)
        self._scroll.setWidget(sheet)

    def _entry_row(self, entry: Written) -> QWidget:
        result = QWidget()
        row = QHBoxLayout(result)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(_what(entry), "strong", wraps=True))
        texts.addWidget(label(self._display.time_text(entry.at_ms), "caption"))
        if entry.note:
            texts.addWidget(label(entry.note, "muted", wraps=True))
        row.addLayout(texts, 1)
        show = button(tr("Show"), "link")
        camera_id = entry.camera_id
        show.clicked.connect(lambda: self.camera_wanted.emit(camera_id))
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        if entry.can_be_undone:
            undo = button(tr("Undo …"), icon_name="rotate-ccw")
            undo.clicked.connect(lambda: self._editor.plan_undo(entry))
            row.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(label(_why_not(entry), "caption"), 0, Qt.AlignmentFlag.AlignTop)
        return result

    def _show_list(self) -> None:
        self._plan = None
        self._pages.setCurrentWidget(self._scroll)
        self._back.hide()
        self._go.hide()
        self._say("", "caption")

    def _show_plan(self, plan: WritePlan) -> None:
        self._plan = plan
        self._difference.show_plan(plan)
        self._pages.setCurrentWidget(self._difference)
        self._back.show()
        self._go.show()
        self._go.setEnabled(not plan.is_empty)

    def _write(self) -> None:
        assert self._plan is not None
        self._editor.write(self._plan, self._difference.note.text().strip())

    def _show_busy(self, words: str) -> None:
        self._pages.setEnabled(not words)
        self._go.setEnabled(not words and self._plan is not None and not self._plan.is_empty)
        if words:
            self._busy_words = tr("{doing} …", doing=words)
            self._say(self._busy_words, "caption")
        elif self._words.text() == self._busy_words:
            self._say("", "caption")

    def _show_failure(self, error: Cam2Error, is_unsure: bool) -> None:
        self._say(failure_words(error, is_unsure=is_unsure), "error")

    def _finish(self, entry: Written) -> None:
        self._show_list()
        self.was_written.emit(entry)

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        set_role(self._words, role)


def _what(entry: Written) -> str:
    plan = entry.plan
    if plan.before is None:
        return tr("Added camera {camera}", camera=entry.camera_id)
    names = ", ".join(title_of(change.field) for change in plan.changes)
    if entry.undoes:
        return tr("Put back {fields} of camera {camera}", fields=names, camera=entry.camera_id)
    return tr("Changed {fields} of camera {camera}", fields=names, camera=entry.camera_id)


def _why_not(entry: Written) -> str:
    return tr("was put back") if entry.undone_ms is not None else tr("the service deletes nothing")
