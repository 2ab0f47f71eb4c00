"""The log of a job, line by line, with a search through all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.state import Phase
from facespace_desk.voxel51.model.log_text import LINE_CHARS, PUBLIC, LogModel, is_bad
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import EmptyPage

if TYPE_CHECKING:
    from facespace_desk.voxel51.model.job_states import JobRow

Index = QModelIndex | QPersistentModelIndex

_EDGE_PX: Final = 12
_LINE_PX: Final = 19
_COPIED_MOST: Final = 20_000  # lines


class LogViewer(QWidget):
    """Follows a LogModel.

    Signals:
        back_wanted: to the jobs.
    """

    back_wanted = Signal()

    def __init__(self, model: LogModel) -> None:
        super().__init__()
        self._model = model
        self.back = button("Jobs", "quiet", icon_name="chevron-left", tip="Back to the jobs (Esc)")
        self.title = ElidedLabel(role="strong")
        self.facts = ElidedLabel(role="muted")
        self.search = QLineEdit()
        self.place = label(role="caption")
        self.before = tool_button("chevron-left", "To the one before (Shift+F3)")
        self.next = tool_button("chevron-right", "To the next one (F3)")
        self.again = tool_button("refresh-cw", "Fetch the log anew")
        self.save = tool_button("download", "Save the whole log…", text="Save as…")
        self.list = _Lines(model)
        self._words = EmptyPage("scroll-text", "", "Try again")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show()

    def show_job(self, row: JobRow) -> None:
        """Read the log of this job."""
        self.title.setText(f"Log of {row.title}")
        self._model.read(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
            self.search.selectAll()
        elif event.key() == Qt.Key.Key_F3:
            self._model.step(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Find in the log (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Find in the log")
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        bar = QFrame()
        bar.setProperty("kind", "toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title, 2)
        row.addWidget(self.facts, 2)
        row.addWidget(self.search, 3)
        for part in (self.place, self.before, self.next, self.again, self.save):
            row.addWidget(part)
        for page in (self.list, self._words):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.found_changed.connect(self._show_found)
        self.back.clicked.connect(self.back_wanted)
        self.search.textChanged.connect(model.look_for)
        self.search.returnPressed.connect(lambda: model.step(1))
        self.before.clicked.connect(lambda: model.step(-1))
        self.next.clicked.connect(lambda: model.step(1))
        self.again.clicked.connect(model.read_again)
        self._words.pressed.connect(model.read_again)
        self.save.clicked.connect(self._ask_where)

    def _show(self) -> None:
        model = self._model
        has_lines = bool(model.text.lines)
        self.save.setEnabled(model.file is not None)
        self.facts.setText(model.text.words if has_lines else "")
        if has_lines:
            if self._stack.currentWidget() is not self.list:
                self._stack.setCurrentWidget(self.list)
                self.list.scrollToBottom()  # how it ended
            return
        state = model.state
        words = "The log is empty." if state.phase is Phase.LIVE else state.message
        self._words.set_sentence(words or "No log is read")
        is_worth_it = state.phase not in (Phase.LOADING, Phase.OFF) and words != PUBLIC
        self._words.show_button(is_worth_it)
        self._stack.setCurrentWidget(self._words)

    def _show_found(self) -> None:
        model = self._model
        self.place.setText(model.place_words)
        for tool in (self.before, self.next):
            tool.setEnabled(bool(model.hits))
        self.list.show_found()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "Save the log", "job.log")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self._model.save(Path(path)))
        dialog.open()


class _Lines(QListView):
    """The lines; those that were found are marked."""

    def __init__(self, model: LogModel) -> None:
        super().__init__()
        self._log = model
        self.setModel(model.lines)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName("Lines of the log")
        self._look = _LineLook(self, model)
        self.setItemDelegate(self._look)

    def show_found(self) -> None:
        """Mark what was found, and go to the one that the search stands at."""
        self._look.hits = frozenset(self._log.hits)
        at = self._log.at
        if at >= 0:
            index = self._log.lines.index(at, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectedIndexes())[:_COPIED_MOST]
            lines = self._log.text.lines
            QGuiApplication.clipboard().setText("\n".join(lines[row] for row in rows))
        else:
            super().keyPressEvent(event)


class _LineLook(QStyledItemDelegate):
    """Lines that tell of trouble in the colour of trouble, what was found upon a wash."""

    def __init__(self, view: _Lines, model: LogModel) -> None:
        super().__init__(view)
        self._log = model
        self.hits: frozenset[int] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        longest = max(map(len, self._log.text.lines), default=0)
        advance = QFontMetrics(fonts.mono(fonts.CAPTION_PX)).horizontalAdvance("0")
        return QSize(min(longest, LINE_CHARS) * advance + 2 * _EDGE_PX, _LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.row() in self.hits:
            shown: Any = option  # the stubs lack its fields
            painter.fillRect(shown.rect, theme.current().colour("warn_wash"))
        super().paint(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        shown: Any = option
        shown.font = fonts.mono(fonts.CAPTION_PX)
        if is_bad(shown.text):
            colour = theme.current().colour("bad")
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                shown.palette.setColor(role, colour)
