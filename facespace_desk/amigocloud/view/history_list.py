"""What was asked before: newest first, the kept ones marked, each a click from the fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from facespace_desk.amigocloud.model.history import History
from facespace_desk.amigocloud.model.words import outcome_words
from facespace_desk.amigocloud.view.side_list import Line, SideList
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.labels import label


class HistoryList(QWidget):
    """Signals:

    taken(int): the operator wants this entry, by its moment, back in the fields.
    """

    taken = Signal(object)

    def __init__(
        self, history: History[Any], title: Callable[[Any], str], display: Display, name: str
    ) -> None:
        """*title* is the line of an entry; *name* is what screen readers call the list."""
        super().__init__()
        self._history = history
        self._title = title
        self._display = display
        self._current: int | None = None
        self.list = SideList(name)
        self._keep = tool_button("star", tr("Keep this one for good"), checkable=True)
        self._forget = tool_button("trash-2", tr("Forget all that are not kept"))
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 4)
        head.setSpacing(4)
        head.addWidget(label(tr("History"), "section"), 1)
        head.addWidget(self._keep)
        head.addWidget(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self._take)
        self._keep.clicked.connect(self._toggle)
        self._forget.clicked.connect(history.forget)
        history.changed.connect(self.refresh)
        display.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the entries as they are now."""
        entries = self._history.entries
        if self._current is not None and self._history.entry(self._current) is None:
            self._current = None
        self.list.show_lines([self._line(each) for each in entries], self._current)
        current = None if self._current is None else self._history.entry(self._current)
        self._keep.setEnabled(current is not None)
        self._keep.setChecked(current is not None and current.is_kept)
        self._forget.setEnabled(any(not each.is_kept for each in entries))

    def let_go(self) -> None:
        """None is the chosen one: what is typed is something else by now."""
        self._current = None
        self.refresh()

    def _line(self, entry: Any) -> Line:
        title = self._title(entry)
        moment = self._display.time_text(entry.at_ms)
        outcome = outcome_words(entry.outcome)
        return Line(
            id=entry.at_ms,
            title=title,
            note=outcome,
            icon="star" if entry.is_kept else "",
            tone="accent",
            tip=f"{title}\n{moment}\n{outcome}".strip(),
        )

    def _take(self, at_ms: int) -> None:
        self._current = at_ms
        self.refresh()
        self.taken.emit(at_ms)

    def _toggle(self, is_kept: bool) -> None:
        if self._current is not None:
            self._history.keep(self._current, is_kept)


def beside_history(
    history: HistoryList, bar: QWidget, halves: tuple[QWidget, QWidget], shares: tuple[int, int]
) -> QSplitter:
    """*history*, and beside it *bar* and below that two *halves* with these *shares* of the height.
    The operator may move the seams."""
    below = QSplitter(Qt.Orientation.Vertical)
    for place, (half, share) in enumerate(zip(halves, shares, strict=True)):
        below.addWidget(half)
        below.setStretchFactor(place, share)
    below.setChildrenCollapsible(False)
    main = QWidget()
    column = QVBoxLayout(main)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(below, 1)
    parts = QSplitter(Qt.Orientation.Horizontal)
    parts.addWidget(history)
    parts.addWidget(main)
    parts.setStretchFactor(1, 1)
    parts.setSizes([280, 1000])
    parts.setChildrenCollapsible(False)
    history.setMinimumWidth(180)
    return parts
