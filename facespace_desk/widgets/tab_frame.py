"""What every service's tab is built in: tool bar, side, main, detail and strip, which fold and are
remembered."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.widgets.buttons import tool_button

if TYPE_CHECKING:
    from facespace_desk.widgets.table_page import TablePage

NARROW_PX: Final = 1320  # below this the detail pane folds by itself
SHORT_PX: Final = 620
SIDE_PX, DETAIL_PX = 248, 300
STRIP_SHARE: Final = 0.28  # of the height
LETTERS: Final = frozenset({"Space", "P", "B"})  # keys that act only where nobody types

Entry = tuple[str, tuple[str, ...], Callable[[], object]]
"""An action: its title, its keys, what it does."""

_FOLDS: Final = {  # name: icon, key
    "side": ("panel-left", "F7"),
    "strip": ("panel-bottom", "F8"),
    "detail": ("panel-right", "F9"),
}


class TabFrame(QWidget):
    """The frame of one service's tab.

    *folds* names what a fold shows, such as {"side": "cameras"}: of side, strip and detail, those
    that the tab has. A tab fills `tools` and `above`, adds its entries, and lets `furnish` put its
    parts in.

    Signals:
        sign_in: the operator wants to enter another key.
        export_wanted(str, TablePage): the rows of this table shall become a file.
        layout_changed: columns, splitters or folds are other ones.
    """

    sign_in = Signal()
    export_wanted = Signal(str, object)
    layout_changed = Signal()

    def __init__(self, service: str, folds: Mapping[str, str]) -> None:
        super().__init__()
        self._service = service
        self.tools = QHBoxLayout()
        self.above = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._parts: dict[str, QWidget] = {}
        self._wanted = dict.fromkeys(folds, True)
        self._folded_for_room: set[str] = set()  # these come back when there is room
        self._had_room: dict[str, bool] = {}
        self._fold_actions: dict[str, QAction] = {}
        self._remembered: dict[str, str] = {}
        self._is_alone = False  # whether main has all the room
        self._is_sized = False
        self._add_folds(folds)
        self._lay_out_frame()

    @property
    def pages(self) -> dict[str, TablePage]:
        """All tables, by the names under which their columns are remembered."""
        return {}

    def layout_text(self) -> dict[str, str]:
        """What to remember of the splitters and folds, by name."""
        folded = ",".join(
            name
            for name, is_wanted in self._wanted.items()
            if not is_wanted and name not in self._folded_for_room
        )
        return {
            f"{self._service}.columns": _state_text(self._columns),
            f"{self._service}.rows": _state_text(self._rows),
            f"{self._service}.folded": folded,
        }

    def restore_layout(self, texts: Mapping[str, str]) -> None:
        """Take up what was remembered; what cannot be read is left as it is."""
        self._remembered = dict(texts)
        for name in texts.get(f"{self._service}.folded", "").split(","):
            if name in self._fold_actions:
                self._show_part(name, is_shown=False)

    def furnish(self) -> Generator[None, None, None]:
        """Put the parts in, one a step, once the tab itself is in the window: a part is dressed
        anew whenever something above it changes its place, and that takes 10 ms a part."""
        raise NotImplementedError

    def flush(self) -> None:
        """Keep what is being typed; the tab is about to be hidden or closed."""

    def put_main(self, main: QWidget) -> None:
        """Put *main* into the middle."""
        self._columns.insertWidget(0, main)
        self._columns.setStretchFactor(0, 1)

    def put_side(self, side: QWidget, least_px: int = 170) -> None:
        """Put *side* at the left of what is there."""
        side.setMinimumWidth(least_px)
        self._columns.insertWidget(0, side)
        self._columns.setStretchFactor(0, 0)
        self._columns.setStretchFactor(1, 1)
        self._take_part("side", side)

    def put_detail(self, detail: QWidget, least_px: int = 260) -> None:
        """Put *detail* at the right of what is there."""
        detail.setMinimumWidth(least_px)
        self._columns.addWidget(detail)
        self._take_part("detail", detail)

    def put_strip(self, strip: QWidget, *, keeps_height: bool = False) -> None:
        """Put *strip* below everything; one that keeps its height cannot be drawn larger."""
        if keeps_height:
            self._column.addWidget(strip)
        else:
            self._rows.addWidget(strip)
            self._rows.setStretchFactor(0, 1)
        self._take_part("strip", strip)

    def add_entries(self, entries: Iterable[Entry], tables: Iterable[QWidget] = ()) -> None:
        """Offer actions of the tab. Letters and the space bar act only in *tables*: elsewhere one
        types or presses with them (WCAG 2.1.4)."""
        for title, keys, act in entries:
            action = QAction(title, self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.addAction(action)
            if LETTERS.isdisjoint(keys):
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                continue
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for table in tables:
                table.addAction(action)

    def show_part(self, name: str, *, is_shown: bool) -> None:
        """Show or fold side, strip or detail, as the operator's own key does."""
        self._show_part(name, is_shown=is_shown)

    def show_main_alone(self, is_alone: bool) -> None:
        """Give main all the room, or let side, strip and detail be shown as they were wanted."""
        self._is_alone = is_alone
        for name, part in self._parts.items():
            part.setVisible(self._is_shown(name))
        for action in self._fold_actions.values():
            action.setEnabled(not is_alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QEvent) -> None:
        if not self._is_sized:
            self._is_sized = True
            self._size_splitters()

    def hideEvent(self, event: QEvent) -> None:
        self.flush()

    def _lay_out_frame(self) -> None:
        head = QFrame()
        head.setProperty("kind", "toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self.tools.setSpacing(8)
        row.addLayout(self.tools, 1)
        for name, action in self._fold_actions.items():
            fold = tool_button(_FOLDS[name][0], action.toolTip(), checkable=True)
            fold.setChecked(True)
            fold.toggled.connect(action.setChecked)
            action.toggled.connect(fold.setChecked)
            action.enabledChanged.connect(fold.setEnabled)
            row.addWidget(fold)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addLayout(self.above)
        self._column.addWidget(self._rows, 1)
        self._rows.addWidget(self._columns)
        for splitter in (self._columns, self._rows):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            splitter.splitterMoved.connect(self.layout_changed)

    def _add_folds(self, folds: Mapping[str, str]) -> None:
        for name, (_icon, key) in _FOLDS.items():
            if name not in folds:
                continue
            title = tr("Show {part}", part=folds[name])
            action = QAction(title, self, checkable=True, checked=True)
            action.setShortcut(QKeySequence(key))
            action.setToolTip(f"{title} ({key})")
            action.toggled.connect(lambda is_on, name=name: self._set_wanted(name, is_on))
            self.addAction(action)
            self._fold_actions[name] = action

    def _take_part(self, name: str, part: QWidget) -> None:
        self._parts[name] = part
        part.setVisible(self._is_shown(name))

    def _size_splitters(self) -> None:
        """As remembered, else side and detail as wide as they need, the rest to the middle."""
        widths = {"side": SIDE_PX, "detail": DETAIL_PX}
        fixed = {name: px for name, px in widths.items() if name in self._wanted}
        main_px = self.width() - sum(fixed.values())
        self._columns.setSizes(
            [*([SIDE_PX] if "side" in fixed else []), main_px, fixed.get("detail", 0)]
        )
        strip_px = round(STRIP_SHARE * self.height())
        self._rows.setSizes([self.height() - strip_px, strip_px])
        for splitter, name in ((self._columns, "columns"), (self._rows, "rows")):
            text = self._remembered.get(f"{self._service}.{name}")
            if text:
                splitter.restoreState(QByteArray.fromBase64(text.encode()))

    def _set_wanted(self, name: str, is_wanted: bool) -> None:
        self._folded_for_room.discard(name)
        self._wanted[name] = is_wanted
        if name in self._parts:
            self._parts[name].setVisible(self._is_shown(name))
        self.layout_changed.emit()

    def _is_shown(self, name: str) -> bool:
        return self._wanted[name] and not self._is_alone

    def _fold(self) -> None:
        """Too little room folds the detail, then the strip, until there is room or one asks."""
        has_room = {"detail": self.width() >= NARROW_PX, "strip": self.height() >= SHORT_PX}
        for name, has_now in has_room.items():
            if name not in self._wanted or has_now == self._had_room.get(name, True):
                continue
            if has_now and name in self._folded_for_room:
                self._show_part(name, is_shown=True)
            elif not has_now and self._wanted[name]:
                self._show_part(name, is_shown=False)
                self._folded_for_room.add(name)
        self._had_room = has_room

    def _show_part(self, name: str, *, is_shown: bool) -> None:
        self._fold_actions[name].setChecked(is_shown)
        self._folded_for_room.discard(name)


def _state_text(splitter: QSplitter) -> str:
    return bytes(splitter.saveState().toBase64().data()).decode()
