"""The service's change log: a range, a table, a way to each camera."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facespace_desk.cam2.model.change_log import ChangeLogModel, LogProgress
from facespace_desk.cam2.records import Change
from facespace_desk.cam2.search import SearchEnd
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.time_edit import TimeEdit

WEEK_MS: Final = 7 * 86_400_000
_EXAMPLE: Final = "2026-11-21 07:59"


class ChangeLogDialog(DeskDialog):
    """Signals:

    camera_wanted(str): show the camera with this id.
    export_wanted(TablePage): the entries shall become a file.
    """

    camera_wanted = Signal(str)
    export_wanted = Signal(object)

    def __init__(self, model: ChangeLogModel, display: Display, parent: QWidget | None) -> None:
        super().__init__(tr("Change log"), parent)
        self._model = model
        self._display = display
        self._from = self._time_edit(tr("From"))
        self._to = self._time_edit(tr("To"))
        self._read = button(tr("Read", "get the entries"), "primary")
        self._stop = button(tr("Stop"), "plain")
        self._words = ElidedLabel(role="caption")
        self._banner = StateBanner()
        empty = nothing_yet(
            tr("Nothing read yet"), tr("Read the last week"), tr("Choose a range, or none.")
        )
        empty.pressed.connect(self._read_week)
        self.page = TablePage(model.table, empty, display)
        close = button(tr("Close"), "plain")
        self._lay_out()
        self.add_note(self._words)
        self.add_button(close)
        close.clicked.connect(self.reject)
        self._read.clicked.connect(self._ask)
        self._stop.clicked.connect(model.cancel)
        self._banner.retry.connect(self._ask)
        self.page.opened.connect(self._open)
        self.page.export_wanted.connect(lambda: self.export_wanted.emit(self.page))
        model.state_changed.connect(self._show_state)
        model.progress_changed.connect(self._show_progress)
        self._show_state(model.state)
        self.resize(760, 560)

    def _time_edit(self, name: str) -> TimeEdit[int]:
        edit = TimeEdit(self._display.parse_time, placeholder=_EXAMPLE, name=name)
        edit.entered.connect(self._ask)
        return edit

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for title, field in ((tr("From"), self._from), (tr("To"), self._to)):
            row.addWidget(label(title, "muted"))
            row.addWidget(field, 1)
        row.addWidget(self._read)
        row.addWidget(self._stop)
        frame = QFrame()
        frame.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(frame)
        self.body.addWidget(self._banner)
        self.body.addWidget(self.page, 1)
        self._words.setMinimumWidth(420)

    def _ask(self) -> None:
        bounds: list[int | None] = []
        for field in (self._from, self._to):
            if field.text() and not field.is_valid():
                field.setFocus()
                return
            bounds.append(field.value() if field.text() else None)
        self._model.read(bounds[0], bounds[1])

    def _read_week(self) -> None:
        start_ms = wall_ms() - WEEK_MS
        self._from.show_value(start_ms, self._display.time_text(start_ms))
        self._to.set_text("")
        self._ask()

    def _open(self, change: Change) -> None:
        self.camera_wanted.emit(change.camera_id)

    def _show_state(self, state: LoadState) -> None:
        is_running = self._model.is_running and state.word == "loading"
        self._read.setVisible(not is_running)
        self._stop.setVisible(is_running)
        self._banner.show_state(state if state.error is not None else LoadState.off())
        if state.message:
            self._words.setText(state.message)

    def _show_progress(self, progress: LogProgress) -> None:
        self._words.setText(_progress_words(progress))


def _progress_words(progress: LogProgress) -> str:
    pages = tr_n("{n:,} pages", "{n:,} page", progress.pages)
    words = tr_n(
        "{n:,} entries in {pages}", "{n:,} entry in {pages}", progress.entries, pages=pages
    )
    if progress.end is SearchEnd.COMPLETE:
        words = tr("{entries}, the whole range", entries=words)
    elif progress.end is SearchEnd.CAPPED:
        words = tr("{entries}; there are more, ask for a shorter range", entries=words)
    elif progress.end is SearchEnd.REPEATING:
        words = tr("{entries}; the server then only repeated itself", entries=words)
    if progress.unread:
        words = tr("{entries}; {count:,} could not be read", entries=words, count=progress.unread)
    return words
