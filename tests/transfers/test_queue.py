"""The queue: order, limits, back-off, what the operator does, and the journal."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.store.store import Store
from facespace_desk.store.transfers import NewTransfer, StoredTransfer
from facespace_desk.transfers import queue as queue_module
from facespace_desk.transfers.handler import Context, Refused, Retry
from facespace_desk.transfers.queue import ATTEMPTS, QueueLimits, TransferQueue
from tests.limits import AT_ONCE_S, PATIENCE_S

PROFILE = "test-profile"
KEY = Secret("0" * 64)
PLENTY = 10**12
Carry = Callable[[StoredTransfer, Context], Any]


class Carrier:
    """A service whose files do what the test says; notes what was asked of it."""

    def __init__(self, service: str = "skylab") -> None:
        self.service = service
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.forgotten: list[str] = []
        self.most_at_once = 0
        self.now = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.does: dict[str, Carry] = {}

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        self.begun.append(transfer.title)
        self.now += 1
        self.most_at_once = max(self.most_at_once, self.now)
        try:
            if transfer.title in self.does:
                await self.does[transfer.title](transfer, context)
            await self.gate.wait()
            context.progress(10, 10)
            self.ended.append(transfer.title)
        finally:
            self.now -= 1

    async def forget(self, transfer: StoredTransfer) -> None:
        self.forgotten.append(transfer.title)


class Bench:
    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.carrier = Carrier()
        self.free = PLENTY
        self.queue = self.make()

    def make(self, **options: Any) -> TransferQueue:
        limits = options.pop("limits", QueueLimits(uploads=2, downloads=2))
        return TransferQueue(
            self.store.transfers,
            PROFILE,
            limits=limits,
            free_bytes=lambda _folder: self.free,
            **options,
        )

    def new(self, *titles: str, direction: Any = "upload", **facts: Any) -> list[NewTransfer]:
        return [
            NewTransfer(
                service=self.carrier.service,
                batch="7",
                batch_title="Wedding",
                title=title,
                direction=direction,
                path=str(self.folder / title),
                size=10,
                facts=facts,
            )
            for title in titles
        ]

    def states(self) -> dict[str, str]:
        return {each.title: each.state for each in self.queue.transfers}

    def ids(self, *titles: str) -> list[int]:
        by_title = {each.title: each.id for each in self.queue.transfers}
        return [by_title[title] for title in titles]

    async def until(self, holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
        async with asyncio.timeout(timeout_s):
            while not holds():  # noqa: ASYNC110  # for what has no event to wait on
                await asyncio.sleep(0.002)

    async def journal(self) -> dict[str, StoredTransfer]:
        return {each.title: each for each in await self.store.transfers.list(PROFILE)}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    store = await Store.open(None, KEY)
    made = Bench(store, tmp_path)
    yield made
    made.carrier.gate.set()
    await made.queue.close()
    await store.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(queue_module, "LONGEST_WAIT_S", 0.02)
    monkeypatch.setattr(queue_module, "ROOM_LOOK_S", 0.01)


async def test_files_are_carried_in_order_and_no_more_at_once_than_the_limit(bench: Bench) -> None:
    async def takes_a_while(_transfer: StoredTransfer, _context: Context) -> None:
        await asyncio.sleep(0.02)

    titles = [f"{number:02}.jpg" for number in range(20)]
    bench.carrier.does = dict.fromkeys(titles, takes_a_while)
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new(*titles))
    await bench.until(lambda: bench.queue.is_idle)
    assert bench.carrier.begun == titles
    assert bench.carrier.most_at_once == 2
    assert set(bench.states().values()) == {"done"}
    assert {each.state for each in (await bench.journal()).values()} == {"done"}


async def test_uploads_and_downloads_have_limits_of_their_own(bench: Bench) -> None:
    bench.carrier.gate.clear()
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("1", "2", "3"))
    await bench.queue.add(bench.new("4", "5", "6", direction="download"))
    await bench.until(lambda: bench.carrier.now == 4)
    assert [title for title, state in bench.states().items() if state == "running"] == [
        "1",
        "2",
        "4",
        "5",
    ]


async def test_nothing_begins_before_its_service_is_there(bench: Bench) -> None:
    await bench.queue.add(bench.new("a"))
    assert bench.states() == {"a": "queued"}
    bench.queue.register(bench.carrier)
    await bench.until(lambda: bench.states() == {"a": "done"})


async def test_a_file_that_fails_for_now_is_tried_again_with_its_reason(bench: Bench) -> None:
    seen: list[tuple[str, str]] = []

    async def fails_twice(transfer: StoredTransfer, _context: Context) -> None:
        if transfer.attempts < 2:
            raise Retry("The server is busy.")

    bench.carrier.does["a"] = fails_twice
    bench.queue = bench.make(changed=lambda each: seen.append((each.state, each.reason)))
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a"))
    await bench.until(lambda: bench.states() == {"a": "done"})
    assert bench.carrier.begun == ["a"] * 3
    assert ("waiting", "The server is busy.") in seen


async def test_patience_ends(bench: Bench) -> None:
    async def fails(_transfer: StoredTransfer, _context: Context) -> None:
        raise ServiceError(
            "Too many requests.",
            service="Skylab",
            operation="upload",
            kind=ErrorKind.RATE_LIMITED,
            retry_after_s=0.01,
        )

    bench.carrier.does["a"] = fails
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b"))
    await bench.until(lambda: bench.states() == {"a": "failed", "b": "done"})
    assert bench.carrier.begun.count("a") == ATTEMPTS
    assert bench.queue.transfers[0].reason == f"Too many requests. Tried {ATTEMPTS} times."
    bench.carrier.does.clear()
    await bench.queue.retry()
    await bench.until(lambda: bench.states() == {"a": "done", "b": "done"})


async def test_what_the_server_asks_to_wait_is_waited(bench: Bench) -> None:
    moments: list[float] = []

    async def fails_once(transfer: StoredTransfer, _context: Context) -> None:
        moments.append(asyncio.get_running_loop().time())
        if not transfer.attempts:
            raise Retry("Later.", after_s=0.2)

    bench.carrier.does["a"] = fails_once
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a"))
    await bench.until(lambda: bench.states() == {"a": "done"})
    assert 0.19 <= moments[1] - moments[0] < AT_ONCE_S


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("The picture is too large."), "The picture is too large."),
        (
            ServiceError("No such job.", service="S", operation="o", kind=ErrorKind.NOT_FOUND),
            "No such job.",
        ),
        (FileNotFoundError(errno.ENOENT, "No such file"), "The file cannot be used: No such file."),
    ],
)
async def test_what_trying_cannot_mend_fails_at_once(
    bench: Bench, error: Exception, words: str
) -> None:
    async def fails(_transfer: StoredTransfer, _context: Context) -> None:
        raise error

    bench.carrier.does["a"] = fails
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b"))
    await bench.until(lambda: bench.states() == {"a": "failed", "b": "done"})
    assert bench.carrier.begun.count("a") == 1
    assert (await bench.journal())["a"].reason == words


async def test_a_refused_key_holds_the_service_and_loses_nothing(
    bench: Bench, allow_logs: Callable[..., None]
) -> None:
    allow_logs("skylab is held")

    async def fails(_transfer: StoredTransfer, _context: Context) -> None:
        raise ServiceError(
            "The key is refused.", service="S", operation="o", kind=ErrorKind.SIGNED_OUT, status=401
        )

    bench.carrier.does = {"a": fails, "b": fails}
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b", "c"))
    await bench.until(lambda: bench.queue.hold_words and "running" not in bench.states().values())
    assert bench.queue.hold_words == {"skylab": "The key is refused."}
    assert "failed" not in bench.states().values()
    bench.carrier.does.clear()
    await bench.queue.resume()
    await bench.until(lambda: set(bench.states().values()) == {"done"})


@pytest.mark.parametrize("error", [Refused("Too large."), Retry("Busy.", after_s=3_600)])
async def test_what_is_said_in_the_moment_in_which_a_try_ends_is_heard(
    bench: Bench, error: Exception
) -> None:
    saying: list[asyncio.Task[None]] = []

    def changed(transfer: StoredTransfer) -> None:
        if transfer.state in ("failed", "waiting"):
            saying.append(asyncio.create_task(bench.queue.retry([transfer.id])))

    async def fails(_transfer: StoredTransfer, _context: Context) -> None:
        if len(bench.carrier.begun) == 1:
            raise error

    await bench.queue.close()
    bench.queue = bench.make(changed=changed)
    bench.carrier.does["a"] = fails
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a"))
    await bench.until(lambda: bench.states() == {"a": "done"})
    await asyncio.gather(*saying)
    assert bench.carrier.begun == ["a", "a"]


async def test_pause_keeps_the_facts_and_resume_goes_on_from_them(bench: Bench) -> None:
    begun = asyncio.Event()

    async def keeps_then_waits(transfer: StoredTransfer, context: Context) -> None:
        if transfer.facts.get("photo_id") is None:
            await context.keep(photo_id=90011)
            begun.set()
            await asyncio.Event().wait()

    bench.carrier.does["a"] = keeps_then_waits
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", md5="x"))
    await begun.wait()
    await bench.queue.pause()
    assert bench.states() == {"a": "paused"}
    assert (await bench.journal())["a"].facts == {"md5": "x", "photo_id": 90011}
    assert bench.carrier.forgotten == []
    await bench.queue.resume()
    await bench.until(lambda: bench.states() == {"a": "done"})


async def test_a_fact_outlives_a_pause_in_the_midst_of_keeping_it(bench: Bench) -> None:
    """A record that was made at the service must not be forgotten, or it would be made twice."""
    for number in range(30):
        title = f"a{number}"
        reached = asyncio.Event()

        async def keeps(
            _transfer: StoredTransfer, context: Context, reached: asyncio.Event = reached
        ) -> None:
            reached.set()
            await context.keep(photo_id=1)
            await asyncio.Event().wait()

        bench.carrier.does[title] = keeps
        if number == 0:
            bench.queue.register(bench.carrier)
        await bench.queue.add(bench.new(title))
        await reached.wait()
        for _turn in range(number % 4):
            await asyncio.sleep(0)
        await bench.queue.pause()
        assert (await bench.journal())[title].facts == {"photo_id": 1}


async def test_cancel_tidies_up_at_the_service(bench: Bench) -> None:
    bench.carrier.gate.clear()
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b", "c"))
    await bench.until(lambda: bench.carrier.now == 2)
    await bench.queue.cancel(bench.ids("a", "c"))
    await bench.until(lambda: sorted(bench.carrier.forgotten) == ["a", "c"])
    assert bench.states() == {"a": "cancelled", "b": "running", "c": "cancelled"}
    bench.carrier.gate.set()
    await bench.until(lambda: bench.states()["b"] == "done")


async def test_what_was_cancelled_begins_anew_when_it_is_meant(bench: Bench) -> None:
    bench.carrier.gate.clear()
    bench.queue.register(bench.carrier)
    a, _b, _c = await bench.queue.add(bench.new("a", "b", "c"))
    await bench.queue.cancel()
    await bench.queue.retry()
    assert set(bench.states().values()) == {"cancelled"}
    bench.carrier.gate.set()
    await bench.queue.retry([a.id])
    assert "a" in bench.carrier.forgotten  # before it is begun anew
    await bench.until(lambda: bench.states() == {"a": "done", "b": "cancelled", "c": "cancelled"})
    assert (await bench.journal())["a"].facts == {}


async def test_only_what_goes_on_by_itself_is_going(bench: Bench) -> None:
    bench.carrier.gate.clear()
    await bench.queue.add(bench.new("a", "b", "c"))
    assert bench.queue.going == 0  # its service is not there
    bench.queue.register(bench.carrier)
    assert bench.queue.going == 3
    await bench.until(lambda: list(bench.states().values()).count("running") == 2)
    bench.queue.stop_after_current()
    assert bench.queue.going == 2
    await bench.queue.pause()
    assert bench.queue.going == 0


@pytest.mark.parametrize("command", ["pause", "cancel"])
async def test_what_is_stopped_before_its_first_step_is_stopped_all_the_same(
    bench: Bench, command: str
) -> None:
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b"))
    await getattr(bench.queue, command)()
    expected = {"pause": "paused", "cancel": "cancelled"}[command]
    assert set(bench.states().values()) == {expected}
    assert {each.state for each in (await bench.journal()).values()} == {expected}
    await bench.queue.add(bench.new("c"))
    await bench.until(lambda: bench.states()["c"] == "done")
    if command == "pause":
        await bench.queue.resume()
        await bench.until(lambda: set(bench.states().values()) == {"done"})


async def test_what_the_service_has_to_forget_is_forgotten_after_a_restart(bench: Bench) -> None:
    await bench.queue.add(bench.new("a", photo_id=7))
    await bench.queue.cancel()
    assert (await bench.journal())["a"].facts == {"photo_id": 7, "to_tidy": True}
    await bench.queue.close()
    bench.queue = bench.make()
    await bench.queue.load()
    bench.queue.register(bench.carrier)
    await bench.until(lambda: bench.carrier.forgotten == ["a"])
    await bench.until(lambda: "to_tidy" not in bench.queue.transfers[0].facts)
    assert (await bench.journal())["a"].facts == {"photo_id": 7}


async def test_order_can_be_changed_and_is_remembered(bench: Bench) -> None:
    await bench.queue.add(bench.new("a", "b", "c", "d"))
    await bench.queue.move(bench.ids("d", "b"), bench.ids("a")[0])
    assert list(bench.states()) == ["d", "b", "a", "c"]
    await bench.queue.move(bench.ids("d"), None)
    assert list(bench.states()) == ["b", "a", "c", "d"]
    assert list(await bench.journal()) == ["b", "a", "c", "d"]


async def test_stop_after_this_one(bench: Bench) -> None:
    bench.carrier.gate.clear()
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b", "c"))
    await bench.until(lambda: bench.carrier.now == 2)
    bench.queue.stop_after_current()
    bench.carrier.gate.set()
    await bench.until(lambda: bench.states() == {"a": "done", "b": "done", "c": "queued"})
    await asyncio.sleep(0.02)
    assert bench.carrier.begun == ["a", "b"]
    await bench.queue.resume()
    await bench.until(lambda: bench.states()["c"] == "done")


async def test_a_full_disk_waits_in_words_until_there_is_room(bench: Bench) -> None:
    bench.free = 100 * 2**20
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", direction="download"))
    await bench.until(lambda: bench.states() == {"a": "waiting"})
    assert "Only 100 MB free on the disk" in bench.queue.transfers[0].reason
    assert bench.carrier.begun == []
    bench.free = PLENTY
    await bench.until(lambda: bench.states() == {"a": "done"})
    assert bench.queue.transfers[0].attempts == 0


async def test_a_disk_that_fills_up_during_a_download_stops_it(bench: Bench) -> None:
    async def large(_transfer: StoredTransfer, context: Context) -> None:
        for megabytes in range(0, 64, 16):
            context.progress(megabytes * 2**20, 64 * 2**20)
            if megabytes == 16:
                bench.free = 0

    bench.carrier.does["a"] = large
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", direction="download"))
    await bench.until(lambda: bench.states() == {"a": "waiting"})
    assert "Only 0 MB free" in bench.queue.transfers[0].reason


async def test_what_was_running_goes_on_after_a_restart(bench: Bench) -> None:
    bench.carrier.gate.clear()
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b", "c"))
    await bench.until(lambda: bench.carrier.now == 2)
    await bench.queue.close()
    assert {title: each.state for title, each in (await bench.journal()).items()} == {
        "a": "queued",
        "b": "queued",
        "c": "queued",
    }
    bench.queue = bench.make()
    await bench.queue.load()
    bench.carrier = Carrier()
    bench.queue.register(bench.carrier)
    await bench.until(lambda: set(bench.states().values()) == {"done"})
    assert bench.carrier.begun == ["a", "b", "c"]


async def test_bandwidth_is_shared_by_all(bench: Bench) -> None:
    async def carries(_transfer: StoredTransfer, context: Context) -> None:
        for _piece in range(5):
            await context.throttle(10_000)

    bench.carrier.does = {"a": carries, "b": carries}
    bench.queue = bench.make(limits=QueueLimits(uploads=2, bytes_per_s=200_000))
    bench.queue.register(bench.carrier)
    loop = asyncio.get_running_loop()
    before = loop.time()
    await bench.queue.add(bench.new("a", "b"))
    await bench.until(lambda: bench.queue.is_idle)
    assert loop.time() - before >= 0.4  # 100 kB at 200 kB/s, the first piece at once


async def test_ended_ones_can_be_taken_off_the_list(bench: Bench) -> None:
    gone: list[int] = []
    bench.queue = bench.make(removed=gone.append)
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b"))
    await bench.until(lambda: bench.queue.is_idle)
    ids = bench.ids("a", "b")
    await bench.queue.remove()
    assert gone == ids
    assert bench.queue.transfers == []
    assert await bench.journal() == {}


async def test_what_failed_is_forgotten_at_the_service_before_it_leaves_the_list(
    bench: Bench,
) -> None:
    async def breaks(_transfer: StoredTransfer, context: Context) -> None:
        await context.keep(photo_id=7)
        raise ServiceError("no", service="Studio", operation="upload", kind=ErrorKind.REFUSED)

    bench.carrier.does["a"] = breaks
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b"))
    await bench.until(lambda: bench.states() == {"a": "failed", "b": "done"})
    await bench.queue.remove()
    assert bench.carrier.forgotten == ["a"]
    assert bench.queue.transfers == []
    assert await bench.journal() == {}


async def test_a_fault_in_a_handler_fails_the_file_and_is_reported(bench: Bench) -> None:
    reported: list[BaseException] = []

    async def breaks(_transfer: StoredTransfer, _context: Context) -> None:
        raise LookupError("a programming error")

    bench.carrier.does["a"] = breaks
    bench.queue = bench.make(report=lambda error, _where: reported.append(error))
    bench.queue.register(bench.carrier)
    await bench.queue.add(bench.new("a", "b"))
    await bench.until(lambda: bench.states() == {"a": "failed", "b": "done"})
    assert [type(error) for error in reported] == [LookupError]


async def test_forgetting_a_profile_forgets_its_transfers(bench: Bench) -> None:
    await bench.queue.add(bench.new("a"))
    await bench.store.forget_profile(PROFILE)
    assert await bench.journal() == {}
