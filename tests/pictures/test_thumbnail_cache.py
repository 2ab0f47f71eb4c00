"""Thumbnails on disk: whole, private, within limits, and harmless when they cannot be kept."""

from __future__ import annotations

import logging
import os
import stat
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from facespace_desk.pictures.decode import decode
from facespace_desk.pictures.raster import Raster
from facespace_desk.pictures.thumbnail_cache import ThumbnailCache, cache_key
from tests.pictures.painted import is_upright, noise, quarters, with_alpha

DAY_S = 24 * 3600
BOX = (64, 64)


def key(number: int) -> str:
    return cache_key(Path("/photos") / f"{number}.jpg", 1_000, 5, BOX)


def small(*, alpha: bool = False) -> Raster:
    image = with_alpha(quarters(), 90) if alpha else quarters()
    raster = decode(image.write_to_buffer(".png"), box=BOX)
    return replace(raster, full_width=6_000, full_height=4_000, format="TIFF", notes=("turned",))


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "thumbnails")


@pytest.mark.parametrize("alpha", [False, True])
def test_thumbnail_comes_back_with_all_that_was_known(cache: ThumbnailCache, alpha: bool) -> None:
    saved = small(alpha=alpha)
    cache.save(key(1), saved)
    loaded = cache.load(key(1))
    assert loaded is not None
    assert is_upright(loaded, within=15)
    assert replace(loaded, data=b"") == replace(saved, data=b"")
    assert loaded.has_alpha is alpha


def test_what_was_never_saved_is_not_there(cache: ThumbnailCache) -> None:
    assert cache.load(key(1)) is None
    assert cache.trouble is None


def test_key_is_of_one_file_at_one_time_in_one_size() -> None:
    path = Path("/photos/a.jpg")
    keys = {
        cache_key(path, 1_000, 5, BOX),
        cache_key(path, 1_001, 5, BOX),
        cache_key(path, 1_000, 6, BOX),
        cache_key(path, 1_000, 5, (128, 128)),
        cache_key(Path("/photos/b.jpg"), 1_000, 5, BOX),
        cache_key(Path(os.fsdecode(b"/photos/\xff.jpg")), 1_000, 5, BOX),
    }
    assert len(keys) == 6
    assert not any("photos" in name for name in keys)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_only_this_user_can_read_it(cache: ThumbnailCache, tmp_path: Path) -> None:
    cache.save(key(1), small())
    (entry,) = entries(tmp_path)
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(entry.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "thumbnails").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[:10],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: whole + b"\0",
        lambda whole: whole.replace(b"TIFF", b"PNG!"),
        lambda whole: whole[:200] + bytes([whole[200] ^ 1]) + whole[201:],
        lambda whole: b"<html>not found",
        lambda whole: bytes(len(whole)),
        lambda whole: b"\n\n\n\n",
    ],
)
def test_damaged_entry_is_removed_and_made_again(
    cache: ThumbnailCache, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    cache.save(key(1), small())
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.load(key(1)) is None
    assert entries(tmp_path) == []
    cache.save(key(1), small())
    assert cache.load(key(1)) is not None


def test_longest_unused_go_when_there_is_no_room(tmp_path: Path) -> None:
    raster = decode(noise(*BOX).write_to_buffer(".png"))
    probe = ThumbnailCache(tmp_path / "probe")
    probe.save(key(0), raster)
    each = entries(tmp_path / "probe")[0].stat().st_size
    folder = tmp_path / "thumbnails"
    cache = ThumbnailCache(folder, most_bytes=each * 10)
    for number in range(10):
        cache.save(key(number), raster)
        at = time.time() - 1_000 + number
        os.utime(folder / key(number)[:2] / key(number), (at, at))
    assert len(entries(folder)) == 10
    cache.save(key(10), raster)
    left = [number for number in range(11) if cache.load(key(number)) is not None]
    assert left == list(range(3, 11))  # room for some more, too


def test_room_taken_by_an_earlier_run_counts(tmp_path: Path) -> None:
    raster = decode(noise(*BOX).write_to_buffer(".png"))
    before = ThumbnailCache(tmp_path)
    for number in range(10):
        before.save(key(number), raster)
    each = entries(tmp_path)[0].stat().st_size
    after = ThumbnailCache(tmp_path, most_bytes=each * 5)
    after.save(key(10), raster)
    assert len(entries(tmp_path)) <= 5
    assert after.load(key(10)) is not None


def test_old_entries_and_drafts_left_by_a_crash_are_purged(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, most_age_s=7 * DAY_S)
    for number in range(3):
        cache.save(key(number), small())
    old = tmp_path / key(0)[:2] / key(0)
    draft = old.with_name(f".{key(1)}.abc123.tmp")
    draft.write_bytes(b"half")
    foreign = old.with_name("letter.txt")
    foreign.write_bytes(b"not ours")
    for path in (old, draft, foreign):
        os.utime(path, (time.time() - 8 * DAY_S,) * 2)
    cache.purge()
    assert not old.exists()
    assert not draft.exists()
    assert foreign.exists()
    assert cache.load(key(1)) is not None


def test_use_keeps_an_entry_young(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, most_age_s=7 * DAY_S)
    cache.save(key(0), small())
    (entry,) = entries(tmp_path)
    os.utime(entry, (time.time() - 6 * DAY_S,) * 2)
    assert cache.load(key(0)) is not None
    assert time.time() - entry.stat().st_mtime < DAY_S


def test_clear_leaves_nothing_of_ours(cache: ThumbnailCache, tmp_path: Path) -> None:
    for number in range(5):
        cache.save(key(number), small())
    cache.clear()
    assert entries(tmp_path) == []
    assert cache.load(key(0)) is None


def test_entry_is_not_written_through_a_link_to_elsewhere(tmp_path: Path) -> None:
    cache, precious = ThumbnailCache(tmp_path / "thumbnails"), tmp_path / "precious"
    precious.write_bytes(b"keep me")
    place = tmp_path / "thumbnails" / key(1)[:2] / key(1)
    place.parent.mkdir(parents=True)
    place.symlink_to(precious)
    cache.save(key(1), small())
    assert precious.read_bytes() == b"keep me"
    assert cache.load(key(1)) is not None


def test_disk_that_will_not_is_noted_once_and_harms_nothing(
    tmp_path: Path, allow_logs: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    allow_logs("not kept on disk")
    (tmp_path / "file").write_bytes(b"")
    cache = ThumbnailCache(tmp_path / "file")  # a file where the folder should be
    with caplog.at_level(logging.WARNING, "desk.pictures"):
        cache.save(key(1), small())
        cache.save(key(2), small())
    assert cache.trouble
    assert cache.load(key(1)) is None
    assert len([record for record in caplog.records if record.name == "desk.pictures"]) == 1


def test_threads_that_save_the_same_do_not_spoil_it(cache: ThumbnailCache, tmp_path: Path) -> None:
    raster, seen = small(), []

    def save_and_load() -> None:
        for _ in range(10):
            cache.save(key(1), raster)
            seen.append(cache.load(key(1)))

    threads = [threading.Thread(target=save_and_load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(seen)
    assert len(entries(tmp_path)) == 1
