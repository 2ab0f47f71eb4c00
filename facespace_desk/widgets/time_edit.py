"""A field for a moment in the service's own day-first writing; what cannot be read is told beside
it."""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facespace_desk.language import tr
from facespace_desk.widgets import fonts
from facespace_desk.widgets.labels import ElidedLabel, restyle

T = TypeVar("T")

DAY_FIRST: Final = tr("HH:MM:SS DD/MM/YY", "hour, minute, second, day, month, year")
TIME: Final = tr("Time")


class TimeEdit(QWidget, Generic[T]):
    """One line of text, read by the function that it was given. It guesses nothing.

    Signals:
        value_changed: the text is another one; ask `value()` and `is_valid()`.
        entered: Enter, with a text that can be read.
    """

    value_changed = Signal()
    entered = Signal()

    def __init__(
        self,
        parse: Callable[[str], T],
        *,
        placeholder: str = DAY_FIRST,
        name: str = TIME,
        shows_reason: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """*parse* raises ValueError with the reason in words. Without *shows_reason*, whoever owns
        the field shows `reason()` where there is more room."""
        super().__init__(parent)
        self._parse = parse
        self._value: T | None = None
        self._edit = QLineEdit()
        self._edit.setFont(fonts.mono(fonts.BASE_PX))
        self._edit.setPlaceholderText(placeholder)
        self._edit.setClearButtonEnabled(True)
        self._edit.setAccessibleName(name)
        self._edit.setMinimumWidth(self._edit.fontMetrics().horizontalAdvance("0" * 17) + 48)
        self._shows_reason = shows_reason
        self._reason = ElidedLabel(role="error")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._edit)
        row.addWidget(self._reason, 1)
        self._reason.hide()
        self.setFocusProxy(self._edit)
        self._edit.textChanged.connect(self._read)
        self._edit.returnPressed.connect(self._enter)

    def text(self) -> str:
        return self._edit.text().strip()

    def set_text(self, text: str) -> None:
        self._edit.setText(text)

    def show_value(self, value: T, text: str) -> None:
        """Write *text* for *value*, also where the text alone could mean another one, as in the
        hour that the clocks show twice."""
        self._edit.setText(text)
        if self._value != value:
            self._value = value
            self.value_changed.emit()

    def value(self) -> T | None:
        """What the text means; None while it is empty or cannot be read."""
        return self._value

    def is_valid(self) -> bool:
        """Whether the text can be read; an empty field can."""
        return not self.reason()

    def reason(self) -> str:
        """Why the text cannot be read, or nothing."""
        return self._reason.text()

    def set_reason(self, reason: str) -> None:
        """Say that the text is wrong for a reason outside this field, such as an end before its
        start."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason) and self._shows_reason)
        restyle(self._edit, "invalid", bool(reason))
        self._edit.setAccessibleDescription(reason)

    def _read(self) -> None:
        text = self.text()
        reason = ""
        self._value = None
        if text:
            try:
                self._value = self._parse(text)
            except ValueError as error:
                reason = str(error)
        self.set_reason(reason)
        self.value_changed.emit()

    def _enter(self) -> None:
        if self.is_valid():
            self.entered.emit()
