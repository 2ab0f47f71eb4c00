"""The bottom of the window: a light per service, what is going on, the store, the clock, the
mask."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, label, line
from facespace_desk.widgets.state_light import StateLight
from facespace_desk.widgets.ticker import VisibleTick

_TO_UTC = tr("Click to show times in UTC")
_MASK_WORDS = {
    NameMask.FULL: tr("Names shown"),
    NameMask.INITIALS: tr("Names as initials"),
    NameMask.PSEUDONYM: tr("Names as pseudonyms"),
    NameMask.HIDDEN: tr("Names hidden"),
}


class _ServiceLight(StateLight):
    """A light that leads to its service's tab."""

    chosen = Signal(str)

    def __init__(self, service_id: str, title: str) -> None:
        super().__init__(title)
        self._service_id = service_id
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._service_id)


class StatusBar(QFrame):
    """One glance at everything.

    Signals:
        service_chosen: service id (str) of the light that was clicked.
        mask_pressed: names are to be shown or masked.
    """

    service_chosen = Signal(str)
    mask_pressed = Signal()

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self._display = display
        self._lights: dict[str, _ServiceLight] = {}
        self._light_row = QHBoxLayout()
        self._light_row.setSpacing(12)
        self._entries = QHBoxLayout()
        self._activity = ElidedLabel(role="caption")
        self._activity.setAccessibleName(tr("Activity"))
        self._store = label(role="caption")
        self._clock = button("", "status")
        self._names = button(
            tr("Names shown"), "status", tip=tr("Show or mask people's names (Ctrl+Shift+H)")
        )
        self._clock.clicked.connect(self._switch_zone)
        self._names.clicked.connect(self.mask_pressed)
        self._build()
        display.changed.connect(self._show_display)
        self._tick = VisibleTick(self, self._show_clock)
        self._show_display()

    @property
    def clock_text(self) -> str:
        return self._clock.text()

    @property
    def names_text(self) -> str:
        return self._names.text()

    def add_service(self, service_id: str, title: str) -> None:
        """Put up a light for a service; it is off until a state is shown."""
        light = _ServiceLight(service_id, title)
        light.chosen.connect(self.service_chosen)
        self._lights[service_id] = light
        self._light_row.addWidget(light)

    def remove_service(self, service_id: str) -> None:
        self._lights.pop(service_id).deleteLater()

    def light(self, service_id: str) -> StateLight:
        return self._lights[service_id]

    def show_state(self, service_id: str, state: LoadState) -> None:
        self._lights[service_id].show_state(state)

    def put_entry(self, entry: QWidget) -> None:
        """Show *entry* beside the lights, until it is deleted."""
        self._entries.addWidget(entry)

    def show_activity(self, text: str) -> None:
        """What is going on, in a few words; empty when nothing is."""
        self._activity.setText(text)

    def show_store_size(self, size_bytes: int | None) -> None:
        """How large the local history is; None: there is none."""
        self._store.setVisible(size_bytes is not None)
        if size_bytes is not None:
            self._store.setText(tr("Store {size}", size=size_text(size_bytes)))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(8)
        row.addLayout(self._light_row)
        row.addSpacing(8)
        row.addLayout(self._entries)
        row.addWidget(self._activity, 1)
        self._store.hide()
        widgets: tuple[QWidget, ...] = (self._store, _upright(), self._clock, _upright())
        for widget in (*widgets, self._names):
            row.addWidget(widget)
        self.setFixedHeight(30)

    def _switch_zone(self) -> None:
        is_utc = self._display.zone is Zone.UTC
        self._display.set_zone(Zone.LOCAL if is_utc else Zone.UTC)

    def _show_display(self) -> None:
        is_masked = self._display.is_masked
        self._names.setText(_MASK_WORDS[self._display.mask])
        self._names.setIcon(icon("eye-off", "warn") if is_masked else icon("eye", "muted"))
        self._show_clock()

    def _show_clock(self) -> None:
        now_ms = wall_ms()
        is_utc = self._display.zone is Zone.UTC
        zone = "UTC" if is_utc else tr("This PC", "its time")
        self._clock.setText(f"{zone} {self._display.clock_text(now_ms)}")
        if self._clock.size() != self._clock.sizeHint():
            self._clock.setFixedSize(self._clock.sizeHint())  # fixed: no new layout each second
        other = tr("Click to show times in this PC's zone") if is_utc else _TO_UTC
        self._clock.setToolTip(f"{self._display.time_tooltip(now_ms)}\n{other}")


def _upright() -> QLabel | QFrame:
    result = line(upright=True)
    result.setFixedHeight(14)
    return result
