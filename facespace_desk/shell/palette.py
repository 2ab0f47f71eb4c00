"""The command palette: everything that can be done now, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label

PALETTE_TITLE = "deskPaletteTitle"  # of an action whose text says too little outside its menu

_WIDTH_PX = 560
_ROWS_SHOWN = 10
_LIST_MARGINS_PX = 18
_GOOD_ENOUGH = 55.0  # of 100, rapidfuzz's score
_INDEX = Qt.ItemDataRole.UserRole
_KEYS = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class PaletteEntry:
    """One thing that can be done."""

    title: str
    run: Callable[[], object]
    keys: str = ""
    icon: QIcon | None = None

    @classmethod
    def of(cls, action: QAction) -> PaletteEntry:
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = action.property(PALETTE_TITLE) or action.text()
        title = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
        return cls(title.rstrip("…"), action.trigger, shortcut, action.icon())


def best_matches(query: str, entries: Sequence[PaletteEntry]) -> list[PaletteEntry]:
    """Those that *query* may mean, the likeliest first; all of them for an empty query."""
    if not query.strip():
        return list(entries)
    from rapidfuzz import fuzz, process, utils  # only once somebody types

    found = process.extract(
        query,
        [entry.title for entry in entries],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_GOOD_ENOUGH,
        limit=50,
    )
    needle = query.casefold()
    exact = [entry for entry in entries if needle in entry.title.casefold()]
    fuzzy = [entries[index] for _title, _score, index in found]
    return list(dict.fromkeys([*exact, *fuzzy]))


class CommandPalette(QFrame):
    """A field and a list over the window; it goes away by itself."""

    def __init__(self, entries: Sequence[PaletteEntry], window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setAccessibleName(tr("Command palette"))
        self._entries = list(entries)
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("What do you want to do?"))
        self._field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setProperty("kind", "nav")
        self._list.setItemDelegate(_KeysAtRight(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setIconSize(QSize(16, 16))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._run)
        self._empty = label(tr("Nothing that can be done now has these words."), "muted")
        self._empty.setContentsMargins(12, 0, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._field)
        column.addWidget(self._list)
        column.addWidget(self._empty)
        self._field.textChanged.connect(self.search)
        self.setFixedWidth(_WIDTH_PX)
        self.search("")

    def open_over(self, window: QWidget) -> None:
        """Show the palette in the upper middle of *window*."""
        corner = QPoint((window.width() - _WIDTH_PX) // 2, min(80, window.height() // 8))
        self.move(window.mapToGlobal(corner))
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def search(self, query: str) -> None:
        """Show what *query* may mean; the best stands first and is chosen."""
        self._list.clear()
        for entry in best_matches(query, self._entries):
            item = QListWidgetItem(entry.icon or QIcon(), entry.title)
            item.setData(_INDEX, self._entries.index(entry))
            item.setData(_KEYS, entry.keys)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(self._list.count() > 0)
        self._empty.setVisible(self._list.count() == 0)
        rows = min(self._list.count(), _ROWS_SHOWN)
        self._list.setFixedHeight(rows * max(0, self._list.sizeHintForRow(0)) + _LIST_MARGINS_PX)
        self.adjustSize()

    def titles(self) -> list[str]:
        """What the list shows, the best first."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def run_current(self) -> None:
        """Do what is chosen, and close."""
        item = self._list.currentItem()
        if item is not None:
            self._run(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; arrows and Enter mean the list."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10}
        steps[Qt.Key.Key_PageUp] = -10
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.close()
            return True
        if key in steps:
            last = self._list.count() - 1
            row = self._list.currentRow() + steps[key]
            self._list.setCurrentRow(max(0, min(last, row)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_current()
            return True
        return False

    def _run(self, item: QListWidgetItem) -> None:
        entry = self._entries[item.data(_INDEX)]
        self.close()
        entry.run()


class _KeysAtRight(QStyledItemDelegate):
    """Writes the keys of an entry at the right end of its row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(theme.current().colour("muted"))
        painter.setFont(fonts.ui(fonts.CAPTION_PX))
        place = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(_KEYS)
        )
        painter.restore()
