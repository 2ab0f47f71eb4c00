"""What ends soon, in one line: how many, a click to list them, and what saves them all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from facespace_desk.voxel51.model.expiry import HORIZONS, ExpiryRadar
from facespace_desk.voxel51.records import DataItem
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label
from facespace_desk.widgets.ticker import VisibleTick


class RadarStrip(QFrame):
    """Follows an ExpiryRadar.

    Signals:
        horizon_changed(int): list what ends within so many days; 0: list everything.
        extend_wanted(list[DataItem]): ask until when these are kept.
        download_wanted(list[DataItem]): ask where these go.
    """

    horizon_changed = Signal(int)
    extend_wanted = Signal(object)
    download_wanted = Signal(object)

    def __init__(self, radar: ExpiryRadar) -> None:
        super().__init__()
        self._radar = radar
        self._horizon = 0
        self._sign = IconLabel("timer", "muted")
        self._words = ElidedLabel(role="muted")
        self.horizons: dict[int, QPushButton] = {}
        self.extend = button("Extend them…", icon_name="timer")
        self.download = button("Download them…", icon_name="download")
        self.setProperty("kind", "truth")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(label("Expiring within", "muted"))
        for days in HORIZONS:
            each = self.horizons[days] = button("", "quiet", tip=f"List what ends in {days} d")
            each.setCheckable(True)
            each.clicked.connect(lambda is_on, days=days: self.show_horizon(days if is_on else 0))
            row.addWidget(each)
        row.addWidget(self._words, 1)
        row.addWidget(self.extend)
        row.addWidget(self.download)
        self.extend.clicked.connect(lambda: self.extend_wanted.emit(self._meant()))
        self.download.clicked.connect(lambda: self.download_wanted.emit(self._meant()))
        radar.changed.connect(self._show)
        VisibleTick(self, self._show)
        self._show()

    @property
    def horizon(self) -> int:
        """Of what is listed, in days; 0: of nothing."""
        return self._horizon

    def show_horizon(self, days: int) -> None:
        """List what ends within so many days; 0: everything."""
        if days != self._horizon:
            self._horizon = days
            self.horizon_changed.emit(days)
        self._show()

    def _meant(self) -> Sequence[DataItem]:
        return list(self._radar.within(self._horizon)) if self._horizon else []

    def _show(self) -> None:
        radar, counts = self._radar, self._radar.counts
        for days, each in self.horizons.items():
            text = f"{days} day" if days == 1 else f"{days} days"
            text += f": {counts[days]:,}" if radar.is_known else ""
            if each.text() != text:
                each.setText(text)
            each.setChecked(days == self._horizon)
        first = counts[HORIZONS[0]]
        tone = "warn" if first else "muted"
        self._sign.set_icon("timer", tone)
        self.horizons[HORIZONS[0]].setIcon(
            icon("triangle-alert", "warn") if first else icon("circle-check", "live")
        )
        meant = counts.get(self._horizon, 0)
        for part in (self.extend, self.download):
            part.setVisible(bool(self._horizon))
            part.setEnabled(bool(meant))
        words = "" if radar.is_known else "Asking what ends…"
        if radar.is_cut:
            words = "There are more; the soonest are counted."
        elif self._horizon and not meant:
            words = "Nothing ends within that time."
        self._words.setText(words)
