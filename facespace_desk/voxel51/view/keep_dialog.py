"""Until when outputs or data are kept. An end in the past deletes them: that is typed (VX-14)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.model.ends import Ending, deletes
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label, set_role
from facespace_desk.widgets.time_edit import TimeEdit

WIDTH_PX: Final = 520
DAYS_MOST: Final = 3_650.0
DELETE, SHORTEN = "delete", "sooner"  # what is typed to confirm


class Kept(NamedTuple):
    """What is kept, in words."""

    one: str  # "the output"
    many: str  # "outputs"
    records: str  # "jobs"


OUTPUT: Final = Kept("the output", "outputs", "jobs")
DATA: Final = Kept("the data", "data", "data")


class KeepDialog(DeskDialog):
    """Signals:

    chosen(object, object): days to add (float) or None, and the end (aware datetime) or None.
    """

    chosen = Signal(object, object)

    def __init__(
        self,
        rows: Sequence[Ending],
        display: Display,
        parent: QWidget | None,
        *,
        kept: Kept = OUTPUT,
        username: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """*username* is for whom the application would do it."""
        super().__init__("Keep until", parent)
        self._rows = rows
        self._display = display
        self._now = now
        self._kept = kept
        self.by_days = QRadioButton("Days more")
        self.by_end = QRadioButton("Until")
        self.days = QDoubleSpinBox()
        self.end: TimeEdit[int] = TimeEdit(
            display.parse_time, placeholder="2026-11-21 07:59", name="Until"
        )
        self.typed = QLineEdit()
        self._words = label(wraps=True)
        self._ask = label(role="muted")
        self.verb = button("Keep", "primary")
        if username is not None:
            self.body.addWidget(label(f"Acting as {username}", "warning"))
        self._lay_out()
        self._connect()
        self._show()
        self.fix_width(WIDTH_PX)
        self.days.setFocus()

    @property
    def wanted(self) -> tuple[float | None, datetime | None]:
        """What is chosen now; both None while that is nothing."""
        if self.by_days.isChecked():
            return (self.days.value() or None), None
        value = self.end.value()
        return None, None if value is None else datetime.fromtimestamp(value / 1000, UTC)

    def _lay_out(self) -> None:
        title = (
            self._rows[0].title
            if len(self._rows) == 1
            else f"{len(self._rows)} {self._kept.records}"
        )
        self.body.addWidget(label(title, "strong", wraps=True))
        ends = self._rows[0].expires_ms if len(self._rows) == 1 else None
        if ends is not None:
            words = (
                f"{self._kept.one} is kept until {self._display.time_text(ends)} now.".capitalize()
            )
            self.body.addWidget(label(words, "muted", wraps=True))
        self.by_days.setChecked(True)
        self.days.setRange(-DAYS_MOST, DAYS_MOST)
        self.days.setDecimals(1)
        self.days.setValue(7.0)
        self.days.setAccessibleName("Days more")
        for choice, edit in ((self.by_days, self.days), (self.by_end, self.end)):
            row = QHBoxLayout()
            row.setSpacing(12)
            choice.setMinimumWidth(96)
            row.addWidget(choice)
            row.addWidget(edit, 1)
            self.body.addLayout(row)
        for part in (self._words, self._ask, self.typed):
            self.body.addWidget(part)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self.add_button(cancel)
        self.add_button(self.verb)

    def _connect(self) -> None:
        self.by_days.toggled.connect(self._show)
        self.days.valueChanged.connect(self._show)
        self.end.value_changed.connect(self._end_changed)
        self.typed.textChanged.connect(self._check)
        self.verb.clicked.connect(self._choose)

    def _end_changed(self) -> None:
        if self.end.text():
            self.by_end.setChecked(True)
        self._show()

    def _lost(self) -> list[Ending]:
        days, until = self.wanted
        if days is None and until is None:
            return []
        return deletes(self._rows, days=days, until=until, now=self._now())

    @property
    def _word(self) -> str:
        """What must be typed; "" when the end only gets later."""
        days, _until = self.wanted
        if self._lost():
            return DELETE
        return SHORTEN if days is not None and days < 0 else ""

    def _show(self) -> None:
        lost, (days, until), word = self._lost(), self.wanted, self._word
        words = ""
        if lost:
            which = self._kept.one if len(self._rows) == 1 else f"{len(lost)} {self._kept.many}"
            goes = "is" if len(self._rows) == 1 or len(lost) == 1 else "are"
            words = f"That end is in the past: {which} {goes} deleted at once, for good."
        elif days is not None and days < 0:
            words = "Negative days are taken away: what is kept ends sooner."
        elif until is not None and len(self._rows) > 1:
            words = f"Some {self._kept.many} may end sooner than now."
        self._words.setText(words)
        set_role(self._words, "error" if lost else "muted")
        self._words.setVisible(bool(words))
        self._ask.setText(f"Type {word} to confirm:")
        self.typed.setPlaceholderText(word)
        self.typed.setAccessibleName(f"Type {word} to confirm")
        for part in (self._ask, self.typed):
            part.setVisible(bool(word))
        self.verb.setText(f"Delete {self._kept.one}" if lost else "Keep")
        self.verb.setProperty("kind", "danger" if lost else "primary")
        self.verb.style().unpolish(self.verb)
        self.verb.style().polish(self.verb)
        self._check()

    def _check(self) -> None:
        is_said = self.wanted != (None, None)
        is_sure = self.typed.text().strip() == self._word or not self._word
        self.verb.setEnabled(is_said and is_sure)

    def _choose(self) -> None:
        self._check()  # the end may have gone by while the dialog was open
        if self.verb.isEnabled():
            self.chosen.emit(*self.wanted)
            self.accept()
