"""TransferDock: uploads and downloads as a list that can be worked with; a tab's strip, or alone
in a dialog."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.transfers.model import TransferModel
from facespace_desk.transfers.profile_queue import WhenDone
from facespace_desk.transfers.rows import STATE_WORDS
from facespace_desk.transfers.view.commands import TransferCommands
from facespace_desk.transfers.view.limits import LimitsPopup
from facespace_desk.transfers.view.summary import HoldBanner, SummaryLine
from facespace_desk.transfers.view.table import TransferTable
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.table_page import TablePage

HIDDEN_AT_FIRST: Final = ("attempts", "created", "ended", "folder")
DIALOG_SIZE: Final = QSize(1180, 560)
_ICON_SIZE: Final = QSize(16, 16)
_ICON_BEFORE_TEXT: Final = QSize(20, 16)


class TransferDock(QWidget):
    """The list with its sums and commands. `page` is what a tab remembers and exports.

    Signals:
        trouble(str): what the operator asked for did not work, in words.
    """

    trouble = Signal(str)

    def __init__(
        self, model: TransferModel, display: Display, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.summary = SummaryLine()
        self.holds = HoldBanner()
        empty = EmptyPage(
            "arrow-up-down",
            tr("Nothing is being carried"),
            hint=tr("Uploads and downloads stand here, and go on after a restart."),
        )
        table = TransferTable(model.rows)
        self.page = TablePage(model.rows, empty, display, table=table)
        self.table = table
        self.commands = TransferCommands(model, table, self)
        self._limits = tool_button("gauge", tr("Limits: how many at once, how fast, and what then"))
        self._limits.clicked.connect(self.open_limits)
        self._lay_out()
        for key in HIDDEN_AT_FIRST:
            table.header.set_column_visible(key, False)
        self.summary.state_chosen.connect(
            lambda state: self.page.filter_to("state", STATE_WORDS[state])
        )
        self.holds.go_on_pressed.connect(model.go_on)
        self.page.trouble.connect(self.trouble)
        model.trouble.connect(self.trouble)
        model.totals_changed.connect(self._show)
        model.controls_changed.connect(self._show)
        self._show()

    def open_limits(self) -> LimitsPopup:
        """Show the numbers that say how much is carried at once."""
        popup = LimitsPopup(self._model.limits, self._model.when_done, self)
        popup.show_surroundings(self._model.surroundings)
        self._model.surroundings_changed.connect(popup.show_surroundings)
        popup.changed.connect(self._model.set_limits)
        popup.when_done_chosen.connect(self._model.set_when_done)
        popup.open_below(self._limits)
        return popup

    def _lay_out(self) -> None:
        acts = self.commands.acts
        order = tool_button("list-ordered", tr("Order: move what is selected"))
        order.setMenu(self.commands.order_menu(order))
        order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.page.add_tools(
            *(_button(acts[name], has_text=True) for name in ("pause", "resume", "retry")),
            *(_button(acts[name], has_text=True) for name in ("cancel", "remove")),
            order,
            _button(self.commands.stop_after),
            self._limits,
        )
        self.page.tools.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.summary, self.holds):
            column.addWidget(part)
        column.addWidget(self.page, 1)

    def _show(self) -> None:
        model = self._model
        self.summary.show_totals(
            model.totals,
            is_stopping=model.is_stopping_after_current,
            quits=model.when_done is WhenDone.QUIT,
        )
        self.summary.setVisible(bool(model.totals.states))
        self.holds.show_holds(model.holds, model.queue_holds)


class TransferDialog(DeskDialog):
    """The list of all services, from the status bar."""

    def __init__(self, model: TransferModel, display: Display, parent: QWidget | None) -> None:
        super().__init__(tr("Transfers"), parent)
        self.dock = TransferDock(model, display)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.dock)
        self.resize(DIALOG_SIZE)


def _button(act: QAction, *, has_text: bool = False) -> QToolButton:
    result = QToolButton()
    result.setDefaultAction(act)
    result.setIconSize(_ICON_BEFORE_TEXT if has_text else _ICON_SIZE)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if has_text:
        result.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return result
