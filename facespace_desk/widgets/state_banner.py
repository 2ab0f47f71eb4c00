"""The banner over a view: nothing while all is well, else what is wrong, why, and what can be done.

It is drawn from the whole state, so it looks the same whether it saw the state come or not.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.modelkit.state import LoadState, Phase, wall_ms
from facespace_desk.widgets.ages import age_text
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import IconLabel, label, restyle
from facespace_desk.widgets.shapes import TOKENS
from facespace_desk.widgets.state_light import state_words
from facespace_desk.widgets.ticker import VisibleTick

_QUIET = frozenset({Phase.OFF, Phase.LIVE})
_RETRIABLE = frozenset(
    {Phase.OFFLINE, Phase.STALE, Phase.DEGRADED, Phase.SLOW, Phase.RETIRED, Phase.PAUSED}
)


class StateBanner(QFrame):
    """Shows any LoadState; hidden while the state needs no words.

    Signals:
        retry: the operator wants another try now, or to go on after a pause.
        sign_in: the operator wants to enter credentials.
    """

    retry = Signal()
    sign_in = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = LoadState.off()
        self.setProperty("kind", "banner")
        self._shape = IconLabel("state-ring")
        self._headline = label(role="strong", wraps=True)
        self._cause = label(role="muted", wraps=True)
        self._remedy = label(role="muted", wraps=True)
        self._details = label(role="mono", wraps=True, selectable=True)
        self._retry = button(tr("Try again"), icon_name="refresh-cw")
        self._sign_in = button(tr("Sign in"), "primary", icon_name="key-round")
        self._more = button(tr("Details"), "quiet")
        self._copy = button(tr("Copy"), "quiet", icon_name="copy", tip=tr("Copy this message"))
        self._more.setCheckable(True)
        self._retry.clicked.connect(self.retry)
        self._sign_in.clicked.connect(self.sign_in)
        self._more.toggled.connect(self._details.setVisible)
        self._copy.clicked.connect(self._copy_text)
        self._build()
        self._tick = VisibleTick(self, self._refresh_headline)
        self.hide()

    @property
    def text(self) -> str:
        """All that the banner says, a line each."""
        parts = (self._headline, self._cause, self._remedy)
        return "\n".join(part.text() for part in parts if part.text())

    def show_state(self, state: LoadState) -> None:
        """Show *state* as a whole, or hide when it needs no words."""
        self._state = state
        is_needed = state.phase not in _QUIET and (
            state.error is not None or bool(state.message) or state.phase is not Phase.LOADING
        )
        if is_needed:
            self._fill(state)
        self.setVisible(is_needed)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._headline, self._cause, self._remedy, self._details):
            words.addWidget(part)
        self._details.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._shape)
        row.addLayout(words, 1)
        for action in self._buttons():
            row.addWidget(action)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._more, self._copy, self._retry, self._sign_in

    def _fill(self, state: LoadState) -> None:
        restyle(self, "tone", TOKENS[state.phase])
        self._shape.set_icon(f"state-{state.shape}", TOKENS[state.phase])
        self._fill_reason(state)
        has_error = state.error is not None
        self._more.setVisible(has_error)
        self._copy.setVisible(has_error)
        self._retry.setVisible(state.phase in _RETRIABLE)
        self._retry.setText(tr("Resume") if state.phase is Phase.PAUSED else tr("Try again"))
        self._sign_in.setVisible(state.phase is Phase.SIGNED_OUT)
        self._details.setVisible(has_error and self._more.isChecked())
        self._refresh_headline()

    def _fill_reason(self, state: LoadState) -> None:
        cause = remedy = details = ""
        if state.error is not None:
            from facespace_desk.net.errors import explain  # not needed while all is well

            reason = explain(state.error)
            cause, remedy = f"{reason.happened} {reason.cause}".strip(), reason.remedy
            status = ""
            if state.error.status is not None:
                status = ", " + tr("status {status}", status=state.error.status)
            details = (
                f"{state.error.service}: {state.error.operation}{status}. {state.error.message}"
            )
        elif state.message:
            cause = state.message
        for part, text in ((self._cause, cause), (self._remedy, remedy)):
            part.setText(text)
            part.setVisible(bool(text))
        self._details.setText(details)

    def _refresh_headline(self) -> None:
        words = state_words(self._state, wall_ms())
        age_ms = self._state.age_ms(wall_ms())
        if age_ms is not None and self._state.phase not in (Phase.SLOW, Phase.LIVE):
            words = tr("{state} – what you see is {age} old", state=words, age=age_text(age_ms))
        self._headline.setText(words[:1].upper() + words[1:])

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text}\n{self._details.text()}".strip())
