"""Forms: labels at the left, fields at the right, help under the field, and the error in its
place when there is one."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from facespace_desk.widgets.labels import label, restyle, set_role

LABEL_WIDTH_PX = 132


@dataclass(frozen=True, eq=False)
class FormRow:
    """One field with its label and the line below it."""

    title: QLabel
    field: QWidget
    below: QLabel
    help_text: str

    def set_error(self, reason: str) -> None:
        """Say what is wrong with the field; with an empty reason its help stands there again."""
        self._say(reason or self.help_text, "error" if reason else "caption")
        if isinstance(self.field, QLineEdit):
            restyle(self.field, "invalid", bool(reason))
        self.field.setAccessibleDescription(reason or self.help_text)

    def set_note(self, text: str, role: str = "caption") -> None:
        """Say something else below the field: role caption, good or warning."""
        self._say(text or self.help_text, role)

    @property
    def text_below(self) -> str:
        return self.below.text()

    def set_visible(self, is_visible: bool) -> None:
        self.title.setVisible(is_visible)
        self.field.setVisible(is_visible)
        self.below.setVisible(is_visible and bool(self.below.text()))

    def _say(self, text: str, role: str) -> None:
        self.below.setText(text)
        set_role(self.below, role)
        self.below.setVisible(bool(text))


class Form(QWidget):
    """Rows of fields in two columns."""

    def __init__(
        self, parent: QWidget | None = None, *, label_width_px: int = LABEL_WIDTH_PX
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnMinimumWidth(0, label_width_px)
        self._grid.setColumnStretch(1, 1)

    def add_row(
        self, title: str, field: QWidget, help_text: str = "", *, stretch: bool = True
    ) -> FormRow:
        """Add *field* under the last one. Without *stretch* it keeps the width that it asks for."""
        heading = label(title, "muted")
        heading.setBuddy(field)
        heading.setContentsMargins(0, 5, 0, 0)
        if not field.accessibleName():
            field.setAccessibleName(title)
        below = label(help_text, "caption", wraps=True)
        below.setVisible(bool(help_text))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(field, 0, Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft)
        column.addWidget(below)
        row = self._grid.rowCount()
        self._grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(column, row, 1)
        field.setAccessibleDescription(help_text)
        return FormRow(heading, field, below, help_text)

    def add_wide(self, widget: QWidget) -> None:
        """Add something over both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
