"""Paints one photo of the grid: its picture over a checkerboard where it is see-through, or the
cause why there is none; its name, its state, and how far it is carried."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.pictures.raster import RGB, PictureTrouble, Raster, TroubleKind
from facespace_desk.skylab.model.photo_columns import SHAPES, VERDICT_SHAPES, PhotoRow, PhotoState
from facespace_desk.skylab.view.checkerboard import checkerboard
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.icons import icon

if TYPE_CHECKING:
    from facespace_desk.skylab.model.pictures import PhotoPictures

EDGE_PX: Final = 6
CAPTION_PX: Final = 24
_CORNER_PX: Final = 6
_ICON_PX: Final = 14
_SIGN_PX: Final = 24
_BAR_PX: Final = 4
_KEPT: Final = 400  # scaled pictures
_MOVING: Final = (PhotoState.UPLOADING, PhotoState.FETCHING)
_SIGNS: Final = {
    TroubleKind.EMPTY: "image-off",
    TroubleKind.NOT_A_PICTURE: "image-off",
    TroubleKind.TOO_LARGE: "maximize",
    TroubleKind.TRUNCATED: "triangle-alert",
    TroubleKind.BROKEN: "triangle-alert",
}


class PhotoTile(QStyledItemDelegate):
    """Reads rows from the grid's model and pictures from `PhotoPictures`."""

    def __init__(self, pictures: PhotoPictures, side_px: int) -> None:
        super().__init__()
        self._pictures = pictures
        self._side_px = side_px
        self._scaled: OrderedDict[tuple[int, int, int, float], tuple[Raster, QPixmap]] = (
            OrderedDict()
        )

    @property
    def side_px(self) -> int:
        """Width and height of the picture's place."""
        return self._side_px

    def set_side(self, side_px: int) -> None:
        self._side_px = side_px
        self._scaled.clear()

    @property
    def size(self) -> QSize:
        """Of a whole tile."""
        width = self._side_px + 2 * EDGE_PX
        return QSize(width, round(self._side_px * 0.75) + CAPTION_PX + 2 * EDGE_PX)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: PhotoRow = index.data(RecordTableModel.RecordRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, option)
        whole: QRect = option.rect.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        place = whole.adjusted(0, 0, 0, -CAPTION_PX)
        found = self._pictures.get(row)
        if isinstance(found, Raster):
            self._paint_picture(painter, place, found)
        else:
            self._paint_placeholder(painter, place, found)
        self._paint_caption(painter, whole, row, option.direction)
        if row.state in _MOVING:
            self._paint_share(painter, place, row.share, option.direction)
        painter.restore()

    def _paint_frame(self, painter: QPainter, option: Any) -> None:
        look = theme.current()
        frame = QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_selected or is_hovered:
            painter.setBrush(look.colour("selected" if is_selected else "hover"))
            painter.drawRoundedRect(frame, _CORNER_PX, _CORNER_PX)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(frame, _CORNER_PX, _CORNER_PX)

    def _paint_picture(self, painter: QPainter, place: QRect, raster: Raster) -> None:
        scale = painter.device().devicePixelRatio()
        picture = self._picture(raster, place.size(), scale)
        size = picture.size() / scale
        area = QRect(place.topLeft(), size)
        area.moveCenter(place.center())
        if raster.has_alpha:
            painter.setBrushOrigin(area.topLeft())
            painter.fillRect(area, checkerboard())
        painter.drawPixmap(area, picture)

    def _picture(self, raster: Raster, room: QSize, scale: float) -> QPixmap:
        """The picture as it fits into *room*; kept for the next time."""
        key = (id(raster), room.width(), room.height(), scale)
        found = self._scaled.get(key)
        if found is not None:
            self._scaled.move_to_end(key)
            return found[1]
        kind = QImage.Format.Format_RGB888 if raster.channels == RGB else _WITH_ALPHA
        image = QImage(raster.data, raster.width, raster.height, raster.stride, kind)
        wanted = image.size().scaled(room * scale, Qt.AspectRatioMode.KeepAspectRatio)
        if wanted.width() > 2 * image.width():  # one that small would only get coarse
            wanted = image.size()
        made = QPixmap.fromImage(
            image.scaled(
                wanted.expandedTo(QSize(1, 1)),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        self._scaled[key] = (raster, made)  # with its raster, so that no other gets its id
        if len(self._scaled) > _KEPT:
            self._scaled.popitem(last=False)
        return made

    def _paint_placeholder(
        self, painter: QPainter, place: QRect, trouble: PictureTrouble | None
    ) -> None:
        look = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("raised"))
        painter.drawRoundedRect(place, 4, 4)
        name = "image" if trouble is None else _SIGNS.get(trouble.kind, "image-off")
        words = "" if trouble is None else trouble.words
        painter.setFont(fonts.ui(11))
        room = place.adjusted(6, 4, -6, -4)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        text = painter.boundingRect(QRect(0, 0, room.width(), 1000), flags, words)
        height = min(text.height(), room.height() - _SIGN_PX - 6) if words else 0
        top = place.center().y() - (_SIGN_PX + height) // 2
        sign = QRect(place.center().x() - _SIGN_PX // 2, top, _SIGN_PX, _SIGN_PX)
        icon(name, "muted").paint(painter, sign)
        if height > 0:
            painter.setPen(look.colour("muted"))
            painter.drawText(
                QRect(room.left(), top + _SIGN_PX + 4, room.width(), height), flags, words
            )

    def _paint_caption(
        self, painter: QPainter, whole: QRect, row: PhotoRow, direction: Qt.LayoutDirection
    ) -> None:
        look = theme.current()
        shape, tone = SHAPES[row.state]
        line = QRect(whole.left(), whole.bottom() - CAPTION_PX + 4, whole.width(), CAPTION_PX - 4)
        sign = QRect(line.left(), line.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX)
        icon(shape, tone).paint(painter, QStyle.visualRect(direction, line, sign))
        painter.setFont(fonts.ui(fonts.CAPTION_PX))
        painter.setPen(look.colour("bad" if row.state is PhotoState.FAILED else "text"))
        text = line.adjusted(_ICON_PX + 5, 0, 0, 0)
        if row.verdict:
            sign.moveRight(line.right())
            verdict = icon(*VERDICT_SHAPES[row.verdict])
            verdict.paint(painter, QStyle.visualRect(direction, line, sign))
            text.setRight(sign.left() - 5)
        cut = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideMiddle, text.width())
        text = QStyle.visualRect(direction, line, text)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), cut)

    def _paint_share(
        self, painter: QPainter, place: QRect, share: float, direction: Qt.LayoutDirection
    ) -> None:
        look = theme.current()
        bar = QRect(place.left(), place.bottom() - _BAR_PX + 1, place.width(), _BAR_PX)
        painter.fillRect(bar, look.colour("line"))
        done = QRect(bar.topLeft(), QSize(round(place.width() * share), _BAR_PX))
        painter.fillRect(QStyle.visualRect(direction, bar, done), look.colour("accent"))


_WITH_ALPHA: Final = QImage.Format.Format_RGBA8888
