"""How the search stands: counts while pages come, and an honest end."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from facespace_desk.cam2.model.search import Progress, SearchModel, progress_words
from facespace_desk.cam2.search import SearchEnd
from facespace_desk.language import tr
from facespace_desk.widgets import theme
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, IconLabel

_BAR_PX: Final = 3
_MARGINS_PX: Final = 8


class ResultBar(QWidget):
    """Draws a SearchModel's progress, and offers to stop it or to go on."""

    def __init__(self, model: SearchModel) -> None:
        super().__init__()
        self._model = model
        self._mark = IconLabel("search", "muted")
        self._words = ElidedLabel(tr("No search yet"), "caption")
        self._words.setAccessibleName(tr("How the search stands"))
        self._warning = ElidedLabel("", "warning")
        self._cancel = button(tr("Stop"), "plain", icon_name="x", tip=tr("Stop; what came stays"))
        self._go_on = button(tr("Go on"), "plain", icon_name="arrow-right")
        self._unit = button(
            tr("Check the unit"), "plain", tip=tr("Find out what the server takes a radius for")
        )
        self._line = QFrame()
        self._line.setProperty("kind", "truth")
        # Over the lower edge: the map must not move when a search begins or ends.
        self._progress = QProgressBar(self._line)
        self._progress.setTextVisible(False)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._words, 3)
        row.addWidget(self._warning, 2)
        row.addWidget(self._unit)
        row.addWidget(self._go_on)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        self._cancel.clicked.connect(model.cancel)
        self._go_on.clicked.connect(model.go_on)
        self._unit.clicked.connect(model.check_unit)
        model.progress_changed.connect(self._show)
        self._keep_height()
        self._show(model.progress)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._progress.setGeometry(0, self.height() - _BAR_PX, self.width(), _BAR_PX)

    @property
    def text(self) -> str:
        """All that it says."""
        shown = (self._words, *([] if self._warning.isHidden() else [self._warning]))
        return "  ·  ".join(part.text() for part in shown)

    def _keep_height(self) -> None:
        """As high as its buttons, also while there are none."""
        self._line.setFixedHeight(theme.metrics().control + _MARGINS_PX)

    def _show(self, progress: Progress | None) -> None:
        if progress is None:
            self._show_buttons(is_running=False, can_go_on=False)
            self._unit.hide()
            return
        self._words.setText(progress_words(progress))
        self._mark.set_icon(*_mark(progress))
        self._warning.setText("  ·  ".join(progress.warnings))
        self._warning.setVisible(bool(progress.warnings))
        self._show_buttons(is_running=progress.is_running, can_go_on=progress.can_go_on)
        self._unit.setVisible(progress.doubts_unit)
        self._progress.setRange(0, progress.cap)
        self._progress.setValue(progress.pages)
        more = min(self._model.page_cap * 100, 10**9)
        is_capped = progress.end is SearchEnd.CAPPED
        self._go_on.setText(
            tr("Go on with {count:,} more", count=more) if is_capped else tr("Go on")
        )

    def _show_buttons(self, *, is_running: bool, can_go_on: bool) -> None:
        self._cancel.setVisible(is_running)
        self._go_on.setVisible(can_go_on)
        self._progress.setVisible(is_running)


def _mark(progress: Progress) -> tuple[str, str]:
    if progress.is_running:
        return "search", "accent"
    if progress.error is not None:
        return "circle-alert", "bad"
    if progress.end is SearchEnd.COMPLETE:
        return ("circle-check", "live") if progress.kept else ("search-x", "muted")
    return "triangle-alert", "warn"
