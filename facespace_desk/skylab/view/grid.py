"""The photos of a job as a grid of pictures. It shares rows and selection with the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from facespace_desk.language import tr
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.skylab.model.photo_columns import PhotoRow
from facespace_desk.skylab.view.tile import PhotoTile

if TYPE_CHECKING:
    from facespace_desk.skylab.model.pictures import PhotoPictures

SIDES_PX: Final = (96, 320)  # smallest and largest picture
SIDE_PX: Final = 168
GAP_PX: Final = 4
AHEAD_ROWS: Final = 1  # lines of tiles beyond those in sight that are made too
_WANT_AFTER_MS: Final = 30


class PhotoGrid(QListView):
    """Signals:

    opened(PhotoRow): a double click or Enter on a photo.
    menu_requested(QMenu): a context menu about to be shown, to which actions may be added.
    """

    opened = Signal(object)
    menu_requested = Signal(object)

    def __init__(self, model: RecordTableModel[PhotoRow], pictures: PhotoPictures) -> None:
        super().__init__()
        self._records = model
        self._pictures = pictures
        self._tile = PhotoTile(pictures, SIDE_PX)
        self._wanting = QTimer(self)
        self._wanting.setSingleShot(True)
        self._wanting.setInterval(_WANT_AFTER_MS)
        self._wanting.timeout.connect(self._want)
        self.setModel(model)
        self._dress()
        pictures.changed.connect(self.viewport().update)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._want_soon)
        model.layoutChanged.connect(self._want_soon)
        model.dataChanged.connect(self._want_soon)
        self.verticalScrollBar().valueChanged.connect(self._want_soon)
        self.activated.connect(self._open)

    @property
    def side_px(self) -> int:
        """How large the pictures are."""
        return self._tile.side_px

    def set_side(self, side_px: int) -> None:
        """Show pictures of another size."""
        self._tile.set_side(min(max(side_px, SIDES_PX[0]), SIDES_PX[1]))
        self._fit()

    def rows_in_sight(self) -> list[PhotoRow]:
        """The photos on screen, and those of the next line, from top to bottom."""
        count = self._records.rowCount()
        grid = self.gridSize()
        columns = max(1, (self.viewport().width() - 1) // grid.width())
        top = self.verticalScrollBar().value()
        first = top // grid.height() * columns
        last = ((top + self.viewport().height()) // grid.height() + 1 + AHEAD_ROWS) * columns
        return [self._records.record_at(row) for row in range(first, min(last, count))]

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Whole rows, for the list beside it shows the same selection."""
        return super().selectionCommand(index, event) | QItemSelectionModel.SelectionFlag.Rows

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.menu_requested.emit(menu)
        if menu.actions():
            menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._wanting.stop()
        self._pictures.want(())

    def _dress(self) -> None:
        self.setItemDelegate(self._tile)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionRectVisible(True)
        self.setAccessibleName(tr("Photos"))
        self._fit()

    def _fit(self) -> None:
        """Let the tiles share the width evenly."""
        size = self._tile.size
        width = max(self.viewport().width() - 1, size.width())
        columns = max(1, width // (size.width() + GAP_PX))
        size.setWidth(width // columns)
        size.setHeight(size.height() + GAP_PX)
        if size != self.gridSize():
            self.setGridSize(size)
        self._want_soon()

    def _want_soon(self, *_: Any) -> None:
        if self.isVisible() and not self._wanting.isActive():
            self._wanting.start()

    def _want(self) -> None:
        self._pictures.want(self.rows_in_sight())
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(RecordTableModel.RecordRole))
