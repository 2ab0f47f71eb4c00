"""Tiles on disk: for how long, how many, and what happens to a damaged file."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from facespace_desk.map.tile_cache import UNSAID_S, Kept, TileCache, fresh_for

NOW = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "tiles.db"


@pytest.fixture
def cache(path: Path) -> Iterator[TileCache]:
    made = TileCache(path, limit_bytes=10_000)
    yield made
    made.close()


def kept(size: int = 100, fill: bytes = b"x") -> Kept:
    return Kept(fill * size, '"tag"', "Tue, 14 Nov 2023 20:00:00 GMT", NOW + 60)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=120"}, 120),
        ({"cache-control": "public, Max-Age = 120"}, 120),
        ({"cache-control": 'private,max-age="30"'}, 30),
        ({"cache-control": "max-age=120", "age": "100"}, 20),
        ({"cache-control": "max-age=120", "age": "500"}, 0),
        ({"cache-control": "max-age=120", "expires": "0"}, 120),
        ({"cache-control": "no-cache, max-age=120"}, 0),
        ({"cache-control": "max-age=nonsense"}, 0),
        ({"cache-control": "max-age=999999999999"}, 365 * 86400),
        ({"expires": "Tue, 14 Nov 2023 22:23:20 GMT"}, 600),
        (
            {
                "expires": "Tue, 14 Nov 2023 23:00:00 GMT",
                "date": "Tue, 14 Nov 2023 22:59:00 GMT",  # by the server's own clock
            },
            60,
        ),
        ({"expires": "Tue, 14 Nov 2000 22:23:20 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({}, UNSAID_S),
        ({"cache-control": "public"}, UNSAID_S),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: float) -> None:
    assert fresh_for(headers, NOW) == pytest.approx(seconds)


def test_what_may_not_be_stored_is_not() -> None:
    assert fresh_for({"cache-control": "max-age=60, no-store"}, NOW) is None
    assert fresh_for({"cache-control": "NO-STORE"}, NOW) is None


def test_tiles_are_kept_over_a_restart(cache: TileCache, path: Path) -> None:
    assert cache.get("a", NOW) is None
    cache.put("a", kept(), NOW)
    assert cache.get("a", NOW) == kept()
    cache.close()
    again = TileCache(path)
    assert again.get("a", NOW) == kept()
    assert again.size_bytes == 100
    again.close()


def test_the_longest_unused_go_first_when_there_is_too_much(cache: TileCache) -> None:
    for number in range(10):
        cache.put(f"{number}", kept(1000), NOW + number)
    assert cache.size_bytes == 10_000
    cache.get("0", NOW + 50)  # the oldest is used again
    cache.put("new", kept(1000), NOW + 60)
    assert cache.size_bytes <= 9_000
    assert cache.get("1", NOW + 61) is None
    assert cache.get("2", NOW + 61) is None
    assert cache.get("0", NOW + 61) is not None
    assert cache.get("new", NOW + 61) is not None


def test_a_tile_put_again_counts_once(cache: TileCache) -> None:
    cache.put("a", kept(4000), NOW)
    cache.put("a", kept(3000, b"y"), NOW)
    assert cache.size_bytes == 3000
    found = cache.get("a", NOW)
    assert found is not None
    assert found.body == b"y" * 3000


def test_one_that_alone_is_too_much_is_not_kept(cache: TileCache) -> None:
    cache.put("small", kept(), NOW)
    cache.put("huge", kept(20_000), NOW)
    assert cache.get("huge", NOW) is None
    assert cache.get("small", NOW) is not None


def test_renew_forget_and_clear(cache: TileCache) -> None:
    cache.put("a", kept(), NOW)
    cache.renew("a", NOW + 5000)
    found = cache.get("a", NOW)
    assert found is not None
    assert found.fresh_until == NOW + 5000
    cache.forget("a")
    assert cache.get("a", NOW) is None
    assert cache.size_bytes == 0
    cache.put("b", kept(), NOW)
    cache.clear()
    assert (cache.get("b", NOW), cache.size_bytes) == (None, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_the_file_is_for_this_user_only(cache: TileCache, path: Path) -> None:
    cache.put("a", kept(), NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_file_is_begun_anew(content: bytes, cache: TileCache, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    cache.put("a", kept(), NOW)
    assert cache.get("a", NOW) == kept()


def test_a_file_of_another_layout_is_begun_anew(cache: TileCache, path: Path) -> None:
    path.parent.mkdir()
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE tile (url TEXT); PRAGMA user_version = 1")
    other.close()
    cache.put("a", kept(), NOW)
    assert cache.get("a", NOW) == kept()


def test_without_a_place_to_write_the_map_goes_on(
    tmp_path: Path, allow_logs: Callable[[str], None]
) -> None:
    allow_logs("WARNING desk.map: the cache of map tiles is off")
    (tmp_path / "file").write_text("in the way")
    cache = TileCache(tmp_path / "file" / "tiles.db")
    cache.put("a", kept(), NOW)
    assert cache.get("a", NOW) is None
    assert cache.size_bytes == 0
    cache.close()


def test_a_closed_cache_keeps_nothing(cache: TileCache) -> None:
    cache.close()
    cache.put("a", kept(), NOW)
    assert cache.get("a", NOW) is None
