"""What to look for in the past: presets, strict day-first times, cameras, a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from facespace_desk.facespace.dates import (
    DAY_MS,
    parse_bound,
    parse_moment,
    second_text,
    to_ms,
)
from facespace_desk.facespace.errors import DateParseError
from facespace_desk.facespace.model.history import Query
from facespace_desk.facespace.model.rows import CameraRow
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display, Zone
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label, plain_tip
from facespace_desk.widgets.time_edit import TimeEdit

SHIFT_MS: Final = 8 * 3_600_000
EVERYTHING: Final = "everything"
OWN: Final = "own"
END_FIRST: Final = tr("The end is before the start.")


class CameraPicker(QToolButton):
    """Chooses none (all) or several cameras from a list that stays open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setAccessibleName(tr("Cameras to look at"))
        self._list = QListWidget()
        self._list.setMinimumSize(240, 260)
        self._list.itemChanged.connect(self._tell)
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._list)
        menu.addAction(action)
        self.setMenu(menu)
        self._tell()

    def show_cameras(self, rows: list[CameraRow]) -> None:
        """Offer *rows*; what is ticked stays ticked."""
        known = {self._camera(number): self._item(number) for number in self._numbers()}
        for row in rows:
            if row.camera not in known:
                self._add(row)
            elif known[row.camera].text() != row.title:
                known[row.camera].setText(row.title)

    def chosen(self) -> tuple[str, ...]:
        """Ids of the ticked cameras; none means all."""
        return tuple(self._camera(number) for number in self._ticked())

    def choose(self, cameras: tuple[str, ...]) -> None:
        """Tick exactly *cameras*."""
        for number in self._numbers():
            is_chosen = self._camera(number) in cameras
            state = Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
            self._item(number).setCheckState(state)

    def _add(self, row: CameraRow) -> None:
        item = QListWidgetItem(row.title)
        item.setData(Qt.ItemDataRole.UserRole, row.camera)
        item.setToolTip(plain_tip(row.camera))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self._list.addItem(item)

    def _numbers(self) -> range:
        return range(self._list.count())

    def _item(self, number: int) -> QListWidgetItem:
        return self._list.item(number)

    def _camera(self, number: int) -> str:
        return str(self._item(number).data(Qt.ItemDataRole.UserRole))

    def _ticked(self) -> list[int]:
        checked = Qt.CheckState.Checked
        return [number for number in self._numbers() if self._item(number).checkState() is checked]

    def _tell(self) -> None:
        ticked = self._ticked()
        if not ticked:
            self.setText(tr("All cameras"))
        else:
            first = self._item(ticked[0]).text().replace("&", "&&")
            several = tr_n("{n:,} cameras", "{n:,} camera", len(ticked))
            self.setText(first if len(ticked) == 1 else several)


