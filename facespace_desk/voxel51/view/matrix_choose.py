"""What a batch is made of: one analytic on many data, or many analytics on one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.modelkit.state import LoadState
from facespace_desk.voxel51.model.job_draft import Key, data_field, field_of
from facespace_desk.voxel51.model.making import JobMaking
from facespace_desk.voxel51.model.matrix_plan import Planned, Planner, data_fields
from facespace_desk.voxel51.records import Analytic
from facespace_desk.voxel51.view.data_chooser import DataList
from facespace_desk.voxel51.view.form_fields import cut
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.record_table import RecordTable
from facespace_desk.widgets.state_banner import StateBanner


class ManyData(QWidget):
    """The form that is open, on many data.

    Signals:
        changed: the batch would be another.
    """

    changed = Signal()

    def __init__(self, making: JobMaking) -> None:
        super().__init__()
        self._making = making
        document = making.form.document
        assert document is not None
        self._document = document
        self._keys = data_fields(document)
        self.turn = QComboBox()
        self.list = DataList(making.choices, None)
        self.basket = RecordTable(making.basket.table)
        self.add = button("Add", icon_name="plus", tip="Add the chosen data to the batch")
        self.remove = button("Remove", icon_name="minus", tip="Take the chosen data out")
        self._refused = label("", "warning", wraps=True)
        self._count = label("", "strong")
        self._lay_out()
        self.turn.currentIndexChanged.connect(self._turn_changed)
        self.list.changed.connect(self._show_tools)
        self.list.taken.connect(self._add)
        self.basket.selectionModel().selectionChanged.connect(self._show_tools)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        making.basket.changed.connect(self._basket_changed)
        self._turn_changed()
        self._basket_changed()

    def plan(self, mark: str) -> tuple[Planned, ...]:
        """The batch as it is chosen."""
        making = self._making
        draft, key = making.form.draft, self._key
        if draft is None or key is None:
            return ()
        planner = Planner(making.launcher, mark)
        return planner.one_on_many(draft, self._document, key, making.basket.items)

    @property
    def _key(self) -> Key | None:
        at = self.turn.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else None

    def _lay_out(self) -> None:
        for _part, name in self._keys:
            self.turn.addItem(cut(name))
        first = data_field(self._document)
        if first is not None:
            self.turn.setCurrentIndex(self._keys.index(first))
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(label("In turn", "muted"))
        above.addWidget(self.turn)
        above.addWidget(label("All other fields are as in the form.", "caption"), 1)
        self.turn.setAccessibleName("The field that takes the data in turn")
        left, right = QWidget(), QWidget()
        for side, parts in (
            (left, (label("Data at the platform", "section"), self.list)),
            (right, (self._count, self.basket, self._refused)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            for part in parts:
                column.addWidget(part, 1 if part in {self.list, self.basket} else 0)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.add)
        middle.addWidget(self.remove)
        middle.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addLayout(middle)
        row.addWidget(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(above)
        whole.addLayout(row, 1)
        for key in ("came", "type", "refusal"):
            self.basket.header.set_column_visible(key, False)
        for key in ("came", "type"):
            self.list.table.header.set_column_visible(key, False)

    def _turn_changed(self) -> None:
        key = self._key
        field = None if key is None else field_of(self._document, key)
        self.list.show_kind(None if field is None else field.kind)
        self.changed.emit()

    def _add(self) -> None:
        words = self._making.basket.add(self.list.selected())
        self._refused.setText(words)
        self._refused.setVisible(bool(words))

    def _remove(self) -> None:
        self._making.basket.remove(self.basket.selected_records())

    def _basket_changed(self) -> None:
        count = self._making.basket.table.held_count
        self._count.setText(f"In the batch: {count:,}")
        self._show_tools()
        self.changed.emit()

    def _show_tools(self) -> None:
        chosen = self.list.table.selected_count()
        self.add.setText(f"Add {chosen:,}" if chosen > 1 else "Add")
        self.add.setEnabled(chosen > 0)
        self.remove.setEnabled(self.basket.selected_count() > 0)


class ManyAnalytics(QWidget):
    """Many analytics, each with its defaults, on one data.

    Signals:
        changed: the batch would be another.
    """

    changed = Signal()

    def __init__(self, making: JobMaking) -> None:
        super().__init__()
        self._making = making
        self.analytics = RecordTable(making.analytics.table)
        self.list = DataList(making.choices, None)
        self.list.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        for key in ("came", "type"):
            self.list.table.header.set_column_visible(key, False)
        self._banner = StateBanner()
        sides = QHBoxLayout()
        sides.setSpacing(16)
        for title, parts in (
            ("Analytics", (self._banner, self.analytics)),
            ("On this data", (self.list,)),
        ):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            column.addWidget(label(title, "section"))
            for part in parts:
                column.addWidget(part, 0 if part is self._banner else 1)
            sides.addWidget(side, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(sides, 1)
        self._banner.retry.connect(making.analytics.refresh)
        self.analytics.selectionModel().selectionChanged.connect(self._read)
        self.list.changed.connect(self.changed)
        making.analytics.state_changed.connect(self._show_state)
        making.analytics.refresh()

    def plan(self, mark: str) -> tuple[Planned, ...]:
        """The batch as it is chosen; empty until every document was read."""
        rows, wanted = self.list.selected(), self._chosen()
        found = self._making.analytics.with_documents(wanted)
        if not rows or len(found) < len(wanted):
            return ()
        return Planner(self._making.launcher, mark).many_on_one(found, rows[0].item)

    def _chosen(self) -> list[Analytic]:
        return self.analytics.selected_records()

    def _read(self) -> None:
        self._making.analytics.read(self._chosen())
        self.changed.emit()

    def _show_state(self, state: LoadState) -> None:
        self._banner.show_state(state)
        self.changed.emit()
