"""Thumbnails of what is on screen: in order, dropped when scrolled away, renewed when changed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facespace_desk.pictures import decode as decoding
from facespace_desk.pictures.raster import PictureLimits, PictureTrouble, Raster, TroubleKind
from facespace_desk.pictures.thumbnail_cache import ThumbnailCache
from facespace_desk.pictures.thumbnails import Thumbnails
from facespace_desk.pictures.work import PictureWork
from tests.pictures.painted import bomb, colour_at, is_upright, noise, quarters, turned, with_alpha
from tests.pictures.waiting import Gate, until


class Bench:
    """Thumbnails over a folder of pictures, and what they told."""

    def __init__(self, folder: Path, *, workers: int = 1) -> None:
        self.folder = folder
        self.cache_folder = folder / "cache"
        self.work = PictureWork(workers=workers)
        self.told: list[list[Path]] = []
        self.thumbnails = self.make()

    def make(self, *, memory_bytes: int = 10_000_000, cached: bool = False) -> Thumbnails:
        """Thumbnails as after a new start."""
        self.thumbnails = Thumbnails(
            self.work,
            self.told.append,
            box=(64, 64),
            memory_bytes=memory_bytes,
            cache=ThumbnailCache(self.cache_folder) if cached else None,
        )
        return self.thumbnails

    def paint(self, count: int) -> list[Path]:
        content = quarters().write_to_buffer(".jpg")
        paths = [self.folder / f"{number:03}.jpg" for number in range(count)]
        for path in paths:
            path.write_bytes(content)
        return paths

    @property
    def news(self) -> list[Path]:
        """All that was told, in the order in which it was."""
        return [path for batch in self.told for path in batch]

    async def shown(self, paths: list[Path]) -> None:
        self.thumbnails.want(paths)
        await until(lambda: set(self.news) >= set(paths))

    async def settled(self) -> None:
        """What was handed to the threads so far has been looked at."""
        for _ in range(3):
            await self.work.run(lambda: None)

    async def close(self) -> None:
        self.thumbnails.close()
        await self.work.close()


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path)
    yield made
    await made.close()


def raster_of(thumbnails: Thumbnails, path: Path) -> Raster:
    held = thumbnails.get(path)
    assert isinstance(held, Raster), held
    return held


async def test_wanted_pictures_are_made_in_their_order_and_told_of(bench: Bench) -> None:
    paths = bench.paint(12)
    assert bench.thumbnails.get(paths[0]) is None
    await bench.shown(paths)
    assert bench.news == paths
    assert len(bench.told) < len(paths)  # gathered
    raster = raster_of(bench.thumbnails, paths[5])
    assert (raster.width, raster.height) == (64, 40)
    assert is_upright(raster, within=25)


async def test_what_scrolled_away_is_not_made(bench: Bench) -> None:
    gate = Gate()
    busy = asyncio.create_task(bench.work.run(gate))
    await gate.has_begun()
    paths = bench.paint(40)
    bench.thumbnails.want(paths[:20])
    bench.thumbnails.want(paths[20:])
    gate.may_end.set()
    await busy
    await until(lambda: len(bench.news) == 20)
    assert bench.news == paths[20:]
    assert [path for path in paths if bench.thumbnails.get(path) is None] == paths[:20]


async def test_what_comes_back_into_view_is_made_after_all(bench: Bench) -> None:
    paths = bench.paint(6)
    bench.thumbnails.want(paths[:3])
    bench.thumbnails.want(paths[3:])
    bench.thumbnails.want(paths[:3])
    await until(lambda: set(bench.news) >= set(paths[:3]))
    assert all(isinstance(bench.thumbnails.get(path), Raster) for path in paths[:3])


async def test_scrolling_makes_each_picture_once(bench: Bench) -> None:
    paths = bench.paint(30)
    for top in range(21):
        bench.thumbnails.want(paths[top : top + 10])
        await asyncio.sleep(0.002)
    await bench.shown(paths[20:])
    await bench.settled()
    assert len(bench.news) == len(set(bench.news))


async def test_changed_picture_is_made_again_when_it_is_seen_again(bench: Bench) -> None:
    (path,) = bench.paint(1)
    await bench.shown([path])
    bench.thumbnails.want([])
    path.write_bytes(noise(100, 100).write_to_buffer(".png"))
    bench.thumbnails.want([path])
    assert is_upright(raster_of(bench.thumbnails, path), within=25)  # meanwhile the old one
    await until(lambda: len(bench.news) == 2)
    assert raster_of(bench.thumbnails, path).format == "PNG"


async def test_unchanged_picture_is_not_made_again(bench: Bench) -> None:
    (path,) = bench.paint(1)
    await bench.shown([path])
    before = bench.thumbnails.get(path)
    bench.thumbnails.want([])
    bench.thumbnails.want([path])
    await bench.settled()
    assert bench.thumbnails.get(path) is before
    assert bench.news == [path]


async def test_forgotten_picture_is_made_again_at_once_while_it_is_on_screen(bench: Bench) -> None:
    (path,) = bench.paint(1)
    await bench.shown([path])
    bench.thumbnails.forget([path])
    assert bench.thumbnails.get(path) is None
    await until(lambda: len(bench.news) == 2)
    assert isinstance(bench.thumbnails.get(path), Raster)


async def test_removed_picture_says_so(bench: Bench) -> None:
    (path,) = bench.paint(1)
    await bench.shown([path])
    bench.thumbnails.want([])
    path.unlink()
    bench.thumbnails.want([path])
    await until(lambda: len(bench.news) == 2)
    held = bench.thumbnails.get(path)
    assert isinstance(held, PictureTrouble)
    assert held.kind is TroubleKind.UNREADABLE


async def test_each_kind_of_trouble_has_its_cause(bench: Bench) -> None:
    photo = noise(200, 150).write_to_buffer(".jpg")
    wrong = {
        "empty.jpg": (b"", TroubleKind.EMPTY),
        "cut.jpg": (photo[: len(photo) // 2], TroubleKind.TRUNCATED),
        "page.jpg": (b"<!doctype html><p>Sign in", TroubleKind.NOT_A_PICTURE),
        "bomb.png": (bomb(30_000, 30_000), TroubleKind.TOO_LARGE),
        "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", TroubleKind.UNSUPPORTED),
        "broken.jpg": (b"\xff\xd8\xff\xe0" + bytes(400) + b"\xff\xd9", TroubleKind.BROKEN),
    }
    paths = [bench.folder / name for name in wrong]
    for path, (content, _) in zip(paths, wrong.values(), strict=True):
        path.write_bytes(content)
    await bench.shown(paths)
    held = [bench.thumbnails.get(path) for path in paths]
    kinds = [trouble.kind for trouble in held if isinstance(trouble, PictureTrouble)]
    assert kinds == [kind for _, kind in wrong.values()]
    assert all(isinstance(trouble, PictureTrouble) and trouble.words for trouble in held)


async def test_trouble_is_not_tried_again_until_the_file_changes(bench: Bench) -> None:
    path = bench.folder / "photo.jpg"
    path.write_bytes(b"<html>")
    await bench.shown([path])
    bench.thumbnails.want([])
    bench.thumbnails.want([path])
    await bench.settled()
    assert bench.news == [path]
    path.write_bytes(quarters().write_to_buffer(".jpg"))
    bench.thumbnails.want([])
    bench.thumbnails.want([path])
    await until(lambda: len(bench.news) == 2)
    assert isinstance(bench.thumbnails.get(path), Raster)


async def test_orientation_and_alpha_reach_the_thumbnail(bench: Bench) -> None:
    paths = [bench.folder / "held.jpg", bench.folder / "cut-out.png"]
    paths[0].write_bytes(turned(quarters(), 6).write_to_buffer(".jpg"))
    paths[1].write_bytes(with_alpha(quarters(), 90).write_to_buffer(".png"))
    for cached in (False, True, True):  # made, made and kept, loaded
        thumbnails = bench.make(cached=cached)
        bench.told.clear()
        await bench.shown(paths)
        assert is_upright(raster_of(thumbnails, paths[0]), within=25)
        assert is_upright(raster_of(thumbnails, paths[1]), within=25)
        assert abs(colour_at(raster_of(thumbnails, paths[1]), "top left")[3] - 90) <= 3
        thumbnails.close()


async def test_memory_is_bounded_by_dropping_what_was_longest_unseen(bench: Bench) -> None:
    paths = bench.paint(20)
    thumbnails = bench.make(memory_bytes=64 * 40 * 3 * 8)
    for start in range(0, 20, 4):
        bench.told.clear()
        await bench.shown(paths[start : start + 4])
    held = [path for path in paths if thumbnails.get(path) is not None]
    assert held == paths[-8:]


async def test_all_on_screen_is_held_even_where_memory_is_short(bench: Bench) -> None:
    paths = bench.paint(10)
    thumbnails = bench.make(memory_bytes=1)
    await bench.shown(paths)
    assert all(isinstance(thumbnails.get(path), Raster) for path in paths)
    await bench.settled()
    assert len(bench.news) == 10


async def test_second_start_decodes_no_photo(bench: Bench) -> None:
    paths = bench.paint(5)
    bench.make(cached=True)
    await bench.shown(paths)
    bench.thumbnails.close()
    stamps = [path.stat() for path in paths]
    for path, stamp in zip(paths, stamps, strict=True):  # the same to look at, and no picture
        path.write_bytes(bytes(stamp.st_size))
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    bench.told.clear()
    thumbnails = bench.make(cached=True)
    await bench.shown(paths)
    assert all(is_upright(raster_of(thumbnails, path), within=25) for path in paths)


async def test_damaged_cache_is_made_again(bench: Bench) -> None:
    paths = bench.paint(5)
    bench.make(cached=True)
    await bench.shown(paths)
    bench.thumbnails.close()
    for entry in bench.cache_folder.rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:50])
    bench.told.clear()
    thumbnails = bench.make(cached=True)
    await bench.shown(paths)
    assert all(is_upright(raster_of(thumbnails, path), within=25) for path in paths)


async def test_limits_are_those_that_were_given(bench: Bench) -> None:
    (path,) = bench.paint(1)
    thumbnails = Thumbnails(
        bench.work, bench.told.append, box=(64, 64), limits=PictureLimits(pixels=1_000)
    )
    thumbnails.want([path])
    await until(lambda: bench.told)
    held = thumbnails.get(path)
    assert isinstance(held, PictureTrouble)
    assert held.kind is TroubleKind.TOO_LARGE
    thumbnails.close()


async def test_defect_of_ours_is_reported_and_shown_as_trouble(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def defect(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError

    reported: list[object] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _loop, context: reported.append(context["exception"])
    )
    monkeypatch.setattr(decoding, "decode", defect)
    (path,) = bench.paint(1)
    await bench.shown([path])
    await bench.settled()
    assert isinstance(bench.thumbnails.get(path), PictureTrouble)
    assert [type(error) for error in reported] == [ZeroDivisionError]


async def test_after_close_nothing_is_told(bench: Bench) -> None:
    paths = bench.paint(10)
    bench.thumbnails.want(paths)
    await until(lambda: any(bench.thumbnails.get(path) is not None for path in paths))
    told = len(bench.told)
    bench.thumbnails.close()
    bench.thumbnails.want(paths)
    await bench.settled()
    await asyncio.sleep(0.1)  # longer than news are gathered
    assert len(bench.told) == told
