"""The few buttons that stand on the map itself: closer, farther, all points."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.widgets.buttons import tool_button

EDGE_PX = 12


class MapButtons(QFrame):
    """A column of buttons at the right edge. They say what they do; the map does it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.closer = tool_button("plus", tr("Zoom in (+)"))
        self.farther = tool_button("minus", tr("Zoom out (−)"))
        self.all_points = tool_button("maximize", tr("Show all points (Home)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        for button in self.buttons():
            column.addWidget(button)

    def buttons(self) -> tuple[QToolButton, ...]:
        return self.closer, self.farther, self.all_points

    def place(self, width: int) -> None:
        """Stand at the top right corner of a map of this width."""
        self.adjustSize()
        self.move(width - self.width() - EDGE_PX, EDGE_PX)
