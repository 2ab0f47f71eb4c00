"""What is too old or too much goes by itself; what fails is said; nobody's name is."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.housekeeping import EVERY_S, FIRST_AFTER_S, HOUR_MS, Housekeeping, Housekept
from facespace_desk.settings import Settings
from facespace_desk.store import Gap, Purged, Store, StoredSighting
from tests.conftest import AllowLogs
from tests.limits import AT_ONCE_S, PATIENCE_S

KEY = Secret("c4" * 32)
NOW_MS = 1_800_000_000_000
CANARY = "Canaryname"


class House:
    """A store on disk with its housekeeping; time passes when the test says so."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.settings = Settings()
        self.now_ms = NOW_MS
        self.waits: list[float] = []  # what housekeeping asked to sleep, in seconds
        self.told: list[Housekept] = []
        self._alarm = asyncio.Event()
        self._heard = asyncio.Condition()
        self.keeping = Housekeeping(
            store, lambda: self.settings, tell=self._hear, clock=self._clock, sleep=self._sleep
        )

    def start(self) -> None:
        self.keeping.start()

    async def pass_time(self) -> Housekept:
        """Let the time pass that housekeeping waits for, until it waits again."""
        runs = len(self.waits)
        self._alarm.set()
        return await self.waiting(runs + 1)

    async def waiting(self, runs: int) -> Housekept:
        """The record when housekeeping has begun to wait for the *runs*-th time."""
        async with asyncio.timeout(PATIENCE_S), self._heard:
            await self._heard.wait_for(lambda: len(self.waits) >= runs)
        return self.keeping.record

    async def change(self, **changes: object) -> Housekept:
        runs = len(self.waits)
        self.settings = Settings(**changes)  # type: ignore[arg-type]  # a test's short hand
        self.keeping.settings_changed()
        return await self.waiting(runs + 1)

    async def labels(self) -> list[str]:
        rows = await self.store.sightings.between("p", 0, 2 * NOW_MS)
        return [row.label for row in rows]

    def _hear(self, record: Housekept) -> None:
        self.told.append(record)

    def _clock(self) -> int:
        return self.now_ms

    async def _sleep(self, seconds: float) -> None:
        self._alarm.clear()
        async with self._heard:
            self.waits.append(seconds)
            self._heard.notify_all()
        await self._alarm.wait()
        self.now_ms += round(seconds * 1000)


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr("facespace_desk.store.database.BUSY_LIMIT_MS", 50)
    store = await Store.open(tmp_path / "store.db", KEY)
    house = House(store)
    yield house
    await house.keeping.close()
    await store.close()


def seen(age_h: float, label: str) -> StoredSighting:
    at_ms = NOW_MS - round(age_h * HOUR_MS)
    return StoredSighting("north-gate", label, at_ms, at_ms, 1, "desk")


async def fill(house: House) -> None:
    house.store.sightings.add("p", [seen(age_h, f"{age_h} h") for age_h in (100, 73, 71, 24, 1)])
    house.store.looks.record_gap("p", NOW_MS - 90 * HOUR_MS, NOW_MS - 89 * HOUR_MS, "offline")
    house.store.looks.record_gap("p", NOW_MS - 2 * HOUR_MS, NOW_MS - HOUR_MS, "offline")
    await house.store.flush()


async def test_what_is_older_than_the_limit_goes_soon_after_the_start(house: House) -> None:
    await fill(house)
    house.start()
    record = await house.waiting(1)
    assert house.waits == [FIRST_AFTER_S]
    assert record == Housekept(next_run_ms=NOW_MS + 10_000)
    assert len(await house.labels()) == 5
    record = await house.pass_time()
    assert await house.labels() == ["71 h", "24 h", "1 h"]
    assert await house.store.looks.gaps_between("p", 0, NOW_MS) == [
        Gap(NOW_MS - 2 * HOUR_MS, NOW_MS - HOUR_MS, "offline")
    ]
    assert (record.removed.sightings, record.removed.gaps) == (2, 1)
    assert record.last_run_ms == NOW_MS + 10_000
    assert record.next_run_ms == NOW_MS + 10_000 + HOUR_MS
    assert record.trouble == ""
    assert house.told[-1] is record


async def test_it_runs_every_hour_and_removes_what_has_come_of_age(house: House) -> None:
    await fill(house)
    house.start()
    await house.waiting(1)
    await house.pass_time()
    for _ in range(2):
        record = await house.pass_time()
    assert await house.labels() == ["24 h", "1 h"]
    assert record.removed.sightings == 0  # it was the run before that removed one
    assert house.waits == [FIRST_AFTER_S, EVERY_S, EVERY_S, EVERY_S]


