"""What is known of the chosen data: where it is from, how long it is kept, what can be done."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.model.data_rows import (
    BY_URL,
    NOT_ASKED,
    DataAct,
    DataRow,
    left_words,
    size_words,
    why_not,
)
from facespace_desk.voxel51.model.data_work import DataWork
from facespace_desk.voxel51.model.provenance import CHOICES, FIXED, TITLES, Origin
from facespace_desk.voxel51.view.data_commands import ICONS, label_of
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.fact_grid import FactGrid
from facespace_desk.widgets.flow_layout import FlowLayout
from facespace_desk.widgets.labels import label, line, set_role
from facespace_desk.widgets.ticker import VisibleTick

FACTS: Final = ("Type", "Size", "Encoding", "Uploaded", "Kept", "Made by job", "ID")


class DataPane(QStackedWidget):
    """Follows what is chosen in a list of data.

    Signals:
        act_wanted(DataAct): do it to the data.
        origin_wanted(Origin): it is from there.
    """

    act_wanted = Signal(object)
    origin_wanted = Signal(object)

    def __init__(self, work: DataWork, display: Display) -> None:
        super().__init__()
        self._list = work.list
        self._display = display
        self.title = label(role="title", wraps=True, selectable=True)
        self.note = label(wraps=True)
        self.why_not = label(role="warning", wraps=True)
        self.origin = QComboBox()
        self._origin_note = label(role="caption", wraps=True)
        self.grid = FactGrid(FACTS)
        self._acts = {act: button(label_of(act), icon_name=ICONS[act]) for act in DataAct}
        self._lay_out()
        for act, each in self._acts.items():
            each.clicked.connect(lambda _checked=False, act=act: self.act_wanted.emit(act))
        self.origin.activated.connect(
            lambda _at: self.origin_wanted.emit(self.origin.currentData())
        )
        self._list.chosen_changed.connect(self._show)
        self._list.row_changed.connect(self._row_changed)
        display.changed.connect(self._show)
        VisibleTick(self, self._show)
        self._show()

    def act_button(self, act: DataAct) -> QPushButton:
        return self._acts[act]

    def _lay_out(self) -> None:
        nothing = label("Choose data to see what is known of it.", "muted", wraps=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setContentsMargins(24, 24, 24, 24)
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        self._acts[DataAct.USE].setProperty("kind", "primary")
        self._acts[DataAct.DELETE].setProperty("kind", "danger")
        flow = FlowLayout(gap_px=6)
        for each in self._acts.values():
            flow.addWidget(each)
        self.origin.setAccessibleName("Origin")
        for origin in (*CHOICES, Origin.URL, Origin.UNKNOWN):
            self.origin.addItem(TITLES[origin], origin)
        for part in (self.title, self.note):
            column.addWidget(part)
        column.addLayout(flow)
        column.addWidget(self.why_not)
        column.addWidget(line())
        column.addWidget(self.grid)
        column.addWidget(label("Origin", "section"))
        column.addWidget(self.origin)
        column.addWidget(self._origin_note)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self.addWidget(nothing)
        self.addWidget(scroll)

    def _row_changed(self, data_id: str) -> None:
        if data_id == self._list.chosen:
            self._show()

    def _show(self, *_: object) -> None:
        row = self._list.row(self._list.chosen)
        self.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        now_ms = self._list.now_ms()
        over = row.why_over(now_ms)
        self.title.setText(row.title)
        self.note.setText(over or row.note)
        roles = {"bad": "error", "warn": "warning", "live": "good"}
        set_role(self.note, "muted" if over else roles.get(row.note_tone, "muted"))
        self.note.setVisible(bool(self.note.text()))
        reasons: dict[str, None] = {}
        for act, each in self._acts.items():
            reason = why_not(act, row, now_ms)
            each.setVisible(not over)
            each.setEnabled(not reason)
            each.setToolTip(reason)
            reasons |= {reason: None} if reason and not over else {}
        self.why_not.setText("\n".join(reasons))
        self.why_not.setVisible(bool(reasons))
        self._show_origin(row)
        self.grid.show_facts(self._facts(row, now_ms))

    def _show_origin(self, row: DataRow) -> None:
        tag = row.tag
        if self.origin.currentData() is not tag.origin and not self.origin.view().isVisible():
            with QSignalBlocker(self.origin):
                self.origin.setCurrentIndex(self.origin.findData(tag.origin))
        self.origin.setEnabled(not tag.is_fixed)
        words = ""
        if tag.is_fixed:
            words = f"It was made of media of CAM2 by the job {tag.maker}." if tag.maker else FIXED
        elif tag.origin is Origin.CAM2:
            words = "Said here, and can be taken back here."
        self._origin_note.setText(words)
        self._origin_note.setVisible(bool(words))

    def _facts(self, row: DataRow, now_ms: int) -> dict[str, str]:
        display = self._display
        kept = ""
        if "expiration_date" in row.missing:
            kept = NOT_ASKED
        elif row.expires_ms is not None:
            left = left_words(row, now_ms)
            kept = f"until {display.time_text(row.expires_ms)}, "
            kept += left if row.is_over(now_ms) else f"{left} more"
        if row.tag.is_by_url:
            kept = f"{kept}. {BY_URL}" if kept else BY_URL
        uploaded = row.uploaded_ms
        size = size_words(row)
        if row.known_size is not None and row.tag.is_by_url:
            size = f"{size}, as was said when it was added"
        return {
            "Type": row.type,
            "Size": size,
            "Encoding": row.encoding,
            "Uploaded": display.time_text(uploaded) if uploaded is not None else "",
            "Kept": kept,
            "Made by job": row.tag.maker,
            "ID": row.id,
        }
