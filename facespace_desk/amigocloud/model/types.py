"""EventTypes: the names of events as a tree, with counts, rates and what came last.

`project:deleted` lies below `project`. Nobody publishes a list of names, so any is taken; beyond
`MOST_TYPES` different ones the others are counted together.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from facespace_desk.amigocloud.model.event_rows import SHOWN_CHARS, Row, name_text
from facespace_desk.language import number, tr
from facespace_desk.modelkit.columns import EMPTY
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.store import Store

log = logging.getLogger("desk.amigocloud.events")

Index = QModelIndex | QPersistentModelIndex

KIND: Final = "amigocloud.events"
MUTED: Final = "muted"
COLUMNS: Final = (tr("Type"), tr("Count"), tr("Per s"), tr("Last payload"))
TYPE, COUNT, RATE, LAST = range(4)
MOST_TYPES: Final = 1_000
OTHERS: Final = "(other types)"
_NAMES: Final = {OTHERS: tr("(other types)"), "": tr("(no name)")}
WINDOW_S: Final = 10
_LEVELS: Final = 4
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class TypeNode:
    """One name, or the beginning that several have in common."""

    def __init__(self, part: str, path: str, parent: TypeNode | None) -> None:
        self.part = part
        self.path = path
        self.parent = parent
        self.children: list[TypeNode] = []
        self.row = 0
        self.name: str | None = None  # of the events that are exactly this
        self.count = 0
        self.last = ""
        self._buckets = [0] * WINDOW_S
        self._second = 0

    def add(self, count: int, at_s: int) -> None:
        """*count* more arrived in the second *at_s*."""
        self.count += count
        self._roll(at_s)
        if at_s > self._second - WINDOW_S:
            self._buckets[at_s % WINDOW_S] += count

    def rate(self, now_s: int) -> float:
        """Events per second over the last full seconds of the window."""
        self._roll(now_s)
        return (sum(self._buckets) - self._buckets[now_s % WINDOW_S]) / (WINDOW_S - 1)

    def _roll(self, at_s: int) -> None:
        """Empty the buckets of the seconds that nobody asks about any more."""
        if at_s > self._second:
            for second in range(max(self._second + 1, at_s - WINDOW_S + 1), at_s + 1):
                self._buckets[second % WINDOW_S] = 0
            self._second = at_s

    def below(self) -> Iterator[TypeNode]:
        """Itself and all below it."""
        yield self
        for child in self.children:
            yield from child.below()


class EventTypes(QAbstractItemModel):
    """Signals:

    muted_changed(frozenset[str]): events of other types are muted now.
    """

    NameRole = int(_Role.UserRole) + 1
    MutedRole = int(_Role.UserRole) + 2

    muted_changed = Signal(object)

    def __init__(
        self,
        store: Store,
        profile: str,
        *,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._profile = profile
        self._clock = clock
        self._tasks = TaskScope("event types", report)
        self._root = TypeNode("", "", None)
        self._by_name: dict[str, TypeNode] = {}
        self._by_path: dict[str, TypeNode] = {}
        self._muted: frozenset[str] = frozenset()

    async def open(self) -> None:
        """Count what is kept, and remember what is muted; after the list was opened. Raises
        StoreTrouble."""
        self._muted = await self._read_muted()
        for each in await self._store.events.counts(self._profile):
            node = self._node(each.name)
            last = await self._store.events.block(
                self._profile, each.last_number, each.last_number + 1
            )
            for step in _upwards(node):
                step.count += each.count
            node.last = last[0].payload[:SHOWN_CHARS] if last else ""
        if self._muted:
            self.muted_changed.emit(self._muted)

    async def close(self) -> None:
        """Keep what is under way of being kept."""
        await self._tasks.finish()

    # -- what arrives ----------------------------------------------------------------------------

    def take(self, rows: Sequence[Row]) -> None:
        """Count *rows*; views see it with the next `tick`, new types at once."""
        counts: dict[tuple[str, int], int] = {}
        last: dict[str, Row] = {}
        for row in rows:
            if row.kind != "gap":
                key = row.name, row.at_ms // 1000
                counts[key] = counts.get(key, 0) + 1
                last[row.name] = row
        for (name, second), count in counts.items():
            for node in _upwards(self._node(name)):
                node.add(count, second)
        for name, row in last.items():
            self._node(name).last = row.payload[:SHOWN_CHARS]

    def tick(self) -> None:
        """Write counts and rates anew."""
        for node in self._root.below():
            if node.children:
                parent = _NOWHERE if node is self._root else self._index(node, TYPE)
                first, final = self.index(0, COUNT, parent), len(node.children) - 1
                self.dataChanged.emit(first, self.index(final, LAST, parent))

    @property
    def total(self) -> int:
        """All events, muted ones too."""
        return sum(node.count for node in self._root.children)

    def rate(self) -> float:
        """All events per second."""
        now_s = self._clock() // 1000
        return sum(node.rate(now_s) for node in self._root.children)

    # -- muting ----------------------------------------------------------------------------------

    @property
    def muted(self) -> frozenset[str]:
        """The names that are not shown in the list."""
        return self._muted

    def set_muted(self, index: Index, is_muted: bool) -> None:
        """Mute, or show again, a type and all below it."""
        names = {node.name for node in self._at(index).below() if node.name is not None}
        self._put_muted(self._muted | names if is_muted else self._muted - names)

    def show_all(self) -> None:
        """Mute nothing."""
        self._put_muted(frozenset())

    def show_only(self, index: Index) -> None:
        """Mute everything but this type and what is below it."""
        names = {node.name for node in self._at(index).below()}
        self._put_muted(frozenset(self._by_name) - names)

    def _put_muted(self, names: frozenset[str | None] | frozenset[str]) -> None:
        muted = frozenset(name for name in names if name is not None)
        if muted != self._muted:
            self._muted = muted
            self._tasks.start(self._keep_muted(), name="mute", replacing="mute")
            self.tick()
            for node in self._root.below():
                if node is not self._root:
                    at = self._index(node, TYPE)
                    self.dataChanged.emit(at, at)
            self.muted_changed.emit(muted)

    async def _keep_muted(self) -> None:
        text = msgspec.json.encode(sorted(self._muted)).decode()
        try:
            await self._store.views.put(self._profile, KIND, MUTED, text)
        except StoreTrouble as trouble:
            log.warning("what is muted could not be kept: %s", trouble)

    async def _read_muted(self) -> frozenset[str]:
        for document in await self._store.views.list(self._profile, KIND):
            if document.name == MUTED:
                try:
                    return frozenset(msgspec.json.decode(document.json, type=list[str]))
                except msgspec.DecodeError:
                    log.warning("what is muted could not be read")
        return frozenset()

    # -- the tree --------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        node = self._at(parent)
        if not (0 <= row < len(node.children) and 0 <= column < len(COLUMNS)):
            return QModelIndex()
        if parent.isValid() and parent.column() != TYPE:
            return QModelIndex()
        return self.createIndex(row, column, node.children[row])

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # two of Qt's
        if not child.isValid():
            return QModelIndex()
        above = self._at(child).parent
        return QModelIndex() if above is None or above is self._root else self._index(above, TYPE)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() and parent.column() != TYPE:
            return 0
        return len(self._at(parent).children)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == TYPE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return COLUMNS[section]
        return _RIGHT if role == _Role.TextAlignmentRole and section in (COUNT, RATE) else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node, column = self._at(index), index.column()
        if role == _Role.DisplayRole:
            return self._text(node, column)
        if role == _Role.ToolTipRole:
            return node.last if column == LAST else node.path
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column in (COUNT, RATE) else None
        return self._mark(node, column, role)

    def _mark(self, node: TypeNode, column: int, role: int) -> Any:
        if role == _Role.CheckStateRole and column == TYPE:
            return self._check(node)
        if role == self.NameRole:
            return node.path
        return self._check(node) is Qt.CheckState.Unchecked if role == self.MutedRole else None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole or not index.isValid() or index.column() != TYPE:
            return False
        self.set_muted(index, Qt.CheckState(value) is Qt.CheckState.Unchecked)
        return True

    def _text(self, node: TypeNode, column: int) -> str:
        if column == TYPE:
            return _NAMES.get(node.part) or name_text(node.part)
        if column == COUNT:
            return number(node.count)
        if column == RATE:
            rate = node.rate(self._clock() // 1000)
            return number(rate, ",.0f" if rate >= 100 else ".1f") if rate else EMPTY
        return node.last

    def _check(self, node: TypeNode) -> Qt.CheckState:
        names = [each.name for each in node.below() if each.name is not None]
        muted = sum(name in self._muted for name in names)
        if not muted:
            return Qt.CheckState.Checked
        both = Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Unchecked if muted == len(names) else both

    def _at(self, index: Index) -> TypeNode:
        return index.internalPointer() if index.isValid() else self._root

    def _index(self, node: TypeNode, column: int) -> QModelIndex:
        return self.createIndex(node.row, column, node)

    def _node(self, name: str) -> TypeNode:
        """The node of a name, made when it is new."""
        node = self._by_name.get(name)
        if node is None:
            if len(self._by_name) >= MOST_TYPES and name != OTHERS:
                return self._node(OTHERS)
            node = self._root
            for part in name.split(":", _LEVELS - 1):
                node = self._child(node, part)
            node.name = name
            self._by_name[name] = node
        return node

    def _child(self, parent: TypeNode, part: str) -> TypeNode:
        path = part if parent is self._root else f"{parent.path}:{part}"
        known = self._by_path.get(path)
        if known is not None:
            return known
        node = TypeNode(part, path, None if parent is self._root else parent)
        row = sum(child.part < part for child in parent.children)
        self.beginInsertRows(
            _NOWHERE if parent is self._root else self._index(parent, TYPE), row, row
        )
        parent.children.insert(row, node)
        for place, child in enumerate(parent.children):
            child.row = place
        self._by_path[path] = node
        self.endInsertRows()
        return node


def _upwards(node: TypeNode) -> Iterator[TypeNode]:
    """*node* and all above it."""
    step: TypeNode | None = node
    while step is not None:
        yield step
        step = step.parent
