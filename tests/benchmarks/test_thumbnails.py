"""500 photos become thumbnails as fast as `vipsthumbnail` makes them, and the window goes on.

Run with `python -m pytest -m benchmark tests/benchmarks/test_thumbnails.py -s -p no:xdist`. The
command runs as often at once as the console has threads, so that both use the same cores; both
write what they made to disk.
"""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import pyvips

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.pictures import vips
from facespace_desk.pictures.raster import Raster
from facespace_desk.pictures.thumbnail_cache import ThumbnailCache
from facespace_desk.pictures.thumbnails import Thumbnails
from facespace_desk.pictures.work import WORKERS, PictureWork
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState, photo_columns
from facespace_desk.skylab.model.pictures import BOX, PhotoPictures
from facespace_desk.skylab.previews import Previews
from facespace_desk.skylab.view.grid import PhotoGrid
from facespace_desk.widgets.theme import ThemeSwitch
from tests.benchmarks.conftest import Gaps, Heartbeat
from tests.conftest import LoopRunner
from tests.widgets.conftest import look

__all__ = ["look"]  # a fixture

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

PHOTOS = 500
SCREEN = 40  # thumbnails that are wanted at a time while scrolling
LEAST_RATIO = 0.9
STALL_MS = 50
GROWTH_BYTES = 25_000_000
COMMAND = "vipsthumbnail"
SIZES = ((4032, 3024), (3000, 2000), (1920, 1080), (6000, 4000), (2592, 1944))

Report = Callable[[str, str], None]


