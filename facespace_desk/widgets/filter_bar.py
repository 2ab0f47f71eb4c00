"""The filter above a table: typed as you go, stacked as chips, kept under names, counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from facespace_desk.language import number, tr
from facespace_desk.modelkit.columns import ANY_COLUMN
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import (
    Chip,
    Filter,
    FilterError,
    NamedFilter,
    Op,
    chip_words,
    without_name,
)
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.filter_chip import ChipEditor, ChipView, small_button, toggled
from facespace_desk.widgets.flow_layout import FlowLayout
from facespace_desk.widgets.labels import label

_SEARCHING = tr("searching…")
_TYPING_PAUSE_MS = 40
_FIELD_WIDTH_PX = 200


class FilterBar(QWidget):
    """Shows and changes the filter of one model; what the model filters by is the truth.

    What is typed filters over every visible column and becomes a chip with Enter.

    Signals:
        save_wanted: the name under which to keep the filter, and the filter.
        forget_wanted: the name of a kept filter that shall go.
        to_file_wanted: the filter shall be written to a file.
        from_file_wanted: a filter shall be read from a file.
    """

    save_wanted = Signal(str, object)
    forget_wanted = Signal(str)
    to_file_wanted = Signal()
    from_file_wanted = Signal()

    def __init__(
        self,
        model: RecordTableModel[Any],
        parent: QWidget | None = None,
        *,
        display: Display | None = None,
    ) -> None:
        """With *display*, chips hide the names in them while names are masked."""
        super().__init__(parent)
        self._model = model
        self._display = display
        self._saved: tuple[NamedFilter, ...] = ()
        self._chips: tuple[Chip, ...] = ()
        self._groups: tuple[Filter, ...] = ()
        self._match: Literal["all", "any"] = "all"
        self._is_applying = False
        self.chip_views: list[ChipView] = []
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Filter rows"))
        self.text.setAccessibleName(tr("Filter rows by text"))
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(_FIELD_WIDTH_PX)
        self.match = button(
            tr("All of", "the filters, together"),
            "quiet",
            tip=tr("Rows must meet all of the filters, or any"),
        )
        self.add = small_button("plus", tr("Add a filter"), self.add_chip)
        self.saved = small_button("star", tr("Saved filters"), self._open_saved)
        self.clear = small_button("funnel-x", tr("Clear the filter"), self.clear_filter)
        self.counts = label("", "caption")
        self.error = label("", "error")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_filter(model.filter)
        self._show_counts(model.shown_count, model.held_count, model.is_searching)

    # -- what others ask -------------------------------------------------------------------------

    def focus_text(self) -> None:
        """Put the cursor where one types (Ctrl+F)."""
        self.text.setFocus()
        self.text.selectAll()

    def add_chip(self) -> None:
        """Open the form for a new chip."""
        self._edit(None)

    def clear_filter(self) -> None:
        """Show every row."""
        self.text.clear()
        self._apply(())

    def set_saved(self, saved: Sequence[NamedFilter]) -> None:
        """The filters kept under names, for the menu."""
        self._saved = tuple(saved)

    def spec(self) -> Filter | None:
        """The filter as it stands in the bar, typed text included; None when it is empty."""
        chips = self._chips + self._typed()
        return Filter(chips, self._match, self._groups) if chips or self._groups else None

    # -- building --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(4)
        for each in (self.text, self.add, self.saved, self.clear):
            first.addWidget(each)
        first.addWidget(self.error)
        first.addStretch(1)
        first.addWidget(self.counts)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)
        self._flow.addWidget(self.match)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self._chip_row)
        self.error.hide()

    def _connect(self) -> None:
        self.match.clicked.connect(self._switch_match)
        self.text.textEdited.connect(lambda _text: self._typing.start())
        self.text.textChanged.connect(self._text_cleared)
        self.text.returnPressed.connect(self._keep_typed)
        self._typing.timeout.connect(self._apply_typed)
        self._model.filter_changed.connect(self._show_filter)
        self._model.counts_changed.connect(self._show_counts)
        self._model.blamed.connect(self._show_blame)
        if self._display is not None:
            self._display.changed.connect(self._show_chips)

    # -- typing ----------------------------------------------------------------------------------

    def _typed(self) -> tuple[Chip, ...]:
        text = self.text.text()
        return (Chip(ANY_COLUMN, Op.CONTAINS, text),) if text else ()

    def _apply_typed(self) -> None:
        self._apply(self._chips)

    def _text_cleared(self, text: str) -> None:
        if not text and self.spec() != self._model.filter:
            self._typing.stop()
            self._apply(self._chips)

    def _keep_typed(self) -> None:
        """What was typed becomes a chip."""
        chips = self._chips + self._typed()
        self._typing.stop()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._apply(chips)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text.hasFocus() and self.text.text():
            self.text.clear()
            return
        super().keyPressEvent(event)

    # -- chips -----------------------------------------------------------------------------------

    def _edit(self, place: int | None) -> None:
        """Open the form for the chip at *place*, or for a new one."""
        chip = None if place is None else self._chips[place]
        anchor: QWidget = self.add if place is None else self.chip_views[place]
        self.editor = ChipEditor(self._model.columns, chip, self)
        self.editor.finished.connect(lambda new: self._put(place, new))
        self.editor.open_below(anchor)

    def _put(self, place: int | None, chip: Chip) -> None:
        if place is None:
            self._apply((*self._chips, chip))
        else:
            kept = msgspec.structs.replace(chip, enabled=self._chips[place].enabled)
            self._apply((*self._chips[:place], kept, *self._chips[place + 1 :]))

    def _toggle(self, place: int) -> None:
        chip = toggled(self._chips[place])
        self._apply((*self._chips[:place], chip, *self._chips[place + 1 :]))

    def _remove(self, place: int) -> None:
        self._apply((*self._chips[:place], *self._chips[place + 1 :]))

    def _switch_match(self) -> None:
        self._match = "any" if self._match == "all" else "all"
        self._apply(self._chips)

    def _apply(self, chips: tuple[Chip, ...]) -> None:
        """Filter by *chips* and what is typed; a filter that does not work changes nothing."""
        before, self._chips = self._chips, chips
        if not chips and not self.text.text():
            self._match, self._groups = "all", ()
        self._is_applying = True
        try:
            self._model.set_filter(self.spec())
        except FilterError as error:
            self._chips = before
            self._say(error.words)
        else:
            self._say("")
            self._show_chips()
        finally:
            self._is_applying = False

    def _show_filter(self, spec: Filter | None) -> None:
        """The model filters by *spec* now."""
        if self._is_applying:
            return
        self._typing.stop()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._chips = () if spec is None else spec.chips
        self._match = "all" if spec is None else spec.match
        self._groups = () if spec is None else spec.groups
        self._say("")
        self._show_chips()

    def _show_chips(self) -> None:
        for view in self.chip_views:
            self._flow.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.chip_views = []
        titles = {column.key: column.title for column in self._model.columns}
        is_masked = self._display is not None and self._display.is_masked
        for place, chip in enumerate(self._chips):
            shown = without_name(chip, self._model.columns) if is_masked else chip
            view = ChipView(chip, chip_words(shown, titles), self._chip_row)
            view.edit_wanted.connect(lambda place=place: self._edit(place))
            view.toggled.connect(lambda place=place: self._toggle(place))
            view.removed.connect(lambda place=place: self._remove(place))
            self._flow.addWidget(view)
            view.show()
            self.chip_views.append(view)
        parts = len(self._chips) + len(self._groups)
        self.match.setText(
            tr("All of", "the filters, together")
            if self._match == "all"
            else tr("Any of", "the filters, together")
        )
        self.match.setVisible(parts + len(self._typed()) > 1)
        self._chip_row.setVisible(bool(self._chips))
        self.clear.setEnabled(self.spec() is not None)
        self._chip_row.updateGeometry()

    # -- words -----------------------------------------------------------------------------------

    def _say(self, error: str) -> None:
        self.error.setText(error)
        self.error.setVisible(bool(error))

    def _show_counts(self, shown: int, held: int, is_searching: bool) -> None:
        is_filtered = self._model.filter is not None or shown != held
        words = tr("{shown:,} of {held:,}", shown=shown, held=held) if is_filtered else number(held)
        self.counts.setText(f"{words} · {_SEARCHING}" if is_searching else words)

    def _show_blame(self, guilty: tuple[Chip, ...]) -> None:
        for view in self.chip_views:
            view.show_blame(is_guilty=view.chip in guilty)

    # -- saved filters ---------------------------------------------------------------------------

    def saved_menu(self) -> QMenu:
        """The menu of saved filters, made anew; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for named in self._saved:
            action = menu.addAction(_plain(named.name))
            action.triggered.connect(lambda _=False, named=named: self._use(named))
        if self._saved:
            menu.addSeparator()
        save = menu.addAction(tr("Save this filter…"))
        save.setEnabled(self.spec() is not None)
        save.triggered.connect(self._ask_name)
        if self._saved:
            forget = menu.addMenu(tr("Forget", "a saved filter"))
            for named in self._saved:
                gone = forget.addAction(_plain(named.name))
                gone.triggered.connect(
                    lambda _=False, name=named.name: self.forget_wanted.emit(name)
                )
        menu.addSeparator()
        write = menu.addAction(tr("Write to a file…"))
        write.setEnabled(self.spec() is not None)
        write.triggered.connect(self.to_file_wanted)
        menu.addAction(tr("Read from a file…")).triggered.connect(self.from_file_wanted)
        return menu

    def _open_saved(self) -> None:
        self.saved_menu().popup(self.saved.mapToGlobal(QPoint(0, self.saved.height() + 2)))

    def _use(self, named: NamedFilter) -> None:
        try:
            self._model.set_filter(named.filter)
        except FilterError as error:
            self._say(error.words)

    def _ask_name(self) -> None:
        self.name_popup = _NamePopup(self)
        self.name_popup.named.connect(self._save)
        self.name_popup.open_below(self.saved)

    def _save(self, name: str) -> None:
        self.save_wanted.emit(name, self.spec())


class _NamePopup(QFrame):
    """Asks for the name of a filter.

    Signals:
        named: the name, never empty.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Name of the filter"))
        self.field.setMinimumWidth(_FIELD_WIDTH_PX)
        self.accept = button(tr("Save filter"), "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.addWidget(self.field)
        row.addWidget(self.accept)
        self.field.returnPressed.connect(self._finish)
        self.accept.clicked.connect(self._finish)

    def open_below(self, anchor: QWidget) -> None:
        """Show the popup under *anchor*."""
        self.adjustSize()
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
        self.field.setFocus()

    def _finish(self) -> None:
        name = self.field.text().strip()
        if name:
            self.close()
            self.named.emit(name)


def _plain(text: str) -> str:
    return text.replace("&", "&&")
