"""The bar of the replay: what is shown, how fast, and the way back to what is live."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.amigocloud.model.event_rows import clock_text
from facespace_desk.amigocloud.model.replay import SPEEDS, Replay, ReplayPhase, ReplayState
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label

STEPS: Final = 10_000  # of the slider
SEEK_PAUSE_MS: Final = 120  # after the hand has come to rest on the slider
RANGES: Final = (
    ("The last 10 minutes", 600),
    ("The last hour", 3_600),
    ("The last 24 hours", 86_400),
    ("All that was kept", None),
)
WINDOWS: Final = (
    ("List keeps all", None),
    ("List keeps 1 min", 60.0),
    ("List keeps 10 min", 600.0),
    ("List keeps 1 h", 3_600.0),
)


class ReplayBar(QFrame):
    """Shows a Replay, and steers it."""

    def __init__(self, replay: Replay, display: Display) -> None:
        super().__init__()
        self.setProperty("kind", "toolbar")
        self._replay = replay
        self._display = display
        self.start = tool_button("history", "Replay what was recorded", text="Replay")
        self.back = tool_button("skip-back", "To the event before")
        self.play = tool_button("play", "Play or pause")
        self.step = tool_button("skip-forward", "To the next event")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 20)
        self.slider.setAccessibleName("Position in the recording")
        self.moment = label("", "mono")
        self.words = label("", "caption")
        self.hint = label("Shows on the map and in the list what was recorded", "caption")
        self.speed = QComboBox()
        self.speed.addItems([f"{speed:g}×" for speed in SPEEDS])
        self.speed.setAccessibleName("Speed of the replay")
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.window_box = QComboBox()
        self.window_box.addItems([words for words, _seconds in WINDOWS])
        self.window_box.setAccessibleName("How long events stay in the list")
        self.live = button("Back to live", "primary")
        self._seek = QTimer(self)
        self._seek.setSingleShot(True)
        self._seek.setInterval(SEEK_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.show_state(replay.state)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._parts: tuple[QWidget, ...] = (
            self.back,
            self.play,
            self.step,
            self.slider,
            self.moment,
            self.speed,
            self.window_box,
            self.live,
        )
        row.addWidget(self.start)
        for part in self._parts:
            row.addWidget(part, 1 if part is self.slider else 0)
        row.addWidget(self.words)
        row.addStretch(0)
        row.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.addLayout(row)

    def _connect(self) -> None:
        replay = self._replay
        menu = QMenu(self.start)
        for words, seconds in RANGES:
            menu.addAction(words).triggered.connect(
                lambda _checked=False, seconds=seconds: self._begin(seconds)
            )
        self.start.setMenu(menu)
        self.start.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.back.clicked.connect(replay.step_back)
        self.play.clicked.connect(self._play_or_pause)
        self.step.clicked.connect(replay.step)
        self.live.clicked.connect(replay.leave)
        self.speed.activated.connect(lambda place: replay.set_speed(SPEEDS[place]))
        self.window_box.activated.connect(lambda place: replay.set_window(WINDOWS[place][1]))
        self.slider.valueChanged.connect(self._slider_moved)
        self._seek.timeout.connect(self._seek_now)
        replay.state_changed.connect(self.show_state)
        self._display.changed.connect(self._show_again)

    def _show_again(self) -> None:
        """Moments are written in another way."""
        self.show_state(self._replay.state)

    def show_state(self, state: ReplayState) -> None:
        """Draw the whole of *state*."""
        is_on = state.phase is not ReplayPhase.OFF
        for part in self._parts:
            part.setVisible(is_on)
        self.start.setVisible(not is_on)
        self.hint.setVisible(not is_on)
        self.words.setText(_words(state))
        self.words.setVisible(bool(self.words.text()))
        if not is_on:
            return
        is_playing = state.phase is ReplayPhase.PLAYING
        self.play.setIcon(icon("pause" if is_playing else "play", "text"))
        self.play.setToolTip("Pause" if is_playing else "Play")
        self.play.setAccessibleName("Pause" if is_playing else "Play")
        self.moment.setText(f"{clock_text(self._display, state.at_ms)} {self._display.zone_label}")
        if state.speed in SPEEDS:
            self.speed.setCurrentIndex(SPEEDS.index(state.speed))
        if not self.slider.isSliderDown() and not self._seek.isActive():
            length = max(state.last_ms - state.first_ms, 1)
            with QSignalBlocker(self.slider):
                self.slider.setValue(round((state.at_ms - state.first_ms) / length * STEPS))

    def _begin(self, seconds: int | None) -> None:
        self._replay.begin(None if seconds is None else wall_ms() - seconds * 1000)

    def _play_or_pause(self) -> None:
        if self._replay.state.phase is ReplayPhase.PLAYING:
            self._replay.pause()
        else:
            self._replay.play()

    def _slider_moved(self, _value: int) -> None:
        self._seek.start()

    def _seek_now(self) -> None:
        state = self._replay.state
        length = state.last_ms - state.first_ms
        self._replay.seek(state.first_ms + round(self.slider.value() / STEPS * length))


def _words(state: ReplayState) -> str:
    if state.trouble:
        return state.trouble
    if state.phase is ReplayPhase.READING:
        return "Reading…"
    if state.reached is not None:
        return f"{state.reached:.2g}× reached: more events than can be shown faster"
    return "At the end" if state.phase is ReplayPhase.ENDED else ""
