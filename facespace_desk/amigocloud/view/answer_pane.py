"""The rows of an answer, whatever their columns are, with what there is to say and ask below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facespace_desk.amigocloud.model.rows import AnswerRows, Row
from facespace_desk.amigocloud.model.words import is_about_request
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState
from facespace_desk.net.errors import ServiceError
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage


class AnswerPane(QWidget):
    """Signals:

    chosen: another row is the current one, or none; see `current`.
    export_wanted(TablePage): the rows shall become a file.
    trouble(str): what the operator asked for did not work, in words.
    """

    chosen = Signal()
    export_wanted = Signal(object)
    trouble = Signal(str)

    def __init__(
        self, rows: AnswerRows, display: Display, nothing: EmptyPage, *, tells_refusals: bool = True
    ) -> None:
        """*nothing* stands there before anything was asked; without *tells_refusals* whoever asked
        says why a request was refused."""
        super().__init__()
        self._rows = rows
        self._display = display
        self._tells_refusals = tells_refusals
        self._nothing = nothing
        self._banner = StateBanner()
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._words = ElidedLabel("", "caption")
        self._more = button(tr("Load more"), icon_name="list-plus")
        self._all = button(tr("Load all"), tip=tr("Read every row that is left"))
        self._stop = button(tr("Stop"), icon_name="circle-stop")
        self.page: TablePage = self._made()
        self._lay_out()
        self._banner.retry.connect(self._try_again)
        self._more.clicked.connect(rows.more)
        self._all.clicked.connect(rows.everything)
        self._stop.clicked.connect(rows.stop)
        rows.table_changed.connect(self._take_table)
        rows.changed.connect(self._show)
        self._show()

    def current(self) -> Row | None:
        """The row that the operator went to."""
        found = self.page.current()
        return found if isinstance(found, Row) else None

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setProperty("kind", "status")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        for each in (self._stop, self._more, self._all):
            row.addWidget(each)
        foot.setMinimumHeight(38)
        self._foot = foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)

    def _made(self) -> TablePage:
        names = self._rows.names
        page = TablePage(
            self._rows.table,
            EmptyPage("list", tr("The answer has no rows") if names else ""),
            self._display,
        )
        page.table.set_following(False)  # pages that come later are asked for, and no news
        page.pill.deleteLater()
        page.chosen.connect(lambda _: self.chosen.emit())
        page.export_wanted.connect(lambda: self.export_wanted.emit(self.page))
        page.trouble.connect(self.trouble)
        self._stack.addWidget(page)
        return page

    def _take_table(self) -> None:
        """The answer has other columns: another table for them."""
        old, self.page = self.page, self._made()
        self._stack.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.chosen.emit()

    def _show(self) -> None:
        rows, state = self._rows, self._rows.state
        has_answer = bool(rows.words)
        self._stack.setCurrentWidget(self.page if has_answer else self._nothing)
        words = rows.words
        if rows.is_reading:
            words = tr("{count}; reading…", count=words) if words else tr("Reading…")
        self._words.setText(words)
        self._more.setVisible(rows.has_more and not rows.is_reading)
        self._all.setVisible(rows.has_more and not rows.is_reading)
        self._stop.setVisible(rows.is_reading)
        self._foot.setVisible(has_answer or rows.is_reading)
        self._banner.show_state(state if self._is_told(state.error) else LoadState.off())

    def _is_told(self, error: ServiceError | None) -> bool:
        return error is not None and (self._tells_refusals or not is_about_request(error))

    def _try_again(self) -> None:
        if self._rows.has_more and self._rows.words:
            self._rows.more()
        else:
            self._rows.again()
