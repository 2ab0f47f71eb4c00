"""Where files may be dropped: fields over a widget, which light up with what dropping means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.icons import icon

_EDGE_PX: Final = 24
_CORNER_PX: Final = 12
_ICON_PX: Final = 40
_VEIL: Final = 225


Words = Callable[[str], tuple[str, ...]]


class DropZones(QWidget):
    """Covers *host* while files are dragged over it.

    Signals:
        dropped(list[Path], int): files and folders, and the field that they were dropped on.
    """

    dropped = Signal(object, int)

    def __init__(self, host: QWidget, words: Words) -> None:
        """*words* makes of "3 items" one sentence for each field."""
        super().__init__(host)
        self._host = host
        self._words = words
        self._count = 0
        self._hot = -1
        self.setAcceptDrops(True)
        self.hide()
        host.setAcceptDrops(True)
        host.installEventFilter(self)

    @property
    def zones(self) -> tuple[str, ...]:
        """What dropping means, one sentence for each field."""
        return self._words("1 item" if self._count == 1 else f"{self._count} items")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and paths_in(event.mimeData()):
            self._count = len(paths_in(event.mimeData()))
            self._hot = -1
            self.setGeometry(self._host.rect())
            self.raise_()
            self.show()
            event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._host.rect())
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        hot = self._zone_at(event.position().x())
        if hot != self._hot:
            self._hot = hot
            self.update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        zone = self._zone_at(event.position().x())
        self.hide()
        event.acceptProposedAction()
        self.dropped.emit(paths_in(event.mimeData()), zone)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme.current().colour("canvas")
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        for number, words in enumerate(self.zones):
            self._paint_zone(painter, number, words)
        painter.end()

    def _paint_zone(self, painter: QPainter, number: int, words: str) -> None:
        look, is_hot = theme.current(), number == self._hot
        area = self._area(number)
        painter.setBrush(look.colour("accent_wash" if is_hot else "panel"))
        pen = QPen(look.colour("accent" if is_hot else "edge"), 3 if is_hot else 1.5)
        pen.setStyle(Qt.PenStyle.SolidLine if is_hot else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(area, _CORNER_PX, _CORNER_PX)
        sign = QRectF(0, 0, _ICON_PX, _ICON_PX)
        sign.moveCenter(area.center())
        sign.translate(0, -_ICON_PX)
        name = "plus" if number == len(self.zones) - 1 else "list-plus"
        icon(name, "accent" if is_hot else "muted").paint(painter, sign.toRect())
        painter.setFont(fonts.ui(15))
        painter.setPen(look.colour("text" if is_hot else "muted"))
        text = area.adjusted(16, area.height() / 2, -16, -16)
        wraps = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(text, int(wraps | Qt.TextFlag.TextWordWrap), words)

    def _area(self, number: int) -> QRectF:
        count = len(self.zones)
        width = (self.width() - _EDGE_PX * (count + 1)) / count
        left = _EDGE_PX + number * (width + _EDGE_PX)
        return QRectF(left, _EDGE_PX, width, self.height() - 2 * _EDGE_PX)

    def _zone_at(self, x: float) -> int:
        return min(int(x / (self.width() / len(self.zones))), len(self.zones) - 1)


def paths_in(mime: QMimeData) -> list[Path]:
    """Files and folders of this computer that are dragged; nothing else is taken."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