class HistoryForm(QFrame):
    """Signals:

    asked(Query): the operator wants an answer.
    cancelled: the query under way is not wanted any more.
    """

    asked = Signal(object)
    cancelled = Signal()

    def __init__(self, display: Display, clock: Callable[[], int] = wall_ms) -> None:
        super().__init__()
        self.setProperty("kind", "toolbar")
        self._display = display
        self._clock = clock
        self._preset = QComboBox()
        self._preset.setAccessibleName(tr("Range"))
        for title, name in (
            (tr("Last hour"), "hour"),
            (tr("This shift (8 h)"), "shift"),
            (tr("Today"), "today"),
            (tr("Yesterday"), "yesterday"),
            (tr("Last 7 days"), "week"),
            (tr("Complete set"), EVERYTHING),
            (tr("Own range"), OWN),
        ):
            self._preset.addItem(title, name)
        self._from = TimeEdit(
            self._parse_start,
            placeholder=tr("DD/MM/YY or HH:MM:SS DD/MM/YY"),
            name=tr("From"),
            shows_reason=False,
        )
        self._to = TimeEdit(
            self._parse_end, placeholder=tr("empty: until now"), name=tr("To"), shows_reason=False
        )
        self._reason = ElidedLabel(role="error")
        self._reason.hide()
        self._cameras = CameraPicker()
        self._person = QLineEdit()
        self._person.setPlaceholderText(tr("any person"))
        self._person.setAccessibleName(tr("Person"))
        self._person.setClearButtonEnabled(True)
        self._person.setMaximumWidth(180)
        self._ask = button(tr("Look", "into the past"), "primary", icon_name="search")
        self._cancel = button(tr("Cancel"), "plain", icon_name="x")
        self._cancel.hide()
        self._zone = ElidedLabel(role="caption")
        self._is_writing = False
        self._lay_out()
        self._preset.activated.connect(self._apply_preset)
        for edit in (self._from, self._to):
            edit.value_changed.connect(self._changed)
            edit.entered.connect(self._look)
        self._person.returnPressed.connect(self._look)
        self._ask.clicked.connect(self._look)
        self._cancel.clicked.connect(self.cancelled)
        display.changed.connect(self._apply_zone)
        self._apply_zone()

    def show_cameras(self, rows: list[CameraRow]) -> None:
        """Offer these cameras."""
        self._cameras.show_cameras(rows)

    def show_running(self, is_running: bool) -> None:
        """Offer to cancel while a query is under way."""
        self._cancel.setVisible(is_running)
        self._ask.setText(tr("Look anew") if is_running else tr("Look", "into the past"))

    def ask_range(self, from_ms: int, to_ms: int) -> None:
        """Look into a range that was chosen elsewhere, such as on the timeline."""
        self._preset.setCurrentIndex(self._preset.findData(OWN))
        self._write(from_ms, to_ms)
        self._send()

    def ask_camera(self, camera: str) -> None:
        """Look into today of one camera."""
        self._cameras.choose((camera,))
        self._preset.setCurrentIndex(self._preset.findData("today"))
        self._apply_preset()

    def ask_preset(self, name: str) -> None:
        """Look into one of the presets."""
        self._preset.setCurrentIndex(self._preset.findData(name))
        self._apply_preset()

    def query(self) -> Query | None:
        """What the fields say, or None while they cannot be read."""
        if not self._check():
            return None
        return Query(
            self._from.value(),
            self._to.value(),
            self._cameras.chosen(),
            self._person.text().strip(),
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        fields: tuple[tuple[str, QWidget], ...] = (
            (tr("Range"), self._preset),
            (tr("From"), self._from),
            (tr("To"), self._to),
            (tr("Cameras"), self._cameras),
            (tr("Person"), self._person),
        )
        for column, (title, field) in enumerate(fields):
            heading = label(title, "caption")
            heading.setBuddy(field)
            grid.addWidget(heading, 0, column)
            grid.addWidget(field, 1, column)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for action in (self._ask, self._cancel):
            actions.addWidget(action)
        grid.addLayout(actions, 1, len(fields))
        grid.addWidget(self._zone, 0, len(fields))
        grid.addWidget(self._reason, 2, 1, 1, len(fields))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        grid.setColumnStretch(len(fields), 1)

    def _parse_start(self, text: str) -> int:
        return self._parse(text, is_end=False)

    def _parse_end(self, text: str) -> int:
        return self._parse(text, is_end=True)

    def _parse(self, text: str, *, is_end: bool) -> int:
        zone = self._display.tzinfo_for(self._display.zone)
        try:
            typed = parse_bound(text, zone=zone)
            at_ms = parse_moment(text, is_end=is_end, zone=zone)
        except DateParseError as error:
            raise ValueError(error.message) from error
        shown = self._local(to_ms(typed.at))
        if not typed.is_date and shown.replace(tzinfo=None) != typed.at.replace(tzinfo=None):
            raise ValueError(tr("The clocks skip this time, because summer time begins."))
        return at_ms

    def _changed(self) -> None:
        """What was typed is no preset any more."""
        if not self._is_writing:
            self._preset.setCurrentIndex(self._preset.findData(OWN))
        self._check()

    def _check(self) -> bool:
        start, end = self._from.value(), self._to.value()
        if self._from.is_valid() and start is not None and end is not None and start > end:
            self._to.set_reason(END_FIRST)
        elif self._to.reason() == END_FIRST:
            self._to.set_reason("")
        reason = self._from.reason() or self._to.reason()
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        is_good = not reason
        self._ask.setEnabled(is_good)
        return is_good

    def _look(self) -> None:
        """A preset means its span as of now, not as of when it was chosen."""
        if self._preset.currentData() == OWN:
            self._send()
        else:
            self._apply_preset()

    def _send(self) -> None:
        query = self.query()
        if query is not None:
            self.asked.emit(query)

    def _apply_preset(self) -> None:
        name = self._preset.currentData()
        if name == OWN:
            self._from.setFocus()
            return
        self._write(*((None, None) if name == EVERYTHING else self._span_of(name)))
        self._send()

    def _span_of(self, name: str) -> tuple[int, int]:
        now_ms = self._clock() // 1000 * 1000
        if name == "hour":
            return now_ms - 3_600_000, now_ms
        if name == "shift":
            return now_ms - SHIFT_MS, now_ms
        if name == "week":
            return now_ms - 7 * DAY_MS, now_ms
        today = self._local(now_ms).date()
        if name == "today":
            return self._midnight_ms(today), now_ms
        return self._midnight_ms(today - timedelta(days=1)), self._midnight_ms(today) - 1000

    def _midnight_ms(self, day: date) -> int:
        """Where *day* begins; a day may have 23 or 25 hours."""
        naive = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone comes next
        zone = self._display.tzinfo_for(self._display.zone)
        aware = naive.astimezone() if zone is None else naive.replace(tzinfo=zone)
        return int(aware.timestamp()) * 1000

    def _write(self, from_ms: int | None, to_ms: int | None) -> None:
        self._is_writing = True
        for edit, at_ms in ((self._from, from_ms), (self._to, to_ms)):
            if at_ms is None:
                edit.set_text("")
            else:
                edit.show_value(at_ms // 1000 * 1000, second_text(self._local(at_ms)))
        self._is_writing = False

    def _local(self, at_ms: int) -> datetime:
        zone = self._display.tzinfo_for(self._display.zone)
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)

    def _apply_zone(self) -> None:
        """A moment that was typed stays the same moment when the zone is switched."""
        zone = "UTC" if self._display.zone is Zone.UTC else self._display.zone_label
        self._zone.setText(tr("times in {zone}, day first", zone=zone))
        self._is_writing = True
        for edit in (self._from, self._to):
            at_ms = edit.value()
            if at_ms is not None:
                edit.show_value(at_ms, second_text(self._local(at_ms)))
        self._is_writing = False
