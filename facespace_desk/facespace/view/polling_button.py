"""How the desk asks: refresh time, limit, start and stop. Set once, then left alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QMenu,
    QSpinBox,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from facespace_desk.facespace.model.live import LiveModel
from facespace_desk.language import tr
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.widgets.ages import span_text
from facespace_desk.widgets.icons import icon

FASTEST_S: Final = 0.1  # wire/facespace.md 4: the floor
SLOWEST_S: Final = 600.0


class PollingButton(QToolButton):
    """Signals:

    refresh_chosen(float): another refresh time in seconds, to be remembered.
    """

    refresh_chosen = Signal(float)

    def __init__(self, model: LiveModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setProperty("kind", "plain")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(icon("timer", "text"))
        self.setToolTip(tr("How often the server is asked, and whether it is"))
        self._refresh = QDoubleSpinBox()
        self._refresh.setRange(FASTEST_S, SLOWEST_S)
        self._refresh.setDecimals(1)
        self._refresh.setSingleStep(0.5)
        self._refresh.setSuffix(" s")
        self._limit = QSpinBox()
        self._limit.setRange(0, 1_000_000)
        self._limit.setSpecialValueText(tr("no limit"))
        self._limit.setSuffix(tr(" pictures", "behind a number"))
        menu = QMenu(self)
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.addRow(tr("Ask every"), self._refresh)
        rows.addRow(tr("End after"), self._limit)
        fields = QWidgetAction(menu)
        fields.setDefaultWidget(form)
        menu.addAction(fields)
        menu.addSeparator()
        menu.addAction(icon("refresh-cw"), tr("Ask now"), model.refresh_now)
        self._run = menu.addAction(icon("power"), tr("Stop asking"), self._toggle)
        menu.addSeparator()
        menu.addAction(icon("trash-2"), tr("Clear the view (history is kept)"), model.clear)
        self.setMenu(menu)
        menu.aboutToShow.connect(self._fill)
        self._refresh.editingFinished.connect(self._set_refresh)
        self._limit.editingFinished.connect(self._set_limit)
        model.truth_changed.connect(self._show_truth)
        self._show_truth(model.truth)

    def _fill(self) -> None:
        with QSignalBlocker(self._refresh), QSignalBlocker(self._limit):
            self._refresh.setValue(self._model.refresh_s)
            self._limit.setValue(self._model.limit or 0)

    def _toggle(self) -> None:
        if self._model.is_running:
            self._model.stop()
        else:
            self._model.start()

    def _set_refresh(self) -> None:
        self._model.set_refresh(self._refresh.value())
        self.refresh_chosen.emit(self._model.refresh_s)

    def _set_limit(self) -> None:
        self._model.set_limit(self._limit.value() or None)

    def _show_truth(self, truth: FeedTruth) -> None:
        is_running = self._model.is_running
        every = tr("every {span}", span=span_text(truth.interval_s))
        text = every if is_running else tr("stopped", "nobody asks the server")
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(tr("Polling: {how}", how=text))
            self._run.setText(tr("Stop asking") if is_running else tr("Start asking"))
