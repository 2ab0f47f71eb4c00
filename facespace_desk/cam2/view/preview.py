"""The picture of the chosen camera, and what can be done: fetch, refresh, open its stream.

Nothing is fetched before somebody presses the button. See `picture` for what cannot be done.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.cam2.model.player import PlayerModel
from facespace_desk.cam2.model.preview import REFRESH_CHOICES_S, PreviewModel
from facespace_desk.cam2.view.picture import PictureView
from facespace_desk.cam2.view.player_dialog import PlayerDialog
from facespace_desk.language import number, tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.ages import span_text
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.ticker import VisibleTick

INVITATION: Final = tr("The picture is fetched when you ask for it, and never kept.")


class RefreshChooser(QComboBox):
    """How often to fetch anew by itself.

    Signals:
        chosen(object): seconds, or None for only on a click.
    """

    chosen = Signal(object)

    def __init__(self, choices_s: tuple[float, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Refresh by itself"))
        self.setToolTip(tr("Refresh while it can be seen"))
        self.addItem(tr("On click"), None)
        for seconds in choices_s:
            self.addItem(tr("Every {span}", span=span_text(seconds)), seconds)
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def show_every(self, seconds: float | None) -> None:
        """Show what is in force."""
        row = self.findData(seconds)
        if row >= 0:
            self.setCurrentIndex(row)


class PreviewPane(QWidget):
    """Follows a PreviewModel; fetches on a click and refreshes only while it can be seen."""

    def __init__(self, model: PreviewModel, player: PlayerModel, display: Display) -> None:
        super().__init__()
        self._model = model
        self._player = player
        self._picture = PictureView(display, invitation=INVITATION)
        self._fetch = button(tr("Show picture"), "primary", icon_name="image")
        self._every = RefreshChooser(REFRESH_CHOICES_S)
        self._stream = button(tr("Open stream"), "plain", icon_name="external-link")
        self._choose = tool_button("settings", tr("Choose the player for streams"))
        self._about = label(role="caption", wraps=True)
        self._lay_out()
        self._fetch.clicked.connect(self._fetch_or_stop)
        self._every.chosen.connect(model.set_every)
        self._stream.clicked.connect(self._open_stream)
        self._choose.clicked.connect(self._choose_player)
        model.changed.connect(self._show)
        player.changed.connect(self._show)
        VisibleTick(self, self._say_about)
        self._show()

    @property
    def picture(self) -> PictureView:
        """Where the picture is painted."""
        return self._picture

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.set_visible(False)

    def fetch(self) -> None:
        """Fetch the picture now; the key of the tab does it, too."""
        self._model.fetch()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self._fetch, 1)
        first.addWidget(self._every)
        second.addWidget(self._stream, 1)
        second.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._picture)
        column.addWidget(self._about)
        column.addLayout(first)
        column.addLayout(second)

    def _show(self) -> None:
        state = self._model.state
        camera = state.camera
        self._picture.show_state(state)
        if state.is_loading:
            self._fetch.setText(tr("Stop"))
        else:
            self._fetch.setText(tr("Refresh") if state.still or state.error else tr("Show picture"))
        self._fetch.setIcon(icon("x" if state.is_loading else "image", "on_accent"))
        has_still = camera is not None and camera.still_url is not None
        self._fetch.setEnabled(has_still)
        self._fetch.setToolTip("" if has_still else tr("It has no address for a still picture"))
        self._every.setEnabled(has_still)
        self._every.show_every(self._model.every_s)
        has_stream = camera is not None and camera.stream_url is not None
        self._stream.setEnabled(has_stream)
        self._stream.setText(
            tr("Open stream in {player}", player=self._player.name)
            if self._player.program
            else tr("Open stream …")
        )
        self._stream.setToolTip(
            tr("In a player of its own; nothing is recorded here")
            if has_stream
            else tr("It has no address for a stream")
        )
        self._say_about()

    def _say_about(self) -> None:
        state, words = self._model.state, []
        if state.still is not None:
            raster = state.still.raster
            words.append(f"{raster.full_width} × {raster.full_height} {raster.format}")
            words.append(_size_text(state.still.size_bytes))
            words.append(tr("in {seconds:.1f} s", seconds=state.still.elapsed_s))
            words += raster.notes
            if state.still.is_stream:
                words.append(tr("first picture of a stream"))
        if state.next_ms is not None:
            seconds = max(0, state.next_ms - wall_ms()) // 1000 + 1
            words.append(tr("next in {seconds} s", seconds=seconds))
        self._about.setText(" · ".join(words))
        self._about.setVisible(bool(words))

    def _fetch_or_stop(self) -> None:
        if self._model.state.is_loading:
            self._model.cancel()
        else:
            self._model.fetch()

    def _open_stream(self) -> None:
        camera = self._model.state.camera
        if camera is None:
            return
        if self._player.program:
            self._player.play(camera)
            return
        dialog = PlayerDialog(self._player, self)
        dialog.accepted.connect(lambda: self._player.play(camera))
        dialog.open()

    def _choose_player(self) -> None:
        PlayerDialog(self._player, self).open()


def _size_text(size_bytes: int) -> str:
    kilobytes = size_bytes / 1000
    if kilobytes < 1000:
        return f"{number(kilobytes, '.0f')} kB"
    return f"{number(kilobytes / 1000, '.1f')} MB"
