"""What is known of the person or camera that was chosen: last seen, today, notes.

FaceSpace gives no confidence, so the words are "reported as", never "is".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.facespace.daylog import Stay
from facespace_desk.facespace.model.cameras import CameraBook, CameraNote
from facespace_desk.facespace.model.columns import unknown_words
from facespace_desk.facespace.model.day import DayModel
from facespace_desk.facespace.model.marks import MarkBook, MarkKey
from facespace_desk.facespace.model.rows import CameraRow, duration_text
from facespace_desk.language import number, tr, tr_n
from facespace_desk.modelkit.columns import EMPTY
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.ticker import VisibleTick

STAYS_SHOWN: Final = 12
_SAVE_AFTER_MS: Final = 600


class Facts(QWidget):
    """Names at the left, values at the right; values can be copied."""

    def __init__(self, titles: Mapping[str, str], parent: QWidget | None = None) -> None:
        """*titles* by the names under which `show_facts` gets the values."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._values: dict[str, ElidedLabel] = {}
        for row, (name, title) in enumerate(titles.items()):
            value = ElidedLabel(EMPTY)
            value.setAccessibleName(title)
            grid.addWidget(label(title, "muted"), row, 0)
            grid.addWidget(value, row, 1)
            self._values[name] = value

    def show_facts(self, facts: dict[str, str]) -> None:
        """Write the values of the names given; an empty one is a dash."""
        for name, text in facts.items():
            self._values[name].setText(text or EMPTY)


