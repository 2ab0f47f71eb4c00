"""The strip below the tables: activity per camera, the times without looking hatched."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.facespace.model.day import DAY_MS, DayModel
from facespace_desk.facespace.model.gap_causes import cause_words
from facespace_desk.facespace.model.history import HistoryModel
from facespace_desk.language import tr
from facespace_desk.modelkit.activity import Activity, Blind, Lane
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.ticker import VisibleTick
from facespace_desk.widgets.timeline import Timeline

BINS: Final = 288  # a day in bins of five minutes
REDRAW_MS: Final = 1_000
IDLE_REDRAW_MS: Final = 5_000
SPANS: Final = (
    (tr("15 minutes"), 900_000),
    (tr("1 hour"), 3_600_000),
    (tr("6 hours"), 21_600_000),
    (tr("24 hours"), DAY_MS),
)


class ActivityStrip(QWidget):
    """People per camera over time. Signals:

    range_chosen(int, int): the operator dragged over a range, epoch milliseconds.
    """

    range_chosen = Signal(object, object)

    def __init__(
        self,
        day: DayModel,
        history: HistoryModel,
        display: Display,
        theme: ThemeSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._day = day
        self._history = history
        self._is_past = False
        self._timeline = Timeline(display, theme)
        self._timeline.range_chosen.connect(self.range_chosen)
        self._title = label(tr("Activity: different people per camera"), "section")
        self._span = QComboBox()
        self._span.setAccessibleName(tr("Span of the timeline"))
        for title, span_ms in SPANS:
            self._span.addItem(title, span_ms)
        self._span.setCurrentIndex(1)
        rest = self._span.sizePolicy()
        rest.setRetainSizeWhenHidden(True)  # the head keeps its height
        self._span.setSizePolicy(rest)
        self._span.currentIndexChanged.connect(self.redraw)
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 12, 0)
        head.addWidget(self._title, 1)
        head.addWidget(label(tr("drag to look into a range"), "caption"))
        head.addSpacing(8)
        head.addWidget(self._span)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._timeline, 1)
        self._drawn_ms = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.redraw)
        day.activity_changed.connect(self._redraw_soon)
        history.answered.connect(self.redraw)
        VisibleTick(self, self._go_on)

    def show_past(self, is_past: bool) -> None:
        """Show the range of the history's answer instead of the time until now."""
        self._is_past = is_past
        self.redraw()

    def redraw(self) -> None:
        """Draw what is known now."""
        self._timer.stop()
        if not self.isVisible():
            return
        self._drawn_ms = wall_ms()
        activity = self._history.activity if self._is_past else None
        if activity is not None:
            self._timeline.choose_nothing()
        else:
            activity = self._recent()
            if not activity.lanes:
                self._drawn_ms = 0  # the first camera shall not wait
        self._span.setVisible(activity is not self._history.activity)
        self._timeline.show_activity(activity)

    def showEvent(self, event: object) -> None:
        self._redraw_soon()

    def _redraw_soon(self) -> None:
        """At once when the last drawing is old enough, else when it will be."""
        if not self._timer.isActive() and not (self._is_past and self._history.activity):
            self._timer.start(max(0, self._drawn_ms + REDRAW_MS - wall_ms()))

    def _go_on(self) -> None:
        """Time goes on while nothing comes."""
        if wall_ms() - self._drawn_ms >= IDLE_REDRAW_MS:
            self._redraw_soon()

    def _recent(self) -> Activity:
        span_ms = int(self._span.currentData())
        end_ms = wall_ms()
        start_ms = end_ms - span_ms
        rows = self._day.cameras
        lanes = tuple(Lane(row.camera, row.title, row.hue) for row in rows)
        counts = self._day.log.people_per_bin(start_ms, end_ms, BINS)
        blind = tuple(
            Blind(gap.from_ms, gap.to_ms, cause_words(gap.cause)) for gap in self._day.blind_spans
        )
        return Activity(lanes, start_ms, end_ms, counts, blind)
