"""Labels. Whatever they show is plain text: what a server sent must never be read as markup."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from facespace_desk.widgets.icons import icon

_TIP_LENGTH = 1_000  # characters


def label(
    text: str = "", role: str = "", *, wraps: bool = False, selectable: bool = False
) -> QLabel:
    """A label in one of the style sheet's roles: title, headline, section, strong, caption,
    muted, error, ..."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    result.setWordWrap(wraps)
    if role:
        result.setProperty("role", role)
    if selectable:
        result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return result


def plain_tip(text: str) -> str:
    """*text* so that a tool-tip, which would read markup, shows it letter by letter."""
    cut = text if len(text) <= _TIP_LENGTH else text[:_TIP_LENGTH] + "…"
    return f"<p style='white-space: pre-wrap'>{html.escape(cut)}</p>" if text else ""


def set_role(widget: QWidget, role: str) -> None:
    """Give *widget* another role of the style sheet."""
    restyle(widget, "role", role)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and let it read again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def line(*, upright: bool = False) -> QFrame:
    """A separator of one pixel."""
    result = QFrame()
    result.setProperty("kind", "vline" if upright else "hline")
    return result


class IconLabel(QWidget):
    """A drawing that nobody can press. It follows the theme by itself."""

    def __init__(
        self, name: str, tone: str = "muted", size_px: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon(name, tone)
        self.setFixedSize(size_px, size_px)

    def set_icon(self, name: str, tone: str = "muted") -> None:
        self._icon = icon(name, tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis when there is no room; the whole of it is in the
    tool-tip.

    It takes the room that it is given, so another text asks for no new layout: QLabel's own text
    would, up to the window, several times a second where ages tick.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        super().setText(" ")  # as high as a line
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def text(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        if text == self._whole:
            return
        if self.accessibleName() == self._whole:
            self.setAccessibleName(text)
        else:  # it has a name of its own, and the text is what it says
            self.setAccessibleDescription(text)
        self._whole = text
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        whole = self._whole
        room = self.contentsRect()
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()
        self._show_tool_tip(plain_tip(whole) if cut != whole else "")

    def _show_tool_tip(self, text: str) -> None:
        if self.toolTip() != text:
            self.setToolTip(text)