@pytest.mark.parametrize("runs_before", [0, 1])
async def test_shorter_limit_acts_at_once(house: House, runs_before: int) -> None:
    await fill(house)
    house.start()
    await house.waiting(1)
    for _ in range(runs_before):
        await house.pass_time()
    record = await house.change(sightings_retention_h=2)
    assert await house.labels() == ["1 h"]
    assert record.next_run_ms == house.now_ms + HOUR_MS


async def test_change_of_other_settings_is_no_reason_to_run(house: House) -> None:
    house.start()
    await house.waiting(1)
    house.settings = Settings(theme="dark", poll_interval_s=1)
    house.keeping.settings_changed()
    await asyncio.sleep(0)
    assert house.keeping.record.last_run_ms is None
    assert (await house.change(keep_sightings=False)).last_run_ms == NOW_MS


async def test_turning_the_keeping_off_takes_nothing_before_its_age(house: House) -> None:
    await fill(house)
    house.start()
    await house.waiting(1)
    await house.change(keep_sightings=False)
    assert await house.labels() == ["71 h", "24 h", "1 h"]


async def test_oldest_go_when_the_store_is_larger_than_allowed(house: House) -> None:
    rows = [seen(number / 1000, f"{number:05} " + "x" * 200) for number in range(20_000)]
    house.store.sightings.add("p", rows)
    await house.store.flush()
    house.start()
    await house.waiting(1)
    assert house.store.size_bytes() > 6 * 2**20
    record = await house.change(sightings_size_cap_mb=4)
    assert house.store.size_bytes() < 4.2 * 2**20
    kept = await house.labels()
    assert len(kept) == 20_000 - record.removed.sightings
    assert sorted(kept) == [row.label for row in rows[: len(kept)]]  # the youngest


async def test_failing_run_is_told_and_tried_again_in_an_hour(
    house: House, tmp_path: Path, allow_logs: AllowLogs, caplog: pytest.LogCaptureFixture
) -> None:
    allow_logs("ERROR desk.store: the retention purge is failing: ")
    caplog.set_level(logging.INFO, "desk.store")
    await fill(house)
    house.start()
    await house.waiting(1)
    async with locked(tmp_path / "store.db"):
        record = await house.pass_time()
        assert record.trouble.startswith("Sightings that are too old could not be removed. ")
        assert record.trouble.endswith("It is tried again in an hour.")
        assert record.last_run_ms is None
        assert record.next_run_ms == house.now_ms + HOUR_MS
        assert (await house.pass_time()).trouble
    record = await house.pass_time()
    assert (record.trouble, record.removed.sightings) == ("", 3)
    said = [line.getMessage() for line in caplog.records if line.name == "desk.store"]
    assert sum("failing" in line for line in said) == 1
    assert sum("removed again" in line for line in said) == 1
    assert await house.labels() == ["24 h", "1 h"]


async def test_log_and_record_hold_counts_and_no_names(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house.store.sightings.add("p", [seen(100, CANARY)])
    await house.store.flush()
    house.start()
    await house.waiting(1)
    await house.pass_time()
    assert "removed what was too old or too much: 1 sightings, " in caplog.text
    assert CANARY not in caplog.text + repr(house.told)


async def test_nothing_to_remove_is_not_worth_a_line(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    house.start()
    await house.waiting(1)
    assert (await house.pass_time()).removed == Purged()
    assert caplog.text == ""


@pytest.mark.parametrize("is_running", [False, True])
async def test_close_does_not_wait(house: House, is_running: bool) -> None:
    house.store.sightings.add("p", [seen(100, f"{number}") for number in range(30_000)])
    await house.store.flush()
    house.start()
    await house.waiting(1)
    gate = threading.Event()
    busy = asyncio.create_task(house.store._writer.run(lambda _connection: gate.wait(60)))
    if is_running:
        house.settings = Settings(sightings_retention_h=1)
        house.keeping.settings_changed()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    async with asyncio.timeout(AT_ONCE_S):
        await house.keeping.close()
    assert not busy.done()
    gate.set()
    await busy
    await house.store.close()  # and the store is sound


@contextlib.asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Another program writes to the file and does not end."""
    other = await Store.open(path, KEY)
    await other._writer.run(lambda connection: connection.execute("BEGIN IMMEDIATE").fetchall())
    yield
    await other._writer.run(lambda connection: connection.execute("COMMIT").fetchall())
    await other.close()
