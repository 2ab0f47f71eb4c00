"""Pages that stand where a table would be empty. Four different reasons, never mixed up and never
a blank table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import IconLabel, label

_WIDTH_PX = 440


class EmptyPage(QWidget):
    """A drawing, one sentence, one button.

    Signals:
        pressed: the button.
    """

    pressed = Signal()

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        button_text: str = "",
        *,
        hint: str = "",
        button_icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sentence = label(sentence, "title", wraps=True)
        self._hint = label(hint, "muted", wraps=True)
        self._button = button(button_text, "primary", icon_name=button_icon)
        self._button.clicked.connect(self.pressed)
        middle = Qt.AlignmentFlag.AlignHCenter
        block = QWidget()
        block.setMaximumWidth(_WIDTH_PX)
        inner = QVBoxLayout(block)
        inner.setSpacing(12)
        inner.addWidget(IconLabel(icon_name, "muted", 40), 0, middle)
        for part in (self._sentence, self._hint):
            part.setAlignment(middle)
            inner.addWidget(part)
        inner.addSpacing(4)
        inner.addWidget(self._button, 0, middle)
        row = QHBoxLayout()  # centred by stretches: an alignment would cut wrapped lines
        row.addStretch(1)
        row.addWidget(block, 100)  # of a narrow page all
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self._hint.setVisible(bool(hint))
        self._button.setVisible(bool(button_text))

    @property
    def text(self) -> str:
        """The sentence and what stands below it."""
        return f"{self._sentence.text()} {self._hint.text()}".strip()

    def set_sentence(self, sentence: str, hint: str = "") -> None:
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def show_button(self, is_shown: bool) -> None:
        """Offer what the button does, or do not."""
        self._button.setVisible(is_shown)


def nothing_yet(sentence: str, button_text: str = "", hint: str = "") -> EmptyPage:
    """Nothing has happened so far; the button starts something."""
    return EmptyPage("radio", sentence, button_text, hint=hint)


def no_match(sentence: str, hint: str = "") -> EmptyPage:
    """There are rows, but the filter hides them all; say which filter. The button clears it."""
    return EmptyPage("search-x", sentence, "Clear filter", hint=hint, button_icon="funnel-x")


def not_connected(service: str, needs: str = "a key", sentence: str = "") -> EmptyPage:
    """The profile has no credentials for *service*; the button connects it.

    *needs* is what signing in takes, *sentence* what the service is for.
    """
    hint = (
        f"You need the server's address and {needs}. "
        "What is secret stays in this computer's key store."
    )
    return EmptyPage(
        "unplug",
        f"{service} is not connected in this profile",
        f"Connect {service}",
        hint=f"{sentence} {hint}".strip(),
        button_icon="plug",
    )


def not_permitted(sentence: str, hint: str = "") -> EmptyPage:
    """The credentials do not allow it; say who can. The button offers other ones."""
    return EmptyPage("lock", sentence, "Use another key", hint=hint, button_icon="key-round")
