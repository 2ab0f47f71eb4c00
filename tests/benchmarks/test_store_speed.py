"""How fast the store takes and gives rows; the marker `benchmark` in pyproject says how to run."""

import asyncio
import time
from pathlib import Path

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.store import Store, StoredSighting

pytestmark = pytest.mark.benchmark

HELD = 1_000_000
ASKED = 200_000
INSERTS_PER_S = 100_000
READ_LIMIT_S = 1.0
LOOP_GAP_LIMIT_S = 0.05


def rows(count: int) -> list[StoredSighting]:
    return [
        StoredSighting(f"cam-{n % 12}", f"Person {n % 60}", n * 100, n * 100 + 2000, 5, "desk")
        for n in range(count)
    ]


async def test_a_million_sightings_go_in_and_200_000_come_out(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "store.db", Secret("a key"))
    held = rows(HELD)
    started = time.perf_counter()
    for start in range(0, HELD, 100_000):
        store.sightings.add("p", held[start : start + 100_000])
        await store.flush()
    insert_s = time.perf_counter() - started

    started = time.perf_counter()
    reading = asyncio.create_task(store.sightings.between("p", 40_000_000, 60_000_000))
    longest_gap_s, last = 0.0, time.perf_counter()
    while not reading.done():
        await asyncio.sleep(0.001)
        longest_gap_s, last = max(longest_gap_s, time.perf_counter() - last), time.perf_counter()
    found = await reading
    read_s = time.perf_counter() - started

    started = time.perf_counter()
    purged = await store.purge(50_000_000)
    purge_s = time.perf_counter() - started
    size = store.size_bytes()
    await store.close()
    started = time.perf_counter()
    await (await Store.open(tmp_path / "store.db", Secret("a key"))).close()
    open_s = time.perf_counter() - started
    print(
        f"\ninsert {HELD / insert_s:,.0f} rows/s; read {len(found):,} rows in {read_s:.2f} s, "
        f"loop's longest gap {longest_gap_s * 1000:.0f} ms; purge {purged.sightings:,} rows in "
        f"{purge_s:.2f} s; {size / (HELD - purged.sightings):.0f} bytes a row; "
        f"open and close {open_s:.2f} s"
    )
    assert HELD / insert_s > INSERTS_PER_S
    assert len(found) >= ASKED
    assert read_s < READ_LIMIT_S
    assert longest_gap_s < LOOP_GAP_LIMIT_S
