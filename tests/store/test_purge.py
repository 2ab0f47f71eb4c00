"""What was purged is in no byte of the files, and what was not is still there."""

import asyncio
import os
import random
from pathlib import Path

import pytest

from facespace_desk.store import Mark, Purged, Store
from tests.store.conftest import OpenStore, decrypted, raw_files, sighting

HOUR_MS = 3_600_000
NOW_MS = 1_800_000_000_000
OLD = "Oldcanary"
NEW = "Newcanary"


async def fill(store: Store, rows: int = 6000, seed: int = 7) -> None:
    """Old and new names at random moments, in random order, extended, marked, and in gaps."""
    dice = random.Random(seed)
    sightings = []
    for number in range(rows):
        is_old = number % 2 == 0
        at_ms = NOW_MS + dice.randrange(HOUR_MS) * (-1 if is_old else 1)
        label = f"{OLD if is_old else NEW} {number} {'x' * dice.choice([9, 200, 6000])}"
        sightings.append(sighting(at_ms, label, last_ms=at_ms if is_old else at_ms + HOUR_MS))
    dice.shuffle(sightings)
    for start in range(0, rows, 500):
        store.sightings.add("p", sightings[start : start + 500])
        await store.flush()
    for row in dice.sample(sightings, 200):
        await store.marks.put("p", Mark(row.camera, row.label, row.first_ms, note=row.label))
    for minute in range(-30, 30):
        at_ms = NOW_MS + minute * 60_000
        name = OLD if minute < -1 else NEW
        store.looks.record_gap("p", at_ms, at_ms + 1000, f"{name} refused")
        store.looks.record_look("p", at_ms, at_ms + 1000, 5)
    await store.flush()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_purged_names_are_in_no_byte_of_the_files(
    open_store: OpenStore, path: Path, seed: int
) -> None:
    store = await open_store()
    await fill(store, seed=seed)
    await store.views.put("p", "filter", "night", OLD)
    await store.views.put("p", "filter", "night", NEW)
    assert decrypted(path).count(OLD.encode()) > 3000
    size = store.size_bytes()
    purged = await store.purge(NOW_MS)
    assert purged.sightings == 3000
    assert (purged.looks, purged.gaps) == (30, 30)
    assert 50 < purged.marks < 150
    assert path.with_name("store.db-wal").stat().st_size == 0
    pages = decrypted(path)
    assert OLD.encode() not in pages
    assert pages.count(NEW.encode()) >= 3000
    assert OLD.encode() not in raw_files(path)
    assert store.size_bytes() < size
    assert purged.freed_bytes > 100_000


async def test_purged_store_is_sound_and_keeps_the_rest(open_store: OpenStore) -> None:
    store = await open_store()
    await fill(store)
    await store.purge(NOW_MS)
    assert await store.purge(NOW_MS) == Purged()
    await store.close()
    again = await open_store()
    assert again.notices == []
    kept = await again.sightings.between("p", 0, 2 * NOW_MS)
    assert len(kept) == 3000
    assert all(row.label.startswith(NEW) for row in kept)


async def test_mark_goes_with_its_sighting_and_not_before(open_store: OpenStore) -> None:
    store = await open_store()
    store.sightings.add("p", [sighting(100, last_ms=900), sighting(200)])
    for at_ms in (100, 200, 300):
        await store.marks.put("p", Mark("north-gate", "Mira Holt", at_ms))
    assert (await store.purge(500)).marks == 2
    assert [mark.at_ms for mark in await store.marks.all("p")] == [100]
    assert (await store.purge(1000)).marks == 1


async def test_old_backups_and_damaged_files_go_with_their_age(
    open_store: OpenStore, path: Path
) -> None:
    store = await open_store()
    for name, age_h in (("backup-v1-x", 5), ("backup-v1-y", 1), ("damaged-x", 5), ("other", 5)):
        file = path.with_name(f"store.db.{name}")
        file.write_bytes(b"12345")
        os.utime(file, (NOW_MS / 1000 - age_h * 3600,) * 2)
    purged = await store.purge(NOW_MS - 2 * HOUR_MS)
    assert (purged.files, purged.freed_bytes) == (2, 10)
    assert {file.name for file in path.parent.glob("store.db.*")} == {
        "store.db.backup-v1-y", "store.db.other",
    }  # fmt: skip


@pytest.mark.parametrize("megabytes", [1, 2])
async def test_oldest_rows_go_until_the_rest_fits(open_store: OpenStore, megabytes: int) -> None:
    store = await open_store()
    rows = [sighting(NOW_MS + number, "name " * 20) for number in range(120_000)]
    store.sightings.add("p", rows)
    await store.flush()
    assert store.size_bytes() > 3 * 2**20
    await store.purge_to_size(megabytes * 2**20)
    kept = await store.sightings.between("p", 0, 2 * NOW_MS)
    assert kept == rows[-len(kept) :]
    assert 0.7 * megabytes * 2**20 < store.size_bytes() < (megabytes + 0.1) * 2**20
    assert await store.purge_to_size(10 * 2**20) == Purged()


async def test_forgotten_profile_leaves_nothing_and_others_stay(
    open_store: OpenStore, path: Path
) -> None:
    store = await open_store()
    await fill(store, 1000)
    await store.views.put("p", "filter", OLD, OLD)
    store.sightings.add("q", [sighting(1, "Other"), sighting(10**30, "Far")])
    store.sightings.add("p", [sighting(10**30, OLD)])
    purged = await store.forget_profile("p")
    assert purged.sightings == 1001
    assert OLD.encode() not in decrypted(path)
    assert NEW.encode() not in decrypted(path)
    assert await store.sightings.count("q") == 2


async def test_rows_go_on_being_committed_while_a_purge_runs(open_store: OpenStore) -> None:
    store, observer = await open_store(), await open_store()
    store.sightings.add("p", [sighting(number, "x" * 300) for number in range(60_000)])
    await store.flush()
    purge = asyncio.create_task(store.purge(NOW_MS))
    seen_meanwhile = 0
    number = 0
    while not purge.done():
        store.sightings.add("live", [sighting(NOW_MS + number)])
        number += 1
        await asyncio.sleep(0.005)
        seen_meanwhile = max(seen_meanwhile, await observer.sightings.count("live"))
    assert (await purge).sightings == 60_000
    assert seen_meanwhile > 0
    await store.flush()
    assert await store.sightings.count("live") == number
