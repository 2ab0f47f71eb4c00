"""What the computer runs on, asked for only while the operator's limits depend on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.transfers.holding import Answer, Surroundings

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

    from facespace_desk.store.transfers import StoredTransfer
    from facespace_desk.transfers.profile_queue import ProfileQueue

POLL_S: Final = 20.0


class Source(QObject):
    """Answers one question about the computer, from `start` until `stop`.

    Signals:
        told: the `Answer` (as object); the first one soon after the start.
    """

    told = Signal(object)

    def start(self) -> None:
        """Begin to answer."""
        raise NotImplementedError

    def stop(self) -> None:
        """Answer no more."""
        raise NotImplementedError

    async def close(self) -> None:
        """Stop for good."""
        self.stop()


class Battery(Source):
    """Whether the computer runs on its battery; *read* is asked on a thread, every *poll_s*."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        read: Callable[[], Answer] | None = None,
        poll_s: float = POLL_S,
        report: Report | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read or read_battery
        self._poll_s = poll_s
        self._tasks = TaskScope("battery", report)

    def start(self) -> None:
        self._tasks.start(self._poll(), name="poll", replacing="poll")

    def stop(self) -> None:
        self._tasks.cancel("poll")

    async def close(self) -> None:
        await self._tasks.close()

    async def _poll(self) -> None:
        while True:
            self.told.emit(await asyncio.to_thread(self._read))
            await asyncio.sleep(self._poll_s)


class MeteredLink(Source):
    """Whether the network says that what is carried is counted; hears of changes at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network: QNetworkInformation | None = None

    def start(self) -> None:
        self._network = network_information()
        if self._network is None:
            self.told.emit(Answer.UNKNOWN)
            return
        self._network.isMeteredChanged.connect(self._tell)
        self._tell(self._network.isMetered())

    def stop(self) -> None:
        network, self._network = self._network, None
        if network is not None:
            network.isMeteredChanged.disconnect(self._tell)

    def _tell(self, is_metered: bool) -> None:
        self.told.emit(Answer.YES if is_metered else Answer.NO)


class SurroundingsWatch(QObject):
    """Tells *queue* on what the computer runs, as far as its limits ask for it."""

    def __init__(
        self,
        queue: ProfileQueue,
        battery: Source,
        metered: Source,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._battery = battery
        self._metered = metered
        self._is_asking = {battery: False, metered: False}
        battery.told.connect(self._battery_told)
        metered.told.connect(self._metered_told)
        queue.watch(self)
        self.queue_changed()

    async def close(self) -> None:
        """Ask no more."""
        self._queue.unwatch(self)
        self._is_asking = dict.fromkeys(self._is_asking, False)
        await self._battery.close()
        await self._metered.close()

    # a watcher of the queue

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        """Nothing of that asks for other surroundings."""

    def transfer_removed(self, transfer_id: int) -> None:
        """Nothing of that asks for other surroundings."""

    def queue_changed(self) -> None:
        limits = self._queue.limits
        self._ask(self._battery, limits.waits_on_battery, self._battery_told)
        self._ask(self._metered, limits.waits_when_metered, self._metered_told)

    def _ask(self, source: Source, is_wanted: bool, told: Callable[[Answer], None]) -> None:
        if is_wanted == self._is_asking[source]:
            return
        self._is_asking[source] = is_wanted
        if is_wanted:
            source.start()
        else:
            source.stop()
            told(Answer.UNASKED)

    def _battery_told(self, answer: Answer) -> None:
        now = Answer.UNASKED if not self._is_asking[self._battery] else answer
        self._tell(replace(self._queue.surroundings, on_battery=now))

    def _metered_told(self, answer: Answer) -> None:
        now = Answer.UNASKED if not self._is_asking[self._metered] else answer
        self._tell(replace(self._queue.surroundings, is_metered=now))

    def _tell(self, surroundings: Surroundings) -> None:
        if surroundings != self._queue.surroundings:
            self._queue.set_surroundings(surroundings)


def read_battery() -> Answer:
    """Ask the operating system. Where there is no battery it says nothing of one."""
    import psutil  # rarely wanted

    if not hasattr(psutil, "sensors_battery"):  # not on every system
        return Answer.UNKNOWN
    try:
        battery = psutil.sensors_battery()
    except OSError:
        return Answer.UNKNOWN
    if battery is None or battery.power_plugged is None:
        return Answer.UNKNOWN
    return Answer.NO if battery.power_plugged else Answer.YES


def network_information() -> QNetworkInformation | None:
    """What the operating system tells of the network, where it tells whether it is metered."""
    from PySide6.QtNetwork import QNetworkInformation  # takes a while to load

    metered = QNetworkInformation.Feature.Metered
    if not QNetworkInformation.loadBackendByFeatures(metered):
        return None
    found = QNetworkInformation.instance()
    return found if found.supports(metered) else None