def paint_photo(width: int, height: int, seed: int) -> pyvips.Image:
    """Clouds with the grain of a camera: about as hard to decode as a photo."""
    clouds = pyvips.Image.perlin(width // 4, height // 4, cell_size=64, seed=seed).resize(4) * 100
    grain = pyvips.Image.gaussnoise(width, height, mean=128, sigma=8, seed=seed)
    grain = grain.crop(0, 0, clouds.width, clouds.height)
    image = (clouds + grain).bandjoin([clouds * 0.6 + grain, clouds * -0.8 + grain])
    return image.cast("uchar").copy(interpretation="srgb")


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """As from a telephone and two cameras, one in three turned; 10 of them, under 500 names."""
    vips.set_up()
    folder = tmp_path_factory.mktemp("photos")
    originals = []
    for number in range(10):
        image = paint_photo(*SIZES[number % len(SIZES)], seed=number).copy()
        if number % 3 == 0:
            image.set_type(pyvips.GValue.gint_type, "orientation", 6)
        originals.append(folder / f"original-{number}.jpg")
        image.jpegsave(str(originals[-1]), Q=88)
    paths = [folder / f"photo-{number:03}.jpg" for number in range(PHOTOS)]
    for number, path in enumerate(paths):
        path.hardlink_to(originals[number % len(originals)])
    return paths


@pytest.fixture
def beat(app_loop: LoopRunner) -> Iterator[Heartbeat]:
    heart = Heartbeat()
    heart.start()
    yield heart
    heart.stop()


def seconds_of_the_command(
    photos: list[Path], folder: Path, box: tuple[int, int] = (256, 256)
) -> float:
    """`vipsthumbnail` over all, in as many processes as the console has threads."""
    folder.mkdir()
    command = [COMMAND, "--size", f"{box[0]}x{box[1]}", "--output", f"{folder}/%s.jpg"]
    environ = {**os.environ, "VIPS_CONCURRENCY": "1"}
    began = time.perf_counter()
    processes = [
        subprocess.Popen([*command, *photos[start::WORKERS]], env=environ)
        for start in range(WORKERS)
    ]
    assert [process.wait() for process in processes] == [0] * WORKERS
    elapsed = time.perf_counter() - began
    assert len(list(folder.iterdir())) == len(photos)
    return elapsed


async def make_all(photos: list[Path], cache: ThumbnailCache) -> float:
    """Seconds until all of them have come, wanted at once."""
    work, all_here = PictureWork(), asyncio.Event()
    coming = set(photos)

    def note(news: list[Path]) -> None:
        coming.difference_update(news)
        if not coming:
            all_here.set()

    thumbnails = Thumbnails(work, note, cache=cache)
    began = time.perf_counter()
    thumbnails.want(photos)
    await asyncio.wait_for(all_here.wait(), 300)
    elapsed = time.perf_counter() - began
    assert all(isinstance(thumbnails.get(photo), Raster) for photo in photos)
    thumbnails.close()
    await work.close()
    return elapsed


def test_thumbnails_are_as_fast_as_the_command_and_the_window_goes_on(
    app_loop: LoopRunner, beat: Heartbeat, photos: list[Path], tmp_path: Path, report: Report
) -> None:
    if shutil.which(COMMAND) is None:
        pytest.skip(f"{COMMAND} is not here to be compared with (Debian: libvips-tools)")
    for photo in photos[:10]:
        photo.read_bytes()  # into the system's cache, for both
    beat.phase()
    ours = app_loop.run(make_all(photos, ThumbnailCache(tmp_path / "cache")), timeout_s=300)
    gaps = beat.phase()
    theirs = seconds_of_the_command(photos, tmp_path / "theirs")
    again = app_loop.run(make_all(photos, ThumbnailCache(tmp_path / "cache")), timeout_s=300)
    report(f"{PHOTOS} photos, {COMMAND} in {WORKERS} processes", f"{PHOTOS / theirs:.0f}/s")
    report(f"{PHOTOS} photos, console with {WORKERS} threads", f"{PHOTOS / ours:.0f}/s")
    report("the same from the cache on disk", f"{PHOTOS / again:.0f}/s")
    report("throughput against the command", f"{theirs / ours:.2f} x")
    report("window meanwhile", gaps.words())
    assert theirs / ours >= LEAST_RATIO
    assert gaps.longest < STALL_MS


async def scroll_through(grid: PhotoGrid, pictures: PhotoPictures) -> float:
    """Seconds to see every photo of the grid, page after page, from top to bottom."""
    news = asyncio.Event()
    pictures.changed.connect(news.set)
    bar = grid.verticalScrollBar()
    seen: set[str] = set()
    began = time.perf_counter()
    while len(seen) < PHOTOS:
        rows = grid.rows_in_sight()
        while not all(isinstance(pictures.get(row), Raster) for row in rows):
            news.clear()
            await asyncio.wait_for(news.wait(), 60)
        seen.update(row.key for row in rows)
        bar.setValue(bar.value() + bar.pageStep())
    return time.perf_counter() - began


def test_the_grid_of_a_job_is_scrolled_through_as_fast(
    app_loop: LoopRunner,
    look: ThemeSwitch,
    beat: Heartbeat,
    photos: list[Path],
    tmp_path: Path,
    report: Report,
) -> None:
    """What an operator sees: tiles are scaled and painted, and only what is in sight is made."""
    if shutil.which(COMMAND) is None:
        pytest.skip(f"{COMMAND} is not here to be compared with (Debian: libvips-tools)")
    for photo in photos[:10]:
        photo.read_bytes()
    rows = [
        PhotoRow(
            key=each.name, photo_id=None, name=each.name, state=PhotoState.SENT, original=str(each)
        )
        for each in photos
    ]

    async def shown() -> tuple[float, Gaps]:
        work = PictureWork()
        table = RecordTableModel(photo_columns(Display()))
        pictures = PhotoPictures(
            work,
            lambda tell: Previews(None, None, work, tmp_path / "previews", tell),  # type: ignore[arg-type]  # all is here
            ThumbnailCache(tmp_path / "cache"),
        )
        await pictures.load()
        grid = PhotoGrid(table, pictures)
        grid.resize(1280, 800)
        table.append(rows)
        grid.show()
        await asyncio.sleep(0.2)  # the window is up
        beat.phase()
        elapsed = await scroll_through(grid, pictures)
        gaps = beat.phase()
        grid.hide()
        grid.deleteLater()
        await pictures.close()
        await work.close()
        return elapsed, gaps

    ours, gaps = app_loop.run(shown(), timeout_s=300)
    theirs = seconds_of_the_command(photos, tmp_path / "theirs", BOX)
    report(f"{PHOTOS} photos of a job, scrolled through", f"{PHOTOS / ours:.0f}/s")
    report("throughput against the command", f"{theirs / ours:.2f} x")
    report("window meanwhile", gaps.words())
    assert theirs / ours >= LEAST_RATIO
    assert gaps.longest < STALL_MS


def test_memory_is_flat_over_a_thousand_photos(
    app_loop: LoopRunner, photos: list[Path], report: Report
) -> None:
    process, sizes = psutil.Process(), []

    async def scroll_through() -> None:
        work = PictureWork()
        news = asyncio.Event()
        thumbnails = Thumbnails(work, lambda _: news.set(), memory_bytes=8_000_000)
        for start in [*range(0, PHOTOS, SCREEN), *range(0, PHOTOS, SCREEN)]:
            screen = photos[start : start + SCREEN]
            thumbnails.want(screen)
            while not all(thumbnails.get(photo) for photo in screen):
                news.clear()
                await news.wait()
            gc.collect()
            sizes.append(process.memory_info().rss)
        thumbnails.close()
        await work.close()

    app_loop.run(scroll_through(), timeout_s=300)
    warm = max(sizes[:6])  # 240 photos: every size on every thread
    report(
        "memory after 240 and after 1,000 photos", f"{warm / 1e6:.0f} and {sizes[-1] / 1e6:.0f} MB"
    )
    assert sizes[-1] - warm < GROWTH_BYTES
