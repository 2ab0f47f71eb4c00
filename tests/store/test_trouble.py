"""A full disk, a lock, a damaged page: words for the operator, and rows that wait their turn."""

import asyncio
from pathlib import Path

import apsw
import pytest

import facespace_desk.store.thread as store_thread
from facespace_desk.store import Mark, Store, StoreTrouble
from facespace_desk.store.database import in_words
from tests.conftest import AllowLogs
from tests.limits import AT_ONCE_S, PATIENCE_S
from tests.store.conftest import KEY, OpenStore, sighting


async def fill_disk(store: Store) -> None:
    """The database may not grow any more: SQLite answers as for a full disk."""
    await store._writer.run(
        lambda connection: connection.pragma("max_page_count", connection.pragma("page_count"))
    )


async def empty_disk(store: Store) -> None:
    await store._writer.run(lambda connection: connection.pragma("max_page_count", 2**30))


async def test_full_disk_is_said_and_rows_wait_until_there_is_room(
    open_store: OpenStore, allow_logs: AllowLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow_logs("The disk is full")
    monkeypatch.setattr(store_thread, "RETRY_S", 0.05)
    store = await open_store()
    await fill_disk(store)
    rows = [sighting(number, "x" * 500) for number in range(2000)]
    store.sightings.add("p", rows)
    with pytest.raises(StoreTrouble, match="disk is full"):
        await store.flush()
    assert store.trouble == "The disk is full: new sightings cannot be kept."
    with pytest.raises(StoreTrouble, match="disk is full"):
        await store.views.put("p", "filter", "big", "x" * 100_000)
    assert await store.sightings.between("p", 0, 10**9) == []
    await empty_disk(store)
    async with asyncio.timeout(PATIENCE_S):
        while store.trouble is not None:  # noqa: ASYNC110  # the retry has no event
            await asyncio.sleep(0.01)
    assert await store.sightings.between("p", 0, 10**9) == rows
    assert store.dropped == 0


async def test_waiting_rows_are_bounded_and_the_oldest_go(
    open_store: OpenStore, allow_logs: AllowLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow_logs("The disk is full")
    monkeypatch.setattr(store_thread, "QUEUE_ROWS", 10_000)
    store = await open_store()
    await fill_disk(store)
    for start in range(0, 30_000, 1000):
        rows = [sighting(number, "x" * 50) for number in range(start, start + 1000)]
        store.sightings.add("p", rows)
    with pytest.raises(StoreTrouble):
        await store.flush()
    assert store.dropped >= 20_000
    await empty_disk(store)
    await store.flush()
    kept = await store.sightings.between("p", 0, 10**9)
    assert len(kept) == 30_000 - store.dropped
    assert kept[-1].first_ms == 29_999


async def test_closing_with_a_full_disk_ends_and_is_logged(
    open_store: OpenStore, allow_logs: AllowLogs
) -> None:
    allow_logs("The disk is full", "1000 rows could not be written")
    store = await open_store()
    await fill_disk(store)
    store.sightings.add("p", [sighting(number, "x" * 500) for number in range(1000)])
    await store.close()


async def test_file_locked_by_another_program_is_said(
    open_store: OpenStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facespace_desk.store.database.BUSY_LIMIT_MS", 50)
    store, other = await open_store(), await open_store()
    await other._writer.run(lambda connection: connection.execute("BEGIN IMMEDIATE").fetchall())
    with pytest.raises(StoreTrouble, match="Another program"):
        await store.marks.put("p", Mark("cam", "Mira", 1))
    await other._writer.run(lambda connection: connection.execute("COMMIT").fetchall())
    await store.marks.put("p", Mark("cam", "Mira", 1))


async def test_page_that_breaks_while_open_is_said(open_store: OpenStore, path: Path) -> None:
    store = await open_store()
    store.sightings.add("p", [sighting(number, "x" * 300) for number in range(20_000)])
    await store.close()
    reopened = await open_store()
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 2, len(content), 4096):
        content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreTrouble, match="damaged"):
        await reopened.sightings.between("p", 0, 10**9)
    assert KEY.reveal() not in str(reopened.__dict__)


async def test_cancelled_question_harms_nobody(open_store: OpenStore) -> None:
    store = await open_store()
    store.sightings.add("p", [sighting(number) for number in range(50_000)])
    await store.flush()
    questions = [asyncio.create_task(store.sightings.between("p", 0, 10**9)) for _ in range(5)]
    await asyncio.sleep(0)
    for question in questions:
        question.cancel()
    await asyncio.gather(*questions, return_exceptions=True)
    assert await store.sightings.count("p") == 50_000


async def test_reading_does_not_wait_for_writing(open_store: OpenStore) -> None:
    store = await open_store()
    store.sightings.add("p", [sighting(1)])
    await store.flush()
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def occupy(_: apsw.Connection) -> None:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(60)

    busy = asyncio.create_task(store._writer.run(occupy))
    async with asyncio.timeout(AT_ONCE_S):
        assert len(await store.sightings.between("p", 0, 10)) == 1
    assert not busy.done()
    release.set()
    await busy


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (apsw.ReadOnlyError("x"), "read-only"),
        (apsw.CantOpenError("x"), "cannot be opened"),
        (apsw.IOError("x"), "cannot be opened"),
        (apsw.NoMemError("x"), "NoMemError"),
        (PermissionError("x"), "read-only"),
    ],
)
def test_database_errors_become_words_without_their_text(error: Exception, words: str) -> None:
    with pytest.raises(StoreTrouble, match=words), in_words():
        raise error


def test_importing_the_store_loads_no_database() -> None:
    import subprocess
    import sys

    program = (
        "import sys, facespace_desk.store, facespace_desk.credentials, facespace_desk.profiles;"
    )
    program += "print([name for name in ('apsw', 'keyring', 'httpx') if name in sys.modules])"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
