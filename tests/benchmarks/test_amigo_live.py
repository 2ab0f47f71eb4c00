"""Five thousand events a second for a minute, from a real socket.io server into a window.

    AMIGOCLOUD_PYTHON=... python -m pytest -m benchmark tests/benchmarks/test_amigo_live.py -s

The line has its thread, the events go into the encrypted store and a list, the positions onto a
map; both are looked at. Each event carries its number and the moment at which it was sent. Then the
vendor's own client gets the same from the same server, with nothing to do but to note it; it is
found as `tests.amigocloud.official` says. AMIGO_SECONDS asks for another length.
"""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
import psutil
import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facespace_desk.amigocloud.live.records import LiveAddress, LiveState, StateChange
from facespace_desk.amigocloud.live.threaded import LiveBatch
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.event_detail import EventDetail
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.amigocloud.model.link import LineOptions, Link
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.amigocloud.model.types import EventTypes
from facespace_desk.amigocloud.records import Dataset
from facespace_desk.amigocloud.view.events_page import EventsPage
from facespace_desk.amigocloud.view.map_page import MapPage
from facespace_desk.credentials import Secret
from facespace_desk.desk import SWITCH_S
from facespace_desk.modelkit.display import Display
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.store.store import Store
from facespace_desk.widgets.theme import ThemeSwitch
from tests.amigocloud.official import VARIABLE
from tests.benchmarks.conftest import Heartbeat
from tests.conftest import LoopRunner
from tests.official import official_program
from tests.servers.socketio import RealServer
from tests.widgets.conftest import look

__all__ = ["look"]

SECONDS = float(os.environ.get("AMIGO_SECONDS", "60"))
RATE = 5_000
COUNT = round(SECONDS * RATE)
OBJECTS = 400
VERSION = "1.7"  # the only one of the real servers that the official client can talk to
PROFILE = "p"
P99_MS = 100.0
STALL_MS = 50.0
SETTLED_S = 1.0  # the first picture of all objects, with all their names, takes longer than others
GROWTH = 0.05  # of the memory, from the middle to the end
PATIENCE_S = 4 * SECONDS + 60.0
Say = Callable[[str, str], None]

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(2 * PATIENCE_S + 120)]


class ServerThread:
    """A real server, steered from a thread of its own, so that the window's loop does not."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.server = RealServer(VERSION)
        self._loop = loop

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    def flood(self) -> None:
        self.run(self.server.do("flood", rate=RATE, count=COUNT, objects=OBJECTS))

    def flooded_s(self) -> float:
        """Seconds that the server takes for the flood."""
        self.run(self.server.until(lambda: self.server.count("flooded")))
        return float(next(each["seconds"] for each in self.server.told if each["on"] == "flooded"))

    def cpu_s(self) -> float:
        assert self.server._process is not None
        times = psutil.Process(self.server._process.pid).cpu_times()
        return float(times.user + times.system)


@pytest.fixture
def server() -> Iterator[ServerThread]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    steered = ServerThread(loop)
    try:
        steered.run(steered.server.start())
        yield steered
        steered.run(steered.server.kill())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def _as_in_a_session() -> Iterator[None]:
    """What the console asks of the interpreter once it has started; see `desk`."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    sys.setswitchinterval(before)


