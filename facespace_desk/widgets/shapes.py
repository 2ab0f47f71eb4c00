"""The shapes of states. A shape says the state without colour; the colour only repeats it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from facespace_desk.modelkit.state import SHAPES, Phase

SHAPE_NAMES = frozenset(SHAPES.values())

TOKENS: dict[Phase, str] = {
    Phase.OFF: "muted",
    Phase.LOADING: "accent",
    Phase.LIVE: "live",
    Phase.SLOW: "warn",
    Phase.STALE: "stale",
    Phase.DEGRADED: "warn",
    Phase.OFFLINE: "bad",
    Phase.SIGNED_OUT: "warn",
    Phase.PAUSED: "accent",
    Phase.RETIRED: "bad",
}

_FULL_TURN = 360 * 16  # Qt counts angles in sixteenths of a degree


def paint_shape(painter: QPainter, area: QRectF, shape: str, colour: QColor) -> None:
    """Draw the state shape *shape* into the middle of *area*, 5/8 as large."""
    side = min(area.width(), area.height())
    inner = QRectF(0, 0, side * 0.625, side * 0.625)
    inner.moveCenter(area.center())
    pen = QPen(colour, max(1.0, side / 10), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(colour)
    _PAINTERS[shape](painter, inner)
    painter.restore()


def _disc(painter: QPainter, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(area)


def _ring(painter: QPainter, area: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_inset(painter, area))


def _arc(painter: QPainter, area: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(_inset(painter, area), 0, _FULL_TURN * 3 // 4)


def _quarter(painter: QPainter, area: QRectF) -> None:
    _pie(painter, area, 90)


def _half(painter: QPainter, area: QRectF) -> None:
    _pie(painter, area, 180)


def _pie(painter: QPainter, area: QRectF, degrees: int) -> None:
    outline = _inset(painter, area)
    filling = painter.brush()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(outline)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(filling)
    start = 0 if degrees == 90 else 90
    painter.drawPie(outline, start * 16, degrees * 16)


def _triangle(painter: QPainter, area: QRectF) -> None:
    inset = _inset(painter, area)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(inset.center().x(), inset.top()),
                inset.bottomRight(),
                inset.bottomLeft(),
            ]
        )
    )


def _square(painter: QPainter, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    shrink = area.width() * 0.05
    painter.drawRoundedRect(area.adjusted(shrink, shrink, -shrink, -shrink), 1, 1)


def _lock(painter: QPainter, area: QRectF) -> None:
    width, height = area.width(), area.height()
    body = QRectF(
        area.left() + width * 0.08, area.top() + height * 0.45, width * 0.84, height * 0.52
    )
    shackle = QPainterPath(QPointF(area.left() + width * 0.25, body.top()))
    shackle.lineTo(area.left() + width * 0.25, area.top() + height * 0.28)
    shackle.arcTo(
        QRectF(area.left() + width * 0.25, area.top(), width * 0.5, height * 0.56), 180, -180
    )
    shackle.lineTo(area.left() + width * 0.75, body.top())
    filling = painter.brush()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shackle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(filling)
    painter.drawRoundedRect(body, 1.5, 1.5)


def _bars(painter: QPainter, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    width = area.width() * 0.28
    left = area.left() + area.width() * 0.12
    right = area.right() - area.width() * 0.12 - width
    for x in (left, right):
        painter.drawRoundedRect(QRectF(x, area.top(), width, area.height()), 1, 1)


def _cross(painter: QPainter, area: QRectF) -> None:
    inset = _inset(painter, area)
    pen = painter.pen()
    pen.setWidthF(pen.widthF() * 1.3)
    painter.setPen(pen)
    painter.drawLine(inset.topLeft(), inset.bottomRight())
    painter.drawLine(inset.topRight(), inset.bottomLeft())


def _inset(painter: QPainter, area: QRectF) -> QRectF:
    """*area* less half a line's width, so that the outline stays inside."""
    half = painter.pen().widthF() / 2
    return area.adjusted(half, half, -half, -half)


_PAINTERS = {
    "disc": _disc,
    "ring": _ring,
    "arc": _arc,
    "quarter": _quarter,
    "half": _half,
    "triangle": _triangle,
    "square": _square,
    "lock": _lock,
    "bars": _bars,
    "cross": _cross,
}
