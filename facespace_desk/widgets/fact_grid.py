"""Facts in two columns: what it is, and what holds; what is not known is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from facespace_desk.widgets.labels import label


class FactGrid(QWidget):
    """*titles* in the order in which they stand; values of those in *mono* are codes."""

    def __init__(self, titles: Sequence[str], *, mono: Collection[str] = ()) -> None:
        super().__init__()
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, title in enumerate(titles):
            head = label(title, "muted")
            value = label(role="mono" if title in mono else "", wraps=True, selectable=True)
            self._facts[title] = (head, value)
            grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)

    @property
    def facts(self) -> dict[str, str]:
        """What is said, by title."""
        return {
            title: value.text()
            for title, (_head, value) in self._facts.items()
            if not value.isHidden()
        }

    def show_facts(self, values: Mapping[str, str]) -> None:
        """Say these, by title, and nothing else."""
        for title, (head, value) in self._facts.items():
            text = values.get(title, "")
            if value.text() != text:
                value.setText(text)
            for part in (head, value):
                part.setVisible(bool(text))
