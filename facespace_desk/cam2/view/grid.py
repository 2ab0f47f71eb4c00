"""A few chosen cameras side by side in a window of their own. Nothing is recorded."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.cam2.model.grid import REFRESH_CHOICES_S, GridModel
from facespace_desk.cam2.model.local_notes import camera_title
from facespace_desk.cam2.model.terms import NOTICE
from facespace_desk.cam2.view.picture import PictureView
from facespace_desk.cam2.view.preview import RefreshChooser
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.ticker import VisibleTick

SIZE: Final = (1100, 760)
INVITATION: Final = tr("Not fetched yet.")


class GridDialog(DeskDialog):
    """Shows what a GridModel holds; to open it is to ask for the pictures. `show()` or `open()`."""

    def __init__(self, model: GridModel, display: Display, parent: QWidget | None) -> None:
        super().__init__(tr("Cameras side by side"), parent)
        self._model = model
        self._display = display
        self._pictures: list[PictureView] = []
        self._refresh = button(tr("Refresh all"), "primary", icon_name="refresh-cw")
        self._every = RefreshChooser(REFRESH_CHOICES_S)
        self._about = label(role="caption")
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._lay_out()
        self._refresh.clicked.connect(self._refresh_or_stop)
        self._every.chosen.connect(model.set_every)
        model.changed.connect(self._show)
        VisibleTick(self, self._say_about)
        self.resize(*SIZE)
        self._show()

    @property
    def pictures(self) -> tuple[PictureView, ...]:
        """Where the pictures are painted, in the order of the model."""
        return tuple(self._pictures)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.set_visible(True)
        if all(state.still is None and state.error is None for state in self._model.states):
            self._model.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.set_visible(False)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for part in (self._refresh, self._every, self._about):
            tools.addWidget(part)
        tools.addStretch(1)
        tools.addWidget(label(NOTICE, "caption"))
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(tools)
        column.addLayout(self._grid, 1)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.addLayout(column, 1)

    def _show(self) -> None:
        states = self._model.states
        if len(states) != len(self._pictures):
            self._make_pictures(len(states))
        for picture, state in zip(self._pictures, states, strict=True):
            picture.show_state(state, camera_title(state.camera) if state.camera else "")
        self._refresh.setText(tr("Stop") if self._model.is_loading else tr("Refresh all"))
        self._refresh.setEnabled(bool(states))
        self._every.show_every(self._model.every_s)
        self._say_about()

    def _make_pictures(self, count: int) -> None:
        for picture in self._pictures:
            self._grid.removeWidget(picture)
            picture.deleteLater()
        columns = math.ceil(math.sqrt(count)) if count else 1
        self._pictures = [
            PictureView(self._display, invitation=INVITATION, has_title=True) for _ in range(count)
        ]
        for number, picture in enumerate(self._pictures):
            self._grid.addWidget(picture, number // columns, number % columns)
        for number in range(3):
            self._grid.setColumnStretch(number, int(number < columns))
            self._grid.setRowStretch(number, int(number < math.ceil(count / columns)))

    def _say_about(self) -> None:
        next_ms = self._model.next_ms
        words = ""
        if next_ms is not None:
            seconds = max(0, next_ms - wall_ms()) // 1000 + 1
            words = tr("next round in {seconds} s", seconds=seconds)
        self._about.setText(words)

    def _refresh_or_stop(self) -> None:
        if self._model.is_loading:
            self._model.cancel()
        else:
            self._model.refresh()
