"""SQL: a query above, its answer below, what was asked before at the side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facespace_desk.amigocloud.model.data import DataModels
from facespace_desk.amigocloud.model.sql import AskedQuery
from facespace_desk.amigocloud.view.access_switch import AccessSwitch
from facespace_desk.amigocloud.view.answer_pane import AnswerPane
from facespace_desk.amigocloud.view.history_list import HistoryList, beside_history
from facespace_desk.amigocloud.view.statement_dialog import StatementDialog
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label, set_role
from facespace_desk.widgets.pages import EmptyPage

EXAMPLE = "SELECT name, condition FROM dataset_22 WHERE condition = 'poor'"


class SqlPage(QWidget):
    """Signals:

    export_wanted(TablePage): the rows shall become a file.
    trouble(str): what the operator asked for did not work, in words.
    """

    export_wanted = Signal(object)
    trouble = Signal(str)

    def __init__(self, models: DataModels, display: Display) -> None:
        super().__init__()
        self._models = models
        self._model = models.sql
        self._dialog: StatementDialog | None = None
        self.query = QPlainTextEdit()
        self.query.setProperty("role", "mono")
        self.query.setPlaceholderText(EXAMPLE)
        self.query.setAccessibleName(tr("Query"))
        self.query.setTabChangesFocus(True)
        self._project = ElidedLabel("", "strong")
        self._access = ElidedLabel("", "caption")
        self._run = button(
            tr("Run", "a query"),
            "primary",
            icon_name="play",
            tip=tr("Send the query (Ctrl+Return)"),
        )
        self._words = label("", "error", wraps=True, selectable=True)
        self.answer = AnswerPane(
            self._model.answer,
            display,
            EmptyPage(
                "terminal",
                tr("No answer yet"),
                hint=tr("Write a query above. A dataset’s table name stands beside its rows."),
            ),
            tells_refusals=False,
        )
        self.history = HistoryList(self._model.history, _title, display, tr("Queries of before"))
        self._lay_out()
        self.query.textChanged.connect(lambda: self._model.set_query(self.query.toPlainText()))
        self._run.clicked.connect(self._model.run)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.query)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._model.run)
        self.history.taken.connect(self._take_up)
        self.answer.export_wanted.connect(self.export_wanted)
        self.answer.trouble.connect(self.trouble)
        self._model.changed.connect(self._show)
        self._model.answer.changed.connect(self._show)
        self._model.confirm_wanted.connect(self._ask)
        self._model.history.trouble.connect(self.trouble)
        models.access.changed.connect(self._show)
        self._show()

    def ask_about(self, query: str) -> None:
        """Put *query* into the field, to be run or changed first."""
        self._model.set_query(query)
        self.query.setFocus()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("kind", "toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._run)
        row.addWidget(self._project, 2)
        row.addWidget(self._access, 3)
        row.addWidget(AccessSwitch(self._models.access))
        typed = QWidget()
        above = QVBoxLayout(typed)
        above.setContentsMargins(12, 8, 12, 8)
        above.setSpacing(6)
        above.addWidget(self.query, 1)
        above.addWidget(self._words)
        self.query.setMinimumHeight(72)
        self.parts = beside_history(self.history, bar, (typed, self.answer), (1, 3))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)

    def _take_up(self, at_ms: int) -> None:
        entry = self._model.history.entry(at_ms)
        if entry is not None:
            self._model.set_query(entry.query)

    def _show(self) -> None:
        model = self._model
        if self.query.toPlainText() != model.query:
            self.query.setPlainText(model.query)
        project = model.project
        self._project.setText(tr("No project is chosen") if project is None else project.name)
        why = self._models.access.why_no_sql_change()
        allowed = tr("Statements that change rows are shown before they are sent.")
        self._access.setText(tr("Only queries that read are sent.") if why else allowed)
        self._run.setEnabled(not model.why_not())
        self._run.setToolTip(model.why_not() or tr("Send the query (Ctrl+Return)"))
        words = model.error or model.outcome
        set_role(self._words, "error" if model.error else "good")
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _ask(self, statement: str) -> None:
        project = self._model.project
        sentence = tr("This statement does not only read. It would be run on the data.")
        if project is not None:
            sentence = tr(
                "This statement does not only read. It would be run on the data of the project "
                "“{name}”.",
                name=project.name,
            )
        dialog = StatementDialog(
            tr("Change rows?"),
            sentence,
            statement,
            tr("Run it"),
            self,
        )
        dialog.accepted.connect(self._model.confirm)
        dialog.rejected.connect(self._model.decline)
        dialog.open()


def _title(entry: AskedQuery) -> str:
    return " ".join(entry.query.split())
