"""What can be done with transfers, as actions for the tool bar, the menu and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from facespace_desk.language import tr
from facespace_desk.transfers.model import Command, TransferModel
from facespace_desk.transfers.view.dialogs import CancelDialog, files_text
from facespace_desk.transfers.view.table import TransferTable
from facespace_desk.widgets.icons import icon


@dataclass(frozen=True)
class _Command:
    """`verb` is for some, `all` for all that it can touch."""

    drawing: str
    verb: str
    all: str
    tip: str


_COMMANDS: Final[dict[Command, _Command]] = {
    "pause": _Command(
        "pause",
        tr("Pause", "verb"),
        tr("Pause all"),
        tr("Stop, and keep what is carried already"),
    ),
    "resume": _Command(
        "play",
        tr("Resume"),
        tr("Resume all"),
        tr("Go on with what is paused, and try again now what waits"),
    ),
    "retry": _Command(
        "rotate-ccw",
        tr("Retry"),
        tr("Retry all"),
        tr("Try again what failed or was cancelled"),
    ),
    "cancel": _Command(
        "x",
        tr("Cancel"),
        tr("Cancel all"),
        tr("Give up, and tidy up at the service"),
    ),
    "remove": _Command(
        "list-x",
        tr("Clear", "take off the list"),
        tr("Clear ended"),
        tr("Take off the list what has ended; no file is touched"),
    ),
}
_PLACES: Final = (
    (tr("Move up"), "Alt+Up", "move_up"),
    (tr("Move down"), "Alt+Down", "move_down"),
    (tr("Move to the top"), "Alt+Home", "move_to_top"),
    (tr("Move to the bottom"), "Alt+End", "move_to_bottom"),
)


class TransferCommands(QObject):
    """The actions of one list. They act on the rows selected, or on all when none is."""

    def __init__(self, model: TransferModel, table: TransferTable, dock: QWidget) -> None:
        super().__init__(dock)
        self._model = model
        self._table = table
        self._dock = dock
        self.acts: dict[Command, QAction] = {}
        for command, what in _COMMANDS.items():
            act = self.acts[command] = QAction(icon(what.drawing, "text"), "", self)
            act.triggered.connect(partial(self._run, command))
        self.places = [self._place(*each) for each in _PLACES]
        self.stop_after = QAction(icon("circle-stop", "text"), tr("Stop after this one"), self)
        self.stop_after.setCheckable(True)
        self.stop_after.setToolTip(tr("Begin no other file; those under way come to their end"))
        self.stop_after.triggered.connect(model.stop_after_current)
        self.stop_before = QAction(icon("circle-stop", "text"), tr("Stop before this one"), self)
        self.stop_before.setCheckable(True)
        self.stop_before.triggered.connect(self._stop_before)
        self._folder = QAction(icon("folder-open", "text"), tr("Open folder"), self)
        self._folder.triggered.connect(self._open_folder)
        dock.addActions([*self.acts.values(), *self.places, self.stop_after, self.stop_before])
        table.selectionModel().selectionChanged.connect(self.refresh)
        table.menu_requested.connect(self._fill_menu)
        table.moved.connect(model.move)
        model.totals_changed.connect(self.refresh)
        model.controls_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say of each action how many files it would touch."""
        ids = self._ids()
        for command, what in _COMMANDS.items():
            count = self._model.reach(command, ids)
            act = self.acts[command]
            act.setText(_caption(what, count, is_all=ids is None))
            act.setToolTip(f"{what.tip} ({files_text(count)})" if count else what.tip)
            act.setEnabled(count > 0)
        for act in self.places:
            act.setEnabled(ids is not None)
        self.stop_after.setChecked(self._model.is_stopping_after_current)
        marked = self._one_selected()
        self.stop_before.setEnabled(marked is not None and self._model.may_be_marked(marked))
        self.stop_before.setChecked(marked is not None and self._model.is_marked(marked))

    def order_menu(self, parent: QWidget) -> QMenu:
        """The menu that does what dragging does."""
        menu = QMenu(parent)
        menu.addActions(self.places)
        return menu

    def _ids(self) -> Sequence[int] | None:
        return self._table.selected_ids() or None

    def _one_selected(self) -> int | None:
        ids = self._table.selected_ids()
        return ids[0] if len(ids) == 1 else None

    def _stop_before(self, is_wanted: bool) -> None:
        marked = self._one_selected()
        if marked is not None:
            self._model.stop_before(marked, is_wanted)

    def _run(self, command: Command) -> None:
        ids = self._ids()
        count = self._model.reach(command, ids)
        if command != "cancel" or count < 2:
            self._model.run(command, ids)
            return
        dialog = CancelDialog(count, self._dock)
        dialog.accepted.connect(partial(self._model.run, command, ids))
        dialog.open()

    def _place(self, title: str, keys: str, name: str) -> QAction:
        act = QAction(title, self)
        act.setShortcut(QKeySequence(keys))
        act.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        move: Callable[[Sequence[int]], None] = getattr(self._model, name)
        act.triggered.connect(lambda _checked=False: move(self._table.selected_ids()))
        return act

    def _fill_menu(self, menu: QMenu) -> None:
        self.refresh()
        first = menu.actions()[0]  # copying comes last
        own = [act for act in self.acts.values() if act.isEnabled()]
        has_rows = self._ids() is not None
        self._folder.setEnabled(has_rows)
        mark = [self.stop_before] if self.stop_before.isEnabled() else []
        for group in (own, mark, self.places if has_rows else [], [self._folder]):
            for act in group:
                menu.insertAction(first, act)
            if group:
                menu.insertSeparator(first)

    def _open_folder(self) -> None:
        record = self._table.current_record()
        if record is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(record.path).parent)))


def _caption(what: _Command, count: int, *, is_all: bool) -> str:
    if is_all:
        return what.all
    return tr("{verb} {count:,}", verb=what.verb, count=count) if count > 1 else what.verb
