"""Downloads: the same files as the official client's, and what it gets wrong done right."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips

from facespace_desk.net.errors import ErrorKind
from facespace_desk.pictures.raster import PictureTrouble, TroubleKind
from facespace_desk.pictures.signatures import Format
from facespace_desk.skylab import composing
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.downloads import Options
from facespace_desk.skylab.errors import (
    PhotoNotFoundException,
    PhotoNotReady,
    StudioException,
    ValidationException,
)
from facespace_desk.skylab.records import Job, PhotoResult
from tests.skylab.studio import (
    DUAL,
    EVERYTHING,
    EXTRACT,
    PLAIN,
    REPLACED,
    STRIPPED,
    completed,
    cutout,
    entered,
    files_in,
    gradient,
    official_composite,
    official_conversion,
    picture,
    pixels,
    received,
)
from tests.skylab_simulator import RunningSkylab


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


async def only_photo(client: SkylabClient, job: Job, out: Path, **options: Any) -> PhotoResult:
    (photo,) = job.photos
    return await client.download_photo(photo.id, out, options=Options(**options))


async def test_a_plain_picture_is_stored_byte_for_byte(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "IMG_1.JPG", told="Me"))
        result = await only_photo(client, job, out)
        content = await received(client, job.photos[0], tmp_path / "raw")
    assert (result.name, result.is_success) == ("IMG_1.JPG", True)
    assert files_in(out) == ["IMG_1.JPG"]
    format_ = composing.inspect(tmp_path / "raw").format
    if format_ is Format.JPEG:
        assert (out / "IMG_1.JPG").read_bytes() == content
    else:
        official_conversion(content, tmp_path / "official.jpg")
        assert (out / "IMG_1.JPG").read_bytes() == (tmp_path / "official.jpg").read_bytes()


@pytest.mark.parametrize("profile_id", [EXTRACT, DUAL])
async def test_a_cut_out_is_a_png(
    skylab: RunningSkylab, tmp_path: Path, out: Path, profile_id: int
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, profile_id, picture(tmp_path / "IMG_1.jpg"))
        await only_photo(client, job, out)
        content = await received(client, job.photos[0], tmp_path / "raw")
    official_conversion(content, tmp_path / "official.png")
    assert files_in(out) == ["IMG_1.png"]
    assert np.array_equal(pixels(out / "IMG_1.png"), pixels(tmp_path / "official.png"))
    assert pyvips.Image.new_from_file(str(out / "IMG_1.png")).hasalpha()


@pytest.mark.parametrize("profile_id", [REPLACED, EVERYTHING])
async def test_composites_are_those_of_the_official_client_byte_for_byte(
    skylab: RunningSkylab, tmp_path: Path, out: Path, profile_id: int
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, profile_id, picture(tmp_path / "IMG_1.jpg"))
        result = await only_photo(client, job, out)
        cut = await received(client, job.photos[0], tmp_path / "raw")
        profile = await client.get_profile(profile_id)
        behind = []
        for number, background in enumerate(profile.backgrounds):
            path = tmp_path / f"background-{number}"
            await client.downloads._fetch_background(background, path)
            behind.append(path.read_bytes())
    suffix = profile.output_file_type
    names = ["IMG_1" + (f" ({n + 1})" if n else "") + f".{suffix}" for n in range(len(behind))]
    dual = ["IMG_1.png"] if profile.dual_file_output else []
    assert [each.path.name for each in result.files] == dual + names
    assert files_in(out) == sorted(dual + names)
    for name, content in zip(names, behind, strict=True):
        official_composite(cut, content, tmp_path / f"official.{suffix}")
        assert (out / name).read_bytes() == (tmp_path / f"official.{suffix}").read_bytes()


async def test_all_photos_of_a_job(skylab: RunningSkylab, tmp_path: Path, out: Path) -> None:
    paths = [picture(tmp_path / f"{number}.jpg", 80 + number, 60) for number in range(12)]
    ended: list[str] = []
    async with entered(skylab) as client:
        job = await completed(client, skylab, REPLACED, *paths)
        result = await client.download_all_photos(
            [photo.id for photo in job.photos],
            REPLACED,
            out,
            ended=lambda each: ended.append(each.name),
        )
    assert sorted(result.success_photos) == sorted(path.name for path in paths)
    assert result.errored_photos == []
    assert sorted(ended) == sorted(path.name for path in paths)
    assert len(files_in(out)) == 24
    backgrounds = [each for each in skylab.control.requests("get") if "/bg/" in each["path"]]
    assert len(backgrounds) == 2  # once for all photos


async def test_files_say_their_size_and_hash(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, EVERYTHING, picture(tmp_path / "a.jpg"))
        result = await only_photo(client, job, out)
    assert len(result.files) == 2
    for written in result.files:
        content = written.path.read_bytes()
        assert written.size == len(content)
        assert written.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("strip", [None, True, False])
async def test_metadata_are_stripped_when_the_profile_says_so_and_pixels_stay(
    skylab: RunningSkylab, tmp_path: Path, out: Path, strip: bool | None
) -> None:
    told = picture(tmp_path / "a.png", told="Mira Holt")
    async with entered(skylab) as client:
        job = await completed(client, skylab, STRIPPED, told)
        await only_photo(client, job, out, strip=strip)
        content = await received(client, job.photos[0], tmp_path / "raw")
    official_conversion(content, tmp_path / "official.png")
    assert np.array_equal(pixels(out / "a.png"), pixels(tmp_path / "official.png"))
    if strip is not False:
        assert b"Mira Holt" not in (out / "a.png").read_bytes()


def test_a_png_is_stripped_without_being_encoded_again(tmp_path: Path) -> None:
    source = picture(tmp_path / "a.png", told="Mira Holt")
    composing.convert(source, tmp_path / "b.png", Format.PNG, strip=True)
    before, after = source.read_bytes(), (tmp_path / "b.png").read_bytes()
    assert b"Mira Holt" in before
    assert b"Mira Holt" not in after
    start = before.index(b"IDAT")
    assert after[after.index(b"IDAT") :] == before[start : before.index(b"IEND", start) + 8]
    assert np.array_equal(pixels(source), pixels(tmp_path / "b.png"))


def test_a_turned_picture_is_still_upright_after_stripping(tmp_path: Path) -> None:
    source = picture(tmp_path / "a.png", 40, 20, orientation=6, told="Me")
    composing.convert(source, tmp_path / "b.png", Format.PNG, strip=True)
    found = pyvips.Image.new_from_file(str(tmp_path / "b.png"))
    assert (found.width, found.height) == (20, 40)
    assert found.get_typeof("orientation") == 0
    turned = pyvips.Image.new_from_file(str(source)).autorot()
    assert np.array_equal(found.numpy(), turned.numpy())


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
@pytest.mark.parametrize("source", ["a.png", "a.jpg", "cut.png"])
def test_conversion_is_that_of_the_official_client(
    tmp_path: Path, source: str, suffix: str
) -> None:
    path = tmp_path / source
    (cutout if source == "cut.png" else picture)(path)
    wanted = {".jpg": Format.JPEG, ".png": Format.PNG, ".webp": Format.WEBP, ".tif": Format.TIFF}
    composing.convert(path, tmp_path / f"ours{suffix}", wanted[suffix])
    official_conversion(path.read_bytes(), tmp_path / f"official{suffix}")
    ours, official = tmp_path / f"ours{suffix}", tmp_path / f"official{suffix}"
    if path.suffix == suffix:  # nothing had to change, so nothing was encoded again
        assert ours.read_bytes() == path.read_bytes()
    else:
        assert np.array_equal(pixels(ours), pixels(official))


@pytest.mark.parametrize(
    ("width", "height", "orientation"), [(900, 500, 1), (120, 300, 1), (500, 900, 6), (64, 64, 3)]
)
def test_backgrounds_of_every_shape_cover_as_with_the_official_client(
    tmp_path: Path, width: int, height: int, orientation: int
) -> None:
    cut = cutout(tmp_path / "cut.png")
    behind = picture(tmp_path / "b.jpg", width, height, orientation=orientation)
    for suffix, wanted in ((".png", Format.PNG), (".jpg", Format.JPEG)):
        composing.compose(cut, behind, tmp_path / f"ours{suffix}", wanted)
        official_composite(cut.read_bytes(), behind.read_bytes(), tmp_path / f"official{suffix}")
        ours = (tmp_path / f"ours{suffix}").read_bytes()
        assert ours == (tmp_path / f"official{suffix}").read_bytes()


def test_four_channels_of_ink_are_no_cut_out(tmp_path: Path) -> None:
    gradient(40, 30).colourspace("cmyk").write_to_file(str(tmp_path / "ink.jpg"))
    with pytest.raises(PictureTrouble) as caught:
        composing.compose(
            tmp_path / "ink.jpg", cutout(tmp_path / "b.png"), tmp_path / "o.png", Format.PNG
        )
    assert caught.value.kind is TroubleKind.UNSUPPORTED


async def test_one_background_that_is_gone_keeps_no_other_file_away(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, REPLACED, picture(tmp_path / "a.jpg"))
        (photo,) = job.photos
        profile = await client.get_profile(REPLACED)
        await client.delete_photo(profile.backgrounds[1].id)
        result = await client.download_photo(photo.id, out, profile)
    assert not result.is_success
    assert [each.path.name for each in result.files] == ["a.jpg"]
    assert files_in(out) == ["a.jpg"]


async def test_a_profile_without_backgrounds_is_said_and_not_called_a_success(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        flags = {"enable_extract": True, "replace_background": True}
        profile = await client.create_profile("Bare", flags)
        job = await completed(client, skylab, profile.id, picture(tmp_path / "a.jpg"))
        result = await only_photo(client, job, out)
    assert result.error is not None
    assert "no background pictures" in result.error.message
    assert files_in(out) == []


async def test_an_address_that_has_run_out_is_asked_for_anew(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.jpg"))
        photo = await client.get_photo(job.photos[0].id)
        await asyncio.to_thread(skylab.control.expire_urls)
        await client.downloads.fetch(photo, out / "a")
    assert composing.inspect(out / "a").width == 320


@pytest.mark.parametrize("unfinished", ["null", "absent", "text"])
async def test_before_its_job_is_complete_a_photo_is_not_ready(
    skylab: RunningSkylab, tmp_path: Path, out: Path, unfinished: str
) -> None:
    skylab.control.set_switch(unfinished=unfinished)
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        photo = (await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))).photo
        result = await client.download_photo(photo.id, out)
    assert isinstance(result.error, PhotoNotReady)
    assert files_in(out) == []


async def test_a_folder_that_is_not_there_and_photos_of_profiles_are_refused(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        with pytest.raises(ValidationException):
            await client.download_photo(1, tmp_path / "nowhere")
        background = (await client.get_profile(REPLACED)).backgrounds[0]
        with pytest.raises(PhotoNotFoundException):
            await client.download_photo(background.id, out)


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        ("missing", ErrorKind.NOT_FOUND),
        ("html", ErrorKind.NOT_A_PICTURE),
        ("huge", ErrorKind.TOO_LARGE),
        ("endless", ErrorKind.TOO_LARGE),
        ("truncated", ErrorKind.BROKE_OFF),
        ("cut", ErrorKind.BROKE_OFF),
        ("bomb", ErrorKind.TOO_LARGE),
    ],
)
async def test_what_is_no_picture_leaves_no_file(
    skylab: RunningSkylab, tmp_path: Path, out: Path, trouble: str, kind: ErrorKind
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.png"))
        await asyncio.to_thread(skylab.control.set_pictures, {job.photos[0].id: trouble})
        result = await only_photo(client, job, out)
    assert isinstance(result.error, StudioException)
    assert result.error.kind is kind
    assert files_in(out) == []


async def test_a_cancelled_download_leaves_no_file(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.jpg"))
        skylab.control.fault("hold", operation="get")
        task = asyncio.create_task(client.download_photo(job.photos[0].id, out))
        await skylab.control.arrived(operation="get")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        skylab.control.release()
    assert files_in(out) == []


@pytest.mark.parametrize(("rule", "expected"), [("skip", b"old"), ("overwrite", None)])
async def test_the_rule_for_a_taken_name(
    skylab: RunningSkylab, tmp_path: Path, out: Path, rule: Any, expected: bytes | None
) -> None:
    (out / "a.png").write_bytes(b"old")
    async with entered(skylab) as client:
        job = await completed(client, skylab, EXTRACT, picture(tmp_path / "a.jpg"))
        result = await only_photo(client, job, out, rule=rule)
    assert result.is_success
    assert files_in(out) == ["a.png"]
    assert ((out / "a.png").read_bytes() == b"old") == (expected is not None)
    assert [path.name for path in result.skipped] == (["a.png"] if rule == "skip" else [])
