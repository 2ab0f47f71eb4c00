"""The live line at the left: what it speaks, how old everything is, and what can be done with it.
`LinkBar` says the most important of it in one line above the tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.amigocloud.model.gaps import cause_words
from facespace_desk.amigocloud.view.link_words import (
    dropped_words,
    facts,
    line_words,
    stand_words,
)
from facespace_desk.language import tr
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label, plain_tip, restyle
from facespace_desk.widgets.ticker import VisibleTick

if TYPE_CHECKING:
    from facespace_desk.amigocloud.model.link import Link
    from facespace_desk.modelkit.display import Display

ALWAYS: Final = {
    "Protocol": tr("Protocol"),
    "Signed in": tr("Signed in"),
    "Session": tr("Session"),
    "Last event": tr("Last event"),
    "Events": tr("Events"),
}
DETAILS: Final = {
    "Transport": tr("Transport"),
    "Dialect": tr("Dialect"),
    "Namespace": tr("Namespace"),
    "Subscribed": tr("Subscribed"),
    "Last answer": tr("Last answer"),
    "Last sign": tr("Last sign"),
    "Reconnects": tr("Reconnects"),
    "Gaps": tr("Gaps"),
    "Positions": tr("Positions"),
    "Merged": tr("Merged"),
    "Not taken": tr("Not taken"),
    "Left out": tr("Left out"),
    "Unreadable": tr("Unreadable"),
    "Path": tr("Path", "of the socket"),
}
TITLES: Final = ALWAYS | DETAILS
_SEPARATOR: Final = "  ·  "
MARGINS_PX: Final = (8, 10)
SPACE_PX: Final = 8
LEAST_PX: Final = 60  # of the facts; what is below can be scrolled to
_PAUSE_MS: Final = 200  # between two drawings, however often the line changes


class _Following(QFrame):
    """Draws itself anew when the line changes, a few times a second at most, and as it ages."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = link
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._draw)
        link.changed.connect(self._changed)
        link.state_changed.connect(self._draw)
        self._tick = VisibleTick(self, self._draw)

    def _changed(self) -> None:
        if not self._soon.isActive() and self.isVisible():
            self._soon.start()

    def _draw(self, _state: object = None) -> None:
        raise NotImplementedError


