"""Fields of a camera on the screen: name at the left, value at the right, copy where it helps."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from facespace_desk.cam2.model.facts import TITLES, Fact, Knowledge, Section
from facespace_desk.language import tr
from facespace_desk.widgets import fonts
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.labels import ElidedLabel, label, set_role

TITLE_PX: Final = 84  # at least
MOST_TITLE_PX: Final = 140  # longer ones are cut
_ROLES: Final = {Knowledge.UNKNOWN: "caption", Knowledge.UNREAD: "warning"}


def _title_px() -> int:
    """The room of the longest title in the operator's language; the same in all sections."""
    metrics = QFontMetrics(fonts.ui())
    widest = max(metrics.horizontalAdvance(title) for title in TITLES.values())
    return min(max(widest + 2, TITLE_PX), MOST_TITLE_PX)


class FactRow:
    """The widgets of one field; used again for the next camera."""

    def __init__(self, grid: QGridLayout, row: int) -> None:
        self.title = ElidedLabel(role="muted")
        self.title.setFixedWidth(_title_px())
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.value = ElidedLabel()
        self.act = tool_button("copy", tr("Copy"))
        self.act.setFixedSize(24, 24)
        for column, widget in enumerate((self.title, self.value, self.act)):
            grid.addWidget(widget, row, column)
        grid.setRowMinimumHeight(row, 24)

    def fill(self, fact: Fact) -> None:
        """Show *fact*."""
        self.title.setText(fact.title)
        self.value.setAccessibleName(fact.title)
        self.value.setText(fact.text)
        set_role(self.value, _ROLES.get(fact.knowledge, "mono" if fact.is_code else ""))
        self.set_visible(True)
        self.act.setVisible(fact.can_be_copied)
        copy_words = tr("Copy {field}", field=fact.title)
        self.act.setToolTip(copy_words)
        self.act.setAccessibleName(copy_words)

    def set_visible(self, is_visible: bool) -> None:
        for widget in (self.title, self.value, self.act):
            widget.setVisible(is_visible)


class FactGrid(QWidget):
    """One section.

    Signals:
        copy_wanted(str, str): the title and the text of a field.
    """

    copy_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label(role="section")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[FactRow] = []
        self._facts: tuple[Fact, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_section(self, section: Section) -> None:
        """Show every field of *section*."""
        self._heading.setText(section.title)
        self._facts = section.facts
        while len(self._rows) < len(section.facts):
            self._add_row()
        for row, fact in zip(self._rows, section.facts, strict=False):
            row.fill(fact)
        for row in self._rows[len(section.facts) :]:
            row.set_visible(False)

    def _add_row(self) -> None:
        number = len(self._rows)
        row = FactRow(self._grid, number)
        row.act.clicked.connect(lambda: self._copy(number))
        self._rows.append(row)

    def _copy(self, number: int) -> None:
        fact = self._facts[number]
        self.copy_wanted.emit(fact.title, fact.text)
