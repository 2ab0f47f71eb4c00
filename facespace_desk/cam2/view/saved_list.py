"""Searches kept under names, favourite cameras, and what was asked last, at the side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.model.saved import SearchShelf, request_words
from facespace_desk.cam2.model.search import SearchRequest
from facespace_desk.language import tr
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label, plain_tip

WHAT_ROLE: Final = Qt.ItemDataRole.UserRole + 1  # a SearchRequest, or the id of a camera
NAME_ROLE: Final = Qt.ItemDataRole.UserRole + 2
FIELD_PX: Final = 220
HINT: Final = tr("The star keeps a search. Favourite cameras and recent searches stand here too.")


class SavedList(QWidget):
    """Signals:

    chosen(SearchRequest): search for this again.
    camera_chosen(str): show the camera with this id.
    keep_wanted: the search of the form shall be kept under a name.
    """

    chosen = Signal(object)
    camera_chosen = Signal(str)
    keep_wanted = Signal()

    def __init__(self, shelf: SearchShelf, notes: LocalNotes) -> None:
        super().__init__()
        self._shelf = shelf
        self._notes = notes
        self._keep = tool_button("star", tr("Keep this search under a name"))
        self._keep.clicked.connect(self.keep_wanted)
        self._shown_favourites: tuple[str, ...] = ()
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(0)
        self._tree.setUniformRowHeights(True)
        self._tree.setAccessibleName(tr("Saved and recent searches"))
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._hint = label(HINT, "caption", wraps=True)
        self._hint.setContentsMargins(12, 4, 12, 8)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 0)
        head.addWidget(label(tr("Saved"), "section"), 1)
        head.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._hint, 1)
        column.addWidget(self._tree, 1)
        self._tree.itemActivated.connect(self._choose)
        self._tree.itemClicked.connect(self._choose)
        self._tree.customContextMenuRequested.connect(self._open_menu)
        shelf.changed.connect(self._show)
        notes.changed.connect(self._show_favourites)
        self._show()

    def entries(self) -> list[str]:
        """What is listed, from top to bottom."""
        items = (self._tree.topLevelItem(place) for place in range(self._tree.topLevelItemCount()))
        return [item.text(0) for item in items if item is not None]

    def ask_name(self, request: SearchRequest) -> None:
        """Ask for the name under which to keep *request*."""
        popup = NamePopup(request_words(request), self)
        popup.named.connect(lambda name: self._shelf.keep(name, request))
        popup.open_below(self._keep)

    def menu_of(self, name: str) -> QMenu:
        """What can be done with the saved search *name*, or with the recent ones (empty)."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if name:
            forget = menu.addAction(icon("trash-2", "text"), tr("Forget this search"))
            forget.triggered.connect(lambda: self._shelf.forget(name))
        else:
            forget = menu.addAction(icon("trash-2", "text"), tr("Forget the recent searches"))
            forget.triggered.connect(self._shelf.forget_recent)
        return menu

    def _show_favourites(self, camera_id: str) -> None:
        """Notes change often, favourites seldom."""
        if not camera_id or self._notes.favourites != self._shown_favourites:
            self._show()

    def _show(self) -> None:
        self._tree.clear()
        self._shown_favourites = self._notes.favourites
        for saved in self._shelf.saved:
            words = request_words(saved.request)
            self._add(saved.name, ("star", "accent"), words, saved.request, saved.name)
        for camera_id in self._shown_favourites:
            title = self._notes.note(camera_id).title or camera_id
            self._add(title, ("camera", "accent"), f"{title}\n{camera_id}", camera_id)
        for request in self._shelf.recent:
            words = request_words(request)
            self._add(words, ("history", "muted"), words, request)
        has_some = self._tree.topLevelItemCount() > 0
        self._tree.setVisible(has_some)
        self._hint.setVisible(not has_some)

    def _add(
        self,
        words: str,
        mark: tuple[str, str],
        tip: str,
        what: SearchRequest | str,
        name: str = "",
    ) -> None:
        item = QTreeWidgetItem([words])
        item.setIcon(0, icon(*mark))
        item.setToolTip(0, plain_tip(tip))
        item.setData(0, WHAT_ROLE, what)
        item.setData(0, NAME_ROLE, name)
        self._tree.addTopLevelItem(item)

    def _choose(self, item: QTreeWidgetItem) -> None:
        what = item.data(0, WHAT_ROLE)
        if isinstance(what, str):
            self.camera_chosen.emit(what)
        else:
            self.chosen.emit(what)

    def _open_menu(self, at: QPoint) -> None:
        item = self._tree.itemAt(at)
        if item is not None and not isinstance(item.data(0, WHAT_ROLE), str):
            menu = self.menu_of(item.data(0, NAME_ROLE))
            menu.popup(self._tree.viewport().mapToGlobal(at))


class NamePopup(QFrame):
    """Asks for a name.

    Signals:
        named(str): never empty.
    """

    named = Signal(str)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(tr("Name of the search"))
        self._edit.setAccessibleName(tr("Name of the search"))
        self._edit.setMinimumWidth(FIELD_PX)
        accept = button(tr("Keep"), "primary")
        row = QHBoxLayout()
        row.addWidget(self._edit)
        row.addWidget(accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        what = label(words, "caption", wraps=True)
        what.setMaximumWidth(FIELD_PX + 100)
        column.addWidget(what)
        column.addLayout(row)
        self._edit.returnPressed.connect(self._finish)
        accept.clicked.connect(self._finish)

    def open_below(self, anchor: QWidget) -> None:
        """Show it under *anchor*."""
        self.adjustSize()
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
        self._edit.setFocus()

    def _finish(self) -> None:
        name = self._edit.text().strip()
        if name:
            self.close()
            self.named.emit(name)
