"""One condition of a filter: as a chip in the bar, and as a small form in a popup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from facespace_desk.language import tr
from facespace_desk.modelkit.columns import ANY_COLUMN, AnyColumn
from facespace_desk.modelkit.filters import Chip, Filter, FilterError, Op, compile_filter
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label, restyle

_LONGEST_WORDS = 48
_FIELD_WIDTH_PX = 260
_TEXT_OPS = (Op.CONTAINS, Op.EQUALS, Op.STARTS, Op.ENDS, Op.REGEX, Op.EMPTY)
_NUMBER_OPS = (Op.AT_LEAST, Op.AT_MOST, Op.MORE, Op.LESS)


class ChipView(QFrame):
    """A chip: its words open the form, the eye switches it off and on, the cross removes it.

    Signals:
        edit_wanted: its words were pressed.
        toggled: the eye was.
        removed: the cross was.
    """

    edit_wanted = Signal()
    toggled = Signal()
    removed = Signal()

    def __init__(self, chip: Chip, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        self.setProperty("kind", "chip")
        self.setProperty("off", not chip.enabled)
        short = words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"
        self.words = button(short, "quiet", tip="" if short == words else words)
        self.words.setToolTip(tr("Change this filter"))
        self.words.setAccessibleName(tr("Filter: {filter}", filter=words))
        is_on = chip.enabled
        self.eye = tool_button(
            "eye" if is_on else "eye-off",
            tr("Switch this filter off") if is_on else tr("Switch it on"),
        )
        self.cross = tool_button("x", tr("Remove this filter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        for each in (self.words, self.eye, self.cross):
            row.addWidget(each)
        self.words.clicked.connect(self.edit_wanted)
        self.eye.clicked.connect(self.toggled)
        self.cross.clicked.connect(self.removed)

    def show_blame(self, *, is_guilty: bool) -> None:
        """Mark it as the one that alone hides every row."""
        self.words.setIcon(icon("triangle-alert", "warn") if is_guilty else icon("funnel", "muted"))
        tip = tr("This filter alone hides every row") if is_guilty else tr("Change this filter")
        self.words.setToolTip(tip)


class ChipEditor(QFrame):
    """The form for one chip, in a popup; what is wrong with it stands below the field.

    Signals:
        finished: the `Chip` as entered.
    """

    finished = Signal(object)

    def __init__(
        self, columns: Sequence[AnyColumn], chip: Chip | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self._columns = tuple(columns)
        self.column = QComboBox()
        self.column.addItem(tr("Any column"), ANY_COLUMN)
        for each in columns:
            self.column.addItem(each.title, each.key)
        self.op = QComboBox()
        self.text = QLineEdit()
        self.text.setMinimumWidth(_FIELD_WIDTH_PX)
        self.error = label("", "error", wraps=True)
        self.negated = QCheckBox(tr("Not", "negates a filter"))
        self.match_case = QCheckBox(tr("Match case"))
        self.accept = button(tr("Add filter") if chip is None else tr("Change filter"), "primary")
        self._lay_out()
        self._show(chip or Chip(ANY_COLUMN, Op.CONTAINS))
        self.column.currentIndexChanged.connect(self._offer_ops)
        self.op.currentIndexChanged.connect(self._check)
        self.text.textChanged.connect(self._check)
        self.text.returnPressed.connect(self._finish)
        self.accept.clicked.connect(self._finish)

    def open_below(self, anchor: QWidget) -> None:
        """Show the popup under *anchor*, with the text ready for typing."""
        self.adjustSize()
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
        self.text.setFocus()
        self.text.selectAll()

    def chip(self) -> Chip:
        """What is entered."""
        return Chip(
            column=self.column.currentData(),
            op=Op(self.op.currentData()),
            text=self.text.text() if self.text.isEnabled() else "",
            negated=self.negated.isChecked(),
            match_case=self.match_case.isChecked(),
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setSpacing(8)
        grid.addWidget(self.column, 0, 0)
        grid.addWidget(self.negated, 0, 1)
        grid.addWidget(self.op, 0, 2)
        grid.addWidget(self.text, 1, 0, 1, 3)
        grid.addWidget(self.error, 2, 0, 1, 3)
        grid.addWidget(self.match_case, 3, 0)
        grid.addWidget(self.accept, 3, 2, Qt.AlignmentFlag.AlignRight)
        for name, field in (
            (tr("Column"), self.column),
            (tr("Comparison"), self.op),
            (tr("Text"), self.text),
        ):
            field.setAccessibleName(name)
        self.error.hide()

    def _show(self, chip: Chip) -> None:
        self.column.setCurrentIndex(max(self.column.findData(chip.column), 0))
        self._offer_ops()
        self.op.setCurrentIndex(max(self.op.findData(chip.op.value), 0))
        self.text.setText(chip.text)
        self.negated.setChecked(chip.negated)
        self.match_case.setChecked(chip.match_case)
        self._check()

    def _offer_ops(self) -> None:
        """Comparisons only where there is something to compare."""
        key, before = self.column.currentData(), self.op.currentData()
        has_measure = any(each.key == key and each.measure is not None for each in self._columns)
        ops = _NUMBER_OPS + _TEXT_OPS if has_measure else _TEXT_OPS
        self.op.clear()
        for op in ops:
            self.op.addItem(op.words, op.value)
        self.op.setCurrentIndex(max(self.op.findData(before), 0))

    def _check(self) -> bool:
        """Say what is wrong; whether nothing is."""
        if self.op.currentData() is None:
            return False
        op = Op(self.op.currentData())
        self.text.setEnabled(op is not Op.EMPTY)
        self.match_case.setEnabled(not op.is_comparison and op is not Op.EMPTY)
        reason = self._reason()
        self.error.setText(reason)
        self.error.setVisible(bool(reason))
        restyle(self.text, "invalid", bool(reason))
        may_finish = not reason and self.chip().is_active
        self.accept.setEnabled(may_finish)
        return may_finish

    def _reason(self) -> str:
        try:
            compile_filter(Filter(chips=(self.chip(),)), self._columns)
        except FilterError as error:
            return error.words
        return ""

    def _finish(self) -> None:
        if self._check():
            chip = self.chip()
            self.close()
            self.finished.emit(chip)


def toggled(chip: Chip) -> Chip:
    """*chip* switched off, or on again."""
    return msgspec.structs.replace(chip, enabled=not chip.enabled)


def small_button(icon_name: str, tip: str, pressed: Callable[[], None]) -> QToolButton:
    """A button of the filter bar."""
    result = tool_button(icon_name, tip)
    result.clicked.connect(lambda _checked=False: pressed())
    return result