class StayList(QWidget):
    """The last stays of a person or at a camera: where or who, when, how long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._cells: list[tuple[ElidedLabel, QWidget, QWidget]] = []
        for row in range(STAYS_SHOWN):
            what, when, length = ElidedLabel(), label(role="mono"), label(role="mono")
            for column, cell in enumerate((what, when, length)):
                self._grid.addWidget(cell, row, column)
                cell.hide()
            self._cells.append((what, when, length))
        self._more = label(role="caption")
        self._grid.addWidget(self._more, STAYS_SHOWN, 0, 1, 3)

    def show_stays(self, stays: Sequence[tuple[str, Stay]], display: Display) -> None:
        """Each stay with the text that names it, newest first."""
        for row, (what, when, length) in enumerate(self._cells):
            is_used = row < len(stays)
            if is_used:
                title, stay = stays[row]
                what.setText(title)
                when.setText(display.clock_text(stay.first_ms))  # type: ignore[attr-defined]
                stayed_ms = stay.last_ms - stay.first_ms
                length.setText(duration_text(stayed_ms) if stayed_ms else EMPTY)  # type: ignore[attr-defined]
            for cell in (what, when, length):
                cell.setVisible(is_used)
        left = len(stays) - STAYS_SHOWN
        self._more.setText(
            tr_n("and {n:,} more in 24 h", "and {n:,} more in 24 h", left) if left > 0 else ""
        )


class PersonDetail(QWidget):
    """One person: where reported now, the last 24 hours, bookmark and note of the chosen row."""

    FACTS: Final = {
        "now": tr("Now"),
        "last": tr("Last seen"),
        "camera": tr("Last camera"),
        "visits": tr("Visits in 24 h"),
        "cameras": tr("Cameras in 24 h"),
    }

    def __init__(self, day: DayModel, book: CameraBook, marks: MarkBook, display: Display) -> None:
        super().__init__()
        self._day, self._book, self._marks, self._display = day, book, marks, display
        self._label = ""
        self._key: MarkKey | None = None
        self._name = ElidedLabel(role="title")
        self._facts = Facts(self.FACTS)
        self._stays = StayList()
        self._mark = button(tr("Bookmark"), "plain", icon_name="bookmark", tip=tr("Bookmark (B)"))
        self._mark.setCheckable(True)
        self._mark.clicked.connect(self.toggle_mark)
        self._note = QPlainTextEdit()
        self._note.setPlaceholderText(tr("Note on this sighting. It stays on this computer."))
        self._note.setAccessibleName(tr("Note on this sighting"))
        self._note.setFixedHeight(84)
        self._note.setTabChangesFocus(True)
        self._saver = _saver(self, self._save_note)
        self._note.textChanged.connect(self._saver.start)
        self._mark_title = label(tr("This sighting"), "section")
        column = _column(self)
        column.addWidget(label(tr("Reported as"), "caption"))
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addSpacing(8)
        column.addWidget(self._mark_title)
        row = QHBoxLayout()
        row.addWidget(self._mark)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addSpacing(8)
        column.addWidget(label(tr("Last 24 hours"), "section"))
        column.addWidget(self._stays)
        column.addStretch(1)
        marks.changed.connect(self._mark_changed)

    def show_person(self, name: str, key: MarkKey | None) -> None:
        """Show *name*; bookmark and note belong to the sighting *key*, if one was chosen."""
        self.flush()
        self._label, self._key = name, key
        for part in (self._mark_title, self._mark, self._note):
            part.setVisible(key is not None)
        if key is not None:
            mark = self._marks.get(*key)
            self._mark.setChecked(mark.is_bookmarked)
            self._note.setPlainText(mark.note)
            self._saver.stop()
        self.refresh()

    def refresh(self) -> None:
        """Write what is known now."""
        row = self._day.last_seen(self._label)
        now_ms = wall_ms()
        self._name.setText(self._display.name_text(self._label))
        facts = dict.fromkeys(self.FACTS, "")
        if row is not None:
            facts["now"] = row.here_at or tr("not reported anywhere")
            if row.is_unknown:
                facts["now"] = unknown_words(row.here_at)
            ago = self._display.ago_text(row.last_ms, now_ms)
            facts["last"] = f"{self._display.clock_text(row.last_ms)}  ({ago})"
            facts["camera"] = self._book.title(row.camera)
            facts["visits"] = number(row.visits)
            facts["cameras"] = number(row.cameras)
        self._facts.show_facts(facts)
        stays = self._day.stays_of(label=self._label)
        self._stays.show_stays(
            [(self._book.title(stay.camera), stay) for stay in stays], self._display
        )

    def flush(self) -> None:
        """Keep what was typed and not yet kept."""
        if self._saver.isActive():
            self._saver.stop()
            self._save_note()

    def toggle_mark(self) -> None:
        """Set or take away the bookmark of the chosen sighting."""
        if self._key is not None:
            self._marks.toggle(*self._key)

    def _save_note(self) -> None:
        if self._key is not None:
            self._marks.set_note(*self._key, self._note.toPlainText().strip())

    def _mark_changed(self, key: MarkKey) -> None:
        if key == self._key:
            self._mark.setChecked(self._marks.get(*key).is_bookmarked)


class CameraDetail(QWidget):
    """One camera: who is there, the last 24 hours, and what the operator calls it.

    Signals:
        history_wanted(str): look into the past of this camera.
    """

    history_wanted = Signal(str)
    FACTS: Final = {
        "id": tr("Id"),
        "here": tr("Here now"),
        "people": tr("People in 24 h"),
        "last": tr("Last report"),
    }

    def __init__(self, day: DayModel, book: CameraBook, display: Display) -> None:
        super().__init__()
        self._day, self._book, self._display = day, book, display
        self._camera = ""
        self._name = ElidedLabel(role="title")
        self._facts = Facts(self.FACTS)
        self._here = label(wraps=True)
        self._stays = StayList()
        self._alias, self._group = QLineEdit(), QLineEdit()
        self._note = QPlainTextEdit()
        self._note.setFixedHeight(64)
        self._note.setTabChangesFocus(True)
        self._silent = QSpinBox()
        self._silent.setRange(1, 7 * 24 * 60)
        self._silent.setSuffix(" min")
        self._saver = _saver(self, self._save)
        history = button(tr("History of this camera"), "plain", icon_name="history")
        history.clicked.connect(lambda: self.history_wanted.emit(self._camera))
        column = _column(self)
        column.addWidget(label(tr("Camera"), "caption"))
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addWidget(self._here)
        column.addWidget(history)
        column.addSpacing(8)
        column.addWidget(label(tr("What you call it"), "section"))
        for title, field in (
            (tr("Alias"), self._alias),
            (tr("Group"), self._group),
            (tr("Note"), self._note),
            (tr("Silent after"), self._silent),
        ):
            field.setAccessibleName(title)
            column.addWidget(label(title, "caption"))
            column.addWidget(field)
        column.addSpacing(8)
        column.addWidget(label(tr("Last 24 hours"), "section"))
        column.addWidget(self._stays)
        column.addStretch(1)
        for edit in (self._alias, self._group):
            edit.textEdited.connect(self._saver.start)
        self._note.textChanged.connect(self._saver.start)
        self._silent.valueChanged.connect(self._saver.start)

    def show_camera(self, camera: str) -> None:
        """Show *camera*."""
        self.flush()
        self._camera = camera
        entry = self._book.entry(camera)
        self._alias.setText(entry.alias)
        self._group.setText(entry.group)
        self._note.setPlainText(entry.note)
        self._silent.setValue(entry.silent_after_min)
        self._saver.stop()
        self.refresh()

    def refresh(self) -> None:
        """Write what is known now."""
        row = self._day.camera(self._camera)
        self._name.setText(self._book.title(self._camera))
        here = [self._display.name_text(name) for name in self._day.here_at(self._camera)]
        facts = dict.fromkeys(self.FACTS, "")
        facts["id"] = self._camera
        facts["here"] = number(len(here)) if here else tr("nobody reported")
        if row is not None and row.is_unknown:
            facts["here"] = tr_n("unknown, {n:,} before", "unknown, {n:,} before", len(here))
        if row is not None:
            facts["people"] = number(row.people)
            facts["last"] = self._report_words(row)
        self._facts.show_facts(facts)
        self._here.setText(", ".join(here))
        self._here.setVisible(bool(here))
        stays = self._day.stays_of(camera=self._camera)
        self._stays.show_stays(
            [(self._display.name_text(stay.label), stay) for stay in stays], self._display
        )

    def flush(self) -> None:
        """Keep what was typed and not yet kept."""
        if self._saver.isActive():
            self._saver.stop()
            self._save()

    def _report_words(self, row: CameraRow) -> str:
        if not row.last_ms:
            return tr("none in 24 h")
        ago = self._display.ago_text(row.last_ms, wall_ms())
        return tr("{ago}, silent for long", ago=ago) if row.is_silent else ago

    def _save(self) -> None:
        entry = CameraNote(
            self._alias.text().strip(),
            self._group.text().strip(),
            self._note.toPlainText().strip(),
            self._silent.value(),
        )
        self._book.set_entry(self._camera, entry)
        self._name.setText(self._book.title(self._camera))


class DetailPane(QStackedWidget):
    """Person, camera, or nothing chosen. Signals:

    history_wanted(str): look into the past of this camera.
    """

    history_wanted = Signal(str)

    def __init__(self, day: DayModel, book: CameraBook, marks: MarkBook, display: Display) -> None:
        super().__init__()
        self._person = PersonDetail(day, book, marks, display)
        self._camera = CameraDetail(day, book, display)
        self._camera.history_wanted.connect(self.history_wanted)
        nothing = label(
            tr("Choose a row or a camera to see what is known of it."), "muted", wraps=True
        )
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setContentsMargins(24, 24, 24, 24)
        self.addWidget(nothing)
        self._scrolls = [self._add_scrolled(page) for page in (self._person, self._camera)]
        display.changed.connect(self._refresh)
        VisibleTick(self, self._refresh)

    def show_person(self, name: str, key: MarkKey | None = None) -> None:
        """Show a person, and the sighting that was chosen."""
        self._person.show_person(name, key)
        self.setCurrentIndex(1)

    def show_camera(self, camera: str) -> None:
        """Show a camera."""
        self._camera.show_camera(camera)
        self.setCurrentIndex(2)

    def toggle_mark(self) -> None:
        """Bookmark the sighting that is shown, if there is one."""
        if self.currentIndex() == 1:
            self._person.toggle_mark()

    def flush(self) -> None:
        """Keep what was typed and not yet kept."""
        self._person.flush()
        self._camera.flush()

    def _refresh(self) -> None:
        if self.currentIndex() == 1:
            self._person.refresh()
        elif self.currentIndex() == 2:
            self._camera.refresh()

    def _add_scrolled(self, page: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        page.setProperty("kind", "page")
        scroll.setWidget(page)
        self.addWidget(scroll)
        return scroll


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(6)
    return column


def _saver(parent: QWidget, save: object) -> QTimer:
    """A timer that keeps what was typed, a moment after the last key."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_SAVE_AFTER_MS)
    timer.timeout.connect(save)
    return timer
