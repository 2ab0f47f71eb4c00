"""What can be done with all rows that are selected."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel

A = TypeVar("A", bound=Enum)


class BatchBar(QFrame, Generic[A]):
    """Signals:

    wanted(A): do it to them.
    """

    wanted = Signal(object)

    def __init__(self, acts: type[A], label_of: Callable[[A], str], danger: A) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self._words = ElidedLabel(role="strong")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(6)
        self._row.addWidget(self._words, 1)
        self._buttons = {act: button(label_of(act)) for act in acts}
        for act, each in self._buttons.items():
            each.clicked.connect(lambda _checked=False, act=act: self.wanted.emit(act))
            self._row.addWidget(each)
        self._buttons[danger].setProperty("kind", "danger")
        self.hide()

    def show_rows(self, words: str, acts: Collection[A], reason: Callable[[A], str]) -> None:
        """Say how many are selected, and offer these acts; *reason* is why one cannot be done."""
        self._words.setText(words)
        for act, each in self._buttons.items():
            why_not = reason(act)
            each.setVisible(act in acts)
            each.setEnabled(not why_not)
            each.setToolTip(why_not)
        self.show()
