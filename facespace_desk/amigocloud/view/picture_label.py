"""A small picture of the service, or the reason why there is none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facespace_desk.amigocloud.model.pictures import Picture
from facespace_desk.pictures.raster import RGB
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.icons import icon

CORNER_PX: Final = 6
ICON_PX: Final = 20


class PictureLabel(QWidget):
    """Fills its place with the picture; *says_why* where there is room for words."""

    def __init__(self, size: QSize, name: str, *, says_why: bool = False) -> None:
        super().__init__()
        self._picture = Picture()
        self._image = QImage()  # looks into the raster's bytes: `_picture` holds on to them
        self._says_why = says_why
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_picture(self, picture: Picture) -> None:
        """Show *picture*, or say why there is none."""
        if picture.raster is not self._picture.raster:
            raster = picture.raster
            self._image = QImage()
            if raster is not None:
                kind = QImage.Format
                pixels = kind.Format_RGB888 if raster.channels == RGB else kind.Format_RGBA8888
                self._image = QImage(
                    raster.data, raster.width, raster.height, raster.stride, pixels
                )
        self._picture = picture
        self.setToolTip("" if self._says_why else picture.why_not)
        self.setAccessibleDescription(picture.why_not)
        self.update()

    @property
    def has_picture(self) -> bool:
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look = theme.current()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, CORNER_PX, CORNER_PX)
        painter.fillPath(outline, look.colour("raised"))
        if self.has_picture:
            painter.setClipPath(outline)
            wanted = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            area = QRectF(0, 0, wanted.width(), wanted.height())
            area.moveCenter(frame.center())
            painter.drawImage(area, self._image)
            painter.setClipping(False)
        else:
            self._paint_nothing(painter)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawPath(outline)
        painter.end()

    def _paint_nothing(self, painter: QPainter) -> None:
        why = self._picture.why_not
        sign = QRectF(0, 0, ICON_PX, ICON_PX)
        sign.moveCenter(QRectF(self.rect()).center())
        if self._says_why and why:
            sign.moveTop(12)
            painter.setFont(fonts.ui(fonts.CAPTION_PX))
            painter.setPen(theme.current().colour("muted"))
            wraps = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 40, -8, -4), wraps, why)
        icon("image-off" if why else "image", "muted").paint(painter, sign.toRect())
