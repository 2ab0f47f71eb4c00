"""A state in one line: shape, word and age, as status bars and tool bars show it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from facespace_desk.language import tr
from facespace_desk.modelkit.state import LoadState, Phase, wall_ms
from facespace_desk.widgets import theme
from facespace_desk.widgets.ages import age_text
from facespace_desk.widgets.labels import plain_tip
from facespace_desk.widgets.shapes import TOKENS, paint_shape
from facespace_desk.widgets.ticker import VisibleTick

_SHAPE_PX = 16
_GAP_PX = 4
_AGELESS = frozenset({Phase.OFF})


def state_words(state: LoadState, now_ms: int) -> str:
    """Word and age: "live 0.6 s ago", "offline for 3 min", "off"."""
    if state.phase in _AGELESS:
        return state.words
    age_ms = state.age_ms(now_ms)
    if state.phase in (Phase.LIVE, Phase.SLOW) and age_ms is not None:
        return tr("{state} {age} ago", state=state.words, age=age_text(age_ms))
    return tr("{state} for {age}", state=state.words, age=age_text(now_ms - state.since_ms))


class StateLight(QWidget):
    """Shows a LoadState and lets it age once a second while it can be seen.

    Where there is no room, first the age stays out and then the word: the shape says it as well.
    """

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        """*title* stands before the word, for instance the service's name."""
        super().__init__(parent)
        self._title = title
        self._state = LoadState.off()
        self._text = ""
        self._hint = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tick = VisibleTick(self, self._refresh)
        self._refresh()

    @property
    def state(self) -> LoadState:
        return self._state

    @property
    def text(self) -> str:
        """What the light says in words."""
        return self._text

    def show_state(self, state: LoadState) -> None:
        """Show *state* as a whole."""
        self._state = state
        self.setToolTip(plain_tip(state.message))
        self._refresh()

    @property
    def shown_text(self) -> str:
        """As much of it as there is room for."""
        return next((text for text in self._texts if self._width_of(text) <= self.width()), "")

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._text), self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_of(self._texts[-1]), self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        shape = QRect(0, (self.height() - _SHAPE_PX) // 2, _SHAPE_PX, _SHAPE_PX)
        paint_shape(
            painter,
            QRectF(self._mirrored(shape)),
            self._state.shape,
            look.colour(TOKENS[self._state.phase]),
        )
        painter.setPen(look.colour("text" if self.isEnabled() else "disabled"))
        beside = self.rect().adjusted(_SHAPE_PX + _GAP_PX, 0, 0, 0)
        painter.drawText(self._mirrored(beside), Qt.AlignmentFlag.AlignVCenter, self.shown_text)
        painter.end()

    def _mirrored(self, place: QRect) -> QRect:
        """*place*, or where it is in a language that is written from right to left."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    @property
    def _texts(self) -> tuple[str, ...]:
        """What can be shown, the longest first."""
        word = self._state.words
        return (self._text, f"{self._title} {word}", self._title) if self._title else (self._text,)

    def _width_of(self, text: str) -> int:
        return _SHAPE_PX + _GAP_PX + self.fontMetrics().horizontalAdvance(text) + _GAP_PX

    def _line_height(self) -> int:
        return max(_SHAPE_PX, self.fontMetrics().height()) + 4

    def _refresh(self) -> None:
        words = state_words(self._state, wall_ms())
        text = f"{self._title} {words}" if self._title else words
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            if self.sizeHint() != self._hint:  # a layout goes up to the window, once a second
                self._hint = self.sizeHint()
                self.updateGeometry()
        self.update()
