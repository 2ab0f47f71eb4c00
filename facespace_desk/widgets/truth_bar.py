"""The feed truth bar: when the last good answer came, how often we ask, how long it took, what
was missed.

An empty list means something only if one can see that somebody is looking.
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.state import LoadState, Phase, wall_ms
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.widgets.ages import age_text, span_text
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label, restyle
from facespace_desk.widgets.shapes import TOKENS
from facespace_desk.widgets.ticker import VisibleTick

_SEPARATOR = "  ·  "


def truth_words(truth: FeedTruth, now_ms: int) -> list[str]:
    """The parts after the state's own word, in the order they are shown."""
    parts = []
    if truth.last_good_ms is not None:
        parts.append(tr("last answer {age} ago", age=age_text(now_ms - truth.last_good_ms)))
    else:
        parts.append(tr("no answer yet"))
    parts.append(tr("every {span}", span=span_text(truth.interval_s)))
    if truth.round_trip_ms is not None:
        parts.append(f"{truth.round_trip_ms:.0f} ms")
    if truth.misses == 0:
        parts.append(tr("no misses"))
    else:
        parts.append(tr_n("{n} misses in a row", "{n} miss", truth.misses))
    waits_to_retry = truth.misses > 0 and truth.next_try_ms is not None
    if waits_to_retry and truth.state.phase is not Phase.PAUSED:
        wait_s = max(0, (truth.next_try_ms or 0) - now_ms) / 1000
        waits = tr("next try in {seconds:.0f} s", seconds=wait_s)
        parts.append(waits if wait_s >= 0.5 else tr("trying now"))
    if truth.note:
        parts.append(truth.note)
    return parts


class TruthBar(QFrame):
    """Shows a FeedTruth; ages by itself once a second while it can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._truth = FeedTruth(LoadState.off(), 1.0)
        self.setProperty("kind", "truth")
        self._shape = IconLabel("state-ring")
        self._word = label(role="strong")
        self._rest = ElidedLabel(role="muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 3, 12, 3)
        self._row.setSpacing(6)
        self._row.addWidget(self._shape)
        self._row.addWidget(self._word)
        self._row.addSpacing(6)
        self._row.addWidget(self._rest, 1)
        self.setMinimumHeight(28)
        self._tick = VisibleTick(self, self._refresh)
        self._refresh()

    @property
    def text(self) -> str:
        """All that the bar says."""
        return f"{self._word.text()}{_SEPARATOR}{self._rest.text()}"

    def show_truth(self, truth: FeedTruth) -> None:
        """Show *truth* as a whole."""
        self._truth = truth
        self._refresh()

    def _refresh(self) -> None:
        state = self._truth.state
        token = TOKENS[state.phase]
        self._shape.set_icon(f"state-{state.shape}", token)
        self._word.setText(state.words)
        self._rest.setText(_SEPARATOR.join(truth_words(self._truth, wall_ms())))
        restyle(self, "tone", token)
        self.setAccessibleName(self.text)
