"""What is known of the chosen photo: what was sent, what came back, where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.skylab.model.photo_columns import SHAPES, PhotoRow, PhotoState
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.fact_grid import FactGrid
from facespace_desk.widgets.flow_layout import FlowLayout
from facespace_desk.widgets.labels import IconLabel, label, line

FACTS: Final = (
    "Size",
    "Prepared",
    "Sent",
    "Original",
    "MD5",
    "Came back",
    "Result",
    "ID",
)


class PhotoDetail(QWidget):
    """Signals:

    compare_wanted(PhotoRow): look at original and result side by side.
    show_wanted(str): show this file in its folder.
    fetch_wanted(tuple[int, ...]): fetch the results of these photos.
    delete_wanted(tuple[PhotoRow, ...]): delete these photos at the studio.
    """

    compare_wanted = Signal(object)
    show_wanted = Signal(str)
    fetch_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._rows: tuple[PhotoRow, ...] = ()
        self._title = label(role="strong", wraps=True, selectable=True)
        self._sign = IconLabel("image")
        self._state = label(wraps=True)
        self._facts = FactGrid(FACTS, mono=("MD5",))
        self._compare = button("Compare", icon_name="image")
        self._show = button("Show file", icon_name="folder-open")
        self._fetch = button("Fetch", icon_name="download")
        self._delete = button("Delete…", "danger", icon_name="trash-2")
        self._lay_out()
        self._compare.clicked.connect(self._want_compare)
        self._show.clicked.connect(self._show_file)
        self._fetch.clicked.connect(lambda: self.fetch_wanted.emit(self._ids))
        self._delete.clicked.connect(lambda: self.delete_wanted.emit(self._rows))
        self.show_rows(())

    @property
    def facts(self) -> dict[str, str]:
        """What is said, by title."""
        return self._facts.facts

    def show_rows(self, rows: tuple[PhotoRow, ...]) -> None:
        """Show the first of *rows*, or that there are several."""
        self._rows = rows
        self.setVisible(bool(rows))
        if not rows:
            return
        row = rows[0]
        is_one = len(rows) == 1
        self._title.setText(row.name if is_one else f"{len(rows)} photos selected")
        self._sign.set_icon(*SHAPES[row.state])
        self._sign.setVisible(is_one)
        words = f"{row.state_words}. {row.words}" if row.words else row.state_words
        self._state.setText(words[:1].upper() + words[1:] if is_one else "")
        self._facts.show_facts(self._values(row) if is_one else {})
        self._compare.setVisible(is_one and row.can_compare)
        self._show.setVisible(is_one and bool(row.result or row.original))
        self._fetch.setVisible(any(each.is_ready for each in rows))
        self._fetch.setText("Fetch" if is_one else f"Fetch {len(rows)}")
        self._delete.setVisible(bool(self._ids))
        self._delete.setText("Delete…" if is_one else f"Delete {len(rows)}…")

    @property
    def _ids(self) -> tuple[int, ...]:
        return tuple(row.photo_id for row in self._rows if row.photo_id is not None)

    def _values(self, row: PhotoRow) -> dict[str, str]:
        display = self._display
        return {
            "Size": size_text(row.size) if row.size else "",
            "Prepared": row.prepared,
            "Sent": display.time_text(row.sent_ms) if row.sent_ms else "",
            "Original": row.original,
            "MD5": row.md5,
            "Came back": display.time_text(row.received_ms) if row.received_ms else "",
            "Result": Path(row.result).name if row.result else "",
            "ID": "" if row.photo_id is None else str(row.photo_id),
        }

    def _want_compare(self) -> None:
        self.compare_wanted.emit(self._rows[0])

    def _show_file(self) -> None:
        row = self._rows[0]
        self.show_wanted.emit(row.result if row.state is PhotoState.HERE else row.original)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(line())
        head = QGridLayout()
        head.setHorizontalSpacing(6)
        head.addWidget(self._title, 0, 0, 1, 2)
        head.addWidget(self._sign, 1, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._state, 1, 1)
        head.setColumnStretch(1, 1)
        column.addLayout(head)
        acts = FlowLayout(gap_px=6)
        for each in (self._compare, self._fetch, self._show, self._delete):
            acts.addWidget(each)
        column.addLayout(acts)
        column.addWidget(self._facts)