class LinkBar(_Following):
    """One line: how the line stands, its last event, what was missed."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self.setProperty("kind", "truth")
        self._shape = IconLabel("state-ring")
        self._word = label(role="strong")
        self._rest = ElidedLabel(role="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(6)
        row.addWidget(self._shape)
        row.addWidget(self._word)
        row.addSpacing(6)
        row.addWidget(self._rest, 1)
        self.setMinimumHeight(28)
        self._draw()

    @property
    def text(self) -> str:
        """All that the bar says."""
        return f"{self._word.text()}{_SEPARATOR}{self._rest.text()}"

    def _draw(self, _state: object = None) -> None:
        word, _title, shape, token = stand_words(self._link)
        self._shape.set_icon(shape, token)
        if self._word.text() != word:
            self._word.setText(word)
        self._rest.setText(_SEPARATOR.join(line_words(self._link)))
        restyle(self, "tone", token)
        self.setAccessibleName(self.text)


class ConnectionPanel(_Following):
    """The facts of the line, with its buttons.

    Signals:
        size_changed: `whole_height` is another one.
    """

    size_changed = Signal()

    def __init__(
        self, link: Link, display: Display, signed_in: Callable[[], str] = lambda: ""
    ) -> None:
        """*signed_in* says who the token belongs to, as far as that is known."""
        super().__init__(link)
        self._display = display
        self._signed_in = signed_in
        self._shape = IconLabel("state-ring")
        self._word = ElidedLabel(role="strong")
        self._rows: dict[str, tuple[QLabel, ElidedLabel]] = {}
        self.more = tool_button("info", tr("Show all of the connection"), checkable=True)
        self.connect_button = button(tr("Connect"), "primary", icon_name="plug")
        self.disconnect_button = button(tr("Disconnect"), icon_name="unplug")
        self.again = tool_button("refresh-cw", tr("Make a new line now"))
        self.authenticate = tool_button(
            "key-round", tr("Re-authenticate: fetch new tickets and subscribe again")
        )
        self._lay_out()
        self.connect_button.clicked.connect(link.connect_line)
        self.disconnect_button.clicked.connect(link.disconnect_line)
        self.again.clicked.connect(link.reconnect)
        self.authenticate.clicked.connect(link.reauthenticate)
        self.more.toggled.connect(self._draw)
        self._draw()

    @property
    def facts(self) -> dict[str, str]:
        """What is said, by what it is about."""
        return {
            about: value.text() for about, (head, value) in self._rows.items() if head.isVisible()
        }

    @property
    def word(self) -> str:
        """How the line stands."""
        return self._word.text()

    def show_more(self, is_on: bool) -> None:
        """Show all facts, or only the most important."""
        self.more.setChecked(is_on)

    def _draw(self, _state: object = None) -> None:
        link = self._link
        _word, title, shape, token = stand_words(link)
        self._shape.set_icon(shape, token)
        self._word.setText(title)
        shown = TITLES if self.more.isChecked() else ALWAYS
        for about, text in facts(link, self._signed_in()).items():
            head, value = self._rows[about]
            value.setText(text or "–")
            is_shown = about in ALWAYS or (about in shown and bool(text))
            head.setVisible(is_shown)
            value.setVisible(is_shown)
        self._rows["Not taken"][1].setToolTip(plain_tip(dropped_words(dict(link.tally.dropped))))
        self._rows["Gaps"][1].setToolTip(plain_tip(self._gap_lines()))
        self.connect_button.setVisible(not link.is_on)
        self.connect_button.setEnabled(not link.why_none)
        self.connect_button.setToolTip(link.why_none)
        self.disconnect_button.setVisible(link.is_on)
        self._fit()
        self.again.setEnabled(link.is_on)
        self.authenticate.setEnabled(link.info.connected_ms is not None)

    def _gap_lines(self) -> str:
        """The newest gaps, a line each."""
        lines = []
        for gap in reversed(self._link.gaps[-8:]):
            end = tr("now") if gap.to_ms is None else self._display.time_text(gap.to_ms)
            lines.append(
                f"{self._display.time_text(gap.from_ms)} – {end}: {cause_words(gap.cause)}"
            )
        return "\n".join(lines)

    def _lay_out(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._shape)
        head.addWidget(self._word, 1)
        head.addWidget(self.more)
        rows = QWidget()
        grid = self._facts = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for number, (about, title) in enumerate(TITLES.items()):
            name, value = label(title, "muted"), ElidedLabel()
            value.setAccessibleName(title)
            self._rows[about] = (name, value)
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)
        acts = self._acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.connect_button)
        acts.addWidget(self.disconnect_button)
        acts.addWidget(self.again)
        acts.addWidget(self.authenticate)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        above, below = MARGINS_PX
        column.setContentsMargins(12, above, 8, below)
        column.setSpacing(SPACE_PX)
        column.addLayout(head)
        column.addWidget(self._scrolled(rows), 1)
        column.addLayout(acts)

    def _scrolled(self, rows: QWidget) -> QWidget:
        """All facts are more than a low window has room for."""
        area = self._area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(rows)
        return area

    def _fit(self) -> None:
        """Ask for the room of the facts in sight; of all of them, some may have to be scrolled."""
        self._facts.activate()
        wanted = self._facts.minimumSize().height()
        if wanted == self._area.maximumHeight():
            return
        self._area.setMinimumHeight(min(wanted, LEAST_PX))
        self._area.setMaximumHeight(wanted)
        self.setMaximumHeight(self.whole_height)
        self.size_changed.emit()

    @property
    def whole_height(self) -> int:
        """What the panel needs to show what it shows."""
        head, acts = (each.sizeHint().height() for each in (self._head, self._acts))
        above, below = MARGINS_PX
        return above + head + SPACE_PX + self._area.maximumHeight() + SPACE_PX + acts + below