class Office:
    """Tickets for a server that does not look at them."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_trouble: object) -> None:
        """Nothing was opened."""

    async def authentication(self, _dataset: Dataset | None = None) -> dict[str, object]:
        return {"userid": 77, "websocket_session": "ticket"}


class Desk:
    """Line, models and the two views, as the tab has them; `waits_ms` from the server to here."""

    def __init__(self, store: Store, url: str, theme: ThemeSwitch) -> None:
        display = Display()
        self.sources = Sources(store, PROFILE)
        self.link = Link(LineOptions(LiveAddress(BaseUrl.parse(url))), Office, self.sources)
        self.events = EventList(store, PROFILE, display)
        self.types = EventTypes(store, PROFILE)
        self.movers = Movers()
        self.detail = EventDetail(self.events)
        chosen = Chosen()
        self.map = MapPage(self.movers, chosen, display, theme)
        self.list = EventsPage(self.events, self.detail, chosen, display)
        self.window = QWidget()
        within = QVBoxLayout(self.window)
        within.addWidget(self.map, 3)
        within.addWidget(self.list, 2)
        self.window.resize(1400, 900)
        self.count = 0
        self.numbers = np.full(COUNT, -1)  # at once, so that it is no growth
        self.waits_ms = np.full(COUNT, -1.0)
        self.work_s: list[float] = []  # of this thread, a batch
        self.batch: LiveBatch | None = None
        self.link.batch.connect(self._take)
        self.events.kept.connect(self.types.take)

    def _take(self, batch: LiveBatch) -> None:
        began = time.thread_time()
        self.movers.take(batch.positions)
        self.events.take([item for item in batch.items if not isinstance(item, StateChange)])
        self.work_s.append(time.thread_time() - began)
        now_ms = time.time() * 1000
        self.batch = batch
        for event in batch.events:
            assert isinstance(event.data, Mapping)
            self.numbers[self.count] = event.data["n"]
            self.waits_ms[self.count] = now_ms - event.data["sent_ms"]
            self.count += 1

    async def open(self) -> None:
        await self.events.open()
        await self.types.open()
        self.window.show()
        self.link.connect_line()
        await until(lambda: self.link.stand is LiveState.WAITING)

    async def close(self) -> None:
        for part in (self.link, self.detail, self.types, self.events, self.movers, self.sources):
            await part.close()
        await self.map.view.finish()
        self.window.hide()
        self.window.deleteLater()


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


@asynccontextmanager
async def memory_mb() -> AsyncIterator[list[float]]:
    """Of this process, once a second."""
    process, samples = psutil.Process(), list[float]()

    async def watch() -> None:
        while True:
            samples.append(process.memory_info().rss / 2**20)
            await asyncio.sleep(1.0)

    watching = asyncio.create_task(watch())
    try:
        yield samples
    finally:
        watching.cancel()
        await asyncio.wait([watching])


@contextmanager
def cpu_share(say: Say, what: str, seconds: Callable[[], float]) -> Iterator[None]:
    """How much of a processor *seconds*() shows to be used meanwhile."""
    used_s, began = seconds(), time.perf_counter()
    yield
    say(what, f"{(seconds() - used_s) / (time.perf_counter() - began):.0%} of a processor")


@pytest.mark.usefixtures("_as_in_a_session")
def test_a_flood_of_events_reaches_list_and_map(
    app_loop: LoopRunner, look: ThemeSwitch, server: ServerThread, tmp_path: Path, report: Say
) -> None:
    heart = Heartbeat()

    async def scenario() -> None:
        store = await Store.open(tmp_path / "store.db", Secret("c4" * 32))
        desk = Desk(store, server.server.url, look)
        await desk.open()
        report("load when it began", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        async with memory_mb() as samples:
            heart.start()
            with (
                cpu_share(report, "this process", time.process_time),
                cpu_share(report, "the window's thread", time.thread_time),
                cpu_share(report, "the server", server.cpu_s),
            ):
                await asyncio.to_thread(server.flood)
                await until(lambda: desk.count >= COUNT)
            heart.stop()
        await store.flush()
        kept = {each.name: each.count for each in await store.events.counts(PROFILE)}
        told = desk.batch
        await desk.close()
        await store.close()
        judge(desk, told, kept, samples)

    def judge(
        desk: Desk, told: LiveBatch | None, kept: dict[str, int], samples: list[float]
    ) -> None:
        report("sent", f"{COUNT / server.flooded_s():,.0f} events/s")
        p50, p99 = np.percentile(desk.waits_ms, [50, 99])
        longest = desk.waits_ms.max()
        report("event to model", f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {longest:.0f} ms")
        work_ms = [each * 1000 for each in desk.work_s]
        report("a batch", f"mean {statistics.mean(work_ms):.1f} ms, longest {max(work_ms):.1f} ms")
        report("window", heart.gaps.words())
        report("longest gaps", heart.gaps.longest_words())
        settled = heart.gaps.after(SETTLED_S)
        stalls = sum(gap > STALL_MS for gap in settled.wall)
        report("gaps over 50 ms", f"{stalls} of {len(settled.wall):,} after the first second")
        half = samples[len(samples) // 2 :]
        report("memory", f"{samples[0]:.0f}, {half[0]:.0f} and {half[-1]:.0f} MB at the end")
        assert (desk.numbers == np.arange(COUNT)).all()
        assert kept == {"realtime": COUNT}
        assert told is not None
        assert (told.tally.reports, told.tally.left_out, told.tally.unplaced) == (COUNT, 0, 0)
        assert desk.movers.fleet.reports == COUNT - told.tally.merged
        assert len(desk.movers.fleet) == OBJECTS
        assert p99 < P99_MS
        assert max(settled.own) < STALL_MS
        assert half[-1] < half[0] * (1 + GROWTH)

    app_loop.run(scenario(), timeout_s=PATIENCE_S + 60)


def test_the_official_client_in_the_same_flood(server: ServerThread, report: Say) -> None:
    with official_program(VARIABLE, "amigocloud_flood_program.py", server.server.url) as official:
        official.call("join")
        assert len(server.server.tickets()) == 1
        report("load when it began", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        server.flood()
        told = official.call("listen", COUNT, SECONDS + 20.0)
    report("official: sent", f"{COUNT / server.flooded_s():,.0f} events/s")
    report("official: received", f"{told['received']:,} of {COUNT:,}, in order: {told['in_order']}")
    report(
        "official: event to callback",
        f"p50 {told['p50_ms']:.1f} ms, p99 {told['p99_ms']:.1f} ms, "
        f"longest {told['longest_ms']:.0f} ms",
    )
    report("official: its process", f"{told['cpu_s']:.1f} s of processor")
