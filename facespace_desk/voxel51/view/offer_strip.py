"""Says that jobs are complete by now, and offers to fetch what they made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from facespace_desk.voxel51.model.job_fetch import FetchModel
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import ElidedLabel, IconLabel


class OfferStrip(QFrame):
    """Follows a FetchModel; hidden while there is nothing to offer and nothing goes by itself.

    Signals:
        look_wanted(JobRow): look at the output of the latest.
        folder_wanted(bool): download what is offered; True: from now on without asking.
    """

    look_wanted = Signal(object)
    folder_wanted = Signal(bool)

    def __init__(self, fetch: FetchModel) -> None:
        super().__init__()
        self.setProperty("kind", "truth")
        self._fetch = fetch
        self._sign = IconLabel("circle-check", "live")
        self.words = ElidedLabel()
        self.look = button("Look at it", icon_name="eye")
        self.download = button("Download", "primary", icon_name="download")
        self.always = button("Always", tip="Download every output when its job is complete")
        self.never = button("Stop that", "link")
        self._close = tool_button("x", "Do not offer it any more")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        for part in (self.look, self.download, self.always, self.never, self._close):
            row.addWidget(part)
        self.look.clicked.connect(lambda: self.look_wanted.emit(fetch.offers[-1]))
        self.download.clicked.connect(lambda: self.folder_wanted.emit(False))
        self.always.clicked.connect(lambda: self.folder_wanted.emit(True))
        self.never.clicked.connect(lambda: fetch.set_rules(by_itself=False))
        self._close.clicked.connect(fetch.dismiss)
        fetch.offers_changed.connect(self._show)
        fetch.rules_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        offers, rules = self._fetch.offers, self._fetch.rules
        self.setVisible(bool(offers) or rules.by_itself)
        for part in (self.look, self.download, self.always, self._close):
            part.setVisible(bool(offers))
        self.never.setVisible(not offers and rules.by_itself)
        folder = Path(rules.folder).name if rules.folder else ""
        self.download.setText(f"Download to {folder}" if folder else "Download…")
        self.download.setToolTip(rules.folder)
        if len(offers) == 1:
            self.words.setText(f"{offers[0].title} is complete.")
        elif offers:
            self.words.setText(
                f"{len(offers)} jobs are complete; the latest is {offers[-1].title}."
            )
        elif rules.by_itself:
            self.words.setText(f"Outputs go to {rules.folder} by themselves.")
