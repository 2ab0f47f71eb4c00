"""JsonTree: a piece of JSON as a tree of names and values, opened only where somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from facespace_desk.modelkit.json_paths import Path, path_text, value_text

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = ("Name", "Value", "Before")
NAME, VALUE, BEFORE = range(3)
AT_ONCE: Final = 500  # children that are added when somebody scrolls to the end of those before
SHOWN_CHARS: Final = 400
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class JsonNode:
    """One value, and the part of its children that was fetched."""

    def __init__(self, step: str | int, value: Any, parent: JsonNode | None, row: int) -> None:
        self.step = step
        self.value = value
        self.parent = parent
        self.row = row
        self.children: list[JsonNode] = []

    @property
    def size(self) -> int:
        """How many children it has, fetched or not."""
        return len(self.value) if isinstance(self.value, (Mapping, list)) else 0

    @property
    def path(self) -> Path:
        """From the top of the tree to here."""
        steps: list[str | int] = []
        node = self
        while node.parent is not None:
            steps.append(node.step)
            node = node.parent
        return tuple(reversed(steps))

    def fetch(self, count: int) -> list[JsonNode]:
        """The next *count* children."""
        first = len(self.children)
        stop = min(first + count, self.size)
        if isinstance(self.value, Mapping):
            items = list(self.value.items())[first:stop]
        else:
            items = list(enumerate(self.value[first:stop], first))
        return [JsonNode(step, value, self, row) for row, (step, value) in enumerate(items, first)]


class JsonTree(QAbstractItemModel):
    """See the module. The top of the tree stands for the value itself and is not shown, unless the
    value has no parts: then it is the only row."""

    PathRole = int(_Role.UserRole) + 1
    ChangedRole = int(_Role.UserRole) + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = JsonNode("", None, None, 0)
        self._before: dict[Path, object] = {}
        self._holders: set[Path] = set()

    def show(self, value: Any, before: Mapping[Path, object] | None = None) -> None:
        """Show *value*; *before* has what other values were there before."""
        self.beginResetModel()
        has_parts = isinstance(value, (Mapping, list)) and len(value)
        self._root = JsonNode("", value if has_parts else {"": value}, None, 0)
        self._root.children = self._root.fetch(AT_ONCE)
        self._before = dict(before or {})
        self._holders = {path[:length] for path in self._before for length in range(len(path))}
        self.endResetModel()

    def path(self, index: Index) -> str:
        """Where the value is, as programs write it."""
        return path_text(self._at(index).path) if index.isValid() else ""

    def value(self, index: Index) -> str:
        """The whole value: a text letter by letter, all else as JSON."""
        value = self._at(index).value
        return value if isinstance(value, str) else value_text(value)

    def changed_indexes(self) -> list[QModelIndex]:
        """The rows that hold something changed below them, as far as they were fetched."""
        found: list[QModelIndex] = []
        nodes = list(self._root.children)
        while nodes:
            node = nodes.pop()
            if node.path in self._holders:
                index = self.createIndex(node.row, NAME, node)
                self.fetchMore(index)
                found.append(index)
                nodes += node.children
        return found

    # -- Qt's --------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        node = self._at(parent)
        if parent.isValid() and parent.column() != NAME:
            return QModelIndex()
        if not (0 <= row < len(node.children) and 0 <= column < len(COLUMNS)):
            return QModelIndex()
        return self.createIndex(row, column, node.children[row])

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # two of Qt's
        above = self._at(child).parent if child.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, NAME, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() and parent.column() != NAME:
            return 0
        return len(self._at(parent).children)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(COLUMNS)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        if parent.isValid() and parent.column() != NAME:
            return False
        return self._at(parent).size > 0

    def canFetchMore(self, parent: Index) -> bool:
        node = self._at(parent)
        return len(node.children) < node.size

    def fetchMore(self, parent: Index) -> None:
        node = self._at(parent)
        fresh = node.fetch(AT_ONCE)
        if fresh:
            first = len(node.children)
            self.beginInsertRows(parent, first, first + len(fresh) - 1)
            node.children += fresh
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole
        return COLUMNS[section] if is_title else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._at(index)
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._text(node, index.column())
        if role == self.PathRole:
            return path_text(node.path)
        return node.path in self._before if role == self.ChangedRole else None

    def _text(self, node: JsonNode, column: int) -> str:
        if column == NAME:
            return f"[{node.step}]" if isinstance(node.step, int) else node.step
        if column == VALUE:
            return _short(node.value)
        path = node.path
        return _short(self._before[path]) if path in self._before else ""

    def _at(self, index: Index) -> JsonNode:
        return index.internalPointer() if index.isValid() else self._root


def _short(value: object) -> str:
    """A value in few words: what has parts is counted, all else written."""
    if isinstance(value, Mapping):
        return f"{{{len(value):,} member{'s' * (len(value) != 1)}}}"
    if isinstance(value, list):
        return f"[{len(value):,} entr{'y' if len(value) == 1 else 'ies'}]"
    return value_text(value, SHOWN_CHARS)
