"""How much is carried at once, and what happens afterwards, in a popup below its button."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QSpinBox, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.transfers.holding import Answer, Surroundings
from facespace_desk.transfers.profile_queue import WhenDone
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label

MOST_AT_ONCE: Final = 16
MOST_KB_PER_S: Final = 1_000_000
STEP_KB_PER_S: Final = 100
WIDTH_PX: Final = 380
_WISHES: Final = {
    WhenDone.NOTHING: tr("Do nothing"),
    WhenDone.TELL: tr("Tell me"),
    WhenDone.QUIT: tr("Quit"),
}
_BATTERY_WORDS: Final = {
    Answer.YES: tr("On battery now: nothing new begins"),
    Answer.NO: tr("On mains now"),
    Answer.UNKNOWN: tr("Unknown: this computer tells of no battery, so nothing waits"),
}
_METERED_WORDS: Final = {
    Answer.YES: tr("Metered now: nothing new begins"),
    Answer.NO: tr("Not metered now"),
    Answer.UNKNOWN: tr("Unknown: this computer does not say, so nothing waits"),
}


class LimitsPopup(QFrame):
    """Three numbers, two conditions and a wish; each holds from the moment in which it is changed.

    Signals:
        changed: the `QueueLimits` (as object) as they are now.
        when_done_chosen(WhenDone): do this when the last file is carried.
    """

    changed = Signal(object)
    when_done_chosen = Signal(object)

    def __init__(
        self, limits: QueueLimits, when_done: WhenDone, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self._limits = limits
        self._anchor: QWidget | None = None
        self.uploads = _spin(1, MOST_AT_ONCE, limits.uploads)
        self.downloads = _spin(1, MOST_AT_ONCE, limits.downloads)
        self.speed = _spin(0, MOST_KB_PER_S, (limits.bytes_per_s or 0) // 1000)
        self.speed.setSingleStep(STEP_KB_PER_S)
        self.speed.setSuffix(" kB/s")
        self.speed.setSpecialValueText(tr("No limit"))
        self.speed.setGroupSeparatorShown(True)
        self.when_done = QComboBox()
        for wish, title in _WISHES.items():
            self.when_done.addItem(title, wish)
        self.when_done.setCurrentIndex(list(_WISHES).index(when_done))
        form = Form(label_width_px=120)
        for field in (self.uploads, self.downloads):
            field.setSuffix(" " + tr("at once", "behind a number of files"))
        form.add_row(tr("Uploads"), self.uploads, stretch=False)
        form.add_row(tr("Downloads"), self.downloads, stretch=False)
        form.add_row(tr("Speed"), self.speed, tr("Of all transfers together"), stretch=False)
        self.battery = QCheckBox(tr("Wait while on battery"))
        self.battery.setChecked(limits.waits_on_battery)
        self.metered = QCheckBox(tr("Wait on a metered connection"))
        self.metered.setChecked(limits.waits_when_metered)
        self._battery_row = form.add_row(tr("Power"), self.battery)
        self._metered_row = form.add_row(tr("Network"), self.metered)
        form.add_row(
            tr("When all is done"), self.when_done, tr("Once, for this list"), stretch=False
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(12)
        self._column.addWidget(label(tr("Limits"), "section"))
        self._column.addWidget(form)
        self.setFixedWidth(max(WIDTH_PX, self.minimumSizeHint().width()))
        for field in (self.uploads, self.downloads, self.speed):
            field.valueChanged.connect(self._tell)
        for box in (self.battery, self.metered):
            box.toggled.connect(self._tell)
        self.when_done.activated.connect(
            lambda place: self.when_done_chosen.emit(self.when_done.itemData(place))
        )

    def show_surroundings(self, surroundings: Surroundings) -> None:
        """Say beside each box that is on what the computer says of itself."""
        rows = (
            (self._battery_row, surroundings.on_battery, _BATTERY_WORDS),
            (self._metered_row, surroundings.is_metered, _METERED_WORDS),
        )
        for row, answer, words in rows:
            row.set_note(words.get(answer, ""), "warning" if answer is Answer.YES else "caption")
            row.field.setAccessibleDescription(row.text_below)
        if self._anchor is not None:  # it has grown or shrunk
            self._place(self._anchor)

    def open_below(self, anchor: QWidget) -> None:
        """Show the popup under *anchor*, or above it where the screen ends."""
        self._place(anchor)
        self._anchor = anchor
        self.show()
        self.uploads.setFocus()

    def _place(self, anchor: QWidget) -> None:
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        below = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        room = anchor.screen().availableGeometry()
        if below.y() + self.height() > room.bottom():
            below.setY(anchor.mapToGlobal(QPoint(0, -4)).y() - self.height())
        below.setX(max(room.left(), min(below.x(), room.right() - self.width())))
        self.move(below)

    def _tell(self) -> None:
        self._limits = replace(
            self._limits,
            uploads=self.uploads.value(),
            downloads=self.downloads.value(),
            bytes_per_s=self.speed.value() * 1000 or None,
            waits_on_battery=self.battery.isChecked(),
            waits_when_metered=self.metered.isChecked(),
        )
        self.changed.emit(self._limits)


def _spin(least: int, most: int, value: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setValue(value)
    spin.setMinimumWidth(150)
    spin.setKeyboardTracking(False)  # "12" is not first 1
    return spin
