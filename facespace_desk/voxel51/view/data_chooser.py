"""Choosing data: looked for by name at the platform, or named by its id."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.voxel51.document import Field, FieldKind
from facespace_desk.voxel51.model.data_choices import DataChoice, DataChoices
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import ElidedLabel, label, set_role
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.record_table import RecordTable
from facespace_desk.widgets.state_banner import StateBanner

SIZE_PX = (860, 560)
_KINDS = {
    FieldKind.VIDEO: "Videos only",
    FieldKind.IMAGE: "Pictures only",
    FieldKind.JSON_FILE: "JSON only",
}


class DataList(QWidget):
    """The data of the platform as a list that can be searched.

    Signals:
        changed: another selection, or another text was searched for.
        taken: Enter or a double click on a row.
    """

    changed = Signal()
    taken = Signal()

    def __init__(self, choices: DataChoices, kind: FieldKind | None) -> None:
        super().__init__()
        self._choices = choices
        self._kind: FieldKind | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find data by its name")
        self.search.setAccessibleName("Find data")
        self.search.setClearButtonEnabled(True)
        self.only = QCheckBox()
        self.only.setChecked(True)
        self.table = RecordTable(choices.table)
        self.more = button("More", tip="List more of what the platform has")
        self._words = ElidedLabel("", "caption")
        self._banner = StateBanner()
        self._empty = EmptyPage("search-x", "There is no such data")
        self._stack = QStackedWidget()
        self._lay_out()
        self.search.textChanged.connect(self.look)
        self.only.toggled.connect(self.look)
        self.more.clicked.connect(choices.more)
        self._banner.retry.connect(choices.refresh)
        self.table.selectionModel().selectionChanged.connect(self.changed)
        self.table.activated.connect(self.taken)
        choices.state_changed.connect(self._show_state)
        self.show_kind(kind)
        self._show_state(choices.state)

    def show_kind(self, kind: FieldKind | None) -> None:
        """Offer only files of this kind, as far as the platform knows it."""
        self._kind = kind if kind in _KINDS else None
        self.only.setText(_KINDS[self._kind] if self._kind is not None else "")
        self.only.setVisible(self._kind is not None)
        self.look()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    def selected(self) -> list[DataChoice]:
        """The chosen rows, from top to bottom."""
        return self.table.selected_records()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.only)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.addWidget(self._words, 1)
        foot.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def look(self) -> None:
        """List what is looked for."""
        self._choices.look_for(self.text, self._kind if self.only.isChecked() else None)
        self.changed.emit()

    def _show_state(self, state: LoadState) -> None:
        choices = self._choices
        self._banner.show_state(state)
        held = choices.table.held_count
        is_empty = not held and state.phase is Phase.LIVE
        self._stack.setCurrentWidget(self._empty if is_empty else self.table)
        total = choices.total
        words = f"{held:,} listed" if total is None else f"{held:,} of {total:,}"
        if state.phase is Phase.LOADING:
            words = "Reading…"
        self._words.setText(f"{words}. {choices.warning}" if choices.warning else words)
        self.more.setVisible(choices.has_more)
        self.changed.emit()


class DataChooser(DeskDialog):
    """Chooses the data of one field.

    Signals:
        chosen(str): the id of the data.
    """

    chosen = Signal(str)

    def __init__(self, field: Field, choices: DataChoices, parent: QWidget | None) -> None:
        super().__init__(f"Choose data for {field.name}", parent, sentence=field.description)
        self._choices = choices
        self.list = DataList(choices, field.kind)
        self.list.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self._words = label("", "caption", wraps=True)
        self._by_id = button("Use the text as an id", "quiet")
        self._cancel, self.go = button("Cancel"), button("Choose", "primary")
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._words)
        self.add_button(self._by_id, left=True)
        self.add_button(self._cancel)
        self.add_button(self.go)
        self._cancel.clicked.connect(self.reject)
        self._by_id.clicked.connect(lambda: self._finish(self.list.text))
        self.go.clicked.connect(self._take)
        self.list.taken.connect(self._take)
        self.list.changed.connect(self._show)
        self.resize(*SIZE_PX)
        self._show()
        self.list.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self) -> DataChoice | None:
        rows = self.list.selected()
        return rows[0] if rows else None

    def _take(self) -> None:
        row = self._row()
        if row is not None and not row.refusal:
            self._finish(row.item.id)

    def _finish(self, data_id: str) -> None:
        if not self._choices.why_not(data_id):
            self.chosen.emit(data_id)
            self.accept()

    def _show(self) -> None:
        row, text = self._row(), self.list.text
        refusal = row.refusal if row is not None else self._choices.why_not(text)
        self._words.setText(refusal)
        set_role(self._words, "warning")
        self._words.setVisible(bool(refusal))
        self.go.setEnabled(row is not None and not refusal)
        self._by_id.setVisible(bool(text) and row is None and not refusal)
