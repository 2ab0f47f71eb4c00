"""The list of events: pause, filter, one object alone, and what is kept at most."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.event_detail import EventDetail
from facespace_desk.amigocloud.model.event_rows import Row, is_absent, name_text
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage

PIN_AFTER_MS: Final = 60
_Flag = QItemSelectionModel.SelectionFlag


class EventsPage(TablePage):
    """Signals, besides those of every table page:

    limits_wanted: how much is kept shall be changed.
    """

    limits_wanted = Signal()

    def __init__(
        self, events: EventList, detail: EventDetail, chosen: Chosen, display: Display
    ) -> None:
        self._none = nothing_yet(
            tr("No event has come yet"), hint=tr("Events appear here as they come.")
        )
        super().__init__(events, self._none, display, frozen_key="at")
        self._events = events
        self._detail = detail
        self._chosen = chosen
        self.pause = button(
            tr("Pause"), "primary", icon_name="pause", tip=tr("Hold the rows still (Space)")
        )
        self.only = tool_button(
            "crosshair",
            tr("List only the events that tell of the chosen object"),
            checkable=True,
        )
        self._words = label("", "error")
        self._pinning = QTimer(self)
        self._pinning.setSingleShot(True)
        self._pinning.setInterval(PIN_AFTER_MS)
        self._lay_out_tools()
        self.pause.clicked.connect(self.toggle_pause)
        self.only.toggled.connect(self._limit)
        self._pinning.timeout.connect(self._pin)
        self.chosen.connect(self._show_row)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.table.menu_requested.connect(self._add_to_menu)
        # The model turns by time alone, whatever head was clicked.
        self.table.header.sortIndicatorChanged.connect(lambda *_: self.table.header.show_sorting())
        chosen.changed.connect(self._object_chosen)
        events.pause_changed.connect(self._show_pause)
        events.trouble_changed.connect(self._show_trouble)
        events.dataChanged.connect(self._row_came)
        self._show_pause(events.is_paused, events.waiting)
        self._object_chosen(chosen.key)
        self._show_trouble(events.trouble)

    def explain_none(self, sentence: str, hint: str) -> None:
        """Say why there are no events, while there are none."""
        self._none.set_sentence(sentence, hint)

    def toggle_pause(self) -> None:
        """Hold the rows still, or let in what has waited."""
        if self._events.is_paused:
            self._events.resume()
        else:
            self._events.pause()

    def clear_filter(self) -> None:
        """Show every row that is not muted."""
        self.only.setChecked(False)
        super().clear_filter()

    def _lay_out_tools(self) -> None:
        self._words.hide()
        self.add_tools(self.pause, self.only)
        self.tools.addWidget(self._words, 0, Qt.AlignmentFlag.AlignTop)

    def _show_pause(self, is_paused: bool, waiting: int) -> None:
        text, name = tr("Pause"), "pause"
        if is_paused:
            text, name = tr("Resume"), "play"
            if waiting:
                text = tr_n("Resume · {n:,} new", "Resume · {n:,} new", waiting)
        self.pause.setText(text)
        self.pause.setIcon(icon(name, "on_accent"))

    def _show_trouble(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _limit(self, is_limited: bool) -> None:
        self._events.set_object(self._chosen.key if is_limited else None)
        self._show_limit()

    def _show_limit(self) -> None:
        """While it is on, the button says of whom; else its picture must do."""
        key = self._chosen.key
        is_on = self.only.isChecked() and key is not None
        self.only.setText(key.object_id[:16] if is_on and key is not None else "")
        self.only.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if is_on
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )

    def _object_chosen(self, key: ObjectKey | None) -> None:
        self.only.setEnabled(key is not None or self.only.isChecked())
        self._show_limit()
        if self.only.isChecked():
            if key is None:
                self.only.setChecked(False)
            else:
                self._events.set_object(key)

    def _show_row(self, row: Row) -> None:
        if is_absent(row):
            return  # told again when its page comes
        key = self._chosen.key
        self._detail.show(row, key.object_id if key is not None else None)
        if row.object_id is not None:
            self._chosen.choose(ObjectKey(row.dataset_id, row.object_id), source=self)

    def _row_came(self, *_: Any) -> None:
        """The current row may have been one that was not in memory."""
        shown = self._detail.row
        current = self.current()
        if current is None or is_absent(current):
            return
        is_selected = self.table.selectionModel().isSelected(self.table.currentIndex())
        if is_selected and (shown is None or shown.number != current.number):
            self._show_row(current)

    def _selection_changed(self, *_: Any) -> None:
        if self.table.selected_count() > 1:
            self._pinning.start()

    def _pin(self) -> None:
        """What is selected may be copied, so it must be in memory."""
        rows = self.table.selected_rows()
        self._events.pin(sorted(self._events.row_id(row) for row in rows))

    def _add_to_menu(self, menu: QMenu) -> None:
        row = self.current()
        if row is None or is_absent(row):
            return
        menu.addSeparator()
        name = _plain(name_text(row.name))
        only = menu.addAction(tr("Only events “{name}”", name=name))
        only.triggered.connect(lambda: self.filter_to("name", name_text(row.name)))
        if row.object_id is not None:
            name = _plain(row.object_id)
            mine = menu.addAction(tr("Only events of “{name}”", name=name))
            mine.triggered.connect(lambda: self.only.setChecked(True))


def _plain(name: str) -> str:
    """A name for a menu, in which an ampersand would underline a letter."""
    return name[:40].replace("&", "&&")
