"""How the platform says it is, asked again and again, and whose side trouble is on."""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.feed import Clocks, Feed, polled
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind
from facespace_desk.voxel51.records import PlatformStatus, ServiceStatus

EVERY_S: Final = 20.0
TITLES: Final = {"platform": "Platform", "jobs": "Jobs"}


class Side(enum.Enum):
    """Where trouble is; the value is what the operator reads."""

    NOBODY = "All is well"
    PLATFORM = "The platform’s side"
    OURS = "Our side"
    BETWEEN = "In between"


@dataclass(frozen=True)
class Blame:
    """Whose trouble it is, and why we think so."""

    side: Side
    words: str


_OURS: Final = {
    ErrorKind.SIGNED_OUT: "The platform answers, but does not take the token of this profile.",
    ErrorKind.RATE_LIMITED: "The platform answers, and asks us to send fewer requests.",
    ErrorKind.USAGE: "The request cannot be sent as this profile has it.",
}
_BETWEEN: Final = {
    ErrorKind.HOST_NOT_FOUND: "The platform’s name cannot be found: the network here, or the "
    "address in the profile.",
    ErrorKind.UNREACHABLE: "Nobody answers at the platform’s address: the network, or the platform "
    "as a whole.",
    ErrorKind.TIMED_OUT: "No answer came in time: the network, or the platform as a whole.",
    ErrorKind.CERTIFICATE: "Somebody answers whom nobody vouches for: a proxy, or a wrong address.",
    ErrorKind.LOGIN_WANTED: "The network wants a log-in before it lets anything through.",
    ErrorKind.NOT_THIS_PROTOCOL: "Something answers that is not the platform: a proxy, a log-in "
    "page, or a wrong address.",
    ErrorKind.REDIRECTED: "Something sends us elsewhere: a proxy, or a wrong address.",
}


def blame(state: LoadState, status: PlatformStatus | None) -> Blame:
    """Whose side trouble is on, as far as the last answer or its absence tells."""
    error = state.error
    if error is not None and error.kind in _OURS:
        return Blame(Side.OURS, _OURS[error.kind])
    if error is not None and error.kind in _BETWEEN:
        return Blame(Side.BETWEEN, _BETWEEN[error.kind])
    if error is not None:
        said = "" if error.status is None else f" with status {error.status}"
        return Blame(Side.PLATFORM, f"The platform answers{said}: {error.message}")
    if status is None:
        return Blame(Side.NOBODY, "Nothing is known yet.")
    down = [each for each in status.services if each.operational is False]
    if down:
        return Blame(Side.PLATFORM, "; ".join(service_words(each) for each in down))
    words = "The platform says that everything works. What fails now is a request, an analytic or "
    return Blame(Side.NOBODY, f"{words}a file.")


def service_words(service: ServiceStatus) -> str:
    """Name and message: "Jobs: Cluster is being restarted"."""
    word = {True: "works", False: "does not work", None: "says nothing of use"}
    return f"{title_of(service.name)}: {service.message or word[service.operational]}"


def title_of(name: str) -> str:
    """The name of a service as it is shown."""
    return TITLES.get(name, name.replace("_", " ").capitalize())


def service_state(service: ServiceStatus, overall: LoadState) -> LoadState:
    """How one service of the platform stands, as old as the answer that *overall* is of."""
    if overall.error is not None or overall.phase in (Phase.LOADING, Phase.OFF):
        return replace(overall, message=service.message)
    phase = {True: Phase.LIVE, False: Phase.DEGRADED, None: Phase.OFF}[service.operational]
    if phase is Phase.LIVE and overall.phase in (Phase.SLOW, Phase.STALE):
        phase = overall.phase
    return replace(overall, phase=phase, message=service.message)


class StatusModel(QObject):
    """Signals:

    changed: `state`, `status` or `blame` are others.
    """

    changed = Signal()

    def __init__(
        self,
        ask: Callable[[], Awaitable[PlatformStatus]],
        *,
        every_s: float = EVERY_S,
        clocks: Clocks | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        clocks = clocks or Clocks()
        self._tasks = TaskScope("Voxel51 status", report)
        self._feed_state = LoadState.off()
        self._state = LoadState.off()
        self._status: PlatformStatus | None = None
        self._feed: Feed[PlatformStatus] = Feed(
            "Voxel51",
            polled(ask, every_s, clocks.sleep),
            interval_s=every_s,
            on_item=self._take,
            on_state=self._feed_changed,
            clocks=clocks,
        )

    @property
    def state(self) -> LoadState:
        """Live while all of the platform works, degraded while it says that some does not."""
        return self._state

    @property
    def status(self) -> PlatformStatus | None:
        """The last that the platform said."""
        return self._status

    @property
    def blame(self) -> Blame:
        return blame(self._feed_state, self._status)

    def start(self) -> None:
        """Ask from now on."""
        self._tasks.start(self._feed.run(), name="feed", replacing="feed")

    def look_again(self) -> None:
        """Ask now; after the token was refused, begin anew."""
        if self._tasks.is_running("feed"):
            self._feed.probe_now()
        else:
            self.start()

    async def close(self) -> None:
        await self._tasks.close()

    def _take(self, status: PlatformStatus) -> None:
        self._status = status
        self._show()

    def _feed_changed(self, state: LoadState) -> None:
        self._feed_state = state
        self._show()

    def _show(self) -> None:
        state = self._feed_state
        if state.phase is Phase.LIVE and self._status and not self._status.is_operational:
            state = replace(state, phase=Phase.DEGRADED, message=self.blame.words)
        self._state = state.after(self._state)
        self.changed.emit()
